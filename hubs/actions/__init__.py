"""What people at work do: ask, change, record, tell."""
