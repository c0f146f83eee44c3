"""Open Referral to and from our fields: which rows a feed's record holds, and what ours says there.

Pure mapping. Reading is tolerant: a field that cannot be read is named and left out, the rest goes
in, and what no field is for is kept as it came. ORUK 1.0 is first put into the shape of 3.0.
https://docs.openreferraluk.org/en/latest/ and https://docs.openreferral.org/en/v3.0/
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.translation import gettext_lazy as _

from hubs import models

LONGEST = 20_000  # characters of one field
KEPT_HERE = "kept here"  # what is known beside a record, and never goes out with it
NAME = 255

# Why something in a feed was not taken as it was.
REASONS = {
    "not_an_object": _("This is not a record at all."),
    "not_a_list": _("This should be a list."),
    "no_id": _("It has no id."),
    "no_name": _("It has no name."),
    "twice": _("This id came before in the same feed. The first one counts."),
    "not_text": _("This should be text. It was left out."),
    "was_a_number": _("This should be text, and is a number. It was taken as text."),
    "not_a_number": _("This should be a number. It was left out."),
    "not_a_date": _("This should be a date like 2026-03-24. It was left out."),
    "not_a_time": _("This should be a time like 09:30. It was left out."),
    "no_zone": _("This moment does not say its time zone. It was read as the time here."),
    "not_an_address": _("This should be a web address that begins with http. It was left out."),
    "not_an_email": _("This is not an e-mail address. It was left out."),
    "not_one_of_them": _("This is none of the words that the standard has for it."),
    "too_long": _("This is far too long. It was left out."),
    "cut": _("This is too long for a name. It was cut."),
    "markup": _("This has HTML in it. Its words were kept, without it."),
    "unknown": _("This names a record that the feed does not have."),
    "cannot_be_fetched": _("Its full record could not be read. The short one counts."),
}


@dataclass(frozen=True)
class Fault:
    """Something that could not be taken as it was: which field of which record, and why."""

    row_id: str
    field: str
    reason: str


@dataclass
class Found:
    """A row that a feed has: of which noun, under which id, and what it says."""

    noun: str
    said_id: str
    values: dict[str, Any]  # by our field names
    refs: dict[str, tuple[str, str]] = field(default_factory=dict)  # our field: (noun, its id)
    extra: dict[str, Any] = field(default_factory=dict)
    partly: bool = False  # what it does not say is not empty, only not said here


class CannotRead(Exception):
    """A value is not what it should be. Its argument is the key of a reason."""


@dataclass
class Reader:
    """Reads one record, and notes what is wrong with it."""

    faults: list[Fault] = field(default_factory=list)

    def note(self, row_id: str, name: str, reason: str) -> None:
        self.faults.append(Fault(row_id[:200], name[:100], reason))


class _Words(HTMLParser):
    """The words of a piece of HTML, a new line where a block ends."""

    BLOCKS = {"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr"}

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in {"script", "style"}
        if tag in self.BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag):
        self.unseen = max(0, self.unseen - (tag in {"script", "style"}))

    def handle_data(self, data):
        if not self.unseen:
            self.words.append(data)


MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
WEB = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*", re.IGNORECASE)

Note = Callable[[str], None]


def _storable(text: str) -> str:
    """Without what a database cannot hold: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _text(said: Any, note: Note) -> str:
    if isinstance(said, (int, float)) and not isinstance(said, bool):
        note("was_a_number")
        said = str(said)
    if not isinstance(said, str):
        raise CannotRead("not_text")
    if len(said) > LONGEST:
        raise CannotRead("too_long")
    text = _storable(said)
    if "<" in text and MARKUP.search(text):
        note("markup")
        words = _Words()
        words.feed(text)
        words.close()
        text = re.sub(r"\s*\n\s*", "\n", "".join(words.words)).strip()
    return text


