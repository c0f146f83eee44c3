"""What every row of the directory has, ours as well as one that a feed brought in."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from relational.kernel.base import Row

ModelT = TypeVar("ModelT", bound=models.Model)


class PublishedQuerySet(models.QuerySet[ModelT]):
    def still_there(self):
        """Those that the latest feed still had, and all of ours."""
        return self.filter(gone_since__isnull=True)


class Published(Row):
    """A row of the directory: ours, or brought in by a feed and known there by `source_id`.

    The id is the feed's own wherever it is free here, so that a round trip keeps it.
    """

    feed = models.ForeignKey(
        "hubs.FeedSource", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_id = models.TextField(blank=True)
    gone_since = models.DateTimeField(null=True, blank=True)  # left the feed; never deleted
    # What was corrected here, each with what the feed said at that time.
    corrected = models.JSONField(default=dict, blank=True)
    extra = models.JSONField(default=dict, blank=True)  # what the feed says and no field is for

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "source_id"],
                name="%(class)s_once_a_feed",
                condition=models.Q(feed__isnull=False),
            )
        ]


class Known(models.Model):
    """What people at work know about a service or a group, beside what it says of itself."""

    class Capacity(models.TextChoices):
        CAPACITY = "capacity", _("has room")
        NO_CAPACITY = "no-capacity", _("has no room now")
        WAITLIST = "waitlist", _("keeps a list of people who wait")

    local_note = models.TextField(_("what we know about it"), blank=True)
    capacity = models.CharField(_("room"), max_length=20, choices=Capacity, blank=True)
    capacity_date = models.DateField(_("room, as of"), null=True, blank=True)

    class Meta:
        abstract = True
