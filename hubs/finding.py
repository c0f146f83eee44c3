"""Finding what exists nearby: services and groups by words, what matters, time, place and cost.

Written by hand: one statement joins what the ORM would ask for in a dozen. Everything that is asked
for must be so (AND). Nothing is hidden for whom it is for, and nobody's home is found by its street.
"""

from __future__ import annotations

import math
import re
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.utils import timezone

from hubs.grid import to_degrees
from hubs.hours import DAYS
from hubs.models import Organisation, Service, public_organisations

A_PAGE = 20
MOST_WORDS = 8
LONG_ENOUGH = 4  # letters; a shorter word is spelt like too many others
SPELT_ALIKE = 0.4
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "for",
        "go",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "near",
        "of",
        "on",
        "or",
        "place",
        "some",
        "somebody",
        "somewhere",
        "someone",
        "something",
        "that",
        "the",
        "there",
        "thing",
        "things",
        "to",
        "want",
        "where",
        "with",
    ]
)
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(?: (\d)(?:[A-Z]{2})?)?")
PARTS = {
    "morning": ("00:00", "12:00"),
    "afternoon": ("12:00", "17:00"),
    "evening": ("17:00", "24:00"),
}

THINGS = """
with thing as not materialized (
    select s.id, false as is_offer, s.name, s.fees,
           concat_ws(' ', s.name, s.alternate_name, o.name, o.alternate_name, t.terms) as called,
           concat(s.tidy, o.tidy) as about
      from hubs_service s
      left join hubs_organisation o on o.id = s.organization_id
      left join (select a.link_id, string_agg(t.name, ' ') as terms
                   from hubs_attribute a join hubs_taxonomyterm t on t.id = a.taxonomy_term_id
                  where a.gone_since is null group by a.link_id) t on t.link_id = s.id
     where s.gone_since is null and s.status not in ('inactive', 'defunct')
    union all
    select o.id, false, o.name, '', concat_ws(' ', o.name, o.alternate_name), o.tidy
      from hubs_organisation o
     where o.gone_since is null and o.feed_id is not null
       and not exists (select from hubs_service s
                        where s.organization_id = o.id and s.gone_since is null)
    union all
    select f.id, true, f.title, 'free', concat_ws(' ', f.title, o.name, o.alternate_name),
           tidy(concat_ws(' ', f.about, f.for_whom, f."where", f."when"))
      from hubs_offer f join hubs_organisation o on o.id = f.organisation_id
     where f.withdrawn_at is null and (f.until is null or f.until >= app_today())
       and o.gone_since is null
), held as (  -- where each happens
    select a.service_id as id, a.id as at_id, a.location_id, l.somebodys_home, l.name as place,
           l.latitude, l.longitude
      from hubs_serviceatlocation a join hubs_location l on l.id = a.location_id
     where a.gone_since is null and l.gone_since is null
    union all
    select l.organization_id, null, l.id, l.somebodys_home, l.name,
           l.latitude, l.longitude
      from hubs_location l where l.gone_since is null and l.organization_id is not null
    union all  -- what somebody gives is where they are
    select f.id, null, l.id, l.somebodys_home, l.name, l.latitude, l.longitude
      from hubs_offer f join hubs_location l on l.organization_id = f.organisation_id
     where l.gone_since is null
    union all
    select f.id, null, l.id, l.somebodys_home, l.name, l.latitude, l.longitude
      from hubs_offer f
      join hubs_service s on s.organization_id = f.organisation_id and s.gone_since is null
      join hubs_serviceatlocation a on a.service_id = s.id and a.gone_since is null
      join hubs_location l on l.id = a.location_id
     where l.gone_since is null
)
"""
OUTWARD = "regexp_replace(replace(upper(ad.postal_code), ' ', ''), '[0-9][A-Z]{2}$', '')"


