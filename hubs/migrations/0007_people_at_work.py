"""Invitations, seen by who runs a team; and who stands in for whom, known to all at work."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

POLICIES = """
alter table hubs_invitation enable row level security;
alter table hubs_invitation force row level security;
create policy run_team on hubs_invitation
    using ((select reach_of(app_user_id(), 'run_team')) is not null or app_is_system());

alter table hubs_cover enable row level security;
alter table hubs_cover force row level security;
create policy known on hubs_cover for select using ((select works_here(app_user_id())));
create policy arrange on hubs_cover for insert
    with check (by_id = app_user_id()
                and (select reach_of(app_user_id(), 'run_team')) is not null);
create policy change on hubs_cover for update
    using ((select reach_of(app_user_id(), 'run_team')) is not null);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0006_blockers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
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
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("practitioner", "practitioner"),
                            ("connector", "connector"),
                            ("peer", "peer"),
                            ("receiver", "receiver"),
                            ("hub_manager", "hub manager"),
                            ("senior_manager", "senior manager"),
                            ("commissioner", "commissioner"),
                            ("policy_partner", "policy partner"),
                            ("privacy_officer", "privacy officer"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("ends_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="hubs.hub",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cover",
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
                ("starts", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="to")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covers",
                        to="hubs.hub",
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["who", "until"], name="covers_of_who_stands_in")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("starts"))),
                        name="a_cover_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who", models.F("instead_of")), _negated=True),
                        name="nobody_stands_in_for_themself",
                    ),
                ],
            },
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
