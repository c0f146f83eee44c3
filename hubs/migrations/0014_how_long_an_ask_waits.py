"""How long help that is asked in may wait at a hub, and when the resident is asked about it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0013_hooks"),
    ]

    operations = [
        migrations.AddField(
            model_name="hub",
            name="expires_after",
            field=models.PositiveSmallIntegerField(default=30),
        ),
        migrations.AddField(
            model_name="hub",
            name="heard_after",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name="hub",
            name="heard_again_after",
            field=models.PositiveSmallIntegerField(default=8),
        ),
        migrations.AddField(
            model_name="hub",
            name="nation",
            field=models.CharField(
                choices=[
                    ("ENG", "England"),
                    ("WLS", "Wales"),
                    ("SCT", "Scotland"),
                    ("NIR", "Northern Ireland"),
                ],
                default="ENG",
                max_length=3,
                verbose_name="bank holidays",
            ),
        ),
        migrations.AddField(
            model_name="hub",
            name="unanswered_after",
            field=models.PositiveSmallIntegerField(default=10),
        ),
        migrations.AddField(
            model_name="hub",
            name="unopened_after",
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.AddConstraint(
            model_name="hub",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_after__gt", models.F("unanswered_after")),
                    ("expires_after__lte", 90),
                    ("unanswered_after__gt", models.F("unopened_after")),
                    ("unopened_after__gte", 1),
                ),
                name="an_ask_waits_in_this_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="hub",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heard_after__gte", 1),
                    ("heard_again_after__gt", models.F("heard_after")),
                    ("heard_again_after__lte", 26),
                ),
                name="they_are_asked_twice_in_this_order",
            ),
        ),
    ]
