"""Colleagues see each other; a privacy officer reads the trail and the looks."""

from django.conf import settings
from django.db import migrations

# law() is published from hubs.access after each migration; until then it grants nothing.
POLICIES = f"""
create function law() returns table (role text, "right" text, reach int) language sql immutable
as $$ select null::text, null::text, null::int where false $$;

create function app_today() returns date language sql stable parallel safe
return (now() at time zone '{settings.TIME_ZONE}')::date;

create function works_here(who uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
    select exists (select from hubs_membership where user_id = who and starts <= app_today()
                      and (ends is null or ends > app_today()))
$$;

create function reach_of(who uuid, "right" text) returns int
language sql stable set search_path = public, pg_temp as $$
    select max(l.reach) from hubs_membership m join law() l on l.role = m.role
     where m.user_id = who and l."right" = reach_of."right"
       and m.starts <= app_today() and (m.ends is null or m.ends > app_today())
$$;

-- Everybody here may know who works here; who works here is written by who runs a team.
alter table hubs_membership enable row level security;
alter table hubs_membership force row level security;
create policy known on hubs_membership for select using (true);
create policy run_team on hubs_membership for insert
    with check ((select reach_of(app_user_id(), 'run_team')) is not null or app_is_system());
create policy change on hubs_membership for update
    using (user_id = app_user_id() or (select reach_of(app_user_id(), 'run_team')) is not null);

-- One installation is one partnership: whoever works in it sees who works in it.
create policy colleagues on kernel_user for select
    using (id in (select user_id from hubs_membership) and (select works_here(app_user_id())));

create policy privacy_officer on kernel_accesslog for select
    using ((select reach_of(app_user_id(), 'read_trail')) = 5);
create policy privacy_officer on kernel_auditevent for select
    using ((select reach_of(app_user_id(), 'read_trail')) = 5);
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0001_initial"), ("kernel", "0004_letters")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
