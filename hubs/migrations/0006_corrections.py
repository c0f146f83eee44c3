"""What anybody says is not right in the directory, read by who keeps it."""

from django.db import migrations

POLICY = """
alter table hubs_correction enable row level security;
alter table hubs_correction force row level security;
create policy say on hubs_correction for insert with check (state = 'waiting');
create policy keep on hubs_correction for select
    using ((select reach_of(app_user_id(), 'keep_directory')) is not null or app_is_system());
create policy decide on hubs_correction for update
    using ((select reach_of(app_user_id(), 'keep_directory')) is not null);
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0005_people_at_work")]
    operations = [
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
