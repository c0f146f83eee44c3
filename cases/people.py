"""Whom somebody walks with, and what a list says of each.

Written by hand: the ORM takes longer to write such statements than the database to answer them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from relational.kernel.models import User

LONG = datetime.timedelta(days=21)  # about when it may be time to ring
A_FEW = 3


class Known(NamedTuple):
    """Somebody one walks with."""

    pk: uuid.UUID
    known_as: str
    language: str
    last_heard_at: datetime.datetime | None
    resting: bool
    ended: bool  # everybody said goodbye
    away: str | None  # the colleague in whose place; None for whom one walks with oneself


class Said(NamedTuple):
    """What a list says of somebody; None where there is nothing to say."""

    matters: str | None  # what matters most to them, and the language it is written in
    language: str | None
    first_words: str | None  # where nothing is written of what matters
    mode: str | None  # of the latest conversation
    promise: str | None
    due: datetime.date | None
    resting: str | None  # why, and until when
    until: datetime.date | None
    asked: str | None  # who was asked to help, where something waits
    asked_state: str | None
    asked_at: datetime.datetime | None
    asked_back: bool | None  # they asked something, and wait for an answer


WALKED_WITH = """
select r.id, r.known_as, r.language, r.last_heard_at,
       exists (select from cases_pause p
                where p.resident_id = r.id and p.since <= %(today)s and p.until > %(today)s),
       r.state = 'ended',
       case when not exists (select from cases_connection c
                              where c.resident_id = r.id and c.user_id = %(user)s
                                and c.until is null and c.voice <> 'neither')
            then (select u.display_name from hubs_cover v
                    join cases_connection c on c.user_id = v.instead_of_id
                                           and c.resident_id = r.id and c.until is null
                    join kernel_user u on u.id = v.instead_of_id
                   where v.who_id = %(user)s and v.ended_at is null
                     and v.starts <= %(today)s and v.until >= %(today)s
                   order by v.starts, v.id limit 1) end
  from cases_resident r
 where r.id = any(array(select s.resident_id from sight(%(user)s) s where s.near = 1))
 order by r.state = 'ended', r.known_as, r.id
"""

SAID = """
select r.id, matters.text, matters.language, first.their_words, latest.mode,
       promise.what, promise.due, rest.reason, rest.until,
       asked.name, asked.state, asked.sent_at, asked.back
  from unnest(%(ids)s::uuid[]) r (id)
  left join lateral (
      select s.text, s.language from cases_statement s
       where s.resident_id = r.id and s.section = 'most_important' and not s.set_aside
       order by s.number desc limit 1) matters on true
  left join lateral (
      select n.their_words from cases_note n
       where n.resident_id = r.id and n.entered_in_error = '' and n.their_words <> ''
         and coalesce(matters.text, '') = ''
         and not exists (select from cases_note c where c.supersedes_id = n.id)
       order by n.happened_at, n.id limit 1) first on true
  left join lateral (
      select n.mode from cases_note n
       where n.resident_id = r.id and n.entered_in_error = ''
         and not exists (select from cases_note c where c.supersedes_id = n.id)
       order by n.happened_at desc, n.id desc limit 1) latest on true
  left join lateral (
      select p.what, p.due from cases_reminder p
       where p.resident_id = r.id and p.state = 'waiting'
         and not exists (select from cases_note n
                          where n.id = p.note_id and n.entered_in_error <> '')
       order by p.due, p.id limit 1) promise on true
  left join lateral (
      select p.reason, p.until from cases_pause p
       where p.resident_id = r.id and p.since <= %(today)s and p.until > %(today)s
       order by p.until desc limit 1) rest on true
  left join lateral (
      select o.name, a.state, a.sent_at,
             (select m.party = 'answers' from cases_referralmessage m
               where m.referral_id = a.id order by m.at desc, m.id desc limit 1) as back
        from cases_referral a
        join hubs_organisation o on o.id = a.organisation_id
       where a.resident_id = r.id
         and (a.state in ('sent', 'expired')
              or a.state in ('completed', 'ended_early') and a.heard_at is null)
       order by a.sent_at desc, a.id desc limit 1) asked on true
"""


def walked_with(user: User) -> list[Known]:
    """Everybody a user is connected with, or sees in place of a colleague, by first name."""
    with connection.cursor() as cursor:
        cursor.execute(WALKED_WITH, {"user": user.pk, "today": timezone.localdate()})
        return [Known(*row) for row in cursor.fetchall()]


def not_heard_for_long(known: Iterable[Known]) -> list[Known]:
    """The few whom it may be time to ring: of whom nobody heard for long. Who rests, or
    said goodbye, is none."""
    long_ago = timezone.now() - LONG
    unheard = [
        (one.last_heard_at, one.pk, one)
        for one in known
        if one.last_heard_at and one.last_heard_at < long_ago and not one.resting and not one.ended
    ]
    return [one for _at, _pk, one in sorted(unheard)[:A_FEW]]


def said_of(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Said]:
    """What a list says of each of these residents."""
    with connection.cursor() as cursor:
        cursor.execute(SAID, {"ids": list(ids), "today": timezone.localdate()})
        return {pk: Said(*said) for pk, *said in cursor.fetchall()}
