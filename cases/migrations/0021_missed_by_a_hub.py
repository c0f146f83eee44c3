"""What stops the right thing is seen in what a hub asked for and could not get, too."""

from django.db import migrations

WRITTEN = """
drop policy write_the_two on cases_sighting;
create policy write_the_two on cases_sighting for insert
    with check (point_id in (select id from cases_reviewpoint)
                or point_id is null
                and (select reach_of(app_user_id(), 'run_team')) is not null
                and hub_id in (select hub_id from hubs_membership
                                where user_id = app_user_id()));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_kept_from")]
    operations = [
        migrations.RunSQL(WRITTEN, migrations.RunSQL.noop),
    ]
