"""Who carries what at a hub: one statement for the whole page, in the order of names.

These are the only counts by worker there are. They help a manager to help: none is of an outcome,
none is compared, and nothing is ever put in the order of its size.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.utils import timezone

from cases.people import LONG
from hubs.access import Right, roles_with
from hubs.models import Hub

# Row security minds every table in it: what the reader does not see is not counted.
CARRIED = """
with here as (
    select m.id, m.user_id, u.display_name as name, m."full", t.name as team
      from hubs_membership m
      join kernel_user u on u.id = m.user_id
      left join hubs_team t on t.id = m.team_id
     where m.hub_id = %(hub)s and m.role = any(%(roles)s)
       and m.starts <= %(today)s and (m.ends is null or m.ends > %(today)s)
), led as (
    select c.user_id, r.id, r.known_as as name, c.depth,
           coalesce(r.last_heard_at < %(long_ago)s, false)
           and not exists (select from cases_pause p
                            where p.resident_id = r.id and p.since <= %(today)s
                              and p.until > %(today)s) as unheard
      from cases_connection c
      join cases_resident r on r.id = c.resident_id
     where c.user_id in (select user_id from here) and c.part = 'lead' and c.until is null
       and r.state <> 'ended'
), alone as (
    select r.id, r.known_as as name from cases_resident r
     where r.hub_id = %(hub)s and r.state <> 'ended'
       and not exists (select from cases_connection c
                        where c.resident_id = r.id and c.part = 'lead' and c.until is null)
), awaited as (
    select q.id, r.id as resident_id, r.known_as, concat_ws(', ', nullif(s.name, o.name), o.name) as "to", q.sent_at,
           case when q.kind = 'self' then r.known_as else u.display_name end as worker
      from cases_referral q
      join cases_resident r on r.id = q.resident_id
      join hubs_organisation o on o.id = q.organisation_id
      left join hubs_service s on s.id = q.service_id
      left join kernel_user u on u.id = q.asked_by_id
     where q.state = 'sent' and r.hub_id = %(hub)s
)
select json_build_object(
    'workers', (
        select coalesce(json_agg(json_build_object(
            'id', h.id, 'user', h.user_id, 'name', h.name, 'team', h.team, 'full', h."full",
            'away', (select json_build_object('who', u.display_name, 'until', v.until)
                       from hubs_cover v join kernel_user u on u.id = v.who_id
                      where v.instead_of_id = h.user_id and v.ended_at is null
                        and v.starts <= %(today)s and v.until >= %(today)s
                      order by v.starts, v.id limit 1),
            'promised', (select count(*) from cases_reminder p
                          where p.by_id = h.user_id and p.state = 'waiting' and p.due <= %(today)s
                            and not exists (select from cases_note n
                                             where n.id = p.note_id and n.entered_in_error <> '')),
            'people', (select coalesce(json_agg(json_build_object(
                           'id', l.id, 'name', l.name, 'depth', l.depth, 'unheard', l.unheard)
                           order by l.name, l.id), '[]')
                         from led l where l.user_id = h.user_id))
            order by h.name, h.id), '[]') from here h),
    'alone', (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name)
                                       order by a.name, a.id), '[]') from alone a),
    'awaited', (select coalesce(json_agg(json_build_object(
                           'id', w.id, 'resident', w.resident_id, 'name', w.known_as, 'to', w."to",
                           'worker', w.worker, 'at', w.sent_at)
                           order by w."to", w.known_as, w.id), '[]') from awaited w))
"""


def carried_at(hub: Hub) -> dict[str, Any]:
    """What the workers of a hub carry, and with whom nobody walks, as far as the reader sees it.

    `workers` by name, each with their `people` by first name; `alone` by first name too; `awaited`,
    the answers of others, by who is asked.
    """
    today = {
        "hub": hub.pk,
        "roles": roles_with(Right.MEET),
        "today": timezone.localdate(),
        "long_ago": timezone.now() - LONG,
    }
    with connection.cursor() as cursor:
        cursor.execute(CARRIED, today)
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found
