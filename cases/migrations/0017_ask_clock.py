"""Time moves asks: who is reminded is found once, told within their day's room, in a few statements."""

from django.conf import settings
from django.db import migrations

WHO = """
-- Who may be answering an ask: each by their account, and, where one is known, their own address (null).
create function ask_answerers(r cases_referral, today date) returns table (user_id uuid)
language sql stable as $$
    select distinct m.user_id
      from hubs_membership m join law() l on l.role = m.role and l."right" = 'answer_asks'
     where m.organisation_id = r.organisation_id
       and m.starts <= today and (m.ends is null or m.ends > today)
    union all
    select null
     where exists (select from hubs_organisation o where o.id = r.organisation_id and o.email <> '')
        or exists (select from hubs_service s where s.id = r.service_id and s.email <> '')
        or exists (select from hubs_contact c
                    where c.email <> '' and c.gone_since is null
                      and (c.organization_id = r.organisation_id or c.service_id = r.service_id))
$$;

-- Who asked, and who walks with the resident now.
create function ask_walkers(r cases_referral) returns table (user_id uuid)
language sql stable as $$
    select r.asked_by_id
    union select c.user_id from cases_connection c
           where c.resident_id = r.resident_id and c.part = 'lead' and c.until is null
             and c.user_id is not null
$$;

create function ask_lead(r cases_referral) returns uuid
language sql stable as $$
    select coalesce((select c.user_id from cases_connection c
                      where c.resident_id = r.resident_id and c.part = 'lead' and c.until is null),
                    r.asked_by_id)
$$;

-- Whether somebody said of an e-mail address that it is safe to write to, and nobody the contrary.
create function safe_to_write(resident uuid) returns boolean
language sql stable as $$
    select exists (
        select from cases_contactpoint c
         where c.resident_id = resident and c.channel = 'email' and c.safe_to_contact
           and not exists (select from cases_contactpoint n
                            where n.resident_id = resident and n.channel = 'email'
                              and not n.safe_to_contact and lower(n.value) = lower(c.value)))
$$;

-- The first day after somebody's rest; null where they have none.
create function rests_until(resident uuid, today date) returns date
language sql stable as $$
    select max(s."until") from cases_pause s
     where s.resident_id = resident and s.since <= today and s."until" > today
$$;
"""

HOLDS = """
-- The last day of what an ask shows, if the yes to a part of it runs out.
create function sharing_ends(r cases_referral) returns date
language sql stable security definer set search_path = public, pg_temp as $$
    select min(d."until")
      from sharing_now(r.resident_id, r.organisation_id) n
      join cases_sharingdecision d on d.id = n.decision_id
     where n.section = any(r.sections) and n.answer = 'yes' and r.override = ''
$$;

-- Whether a reminder still makes sense, as the ask stands now.
create function ask_nudge_holds(kind text, since timestamptz, r cases_referral) returns boolean
language sql stable as $$
    select case
        when kind = 'ask_unopened'
        then r.state = 'sent' and r.sent_at = since and r.opened_at is null
        when kind in ('ask_unanswered', 'ask_still_waits', 'ask_undelivered')
        then r.state = 'sent' and r.sent_at = since
        when kind in ('ask_did_it_help', 'ask_did_it_help_again')
        then r.state in ('accepted', 'in_progress', 'completed', 'ended_early')
             and r.heard_at is null
        else r.state in ('sent', 'accepted', 'in_progress', 'on_hold')
             and sharing_ends(r)::timestamp at time zone 'UTC' = since
    end
$$;
"""

