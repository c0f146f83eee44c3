"""Hand-overs of several people at once, seen by the manager who made them."""

from django.db import migrations

POLICY = """
alter table cases_handover enable row level security;
alter table cases_handover force row level security;
create policy mine on cases_handover using (by_id = app_user_id());
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_standing_in"), ("hubs", "0005_people_at_work")]
    operations = [
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
