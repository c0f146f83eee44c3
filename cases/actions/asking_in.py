"""Asking in: about somebody outside one's circle, and what whoever walks with them says to it."""

from __future__ import annotations

import datetime
import time
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access
from cases.actions import connection as circle
from cases.models import AskingIn, Resident, WithheldName
from cases.models.asking_in import HOLDS
from hubs.access import Refused, Right, may, require, standing
from relational.kernel import audit, outbox
from relational.kernel.base import id_for
from relational.kernel.models import User

TIMES_A_DAY = 5
TAKES = 0.3  # seconds: longer than asking ever takes, so that its length tells nothing
Kind, Answer = AskingIn.Kind, AskingIn.Answer


@transaction.atomic
def ask_in(
    name: str,
    born: datetime.date,
    *,
    by: User,
    kind: str,
    why: str,
    reason: str,
    key: uuid.UUID,
    not_named: str = "",
) -> uuid.UUID | None:
    """Ask in by the name and date of birth of somebody one does not walk with.

    Either whoever walks with them has a question now, or the record is open to `by` for a day, to
    read, and whoever walks with them is told at once. Returns the resident whose record `by` may
    read now; None tells nothing. `not_named` (WithheldName.Why) keeps the name of `by` from the
    resident where somebody may not be safe. The same `key` twice is one asking. Raises Refused (no
    right), or ValidationError where no reason is given, or too often today.
    """
    require(by, Right.ASK_IN)
    began = time.perf_counter()
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a sentence why.")})
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once are counted both
    asking_id, now = id_for(by.pk, key), timezone.now()
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    with database.cursor() as cursor:
        cursor.execute("select asked_in_since(%s)", [morning])
        if cursor.fetchone()[0] >= TIMES_A_DAY:
            raise ValidationError(
                _("You asked in five times today. Ask who leads your hub, or wait until tomorrow.")
            )
        said: list[Any] = [asking_id, " ".join(name.split()), born, kind, why, reason.strip()]
        cursor.execute(
            "select ask_in(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*said, now, now + HOLDS, standing(by).role],
        )
        (opened,) = cursor.fetchone()
    transaction.on_commit(outbox.nudge)
    if opened is None:
        time.sleep(max(0.0, began + TAKES - time.perf_counter()))
    elif not_named and why == AskingIn.Why.SAFETY:
        asked = AskingIn.objects.filter(pk=asking_id).first()
        if asked is not None and asked.resident is not None:
            access.withhold_name(by, asked.resident, WithheldName.Why(not_named))
    return opened


@transaction.atomic
def answer(asking: AskingIn, *, by: User, yes: bool) -> AskingIn:
    """Answer a question: with a yes the colleague joins the circle; of a no nothing is shown to them.

    The same answer twice is one. Raises Refused for who was not asked, and ValidationError where it
    was answered otherwise, or the colleague cannot join.
    """
    assert asking.resident_id is not None  # nobody reads an asking that found nobody
    if yes:
        resident = Resident.objects.hold(asking.resident_id)
        require(by, Right.WRITE_RECORD, resident)
    asking = _held(asking, by)
    said = Answer.YES if yes else Answer.NO
    if asking.kind != Kind.QUESTION or asking.asker_id == by.pk:
        raise Refused(Right.WRITE_RECORD)
    if asking.answer == said:
        return asking
    if asking.answer:
        raise ValidationError(_("Somebody has answered this already."))
    asking.answer, asking.answered_by, asking.answered_at = said, by, timezone.now()
    asking.save(update_fields=["answer", "answered_by", "answered_at"])
    _record(by, f"asking_in.{said}", asking)
    if yes:
        joined = circle.join(resident, by=by, user=asking.asker, key=asking.pk)
        key = f"walks_with:{joined.pk}"
        outbox.post("walks_with", to=asking.asker, about=joined, dedupe_key=key)
    return asking


@transaction.atomic
def end(asking: AskingIn, *, by: User) -> AskingIn:
    """End the day for which a record is open; ending it twice is once.

    Raises Refused for who neither opened it, nor was told, nor writes in the record.
    """
    asking = _held(asking, by)
    if asking.holds:
        _record(by, "asking_in.ended", asking)  # before the sight of `by` may end
        asking.ended_at = timezone.now()
        asking.save(update_fields=["ended_at"])
    return asking


def may_decide(asking: AskingIn, by: User) -> bool:
    """Whether somebody may answer a question, or end what is open before its day is over."""
    if by.pk in asking.told:
        return True
    seen = asking.resident
    return seen is not None and may(by, Right.WRITE_RECORD, seen)


def _held(asking: AskingIn, by: User) -> AskingIn:
    found = AskingIn.objects.all().found()
    asking = found.select_for_update(of=["self"], no_key=True).get(pk=asking.pk)
    if asking.asker_id != by.pk and not may_decide(asking, by):
        raise Refused(Right.WRITE_RECORD)
    return asking


def _record(by: User, verb: str, asking: AskingIn) -> None:
    role = standing(by).role
    audit.record(by, verb, asking, role=role, resident_id=asking.resident_id)
