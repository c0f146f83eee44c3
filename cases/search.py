"""Names and words, tolerant of spelling: whom somebody sees by a name, and what was said with them."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from cases import access
from hubs.access import Reach
from relational.kernel.models import User

A_STRETCH = 10  # people, and words, on a page
PERSON = "person"


@dataclass(frozen=True)
class Hit:
    """Somebody by a name of theirs, or words that were said with them.

    `kind` is "person", or the model in which words stand. A person has `also`, the other names they
    are known by, `part`, what the asker is in their circle, and the name of who is their `lead`.
    Words have their `place` (a conversation's mode, a statement's section, or "dont") and their `line`, in which
    those that were asked stand between the signs 2 and 3; `theirs` are the person's own.
    """

    kind: str
    resident_id: uuid.UUID
    near: Reach
    known_as: str
    also: list[str] | None
    part: str | None
    lead: str | None
    place: str | None
    at: datetime.datetime | None
    theirs: bool | None
    language: str | None
    line: str | None


@dataclass(frozen=True)
class Found:
    """A page of what was found, and whether there is more of it."""

    people: list[Hit]
    said: list[Hit]
    more: bool


def find(user: User, spelled: str, *, page: int = 1) -> Found:
    """People by name, and words said with those whom the user walks with, the newest first.

    The database's own function finds them, among those whom the law lets the user see. Each name
    found is a look, and is logged.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from find(%s, %s, %s)", [spelled, A_STRETCH + 1, (page - 1) * A_STRETCH]
        )
        hits = [Hit(*row) for row in cursor.fetchall()]
    people = [hit for hit in hits if hit.kind == PERSON]
    said = [hit for hit in hits if hit.kind != PERSON]
    shown = Found(
        people[:A_STRETCH], said[:A_STRETCH], more=max(len(people), len(said)) > A_STRETCH
    )
    access.look_at_names(user, {hit.resident_id: hit.near for hit in shown.said + shown.people})
    return shown
