"""Planting reflections: written, perhaps shared, perhaps answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from cases.actions import reflection as reflections
from cases.demo.events import ANSWERED_AT, Event, moment
from cases.models import Note, Reflection
from relational.kernel.models import User

REFLECTED_AT = datetime.time(17, 40)
SHARED_AT = datetime.time(17, 50)


class Thought:
    """One reflection as events: written, perhaps shared, perhaps answered."""

    def __init__(self, told: dict, people: dict[str, User]) -> None:
        self.told = told
        self.people = people
        self.author = people[told["author"]]
        self.reflection: Reflection | None = None

    def events(self) -> Iterator[Event]:
        yield Event(moment(self.told["day"], REFLECTED_AT), self.author, self._write)
        if "shared" in self.told:
            yield Event(moment(self.told["shared"], SHARED_AT), self.author, self._share)
        for reply in self.told.get("reply", []):
            by = self.people[reply["by"]]
            at = moment(reply["day"], ANSWERED_AT)
            yield Event(at, by, lambda reply=reply, by=by: self._answer(reply, by))

    def _write(self) -> None:
        words = {field: self.told[field] for field in reflections.WORDS if field in self.told}
        self.reflection = reflections.reflect(by=self.author, note=self._note(), **words)

    def _note(self) -> Note | None:
        """The last conversation with whom it is about, if it is about somebody."""
        if "about" not in self.told:
            return None
        notes = Note.objects.filter(resident__known_as=self.told["about"], author=self.author)
        return notes.newest_first().select_related("resident").first()

    def _share(self) -> None:
        assert self.reflection is not None  # written before
        team = reflections.teams_of(self.author)[0]
        reflections.share(self.reflection, by=self.author, team=team)

    def _answer(self, reply: dict, by: User) -> None:
        assert self.reflection is not None  # shared before
        reflections.reply(self.reflection, by=by, text=reply["text"])
