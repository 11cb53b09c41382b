"""The hooks of coding agents: after an edit, before a stop, and how they are installed."""
