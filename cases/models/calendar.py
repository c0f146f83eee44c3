"""The key of a worker's own calendar feed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from relational.kernel.base import Row


class CalendarKey(Row):
    """What makes the address of somebody's calendar valid. A new one ends the old address."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key"
    )
    key = models.UUIDField(default=uuid.uuid4)
