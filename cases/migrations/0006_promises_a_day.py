"""At most three letters a day about promises, counted exactly; and the letter of a week."""

from django.db import migrations

# `here` is this moment by the clock on the wall. A letter that is found in the evening goes out the
# next morning, so it counts for that day. Each promise is told of once, whoever asks and however
# often: it remembers when. The first two that a reader hears of on a day are a letter each, the third
# letter stands for all the rest. Claims take turns, so that each counts what the one before posted.
# A rest holds a promise back until it ends; quiet hours are minded when the letter is sent.
CLAIM = """
drop function claim_due_promises(timestamptz, date, int);
create function claim_due_promises(now timestamptz, here timestamp, at_most int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    claimed int;
    today date := here::date;
begin
    perform pg_advisory_xact_lock(hashtextextended('claim_due_promises', 0));
    with due as (
        select r.id, r.by_id, r.due,
               today + (h.quiet_from > h.quiet_until and here::time >= h.quiet_from)::int as goes_out
          from cases_reminder r join cases_resident p on p.id = r.resident_id
                                join hubs_hub h on h.id = p.hub_id
         where r.state = 'waiting' and r.due <= today and r.reminded_at is null
           and p.state <> 'ended'
           and not exists (select from cases_pause s where s.resident_id = r.resident_id
                              and s.since <= today and s.until > today)
         order by r.due, r.id limit at_most
           for update of r skip locked),
    marked as (
        update cases_reminder r set reminded_at = now from due where r.id = due.id),
    counted as (
        select id, by_id, 'promise_due:' || by_id || ':' || goes_out || ':' as of_the_day,
               row_number() over (partition by by_id, goes_out order by due, id) as nth
          from due),
    placed as (
        select *, least(3, nth + (select count(*) from kernel_letter
                                   where dedupe_key in (of_the_day || 1, of_the_day || 2,
                                                        of_the_day || 3))) as place
          from counted),
    posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, case when place < 3 then 'promise_due' else 'promises_due' end, by_id,
               case when u.email is null then 'in_app' else 'email' end,
               case when place < 3 then placed.id else by_id end,
               now, 'waiting', 0, '', of_the_day || place
          from placed join kernel_user u on u.id = by_id
        on conflict (dedupe_key) do nothing)
    select count(*) into claimed from due;
    return claimed;
end $$;
"""

# One letter a week to each who has a promise waiting. Whether there is anything to say in it is asked
# with their own eyes when it is sent.
WEEK = """
create function post_week(now timestamptz, week text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare posted int;
begin
    insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                               provider_id, dedupe_key)
    select uuidv7(), now, 'week', u.id, case when u.email is null then 'in_app' else 'email' end,
           u.id, now, 'waiting', 0, '', 'week:' || u.id || ':' || week
      from kernel_user u
     where exists (select from cases_reminder r where r.by_id = u.id and r.state = 'waiting')
    on conflict (dedupe_key) do nothing;
    get diagnostics posted = row_count;
    return posted;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_around_row_security")]
    operations = [
        migrations.RunSQL(CLAIM, migrations.RunSQL.noop),
        migrations.RunSQL(WEEK, migrations.RunSQL.noop),
    ]
