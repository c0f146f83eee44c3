"""Ready sentences for templates: dates in words, links and names, so that a page only prints."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.access import Purpose
from cases.models import Note, Pause, Reminder, Resident, Statement, Suggestion, Voice
from hubs.models import Role
from relational.kernel.days import day_in_words
from relational.kernel.models import AccessLog, User

SIGNED = {"bfi", "isg"}  # British and Irish Sign Language (ISO 639-3): written down in ours
A_TILE_OF_WORDS = 140


def words_in(resident: Resident) -> str:
    """The language to mark a person's words with; empty where it is the page's own."""
    return "" if resident.language in SIGNED else resident.language


def born_in_words(resident: Resident) -> str:
    """A date of birth as far as it is known: "1951", "March 1951" or "14 March 1951"."""
    if resident.date_of_birth is None:
        return ""
    shapes = {"year": "Y", "month": "F Y", "day": "j F Y"}
    return date_format(resident.date_of_birth, shapes[resident.date_of_birth_precision])


def on_day(day: datetime.date, today: datetime.date) -> str:
    """ "today", "tomorrow", or "on Tuesday 24 March": the date too, to be sure of the day."""
    if 0 <= (day - today).days < 2:
        return day_in_words(day, today)
    shape = "l j F" if day.year == today.year else "l j F Y"
    return _("on %(day)s") % {"day": date_format(day, shape)}


def reminding(due: datetime.date | None, resident: Resident) -> str:
    """What we will do about a promise made just now: said back, so that a misheard day shows."""
    if due is None:
        return ""
    today = timezone.localdate()
    rest = Pause.objects.on(max(due, today)).filter(resident=resident).order_by("-until").first()
    if rest is not None:
        return _("It is promised for %(day)s; we remind you after the rest, %(until)s.") % {
            "day": day_in_words(due, today),
            "until": on_day(rest.until, today),
        }
    return _("We remind you %(day)s.") % {"day": on_day(due, today)}


def can_read(resident: Resident) -> str:
    """Who else reads what is written: the resident, once they have a page of their own."""
    said = {"name": resident.known_as}
    if resident.user_id:
        return _("%(name)s can read it too.") % said
    return _("%(name)s can read it as soon as they have a page of their own.") % said


@dataclass(frozen=True)
class Tile:
    """One person in a list."""

    name: str
    url: str
    words: str
    language: str
    heard: str
    promise: str
    resting: str

    @classmethod
    def of(cls, resident: Resident, today: datetime.date) -> Tile:
        """From a resident `with_what_a_tile_says`."""
        return cls(
            name=resident.known_as,
            url=reverse("cases:record", args=[resident.pk]),
            words=Truncator(resident.matters_most or resident.first_words or "").chars(
                A_TILE_OF_WORDS
            ),
            language=words_in(resident),
            heard=_heard(resident, today),
            promise=_next_promise(resident, today),
            resting=_resting(resident, today),
        )


def _heard(resident: Resident, today: datetime.date) -> str:
    if resident.last_heard_at is None:
        return ""
    said = {
        "day": day_in_words(timezone.localdate(resident.last_heard_at), today),
        "where": str(dict(Note.Mode.choices).get(resident.heard_mode or "", "")),
    }
    if said["where"]:
        return _("Last heard %(day)s, %(where)s") % said
    return _("Last heard %(day)s") % said


def _next_promise(resident: Resident, today: datetime.date) -> str:
    if not resident.next_promise:
        return ""
    return _("“%(what)s” %(day)s") % {
        "what": Truncator(resident.next_promise).chars(90),
        "day": _promised_for(resident.next_due, today),
    }


def _resting(resident: Resident, today: datetime.date) -> str:
    if not resident.resting_until:
        return ""
    return _("Resting until %(day)s. %(why)s") % {
        "day": day_in_words(resident.resting_until, today),
        "why": resident.resting_reason,
    }


def _promised_for(due: datetime.date, today: datetime.date) -> str:
    """A day to come is said plainly; one that passed is said as it was promised."""
    if due >= today:
        return capfirst(day_in_words(due, today))
    return _("Said for %(day)s") % {"day": day_in_words(due, today)}


@dataclass(frozen=True)
class PromiseRow:
    """One promise: what was said, by whom, and what became of it."""

    id: str
    what: str
    who: str
    mine: bool
    when: str
    why: str
    kept: bool
    name: str
    person: str
    keep: str
    move: str
    let_go: str
    may_settle: bool

    @classmethod
    def of(
        cls, promise: Reminder, reader: User, today: datetime.date, may_settle: bool
    ) -> PromiseRow:
        ids = [promise.resident_id, promise.pk]
        return cls(
            id=f"promise-{promise.pk}",
            what=promise.what,
            who=promise.by.called,
            mine=promise.by_id == reader.pk,
            when=_became(promise, today),
            why=promise.why,
            kept=promise.state == Reminder.State.DONE,
            name=promise.resident.known_as,
            person=reverse("cases:record", args=ids[:1]),
            keep=reverse("cases:promise-keep", args=ids),
            move=reverse("cases:promise-move", args=ids),
            let_go=reverse("cases:promise-let-go", args=ids),
            may_settle=may_settle and promise.state == Reminder.State.WAITING,
        )


def _became(promise: Reminder, today: datetime.date) -> str:
    if promise.settled_at is None:
        return _promised_for(promise.due, today)
    settled = day_in_words(timezone.localdate(promise.settled_at), today)
    if promise.state == Reminder.State.DONE:
        return _("Kept %(day)s") % {"day": settled}
    if promise.moved_to is not None:
        return _("Moved to %(day)s") % {"day": day_in_words(promise.moved_to.due, today)}
    return _("Let go %(day)s") % {"day": settled}


def promise_rows(
    promises: Iterable[Reminder], reader: User, *, may_settle: bool
) -> list[PromiseRow]:
    """Rows of promises read with their resident, `by` and `moved_to`."""
    today = timezone.localdate()
    return [PromiseRow.of(promise, reader, today, may_settle) for promise in promises]


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
            promised=_what_became(list(note.reminders.all()), today),
            told_again=note.told_again,
            withheld=note.get_withheld_display() if note.withheld else "",
            in_error=note.entered_in_error,
            corrected=note.correction_reason,
            correct=reverse("cases:note-correct", args=ids),
            take_back=reverse("cases:note-in-error", args=ids),
            before=before,
        )


def _what_became(promises: list[Reminder], today: datetime.date) -> str:
    """What became of the promise of a conversation: the newest day it was given."""
    newest = max(promises, key=lambda promise: promise.made_at, default=None)
    return _became(newest, today) if newest else ""


def note_rows(notes: Iterable[Note], resident: Resident, reader: User) -> list[NoteRow]:
    """Rows of a page of somebody's life line."""
    today = timezone.localdate()
    notes = list(notes)
    before = timeline.earlier_versions(resident, notes)
    return [NoteRow.of(note, reader, today, before.get(note, [])) for note in notes]


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison: the same, added, or gone."""

    mark: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """What changed from one text to the other, word by word."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    pieces = []
    for mark, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if mark == "equal":
            pieces.append(Piece("", "".join(new[c:d])))
            continue
        if gone := "".join(old[a:b]):
            pieces.append(Piece("del", gone))
        if added := "".join(new[c:d]):
            pieces.append(Piece("ins", added))
    return pieces


