"""Telling other systems what happened with an ask: who wants to be told, and each telling."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right
from hubs.models.organisation import Organisation
from relational.kernel.base import Row
from relational.kernel.models import User


class HookQuerySet(models.QuerySet["Hook"]):
    def live(self) -> HookQuerySet:
        return self.filter(ended_at__isnull=True)

    def by_name(self) -> HookQuerySet:
        return self.select_related("organisation").order_by("organisation__name", "url", "pk")


class Hook(Row):
    """A system of an organisation that is told of every move of the asks it is part of.

    What is told holds ids and states and no word of anybody; whoever may, reads the rest by the API.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hooks")
    url = models.TextField(_("address"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = HookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url

    @property
    def secret(self) -> str:
        """What its tellings are signed with. It is kept nowhere: it comes from SECRET_KEY."""
        return salted_hmac("hubs.hook", str(self.pk), algorithm="sha256").hexdigest()

    def nearness(self, user: User, right: Right) -> Reach:
        """A hook is the whole installation's."""
        return Reach.EVERYWHERE


class TellingQuerySet(models.QuerySet["Telling"]):
    def newest_first(self) -> TellingQuerySet:
        return self.order_by("-made_at", "-pk")


class Telling(Row):
    """One event for one hook: the database writes it beside the move, the worker sends it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="tellings")
    event = models.CharField(max_length=40)  # referral.accepted
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(
        max_length=200, blank=True
    )  # the latest: a status, or what went wrong

    objects = TellingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due"], name="tellings_waiting", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["hook", "made_at"], name="tellings_of_hook"),
        ]