# The order of locks is a verb's: the resident, then the ask, then the chain of the trail. What
# somebody holds just now is left for the next knock. An ask expires on its day also while the
# resident rests, since the page of the service must close; what is told them waits until then.
EXPIRE = """
create function ask_expire(now timestamptz, today date, hubs jsonb, say jsonb) returns int
language plpgsql set search_path = public, pg_temp as $$
declare done int;
begin
    with h as (
        select * from jsonb_to_recordset(hubs) as h(hub uuid, expires timestamptz)
    ), over as (
        select r.id, r.resident_id
          from h join cases_resident p on p.hub_id = h.hub
                 join cases_referral r on r.resident_id = p.id
         where r.state = 'sent' and r.sent_at < h.expires
         order by r.resident_id, r.id
           for no key update of p, r skip locked
    ), moved as (
        update cases_referral r set state = 'expired' from over where r.id = over.id
        returning r.id
    ), moves as (
        insert into cases_referralevent
            (id, made_at, referral_id, number, before, after, party, reason, words, by_name, at)
        select uuidv7(), now, m.id,
               (select max(e.number) + 1 from cases_referralevent e where e.referral_id = m.id),
               'sent', 'expired', 'clock', '', '', '', now
          from moved m
        returning id, referral_id
    ), about as (
        select m.id as move, r.id as ask, r.resident_id, p.user_id as resident_user,
               p.state <> 'ended' as is_open, r as referral,
               coalesce(s.name, o.name) as service, ask_lead(r) as lead
          from moves m join cases_referral r on r.id = m.referral_id
                       join cases_resident p on p.id = r.resident_id
                       join hubs_organisation o on o.id = r.organisation_id
                       left join hubs_service s on s.id = r.service_id
    ), told as (
        select 'ask_expired' as kind, move, ask, w.user_id, now as due
          from about cross join lateral ask_walkers(referral) w
        union all
        select 'ask_expired_service', move, ask, a.user_id, now
          from about cross join lateral ask_answerers(referral, today) a
        union all
        select 'ask_moved', move, ask, resident_user,
               greatest(now, rests_until(resident_id, today)::timestamp at time zone '{zone}')
          from about where is_open and resident_user is not null
    ), posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, t.kind, t.user_id,
               case when u.id is not null and u.email is null then 'in_app' else 'email' end,
               t.ask, t.due, 'waiting', 0, '',
               t.kind || ':' || t.move || ':' || coalesce(t.user_id::text, 'service')
          from told t left join kernel_user u on u.id = t.user_id
        on conflict (dedupe_key) do nothing
    ), promised as (
        insert into cases_reminder (id, made_at, resident_id, kind, by_id, what, due, state, why)
        select md5('ask_expired:' || move)::uuid, now, resident_id, 'check_in', lead,
               replace(say ->> 'expired', '{{name}}', service), today, 'waiting', ''
          from about
         where is_open and (resident_user is null or not safe_to_write(resident_id))
        on conflict (id) do nothing
        returning id, resident_id
    ), trail as (
        insert into kernel_auditevent (id, made_at, who_name, who_role, verb, about_type, about_id,
                                       resident_id, at)
        select uuidv7(), now, '', 'clock', verb, about_type, about_id, resident_id, now
          from (select 'referral.expired' as verb, 'cases.referral' as about_type, ask as about_id,
                       resident_id from about
                union all
                select 'promise.made', 'cases.reminder', id, resident_id from promised
                order by 4, 1 desc) verbs
    )
    select count(*) into done from moves;
    return done;
end $$;
"""

# A reminder is found once: its row is unique. Nobody is reminded before the first letter has left, and
# had its days (the mail server may have been away), nor of a record that has ended.
FIND = """
create function ask_find(now timestamptz, today date, hubs jsonb) returns void
language sql set search_path = public, pg_temp as $$
    with h as (
        select * from jsonb_to_recordset(hubs) as h(
            hub uuid, unopened timestamptz, unanswered timestamptz, heard timestamptz,
            heard_again timestamptz, let_be timestamptz)
    ), waits as (
        select r as ask, r.id, r.sent_at, r.sent_at < h.unanswered as unanswered,
               r.opened_at is null as unopened
          from h join cases_resident p on p.hub_id = h.hub and p.state <> 'ended'
                 join cases_referral r on r.resident_id = p.id
         where r.state = 'sent' and r.sent_at < h.unopened
           and not exists (select from kernel_letter l
                            where l.about_id = r.id and l.kind = 'ask_arrived'
                              and (l.state in ('waiting', 'sending') or l.sent_at >= h.unopened))
    ), undelivered as (
        select r as ask, r.id, r.sent_at
          from h join cases_resident p on p.hub_id = h.hub and p.state <> 'ended'
                 join cases_referral r on r.resident_id = p.id
         where r.state = 'sent'
           and (exists (select from kernel_letter l
                         where l.about_id = r.id and l.state = 'failed' and l.made_at >= r.sent_at
                           and l.kind in ('ask_arrived', 'ask_said', 'ask_unopened',
                                          'ask_unanswered'))
                or not exists (select from ask_answerers(r, today)))
    ), yes as (
        select r.id, p.user_id, e.at,
               case when e.at < h.heard_again then 'ask_did_it_help_again'
                    else 'ask_did_it_help' end as kind
          from h join cases_resident p on p.hub_id = h.hub and p.state <> 'ended'
                 join cases_referral r on r.resident_id = p.id
                 join cases_referralevent e on e.referral_id = r.id and e.after = 'accepted'
         where r.state in ('accepted', 'in_progress', 'completed', 'ended_early')
           and r.heard_at is null and e.at < h.heard and e.at >= h.let_be
           and p.user_id is not null
    ), ends as (
        select r as ask, r.id, sharing_ends(r) as last_day
          from h join cases_resident p on p.hub_id = h.hub and p.state <> 'ended'
                 join cases_referral r on r.resident_id = p.id
         where r.state in ('sent', 'accepted', 'in_progress', 'on_hold') and r.override = ''
           and exists (select from cases_sharingdecision d
                        where d.resident_id = r.resident_id and d.answer = 'yes'
                          and d."until" between today and today + 7)
    ), found as (
        select id, case when unanswered then 'ask_unanswered' else 'ask_unopened' end as kind,
               sent_at as since, a.user_id
          from waits cross join lateral ask_answerers(ask, today) a
         where unanswered or unopened
        union all
        select id, 'ask_still_waits', sent_at, w.user_id
          from waits cross join lateral ask_walkers(ask) w
         where unanswered
        union all
        select id, 'ask_undelivered', sent_at, w.user_id
          from undelivered cross join lateral ask_walkers(ask) w
        union all
        select id, kind, at, user_id from yes
        union all
        select id, 'ask_sharing_ends', last_day::timestamp at time zone 'UTC', w.user_id
          from ends cross join lateral ask_walkers(ask) w
         where last_day between today and today + 7
    )
    insert into cases_asknudge (id, made_at, referral_id, kind, since, to_id)
    select uuidv7(), now, id, kind, since, user_id from found order by since, id
    on conflict do nothing;

    update cases_asknudge n set settled_at = now
      from cases_referral r
     where r.id = n.referral_id and n.settled_at is null
       and not ask_nudge_holds(n.kind, n.since, r);
$$;
"""

