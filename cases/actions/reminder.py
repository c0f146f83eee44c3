"""Promises: making, keeping, moving and letting go; and a rest from being reminded."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, trail
from cases.models import Connection, Note, Pause, Reminder, Resident
from hubs.access import Right, require
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

State = Reminder.State
CLAIMED_AT_ONCE = 1000


@transaction.atomic
def promise(
    resident: Resident,
    *,
    by: User,
    what: str,
    due: datetime.date,
    kind: str = Reminder.Kind.PROMISE,
    note: Note | None = None,
    key: uuid.UUID | None = None,
) -> Reminder:
    """Promise something by a day. The same `key` twice with the same words is the same promise.

    Raises Refused, or ValidationError for a day that has passed and where nothing is promised.
    """
    Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    _check_day(due)
    if not what.strip():
        raise ValidationError({"what": _("Write what you will do.")})
    reminder, is_new = insert_once(
        Reminder(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            by=by,
            what=what.strip(),
            due=due,
            kind=kind,
            note=note,
        ),
        said=["resident_id", "what", "due", "kind"],
    )
    if is_new:
        trail.record(by, "promise.made", reminder, resident)
    return reminder


@transaction.atomic
def keep(reminder: Reminder, *, by: User) -> Reminder:
    """Say that a promise was kept. Saying it twice changes nothing."""
    reminder = _locked(reminder, by)
    if reminder.state == State.DONE:
        return reminder
    _settle(reminder, State.DONE)
    trail.record(by, "promise.kept", reminder, reminder.resident)
    return reminder


@transaction.atomic
def move(
    reminder: Reminder, *, by: User, due: datetime.date, why: str, what: str | None = None
) -> Reminder:
    """Promise the same (or `what`) by another day, and tell the resident why.

    Returns the new promise; moving to the same day twice is one move.
    """
    reminder = _locked(reminder, by)
    if reminder.moved_to is not None and reminder.moved_to.due == due:
        return reminder.moved_to
    _check_waiting(reminder)
    _check_day(due)
    _check_why(why)
    if due == reminder.due and what is None:
        raise ValidationError({"due": _("That is the day it is promised for already.")})
    moved_to = Reminder.objects.create(
        resident=reminder.resident,
        by=reminder.by,
        what=what or reminder.what,
        due=due,
        kind=reminder.kind,
        note=reminder.note,
    )
    _settle(reminder, State.MOVED, why=why, moved_to=moved_to)
    trail.record(by, "promise.moved", reminder, reminder.resident)
    _tell_resident("promise_moved", reminder)
    return moved_to


@transaction.atomic
def take_over(reminder: Reminder, *, by: User, to: User) -> Reminder:
    """Let a colleague keep a promise in place of who made it, by the same day, and tell both.

    Returns the new promise; who has it already keeps it. Raises Refused (neither in the circle nor
    somebody who may let a lead leave), or ValidationError where it is settled, and for who is not
    around the resident.
    """
    reminder = _held(reminder)
    resident = reminder.resident
    access.require_to_hand_over(by, resident)
    if reminder.by_id == to.pk:
        return reminder
    around = resident.connections.open().filter(user=to)
    if not around.exclude(voice=Connection.Voice.NEITHER).exists():
        raise ValidationError({"to": _("First let them join the circle.")})
    theirs = Reminder.objects.create(
        resident=resident,
        by=to,
        what=reminder.what,
        due=reminder.due,
        kind=reminder.kind,
        note=reminder.note,
    )
    taken = _("%(name)s does it from now on.") % {"name": to.called}
    _settle(reminder, State.MOVED, why=taken, moved_to=theirs)
    trail.record(by, "promise.taken_over", reminder, resident)
    _tell_resident("promise_moved", reminder)
    if to.pk != by.pk:  # one letter a day, however many there are
        key = f"promise_yours:{to.pk}:{timezone.localdate()}"
        outbox.post("promise_yours", to=to, about=theirs, dedupe_key=key)
    return theirs


@transaction.atomic
def let_go(reminder: Reminder, *, by: User, why: str) -> Reminder:
    """Say that a promise will not be kept, and tell the resident why."""
    reminder = _locked(reminder, by)
    if reminder.state == State.LET_GO:
        return reminder
    _check_why(why)
    _settle(reminder, State.LET_GO, why=why)
    trail.record(by, "promise.let_go", reminder, reminder.resident)
    _tell_resident("promise_let_go", reminder)
    return reminder


@transaction.atomic
def settle_at_goodbye(reminder: Reminder, *, by: User, kept: bool, why: str) -> None:
    """Settle a promise because everybody says goodbye. For verbs that hold the record and asked the law."""
    reminder = _held(reminder)
    _settle(reminder, State.DONE if kept else State.LET_GO, **({} if kept else {"why": why}))
    verb = "promise.kept" if kept else "promise.let_go"
    trail.record(by, verb, reminder, reminder.resident)


@transaction.atomic
def forget(reminder: Reminder, *, by: User, why: str) -> None:
    """Let go of a promise that was written down by mistake. Nobody is told: it was never made."""
    reminder = _locked(reminder, by)
    _settle(reminder, State.LET_GO, why=why)
    trail.record(by, "promise.forgotten", reminder, reminder.resident)


@transaction.atomic
def rest(
    resident: Resident,
    *,
    by: User,
    reason: str,
    until: datetime.date,
    key: uuid.UUID | None = None,
) -> Pause:
    """Let reminders about somebody rest until a day, because they or somebody asked."""
    Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    if until <= timezone.localdate():
        raise ValidationError({"until": _("Write a day that is still to come.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words why.")})
    pause, is_new = insert_once(
        Pause(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            by=by,
            reason=reason.strip(),
            until=until,
        ),
        said=["resident_id", "reason", "until"],
    )
    if is_new:
        trail.record(by, "resident.rests", pause, resident)
    return pause


@transaction.atomic
def end_rest(pause: Pause, *, by: User) -> None:
    """End a rest today."""
    Resident.objects.hold(pause.resident_id)
    require(by, Right.WRITE_RECORD, pause.resident)
    pause.until = timezone.localdate()
    pause.save(update_fields=["until"])
    trail.record(by, "resident.rest_ended", pause, pause.resident)


def claim_due(now: datetime.datetime, *, at_once: int = CLAIMED_AT_ONCE) -> int:
    """Tell of every promise that is due, in at most three letters a reader and day.

    Returns how many promises. It acts for nobody: the database's own function reads the promises
    and writes the letters, in one transaction a set.
    """
    here = timezone.localtime(now).replace(tzinfo=None)
    claimed = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select claim_due_promises(%s, %s, %s)", [now, here, at_once])
            found = cursor.fetchone()[0]
            if found:
                transaction.on_commit(outbox.nudge)
        claimed += found
        if found < at_once:
            return claimed


@transaction.atomic
def post_week(now: datetime.datetime) -> int:
    """Write this week's letter to each who has a promise waiting, once. Returns how many."""
    week = timezone.localtime(now).strftime("%G-W%V")  # ISO 8601
    with connection.cursor() as cursor:
        cursor.execute("select post_week(%s, %s)", [now, week])
        posted = cursor.fetchone()[0]
    if posted:
        transaction.on_commit(outbox.nudge)
    return posted


