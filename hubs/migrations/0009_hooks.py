"""Other systems that are told what happens with asks, and each telling."""

from django.db import migrations

POLICIES = """
alter table hubs_hook enable row level security;
alter table hubs_hook force row level security;
create policy keep on hubs_hook
    using ((select reach_of(app_user_id(), 'keep_hooks')) is not null or app_is_system());
alter table hubs_telling enable row level security;
alter table hubs_telling force row level security;
create policy keep on hubs_telling
    using ((select reach_of(app_user_id(), 'keep_hooks')) is not null or app_is_system());

create function claim_tellings(now timestamptz, lease_ended timestamptz, at_most int)
returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
    update hubs_telling t set claimed_at = now
      from (select c.id from hubs_telling c
             where c.state = 'waiting' and c.due <= now
               and (c.claimed_at is null or c.claimed_at <= lease_ended)
             order by c.due limit at_most for update skip locked) due
     where t.id = due.id and app_is_system()
    returning t.id;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0008_offers")]
    operations = [
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
