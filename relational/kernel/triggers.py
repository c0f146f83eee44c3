"""The triggers that models name: the row images, and what is only ever added to."""

import pgtrigger


def install(_cursor) -> None:
    """Bring the database's triggers to what the models say. Run by the owner after migrations."""
    pgtrigger.install()
