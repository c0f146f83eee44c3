"""What somebody was told of, as lines of their life line."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

SEEN = "any(array(select visible_residents(app_user_id())))"
POLICY = f"""
alter table cases_signpost enable row level security;
alter table cases_signpost force row level security;
create policy visible on cases_signpost for select using (resident_id = {SEEN});
create policy write_as_oneself on cases_signpost for insert
    with check (by_id = app_user_id() and resident_id = {SEEN});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0028_three_way_meeting"),
        ("hubs", "0014_how_long_an_ask_waits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Signpost",
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
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="in a sentence"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signposts",
                        to="cases.resident",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident", "at"], name="signposts_of_resident")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signpost",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8cb72e3ea8af568cf450c4cf01c2399074e88d8b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_08df6",
                    table="cases_signpost",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
