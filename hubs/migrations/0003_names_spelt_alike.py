"""Finding a name that is spelt a little differently: by its triples of letters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("hubs", "0002_row_security")]
    operations = [
        migrations.RunSQL("create extension if not exists pg_trgm", migrations.RunSQL.noop)
    ]
