"""Conversations in words, for a life line."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cases import timeline
from cases.models import (
    Note,
    Reminder,
    Resident,
)
from cases.rows.promise import became
from relational.kernel.days import day_in_words
from relational.kernel.models import User


@dataclass(frozen=True)
class NoteRow:
    """One conversation on a life line."""

    when: str
    author: str
    mine: bool
    their_words: str
    what_we_heard: str
    agreed: str
    promised: str
    told_again: bool
    withheld: str
    in_error: str
    corrected: str
    correct: str
    take_back: str
    before: list[Note]

    @classmethod
    def of(cls, note: Note, reader: User, today: datetime.date, before: list[Note]) -> NoteRow:
        ids = [note.resident_id, note.pk]
        day = capfirst(day_in_words(timezone.localdate(note.happened_at), today))
        return cls(
            when=f"{day}, {note.get_mode_display()}" if note.mode else day,
            author=note.author.called,
            mine=note.author_id == reader.pk,
            their_words=note.their_words,
            what_we_heard=note.what_we_heard,
            agreed=note.agreed,
            promised=_whatbecame(list(note.reminders.all()), today),
            told_again=note.told_again,
            withheld=note.get_withheld_display() if note.withheld else "",
            in_error=note.entered_in_error,
            corrected=note.correction_reason,
            correct=reverse("cases:note-correct", args=ids),
            take_back=reverse("cases:note-in-error", args=ids),
            before=before,
        )


def _whatbecame(promises: list[Reminder], today: datetime.date) -> str:
    """What became of the promise of a conversation: the newest day it was given."""
    newest = max(promises, key=lambda promise: promise.made_at, default=None)
    return became(newest, today) if newest else ""


def note_rows(notes: Iterable[Note], resident: Resident, reader: User) -> list[NoteRow]:
    """Rows of a page of somebody's life line."""
    today = timezone.localdate()
    notes = list(notes)
    before = timeline.earlier_versions(resident, notes)
    return [NoteRow.of(note, reader, today, before.get(note, [])) for note in notes]
