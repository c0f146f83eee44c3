"""What organisations and groups give."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import relational.kernel.base

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
    dependencies = [
        ("hubs", "0011_postcodes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=relational.kernel.base.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("time", "time"),
                            ("skill", "a skill"),
                            ("thing", "a thing"),
                            ("space", "a space"),
                        ],
                        max_length=5,
                        verbose_name="what is given",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="in a few words")),
                ("about", models.TextField(blank=True, verbose_name="what it is")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="for whom")),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("when", models.CharField(blank=True, max_length=200, verbose_name="when")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunSQL(TIDY, migrations.RunSQL.noop),
    ]
