"""What people do: ask, change, record, tell."""