@dataclass(frozen=True)
class WordsRow:
    """One section of what matters, ready to print."""

    section: str
    title: str
    text: str
    dont: list[str]
    language: str
    by: str
    beside: list[tuple[str, str]]
    suggested: list[Suggestion]

    @classmethod
    def of(cls, said: timeline.InTheirWords, resident: Resident, today: datetime.date) -> WordsRow:
        statement = said.statement
        return cls(
            section=said.section.value,
            title=str(said.section.label),
            text=statement.text if statement else "",
            dont=lines(statement.dont) if statement else [],
            language=(statement.language or words_in(resident)) if statement else "",
            by=whose(statement, resident, today) if statement else "",
            beside=[
                (
                    f"{view.author.called}, {day_in_words(timezone.localdate(view.made_at), today)}",
                    view.text,
                )
                for view in said.beside
            ],
            suggested=said.suggested,
        )


def lines(text: str) -> list[str]:
    """The lines of a text, without the strokes people begin them with."""
    return [line.lstrip("-•* ").strip() for line in text.splitlines() if line.strip("-•* ")]


def whose(statement: Statement, resident: Resident, today: datetime.date) -> str:
    """Whose words these are, and of when."""
    said = {
        "name": resident.known_as,
        "who": statement.supported_by,
        "how": statement.how_completed,
        "day": day_in_words(timezone.localdate(statement.made_at), today),
    }
    if statement.voice == Voice.ON_BEHALF:
        return _("Written for %(name)s, %(day)s. %(how)s") % said
    if statement.voice == Voice.WITH_SUPPORT:
        return _("%(name)s’s words, written with %(who)s, %(day)s") % said
    return _("%(name)s’s own words, %(day)s") % said


def words_rows(resident: Resident) -> list[WordsRow]:
    """The seven sections of somebody, in order."""
    today = timezone.localdate()
    return [WordsRow.of(said, resident, today) for said in timeline.what_matters(resident)]


@dataclass(frozen=True)
class VersionRow:
    """One version of a section, beside the one it came from, with what changed marked."""

    by: str
    text: list[Piece]
    dont: list[Piece]
    before: str
    set_aside: bool


def version_rows(resident: Resident, section: str) -> list[VersionRow]:
    """Every version of a section, the newest first."""
    today = timezone.localdate()
    return [
        VersionRow(
            by=whose(statement, resident, today),
            text=compared(
                statement.supersedes.text if statement.supersedes else "", statement.text
            ),
            dont=compared(
                statement.supersedes.dont if statement.supersedes else "", statement.dont
            ),
            before=statement.supersedes.text if statement.supersedes else "",
            set_aside=statement.set_aside,
        )
        for statement in timeline.versions(resident, section)
    ]


@dataclass(frozen=True)
class LookRow:
    """One look at a record, as the resident reads it."""

    who: str
    why: str
    when: str


def look_rows(looks: Iterable[AccessLog]) -> list[LookRow]:
    """Looks in words: who in what role, why, and when."""
    today = timezone.localdate()
    roles, purposes = dict(Role.choices), dict(Purpose.choices)
    return [
        LookRow(
            who=f"{look.reader_name}, {roles.get(look.role, look.role)}",
            why=". ".join(filter(None, [str(purposes.get(look.purpose, "")), look.reason])),
            when=day_in_words(timezone.localdate(look.at), today),
        )
        for look in looks
    ]
