"""What a resident says of sharing: which section, with whom, for what, until when. Newest wins."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.connection import Connection
from cases.models.need import VisitNote
from cases.models.resident import Resident
from cases.models.what_matters import Section
from hubs.models import Organisation
from relational.kernel.base import Row


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    ASK_ME_FIRST = "ask_me_first", _("ask me first")


class SharingQuerySet(models.QuerySet["SharingDecision"]):
    def newest_first(self) -> SharingQuerySet:
        return self.order_by("-made_at", "-pk")


@pghistory.track()
class SharingDecision(Row):
    """What a resident said of one section. Never changed: a later one takes its place.

    With one organisation, with one person of the circle, or, where neither is named, with everybody
    who helps. `sharing_now` in the database tells what a service may read; `noes_for` what is kept
    from somebody who signs in, for whom everything but a no is open.
    """

    class Capacity(models.TextChoices):
        """Mental Capacity Act 2005, sections 1 to 4."""

        HAS = "has", _("decided for themself")
        SUPPORTED = "supported", _("decided with support")
        BEST_INTERESTS = "best_interests", _("decided in their best interests")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="sharing")
    section = models.CharField(max_length=24, choices=Section)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    connection = models.ForeignKey(
        Connection, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=12, choices=Answer)
    purpose = models.CharField(_("what for"), max_length=300, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)  # the last day of a yes
    capacity = models.CharField(max_length=14, choices=Capacity, default=Capacity.HAS)
    how_explained = models.CharField(_("how it was explained"), max_length=300, blank=True)
    not_asked_because = models.CharField(_("why they were not asked"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(connection__isnull=True),
                name="sharing_is_with_one",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(answer="yes"), name="only_a_yes_runs_out"
            ),
            models.CheckConstraint(
                condition=~Q(capacity="best_interests") | ~Q(not_asked_because=""),
                name="best_interests_say_why_nobody_was_asked",
            ),
        ]
        indexes = [models.Index(fields=["resident", "section"], name="sharing_of_resident")]

    @property
    def answer_today(self) -> str:
        """The answer; a yes whose last day is over is a question again."""
        ran_out = self.until is not None and self.until < timezone.localdate()
        return Answer.ASK_ME_FIRST if ran_out else self.answer


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def waiting_for_review(self) -> DisclosureQuerySet:
        """Those that are withheld until somebody else has looked at them."""
        return self.exclude(withheld="").filter(reviewed_at__isnull=True)


@pghistory.track()
class Disclosure(Row):
    """Something told to keep somebody safe: what, to whom, why, and whether they were told.

    It changes no decision about sharing.
    """

    class Why(models.TextChoices):
        """The grounds of the Care Act 2014 (adults) and the Children Act 2004 (children)."""

        CHILD_AT_RISK = "child_at_risk", _("a child may come to harm")
        ADULT_AT_RISK = "adult_at_risk", _("an adult may come to harm")
        SERIOUS_CRIME = "serious_crime", _("to prevent a serious crime")
        BY_LAW = "by_law", _("the law asks for it")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="disclosures")
    what = models.CharField(_("what was told"), max_length=2_000)
    to_whom = models.CharField(_("to whom"), max_length=200)
    why = models.CharField(_("on what ground"), max_length=14, choices=Why)
    reason = models.CharField(_("why"), max_length=1_000)
    told_resident = models.BooleanField(_("they were told"))
    not_told_because = models.CharField(_("why they were not told"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Kept from the resident's own page, until somebody else has looked at it and lets it go.
    withheld = models.CharField(max_length=20, choices=VisitNote.Withheld, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("by")),
                name="nobody_reviews_their_own_disclosure",
            ),
            models.CheckConstraint(
                condition=Q(told_resident=True, not_told_because="")
                | Q(told_resident=False) & ~Q(not_told_because=""),
                name="who_is_not_told_is_not_told_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["resident", "at"], name="disclosures_of_resident")]
