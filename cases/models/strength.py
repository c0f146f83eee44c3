"""What somebody brings, and what weighs on them."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class Standing(models.QuerySet):
    """Texts of which the latest counts."""

    def standing(self):
        """Those nothing took the place of, and that nobody took back."""
        return self.filter(later__isnull=True, no_longer_since__isnull=True)


@pghistory.track()
class Strength(Row):
    """A gift, a skill, a relationship, a place or an experience that somebody brings."""

    class Kind(models.TextChoices):
        GIFT = "gift", _("a gift")
        SKILL = "skill", _("a skill")
        RELATIONSHIP = "relationship", _("a relationship")
        PLACE = "place", _("a place")
        EXPERIENCE = "experience", _("something lived through")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="strengths")
    kind = models.CharField(_("what is it?"), max_length=12, choices=Kind, blank=True)
    text = models.CharField(_("in a few words"), max_length=500)
    theirs = models.BooleanField(_("in their words"), default=True)  # or as a worker sees it
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    no_longer_since = models.DateTimeField(null=True, blank=True)

    objects = Standing.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_strength_says_something"),
        ]
        indexes = [models.Index(fields=["resident"], name="strengths_of_resident")]

    @property
    def words(self) -> str:
        """The sentence itself, in whosever words."""
        return self.text


@pghistory.track()
class Concern(Row):
    """Something that weighs on somebody: in their words, and a worker's view apart from them."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="concerns")
    their_words = models.CharField(_("in their words"), max_length=2_000, blank=True)
    workers_view = models.CharField(_("what you see"), max_length=2_000, blank=True)
    # Whose view it is, also once the resident said their own words otherwise.
    viewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    no_longer_since = models.DateTimeField(null=True, blank=True)

    objects = Standing.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(their_words="", workers_view=""), name="a_concern_says_something"
            ),
            models.CheckConstraint(
                condition=Q(workers_view="", viewed_by__isnull=True)
                | ~Q(workers_view="") & Q(viewed_by__isnull=False),
                name="a_view_is_somebodys",
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="concerns_of_resident")]

    @property
    def words(self) -> str:
        """What the resident says of it; empty where only a worker's view is written."""
        return self.their_words
