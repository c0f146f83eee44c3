"""The resident's own door, a file a noun."""
