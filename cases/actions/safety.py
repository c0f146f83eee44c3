"""Keeping a record from somebody who must not see it: a relative at work here, somebody to be afraid of."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import trail
from cases.actions import connection as circle
from cases.models import Connection, NotThisPerson, Resident
from hubs.access import Refused, Right, may, memberships, require
from hubs.models import Membership
from relational.kernel.models import User

SOMEBODY_ELSE = gettext_lazy("Somebody else is around now.")  # how it ended; of why, nothing


def at_work_called(name: str) -> list[uuid.UUID]:
    """Who works here under exactly this name, for a resident, who sees no list of names."""
    with connection.cursor() as cursor:
        cursor.execute("select at_work_called(%s)", [" ".join(name.split())])
        return [found for (found,) in cursor.fetchall()]


@transaction.atomic
def keep_from(
    resident: Resident,
    user_id: uuid.UUID,
    *,
    by: User,
    reason: str,
    successor_id: uuid.UUID | None = None,
) -> NotThisPerson:
    """Keep a record from somebody at work here: from this moment they see nothing of it.

    An open connection of theirs ends with it. From the lead it is kept by the resident, or by who
    may let a lead leave: `successor_id` walks with the person from now on; or nobody does, where
    `by` goes on seeing the record. The resident names nobody: whoever leads their hub walks with
    them. Keeping it from the same person twice is once.

    Raises Refused (no right), or ValidationError where it is not somebody else's at work here, has
    no reason (the resident needs none), or is the lead, and not for `by` to change.
    """
    resident = Resident.objects.hold(resident.pk)
    themself = resident.user_id == by.pk
    if not themself:
        _may_keep_safe(by, resident)
        if not reason.strip():
            raise ValidationError({"reason": _("Say in a few words why.")})
    if user_id == by.pk:
        raise ValidationError({"who": _("This is you. Ask somebody else to do it.")})
    if user_id == resident.user_id:
        raise ValidationError({"who": _("This is their own record.")})
    if not Membership.objects.current().filter(user=user_id).exists():
        raise ValidationError({"who": _("This person does not work here.")})
    standing = resident.not_these.open().filter(user=user_id).first()
    if standing is not None:
        return standing
    kept = NotThisPerson.objects.create(
        resident=resident, user_id=user_id, reason=reason.strip(), author=by
    )
    trail.record(by, "not_this_person.added", kept, resident)
    theirs = resident.connections.open().around().filter(user=user_id).first()
    if theirs is None:
        return kept
    if theirs.part != Connection.Part.LEAD:
        circle.leave(theirs, by=by, how_ended=str(SOMEBODY_ELSE))
        return kept
    if themself:
        successor = _who_takes_over(resident)
        if successor is None:
            return kept  # the lead stays theirs by name, and they see nothing of it
    elif may(by, Right.LET_LEAD_LEAVE, resident):
        could = {user.pk for user in who_could_walk_with(resident, by=by)}
        successor = successor_id if successor_id in could else None
    else:
        sentence = _("Only %(name)s, or who leads your hub, keeps it from who walks with them.")
        raise ValidationError({"who": sentence % {"name": resident.known_as}})
    if successor is None:
        _let_leave(theirs, by=by)
    else:
        circle.change_lead(
            resident, theirs, successor, by=by, view="", stays=False, how_ended=str(SOMEBODY_ELSE)
        )
    return kept


@transaction.atomic
def let_back(kept: NotThisPerson, *, by: User) -> None:
    """Say that somebody may see the record again, where they have a part in it; ending it twice is once.

    What the resident asked for, only the resident ends. Raises Refused.
    """
    resident = Resident.objects.hold(kept.resident_id)
    if resident.user_id != by.pk:
        _may_keep_safe(by, resident)
        if kept.author_id == resident.user_id:
            raise Refused(Right.WRITE_RECORD)
    kept = NotThisPerson.objects.get(pk=kept.pk)
    if kept.until is None:
        kept.until = timezone.now()
        kept.save(update_fields=["until"])
        trail.record(by, "not_this_person.ended", kept, resident)


def who_could_walk_with(resident: Resident, *, by: User) -> QuerySet[User]:
    """Who could walk with somebody in place of another: around them already, or at a hub of `by`'s."""
    here = Membership.objects.current().with_right(Right.MEET)
    hubs = [membership.hub_id for membership in memberships(by) if membership.hub_id]
    near = Q(pk__in=here.filter(hub__in=hubs).values("user"))
    around = Q(pk__in=resident.connections.open().values("user"))
    kept_from = resident.not_these.open().values("user")
    walking = User.objects.filter(near | around, pk__in=here.values("user"))
    return walking.exclude(pk__in=kept_from).order_by("display_name", "pk")


def _may_keep_safe(by: User, resident: Resident) -> None:
    """Raise Refused unless `by` writes in the record, or may let its lead leave."""
    if not may(by, Right.LET_LEAD_LEAVE, resident):
        require(by, Right.WRITE_RECORD, resident)


def _who_takes_over(resident: Resident) -> uuid.UUID | None:
    """Who leads the hub; else who is around already and works with people; None where nobody is."""
    kept_from = resident.not_these.open().values("user")
    free = Membership.objects.current().exclude(user__in=kept_from).order_by("starts", "pk")
    leading = free.with_right(Right.LET_LEAD_LEAVE).filter(hub=resident.hub_id)
    around = free.with_right(Right.MEET).filter(user__in=resident.connections.open().values("user"))
    first = leading.first() or around.first()
    return first.user_id if first else None


def _let_leave(lead: Connection, *, by: User) -> None:
    """End the connection of who walked with the person, with nobody in their place.

    Raises ValidationError where `by` would lose sight of the record.
    """
    resident = lead.resident
    circle.leave(lead, by=by, how_ended=str(SOMEBODY_ELSE))
    if not Resident.objects.filter(pk=resident.pk).exists():
        sentence = _("Nobody of yours would walk with %(name)s. Choose somebody.")
        raise ValidationError({"successor": sentence % {"name": resident.known_as}})
