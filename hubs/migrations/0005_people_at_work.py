"""Invitations, seen by who runs a team; and who stands in for whom, known to all at work."""

from django.db import migrations

POLICIES = """
alter table hubs_invitation enable row level security;
alter table hubs_invitation force row level security;
create policy run_team on hubs_invitation
    using ((select reach_of(app_user_id(), 'run_team')) is not null or app_is_system());

alter table hubs_cover enable row level security;
alter table hubs_cover force row level security;
create policy known on hubs_cover for select using ((select works_here(app_user_id())));
create policy arrange on hubs_cover for insert
    with check (by_id = app_user_id()
                and (select reach_of(app_user_id(), 'run_team')) is not null);
create policy change on hubs_cover for update
    using ((select reach_of(app_user_id(), 'run_team')) is not null);
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0004_api_tokens")]
    operations = [
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
