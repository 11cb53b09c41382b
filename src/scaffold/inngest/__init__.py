"""What Inngest code looks like: functions, events and the registry; pure, touches no disk."""
