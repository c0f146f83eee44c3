"""One life line read from many tables, and what its reader wrote of anybody.

Written by hand: of so many tables, the ORM takes longer to write the statement than the database to
answer it. Row security minds every table in it.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cases.models import Resident


class Kind(models.TextChoices):
    """What an event of a life line is about."""

    TALK = "talk", _("Conversations")
    WORDS = "words", _("Changes to their words")
    CIRCLE = "circle", _("Who is around")
    PROMISE = "promise", _("Promises")
    HOPE = "hope", _("Hopes and steps")
    ASK = "ask", _("Help asked for")


@dataclass(frozen=True)
class Event:
    """Something that happened: when, and what a page tells of it (as its branch says)."""

    at: datetime.datetime
    id: uuid.UUID
    what: str
    told: dict[str, Any]


@dataclass(frozen=True)
class Stretch:
    """Some events, the newest first, and where the earlier ones begin (empty: nowhere)."""

    events: list[Event]
    earlier: str


@dataclass(frozen=True)
class _Branch:
    """The events of one table: from which rows, when, what is told of them, and where words stand."""

    kind: Kind
    what: str
    at: str
    rows: str
    told: str
    words: str

    @property
    def sql(self) -> str:
        return f"""
            (select {self.at} as at, it.id, '{self.what}' as what,
                    json_build_object({self.told}) as told
               from {self.rows}
                and ({self.at}, it.id) < (%(at)s, %(id)s)
                and (%(words)s = '' or strpos(lower(concat_ws(chr(10), {self.words})), lower(%(words)s)) > 0)
              order by {self.at} desc, it.id desc limit %(size)s)"""  # noqa: S608


AUTHOR = "'author', author.display_name, 'author_id', author.id"
AROUND = """'user', other.display_name, 'organisation', organisation.name, 'person', it.person,
            'part', it.part, 'about', it.about"""
CONNECTIONS = """cases_connection it left join kernel_user other on other.id = it.user_id
            left join hubs_organisation organisation on organisation.id = it.organisation_id
            where it.resident_id = %(resident)s"""
HOPES = """cases_hope it join kernel_user author on author.id = it.author_id
            where it.resident_id = %(resident)s"""
PROMISE = """select json_build_object('state', promise.state, 'due', promise.due,
                                     'settled_at', promise.settled_at, 'moved_to', moved.due)
              from cases_reminder promise
              left join cases_reminder moved on moved.id = promise.moved_to_id
             where promise.note_id = it.id order by promise.made_at desc limit 1"""
BRANCHES = [
    _Branch(
        Kind.TALK,
        "talk",
        at="it.happened_at",
        rows="""cases_note it join kernel_user author on author.id = it.author_id
            where it.resident_id = %(resident)s
              and not exists (select from cases_note later where later.supersedes_id = it.id)""",
        told=f"""{AUTHOR}, 'mode', it.mode, 'their_words', it.their_words,
            'what_we_heard', it.what_we_heard, 'agreed', it.agreed, 'told_again', it.told_again,
            'withheld', it.withheld, 'entered_in_error', it.entered_in_error,
            'correction_reason', it.correction_reason, 'supersedes_id', it.supersedes_id,
            'promise', ({PROMISE})""",
        words="it.their_words, it.what_we_heard, it.agreed",
    ),
    _Branch(
        Kind.TALK,
        "pointed",
        at="it.at",
        rows="""cases_signpost it left join kernel_user author on author.id = it.by_id
            join hubs_organisation organisation on organisation.id = it.organisation_id
            left join hubs_service service on service.id = it.service_id
            where it.resident_id = %(resident)s""",
        told="""'author', author.display_name, 'words', it.words,
            'to', concat_ws(', ', nullif(service.name, organisation.name), organisation.name)""",
        words="service.name, organisation.name, it.words",
    ),
    _Branch(
        Kind.WORDS,
        "words",
        at="it.made_at",
        rows="""cases_statement it join kernel_user author on author.id = it.author_id
            where it.resident_id = %(resident)s and not it.set_aside""",
        told=f"""{AUTHOR}, 'section', it.section, 'voice', it.voice,
            'supported_by', it.supported_by, 'number', it.number, 'text', it.text""",
        words="it.text, it.dont",
    ),
    _Branch(
        Kind.CIRCLE,
        "joined",
        at="it.since",
        rows=CONNECTIONS,
        told=AROUND,
        words="it.person, it.about, organisation.name",
    ),
    _Branch(
        Kind.CIRCLE,
        "left",
        at="it.until",
        rows=f"{CONNECTIONS} and it.until is not null",
        told=f"{AROUND}, 'how_ended', it.how_ended",
        words="it.person, it.about, organisation.name",
    ),
    _Branch(
        Kind.PROMISE,
        "promise",
        at="it.settled_at",
        rows="""cases_reminder it join kernel_user who on who.id = it.by_id
            left join cases_reminder moved on moved.id = it.moved_to_id
            where it.resident_id = %(resident)s and it.state <> 'waiting'
              and not exists (select from cases_note note
                               where note.id = it.note_id and note.entered_in_error <> '')""",
        told="""'who', who.display_name, 'what', it.what, 'why', it.why, 'state', it.state,
            'moved_to', moved.due""",
        words="it.what",
    ),
    _Branch(
        Kind.HOPE,
        "hope",
        at="it.made_at",
        rows=HOPES,
        told=f"{AUTHOR}, 'text', it.text",
        words="it.text",
    ),
    _Branch(
        Kind.HOPE,
        "reached",
        at="it.state_since",
        rows=f"{HOPES} and it.state = 'reached'",
        told=f"{AUTHOR}, 'text', it.text",
        words="it.text",
    ),
    _Branch(
        Kind.ASK,
        "asked",
        at="it.at",
        rows="""cases_referral ask join cases_referralevent it on it.referral_id = ask.id
            join hubs_organisation organisation on organisation.id = ask.organisation_id
            where ask.resident_id = %(resident)s and ask.sent_at is not null
              and it.after not in ('draft', 'awaiting_agreement')""",
        told="""'ask', ask.id, 'to', organisation.name, 'after', it.after,
            'reason', it.reason, 'words', it.words, 'by', it.by_name""",
        words="organisation.name, it.words",
    ),
    _Branch(
        Kind.ASK,
        "heard",
        at="it.heard_at",
        rows="""cases_referral it
            join hubs_organisation organisation on organisation.id = it.organisation_id
            where it.resident_id = %(resident)s and it.heard_at is not null""",
        told="""'ask', it.id, 'to', organisation.name,
            'outcome', it.outcome, 'heard', it.heard""",
        words="organisation.name, it.heard",
    ),
    _Branch(
        Kind.HOPE,
        "step",
        at="it.state_since",
        rows="cases_step it where it.resident_id = %(resident)s and it.state = 'done'",
        told="'what', it.what, 'who', it.who",
        words="it.what",
    ),
]


def _newest(branches: Sequence[_Branch]) -> str:
    each = " union all ".join(branch.sql for branch in branches)
    return f"select * from ({each}) newest order by at desc, id desc limit %(size)s"  # noqa: S608


EVERYTHING = _newest(BRANCHES)
ONLY = {kind.value: _newest([each for each in BRANCHES if each.kind == kind]) for kind in Kind}
THE_END = datetime.datetime.max.replace(tzinfo=datetime.UTC), uuid.UUID(int=2**128 - 1)


def stretch(
    resident: Resident, *, size: int, before: str = "", kind: str = "", words: str = ""
) -> Stretch:
    """A stretch of somebody's life line, read in one statement.

    `before` is where an earlier stretch began; `kind` and `words` leave out all else. What cannot be
    read in them is as if it had not been said.
    """
    at, pk = place_of(before)
    said: dict[str, Any] = {
        "resident": resident.pk,
        "at": at,
        "id": pk,
        "words": words.strip(),
        "size": size + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(ONLY.get(kind, EVERYTHING), said)
        return _stretch_of([Event(*row) for row in cursor.fetchall()], size)


def own_notes(*, size: int, before: str = "") -> Stretch:
    """What the reader wrote down of anybody, also of whom they no longer see, and no other words.

    The database's own door: it knows who is asking. `told` holds the `resident_id`, the `name` of
    then, and the words with those `before` a correction; of what was written by mistake no words.
    """
    place = _place(before) or (None, None)
    with connection.cursor() as cursor:
        cursor.execute("select * from notes_i_wrote(%s, %s, %s)", [*place, size + 1])
        found = cursor.fetchall()
    return _stretch_of([Event(at, pk, "talk", json.loads(told)) for at, pk, told in found], size)


def _stretch_of(events: list[Event], size: int) -> Stretch:
    """The first events of those found, where one more than `size` was looked for."""
    last = events[size - 1] if len(events) > size else None
    return Stretch(events[:size], f"{last.at.isoformat()}~{last.id}" if last else "")


def place_of(before: str) -> tuple[datetime.datetime, uuid.UUID]:
    """Where a stretch begins: before this place, or at the end of all."""
    return _place(before) or THE_END


def _place(before: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    at, _tilde, pk = before.partition("~")
    try:
        moment = parse_datetime(at)
        return (moment, uuid.UUID(pk)) if moment and moment.tzinfo else None
    except ValueError:
        return None
