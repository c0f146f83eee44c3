"""Everything about oneself, as one file to take away."""

from __future__ import annotations

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row
from relational.kernel.models import User

A_DAY = datetime.timedelta(days=1)  # how long a file is kept, and its address holds


class DownloadQuerySet(models.QuerySet["Download"]):
    def of(self, user: User) -> DownloadQuerySet:
        return self.filter(user=user)

    def fresh(self) -> DownloadQuerySet:
        """Those asked for, or made, within a day."""
        since = timezone.now() - A_DAY
        return self.filter(Q(ready_at__gt=since) | Q(ready_at__isnull=True, made_at__gt=since))

    def newest_first(self) -> DownloadQuerySet:
        return self.order_by("-made_at", "-pk")


class Download(Row):
    """A file that a resident asked for. Nobody else sees it, and it is kept for a day."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=43, default=secrets.token_urlsafe, editable=False)
    done = models.PositiveSmallIntegerField(default=0)  # how many of its parts are written
    ready_at = models.DateTimeField(_("ready"), null=True)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"], name="downloads_at_work", condition=Q(ready_at__isnull=True)
            ),
        ]

    @property
    def is_kept(self) -> bool:
        """Whether its file was made within a day."""
        return self.ready_at is not None and self.ready_at > timezone.now() - A_DAY
