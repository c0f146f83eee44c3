"""Ending together: who decided, what both said, and the way back."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class GoodbyeQuerySet(models.QuerySet["Goodbye"]):
    def holding(self) -> GoodbyeQuerySet:
        """Those after which nobody came back."""
        return self.filter(back_at__isnull=True)


@pghistory.track()
class Goodbye(Row):
    """The end of walking together. The record stays, and opens again when somebody comes back."""

    class Decided(models.TextChoices):
        PERSON = "person", _("they decided")
        TOGETHER = "together", _("decided together")
        MOVED = "moved", _("they moved away")
        DIED = "died", _("they died")
        LOST_TOUCH = "lost_touch", _("we lost touch")
        BY_LAW = "by_law", _("it had to end by law")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="goodbyes")
    decided = models.CharField(_("who decided"), max_length=10, choices=Decided)
    their_words = models.TextField(_("what they say"), max_length=2_000, blank=True)
    our_words = models.TextField(_("what we say"), max_length=2_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(_("came back"), null=True, blank=True)
    back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GoodbyeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(back_at__isnull=True),
                name="one_goodbye_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(back_at__isnull=True, back_by__isnull=True)
                | Q(back_at__isnull=False, back_by__isnull=False),
                name="who_comes_back_comes_by_somebody",
            ),
        ]
