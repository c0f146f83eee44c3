"""Lists of people that somebody brings in, and their lines."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseloadImport",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "waits for you"),
                            ("bringing", "is coming in"),
                            ("in", "is in"),
                            ("undoing", "is being taken out"),
                            ("undone", "was taken out"),
                        ],
                        default="read",
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("read_as", models.CharField(max_length=80)),
                ("columns", models.JSONField()),
                ("brought", models.PositiveIntegerField(default=0)),
                ("in_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseloadRow",
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
                ("line", models.PositiveIntegerField()),
                ("said", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "standing",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "cannot go in"), (2, "may be here already"), (3, "new")]
                    ),
                ),
                ("twin_line", models.PositiveIntegerField(null=True)),
                ("known_id", models.UUIDField(null=True)),
                ("wanted", models.BooleanField()),
                ("resident_id", models.UUIDField(null=True)),
                ("verbs", models.PositiveSmallIntegerField(default=0)),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("touched", "something was written since"),
                            ("looked_at", "a colleague read the record since"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "caseload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="cases.caseloadimport",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="caseloadimport",
            index=models.Index(fields=["user", "-made_at"], name="caseloads_of_user"),
        ),
        migrations.AddConstraint(
            model_name="caseloadrow",
            constraint=models.UniqueConstraint(
                fields=("caseload", "line"), name="a_line_of_a_list_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseloadrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing", 1), ("wanted", True), _negated=True),
                name="what_is_wrong_does_not_come_in",
            ),
        ),
    ]
