"""All tables of the kernel, as its models say."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TrailSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("events", models.BigIntegerField()),
                ("heads", models.JSONField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
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
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, null=True, unique=True, verbose_name="e-mail"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("display_name", models.CharField(max_length=80, verbose_name="name")),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="emails_in_small_letters",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
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
                ("who_id", models.UUIDField(null=True)),
                ("who_name", models.CharField(max_length=80)),
                ("who_role", models.CharField(max_length=40)),
                ("verb", models.CharField(max_length=60)),
                ("about_type", models.CharField(max_length=60)),
                ("about_id", models.UUIDField(null=True)),
                ("resident_id", models.UUIDField(null=True)),
                ("request_id", models.CharField(default="", editable=False, max_length=64)),
                ("at", models.DateTimeField()),
                ("chain", models.UUIDField(default=None, editable=False, null=True)),
                ("seq", models.BigIntegerField(default=0, editable=False)),
                ("previous", models.CharField(default="", editable=False, max_length=64)),
                ("digest", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["who_id", "at"], name="event_by_who")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "seq"), name="one_event_a_place_in_its_chain"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrailHead",
            fields=[
                ("chain", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_seq", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("seq__gt", models.F("sealed_seq"))),
                        fields=["chain"],
                        name="heads_to_seal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessLog",
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
                ("reader_name", models.CharField(max_length=80)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(blank=True, max_length=120)),
                ("resident_id", models.UUIDField()),
                ("section", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=40)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("quarter", models.BigIntegerField()),
                (
                    "reader",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident_id", "at"], name="looks_at_resident")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident_id", "reader", "section", "purpose", "quarter"),
                        name="one_look_a_quarter_hour",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("kind", models.CharField(max_length=40)),
                (
                    "channel",
                    models.CharField(
                        choices=[("in_app", "on their page"), ("email", "by e-mail")], max_length=20
                    ),
                ),
                ("about_id", models.UUIDField()),
                ("due", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                            ("uncertain", "perhaps sent"),
                            ("not_needed", "no longer needed"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("provider_id", models.CharField(blank=True, max_length=200)),
                ("dedupe_key", models.CharField(max_length=120, unique=True)),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due"],
                        name="letters_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "sending")),
                        fields=["claimed_at"],
                        name="letters_sending",
                    ),
                    models.Index(fields=["to", "due"], name="letters_to_somebody"),
                ],
            },
        ),
    ]
