"""A service or a group in words: when, where, what it costs, and when somebody last checked it."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from hubs.access import Right, may
from hubs.finding import Found
from hubs.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    KnownBy,
    Language,
    Location,
    Offer,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    public_organisations,
)
from hubs.words import cost_lines, when_line
from relational.kernel.http import path_to
from relational.kernel.models import User

GROUPS = {Organisation.Kind.COMMUNITY_GROUP, Organisation.Kind.MUTUAL}
A_FEW_WORDS = 32
A_FEW_STEPS = 0.15  # miles
FAR = 10


@dataclass(frozen=True)
class Card:
    """One of what was found: everything of the same size, a group as well as an office."""

    pk: uuid.UUID
    name: str
    url: str
    by: str  # who runs it, where that is another name
    kind: str
    shape: str  # group or service
    what: str
    when: list[str]
    where: list[str]
    cost: str
    away: str
    checked: str
    room: str = ""
    offered: str = ""  # what is given: time, a skill, a thing, or a space


@dataclass(frozen=True)
class Spot:
    """Somewhere it happens."""

    name: str
    lines: list[str]
    postcode: str
    how_to_get_there: str
    easy: list[str]  # what makes it easy to use
    when: list[str]
    is_home: bool


@dataclass(frozen=True)
class Reach:
    """Whom to ask for, and how."""

    who: str
    email: str
    numbers: list[tuple[str, str]]  # a number, and what is said of it


@dataclass(frozen=True)
class Given:
    """Something that who runs it gives."""

    name: str
    kind: str
    what: str
    facts: list[str]  # for whom, where, when, until
    change: str  # where this reader changes it


@dataclass(frozen=True)
class Entry:
    """All that a page says of a service, or of who runs things."""

    pk: uuid.UUID
    name: str
    also: str
    by: str
    by_url: str
    kind: str
    shape: str
    what: str
    alert: str
    closed: str
    when: list[str]
    spots: list[Spot]
    costs: list[str]
    for_whom: str
    ages: str
    how_to_join: str
    reach: list[Reach]
    website: str
    languages: list[str]
    interpreters: str
    areas: list[str]
    matters: list[str]
    checked: str
    note: str
    room: str
    services: list[tuple[str, str]]
    offers: list[Given]
    may_offer: str  # where this reader says what it gives
    known_by: list[str] = field(default_factory=list)
    i_know: bool = False


# --- In words -------------------------------------------------------------------------------------
def checked(day: datetime.date | None) -> str:
    if day is None:
        return _("Nobody has checked it yet.")
    return _("Last checked by a human on %(day)s.") % {"day": date_format(day, "j F Y")}


def _kind(organisation: Organisation | None) -> tuple[str, str]:
    kind = organisation.kind if organisation else ""
    label = capfirst(Organisation.Kind(kind).label) if kind in Organisation.Kind.values else ""
    return label, "group" if kind in GROUPS else "service"


def _url(row: Service | Organisation) -> str:
    return path_to("hubs:directory-entry", row.pk)


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


# --- Cards ----------------------------------------------------------------------------------------
def cards(found: Found) -> list[Card]:
    """Cards in the order of what was found, by a fixed number of statements."""
    ids = found.ids
    things: dict[uuid.UUID, Service | Organisation | Offer] = {
        **Service.objects.select_related("organization").in_bulk(ids),
        **Organisation.objects.in_bulk(ids),
        **Offer.objects.select_related("organisation").in_bulk(ids),
    }
    around = _Around(ids)
    made = []
    for pk in ids:
        thing, far = things.get(pk), away(found.miles.get(pk))
        if isinstance(thing, Offer):
            made.append(_offer_card(thing, far))
        elif thing:
            made.append(_card(thing, around, far))
    return made


def _offer_card(offer: Offer, away: str) -> Card:
    kind, shape = _kind(offer.organisation)
    return Card(
        pk=offer.pk,
        name=offer.title,
        url=f"{_url(offer.organisation)}#offers",
        by=offer.organisation.name,
        kind=kind,
        shape=shape,
        what=Truncator(offer.about).words(A_FEW_WORDS),
        when=[offer.when] if offer.when else [],
        where=[offer.where] if offer.where else [],
        cost="",
        away=away,
        checked=_until(offer),
        offered=offer.get_kind_display(),
    )


def _until(offer: Offer) -> str:
    if offer.until is None:
        return ""
    return _("Until %(day)s.") % {"day": date_format(offer.until, "j F Y")}


def _card(thing: Service | Organisation, around: _Around, away: str) -> Card:
    is_service = isinstance(thing, Service)
    organisation = thing.organization if is_service else thing
    kind, shape = _kind(organisation)
    by = organisation.name if is_service and organisation else ""
    what = thing.description if is_service else thing.about
    spots = around.spots(thing.pk)
    when = around.when(thing.pk) or [line for spot in spots for line in spot.when]
    costs = cost_lines(thing.fees if is_service else "", around.costs[thing.pk])
    return Card(
        pk=thing.pk,
        name=thing.name,
        url=_url(thing),
        by="" if by.casefold() == thing.name.casefold() else by,
        kind=kind,
        shape=shape,
        what=Truncator(what).words(A_FEW_WORDS),
        when=when,
        where=[_where(spot) for spot in spots],
        cost=costs[0] if costs else "",
        away=away,
        checked=checked(thing.assured_date),
        room=room(thing),
    )


def away(miles: float | None) -> str:
    """How far away it is, as people say it."""
    if miles is None:
        return ""
    if miles < A_FEW_STEPS:
        return _("very near")
    if miles >= FAR:
        return _("about %(miles)s miles") % {"miles": round(miles)}
    said = f"{miles:.1f}".removesuffix(".0")
    return _("about 1 mile") if said == "1" else _("about %(miles)s miles") % {"miles": said}


def _where(spot: Spot) -> str:
    if spot.is_home:
        return _("At somebody’s home. Ask them where.")
    return ", ".join(part for part in (spot.name, *spot.lines, spot.postcode) if part)


class _Around:
    """What hangs on some services or organisations: places, times, costs. Read once for all."""

    def __init__(self, ids: list[uuid.UUID]) -> None:
        self.at: dict[uuid.UUID, list[ServiceAtLocation]] = defaultdict(list)
        for at in ServiceAtLocation.objects.still_there().filter(service__in=ids).order_by("pk"):
            if at.location_id:
                self.at[at.service_id].append(at)
        at_all = [at for each in self.at.values() for at in each]
        located = Q(pk__in={at.location_id for at in at_all}) | Q(organization__in=ids)
        self.location = {
            each.pk: each for each in Location.objects.still_there().filter(located).order_by("pk")
        }
        self.of_organisation: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
        for location in self.location.values():
            if location.organization_id:
                self.of_organisation[location.organization_id].append(location.pk)
        places = list(self.location)
        self.address = _under(Address, "location", places)
        self.easy = _under(Accessibility, "location", places)
        self.costs = _under(CostOption, "service", ids)
        self.schedule: dict[Any, list[Schedule]] = defaultdict(list)
        hours = Schedule.objects.still_there().filter(
            Q(service__in=ids)
            | Q(location__in=places)
            | Q(service_at_location__in=[at.pk for at in at_all])
        )
        for row in hours.order_by("opens_at", "made_at", "pk"):
            holder = row.service_id or row.service_at_location_id or row.location_id
            self.schedule[holder].append(row)

    def when(self, pk: uuid.UUID) -> list[str]:
        return [line for row in self.schedule[pk] if (line := when_line(row))]

    def spots(self, pk: uuid.UUID) -> list[Spot]:
        """Where it happens; of somebody's home nothing is said but that it is one."""
        found = [(at.pk, at.location_id) for at in self.at[pk]]
        found += [(None, place) for place in self.of_organisation[pk]]
        return [
            self._spot(self.location[place], at, own_hours=bool(self.schedule[pk]))
            for at, place in found
            if place in self.location
        ]

    def _spot(self, location: Location, at: uuid.UUID | None, *, own_hours: bool) -> Spot:
        when = self.when(at) if at else []
        if location.somebodys_home:
            return Spot("", [], "", "", [], when, is_home=True)
        address = next(iter(self.address[location.pk]), None)
        lines = [address.address_1, address.address_2, address.city] if address else []
        return Spot(
            name=location.name,
            lines=[line for line in lines if line and line != location.name],
            postcode=address.postal_code if address else "",
            how_to_get_there=location.transportation,
            easy=[
                " – ".join(part for part in (row.description, row.details) if part)
                for row in self.easy[location.pk]
            ],
            when=when or ([] if own_hours else self.when(location.pk)),
            is_home=False,
        )


