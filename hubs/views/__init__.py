"""Pages of people at work: a file a noun."""
