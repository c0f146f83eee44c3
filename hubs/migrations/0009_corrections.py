"""What anybody says is not right in the directory, read by who keeps it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

POLICY = """
alter table hubs_correction enable row level security;
alter table hubs_correction force row level security;
create policy say on hubs_correction for insert with check (state = 'waiting');
create policy keep on hubs_correction for select
    using ((select reach_of(app_user_id(), 'keep_directory')) is not null or app_is_system());
create policy decide on hubs_correction for update
    using ((select reach_of(app_user_id(), 'keep_directory')) is not null);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0008_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
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
                ("what", models.TextField(verbose_name="what is not right")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="how to reach you"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "nobody has looked at it yet"),
                            ("taken_up", "taken up"),
                            ("left", "left as it was"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organization__isnull", False), ("service__isnull", True)),
                            models.Q(("organization__isnull", True), ("service__isnull", False)),
                            _connector="OR",
                        ),
                        name="corrected_is_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_decision_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
    ]
