"""Meeting somebody, and writing down how they can be reached."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from cases import trail
from cases.actions import note
from cases.models import Connection, ContactPoint, Resident
from hubs.access import Right, memberships, require
from relational.kernel.base import insert_once, new_id
from relational.kernel.models import User


@transaction.atomic
def meet(
    known_as: str,
    *,
    by: User,
    words: str = "",
    agreed: str = "",
    due: datetime.date | None = None,
    mode: str = "",
    key: uuid.UUID | None = None,
    **about,
) -> Resident:
    """Begin a record: what somebody is called, one thing they said, and what was agreed.

    `by` walks with them from now on. A day makes the agreement a promise. The same `key` twice is
    the same meeting. Raises Refused where the law does not let `by` meet people.
    """
    require(by, Right.MEET)
    hub = next(membership.hub for membership in memberships(by) if membership.hub)
    now = timezone.now()
    resident, is_new = insert_once(
        Resident(
            id=key or new_id(), known_as=known_as.strip(), hub=hub, last_heard_at=now, **about
        ),
        said=["known_as"],
    )
    if not is_new:
        return resident
    Connection.objects.create(resident=resident, user=by, part=Connection.Part.LEAD, since=now)
    trail.record(by, "resident.met", resident, resident)
    if words or agreed:
        note.write(resident, by=by, their_words=words, agreed=agreed, due=due, mode=mode)
    return resident


@transaction.atomic
def describe(resident: Resident, *, by: User, **about) -> Resident:
    """Write down names, pronouns, date of birth, languages or the place somebody lives in."""
    resident = Resident.objects.select_for_update(of=["self"]).get(pk=resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    for field, value in about.items():
        setattr(resident, field, value)
    resident.save(update_fields=list(about))
    trail.record(by, "resident.described", resident, resident)
    return resident


@transaction.atomic
def reach_by(point: ContactPoint, *, by: User) -> ContactPoint:
    """Write down, or change, a way to reach somebody and whether it is safe."""
    require(by, Right.WRITE_RECORD, point.resident)
    point.save()
    trail.record(by, "contact_point.written", point, point.resident)
    return point


@transaction.atomic
def open_door(resident: Resident, user: User, *, by: User) -> Resident:
    """Give a resident their own sign-in to their record."""
    require(by, Right.WRITE_RECORD, resident)
    resident.user = user
    resident.save(update_fields=["user"])
    trail.record(by, "resident.door_opened", resident, resident)
    return resident
