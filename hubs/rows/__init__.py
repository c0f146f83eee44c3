"""What pages show, ready to read: a file a noun."""
