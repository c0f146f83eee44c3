"""What a resident gives: their words, and what of it stands in the directory once somebody has looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from hubs.models import Offer
from relational.kernel.base import Row


class OfferLinkQuerySet(models.QuerySet["OfferLink"]):
    def newest_first(self) -> OfferLinkQuerySet:
        return self.select_related("offer").order_by("-made_at", "-pk")

    def holding(self) -> OfferLinkQuerySet:
        """Those that nobody took back."""
        return self.filter(taken_back_at__isnull=True)

    def waiting(self) -> OfferLinkQuerySet:
        """Those that nobody has looked at."""
        return self.holding().filter(looked_at__isnull=True)


class OfferLink(Row):
    """Something that a resident gives. The directory shows an Offer of the hub, and not whose it is."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(_("what is given"), max_length=5, choices=Offer.Kind)
    words = models.CharField(_("what it is"), max_length=500)
    named = models.BooleanField(_("their first name may be said"), default=False)
    offer = models.OneToOneField(
        Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # what everybody reads
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    why_not = models.CharField(_("why it is not shown"), max_length=300, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfferLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="an_offer_says_something"),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, offer__isnull=True, why_not="")
                | Q(looked_at__isnull=False, offer__isnull=False, why_not="")
                | Q(looked_at__isnull=False, offer__isnull=True) & ~Q(why_not=""),
                name="an_offer_is_shown_or_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["resident", "made_at"], name="offers_of_resident")]

    @property
    def is_shown(self) -> bool:
        """Whether everybody reads it now."""
        return (
            self.taken_back_at is None
            and self.offer is not None
            and self.offer.withdrawn_at is None
        )
