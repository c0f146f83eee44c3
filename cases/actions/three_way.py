"""Handing somebody over: the three met, both sign, then the lead changes and the ask is done.

Who takes over sees only what is shared until then. So the second signature acts with the eyes of
each of the two in turn: the first hands over, the other takes over.
"""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import trail
from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions.review import digest
from cases.models import Connection, Referral, Resident, ThreeWayMeeting
from cases.models.referral import OPEN_TO_THE_SERVICE, State
from hubs.access import Refused, Right, require, standing
from relational.kernel import audit, outbox
from relational.kernel.models import User
from relational.kernel.security import acting_as

LETTERS = ("hand_over_to_sign", "hand_over_done")


@transaction.atomic
def write(
    referral: Referral,
    *,
    by: User,
    taker: uuid.UUID,
    met_on: datetime.date,
    resident_view: str,
    advocate: str = "",
    stays: bool = True,
    seen: str = "",
) -> ThreeWayMeeting:
    """Write down what the three said, or say it otherwise; then whoever signed it signs again.

    `advocate` stood in for the resident; `seen` is the digest of what was written before. Raises
    Refused, or ValidationError for anybody but who walks with the resident, before a yes, for who
    cannot take over, without the resident's view, and where others were saved meanwhile.
    """
    resident = Resident.objects.hold(referral.resident_id)
    require(by, Right.BRING_HELP_IN, resident)
    referral = Referral.objects.hold(referral.pk)
    _check_goes_on(referral)
    lead = _lead_of(resident)
    if lead is None or lead.user_id != by.pk:
        raise ValidationError(_("Only who walks with them writes this down."))
    if met_on > timezone.localdate():
        raise ValidationError({"met_on": _("Write the day on which you met.")})
    if not resident_view.strip():
        raise ValidationError({"resident_view": _("Write what they say to it, in their words.")})
    takes_over = _check_takes_over(referral, resident, taker, giver=by.pk)
    meeting = _held(referral)
    if seen != (digest_of(meeting) if meeting else ""):
        raise ValidationError(_("Something was written meanwhile. Read it again."))
    said = {
        "giver_id": by.pk,
        "giver_name": by.display_name,
        "taker_id": takes_over.pk,
        "taker_name": takes_over.display_name,
        "met_on": met_on,
        "advocate": advocate.strip(),
        "resident_view": resident_view.strip(),
        "stays": stays,
    }
    if meeting is None:
        meeting = ThreeWayMeeting.objects.create(referral=referral, **said)
    elif any(getattr(meeting, name) != value for name, value in said.items()):
        unsigned = {"giver_signed_at": None, "taker_signed_at": None}
        for name, value in (said | unsigned).items():
            setattr(meeting, name, value)
        meeting.save(update_fields=[*said, *unsigned])
    else:
        return meeting
    trail.record(by, "hand_over.written", meeting, resident)
    return meeting


@transaction.atomic
def sign(meeting: ThreeWayMeeting, *, by: User, seen: str) -> ThreeWayMeeting:
    """Sign what stands there, as who hands over or as who takes over. Signing twice is signing.

    `seen` is the digest of what was read. With the second signature the lead changes and the ask is
    done; who hands over and does not stay leaves their promises to who takes over. Raises Refused
    for anybody else, or ValidationError where it changed meanwhile, where somebody else walks with
    the resident by now, and where who takes over cannot any more.
    """
    if by.pk not in (meeting.giver_id, meeting.taker_id):
        raise Refused(Right.BRING_HELP_IN)
    with acting_as(meeting.giver_id):  # the record comes before what hangs on it, in every verb
        resident = Resident.objects.filter(pk=meeting.referral.resident_id).first()
        if resident is not None:
            resident = Resident.objects.hold(resident.pk)
    referral = Referral.objects.hold(meeting.referral_id)
    held = _held(referral)
    if held is None or by.pk not in (held.giver_id, held.taker_id):
        raise Refused(Right.BRING_HELP_IN)
    gives = by.pk == held.giver_id
    mine = "giver_signed_at" if gives else "taker_signed_at"
    if getattr(held, mine) is not None and seen == digest_of(held):
        return held
    _check_goes_on(referral)
    if seen != digest_of(held):
        raise ValidationError(_("Something was written meanwhile. Read it again, then sign."))
    _check_still(held, referral, resident)
    setattr(held, mine, timezone.now())
    held.save(update_fields=[mine])
    audit.record(
        by,
        "hand_over.signed",
        held,
        role=standing(by).role,
        resident_id=referral.resident_id,
    )
    if held.is_signed:
        assert resident is not None  # it still holds
        _hand_over(held, referral, resident, signed_last=by)
    else:
        other = held.taker_id if gives else held.giver_id
        _tell("hand_over_to_sign", referral, other, getattr(held, mine))
    return held