def _name(said: Any, note: Note) -> str:
    name = " ".join(_text(said, note).split())
    if len(name) > NAME:
        note("cut")
        name = name[: NAME - 1] + "…"
    return name


def _web(said: Any, note: Note) -> str:
    text = _text(said, note).strip()
    if text and not WEB.fullmatch(text):
        raise CannotRead("not_an_address")
    return text


def _email(said: Any, note: Note) -> str:
    text = _text(said, note).strip()
    if text and not EMAIL.fullmatch(text):
        raise CannotRead("not_an_email")
    return text


def _number(said: Any, note: Note) -> float | None:
    if isinstance(said, str):
        said = said.strip().lstrip("£")
    if said == "":
        return None
    try:
        if isinstance(said, bool):
            raise TypeError
        number = float(said)
    except (TypeError, ValueError, OverflowError):
        raise CannotRead("not_a_number") from None
    if number != number or abs(number) > 1e15:
        raise CannotRead("not_a_number")
    return number


def _date(said: Any, note: Note) -> datetime.date | None:
    if said == "":
        return None
    try:
        day = parse_date(said[:10]) if isinstance(said, str) else None
    except ValueError:  # the 31st of a short month
        day = None
    if day is None:
        raise CannotRead("not_a_date")
    return day


def _time(said: Any, note: Note) -> datetime.time | None:
    """The time on the clock: 10:00, 10:00:00, 10:00Z and 09:00+01:00 as they stand."""
    if said == "":
        return None
    try:
        bare = re.sub(r"(Z|[+-]\d\d:?\d\d)$", "", said.strip()) if isinstance(said, str) else ""
        time = parse_time(bare)
    except ValueError:
        time = None
    if time is None:
        raise CannotRead("not_a_time")
    return time


def _moment(said: Any, note: Note) -> datetime.datetime | None:
    if said == "":
        return None
    try:
        moment = parse_datetime(said.strip()) if isinstance(said, str) else None
        if moment is not None and timezone.is_naive(moment):
            note("no_zone")
            moment = timezone.make_aware(moment)
        if moment is not None:
            moment = moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise CannotRead("not_a_date")
    return moment


def _one_of(choices) -> Callable[[Any, Note], str]:
    def read(said: Any, note: Note) -> str:
        if said not in choices.values:
            raise CannotRead("not_one_of_them")
        return said

    return read


def _length(most: int) -> Callable[[Any, Note], str]:
    def read(said: Any, note: Note) -> str:
        text = _text(said, note)
        if len(text) > most:
            raise CannotRead("too_long")
        return text

    return read


@dataclass(frozen=True)
class Noun:
    """One kind of record: its fields by the standard's names, and the records inside it."""

    model: Any  # a class of rows
    fields: dict[str, Callable[[Any, Note], Any]]
    ours: dict[str, str] = field(default_factory=dict)  # where our field has another name
    one: dict[str, str] = field(default_factory=dict)  # key: noun; our field has the key's name
    many: dict[str, str] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)  # an id that may lead nowhere: noun
    named: bool = False

    def our(self, key: str) -> str:
        return self.ours.get(key, key)


def _texts(names: str) -> dict[str, Callable[[Any, Note], Any]]:
    return dict.fromkeys(names.split(), _text)


def _dates(names: str) -> dict[str, Callable[[Any, Note], Any]]:
    return dict.fromkeys(names.split(), _date)


