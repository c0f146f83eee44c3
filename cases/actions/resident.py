"""Meeting somebody, and writing down how they can be reached."""

from __future__ import annotations

import datetime
import uuid

from django.db import connection, transaction
from django.utils import timezone

from cases import trail
from cases.actions import note
from cases.models import Connection, ContactPoint, Resident
from hubs.access import LAW, Refused, Right, memberships, require
from hubs.models import Hub
from relational.kernel.base import id_for, insert_once, new_id
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
    the same meeting; words that came only the second time are written down all the same. Raises
    Refused where the law does not let `by` meet people at a hub.
    """
    hub = where_they_meet(by)
    now = timezone.now()
    resident, is_new = insert_once(
        Resident(
            id=id_for(by.pk, key or new_id()),
            known_as=known_as.strip(),
            hub=hub,
            last_heard_at=now,
            **about,
        ),
        said=["known_as"],
    )
    if is_new:
        walk_with([resident], by=by, since=now)
    if words or agreed:
        note.write(
            resident,
            by=by,
            their_words=words,
            agreed=agreed,
            due=due,
            mode=mode,
            key=uuid.uuid5(resident.pk, "first meeting"),
        )
    return resident


def where_they_meet(by: User) -> Hub:
    """The hub at which the law lets somebody meet people. Raises Refused where there is none."""
    for membership in memberships(by):
        if membership.hub and Right.MEET in LAW[membership.role]:
            require(by, Right.MEET, membership.hub)
            return membership.hub
    raise Refused(Right.MEET)


def walk_with(met: list[Resident], *, by: User, since: datetime.datetime) -> None:
    """Let `by` walk with people whose records they just began, first of all."""
    lead = Connection.Part.LEAD
    Connection.objects.bulk_create(
        [Connection(resident=resident, user=by, part=lead, since=since) for resident in met]
    )
    trail.record_all(by, [("resident.met", resident, resident) for resident in met])


@transaction.atomic
def describe(resident: Resident, *, by: User, **about) -> Resident:
    """Write down names, pronouns, date of birth, languages or the place somebody lives in."""
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    for field, value in about.items():
        setattr(resident, field, value)
    resident.save(update_fields=list(about))
    trail.record(by, "resident.described", resident, resident)
    return resident


def may_be_known(resident: Resident, *, by: User) -> bool:
    """Whether somebody of the same full name and date of birth may be known here already.

    It says no more than that about a record outside the reader's sight, and asking leaves a trail.
    """
    if not resident.full_name or not resident.date_of_birth:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "select somebody_like_this(%s, %s, %s)",
            [resident.pk, resident.full_name, resident.date_of_birth],
        )
        known = cursor.fetchone()[0]
    if known:
        trail.record(by, "resident.may_be_known", resident, resident)
    return known


@transaction.atomic
def reach_by(point: ContactPoint, *, by: User) -> ContactPoint:
    """Write down, or change, a way to reach somebody and whether it is safe."""
    Resident.objects.hold(point.resident_id)
    require(by, Right.WRITE_RECORD, point.resident)
    if point._state.adding:
        point, is_new = insert_once(point, said=["resident_id", "channel", "value"])
        if not is_new:
            return point
    else:
        point.save()
    trail.record(by, "contact_point.written", point, point.resident)
    return point


@transaction.atomic
def say_of_way(
    point: ContactPoint,
    *,
    by: User,
    safe_to_contact: bool | None,
    ok_to_leave_message: bool,
    best_times: str,
) -> ContactPoint:
    """Say, as the resident, whether a way to reach them is safe. Raises Refused for anybody else.

    What is not safe is written to no more from this moment.
    """
    resident = Resident.objects.hold(point.resident_id)
    if resident.user_id != by.pk:
        raise Refused
    point = ContactPoint.objects.get(pk=point.pk)
    said = {
        "safe_to_contact": safe_to_contact,
        "ok_to_leave_message": ok_to_leave_message,
        "best_times": best_times.strip(),
    }
    if any(getattr(point, field) != value for field, value in said.items()):
        for field, value in said.items():
            setattr(point, field, value)
        point.save(update_fields=list(said))
        trail.record(by, "contact_point.said", point, resident)
    return point


@transaction.atomic
def open_door(resident: Resident, user: User, *, by: User) -> Resident:
    """Give a resident their own sign-in to their record."""
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    resident.user = user
    resident.save(update_fields=["user"])
    trail.record(by, "resident.door_opened", resident, resident)
    return resident