# How far away each is, for a postcode whose place is known. Somebody's home, and what nobody can
# place, is in the middle of its district, and no distance is said of it.
NEAR = f""", spot as (
    select held.id,
           case when not held.somebodys_home then coalesce(
               point(p.easting, p.northing) <-> point(%s, %s),
               point((held.longitude - %s) * %s, (held.latitude - %s) * %s) <-> point(0, 0)
           ) end as metres,
           point(d.easting, d.northing) <-> point(%s, %s) as about
      from held
      left join hubs_address ad on ad.location_id = held.location_id and ad.gone_since is null
      left join hubs_postcodeplace p on p.code = replace(upper(ad.postal_code), ' ', '')
      left join hubs_postcodeplace d on d.code = {OUTWARD}
), near as (
    select distinct on (id) id, metres, coalesce(metres, about) as away
      from spot where coalesce(metres, about) <= %s order by id, away
)
"""
A_MILE = 1609.344  # metres
A_DEGREE = 111_250  # metres to the north, in these islands
NEARBY = 10 * A_MILE
ANYWHERE_NEAR = 60 * A_MILE  # where nothing is nearby


@dataclass(frozen=True)
class Postcode:
    """The halves of a postcode that were given: CH41 and, perhaps, what comes after it."""

    district: str
    sector: str = ""
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.district} {self.sector}{self.unit}".strip()

    @property
    def area(self) -> str:
        return self.district.rstrip("0123456789") or self.district

    @classmethod
    def of(cls, words: str) -> Postcode | None:
        """The postcode these words are, if they are one."""
        tight = re.sub(r"\s+", "", words.upper())
        whole = re.fullmatch(r"([A-Z]{1,2}\d[A-Z\d]?)(\d)([A-Z]{2})", tight)
        if whole:
            return cls(*whole.groups())
        half = POSTCODE.fullmatch(" ".join(words.upper().split()))
        return cls(half[1], half[2] or "") if half else None


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty is not asked for."""

    words: str = ""
    matters: str = ""
    day: str = ""  # MO to SU
    part: str = ""  # of the day
    near: str = ""
    free: bool = False
    language: str = ""
    access: str = ""
    offered: bool = False  # only what somebody gives

    @property
    def postcode(self) -> Postcode | None:
        return Postcode.of(self.near)


@dataclass(frozen=True)
class Found:
    """A page of what was found: ids in order, how many there are in all, and how it was widened."""

    ids: list[uuid.UUID]
    count: int
    farther: bool = False  # nothing in the district, or nearby: farther away too
    miles: dict[uuid.UUID, float] = field(default_factory=dict)  # where that can be said
    placed: bool = True  # whether we know where the postcode is that was asked for


@dataclass(frozen=True)
class Spot:
    """Somewhere on the national grid, in metres."""

    easting: int
    northing: int

    def values(self, within: float) -> list[float | None]:
        """What `NEAR` asks for. A degree is so many metres here, which is right for some miles.

        Northern Ireland's own grid is not turned into degrees: there only postcodes count.
        """
        latitude: float | None = None
        longitude: float | None = None
        east = 0.0
        if self.easting >= 0:
            latitude, longitude = to_degrees(self.easting, self.northing)
            east = A_DEGREE * math.cos(math.radians(latitude))
        here = [self.easting, self.northing]
        return [*here, longitude, east, latitude, A_DEGREE, *here, within]


@dataclass
class _Asked:
    """Conditions and their values, in the order of the statement."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values


def find(wish: Wish, page: int = 1) -> Found:
    """What fits a wish, page by page. By a postcode, the nearest first; then by name."""
    spot, placed = _spot(wish.postcode)
    found = _find(wish, page, spot, wide=False)
    farther = found.count == 0 and wish.postcode is not None
    if farther:
        found = _find(wish, page, spot, wide=True)
    return replace(found, farther=farther and found.count > 0, placed=placed)


def _spot(postcode: Postcode | None) -> tuple[Spot | None, bool]:
    """Where a whole postcode is; and False where we know the places of others, but not of this."""
    if postcode is None or not postcode.unit:
        return None, True
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.easting, p.northing, exists (select from hubs_postcodeplace)"
            " from (values (%s)) asked(code) left join hubs_postcodeplace p using (code)",
            [str(postcode).replace(" ", "")],
        )
        easting, northing, knows_any = cursor.fetchone()
    if easting is None:
        return None, not knows_any
    return Spot(easting, northing), True


