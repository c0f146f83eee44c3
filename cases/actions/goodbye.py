"""Ending together, adding a word to a goodbye, and coming back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, trail
from cases.actions import connection as circle
from cases.actions import offer as offers
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.models import Connection, Goodbye, Resident
from cases.models.referral import Reason
from relational.kernel import outbox
from relational.kernel.models import User

State, Part, Voice = Resident.State, Connection.Part, Connection.Voice
KEPT, LET_GO = "kept", "let_go"


@transaction.atomic
def end(
    resident: Resident,
    *,
    by: User,
    decided: str,
    their_words: str = "",
    our_words: str = "",
    promised: str = "",
    why: str = "",
) -> Goodbye:
    """End walking together: the record is read from now on, and written no more.

    Who walks with them first of all stays, so that somebody can be asked; other colleagues leave.
    Help that is still asked for is taken back, and services read nothing any more.
    Promises that wait are `promised` KEPT, or LET_GO with a `why` that the resident reads. The
    resident may end it too: then theirs are the words, and what waits is let go. Ending it twice is
    ending it. Raises Refused, or ValidationError where something waits and nobody says what becomes
    of it.
    """
    resident = Resident.objects.hold(resident.pk)
    access.require_to_end(by, resident)
    if resident.state == State.ENDED:
        return resident.goodbyes.all().holding().get()
    own = resident.user_id == by.pk
    if own:
        decided, our_words = Goodbye.Decided.PERSON, ""
        promised, why = LET_GO, _("%(name)s said goodbye.") % {"name": resident.known_as}
    _settle(resident, by=by, promised=promised, why=why)
    reason = Reason.THEY_ASKED if own else Reason.NO_LONGER_NEEDED
    asks.take_back_at_goodbye(resident, by=by, reason=reason, words=_("Everybody said goodbye."))
    offers.take_all_back(resident, by=by)
    goodbye = Goodbye.objects.create(
        resident=resident,
        decided=decided,
        their_words=their_words.strip(),
        our_words=our_words.strip(),
        by=by,
    )
    trail.record(by, "resident.ended", goodbye, resident)
    _let_others_leave(resident, by)
    resident.state = State.ENDED
    resident.save(update_fields=["state"])
    if own:
        _tell_lead("said_goodbye", goodbye, by)
    elif decided == Goodbye.Decided.DIED:
        _set_own_door(resident, is_open=False)
    elif resident.user_id:
        outbox.post(
            "goodbye", to=resident.user_id, about=goodbye, dedupe_key=f"goodbye:{goodbye.pk}"
        )
    return goodbye


@transaction.atomic
def add_words(goodbye: Goodbye, *, by: User, words: str) -> Goodbye:
    """Say a word to a goodbye: the resident theirs, who walked with them ours. Each says it once.

    Raises Refused, or ValidationError where nothing is said or their word stands already.
    """
    resident = Resident.objects.hold(goodbye.resident_id)
    access.require_to_end(by, resident)
    goodbye = Goodbye.objects.get(pk=goodbye.pk)
    side = "their_words" if resident.user_id == by.pk else "our_words"
    if getattr(goodbye, side) == words.strip():
        return goodbye
    if getattr(goodbye, side):
        raise ValidationError({"words": _("Your words stand here already.")})
    setattr(goodbye, side, words.strip())
    goodbye.save(update_fields=[side])
    trail.record(by, "goodbye.words_added", goodbye, resident)
    return goodbye


@transaction.atomic
def come_back(resident: Resident, *, by: User) -> Resident:
    """Open an ended record again, as it was; nothing is asked. Doing it twice is doing it.

    Raises Refused.
    """
    resident = Resident.objects.hold(resident.pk)
    access.require_to_end(by, resident)
    goodbye = resident.goodbyes.all().holding().first()
    if goodbye is None:
        return resident
    goodbye.back_at, goodbye.back_by = timezone.now(), by
    goodbye.save(update_fields=["back_at", "back_by"])
    resident.state = State.OPEN
    resident.save(update_fields=["state"])
    trail.record(by, "resident.came_back", goodbye, resident)
    _set_own_door(resident, is_open=True)
    _tell_lead("came_back", goodbye, by)
    return resident


def _settle(resident: Resident, *, by: User, promised: str, why: str) -> None:
    waiting = list(resident.reminders.all().standing().waiting().by_day())
    if not waiting:
        return
    if promised not in {KEPT, LET_GO}:
        raise ValidationError({"promised": _("Say what becomes of what was promised.")})
    if promised == LET_GO and not why.strip():
        raise ValidationError({"why": _("Say in a few words why. They will read it.")})
    for promise in waiting:
        promises.settle_at_goodbye(promise, by=by, kept=promised == KEPT, why=why.strip())


def _let_others_leave(resident: Resident, by: User) -> None:
    """End the connections of colleagues beside who leads; with no lead they stay."""
    seeing = resident.connections.open().exclude(user=None).exclude(voice=Voice.NEITHER)
    if not seeing.filter(part=Part.LEAD).exists():
        return
    for theirs in seeing.exclude(part=Part.LEAD).select_related("resident"):
        circle.leave(theirs, by=by, how_ended=_("Everybody said goodbye."))


def _tell_lead(kind: str, goodbye: Goodbye, by: User) -> None:
    """Tell who walks with them first of all, where that is somebody else."""
    lead = goodbye.resident.connections.open().filter(part=Part.LEAD).first()
    if lead is not None and lead.user_id != by.pk:
        outbox.post(kind, to=lead.user_id, about=goodbye, dedupe_key=f"{kind}:{goodbye.pk}")


def _set_own_door(resident: Resident, *, is_open: bool) -> None:
    """Shut the sign-in of who died, or open it again. The database's own function knows who did."""
    with connection.cursor() as cursor:
        cursor.execute("select set_own_door(%s, %s)", [resident.pk, is_open])
