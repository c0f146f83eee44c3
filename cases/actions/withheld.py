"""Looking at what somebody else withheld from a resident's own page."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.models import Disclosure, Resident, VisitNote
from hubs.access import Refused, Right, require
from relational.kernel.models import User

Withheld = TypeVar("Withheld", VisitNote, Disclosure)


@transaction.atomic
def review(row: Withheld, *, by: User, withhold: bool) -> Withheld:
    """Say that it stays withheld, or that the resident reads it from now on.

    The same answer twice is one. Raises Refused for who has no right to review, or wrote it
    themself, and ValidationError where it was answered otherwise, or nothing is withheld.
    """
    resident = Resident.objects.hold(row.resident_id)
    require(by, Right.REVIEW_WITHHOLDING, resident)
    row = type(row).objects.get(pk=row.pk)
    if isinstance(row, VisitNote):
        writer, what = row.author_id, "visit_note"
    else:
        writer, what = row.by_id, "disclosure"
    if by.pk == writer:
        raise Refused(Right.REVIEW_WITHHOLDING)
    if row.reviewed_at is not None and bool(row.withheld) == withhold:
        return row
    if row.reviewed_at is not None or not row.withheld:
        raise ValidationError(_("Somebody has looked at this already."))
    if not withhold:
        row.withheld = ""
    row.reviewed_by, row.reviewed_at = by, timezone.now()
    row.save(update_fields=["withheld", "reviewed_by", "reviewed_at"])
    trail.record(by, f"{what}.{'withheld' if withhold else 'told'}", row, resident)
    return row
