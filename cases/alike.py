"""Who on a list may be the same person as somebody else: by name, and by birth as far as known."""

from __future__ import annotations

import uuid
from typing import Generic, TypeVar

Who = TypeVar("Who", int, uuid.UUID)


class Names(Generic[Who]):
    """People by their names and births. To add or to find one takes the same time in any crowd.

    Two may be the same where their full names are the same, or what they are called where either
    has no full name; and where their births do not say otherwise: 1951 may be 14 March 1951. A
    birth is what `cases.models.resident.born` writes.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], Who] = {}

    def add(self, who: Who, *, known_as: str, full_name: str, born: str) -> None:
        kinds = [("full", full_name), ("called, with a full name", known_as)]
        for kind, name in kinds if full_name else [("called", known_as)]:
            self._found.setdefault((kind, _fold(name), "exactly", born), who)
            for less in _as_far_as_known(born):
                self._found.setdefault((kind, _fold(name), "begins", less), who)

    def like(self, *, known_as: str, full_name: str, born: str) -> Who | None:
        """The first who may be the same person."""
        kinds = [("called", known_as)]
        kinds += [("full", full_name)] if full_name else [("called, with a full name", known_as)]
        for kind, name in kinds:
            less_known: list[tuple[str, str]] = [
                ("exactly", less) for less in _as_far_as_known(born)
            ]
            for how, birth in [*less_known, ("begins", born)]:
                who = self._found.get((kind, _fold(name), how, birth))
                if who is not None:
                    return who
        return None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _as_far_as_known(born: str) -> list[str]:
    """A birth and everything that says less of it: 1951-03, 1951, nothing."""
    parts = born.split("-") if born else []
    return ["-".join(parts[:known]) for known in range(len(parts) + 1)]
