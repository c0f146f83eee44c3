"""Other systems that are told what happens with asks, and each telling."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

POLICIES = """
alter table hubs_hook enable row level security;
alter table hubs_hook force row level security;
create policy keep on hubs_hook
    using ((select reach_of(app_user_id(), 'keep_hooks')) is not null or app_is_system());
alter table hubs_telling enable row level security;
alter table hubs_telling force row level security;
create policy keep on hubs_telling
    using ((select reach_of(app_user_id(), 'keep_hooks')) is not null or app_is_system());

create function claim_tellings(now timestamptz, lease_ended timestamptz, at_most int)
returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
    update hubs_telling t set claimed_at = now
      from (select c.id from hubs_telling c
             where c.state = 'waiting' and c.due <= now
               and (c.claimed_at is null or c.claimed_at <= lease_ended)
             order by c.due limit at_most for update skip locked) due
     where t.id = due.id and app_is_system()
    returning t.id;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0012_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hook",
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
                ("url", models.TextField(verbose_name="address")),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hooks",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Telling",
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
                ("event", models.CharField(max_length=40)),
                ("payload", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
                (
                    "hook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="hubs.hook",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due"],
                        name="tellings_waiting",
                    ),
                    models.Index(fields=["hook", "made_at"], name="tellings_of_hook"),
                ],
            },
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
