"""The circle: who walks with a resident."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def open(self) -> ConnectionQuerySet:
        """Those that hold now."""
        return self.filter(until__isnull=True)


@pghistory.track()
class Connection(Row):
    """Somebody around a resident. Sight of the record ends the moment the connection ends."""

    class Part(models.TextChoices):
        LEAD = "lead", _("walks with")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="connections")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="connections"
    )
    part = models.CharField(max_length=20, choices=Part, default=Part.LEAD)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(part="lead", until__isnull=True),
                name="at_most_one_lead",
            ),
            models.UniqueConstraint(
                fields=["resident", "user"],
                condition=Q(until__isnull=True),
                name="connected_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "resident"],
                name="open_connections_of_user",
                condition=Q(until__isnull=True),
            )
        ]
