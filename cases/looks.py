"""Who looked at a record and what was shared of it, read from several tables, for its resident.

Written by hand, like the life line. Row security minds every table in it; names that are kept back
come from the database's own door, without the name.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection

from cases.access import API, ASK, PRINT, READING, RECORD
from cases.life import place_of
from cases.models import AskingIn, LookQuestion, Resident
from relational.kernel.models import User


class Which(StrEnum):
    """Which looks a list shows."""

    ALL = ""
    STRANGERS = "people-i-do-not-know"
    WORDS = "my-words"


class Seen(NamedTuple):
    """A look, or something that was shared.

    `kind` is "look", "hidden" (a look without its name), "link" (by somebody without an account),
    "sent" (with whom an ask was shared: `what`) or "told" (to whom something was told to keep
    somebody safe: `what`). `reason` and `purpose` are as the look or the disclosure says.
    """

    at: datetime.datetime
    id: uuid.UUID
    kind: str
    reader_id: uuid.UUID | None
    name: str
    role: str
    organisation: str
    section: str
    purpose: str
    reason: str
    what: str


@dataclass(frozen=True)
class Looks:
    """A stretch of looks, newest first; where the earlier begin; and what stands beside them."""

    seen: list[Seen]
    earlier: str
    around: dict[uuid.UUID, str]  # what everybody at work here is to the resident now
    questions: dict[uuid.UUID, LookQuestion]  # by the look
    openings: list[AskingIn]
    told: dict[uuid.UUID, str]  # the names of who was told of them


WHERE_WORDS_STAND = [RECORD, PRINT, API, ASK, READING]
SEEN = """
with seen as (
    select a.at, a.id, 'look' as kind, a.reader_id, a.reader_name as name, a.role, a.organisation,
           a.section, a.purpose, a.reason, '' as what
      from kernel_accesslog a
     where a.resident_id = %(resident)s and a.section <> 'why' and a.purpose <> 'own_record'
    union all
    select s.at, s.id, 'hidden', null, '', '', '', s.section, s.purpose, '', ''
      from looks_of_safeguarding() s
     where s.section <> 'why'
    union all
    select e.at, e.id, 'link', null, e.who_name, '', '', 'ask', 'asked_to_help', '', ''
      from kernel_auditevent e
     where e.resident_id = %(resident)s and e.verb = 'referral.opened' and e.who_id is null
    union all
    select m.at, m.id, 'sent', m.by_id, coalesce(u.display_name, m.by_name), '', '', 'ask', '', '', o.name
      from cases_referral r
      join cases_referralevent m on m.referral_id = r.id and m.after = 'sent'
      join hubs_organisation o on o.id = r.organisation_id
      left join kernel_user u on u.id = m.by_id
     where r.resident_id = %(resident)s
    union all
    select d.at, d.id, 'told', d.by_id, coalesce(u.display_name, ''), '', '', '', d.why, d.reason,
           d.to_whom
      from cases_disclosure d left join kernel_user u on u.id = d.by_id
     where d.resident_id = %(resident)s
)
select s.at, s.id, s.kind, s.reader_id, s.name, s.role, s.organisation, s.section, s.purpose,
       s.reason, s.what
  from seen s
 where (s.at, s.id) < (%(at)s, %(id)s)
   and (%(one)s::uuid is null or s.id = %(one)s)
   and case %(which)s
       when 'people-i-do-not-know' then s.kind in ('look', 'hidden', 'link') and s.purpose <> 'reads_for'
            and not exists (select from cases_connection c
                             where c.resident_id = %(resident)s and c.user_id = s.reader_id)
       when 'my-words' then s.section = any(%(sections)s)
       else true end
 order by s.at desc, s.id desc
 limit %(size)s
"""


def stretch(resident: Resident, *, size: int, before: str = "", which: Which = Which.ALL) -> Looks:
    """A stretch of who looked, and all that a page says of it, in as many statements however long.

    `before` is where an earlier stretch began; what cannot be read in it is as if it had not been
    said.
    """
    found = _seen(resident, size=size + 1, before=before, which=which)
    seen = found[:size]
    last = seen[-1] if len(found) > size else None
    return _with_all(resident, seen, f"{last.at.isoformat()}~{last.id}" if last else "")


def latest(resident: Resident, size: int) -> list[Seen]:
    """The last few looks, and no more than their own words."""
    return _seen(resident, size=size)


def the_look(resident: Resident, look_id: uuid.UUID) -> Looks | None:
    """One look that somebody else took at a record, also where its name is kept back."""
    found = _seen(resident, size=1, one=look_id)
    if not found or found[0].kind not in ("look", "hidden"):
        return None
    return _with_all(resident, found)


def _with_all(resident: Resident, seen: list[Seen], earlier: str = "") -> Looks:
    openings = list(resident.asked_in.all().openings())
    told = {user_id for opening in openings for user_id in opening.told}
    questions = LookQuestion.objects.of(resident).about([each.id for each in seen])
    around = resident.connections.open().exclude(user=None).values_list("user_id", "part")
    return Looks(
        seen=seen,
        earlier=earlier,
        around=dict(around),
        questions={asked.look_id: asked for asked in questions},
        openings=openings,
        told=dict(User.objects.filter(pk__in=told).values_list("pk", "display_name")),
    )


def _seen(
    resident: Resident,
    *,
    size: int,
    before: str = "",
    which: Which = Which.ALL,
    one: uuid.UUID | None = None,
) -> list[Seen]:
    at, pk = place_of(before)
    asked: dict[str, Any] = {"resident": resident.pk, "at": at, "id": pk, "one": one}
    asked |= {"size": size, "which": which, "sections": WHERE_WORDS_STAND}
    with connection.cursor() as cursor:
        cursor.execute(SEEN, asked)
        return [Seen(*row) for row in cursor.fetchall()]
