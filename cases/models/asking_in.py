"""Somebody at work here, outside the circle, asks in: a question, or a record opened for a day."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row
from relational.kernel.models import User

HOLDS = datetime.timedelta(hours=24)


class AskingInQuerySet(models.QuerySet["AskingIn"]):
    def holding(self) -> AskingInQuerySet:
        """What is open now, the last first."""
        open_now = self.filter(ends_at__gt=timezone.now(), ended_at__isnull=True)
        return open_now.order_by("-ends_at")

    def openings(self) -> AskingInQuerySet:
        """Each time a record was opened, the last first."""
        return self.filter(kind=AskingIn.Kind.OPENING).order_by("-made_at", "-pk")

    def told_to(self, user: User, since: datetime.datetime) -> AskingInQuerySet:
        """What somebody was told of, of others, since a moment."""
        return self.found().filter(told__contains=[user.pk], made_at__gte=since)

    def found(self) -> AskingInQuerySet:
        """Those that found somebody, the latest first; who that is only where the reader sees them."""
        some = self.filter(resident__isnull=False).select_related("asker")
        return some.prefetch_related("resident").order_by("-made_at", "-pk")


class AskingIn(Row):
    """A name, a date of birth and a reason: who asked, and what came of it.

    Nothing of what was typed is kept but the reason. Without a resident nobody was found by it, or
    not one alone, or nobody whom this user may ask about; no page ever says which. Written by the
    database's own `ask_in` (migration `asking_in_row_security`), which looks where the asker does not see.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("a question to who walks with them")
        OPENING = "opening", _("the record opened for a day")

    class Why(models.TextChoices):
        WITH_ME = "with_me", _("they are with me now")
        ASKED = "asked", _("they asked me to")
        SAFETY = "safety", _("somebody may not be safe")

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        Resident, on_delete=models.CASCADE, null=True, related_name="asked_in"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.CharField(max_length=8, choices=Why)
    reason = models.CharField(max_length=300)
    told = ArrayField(models.UUIDField(), default=list)  # the users who were told at once
    ends_at = models.DateTimeField(null=True)  # of an opening
    ended_at = models.DateTimeField(null=True)  # where somebody ended it before
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = AskingInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resident__isnull=True)
                | Q(kind="opening", ends_at__isnull=False)
                | Q(kind="question", ends_at__isnull=True),
                name="what_is_opened_ends",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(kind="question"), name="only_a_question_is_answered"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asker")),
                name="nobody_lets_themself_in",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "made_at"], name="asked_in_by_asker"),
            models.Index(fields=["resident"], name="asked_in_about"),
        ]

    @property
    def holds(self) -> bool:
        """Whether the record is open by it now."""
        ends_at = self.ends_at
        return ends_at is not None and self.ended_at is None and ends_at > timezone.now()

    @property
    def waits(self) -> bool:
        """Whether it is a question that nobody answered yet."""
        return self.kind == self.Kind.QUESTION and not self.answer
