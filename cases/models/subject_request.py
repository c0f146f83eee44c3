"""What somebody asks about what is kept of them, its clock, and what is left out of a copy."""

from __future__ import annotations

import calendar
import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.note import Note
from cases.models.resident import Resident
from relational.kernel.base import Row

A_MONTH, THREE_MONTHS = 1, 3  # to answer; at most, when there is a reason (UK GDPR, article 12(3))
A_WEEK = datetime.timedelta(days=7)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the last of a shorter month (as the ICO counts)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class State(models.TextChoices):
    ASKED = "asked", _("asked")
    ACKNOWLEDGED = "acknowledged", _("read")
    EXTENDED = "extended", _("needs longer")
    ANSWERED = "answered", _("answered")


MOVES = {
    State.ASKED: {State.ACKNOWLEDGED, State.EXTENDED, State.ANSWERED},
    State.ACKNOWLEDGED: {State.EXTENDED, State.ANSWERED},
    State.EXTENDED: {State.ANSWERED},
    State.ANSWERED: set(),
}


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    def waiting(self) -> SubjectRequestQuerySet:
        """Those without an answer, the first due first."""
        return self.exclude(state=State.ANSWERED).order_by("due", "pk")

    def answered(self) -> SubjectRequestQuerySet:
        return self.filter(state=State.ANSWERED).order_by("-answered_at", "-pk")

    def newest_first(self) -> SubjectRequestQuerySet:
        return self.order_by("-made_at", "-pk")


class SubjectRequest(Row):
    """What a resident asks by law about what is kept of them. A privacy officer answers."""

    class Kind(models.TextChoices):
        """The rights of UK GDPR: articles 15, 16, 18, 17 and 21."""

        SEE = "see", _("to have a copy")
        CORRECT = "correct", _("to put something right")
        RESTRICT = "restrict", _("to stop using it for now")
        FORGET = "forget", _("to delete it")
        OBJECT = "object", _("to say no to how it is used")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("what they ask"), max_length=8, choices=Kind)
    words = models.TextField(_("in their words"), max_length=5_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("answer by"))
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    # From the answer on only who walks with them first of all reads the record; nobody writes.
    restricts = models.BooleanField(_("restricts the record"), default=False)

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state=State.ANSWERED)
                & Q(answered_at__isnull=True, answer="", restricts=False),
                name="an_answered_request_has_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["resident"], name="restricted_records", condition=Q(restricts=True)
            ),
            models.Index(
                fields=["due"], name="requests_waiting", condition=~Q(state=State.ANSWERED)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_late(self) -> bool:
        return self.state != State.ANSWERED and self.due < timezone.localdate()

    @property
    def longest(self) -> datetime.date:
        """The last day to which an answer can be put off."""
        return months_after(timezone.localdate(self.made_at), THREE_MONTHS)


class SubjectRequestStep(Row):
    """A move of a request: by whom, with which words. Nothing changes it."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(max_length=12, choices=State, blank=True)
    after = models.CharField(max_length=12, choices=State)
    words = models.TextField(_("words"), max_length=10_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("by"), max_length=80)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "after"], name="a_request_goes_each_step_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def holding(self) -> RedactionQuerySet:
        return self.filter(until__isnull=True)


class Redaction(Row):
    """A conversation that tells of somebody else: what stands in its place in a copy."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="redactions")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="redactions")
    instead = models.CharField(_("what stands there instead"), max_length=2_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note"], condition=Q(until__isnull=True), name="one_redaction_of_a_note"
            ),
        ]