# Who has no page or no safe address is asked by whoever walks with them.
ASK_THEM = """
create function ask_promise(now timestamptz, today date, hubs jsonb, say jsonb) returns int
language plpgsql set search_path = public, pg_temp as $$
declare done int;
begin
    with h as (
        select * from jsonb_to_recordset(hubs) as h(
            hub uuid, heard timestamptz, heard_again timestamptz, let_be timestamptz)
    ), promised as (
        insert into cases_reminder (id, made_at, resident_id, kind, by_id, what, due, state, why)
        select md5(case when e.at < h.heard_again then 'ask_did_it_help_again:'
                        else 'ask_did_it_help:' end || r.id)::uuid,
               now, r.resident_id, 'check_in', ask_lead(r),
               replace(say ->> 'heard', '{{name}}', coalesce(s.name, o.name)), today, 'waiting', ''
          from h join cases_resident p on p.hub_id = h.hub and p.state <> 'ended'
                 join cases_referral r on r.resident_id = p.id
                 join cases_referralevent e on e.referral_id = r.id and e.after = 'accepted'
                 join hubs_organisation o on o.id = r.organisation_id
                 left join hubs_service s on s.id = r.service_id
         where r.state in ('accepted', 'in_progress', 'completed', 'ended_early')
           and r.heard_at is null and e.at < h.heard and e.at >= h.let_be
           and (p.user_id is null or not safe_to_write(p.id))
           and rests_until(p.id, today) is null
        on conflict (id) do nothing
        returning id, resident_id
    ), trail as (
        insert into kernel_auditevent (id, made_at, who_name, who_role, verb, about_type, about_id,
                                       resident_id, at)
        select uuidv7(), now, '', 'clock', 'promise.made', 'cases.reminder', id, resident_id, now
          from promised order by resident_id
    )
    select count(*) into done from promised;
    return done;
end $$;
"""

