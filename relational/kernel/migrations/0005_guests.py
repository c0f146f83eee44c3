"""Somebody without an account, who sees what one link is about and nothing else."""

from django.db import migrations

GUESTS = """
create function app_guest_of() returns uuid language sql stable parallel safe
return nullif(current_setting('app.guest_of', true), '')::uuid;

alter policy mine on kernel_letter
    using (to_id = app_user_id() or (to_id is null and about_id = app_guest_of()));
alter policy change_mine on kernel_letter
    using (to_id = app_user_id() or (to_id is null and about_id = app_guest_of()));
alter policy post on kernel_letter
    with check (app_user_id() is not null or app_guest_of() is not null);
alter policy write_mine on kernel_auditevent
    with check (who_id = app_user_id() or (who_id is null and app_guest_of() is not null));

drop function claim_letters(timestamptz, timestamptz, int);
-- Lease due letters, the first due first. Those whose sender died half-way become uncertain: nobody knows if they left.
create function claim_letters(now timestamptz, lease_ended timestamptz, at_most int)
returns table (id uuid, to_id uuid, about_id uuid)
language sql security definer set search_path = public, pg_temp as $$
    update kernel_letter set state = 'uncertain'
     where state = 'sending' and claimed_at <= lease_ended;
    with claimed as (
        update kernel_letter l set claimed_at = now
          from (select c.id from kernel_letter c
                 where c.state = 'waiting' and c.due <= now
                   and (c.claimed_at is null or c.claimed_at <= lease_ended)
                 order by c.due, c.id limit at_most for update skip locked) due
         where l.id = due.id
        returning l.id, l.to_id, l.about_id, l.due)
    select id, to_id, about_id from claimed order by due, id;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_letters")]
    operations = [
        migrations.RunSQL(GUESTS, migrations.RunSQL.noop),
    ]
