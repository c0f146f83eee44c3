"""What every row has: an id made in Python, in the order of time, and the moment it was made."""

import hashlib
import uuid
from collections.abc import Iterable
from typing import TypeVar

import uuid6
from django.db import connection, models
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
_TIME, _REST = 80, (1 << 80) - 1  # a UUIDv7 is 48 bits of time and 80 of version and chance


def id_for(user_id: uuid.UUID, key: uuid.UUID) -> uuid.UUID:
    """The id of what a form makes, from the key the form carries.

    The same form of the same user always names the same row, and nobody can name somebody else's:
    the time is the key's, the chance a digest of user and key.
    """
    chance = int.from_bytes(hashlib.sha256(user_id.bytes + key.bytes).digest()[:10], "big")
    made = uuid6.UUID(int=(key.int >> _TIME << _TIME) | (chance & _REST), version=7)
    return uuid.UUID(int=made.int)


def insert_once(row: RowT, *, said: Iterable[str]) -> tuple[RowT, bool]:
    """Insert a row whose id came with a form, so that the same form sent twice is one row.

    Returns the row and whether it is new. The fields named in `said` tell whether it is the same
    form: with the same id and other words it is somebody's later thought, and gets an id of its own.
    Two at once wait for each other here, rather than at the unique key, whose error would write the
    row into the database's log.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(row.pk)])
    twin = type(row)._default_manager.filter(pk=row.pk).first()
    if twin is not None:
        if all(getattr(twin, field) == getattr(row, field) for field in said):
            return twin, False
        row.pk = new_id()
    row.save(force_insert=True)
    return row, True
