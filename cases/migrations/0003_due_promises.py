"""Turning due promises into letters, in sets."""

from django.db import migrations

# One letter for each promise, whoever asks and however often: the key is unique. A rest holds a
# promise back until it ends; quiet hours are minded when the letter is sent.
CLAIM = """
create function claim_due_promises(now timestamptz, today date, at_most int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare claimed int;
begin
    with due as (
        select r.id, r.by_id
          from cases_reminder r join cases_resident p on p.id = r.resident_id
         where r.state = 'waiting' and r.due <= today and r.reminded_at is null
           and p.state <> 'ended'
           and not exists (select from cases_pause s where s.resident_id = r.resident_id
                              and s.since <= today and s.until > today)
         order by r.due limit at_most
           for update of r skip locked),
    marked as (
        update cases_reminder r set reminded_at = now from due where r.id = due.id),
    posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, 'promise_due', due.by_id,
               case when u.email is null then 'in_app' else 'email' end,
               due.id, now, 'waiting', 0, '', 'promise_due:' || due.id
          from due join kernel_user u on u.id = due.by_id
        on conflict (dedupe_key) do nothing)
    select count(*) into claimed from due;
    return claimed;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_row_security")]
    operations = [migrations.RunSQL(CLAIM, migrations.RunSQL.noop)]
