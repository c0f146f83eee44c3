"""A list of community groups that somebody chose, and what would change by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hubs.models.feed import ImportRun
from relational.kernel.base import Row
from relational.kernel.models import User


class GroupListQuerySet(models.QuerySet["GroupList"]):
    def of(self, user: User) -> GroupListQuerySet:
        return self.filter(user=user)

    def waiting(self) -> GroupListQuerySet:
        """Those that were not brought in, the newest first."""
        return self.filter(run__isnull=True).order_by("-made_at", "-pk")


class GroupList(Row):
    """A file that waits for its owner's yes. It is forgotten once it is in, or after a week."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # of the list, as a feed has one
    digest = models.CharField(max_length=64)  # SHA-256 of the file: the same file sent twice is one
    read_as = models.CharField(max_length=20)  # "CSV, UTF-8"
    content = models.BinaryField()
    would = models.JSONField(default=dict)  # see hubs.group_changes.Changes
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="+")

    objects = GroupListQuerySet.as_manager()
