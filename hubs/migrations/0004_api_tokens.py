"""Tokens for programs: seen by their holder, and by the installation when one comes in."""

from django.db import migrations

POLICY = """
alter table hubs_apitoken enable row level security;
alter table hubs_apitoken force row level security;
create policy oneself on hubs_apitoken
    using (user_id = app_user_id() or app_is_system());
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0003_names_spelt_alike")]
    operations = [
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
