"""By which programs come in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relational.kernel.base import Row
from relational.kernel.models import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, user: User) -> ApiTokenQuerySet:
        return self.filter(user=user)

    def live(self) -> ApiTokenQuerySet:
        """Those that open the door today, as long as their holder works here."""
        return self.filter(ended_at__isnull=True, ends__gte=timezone.localdate())

    def ended(self) -> ApiTokenQuerySet:
        """Those that somebody ended, or that ran out."""
        return self.filter(Q(ended_at__isnull=False) | Q(ends__lt=timezone.localdate()))

    def newest_first(self) -> ApiTokenQuerySet:
        return self.order_by("-made_at", "-pk")


class ApiToken(Row):
    """By it a program does what its holder may. It is shown once; what is kept is its SHA-256."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what_for = models.CharField(_("what it is for"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    ends = models.DateField(_("until"))  # the last day with it
    ended_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    objects = ApiTokenQuerySet.as_manager()
