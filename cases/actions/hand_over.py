"""Handing over: one person with what was promised to them, or several at once, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, trail
from cases.actions import connection as circle
from cases.actions import reminder as promises
from cases.models import Connection, HandOver, Reminder, Resident
from cases.models.hand_over import A_DAY
from cases.models.reminder import ReminderQuerySet
from hubs.access import Right, require, standing
from hubs.models import Hub, Membership
from relational.kernel import audit
from relational.kernel.base import id_for
from relational.kernel.models import User

Part, Voice = Connection.Part, Connection.Voice


@transaction.atomic
def move(
    hub: Hub,
    people: Collection[uuid.UUID],
    *,
    by: User,
    giver: User,
    taker: User,
    note: str,
    stays: bool,
    key: uuid.UUID,
) -> tuple[HandOver, list[Resident]]:
    """Let a colleague of the hub walk with several people in place of another, with a `note`.

    Returns the hand-over and those who were left as they are, for somebody else walks with them by
    now. Where the giver does not stay alongside, the taker keeps the giver's promises too. The same
    `key` twice is one hand-over. Raises Refused, or ValidationError where nobody is left to move,
    and for a colleague who cannot take over.
    """
    require(by, Right.RUN_TEAM, hub)
    if not note.strip():
        raise ValidationError({"note": _("Write a line for who takes over.")})
    Hub.objects.select_for_update(no_key=True).get(pk=hub.pk)  # of two managers the second waits
    if done := HandOver.objects.filter(pk=id_for(by.pk, key)).first():
        return done, []
    began, told = timezone.now(), str(id_for(by.pk, key))
    going = Reminder.objects.none() if stays else Reminder.objects.all()
    moved: list[tuple[str, bool]] = []
    left: list[Resident] = []
    for resident in Resident.objects.filter(pk__in=people).order_by("pk"):
        resident = Resident.objects.hold(resident.pk)
        lead = resident.connections.open().filter(part=Part.LEAD).first()
        if lead is None or lead.user_id != giver.pk:
            left.append(resident)
            continue
        was_around = resident.connections.open().filter(user=taker).exists()
        pass_on(
            resident,
            hub,
            giver,
            taker,
            by=by,
            view=note.strip(),
            stays=stays,
            going=going,
            told=told,
        )
        moved.append((str(resident.pk), was_around))
    if not moved:
        raise ValidationError(_("Somebody else moved them just before you. Look again."))
    handed_over = HandOver.objects.create(
        id=id_for(by.pk, key),
        made_at=began,
        hub=hub,
        by=by,
        giver=giver,
        taker=taker,
        people=moved,
    )
    audit.record(by, "people.handed_over", handed_over, role=standing(by).role)
    return handed_over, left


@transaction.atomic
def undo(handed_over: HandOver, *, by: User) -> list[Resident]:
    """Give people back to who walked with them, within a day of the hand-over.

    Returns those who were left as they are, for they were moved again meanwhile. Undoing it twice is
    undoing it. Raises Refused, or ValidationError after a day and where the giver cannot take them.
    """
    require(by, Right.RUN_TEAM, handed_over.hub)
    handed_over = (
        HandOver.objects.select_for_update(of=["self"], no_key=True)
        .select_related("hub", "giver", "taker")
        .get(pk=handed_over.pk)
    )
    if handed_over.undone_at is not None:
        return []
    if handed_over.made_at <= timezone.now() - A_DAY:
        raise ValidationError(_("That was more than a day ago. Move them back instead."))
    giver, taker = handed_over.giver, handed_over.taker
    was_around = dict(handed_over.people)
    left: list[Resident] = []
    for resident in Resident.objects.filter(pk__in=was_around).order_by("pk"):
        resident = Resident.objects.hold(resident.pk)
        lead = resident.connections.open().filter(part=Part.LEAD).first()
        if lead is None or lead.user_id != taker.pk or lead.since < handed_over.made_at:
            left.append(resident)
            continue
        pass_on(
            resident,
            handed_over.hub,
            taker,
            giver,
            by=by,
            view=_("The hand-over was undone."),
            stays=was_around[str(resident.pk)],
            told=f"undone:{handed_over.pk}",
            going=Reminder.objects.filter(
                moved_from__by=giver, moved_from__settled_at__gte=handed_over.made_at
            ),
        )
    handed_over.undone_at = timezone.now()
    handed_over.save(update_fields=["undone_at"])
    audit.record(by, "people.taken_back", handed_over, role=standing(by).role)
    return left


def pass_on(
    resident: Resident,
    hub: Hub | None,
    giver: User,
    taker: User,
    *,
    by: User,
    view: str,
    stays: bool = False,
    how_ended: str = "",
    told: str,
    going: ReminderQuerySet,
) -> None:
    """Let a colleague of the hub walk with a resident in place of another, and keep their promises.

    With whom the giver does not walk first of all, the taker joins alongside. Of the giver's
    promises those in `going` go over. For verbs that hold the record.
    """
    access.require_to_hand_over(by, resident)
    _check_takes_over(resident, giver, taker, hub)
    lead = resident.connections.open().filter(user=giver, part=Part.LEAD).first()
    around = resident.connections.open().filter(user=taker)
    if lead is not None:
        circle.change_lead(
            resident,
            lead,
            taker.pk,
            by=by,
            view=view,
            stays=stays,
            how_ended=how_ended or _("Handed over to %(name)s.") % {"name": taker.called},
            told=told,
        )
    elif not around.exclude(voice=Voice.NEITHER).exists():
        for silent in around:
            circle.leave(silent, by=by, how_ended=_("Reads and writes from then on."))
        joined = Connection.objects.create(resident=resident, user=taker, part=Part.ALONGSIDE)
        trail.record(by, "connection.joined", joined, resident)
    waiting = resident.reminders.all().standing().waiting().made_by(giver)
    for promise in waiting.filter(pk__in=going.values("pk")).by_day():
        promises.take_over(promise, by=by, to=taker)


def _check_takes_over(resident: Resident, giver: User, taker: User, hub: Hub | None) -> None:
    """Raise ValidationError where this colleague cannot take over, in the same words whyever."""
    here = Membership.objects.current().filter(hub=hub).with_right(Right.READ_RECORD)
    try:
        if taker == giver or not here.filter(user=taker).exists():
            raise ValidationError("")
        circle.may_join(resident, taker)
    except ValidationError:
        raise ValidationError(
            _("Choose somebody else for %(name)s. This colleague cannot take over."),
            params={"name": resident.known_as},
        ) from None
