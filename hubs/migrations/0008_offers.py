"""What organisations and groups give."""

from django.db import migrations

# What is said of a thing, as finding reads it: small letters, no marks, a space before each word.
# Two columns that Django need not know keep it, since a pattern takes ten times as long to compare.
TIDY = """
create function tidy(said text) returns text language sql immutable parallel safe as $$
    select ' ' || regexp_replace(
        regexp_replace(lower(said), '[''’]', '', 'g'), '[^[:alnum:]_]+', ' ', 'g')
$$;
alter table hubs_service add column tidy text not null
    generated always as (tidy(description || ' ' || eligibility_description)) stored;
alter table hubs_organisation add column tidy text not null
    generated always as (tidy(about)) stored;
"""


class Migration(migrations.Migration):
    dependencies = [("hubs", "0007_group_lists")]
    operations = [
        migrations.RunSQL(TIDY, migrations.RunSQL.noop),
    ]
