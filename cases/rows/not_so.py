"""What a resident says beside an entry, in words; and where they say it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.models import Concern, Note, Referral, Reminder, Resident, StaffView
from relational.kernel.days import day_in_words
from relational.kernel.languages import SIGNED


@dataclass(frozen=True)
class NotSoRow:
    """One thing said beside an entry: who says it and when, and their words."""

    who: str
    text: str


@dataclass(frozen=True)
class Beside:
    """Everything a resident says beside an entry, and, to them, where to `say` more."""

    rows: list[NotSoRow]
    say: str
    language: str

    @classmethod
    def of(cls, resident: Resident, noun: str, ids: Iterable[uuid.UUID], *, own: bool) -> Beside:
        """Beside an entry, the first of `ids`; the others are the texts it took the place of."""
        now, *_before = ids = list(ids)
        said = timeline.not_so(resident)
        found = [row for pk in reversed(ids) for row in said.get(pk, [])]
        return cls(
            rows=[NotSoRow(_who(resident.known_as, row.made_at, own), row.text) for row in found],
            say=say_not_so(noun, now) if own else "",
            language="" if resident.language in SIGNED else resident.language,
        )


def say_not_so(noun: str, entry_id: uuid.UUID) -> str:
    """The address where a resident says beside an entry how they see it."""
    return reverse("cases:my-not-so", args=[noun, entry_id])


def said_beside(
    name: str, said: Iterable[tuple[str, datetime.datetime]], *, own: bool
) -> list[NotSoRow]:
    """What a resident of this name says of a promise; without words, that it has not happened."""
    return [
        NotSoRow(_who(name, at, own), text) if text else NotSoRow(_missed(name, at, own), "")
        for text, at in said
    ]


def _who(name: str, at: datetime.datetime, own: bool) -> str:
    told = {"name": name, "day": _day(at)}
    if own:
        return _("You said %(day)s: that’s not how I see it.") % told
    return _("%(name)s said %(day)s: that’s not how I see it.") % told


def _missed(name: str, at: datetime.datetime, own: bool) -> str:
    told = {"name": name, "day": _day(at)}
    if own:
        return _("You said %(day)s: this has not happened.") % told
    return _("%(name)s says: this has not happened (%(day)s).") % told


@dataclass(frozen=True)
class Words:
    """A run of words in an entry: the resident's `own`, or somebody else's."""

    text: str
    own: bool = False


@dataclass(frozen=True)
class EntryRow:
    """An entry that a resident sees otherwise: whose it is, of when, and what stands in it."""

    id: uuid.UUID
    who: str
    words: list[Words]


def entry_row(noun: str, entry: Any) -> EntryRow:
    """An entry by its noun, as its resident reads it."""
    told = _ENTRIES[noun](entry)
    return EntryRow(entry.pk, told[0], [words for words in told[1:] if words.text])


def _note(note: Note) -> tuple:
    who = _("%(who)s wrote, %(day)s") % {
        "who": note.author.called,
        "day": _day(note.happened_at),
    }
    return who, Words(note.their_words, own=True), Words(note.what_we_heard), Words(note.agreed)


def _view(view: StaffView) -> tuple:
    who = _("%(who)s wrote, %(day)s") % {"who": view.author.called, "day": _day(view.made_at)}
    return who, Words(view.text)


def _concern(concern: Concern) -> tuple:
    assert concern.viewed_by is not None  # a view is somebody's
    who = _("As %(who)s sees it") % {"who": concern.viewed_by.called}
    return who, Words(concern.workers_view)


def _promise(promise: Reminder) -> tuple:
    who = _("%(who)s said so.") % {"who": promise.by.called}
    return who, Words(f"“{promise.what}”"), Words(promise.why)


def _ask(ask: Referral) -> tuple:
    outcome = capfirst(ask.get_outcome_display()) if ask.heard_at else ""
    return ask.to, Words(ask.what_for, own=True), Words(outcome), Words(ask.heard, own=True)


_ENTRIES: dict[str, Callable[[Any], tuple]] = {
    "note": _note,
    "view": _view,
    "concern": _concern,
    "promise": _promise,
    "ask": _ask,
}


def _day(moment: datetime.datetime) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())
