"""What every row has: an id made in Python, in the order of time, and the moment it was made."""

import uuid
from collections.abc import Iterable
from typing import TypeVar

import uuid6
from django.db import IntegrityError, models, transaction
from django.utils import timezone


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): unguessable, and sorted by the moment it was made."""
    return uuid.UUID(int=uuid6.uuid7().int)


class Row(models.Model):
    """A row with an id of its own and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


RowT = TypeVar("RowT", bound=Row)


def insert_once(row: RowT, *, said: Iterable[str]) -> tuple[RowT, bool]:
    """Insert a row whose id came with a form, so that the same form sent twice is one row.

    Returns the row and whether it is new. The fields named in `said` tell whether it is the same
    form: with the same id and other words it is somebody's later thought, and gets an id of its own.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
        return row, True
    except IntegrityError:
        twin = type(row)._default_manager.filter(pk=row.pk).first()
        if twin and all(getattr(twin, field) == getattr(row, field) for field in said):
            return twin, False
        row.pk = new_id()
        row.save(force_insert=True)
        return row, True
