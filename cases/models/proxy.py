"""Somebody who reads a resident's page for them: a carer, an advocate; by their wish, until a day."""

from __future__ import annotations

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def open(self) -> ProxyQuerySet:
        """Those that nobody ended; their day may be over all the same."""
        return self.filter(ended_at__isnull=True)

    def holding(self, today: datetime.date) -> ProxyQuerySet:
        """Those whose day is not over either, the first to end first."""
        return self.open().filter(until__gte=today).order_by("until", "pk")


@pghistory.track()
class Proxy(Row):
    """A resident's wish that somebody reads their page for them, and until when.

    It gives no sight of any table but this row: the database's own functions tell who reads what
    (migration `proxies_row_security`), and the page is then read with the resident's own eyes.
    """

    class SaidHow(models.TextChoices):
        OWN_PAGE = "own_page", _("on their own page")
        TOLD = "told", _("told to who walks with them")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="proxies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(_("who reads"), max_length=80)  # by the resident
    wish = models.CharField(_("what was wished"), max_length=500)  # in the resident's words
    said_how = models.CharField(_("how it was said"), max_length=8, choices=SaidHow)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(_("until"))  # that day still
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ProxyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(called="") & ~Q(wish=""), name="a_proxy_is_somebodys_wish"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_proxy_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("by")), name="nobody_makes_themself_a_proxy"
            ),
            models.UniqueConstraint(
                fields=["resident", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_proxy_a_person",
            ),
        ]