# In this order they go in: what is pointed at comes first.
NOUNS: dict[str, Noun] = {
    "organization": Noun(
        models.Organisation,
        {"name": _name, **_texts("description alternate_name logo")}
        | {"email": _email, "website": _web, "uri": _web}
        | {"legal_status": _one_of(models.Organisation.Kind)},
        ours={"description": "about", "legal_status": "kind"},
        many={
            "organization_identifiers": "organization_identifier",
            "contacts": "contact",
            "phones": "phone",
            "funding": "funding",
            "locations": "location",
            "attributes": "attribute",
        },
        points={"parent_organization_id": "organization"},
        named=True,
    ),
    "taxonomy": Noun(
        models.Taxonomy,
        {"name": _text, **_texts("description version"), "uri": _web},
        many={"taxonomy_terms": "taxonomy_term"},
        named=True,
    ),
    "taxonomy_term": Noun(
        models.TaxonomyTerm,
        {"name": _text, **_texts("description taxonomy code term"), "term_uri": _web},
        points={"parent_id": "taxonomy_term", "taxonomy_id": "taxonomy"},
        named=True,
    ),
    "location": Noun(
        models.Location,
        _texts("name alternate_name description transportation")
        | _texts("external_identifier external_identifier_type")
        | {"location_type": _one_of(models.Location.Kind), "url": _web}
        | {"latitude": _number, "longitude": _number},
        many={
            "addresses": "address",
            "accessibility": "accessibility",
            "languages": "language",
            "contacts": "contact",
            "phones": "phone",
            "schedules": "schedule",
            "attributes": "attribute",
        },
    ),
    "service": Noun(
        models.Service,
        {"name": _name, **_texts("alternate_name description fees accreditations alert")}
        | _texts("interpretation_services application_process eligibility_description")
        | {"url": _web, "email": _email, "assurer_email": _email}
        | {"status": _one_of(models.Service.Status), "last_modified": _moment}
        | {"minimum_age": _number, "maximum_age": _number, "assured_date": _date},
        one={"organization": "organization"},
        many={
            "service_at_locations": "service_at_location",
            "schedules": "schedule",
            "service_areas": "service_area",
            "languages": "language",
            "funding": "funding",
            "cost_options": "cost_option",
            "contacts": "contact",
            "phones": "phone",
            "attributes": "attribute",
        },
        named=True,
    ),
    "service_at_location": Noun(
        models.ServiceAtLocation,
        _texts("description"),
        one={"location": "location", "service": "service"},
        many={
            "schedules": "schedule",
            "contacts": "contact",
            "phones": "phone",
            "attributes": "attribute",
        },
    ),
    "contact": Noun(
        models.Contact,
        _texts("name title department") | {"email": _email},
        many={"phones": "phone", "attributes": "attribute"},
    ),
    "phone": Noun(
        models.Phone,
        _texts("number extension type description"),
        many={"languages": "language", "attributes": "attribute"},
    ),
    "organization_identifier": Noun(
        models.OrganizationIdentifier,
        _texts("identifier_scheme identifier_type identifier"),
        many={"attributes": "attribute"},
    ),
    "address": Noun(
        models.Address,
        _texts("attention address_1 address_2 city region state_province")
        | _texts("postal_code country address_type"),
        many={"attributes": "attribute"},
    ),
    "accessibility": Noun(
        models.Accessibility,
        _texts("description details accessibility") | {"url": _web},
        many={"attributes": "attribute"},
    ),
    "schedule": Noun(
        models.Schedule,
        _dates("valid_from valid_to dtstart until")
        | _texts("byday bymonthday description attending_type notes")
        | {"freq": _length(10), "interval": _number, "schedule_link": _web}
        | {"opens_at": _time, "closes_at": _time},
        many={"attributes": "attribute"},
    ),
    "service_area": Noun(
        models.ServiceArea,
        _texts("name description extent extent_type uri service_area"),
        many={"attributes": "attribute"},
    ),
    "cost_option": Noun(
        models.CostOption,
        _dates("valid_from valid_to")
        | _texts("option currency amount_description")
        | {"amount": _number},
        many={"attributes": "attribute"},
    ),
    "funding": Noun(models.Funding, _texts("source"), many={"attributes": "attribute"}),
    "language": Noun(models.Language, _texts("name code note"), many={"attributes": "attribute"}),
    "attribute": Noun(
        models.Attribute,
        _texts("link_type value label"),
        one={"taxonomy_term": "taxonomy_term"},
    ),
}
# Ids that say again where a record stands.
SAID_BY_ITS_PLACE = {
    *("id", "service_id", "location_id", "organization_id", "service_at_location_id"),
    *("phone_id", "contact_id", "link_id", "link_entity", "taxonomy_term_id", "services"),
}


