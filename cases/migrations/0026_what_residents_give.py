"""What residents give, and what of it somebody looked at."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_ended_and_restricted"),
        ("hubs", "0009_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferLink",
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
                ("words", models.CharField(max_length=500, verbose_name="what it is")),
                (
                    "named",
                    models.BooleanField(default=False, verbose_name="their first name may be said"),
                ),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "why_not",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is not shown"
                    ),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "looked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.offer",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident", "made_at"], name="offers_of_resident")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="an_offer_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("looked_at__isnull", True),
                                ("offer__isnull", True),
                                ("why_not", ""),
                            ),
                            models.Q(
                                ("looked_at__isnull", False),
                                ("offer__isnull", False),
                                ("why_not", ""),
                            ),
                            models.Q(
                                ("looked_at__isnull", False),
                                ("offer__isnull", True),
                                models.Q(("why_not", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_offer_is_shown_or_says_why_not",
                    ),
                ],
            },
        ),
    ]
