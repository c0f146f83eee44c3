"""One life line read from many tables: conversations, words, the circle, promises, hopes."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cases.models import Reminder, Resident, Step


class Kind(models.TextChoices):
    """What an event of a life line is about."""

    TALK = "talk", _("Conversations")
    WORDS = "words", _("Changes to their words")
    CIRCLE = "circle", _("Who is around")
    PROMISE = "promise", _("Promises")
    HOPE = "hope", _("Hopes and steps")


@dataclass(frozen=True)
class Event:
    """Something that happened: when, and what a page tells of it (as its table's branch says)."""

    at: datetime.datetime
    id: uuid.UUID
    what: str
    told: dict[str, Any]


@dataclass(frozen=True)
class Stretch:
    """Some events, the newest first, and where the earlier ones begin (empty: nowhere)."""

    events: list[Event]
    earlier: str


def stretch(
    resident: Resident, *, size: int, before: str = "", kind: str = "", words: str = ""
) -> Stretch:
    """A stretch of somebody's life line, read in one statement.

    `before` is where an earlier stretch began; `kind` and `words` leave out all else. What cannot be
    read in them is as if it had not been said.
    """
    newest = [
        _newest(branch, place=_place(before), size=size + 1)
        for branch in _branches(resident, words.strip())
        if kind not in Kind.values or branch.kind == kind
    ]
    found = newest[0]
    if newest[1:]:
        found = found.union(*newest[1:], all=True).order_by("-at", "-pk")[: size + 1]
    events = [Event(at, pk, what, told) for at, pk, what, told in found]
    last = events[size - 1] if len(events) > size else None
    return Stretch(events[:size], f"{last.at.isoformat()}~{last.id}" if last else "")


@dataclass(frozen=True)
class _Branch:
    """The events of one table."""

    kind: Kind
    what: str
    rows: QuerySet[Any]
    at: str
    told: dict[str, Any]


def _branches(resident: Resident, words: str) -> list[_Branch]:
    promised = Reminder.objects.filter(note=OuterRef("pk")).order_by("-made_at")
    promise = JSONObject(
        state=F("state"), due=F("due"), settled_at=F("settled_at"), moved_to=F("moved_to__due")
    )
    author = {"author": F("author__display_name"), "author_id": F("author_id")}
    around = {
        "user": F("user__display_name"),
        "organisation": F("organisation__name"),
        "person": F("person"),
        "part": F("part"),
        "about": F("about"),
    }
    connections = _telling(
        resident.connections.all(), words, "person", "about", "organisation__name"
    )
    statements = resident.statements.all().kept_in_place()
    promises = resident.reminders.all().standing().exclude(state=Reminder.State.WAITING)
    return [
        _Branch(
            Kind.TALK,
            "talk",
            _telling(
                resident.notes.all().standing(), words, "their_words", "what_we_heard", "agreed"
            ),
            "happened_at",
            author
            | {
                name: F(name)
                for name in (
                    *("mode", "their_words", "what_we_heard", "agreed", "told_again", "withheld"),
                    *("entered_in_error", "correction_reason", "supersedes_id"),
                )
            }
            | {"promise": Subquery(promised.values_list(promise)[:1])},
        ),
        _Branch(
            Kind.WORDS,
            "words",
            _telling(statements, words, "text", "dont"),
            "made_at",
            author
            | {name: F(name) for name in ("section", "voice", "supported_by", "number", "text")},
        ),
        _Branch(Kind.CIRCLE, "joined", connections, "since", around),
        _Branch(
            Kind.CIRCLE,
            "left",
            connections.ended(),
            "until",
            around | {"how_ended": F("how_ended")},
        ),
        _Branch(
            Kind.PROMISE,
            "promise",
            _telling(promises, words, "what"),
            "settled_at",
            {
                "who": F("by__display_name"),
                "what": F("what"),
                "why": F("why"),
                "state": F("state"),
                "moved_to": F("moved_to__due"),
            },
        ),
        _Branch(
            Kind.HOPE,
            "hope",
            _telling(resident.hopes.all(), words, "text"),
            "made_at",
            author | {"text": F("text")},
        ),
        _Branch(
            Kind.HOPE,
            "reached",
            _telling(resident.hopes.filter(state="reached"), words, "text"),
            "state_since",
            author | {"text": F("text")},
        ),
        _Branch(
            Kind.HOPE,
            "step",
            _telling(resident.steps.filter(state=Step.State.DONE), words, "what"),
            "state_since",
            {"what": F("what"), "who": F("who")},
        ),
    ]


def _telling(rows: QuerySet[Any], words: str, *fields: str) -> QuerySet[Any]:
    """Those with these words in one of the fields."""
    if not words:
        return rows
    said = Q()
    for field in fields:
        said |= Q(**{f"{field}__icontains": words})
    return rows.filter(said)


def _newest(branch: _Branch, *, place: tuple | None, size: int) -> QuerySet[Any]:
    rows = branch.rows.annotate(at=F(branch.at))
    if place is not None:
        at, pk = place
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    told = JSONObject(**branch.told)
    return rows.order_by("-at", "-pk").values_list("at", "pk", Value(branch.what), told)[:size]


def _place(before: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    at, _tilde, pk = before.partition("~")
    try:
        moment = parse_datetime(at)
        return (moment, uuid.UUID(pk)) if moment and moment.tzinfo else None
    except ValueError:
        return None
