"""Writing down a conversation, correcting it, and taking back what is about somebody else."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.actions import reminder
from cases.models import Note, Resident
from hubs.access import Refused, Right, require
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

WORDS = ["their_words", "what_we_heard", "agreed"]


@transaction.atomic
def write(
    resident: Resident,
    *,
    by: User,
    their_words: str = "",
    what_we_heard: str = "",
    agreed: str = "",
    due: datetime.date | None = None,
    happened_at: datetime.datetime | None = None,
    mode: str = "",
    told_again: bool = False,
    withheld: str = "",
    key: uuid.UUID | None = None,
) -> Note:
    """Write down a conversation. A day makes what was agreed a promise.

    The same `key` twice with the same words is the same conversation. Raises Refused (no right),
    or ValidationError where nothing was said or the conversation is still to come.
    """
    Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    now = timezone.now()
    note = Note(
        id=id_for(by.pk, key or new_id()),
        resident=resident,
        author=by,
        their_words=their_words.strip(),
        what_we_heard=what_we_heard.strip(),
        agreed=agreed.strip(),
        happened_at=happened_at or now,
        mode=mode,
        told_again=told_again,
        withheld=withheld,
    )
    _check(note, now)
    told = [*WORDS, "resident_id", "author_id", "mode", "told_again", "withheld"]
    note, is_new = insert_once(note, said=[*told, *(["happened_at"] if happened_at else [])])
    if not is_new:
        return note
    _keep_when_heard(resident)
    trail.record(by, "note.written", note, resident)
    if due and note.agreed:
        reminder.promise(resident, by=by, what=note.agreed, due=due, note=note)
    return note


@transaction.atomic
def correct(
    note: Note,
    *,
    by: User,
    reason: str,
    due: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **words: str,
) -> Note:
    """Put right what was written down. The first text stays, behind the new one.

    Where the agreement reads otherwise now, its promise follows: moved to the day that is named
    now, or let go where none is. Only its author corrects a note: nobody changes somebody else's
    words. The same correction twice is one. Raises Refused, or ValidationError where another
    correction stands already, the note was written by mistake, or the reason is missing.
    """
    note = _held(note, by)
    corrected = Note(
        id=id_for(by.pk, key or new_id()),
        resident=note.resident,
        author=by,
        happened_at=note.happened_at,
        mode=note.mode,
        told_again=note.told_again,
        withheld=note.withheld,
        supersedes=note,
        correction_reason=reason.strip(),
        **{field: words.get(field, getattr(note, field)).strip() for field in WORDS},
    )
    stands = Note.objects.filter(supersedes=note).first()
    if stands is not None and all(getattr(stands, f) == getattr(corrected, f) for f in WORDS):
        return stands
    if stands is not None or note.entered_in_error:
        raise ValidationError(_("Somebody put this right already. Look at the newer one."))
    if not corrected.correction_reason:
        raise ValidationError({"reason": _("Say in a few words why you change it.")})
    _check(corrected, timezone.now())
    corrected.save(force_insert=True)
    trail.record(by, "note.corrected", corrected, note.resident)
    _let_promise_follow(note, corrected, due, by)
    return corrected


def _let_promise_follow(note: Note, corrected: Note, due: datetime.date | None, by: User) -> None:
    """Hang the promises of a note on its correction, and let the waiting one say the same."""
    note.reminders.update(note=corrected)
    if corrected.agreed == note.agreed:
        return
    waiting = corrected.reminders.waiting().first()
    if waiting is None:
        if due:
            reminder.promise(note.resident, by=by, what=corrected.agreed, due=due, note=corrected)
    elif due:
        reminder.move(
            waiting, by=by, due=due, why=corrected.correction_reason, what=corrected.agreed
        )
    else:
        reminder.let_go(waiting, by=by, why=corrected.correction_reason)


@transaction.atomic
def enter_in_error(note: Note, *, by: User, reason: str) -> Note:
    """Say that this was written into the wrong person's record. It then shows only as that.

    What was promised in it was promised to somebody else, so it waits here no longer. Saying it
    twice changes nothing.
    """
    note = _held(note, by)
    if note.entered_in_error:
        return note
    if Note.objects.filter(supersedes=note).exists():
        raise ValidationError(_("Somebody put this right already. Look at the newer one."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words what happened.")})
    note.entered_in_error = reason.strip()
    note.save(update_fields=["entered_in_error"])
    for waiting in note.reminders.waiting():
        reminder.forget(waiting, by=by, why=_("It was about somebody else."))
    _keep_when_heard(note.resident)
    trail.record(by, "note.entered_in_error", note, note.resident)
    return note


def _held(note: Note, by: User) -> Note:
    """The note as it stands, its record held, if it is `by`'s to change."""
    Resident.objects.hold(note.resident_id)
    note = Note.objects.select_related("resident").get(pk=note.pk)
    require(by, Right.WRITE_RECORD, note.resident)
    if note.author_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    return note


def _check(note: Note, now: datetime.datetime) -> None:
    if not (note.their_words or note.what_we_heard or note.agreed):
        raise ValidationError(
            {"their_words": _("Write what they said, or what you heard or agreed. One is enough.")}
        )
    if note.happened_at > now:
        raise ValidationError({"happened_at": _("Write a day that has been, or leave it empty.")})


def _keep_when_heard(resident: Resident) -> None:
    """Keep on the record when somebody was last heard: in a conversation, else when they were met.

    The trail holds the verb that changed it.
    """
    heard = resident.notes.all().standing().filter(entered_in_error="")
    last = heard.aggregate(last=Max("happened_at"))["last"]
    Resident.objects.filter(pk=resident.pk).update(last_heard_at=last or resident.made_at)