def holder(name: str, inner: str) -> str:
    """By which column a record inside another one points at it."""
    if inner == "attribute":
        return "link_id"
    return "taxonomy_id" if name == "taxonomy" else f"{name}_id"


def id_of(record: Any) -> str:
    """The id that a record says, or nothing."""
    said = record.get("id") if isinstance(record, dict) else None
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if not isinstance(said, str):
        return ""
    said = _storable(said.strip())[:200]
    return as_uuid(said) or said


def as_uuid(said: str) -> str:
    """An id in the one spelling of a UUID, or nothing where it is none."""
    try:
        return str(uuid.UUID(said)) if len(said) in {32, 36} else ""
    except ValueError:
        return ""


def read(noun_name: str, record: Any, reader: Reader) -> list[Found]:
    """The rows that a record holds, itself first. None where it cannot go in; `reader` says why."""
    said_id = id_of(record)
    if not isinstance(record, dict):
        reader.note("", "", "not_an_object")
        return []
    if not said_id:
        reader.note("", "id", "no_id")
        return []
    if NOUNS[noun_name].named and not _has_name(record):
        reader.note(said_id, "name", "no_name")
        return []
    return list(_read(noun_name, record, said_id, reader))


def _has_name(record: dict) -> bool:
    name = record.get("name")
    return isinstance(name, str) and bool(name.strip()) and len(name) <= LONGEST


def _read(
    noun_name: str, record: dict, said_id: str, reader: Reader, partly: bool = False
) -> Iterator[Found]:
    noun = NOUNS[noun_name]
    found = Found(noun_name, said_id, {}, partly=partly)
    inside: list[Found] = []
    for key, said in record.items():
        if said is None:
            continue
        if key in noun.fields:
            _take(found, noun, key, said, reader)
        elif key in noun.points:
            if pointed := id_of({"id": said}):
                found.refs[key] = (noun.points[key], pointed)
        elif key in noun.one:
            inside += _inside_one(found, noun.one[key], key, said, reader)
        elif key in noun.many:
            inside += _inside_many(found, noun.many[key], key, said, reader)
        elif key not in SAID_BY_ITS_PLACE:
            _keep(found, key, said, reader)
    for key in noun.one:
        said = id_of({"id": record.get(f"{key}_id")})
        if key not in found.refs and said:
            found.refs[key] = (noun.one[key], said)
    yield found
    yield from inside


def _take(found: Found, noun: Noun, key: str, said: Any, reader: Reader) -> None:
    def note(reason: str) -> None:
        reader.note(found.said_id, key, reason)

    try:
        found.values[noun.our(key)] = noun.fields[key](said, note)
    except CannotRead as problem:
        if key == "legal_status":  # the standard has any words there
            _keep(found, key, said, reader)
        else:
            note(str(problem))


def _keep(found: Found, key: str, said: Any, reader: Reader) -> None:
    kept = _plain(said)
    if len(repr(kept)) > LONGEST:
        reader.note(found.said_id, key, "too_long")
    else:
        found.extra[_storable(key)[:200]] = kept


def _plain(said: Any) -> Any:
    """A value as JSON can hold it in the database."""
    if isinstance(said, str):
        return _storable(said)
    if isinstance(said, list):
        return [_plain(each) for each in said]
    if isinstance(said, dict):
        return {_storable(key): _plain(each) for key, each in said.items()}
    return said


