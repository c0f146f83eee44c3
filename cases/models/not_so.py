"""What a resident says beside an entry: that they see it otherwise, or that it has not happened."""

from __future__ import annotations

import datetime
import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.note import Note
from cases.models.referral import Referral
from cases.models.reminder import Reminder
from cases.models.resident import Resident
from cases.models.strength import Concern
from cases.models.what_matters import StaffView
from relational.kernel.base import Row
from relational.kernel.models import User

# What a resident can see otherwise, by the field that names it.
ENTRIES = ("note", "view", "concern", "promise", "ask")


def _one_of_them() -> Q:
    one = Q()
    for entry in ENTRIES:
        one |= Q(**{f"{other}__isnull": other != entry for other in ENTRIES})
    return one


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    def beside_what(self, user: User, since: datetime.datetime) -> DisagreementQuerySet:
        """Those said lately of what somebody wrote, the latest first."""
        said = self.filter(written_by=user, made_at__gte=since)
        return said.select_related("resident").order_by("-made_at", "-pk")


class Disagreement(Row):
    """How a resident sees an entry otherwise: their words beside it, for ever."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="disagreements")
    note = models.ForeignKey(
        Note, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    view = models.ForeignKey(
        StaffView, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    promise = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    ask = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    text = models.CharField(_("how they see it"), max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Whose entry it is: they are told.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of_them(), name="a_disagreement_is_with_one_entry"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_disagreement_says_something"),
        ]
        indexes = [
            models.Index(fields=["resident", "made_at"], name="disagreements_of_resident"),
            models.Index(fields=["written_by", "made_at"], name="disagreements_to_read"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    @property
    def entry_id(self) -> uuid.UUID:
        """The id of the entry it stands beside."""
        return next(pk for entry in ENTRIES if (pk := getattr(self, f"{entry}_id")))


class NotHappened(Row):
    """A resident says that what was promised has not happened: once a day, of a promise."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="not_happened")
    promise = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="not_happened")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("which day"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "day"], name="not_happened_is_said_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="not_happened_of_resident")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
