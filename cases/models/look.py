"""What hangs on a look: a question why, with its answer, and a name that is kept back for a while."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row
from relational.kernel.models import AccessLog, User


class LookQuestionQuerySet(models.QuerySet["LookQuestion"]):
    def waiting_first(self) -> LookQuestionQuerySet:
        """Those that wait by their day, and then those answered, the last first."""
        both = self.select_related("look")
        return both.order_by(F("answered_at").desc(nulls_first=True), "due", "pk")

    def about_looks_of(self, user: User) -> LookQuestionQuerySet:
        return self.filter(look__reader=user)

    def of(self, resident: Resident) -> LookQuestionQuerySet:
        return self.filter(resident=resident)

    def about(self, looks: list[uuid.UUID]) -> LookQuestionQuerySet:
        return self.filter(look__in=looks)

    def waiting(self) -> LookQuestionQuerySet:
        return self.filter(answer="")


class LookQuestion(Row):
    """A resident asks why somebody looked; the privacy officer answers, once.

    Whoever looked may say something too. Neither page shows anything else of the record.
    """

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="looks_asked")
    look = models.OneToOneField(AccessLog, on_delete=models.PROTECT, related_name="question")
    question = models.CharField(max_length=500, blank=True)
    due = models.DateField()
    readers_words = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=2_000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    signed = models.CharField(max_length=80, blank=True)  # by which name it was answered

    objects = LookQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answer_has_words_and_a_name",
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="looks_asked_of_resident")]


class WithheldNameQuerySet(models.QuerySet["WithheldName"]):
    def waiting_first(self) -> WithheldNameQuerySet:
        """Those that are kept back, those nobody has looked at yet first."""
        kept = self.filter(released_at__isnull=True).select_related("reader", "reviewed_by")
        return kept.order_by(F("reviewed_at").asc(nulls_first=True), "since", "pk")


class WithheldName(Row):
    """Whoever looked because somebody may not be safe is not named to the resident yet.

    It covers the looks of one day. They stand in the resident's list all the same, as looks of the
    safeguarding team, until somebody with a name lets this one go.
    """

    class Why(models.TextChoices):
        """Data Protection Act 2018, schedules 2 and 3."""

        SERIOUS_HARM = "serious_harm", _("knowing the name could cause serious harm")
        SOMEBODY_ELSE = "somebody_else", _("it would tell who spoke up")
        CRIME = "crime", _("it could get in the way of preventing a crime")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="names_withheld")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="names_withheld"
    )
    why = models.CharField(max_length=14, choices=Why)
    since = models.DateTimeField()
    until = models.DateTimeField()  # looks after it carry the name again
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    objects = WithheldNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("reader")),
                name="nobody_reviews_their_own_name",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(reviewed_by__isnull=False),
                name="who_lets_a_name_go_has_one",
            ),
        ]
        indexes = [models.Index(fields=["resident", "reader"], name="names_withheld_from")]
