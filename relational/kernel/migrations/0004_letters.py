"""Claiming letters in sets, so that two workers never hold the same one."""

from django.db import migrations

CLAIM = """
-- Lease due letters. Those whose sender died half-way become uncertain: nobody knows if they left.
create function claim_letters(now timestamptz, lease_ended timestamptz, at_most int)
returns table (id uuid, to_id uuid)
language sql security definer set search_path = public, pg_temp as $$
    update kernel_letter set state = 'uncertain'
     where state = 'sending' and claimed_at <= lease_ended;
    update kernel_letter l set claimed_at = now
      from (select c.id from kernel_letter c
             where c.state = 'waiting' and c.due <= now
               and (c.claimed_at is null or c.claimed_at <= lease_ended)
             order by c.due limit at_most for update skip locked) due
     where l.id = due.id
    returning l.id, l.to_id;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_trail")]
    operations = [migrations.RunSQL(CLAIM, migrations.RunSQL.noop)]
