"""Saying that two residents belong together, and that they do no longer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.models import Kin, Resident
from hubs.access import Refused, Right, require
from relational.kernel.models import User

Kind = Kin.Kind
# What one is to the other, seen from the other end; a carer's other end has no word of its own.
TURNED: dict[str, Kind] = {
    Kind.HOUSEHOLD: Kind.HOUSEHOLD,
    Kind.PARENT: Kind.CHILD,
    Kind.CHILD: Kind.PARENT,
    Kind.PARTNER: Kind.PARTNER,
    Kind.SIBLING: Kind.SIBLING,
    Kind.OTHER: Kind.OTHER,
}


@transaction.atomic
def link(resident: Resident, other: Resident, *, by: User, kind: str) -> Kin:
    """Say what `other` is to `resident`. It grants nobody sight of either.

    Saying the same of two who are linked already, from either side, changes nothing. Raises
    Refused (no right to write in `resident`'s record), or ValidationError where both are one, or
    something else is said of the two.
    """
    if resident.pk == other.pk:
        raise ValidationError({"who": _("This is the same person.")})
    resident, other = _held(resident, other)
    require(by, Right.WRITE_RECORD, resident)
    standing = Kin.objects.open().between(resident, other).first()
    if standing is not None:
        from_here = standing.resident_id == resident.pk
        if kind == (standing.kind if from_here else TURNED.get(standing.kind)):
            return standing
        raise ValidationError({"who": _("They are linked already. End that link first.")})
    kin = Kin.objects.create(resident=resident, other=other, kind=kind, author=by)
    _record(by, "kin.linked", kin, resident, other)
    return kin


@transaction.atomic
def unlink(kin: Kin, *, by: User) -> None:
    """Say that two no longer belong together. Saying it twice changes nothing.

    Raises Refused for who does not see both, or writes in neither record.
    """
    ends = list(Resident.objects.filter(pk__in=[kin.resident_id, kin.other_id]))
    if len(ends) < 2:
        raise Refused(Right.WRITE_RECORD)
    ends = _held(*ends)
    require(by, Right.WRITE_RECORD, min(ends, key=lambda end: end.nearness(by, Right.WRITE_RECORD)))
    kin = Kin.objects.get(pk=kin.pk)
    if kin.until is None:
        kin.until = timezone.now()
        kin.save(update_fields=["until"])
        _record(by, "kin.unlinked", kin, *ends)


def _held(*residents: Resident) -> list[Resident]:
    """The records, held in one order, so that no two wait crosswise; returned as they were given."""
    held = {pk: Resident.objects.hold(pk) for pk in sorted(resident.pk for resident in residents)}
    return [held[resident.pk] for resident in residents]


def _record(by: User, verb: str, kin: Kin, *residents: Resident) -> None:
    """Write a verb into the trail of each of them."""
    for resident in residents:
        trail.record(by, verb, kin, resident)
