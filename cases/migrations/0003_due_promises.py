"""Turning due promises into letters, in sets."""

from django.db import migrations

# One letter for each promise and day, whoever asks and however often: the key is unique. A rest
# holds a promise back until it ends. The letter waits for the end of the hub's quiet hours.
CLAIM = """
create function claim_due_promises(now timestamptz, at_most int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    today date := (now at time zone 'Europe/London')::date;
    claimed int;
begin
    with due as (
        select r.id, r.by_id, r.due,
               case when h.quiet_from = h.quiet_until then now
                    else (today + h.quiet_until) at time zone 'Europe/London' end as morning
          from cases_reminder r
          join cases_resident p on p.id = r.resident_id
          join hubs_hub h on h.id = p.hub_id
         where r.state = 'waiting' and r.due <= today
           and r.reminded_for is distinct from r.due
           and p.state <> 'ended'
           and not exists (select from cases_pause s where s.resident_id = r.resident_id
                              and s.since <= today and s.until > today)
         order by r.due limit at_most
           for update of r skip locked),
    marked as (
        update cases_reminder r set reminded_for = due.due from due where r.id = due.id),
    posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, 'promise_due', due.by_id,
               case when u.email is null then 'in_app' else 'email' end,
               due.id, greatest(due.morning, now), 'waiting', 0, '',
               'promise_due:' || due.id || ':' || due.due
          from due join kernel_user u on u.id = due.by_id
        on conflict (dedupe_key) do nothing)
    select count(*) into claimed from due;
    return claimed;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_row_security")]
    operations = [migrations.RunSQL(CLAIM, migrations.RunSQL.noop)]