def _under(model: Any, holder: str, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """Rows by what they hang on."""
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    rows = model.objects.still_there().filter(**{f"{holder}__in": ids})
    for row in rows.order_by("made_at", "pk"):
        found[getattr(row, f"{holder}_id")].append(row)
    return found


# --- One page -------------------------------------------------------------------------------------
def entry_row(thing: Service | Organisation, *, reader: User | None) -> Entry:
    """All that is known of it.

    Who knows it from their own experience is for a reader who works here, and for nobody else.
    """
    is_service = isinstance(thing, Service)
    organisation = thing.organization if is_service else thing
    kind, shape = _kind(organisation)
    around = _Around([thing.pk])
    spots = around.spots(thing.pk)
    runs = organisation if is_service else None
    may_offer = bool(reader and organisation and _may_offer(reader, organisation))
    mine = {"service": thing} if is_service else {"organization": thing}
    places = [location.pk for location in around.location.values() if not location.somebodys_home]
    known_by = _known_by(mine) if reader else []
    return Entry(
        pk=thing.pk,
        name=thing.name,
        also=thing.alternate_name,
        by=runs.name if runs and runs.name != thing.name else "",
        by_url=_url(runs) if runs else "",
        kind=kind,
        shape=shape,
        what=thing.description if is_service else thing.about,
        alert=thing.alert if is_service else "",
        closed=_closed(thing) if is_service else "",
        when=around.when(thing.pk),
        spots=spots,
        costs=cost_lines(thing.fees if is_service else "", around.costs[thing.pk]),
        for_whom=thing.eligibility_description if is_service else "",
        ages=_ages(thing) if is_service else "",
        how_to_join=thing.application_process if is_service else "",
        reach=_reach(thing, mine),
        website=_web(thing.url if is_service else thing.website),
        languages=_languages(mine if is_service else {}, places),
        interpreters=thing.interpretation_services if is_service else "",
        areas=[area.name or area.description for area in _of(ServiceArea, mine)]
        if is_service
        else [],
        matters=_matters(thing),
        checked=checked(thing.assured_date),
        note=thing.local_note,
        room=room(thing),
        services=[] if is_service else _services(thing),
        offers=_offers(organisation, may_offer) if organisation else [],
        may_offer=path_to("hubs:offer-new", organisation.pk) if may_offer else "",
        known_by=[user.called for user in known_by],
        i_know=reader in known_by,
    )


def _may_offer(by: User, organisation: Organisation) -> bool:
    """Nothing is given in the name of what was only named for a circle: it stands nowhere public."""
    public = public_organisations().filter(pk=organisation.pk)
    return may(by, Right.OFFER, organisation) and public.exists()


def _offers(organisation: Organisation, may_offer: bool) -> list[Given]:
    return [
        Given(
            name=offer.title,
            kind=offer.get_kind_display(),
            what=offer.about,
            facts=[
                fact for fact in (offer.for_whom, offer.where, offer.when, _until(offer)) if fact
            ],
            change=path_to("hubs:offer", organisation.pk, offer.pk) if may_offer else "",
        )
        for offer in Offer.objects.of(organisation).open()
    ]


def _of(model: Any, holder: dict[str, Any]):
    return model.objects.still_there().filter(**holder).order_by("made_at", "pk")


def _closed(service: Service) -> str:
    if service.status == Service.Status.ACTIVE:
        return ""
    return capfirst(Service.Status(service.status).label)


def _ages(service: Service) -> str:
    ages = {"from": f"{service.minimum_age or 0:g}", "to": f"{service.maximum_age or 0:g}"}
    if service.minimum_age and service.maximum_age:
        return _("From %(from)s to %(to)s years.") % ages
    if service.minimum_age:
        return _("From %(from)s years on.") % ages
    if service.maximum_age:
        return _("Up to %(to)s years.") % ages
    return ""


def _reach(thing: Service | Organisation, mine: dict[str, Any]) -> list[Reach]:
    contacts = list(_of(Contact, mine))
    numbers: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for phone in Phone.objects.of(thing):
        if phone.number:
            numbers[phone.contact_id].append((phone.number, phone.description))
    found = [
        Reach(
            who=", ".join(part for part in (contact.name, contact.title) if part),
            email=contact.email,
            numbers=numbers[contact.pk],
        )
        for contact in contacts
    ]
    if thing.email or numbers[None]:
        found.append(Reach(who="", email=thing.email, numbers=numbers[None]))
    return [each for each in found if each.who or each.email or each.numbers]


def _languages(mine: dict[str, Any], places: list[uuid.UUID]) -> list[str]:
    spoken = Q(location__in=places) | Q(**mine) if mine else Q(location__in=places)
    rows = Language.objects.still_there().filter(spoken).order_by("name", "pk")
    return list(dict.fromkeys(row.name or row.code for row in rows))


def _matters(thing: Service | Organisation) -> list[str]:
    rows = (
        Attribute.objects.still_there()
        .filter(link_id=thing.pk, taxonomy_term__isnull=False)
        .select_related("taxonomy_term")
    )
    return sorted({row.taxonomy_term.name for row in rows if row.taxonomy_term})


def room(thing: Service | Organisation) -> str:
    """Whether they have room, and when they said so; empty where nobody knows."""
    if thing.capacity not in Service.Capacity.values:
        return ""
    said = capfirst(Service.Capacity(thing.capacity).label)
    if thing.capacity_date is None:
        return f"{said}."
    day = date_format(thing.capacity_date, "j F Y")
    return _("%(said)s, they said on %(day)s.") % {"said": said, "day": day}


def _services(organisation: Organisation) -> list[tuple[str, str]]:
    running = Service.objects.still_there().filter(organization=organisation).by_name()
    return [(each.name, _url(each)) for each in running]


def _known_by(mine: dict[str, Any]) -> list[User]:
    rows = KnownBy.objects.filter(until__isnull=True, **mine).select_related("user")
    return sorted((row.user for row in rows), key=lambda user: user.called)
