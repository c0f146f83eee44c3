"""A hand-over of several people at once, kept so that it can be undone for a day."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from hubs.models import Hub
from relational.kernel.base import Row
from relational.kernel.models import User

A_DAY = datetime.timedelta(days=1)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def to_undo(self, user: User) -> HandOverQuerySet:
        """Those of a manager that can be undone still, the last one first."""
        mine = self.filter(by=user, undone_at__isnull=True, made_at__gt=timezone.now() - A_DAY)
        return mine.select_related("giver", "taker").order_by("-made_at", "-pk")


class HandOver(Row):
    """A manager let one colleague walk with several people in place of another one."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The ids of whom, and whether the taker was around them before: [["0190…", false], …]
    people = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "-made_at"], name="hand_overs_of_manager")]
