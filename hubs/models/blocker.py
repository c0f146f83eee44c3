"""What stops the right thing."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest, Lower
from django.utils.translation import gettext_lazy as _

from hubs.models.organisation import SOUNDS_ALIKE, Organisation
from relational.kernel.base import Row


class BlockerQuerySet(models.QuerySet["Blocker"]):
    def alike(self, words: str) -> BlockerQuerySet:
        """Those whose name has these words in it, or is spelt like them; the likeliest first."""
        spelt_alike = Greatest(
            TrigramSimilarity("name", words), TrigramWordSimilarity(words, "name")
        )
        found = Q(name__icontains=words) | Q(spelt_alike__gte=SOUNDS_ALIKE)
        return self.annotate(spelt_alike=spelt_alike).filter(found).order_by("-spelt_alike", "pk")

    def by_name(self) -> BlockerQuerySet:
        return self.order_by(Lower("name"), "pk")


class Blocker(Row):
    """Something in the system that stops the right thing. It is named once, and is never a person."""

    class Kind(models.TextChoices):
        RULE = "rule", _("a rule")
        FORM = "form", _("a form")
        THRESHOLD = "threshold", _("a threshold")
        CONTRACT = "contract", _("a contract")
        CULTURE = "culture", _("how we do things here")

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BlockerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="what_stops_things_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
