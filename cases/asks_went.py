"""How asks of a hub went in a year: one statement, no person in it, and small numbers put together.

Row security minds every table in it: what the reader does not see is not counted.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db import connection

from hubs.models import Hub

A_YEAR = datetime.timedelta(days=365)
FEW = 5  # what happened fewer times than this is not told apart

WENT = """
with sent as (
    select r.id, r.resident_id, r.organisation_id, r.state, r.sent_at, r.hope_id, r.heard_at,
           o.name as organisation, coalesce(s.name, o.name) as asked,
           exists (select from cases_referralevent e
                    where e.referral_id = r.id and e.after = 'accepted') as yes,
           (select e.reason from cases_referralevent e
             where e.referral_id = r.id and e.after = 'declined') as no
      from cases_referral r
      join cases_resident p on p.id = r.resident_id
      join hubs_organisation o on o.id = r.organisation_id
      left join hubs_service s on s.id = r.service_id
     where p.hub_id = %(hub)s and r.sent_at >= %(since)s
), missing as (  -- a no or silence, and nobody said yes to the same since
    select s.* from sent s
     where s.state in ('declined', 'expired')
       and not exists (
           select from sent later
            where later.resident_id = s.resident_id and later.yes and later.sent_at > s.sent_at
              and (later.hope_id = s.hope_id or exists (
                      select from cases_referral t
                       where t.id = later.id and t.tried_before_id = s.id)))
)
select json_build_object(
    'asked', (
        select coalesce(json_agg(t order by t.name), '[]') from (
            select organisation as name, count(*) as asked, count(*) filter (where yes) as yes,
                   count(*) filter (where no is not null) as no,
                   count(*) filter (where state = 'expired') as silence,
                   count(*) filter (where state = 'sent') as waiting,
                   count(*) filter (where yes and state in ('completed', 'ended_early')) as over,
                   count(*) filter (where yes and state in ('completed', 'ended_early')
                                      and heard_at is not null) as heard
              from sent group by organisation_id, organisation) t),
    'reasons', (select coalesce(json_object_agg(no, n), '{}') from (
                    select no, count(*) as n from sent where no is not null group by no) r),
    'missing', (
        select coalesce(json_agg(m order by m.name, m.reason), '[]') from (
            select asked as name, coalesce(no, 'silence') as reason, count(*) as times
              from missing group by 1, 2) m))
"""


@dataclass
class Tally:
    """What came of asks: of all, of one organisation, or of several whom few asked."""

    name: str = ""
    asked: int = 0
    yes: int = 0
    no: int = 0
    silence: int = 0
    waiting: int = 0
    over: int = 0
    heard: int = 0

    def __add__(self, other: Tally) -> Tally:
        counts = [each.name for each in fields(self) if each.name != "name"]
        return Tally(self.name, **{n: getattr(self, n) + getattr(other, n) for n in counts})


@dataclass(frozen=True)
class Went:
    """How it went: of all, by organisation in the order of names, why not, and what was not to be had."""

    all: Tally
    each: list[Tally]
    others: Tally
    reasons: dict[str, int]
    missing: list[tuple[str, str, int]]


def went_at(hub: Hub, *, now: datetime.datetime) -> Went:
    """How what was asked for residents of a hub went, in the year before `now`."""
    with connection.cursor() as cursor:
        cursor.execute(WENT, {"hub": hub.pk, "since": now - A_YEAR})
        (found,) = cursor.fetchone()
    told = json.loads(found) if isinstance(found, str) else found
    tallies = [Tally(**each) for each in told["asked"]]
    each, others = apart(tallies)
    missing = [(row["name"], row["reason"], row["times"]) for row in told["missing"]]
    return Went(sum(tallies, Tally()), each, others, told["reasons"], missing)


def apart(tallies: Iterable[Tally]) -> tuple[list[Tally], Tally]:
    """Those that many asked, and the rest together.

    The rest are many too, or nobody: a number of few could be found by taking away the others.
    """
    by_size = sorted(tallies, key=lambda tally: tally.asked)
    others = Tally()
    while by_size and (by_size[0].asked < FEW or 0 < others.asked < FEW):
        others += by_size.pop(0)
    return sorted(by_size, key=lambda tally: tally.name.casefold()), others
