"""What staff see and do: open, form, act, answer."""
