"""A goodbye in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from cases.models import Goodbye, Resident
from relational.kernel.days import day_in_full


@dataclass(frozen=True)
class GoodbyeRow:
    """The goodbye that holds: when, who decided, and what both said."""

    pk: str
    day: str
    decided: str
    theirs: str
    ours: str


def goodbye_row(resident: Resident) -> GoodbyeRow | None:
    """The goodbye after which nobody came back; None where the record is open."""
    if resident.state != Resident.State.ENDED:
        return None
    goodbye = resident.goodbyes.all().holding().first()
    return goodbye and _row(goodbye)


def _row(goodbye: Goodbye) -> GoodbyeRow:
    return GoodbyeRow(
        pk=str(goodbye.pk),
        day=day_in_full(timezone.localdate(goodbye.made_at)),
        decided=str(goodbye.get_decided_display()),
        theirs=goodbye.their_words,
        ours=goodbye.our_words,
    )
