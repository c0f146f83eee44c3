"""Codes that open the page of a resident: on paper or by e-mail, good once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0029_messages_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DoorCode",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("later", "waits until you two are alone"),
                            ("paper", "on paper"),
                            ("email", "by e-mail"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "nobody else uses or looks at it"),
                            ("shared", "somebody else uses or looks at it"),
                            ("not_sure", "they are not sure"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=4)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.contactpoint",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="door_codes",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident"], name="door_codes_of_resident"),
                    models.Index(fields=["number"], name="door_codes_by_number"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("ends_at__isnull", True), ("way", "later")),
                            models.Q(
                                models.Q(
                                    models.Q(("way", "later"), _negated=True),
                                    models.Q(("digest", ""), _negated=True),
                                ),
                                ("ends_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_talk_that_waits_has_no_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("digest",),
                        name="a_code_opens_one_door",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("device", "own"), ("point__isnull", False), ("way", "email")),
                            models.Q(
                                models.Q(("way", "email"), _negated=True), ("point__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="what_others_may_see_is_not_sent",
                    ),
                ],
            },
        ),
    ]
