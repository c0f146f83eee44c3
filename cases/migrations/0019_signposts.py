"""What somebody was told of, as lines of their life line."""

from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"
POLICY = f"""
alter table cases_signpost enable row level security;
alter table cases_signpost force row level security;
create policy visible on cases_signpost for select using (resident_id = {SEEN});
create policy write_as_oneself on cases_signpost for insert
    with check (by_id = app_user_id() and resident_id = {SEEN});
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_three_way_meeting"), ("hubs", "0009_hooks")]
    operations = [
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
