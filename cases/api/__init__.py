"""The door for programs: the same law, the same trail and the same looks as the pages."""
