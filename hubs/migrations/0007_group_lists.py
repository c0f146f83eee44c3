"""Lists of community groups that wait for a yes, read by who brought them."""

from django.db import migrations

POLICY = """
alter table hubs_grouplist enable row level security;
alter table hubs_grouplist force row level security;
create policy mine on hubs_grouplist using (user_id = app_user_id() or app_is_system());
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0006_corrections")]
    operations = [
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
