"""What every row has: an id made in Python, in the order of time, and the moment it was made."""

import uuid

import uuid6
from django.db import models
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