def _inside_one(found: Found, noun_name: str, key: str, said: Any, reader: Reader):
    if not isinstance(said, dict):
        reader.note(found.said_id, key, "not_an_object")
        return
    said_id = id_of(said)
    if not said_id:
        reader.note(found.said_id, key, "no_id")
        return
    if NOUNS[noun_name].named and not _has_name(said):
        reader.note(said_id, "name", "no_name")
        return
    found.refs[key] = (noun_name, said_id)
    yield from _read(noun_name, said, said_id, reader, partly=noun_name == "organization")


def _inside_many(found: Found, noun_name: str, key: str, said: Any, reader: Reader):
    if not isinstance(said, list):
        reader.note(found.said_id, key, "not_a_list")
        return
    for at, each in enumerate(said):
        if not isinstance(each, dict):
            reader.note(found.said_id, key, "not_an_object")
            continue
        said_id = id_of(each)
        if not said_id:
            reader.note(found.said_id, key, "no_id")
            said_id = f"{found.said_id}/{key}/{at}"
        if NOUNS[noun_name].named and not _has_name(each):
            reader.note(said_id, "name", "no_name")
            continue
        rows = list(_read(noun_name, each, said_id, reader))
        column = holder(found.noun, noun_name)
        is_named_id = noun_name == "attribute" or found.noun == "taxonomy"
        at_field = column if is_named_id else found.noun
        rows[0].refs[at_field] = (found.noun, found.said_id)
        if noun_name == "attribute":
            rows[0].values["link_entity"] = found.noun
        yield from rows


def as_json(value: Any) -> Any:
    """A value as it stands in JSON, to be kept and compared."""
    if isinstance(value, (datetime.date, datetime.time, datetime.datetime, uuid.UUID)):
        return DjangoJSONEncoder().default(value)
    return value


# --- ORUK 1.0 -------------------------------------------------------------------------------------
RENAMED = {
    "regular_schedules": "schedules",
    "regular_schedule": "schedules",
    "physical_addresses": "addresses",
    "accessibility_for_disabilities": "accessibility",
    "fundings": "funding",
    "service_taxonomys": "attributes",
    "link_taxonomies": "attributes",
    "taxonomy": "taxonomy_term",
}


def is_1_0(record: Any) -> bool:
    """Whether a record has a key that only ORUK 1.0 has."""
    old = {*RENAMED, "eligibilitys", "deliverable_type", "attending_access", "holiday_schedules"}
    return isinstance(record, dict) and not old.isdisjoint(record)


def from_1_0(record: Any) -> Any:
    """A record of ORUK 1.0 in the shape of 3.0. What has no place there keeps its name."""
    if not isinstance(record, dict):
        return record
    shaped = _in_shape(record)
    shaped.setdefault("status", "active")
    for each in shaped.pop("eligibilitys", None) or []:
        if isinstance(each, dict):
            shaped.setdefault("eligibility_description", each.get("eligibility"))
            shaped.setdefault("minimum_age", each.get("minimum_age"))
            shaped.setdefault("maximum_age", each.get("maximum_age"))
    return shaped


def _in_shape(said: Any) -> Any:
    if isinstance(said, list):
        return [_in_shape(each) for each in said]
    if not isinstance(said, dict):
        return said
    shaped: dict[str, Any] = {}
    for key, value in said.items():
        new = str(RENAMED.get(key, key)) if isinstance(value, (dict, list)) else key
        each = _in_shape(value)
        if key == "organization" and isinstance(each, dict) and "url" in each:
            each["website"] = each.pop("url")
        elif key == "taxonomy" and isinstance(each, dict):
            each["taxonomy"] = each.pop("vocabulary", None)
            each.setdefault("description", each.get("name"))
        elif key == "languages" and isinstance(each, list):
            for language in each:
                if isinstance(language, dict) and "language" in language:
                    language["name"] = language.pop("language")
        if new in shaped and isinstance(shaped[new], list) and isinstance(each, list):
            each = shaped[new] + each
        shaped[new] = each
    return shaped
