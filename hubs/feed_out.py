"""Our directory as Open Referral has it: the rows that are asked for, nested as the standard nests."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from hubs.models import (
    Attribute,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
    public_organisations,
)
from hubs.models.published import Published
from hubs.oruk import KEPT_HERE, NOUNS, Noun, holder

# What the standard wants of each, even where nothing is known.
NEEDED: dict[str, dict[str, str]] = {
    "organization": {"description": ""},
    "taxonomy": {"description": ""},
    "taxonomy_term": {"description": ""},
    "organization_identifier": {"identifier_type": "", "identifier": ""},
    "address": {
        **dict.fromkeys(["address_1", "city", "state_province", "postal_code", "country"], ""),
        "address_type": "physical",
    },
}
ONE_OF = {
    ("address", "address_type"): {"physical", "postal", "virtual"},
    ("schedule", "freq"): {"WEEKLY", "MONTHLY"},
}
# All that is said of somebody's home.
OF_A_HOME = {"id", "location_type"}
INSIDE_A_HOME = {"accessibility", "languages", "schedules"}


# --- What is asked for ----------------------------------------------------------------------------
def services() -> QuerySet[Service]:
    return Service.objects.still_there().select_related("organization").order_by("pk")


def organizations() -> QuerySet[Organisation]:
    return public_organisations().order_by("pk")


def service_at_locations() -> QuerySet[ServiceAtLocation]:
    return (
        ServiceAtLocation.objects.still_there()
        .filter(service__gone_since__isnull=True)
        .select_related("location", "service__organization")
        .order_by("pk")
    )


def taxonomies() -> QuerySet[Taxonomy]:
    return Taxonomy.objects.still_there().order_by("pk")


def taxonomy_terms() -> QuerySet[TaxonomyTerm]:
    return TaxonomyTerm.objects.still_there().order_by("pk")


def with_words(rows: QuerySet, words: str, *fields: str) -> QuerySet:
    """Those that have each of the words somewhere in these fields."""
    for word in words.split()[:10]:
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(found)
    return rows


def sorted_under(rows: QuerySet, service: str, terms: QuerySet[TaxonomyTerm]) -> QuerySet:
    """Those whose service has one of these words of a taxonomy."""
    said = Attribute.objects.still_there().filter(
        link_id=OuterRef(service), taxonomy_term__in=terms
    )
    return rows.filter(Exists(said))


def without_narrower(terms: QuerySet[TaxonomyTerm]) -> QuerySet[TaxonomyTerm]:
    """Those that no other word stands under."""
    under = TaxonomyTerm.objects.still_there().filter(parent_id=OuterRef("pk"))
    return terms.exclude(Exists(under))


def changed_at() -> datetime.datetime | None:
    """When any service, or something of one, last changed."""
    return Service.objects.aggregate(at=Max(F("changed_at")))["at"]


# --- As the standard writes it --------------------------------------------------------------------
def short(name: str, row: Published) -> dict[str, Any]:
    """A record without what hangs on it."""
    noun = NOUNS[name]
    said = {**row.extra, "id": str(row.pk)}
    said.pop(KEPT_HERE, None)
    for key in noun.fields:
        value = _as_json(getattr(row, noun.our(key)))
        if value not in ("", None) and value in ONE_OF.get((name, key), {value}):
            said[key] = value
        else:
            said.pop(key, None)
    for key in noun.points:
        if pointed := getattr(row, key):
            said[key] = str(pointed)
    for key, empty in NEEDED.get(name, {}).items():
        said.setdefault(key, empty)
    if isinstance(row, Service) and row.feed_id is None:
        said["last_modified"] = _as_json(row.changed_at)
    if isinstance(row, Location) and row.somebodys_home:
        return {key: value for key, value in said.items() if key in OF_A_HOME}
    return said


def service_in_list(service: Service) -> dict[str, Any]:
    said = short("service", service)
    if service.organization:
        said["organization"] = short("organization", service.organization)
    return said


def service_at_location_in_list(at: ServiceAtLocation) -> dict[str, Any]:
    said = short("service_at_location", at)
    if at.location:
        said["location"] = short("location", at.location)
    if at.service:
        said["service"] = service_in_list(at.service)
    return said


def full(name: str, rows: Iterable[Published]) -> list[dict[str, Any]]:
    """Records with all that hangs on them, by a fixed number of statements however many they are."""
    written: dict[tuple[str, uuid.UUID], list[dict[str, Any]]] = defaultdict(list)
    said = _nested(name, list(rows), written)
    _add_attributes(written)
    return said


def _nested(name: str, rows: list[Any], written) -> list[dict[str, Any]]:
    noun = NOUNS[name]
    all_said = [short(name, row) for row in rows]
    at = dict(zip([row.pk for row in rows], all_said, strict=True))
    homes = {row.pk for row in rows if isinstance(row, Location) and row.somebodys_home}
    for row, said in zip(rows, all_said, strict=True):
        written[name, row.pk].append(said)
    for key, inner in noun.one.items():
        if not (name == "service_at_location" and key == "service"):
            _add_one(noun, key, inner, rows, at, written)
    for key, inner in noun.many.items():
        if inner != "attribute" and rows:
            away = homes if key not in INSIDE_A_HOME else set()
            _add_many(name, key, inner, [pk for pk in at if pk not in away], at, written)
    return all_said


def _add_one(noun: Noun, key: str, inner: str, rows: list[Any], at, written) -> None:
    ids = {getattr(row, f"{key}_id") for row in rows} - {None}
    model = NOUNS[inner].model
    found = list(model._default_manager.filter(pk__in=ids).order_by("pk")) if ids else []
    said = dict(zip([row.pk for row in found], _nested(inner, found, written), strict=True))
    for row in rows:
        if (pk := getattr(row, f"{key}_id")) in said:
            at[row.pk][key] = said[pk]


def _add_many(name: str, key: str, inner: str, pks: list[uuid.UUID], at, written) -> None:
    column = holder(name, inner)
    model = NOUNS[inner].model
    found = list(
        model._default_manager.filter(**{f"{column}__in": pks}, gone_since__isnull=True).order_by(
            "made_at", "pk"
        )
    )
    for row, said in zip(found, _nested(inner, found, written), strict=True):
        at[getattr(row, column)].setdefault(key, []).append(said)


def _add_attributes(written) -> None:
    """The words of taxonomies on all that was written, in two statements."""
    attributes = list(
        Attribute.objects.still_there()
        .filter(link_id__in={pk for _name, pk in written})
        .select_related("taxonomy_term")
        .order_by("made_at", "pk")
    )
    for attribute in attributes:
        said = short("attribute", attribute)
        if attribute.taxonomy_term:
            said["taxonomy_term"] = short("taxonomy_term", attribute.taxonomy_term)
        for about in written.get((attribute.link_entity, attribute.link_id), ()):
            if not (attribute.link_entity == "location" and set(about) <= OF_A_HOME):
                about.setdefault("attributes", []).append(said)


def organization_in_full(organization: Organisation) -> dict[str, Any]:
    said = full("organization", [organization])[0]
    theirs = services().filter(organization=organization)
    if in_full := full("service", theirs):
        for each in in_full:
            each.pop("organization", None)
        said["services"] = in_full
    return said


def service_at_location_in_full(at: ServiceAtLocation) -> dict[str, Any]:
    said = full("service_at_location", [at])[0]
    if at.service:
        said["service"] = full("service", [at.service])[0]
        said["service"].pop("service_at_locations", None)
    return said


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
