"""What stops the right thing, named once for the whole partnership."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0005_api_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Blocker",
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
                            ("rule", "a rule"),
                            ("form", "a form"),
                            ("threshold", "a threshold"),
                            ("contract", "a contract"),
                            ("culture", "how we do things here"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="what_stops_things_is_named_once",
                    )
                ],
            },
        ),
    ]