# One letter a day about asks to each reader, who has three a day with those about promises: it takes
# the first or the second place of the day that has one free, for the third stands for all other
# promises (see `promises_a_day`). A rest holds back what would remind of the resident, yet not the
# service: it owes an answer, and reads nothing new of them. To an address go three a day.
TELL = """
create function ask_tell(now timestamptz, here timestamp, hubs jsonb) returns int
language plpgsql set search_path = public, pg_temp as $$
declare
    today date := here::date;
    done int;
    more int;
begin
    with waiting as (
        select n.id, n.to_id, n.referral_id, n.kind,
               today + (h.quiet_from > h.quiet_until and here::time >= h.quiet_from)::int as day
          from cases_asknudge n join cases_referral r on r.id = n.referral_id
                                join cases_resident p on p.id = r.resident_id
                                join hubs_hub h on h.id = p.hub_id
                                join jsonb_to_recordset(hubs) as w(hub uuid) on w.hub = h.id
         where n.settled_at is null and n.to_id is not null
           and (n.kind in ('ask_unopened', 'ask_unanswered')
                or rests_until(r.resident_id, today) is null)
    ), readers as (
        select to_id, min(day) as day, count(*) as many, min(kind) as kind,
               bool_and(kind in ('ask_did_it_help', 'ask_did_it_help_again')) as theirs,
               (array_agg(referral_id order by id))[1] as ask
          from waiting group by to_id
    ), placed as materialized (
        select uuidv7() as letter, r.*, free.day as goes_out, free.place
          from readers r cross join lateral (
               select d.day, count(l.id) + 1 as place
                 from (values (r.day), (r.day + 1)) d(day)
                 left join kernel_letter l on l.dedupe_key in (
                      'promise_due:' || r.to_id || ':' || d.day || ':1',
                      'promise_due:' || r.to_id || ':' || d.day || ':2',
                      'promise_due:' || r.to_id || ':' || d.day || ':3')
                group by d.day
               having count(l.id) < 2 and not coalesce(bool_or(l.kind like 'ask%'), false)
                order by d.day limit 1) free
    ), posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select p.letter, now, case when many = 1 or theirs then p.kind else 'asks_wait' end, p.to_id,
               case when u.email is null then 'in_app' else 'email' end,
               case when many = 1 or theirs then p.ask else p.to_id end,
               greatest(now, p.goes_out::timestamp at time zone '{zone}'), 'waiting', 0, '',
               'promise_due:' || p.to_id || ':' || p.goes_out || ':' || p.place
          from placed p join kernel_user u on u.id = p.to_id
        on conflict (dedupe_key) do nothing
        returning id, to_id
    ), told as (
        update cases_asknudge n set settled_at = now, letter_id = l.id
          from waiting w join posted l on l.to_id = w.to_id
         where n.id = w.id
    )
    select count(*) into done from posted;

    with today_already as (
        select r.organisation_id, r.service_id, count(*) as many
          from cases_asknudge n join cases_referral r on r.id = n.referral_id
         where n.to_id is null and n.letter_id is not null
           and n.settled_at >= today::timestamp at time zone '{zone}'
         group by r.organisation_id, r.service_id
    ), waiting as (
        select n.id, n.referral_id, n.kind, r.organisation_id, r.service_id,
               row_number() over (partition by r.organisation_id, r.service_id
                                  order by n.since, n.id) as nth
          from cases_asknudge n join cases_referral r on r.id = n.referral_id
                                join cases_resident p on p.id = r.resident_id
                                join jsonb_to_recordset(hubs) as w(hub uuid) on w.hub = p.hub_id
         where n.settled_at is null and n.to_id is null
    ), posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, w.kind, null, 'email', w.referral_id, now, 'waiting', 0, '',
               'ask_nudge:' || w.id
          from waiting w left join today_already t
               on t.organisation_id = w.organisation_id
              and t.service_id is not distinct from w.service_id
         where w.nth + coalesce(t.many, 0) <= 3
        on conflict (dedupe_key) do nothing
        returning id, dedupe_key
    ), told as (
        update cases_asknudge n set settled_at = now, letter_id = l.id
          from posted l where n.id = substr(l.dedupe_key, 11)::uuid
    )
    select count(*) into more from posted;
    return done + more;
end $$;
"""

# The whole of it, and the only one with rights of its own: in one transaction, one at a time, and in turn with the claims of promises, so that
# each counts the letters that the other posted.
CLOCK = """
create function ask_clock(now timestamptz, here timestamp, hubs jsonb, say jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    today date := here::date;
    done int;
begin
    if not app_is_system() then
        raise exception 'only the clock moves the clock' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('claim_due_promises', 0));
    done := ask_expire(now, today, hubs, say);
    done := done + ask_promise(now, today, hubs, say);
    perform ask_find(now, today, hubs);
    return done + ask_tell(now, here, hubs);
end $$;
"""

ROWS = """
alter table cases_asknudge enable row level security;
alter table cases_asknudge force row level security;
create policy mine on cases_asknudge for select
    using (to_id = app_user_id() or (to_id is null and referral_id = app_guest_of()));

create index kernel_letter_asks on kernel_letter (about_id) where kind = 'ask_arrived';
create index kernel_letter_failed on kernel_letter (about_id) where state = 'failed';
create index cases_sharing_runs_out on cases_sharingdecision (resident_id, "until")
    where answer = 'yes' and "until" is not null;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_asks_are_told")]
    operations = [
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in [
                ROWS,
                WHO,
                HOLDS,
                *(sql.format(zone=settings.TIME_ZONE) for sql in (EXPIRE, ASK_THEM, TELL)),
                FIND,
                CLOCK,
            ]
        ),
    ]
