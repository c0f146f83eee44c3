"""A row of the log is a move of the table, by the side that may make it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_ask_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after", "draft"), ("before", ""), ("party", "asks")),
                    models.Q(
                        ("after", "awaiting_agreement"), ("before", "draft"), ("party", "asks")
                    ),
                    models.Q(("after", "sent"), ("before", "draft"), ("party", "asks")),
                    models.Q(("after", "withdrawn"), ("before", "draft"), ("party", "asks")),
                    models.Q(
                        ("after", "sent"), ("before", "awaiting_agreement"), ("party", "asks")
                    ),
                    models.Q(
                        ("after", "draft"), ("before", "awaiting_agreement"), ("party", "asks")
                    ),
                    models.Q(
                        ("after", "withdrawn"), ("before", "awaiting_agreement"), ("party", "asks")
                    ),
                    models.Q(("after", "accepted"), ("before", "sent"), ("party", "answers")),
                    models.Q(("after", "declined"), ("before", "sent"), ("party", "answers")),
                    models.Q(("after", "withdrawn"), ("before", "sent"), ("party", "asks")),
                    models.Q(("after", "expired"), ("before", "sent"), ("party", "clock")),
                    models.Q(("after", "sent"), ("before", "expired"), ("party", "asks")),
                    models.Q(("after", "withdrawn"), ("before", "expired"), ("party", "asks")),
                    models.Q(
                        ("after", "in_progress"), ("before", "accepted"), ("party", "answers")
                    ),
                    models.Q(("after", "on_hold"), ("before", "accepted"), ("party", "answers")),
                    models.Q(("after", "completed"), ("before", "accepted"), ("party", "answers")),
                    models.Q(
                        ("after", "ended_early"), ("before", "accepted"), ("party", "answers")
                    ),
                    models.Q(("after", "withdrawn"), ("before", "accepted"), ("party", "asks")),
                    models.Q(("after", "on_hold"), ("before", "in_progress"), ("party", "answers")),
                    models.Q(
                        ("after", "completed"), ("before", "in_progress"), ("party", "answers")
                    ),
                    models.Q(
                        ("after", "ended_early"), ("before", "in_progress"), ("party", "answers")
                    ),
                    models.Q(("after", "withdrawn"), ("before", "in_progress"), ("party", "asks")),
                    models.Q(("after", "in_progress"), ("before", "on_hold"), ("party", "answers")),
                    models.Q(("after", "completed"), ("before", "on_hold"), ("party", "answers")),
                    models.Q(("after", "ended_early"), ("before", "on_hold"), ("party", "answers")),
                    models.Q(("after", "withdrawn"), ("before", "on_hold"), ("party", "asks")),
                    _connector="OR",
                ),
                name="moves_of_the_table",
            ),
        ),
    ]
