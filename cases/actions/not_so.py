"""What a resident says beside an entry: how they see it, and that a promise has not happened."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.models import (
    Concern,
    Connection,
    Disagreement,
    Note,
    NotHappened,
    Referral,
    Reminder,
    Resident,
    StaffView,
)
from hubs.access import Refused, Right
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Entry = Note | StaffView | Concern | Reminder | Referral
LONGEST = 2_000


@transaction.atomic
def say_not_so(entry: Entry, *, by: User, text: str, key: uuid.UUID | None = None) -> Disagreement:
    """Say beside an entry how one sees it oneself; it stays for ever. Who wrote the entry is told.

    More than one can be said of an entry; the same `key` with the same words is one. Raises Refused
    where it is not one's own record, or ValidationError where nothing or too much is said, and for
    what was written into the wrong record.
    """
    resident = _own(entry.resident_id, by)
    if isinstance(entry, Note) and entry.entered_in_error:
        raise ValidationError(_("This was written about somebody else. It says nothing of you."))
    if not text.strip():
        raise ValidationError({"text": _("Write how you see it. A few words are enough.")})
    if len(text.strip()) > LONGEST:
        raise ValidationError({"text": _("That is too long. Say it in fewer words.")})
    said, is_new = insert_once(
        Disagreement(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            text=text.strip(),
            by=by,
            written_by_id=_who_wrote(entry),
            **{_field(entry): entry},
        ),
        said=["resident_id", "text", *(f"{_field(entry)}_id",)],
    )
    if is_new:
        trail.record(by, "entry.not_so", said, resident)
        if said.written_by_id != by.pk:  # one letter a day, however many there are
            key_of_day = f"not_so:{said.written_by_id}:{timezone.localdate()}"
            outbox.post("not_so", to=said.written_by_id, about=said, dedupe_key=key_of_day)
    return said


@transaction.atomic
def say_not_happened(promise: Reminder, *, by: User) -> NotHappened:
    """Say that what was promised has not happened; who promised it and the lead are told at once.

    Once a day: saying it again on the same day is the same. Raises Refused where it is not one's own
    record, or ValidationError where the promise is settled, and before its day.
    """
    resident = _own(promise.resident_id, by)
    promise.refresh_from_db()
    today = timezone.localdate()
    if promise.state != Reminder.State.WAITING:
        raise ValidationError(
            _("Something was said about this promise since. Please read it again.")
        )
    if promise.due > today:
        raise ValidationError(_("The day of this promise has not come yet."))
    said = NotHappened.objects.filter(promise=promise, day=today).first()
    if said is not None:
        return said
    said = NotHappened.objects.create(resident=resident, promise=promise, by=by, day=today)
    trail.record(by, "promise.not_happened", said, resident)
    leads = resident.connections.open().filter(part=Connection.Part.LEAD)
    for reader in {promise.by_id, *leads.values_list("user_id", flat=True)} - {by.pk}:
        key = f"not_happened:{promise.pk}:{today}:{reader}"
        outbox.post("not_happened", to=reader, about=promise, dedupe_key=key)
    return said


def _own(resident_id: uuid.UUID, by: User) -> Resident:
    """The record, held, if it is `by`'s own."""
    resident = Resident.objects.hold(resident_id)
    if resident.user_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    return resident


def _who_wrote(entry: Entry) -> uuid.UUID:
    match entry:
        case Reminder():
            return entry.by_id
        case Referral():
            return entry.asked_by_id
        case Concern():
            return entry.viewed_by_id or entry.author_id
    return entry.author_id


def _field(entry: Entry) -> str:
    names = {Note: "note", StaffView: "view", Concern: "concern", Reminder: "promise"}
    return names.get(type(entry), "ask")