def _locked(reminder: Reminder, by: User) -> Reminder:
    reminder = _held(reminder)
    asked = reminder.kind == Reminder.Kind.ANSWER and reminder.by_id == by.pk
    require(by, Right.READ_RECORD if asked else Right.WRITE_RECORD, reminder.resident)
    return reminder


def _held(reminder: Reminder) -> Reminder:
    Resident.objects.hold(reminder.resident_id)
    return (
        Reminder.objects.select_for_update(of=["self"], no_key=True)
        .select_related("resident", "resident__hub", "by", "moved_to")
        .get(pk=reminder.pk)
    )


def _settle(reminder: Reminder, state: State, **more) -> None:
    _check_waiting(reminder)
    reminder.state = state
    reminder.settled_at = timezone.now()
    for field, value in more.items():
        setattr(reminder, field, value.strip() if isinstance(value, str) else value)
    reminder.save(update_fields=["state", "settled_at", *more])


def _check_waiting(reminder: Reminder) -> None:
    if reminder.state != State.WAITING:
        raise ValidationError(
            _("This promise is %(state)s already."), params={"state": reminder.get_state_display()}
        )


def _check_day(due: datetime.date) -> None:
    if due < timezone.localdate():
        raise ValidationError({"due": _("Write a day that is still to come.")})


def _check_why(why: str) -> None:
    if not why.strip():
        raise ValidationError({"why": _("Say in a few words why. They will read it.")})


def _tell_resident(kind: str, reminder: Reminder) -> None:
    """Tell the resident, where they have a page of their own."""
    resident: Resident = reminder.resident
    if resident.user_id:
        user = User.objects.get(pk=resident.user_id)
        outbox.post(kind, to=user, about=reminder, dedupe_key=f"{kind}:{reminder.pk}")
