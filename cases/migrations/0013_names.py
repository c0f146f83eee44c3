"""The words of names, and whose they are."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_what_i_wrote"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameOf",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "resident",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word", models.TextField()),
                ("called", models.BooleanField()),
                (
                    "sounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
        ),
    ]
