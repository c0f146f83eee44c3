"""A code that opens a resident's own page: made with them, on paper or by e-mail, and good once."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import ContactPoint, Resident
from relational.kernel.base import Row

HOLDS = datetime.timedelta(days=14)


class DoorCodeQuerySet(models.QuerySet["DoorCode"]):
    def standing(self) -> DoorCodeQuerySet:
        """What somebody is to do something about: a code that still opens, or a talk that waits."""
        unused = self.filter(taken_at__isnull=True, ended_at__isnull=True)
        return unused.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))


class DoorCode(Row):
    """A way to one's own page: what was said in private about it, and the code's digest.

    The code itself is kept nowhere (see cases.actions.door_code). Its first four signs, its `number`,
    tell which code somebody tried to type when it was not the right one. The database's own functions
    try and take it (migration `door_row_security`), since who types it is nobody yet.
    """

    class Way(models.TextChoices):
        LATER = "later", _("waits until you two are alone")
        PAPER = "paper", _("on paper")
        EMAIL = "email", _("by e-mail")

    class Device(models.TextChoices):
        OWN = "own", _("nobody else uses or looks at it")
        SHARED = "shared", _("somebody else uses or looks at it")
        NOT_SURE = "not_sure", _("they are not sure")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="door_codes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    device = models.CharField(max_length=8, choices=Device, blank=True)
    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=4, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)  # tries since the last rest
    locked_until = models.DateTimeField(null=True)

    objects = DoorCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="later", digest="", ends_at__isnull=True)
                | Q(~Q(way="later") & ~Q(digest=""), ends_at__isnull=False),
                name="a_talk_that_waits_has_no_code",
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="a_code_opens_one_door"
            ),
            models.CheckConstraint(
                condition=Q(way="email", device="own", point__isnull=False)
                | Q(~Q(way="email"), point__isnull=True),
                name="what_others_may_see_is_not_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["resident"], name="door_codes_of_resident"),
            models.Index(fields=["number"], name="door_codes_by_number"),
        ]
