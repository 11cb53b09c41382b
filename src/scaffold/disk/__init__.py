"""What touches the user's project: files read, changes made all or none, git asked."""
