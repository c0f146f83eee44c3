"""Who works here, and what people made for themselves."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right, memberships
from hubs.models.published import Known, Published, PublishedQuerySet
from relational.kernel.models import User

SOUNDS_ALIKE = 0.4  # of the triples of letters that were typed, how many a name has in a row


class OrganisationQuerySet(PublishedQuerySet["Organisation"]):
    def found_by(self, words: str) -> OrganisationQuerySet:
        """Those whose name or work has these words in it, or whose name is spelt like them."""
        spelt_alike = TrigramWordSimilarity(words, "name")
        return self.annotate(spelt_alike=spelt_alike).filter(
            Q(name__icontains=words) | Q(about__icontains=words) | Q(spelt_alike__gte=SOUNDS_ALIKE)
        )

    def by_name(self) -> OrganisationQuerySet:
        return self.order_by("name", "pk")


class Organisation(Published, Known):
    """Who somebody works for, or what a community made for itself: all of equal weight.

    The standard's `organization`; what it calls `description` is `about` here.
    """

    class Kind(models.TextChoices):
        STATUTORY = "statutory", _("public service")
        CHARITY = "charity", _("charity")
        COMMUNITY_GROUP = "community_group", _("community group")
        MUTUAL = "mutual", _("mutual")
        BUSINESS = "business", _("business")

    name = models.CharField(_("name"), max_length=255)
    # A feed does not always say what an organisation is.
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    about = models.TextField(_("what it does"), blank=True)
    alternate_name = models.TextField(blank=True)
    email = models.TextField(_("e-mail"), blank=True)
    website = models.TextField(_("website"), blank=True)
    logo = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    parent_organization_id = models.UUIDField(null=True)  # a feed may leave the parent out
    assured_date = models.DateField(_("last checked"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.name

    def nearness(self, user: User, right: Right) -> Reach:
        """Near for who works for it (see hubs.access).

        A group that nobody here works for lets everybody who may speak for theirs speak for it too;
        and what is given through a hub is given in the name of who runs the hub.
        """
        if any(membership.organisation_id == self.pk for membership in memberships(user)):
            return Reach.ORGANISATION
        hubs = [membership.hub for membership in memberships(user) if membership.hub]
        if right is Right.OFFER and any(hub.organisation_id == self.pk for hub in hubs):
            return Reach.ORGANISATION
        if right is Right.OFFER and not self.members.current().exists():
            return Reach.ORGANISATION
        return Reach.EVERYWHERE
