"""Writing down a conversation, correcting it, and taking back what is about somebody else."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.actions import reminder
from cases.models import Note, Resident
from hubs.access import Refused, Right, require
from relational.kernel.base import insert_once, new_id
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
    require(by, Right.WRITE_RECORD, resident)
    now = timezone.now()
    note = Note(
        id=key or new_id(),
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
    note, is_new = insert_once(note, said=[*WORDS, "resident_id", "author_id"])
    if not is_new:
        return note
    _heard(resident, note.happened_at)
    trail.record(by, "note.written", note, resident)
    if due and note.agreed:
        reminder.promise(resident, by=by, what=note.agreed, due=due, note=note)
    return note


@transaction.atomic
def correct(note: Note, *, by: User, reason: str, **words: str) -> Note:
    """Put right what was written down. The first text stays, behind the new one.

    Only its author corrects it: nobody changes somebody else's words. Raises Refused, or
    ValidationError where a correction stands already or the reason is missing.
    """
    note = Note.objects.select_for_update(of=["self"]).select_related("resident").get(pk=note.pk)
    require(by, Right.WRITE_RECORD, note.resident)
    if note.author_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    if Note.objects.filter(supersedes=note).exists():
        raise ValidationError(_("Somebody corrected this already. Look at the newer one."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words why you change it.")})
    corrected = Note(
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
    _check(corrected, timezone.now())
    corrected.save(force_insert=True)
    trail.record(by, "note.corrected", corrected, note.resident)
    return corrected


@transaction.atomic
def enter_in_error(note: Note, *, by: User, reason: str) -> Note:
    """Say that this was written into the wrong person's record. It then shows only as that."""
    note = Note.objects.select_for_update(of=["self"]).select_related("resident").get(pk=note.pk)
    require(by, Right.WRITE_RECORD, note.resident)
    if note.author_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words what happened.")})
    note.entered_in_error = reason.strip()
    note.save(update_fields=["entered_in_error"])
    trail.record(by, "note.entered_in_error", note, note.resident)
    return note


def _check(note: Note, now: datetime.datetime) -> None:
    if not (note.their_words or note.what_we_heard or note.agreed):
        raise ValidationError(
            {"their_words": _("Write what they said, or what you heard or agreed. One is enough.")}
        )
    if note.happened_at > now:
        raise ValidationError({"happened_at": _("Write a day that has been, or leave it empty.")})


def _heard(resident: Resident, at: datetime.datetime) -> None:
    """Keep when somebody was last heard. The trail holds the conversation that says so."""
    Resident.objects.filter(pk=resident.pk).update(last_heard_at=Greatest("last_heard_at", at))
