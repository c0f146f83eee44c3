"""Learning and community. Knows no resident; its rooms are built with the learning."""