def _find(wish: Wish, page: int, spot: Spot | None, *, wide: bool) -> Found:
    asked = _Asked(["true"])
    _by_words(asked, wish.words)
    if wish.matters:
        asked.add(
            "id in (select a.link_id from hubs_attribute a"
            " join hubs_taxonomyterm t on t.id = a.taxonomy_term_id"
            " where a.gone_since is null and lower(t.name) = lower(%s))",
            wish.matters,
        )
    _by_time(asked, wish)
    if spot is None:
        _by_place(asked, wish, wide=wide)
    if wish.offered:
        asked.add("is_offer")
    if wish.free:
        asked.add(
            "(id in (select service_id from hubs_costoption where gone_since is null"
            r" and (amount = 0 or option ~* '^\s*free'))"
            r" or (fees ~* '^\s*(free|no charge)' and fees !~ '[£€]\s*[1-9]'))"
            " and id not in (select service_id from hubs_costoption"
            " where gone_since is null and amount > 0 and service_id is not null)"
        )
    if wish.language:
        asked.add(
            "id in (select coalesce(g.service_id, held.id) from hubs_language g"
            " left join held on held.location_id = g.location_id"
            " where g.gone_since is null and lower(g.name) = lower(%s))",
            wish.language,
        )
    if wish.access:
        asked.add(
            "id in (select held.id from hubs_accessibility c"
            " join held on held.location_id = c.location_id"
            " where c.gone_since is null and not held.somebodys_home"
            " and lower(c.description) = lower(%s))",
            wish.access,
        )
    if spot:
        near, near_values = NEAR, spot.values(ANYWHERE_NEAR if wide else NEARBY)
        of, metres, nearest, nearest_values = "thing join near using (id)", "metres", "away,", []
    else:
        near, near_values, of, metres = "", [], "thing", "null::float8"
        nearest, nearest_values = _nearest(wish)
    statement = (
        f"{THINGS}{near} select id, count(*) over (), {metres} from {of}"
        f" where {' and '.join(asked.conditions)}"
        f" order by {nearest} lower(name), id limit {A_PAGE} offset %s"
    )
    values = [*near_values, *asked.values, *nearest_values, (page - 1) * A_PAGE]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return Found(
        ids=[pk for pk, _count, _metres in rows],
        count=rows[0][1] if rows else 0,
        miles={pk: far / A_MILE for pk, _count, far in rows if far is not None},
    )


def _by_words(asked: _Asked, words: str) -> None:
    """Each word begins a word of it. One that begins none of anything is taken for misspelt."""
    said = re.findall(r"\w[\w’']*", words.lower())
    for word in [each for each in said if each not in SMALL_WORDS][:MOST_WORDS] or said[:1]:
        tidy = word.replace("’", "").replace("'", "").replace("_", r"\_")
        begins = r"\m" + re.escape(word), f"% {tidy}%"
        if len(word) < LONG_ENOUGH:
            asked.add("(called ~* %s or about like %s)", *begins)
        else:
            asked.add(
                "case when (select exists (select from thing where called ~* %s or about like %s))"
                " then (called ~* %s or about like %s)"
                " else strict_word_similarity(%s, called) >= %s end",
                *(*begins, *begins, word, SPELT_ALIKE),
            )


def _by_time(asked: _Asked, wish: Wish) -> None:
    """Open on a day, or in a part of a day. Hours that nobody wrote down may be any.

    When somebody gives something is said in words, so no day hides it.
    """
    if not (wish.day or wish.part):
        return
    today = timezone.localdate()
    open_then = ["h.gone_since is null"]
    values: list[Any] = []
    for end in ("valid_to", "until"):
        open_then.append(f"(h.{end} is null or h.{end} >= %s)")
        values.append(today)
    if wish.day:
        open_then.append(
            "(h.byday like %s or (h.byday = '' and h.freq = 'WEEKLY'"
            " and extract(isodow from h.dtstart) = %s))"
        )
        values += [f"%{wish.day}%", DAYS.index(wish.day) + 1]
    if wish.part:
        begins, ends = PARTS[wish.part]
        open_then.append(
            "(h.opens_at is null or h.opens_at < %s::time)"
            " and (coalesce(h.closes_at, h.opens_at) is null"
            " or coalesce(h.closes_at, h.opens_at + interval '1 minute') > %s::time)"
        )
        values += [ends, begins]
    asked.add(
        "(is_offer or id in (with open as (select h.service_id, h.service_at_location_id, h.location_id"
        f" from hubs_schedule h where {' and '.join(open_then)})"
        " select service_id from open where service_id is not null"
        " union select held.id from open join held on held.at_id = open.service_at_location_id"
        # A building's hours are those of what has none of its own.
        " union select held.id from open join held on held.location_id = open.location_id"
        " where not exists (select from hubs_schedule own where own.gone_since is null"
        " and (own.service_id = held.id or own.service_at_location_id = held.at_id))))",
        *values,
    )


