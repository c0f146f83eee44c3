"""The address of a worker's own calendar: making it, and ending it by a new one."""

from __future__ import annotations

import uuid

from django.db import transaction

from cases.models import CalendarKey
from hubs.access import Right, require, standing
from relational.kernel import audit
from relational.kernel.models import User


@transaction.atomic
def renew(*, by: User, instead_of: uuid.UUID | None) -> CalendarKey:
    """Make a new address for one's calendar; the one before it ends.

    `instead_of` is the key that was seen: where another took its place meanwhile (a double click),
    that one stays. Raises Refused for who promises nothing here.
    """
    require(by, Right.MEET)
    first = CalendarKey(user=by)
    CalendarKey.objects.bulk_create([first], ignore_conflicts=True)
    mine = CalendarKey.objects.select_for_update().get(user=by)
    if mine.pk != first.pk:
        if mine.key != instead_of:
            return mine
        mine.key = uuid.uuid4()
        mine.save(update_fields=["key"])
    audit.record(by, "calendar.renewed", mine, role=standing(by).role)
    return mine