def digest_of(meeting: ThreeWayMeeting) -> str:
    """What a form remembers of what stood there when somebody read it."""
    said = [meeting.giver_id, meeting.taker_id, meeting.met_on, meeting.advocate]
    return digest("\x00".join(map(str, [*said, meeting.resident_view, meeting.stays])))


def _hand_over(
    meeting: ThreeWayMeeting, referral: Referral, resident: Resident, *, signed_last: User
) -> None:
    """Let who takes over walk with the resident, and say that the ask is done."""
    with acting_as(meeting.giver_id):
        giver = User.objects.get(pk=meeting.giver_id)
        circle.change_lead(
            resident,
            _lead_of(resident),
            meeting.taker_id,
            by=giver,
            view=meeting.resident_view,
            stays=meeting.stays,
            how_ended=_("Handed over to %(name)s.") % {"name": meeting.taker_name},
        )
    with acting_as(meeting.taker_id):
        taker = User.objects.get(pk=meeting.taker_id)
        waiting = resident.reminders.all().standing().waiting().made_by(giver)
        for promise in waiting.by_day() if not meeting.stays else []:
            promises.take_over(promise, by=taker, to=taker)
        said = {"name": meeting.taker_name, "day": date_format(meeting.met_on, "j F Y")}
        done = _("%(name)s walks with them now. The three met on %(day)s.") % said
        asks.finish(referral, by=taker, words=done)
    for user_id in {meeting.giver_id, referral.asked_by_id} - {meeting.taker_id, signed_last.pk}:
        _tell("hand_over_done", referral, user_id, meeting.made_at)


def _tell(kind: str, referral: Referral, to: uuid.UUID, at: datetime.datetime) -> None:
    key = f"{kind}:{referral.pk}:{to}:{at:%Y%m%d%H%M%S%f}"
    outbox.post(kind, to=to, about=referral, dedupe_key=key)


def _held(referral: Referral) -> ThreeWayMeeting | None:
    held = ThreeWayMeeting.objects.select_for_update(of=["self"], no_key=True)
    return held.filter(referral=referral).first()


def _lead_of(resident: Resident) -> Connection | None:
    return resident.connections.open().filter(part=Connection.Part.LEAD).first()


def _check_goes_on(referral: Referral) -> None:
    """Raise ValidationError unless somebody said yes to a hand-over, and it is not over."""
    if referral.kind != Referral.Kind.HAND_OVER:
        raise ValidationError(_("Nobody is asked to take over here."))
    if referral.state == State.SENT:
        raise ValidationError(_("Nobody has said yes yet."))
    if referral.state not in OPEN_TO_THE_SERVICE:
        raise ValidationError(_("This is over, so nothing was changed."))


def _check_takes_over(
    referral: Referral, resident: Resident, taker: uuid.UUID, *, giver: uuid.UUID
) -> User:
    """Who takes over. Raises ValidationError where they cannot, in the same words whyever."""
    others = asks.who_could_take_over(referral.organisation, {giver, referral.asked_by_id})
    found = next((user for user in others if user.pk == taker), None)
    try:
        if found is None:
            raise ValidationError("")
        circle.may_join(resident, found)
    except ValidationError:
        raise ValidationError(
            {"taker": _("Choose somebody else. They cannot take over.")}
        ) from None
    return found


def _check_still(meeting: ThreeWayMeeting, referral: Referral, resident: Resident | None) -> None:
    """Raise ValidationError where what was written down cannot come to pass any more."""
    with acting_as(meeting.giver_id):
        lead = _lead_of(resident) if resident is not None else None
        if resident is None or lead is None or lead.user_id != meeting.giver_id:
            raise ValidationError(
                _(
                    "%(name)s does not walk with them any more, so nothing was signed. "
                    "Who does now writes it down again."
                )
                % {"name": meeting.giver_name}
            )
        _check_takes_over(referral, resident, meeting.taker_id, giver=meeting.giver_id)
    with database.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s) ->> 'closed'", [referral.pk])
        if cursor.fetchone()[0]:
            raise ValidationError(
                _("They do not share this any more, so nothing was signed. Talk with them first.")
            )
