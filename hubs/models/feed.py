"""Where the directory's rows come from, and how each import went."""

from __future__ import annotations

import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right
from relational.kernel.base import Row
from relational.kernel.models import User


class FeedSourceQuerySet(models.QuerySet["FeedSource"]):
    def by_name(self) -> FeedSourceQuerySet:
        """Each with its latest run's key, and how much waits for a person."""
        latest = ImportRun.objects.filter(feed=models.OuterRef("pk")).newest_first()
        return self.annotate(
            latest=models.Subquery(latest.values("pk")[:1]),
            to_decide=models.Count("conflicts", filter=models.Q(conflicts__chosen="")),
        ).order_by("name")


class FeedSource(Row):
    """A directory that somebody else keeps, and that is read here."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    url = models.TextField(_("address"), blank=True)  # empty for a file
    version = models.CharField(max_length=20, blank=True)  # as it said when it was last read
    nightly = models.BooleanField(_("read every night"), default=False)

    objects = FeedSourceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_list(self) -> bool:
        """Whether it is a list of groups that somebody brings, and no feed."""
        return not self.url and self.version.startswith(("CSV", "XLSX"))

    def nearness(self, user: User, right: Right) -> Reach:
        """A feed is the whole installation's."""
        return Reach.EVERYWHERE


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def newest_first(self) -> ImportRunQuerySet:
        return self.order_by("-started_at", "-pk")

    def of_the_night(self, since: datetime.datetime) -> ImportRunQuerySet:
        """Those that no person asked for."""
        return self.filter(by__isnull=True, started_at__gte=since).select_related("feed")


class ImportRun(Row):
    """A feed was read once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to begin")
        RUNNING = "running", _("is being read")
        DONE = "done", _("read to the end")
        BROKEN_OFF = "broken_off", _("broke off")

    feed = models.ForeignKey(FeedSource, models.PROTECT, related_name="runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    started_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)  # its latest sign of life
    finished_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)  # it broke off
    total = models.PositiveIntegerField(null=True)  # of services, where the feed says so
    read = models.PositiveIntegerField(default=0)
    # Rows of every kind:
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)  # services that could not go in
    faults = models.PositiveIntegerField(default=0)  # all that was found; the first are kept
    conflicts = models.PositiveIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="a_feed_is_read_once_at_a_time",
            )
        ]

    @property
    def under_way(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def matters(self) -> bool:
        """Whether somebody should look: it broke off, something left, or it disagrees with us."""
        return self.state == self.State.BROKEN_OFF or bool(
            self.gone or self.refused or self.conflicts
        )


class ImportFaultQuerySet(models.QuerySet["ImportFault"]):
    def in_order(self) -> ImportFaultQuerySet:
        return self.order_by("made_at", "pk")


class ImportFault(Row):
    """Something in a feed that could not be taken as it was: where, and why."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="found")
    place = models.TextField()  # page 2, row 14
    row_id = models.TextField(blank=True)  # as the feed calls it
    field = models.TextField(blank=True)
    reason = models.TextField()  # a key of hubs.oruk.REASONS, or a sentence

    objects = ImportFaultQuerySet.as_manager()


class ImportSeen(models.Model):
    """A row that a running import met, until it ends: what it did not meet has left the feed."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    noun = models.CharField(max_length=30)
    row = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "noun", "row"], name="seen_once_a_run")
        ]


class FieldConflictQuerySet(models.QuerySet["FieldConflict"]):
    def to_decide(self) -> FieldConflictQuerySet:
        return self.filter(chosen="").order_by("about_name", "about_id", "field")


class FieldConflict(Row):
    """A feed changed what had been corrected here. A person decides."""

    class Choice(models.TextChoices):
        THEIRS = "theirs", _("what the feed says")
        OURS = "ours", _("what we say")

    feed = models.ForeignKey(FeedSource, models.PROTECT, related_name="conflicts")
    about_type = models.CharField(max_length=40)  # the model's name
    about_id = models.UUIDField()
    about_name = models.TextField(blank=True)
    field = models.CharField(max_length=40)
    theirs = models.JSONField(null=True)
    ours = models.JSONField(null=True)
    chosen = models.CharField(max_length=6, choices=Choice, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = FieldConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id", "field"],
                condition=models.Q(chosen=""),
                name="one_open_conflict_a_field",
            )
        ]

    @property
    def label(self) -> str:
        """What it is about, in words."""
        model = apps.get_model("hubs", self.about_type)
        (field,) = [each for each in model._meta.concrete_fields if each.attname == self.field]
        return capfirst(str(field.verbose_name))
