"""Tokens for programs: seen by their holder, and by the installation when one comes in."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

POLICY = """
alter table hubs_apitoken enable row level security;
alter table hubs_apitoken force row level security;
create policy oneself on hubs_apitoken
    using (user_id = app_user_id() or app_is_system());
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0004_names_spelt_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ApiToken",
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
                ("what_for", models.CharField(max_length=120, verbose_name="what it is for")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("ends", models.DateField(verbose_name="until")),
                ("ended_at", models.DateTimeField(null=True)),
                ("last_used_on", models.DateField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
