"""What exists nearby: the Open Referral standard (HSDS 3.0, ORUK 3.0) in its own names.

https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right
from hubs.models.offer import Offer
from hubs.models.organisation import Organisation
from hubs.models.published import Known, Published, PublishedQuerySet
from relational.kernel.base import Row
from relational.kernel.models import User


def _part_of(model, name: str) -> models.ForeignKey:
    return models.ForeignKey(model, models.PROTECT, null=True, blank=True, related_name=name)


class ServiceQuerySet(PublishedQuerySet["Service"]):
    def by_name(self) -> ServiceQuerySet:
        return self.order_by("name", "pk")


class Service(Published, Known):
    """Something that somebody does for people, or people do together."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("running")
        INACTIVE = "inactive", _("not running now")
        DEFUNCT = "defunct", _("ended")
        TEMPORARILY_CLOSED = "temporarily closed", _("closed for a while")

    organization = _part_of(Organisation, "services")
    name = models.CharField(_("name"), max_length=255)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(_("description"), blank=True)
    url = models.TextField(_("website"), blank=True)
    email = models.TextField(_("e-mail"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    interpretation_services = models.TextField(blank=True)
    application_process = models.TextField(_("how to join"), blank=True)
    eligibility_description = models.TextField(_("who it is for"), blank=True)
    minimum_age = models.FloatField(null=True, blank=True)
    maximum_age = models.FloatField(null=True, blank=True)
    fees = models.TextField(_("what it costs"), blank=True)
    accreditations = models.TextField(blank=True)
    assured_date = models.DateField(_("last checked"), null=True, blank=True)
    assurer_email = models.TextField(blank=True)
    alert = models.TextField(_("what to know first"), blank=True)
    last_modified = models.DateTimeField(null=True, blank=True)  # as its source says
    changed_at = models.DateTimeField(default=timezone.now)  # here: it, or something of it

    objects = ServiceQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Published.Meta):
        indexes = [
            models.Index(fields=["name", "id"], name="service_by_name"),
            models.Index(fields=["changed_at"], name="service_by_change"),
        ]

    def __str__(self) -> str:
        return self.name

    def nearness(self, user: User, right: Right) -> Reach:
        """A service of the neighbourhood belongs to nobody in particular."""
        return Reach.EVERYWHERE


def public_organisations() -> QuerySet[Organisation]:
    """Those that stand where everybody reads: of a feed, or who runs or gives something.

    What somebody at work only named for a circle may tell of the person, and stands nowhere public.
    """
    runs = Service.objects.still_there().filter(organization=OuterRef("pk"))
    gives = Offer.objects.open().filter(organisation=OuterRef("pk"))
    listed = Q(feed__isnull=False) | Exists(runs) | Exists(gives)
    return Organisation.objects.still_there().filter(listed)


class LocationQuerySet(PublishedQuerySet["Location"]):
    def of(self, thing: Service | Organisation) -> LocationQuerySet:
        """Where a service happens, or somebody who runs things is at home."""
        mine = (
            Q(service_at_locations__service=thing, service_at_locations__gone_since__isnull=True)
            if isinstance(thing, Service)
            else Q(organization=thing)
        )
        return self.still_there().filter(mine).order_by("name", "pk").distinct()


class Location(Published):
    """Where something happens. The home of one of a small group is known, and never published."""

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("a place")
        POSTAL = "postal", _("for letters")
        VIRTUAL = "virtual", _("online or by phone")

    organization = _part_of(Organisation, "locations")
    location_type = models.CharField(max_length=10, choices=Kind, default=Kind.PHYSICAL)
    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.TextField(blank=True)
    external_identifier_type = models.TextField(blank=True)
    url = models.TextField(blank=True)
    somebodys_home = models.BooleanField(_("somebody lives there"), default=False)

    objects = LocationQuerySet.as_manager()  # type: ignore[misc]

    @property
    def called(self) -> str:
        """Its name, or where it stands."""
        address = self.addresses.still_there().order_by("made_at", "pk").first()
        return self.name or (address.address_1 if address else "") or str(_("a place"))


class ServiceAtLocation(Published):
    """A service happens at a location."""

    service = _part_of(Service, "service_at_locations")
    location = _part_of(Location, "service_at_locations")
    description = models.TextField(blank=True)


class Address(Published):
    """The address of a location."""

    location = _part_of(Location, "addresses")
    attention = models.TextField(blank=True)
    address_1 = models.TextField(blank=True)
    address_2 = models.TextField(blank=True)
    city = models.TextField(blank=True)
    region = models.TextField(blank=True)
    state_province = models.TextField(blank=True)
    postal_code = models.TextField(blank=True)
    country = models.TextField(blank=True)
    address_type = models.TextField(blank=True)


class Schedule(Published):
    """When it is open: a rule of RFC 5545, with times of the local clock."""

    service = _part_of(Service, "schedules")
    location = _part_of(Location, "schedules")
    service_at_location = _part_of(ServiceAtLocation, "schedules")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    freq = models.CharField(max_length=10, blank=True)  # WEEKLY or MONTHLY
    interval = models.FloatField(null=True, blank=True)
    byday = models.TextField(blank=True)  # MO,TU or, of a month, 2MO,-1FR
    bymonthday = models.TextField(blank=True)
    description = models.TextField(blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    schedule_link = models.TextField(blank=True)
    attending_type = models.TextField(blank=True)
    notes = models.TextField(blank=True)


class Contact(Published):
    """Whom to ask for."""

    organization = _part_of(Organisation, "contacts")
    service = _part_of(Service, "contacts")
    service_at_location = _part_of(ServiceAtLocation, "contacts")
    location = _part_of(Location, "contacts")
    name = models.TextField(blank=True)
    title = models.TextField(blank=True)
    department = models.TextField(blank=True)
    email = models.TextField(blank=True)


def emails_of(things: Collection[Service | Organisation]) -> dict[uuid.UUID, str]:
    """Where each of these is written to: its own address, or that of its people; by id, those that have one."""
    theirs = Q(service__in=[thing.pk for thing in things])
    theirs |= Q(organization__in=[thing.pk for thing in things])
    people = Contact.objects.still_there().filter(theirs).exclude(email="")
    found: dict[uuid.UUID, str] = {}
    for person in people.order_by("-made_at", "-pk"):  # so that the first takes the others' place
        found |= {pk: person.email for pk in (person.service_id, person.organization_id) if pk}
    return found | {thing.pk: thing.email for thing in things if thing.email}


def email_of(organisation: Organisation, service: Service | None = None) -> str:
    """Where a service is written to: at its own address, or else at that of who runs it. Else empty."""
    asked = [thing for thing in (service, organisation) if thing is not None]
    found = emails_of(asked)
    return next((found[thing.pk] for thing in asked if thing.pk in found), "")


class PhoneQuerySet(PublishedQuerySet["Phone"]):
    def of(self, thing: Service | Organisation) -> PhoneQuerySet:
        """Their own numbers, and those of whom to ask for there."""
        noun = "service" if isinstance(thing, Service) else "organization"
        theirs = Contact.objects.still_there().filter(**{noun: thing})
        mine = Q(**{noun: thing}) | Q(contact__in=theirs)
        return self.still_there().filter(mine).order_by("made_at", "pk")


class Phone(Published):
    """A number to ring."""

    organization = _part_of(Organisation, "phones")
    service = _part_of(Service, "phones")
    service_at_location = _part_of(ServiceAtLocation, "phones")
    location = _part_of(Location, "phones")
    contact = _part_of(Contact, "phones")
    number = models.TextField(_("number to ring"), blank=True)
    extension = models.TextField(blank=True)
    type = models.TextField(blank=True)
    description = models.TextField(blank=True)

    objects = PhoneQuerySet.as_manager()  # type: ignore[misc]


class ServiceArea(Published):
    """For people of which area a service is."""

    service = _part_of(Service, "service_areas")
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    service_area = models.TextField(blank=True)


class CostOption(Published):
    """What it costs for whom. A service without one, and without words on fees, may be free."""

    service = _part_of(Service, "cost_options")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option = models.TextField(blank=True)
    currency = models.TextField(blank=True)
    amount = models.FloatField(null=True, blank=True)
    amount_description = models.TextField(blank=True)


class Funding(Published):
    """Where the money comes from."""

    organization = _part_of(Organisation, "funding")
    service = _part_of(Service, "funding")
    source = models.TextField(blank=True)


class Language(Published):
    """A language that is spoken there."""

    service = _part_of(Service, "languages")
    location = _part_of(Location, "languages")
    phone = _part_of(Phone, "languages")
    name = models.TextField(blank=True)
    code = models.TextField(blank=True)
    note = models.TextField(blank=True)


class Accessibility(Published):
    """What makes a location easy to use."""

    location = _part_of(Location, "accessibility")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)


class OrganizationIdentifier(Published):
    """The number of an organisation in a register."""

    organization = _part_of(Organisation, "organization_identifiers")
    identifier_scheme = models.TextField(blank=True)  # http://org-id.guide, as GB-CHC
    identifier_type = models.TextField(blank=True)
    identifier = models.TextField(blank=True)


class Taxonomy(Published):
    """A list of words by which things are sorted."""

    name = models.TextField()
    description = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    version = models.TextField(blank=True)


class TaxonomyTerm(Published):
    """One of those words."""

    name = models.TextField()
    description = models.TextField(blank=True)
    parent_id = models.UUIDField(null=True)  # a feed may leave it out, and the taxonomy too
    taxonomy = models.TextField(blank=True)  # by name
    taxonomy_id = models.UUIDField(null=True, db_column="of_taxonomy", db_index=True)
    term_uri = models.TextField(blank=True)
    code = models.TextField(blank=True)
    term = models.TextField(blank=True)


class Attribute(Published):
    """A word of a taxonomy about any other row, `link_id`."""

    link_id = models.UUIDField(db_index=True)
    link_entity = models.TextField(blank=True)  # service, organization, location …
    link_type = models.TextField(blank=True)
    value = models.TextField(blank=True)
    label = models.TextField(blank=True)
    taxonomy_term = _part_of(TaxonomyTerm, "attributes")


class KnownBy(Row):
    """Somebody at work who knows a service or a group from their own experience."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    service = _part_of(Service, "known_by")
    organization = _part_of(Organisation, "known_by")
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=True, organization__isnull=False)
                | Q(service__isnull=False, organization__isnull=True),
                name="known_is_one_thing",
            )
        ]
