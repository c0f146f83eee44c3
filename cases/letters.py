"""The letters that cases write: to whom, whether still due, when, in which words."""
def register_kinds(): pass
