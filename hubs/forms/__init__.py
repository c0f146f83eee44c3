"""What is typed about work: a file a noun."""
