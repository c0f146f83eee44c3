"""What an organisation or a group gives: time, a skill, a thing, or a space."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.organisation import Organisation
from relational.kernel.base import Row


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> OfferQuerySet:
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), withdrawn_at__isnull=True)

    def of(self, organisation: Organisation) -> OfferQuerySet:
        return self.filter(organisation=organisation).order_by("title", "pk")


class Offer(Row):
    """Something that neighbours or an organisation give. It is theirs together, never a person's."""

    class Kind(models.TextChoices):
        TIME = "time", _("time")
        SKILL = "skill", _("a skill")
        THING = "thing", _("a thing")
        SPACE = "space", _("a space")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    kind = models.CharField(_("what is given"), max_length=5, choices=Kind)
    title = models.CharField(_("in a few words"), max_length=120)
    about = models.TextField(_("what it is"), blank=True)
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    when = models.CharField(_("when"), max_length=200, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)  # the last day of it
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
