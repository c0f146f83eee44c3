"""What somebody needs so that things work for them: saying it, ending it, reviewing what is withheld."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.models import AccessNeed, Adjustment, Resident, VisitNote
from hubs.access import Right, require
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Need = AccessNeed | Adjustment | VisitNote


@transaction.atomic
def need(
    resident: Resident,
    *,
    by: User,
    kind: str,
    format: str = "",
    what: str = "",
    key: uuid.UUID | None = None,
) -> AccessNeed:
    """Say what somebody needs to read, hear and answer; the resident may say it themself.

    The same `key` twice with the same words is one need. Raises Refused (no right), or
    ValidationError where it does not say what.
    """
    resident = _held(resident, by)
    if not format and not what.strip():
        raise ValidationError({"what": _("Say in a few words what is needed.")})
    access, is_new = insert_once(
        AccessNeed(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            kind=kind,
            format=format,
            what=what.strip(),
            author=by,
        ),
        said=["resident_id", "kind", "format", "what"],
    )
    if is_new:
        trail.record(by, "access_need.written", access, resident)
    return access


@transaction.atomic
def adjust(resident: Resident, *, by: User, what: str, key: uuid.UUID | None = None) -> Adjustment:
    """Say what is done differently for somebody. No condition has to be named.

    Raises as `need` does.
    """
    resident = _held(resident, by)
    if not what.strip():
        raise ValidationError({"what": _("Say in a few words what is done differently.")})
    adjustment, is_new = insert_once(
        Adjustment(
            id=id_for(by.pk, key or new_id()), resident=resident, what=what.strip(), author=by
        ),
        said=["resident_id", "what"],
    )
    if is_new:
        trail.record(by, "adjustment.written", adjustment, resident)
    return adjustment


@transaction.atomic
def visit(
    resident: Resident,
    *,
    by: User,
    text: str,
    withheld: str = "",
    key: uuid.UUID | None = None,
) -> VisitNote:
    """Write down, as a worker, what to know before visiting somebody.

    A reason in `withheld` keeps it from the resident at once, until somebody else has looked at it
    (`review`). Raises as `need` does.
    """
    resident = _held_by_a_worker(resident, by)
    if not text.strip():
        raise ValidationError({"text": _("Write what to know before a visit.")})
    note, is_new = insert_once(
        VisitNote(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            text=text.strip(),
            withheld=withheld,
            author=by,
        ),
        said=["resident_id", "text", "withheld"],
    )
    if is_new:
        trail.record(by, "visit_note.written", note, resident)
    return note


@transaction.atomic
def no_longer(thing: Need, *, by: User) -> None:
    """Say that something is needed no longer, or no longer so. Saying it twice changes nothing.

    A resident ends what they need and what is done differently for them, not what keeps others
    safe on a visit. Raises Refused.
    """
    if isinstance(thing, VisitNote):
        resident = _held_by_a_worker(thing.resident, by)
    else:
        resident = _held(thing.resident, by)
    thing = type(thing).objects.get(pk=thing.pk)
    if thing.until is None:
        thing.until = timezone.now()
        thing.save(update_fields=["until"])
        trail.record(by, f"{_CALLED[type(thing)]}.no_longer", thing, resident)


_CALLED: dict[type[Need], str] = {
    AccessNeed: "access_need",
    Adjustment: "adjustment",
    VisitNote: "visit_note",
}


def _held(resident: Resident, by: User) -> Resident:
    """The record, held, if `by` writes in it or it is their own."""
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        require(by, Right.WRITE_RECORD, resident)
    return resident


def _held_by_a_worker(resident: Resident, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    return resident