def _by_place(asked: _Asked, wish: Wish, *, wide: bool) -> None:
    """In the district of a postcode, or by a name of a street, a building or a neighbourhood."""
    if postcode := wish.postcode:
        same = f"{OUTWARD} like %s" if wide else f"{OUTWARD} = %s"
        asked.add(
            "id in (select held.id from held join hubs_address ad"
            f" on ad.location_id = held.location_id where ad.gone_since is null and {same})",
            f"{postcode.area}%" if wide else postcode.district,
        )
        return
    for word in re.findall(r"[\w’']+", wish.near.lower())[:MOST_WORDS]:
        if word in SMALL_WORDS:
            continue
        begins = r"\m" + re.escape(word)
        asked.add(
            "id in (select id from (select held.id, concat_ws(' ', ad.city, ad.region,"
            " case when not held.somebodys_home then"
            " concat_ws(' ', held.place, ad.address_1, ad.address_2) end) as there"
            " from held left join hubs_address ad"
            " on ad.location_id = held.location_id and ad.gone_since is null"
            " union all select service_id, name from hubs_servicearea where gone_since is null)"
            " places where there ~* %s or strict_word_similarity(%s, there) >= %s)",
            *(begins, word, SPELT_ALIKE),
        )


def _nearest(wish: Wish) -> tuple[str, list[str]]:
    """What comes first by a postcode: the same few streets, then the district."""
    postcode = wish.postcode
    if postcode is None or not postcode.sector:
        return "", []
    return (
        "id in (select held.id from held join hubs_address ad on ad.location_id = held.location_id"
        " where ad.gone_since is null and not held.somebodys_home"
        " and replace(upper(ad.postal_code), ' ', '') like %s) desc,",
        [f"{postcode.district}{postcode.sector}__"],
    )


CHOICES = {
    "matters": "select t.name from hubs_attribute a"
    " join hubs_taxonomyterm t on t.id = a.taxonomy_term_id"
    " join hubs_service s on s.id = a.link_id and s.gone_since is null where a.gone_since is null",
    "language": "select name from hubs_language where gone_since is null and phone_id is null",
    "access": "select c.description from hubs_accessibility c"
    " join hubs_location l on l.id = c.location_id and l.gone_since is null"
    " and not l.somebodys_home"
    " where c.gone_since is null",
}
MOST_CHOICES = 40
LONGEST_CHOICE = 60  # a longer one is a sentence, not a choice


def choices(what: str) -> list[str]:
    """What there is to choose from, as the directory says it, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(said) from (select btrim(said) as said from"
            f" ({CHOICES[what]}) as those(said)) as tidy"
            " where said <> '' and length(said) <= %s group by lower(said)"
            " order by 1 limit %s",
            [LONGEST_CHOICE, MOST_CHOICES],
        )
        return sorted((row[0] for row in cursor.fetchall()), key=str.casefold)


def entry(pk: uuid.UUID, *, works_here: bool) -> Service | Organisation | None:
    """A service, or who runs things; None where there is no such page for this reader.

    What somebody at work only named for a circle is on no public page.
    """
    service = Service.objects.still_there().select_related("organization").filter(pk=pk).first()
    if service is not None:
        return service
    organisations = Organisation.objects.still_there() if works_here else public_organisations()
    return organisations.filter(pk=pk).first()
