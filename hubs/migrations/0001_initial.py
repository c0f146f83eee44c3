"""All tables of hubs, as its models say."""

import datetime

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedSource",
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
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("url", models.TextField(blank=True, verbose_name="address")),
                ("version", models.CharField(blank=True, max_length=20)),
                ("nightly", models.BooleanField(default=False, verbose_name="read every night")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Hub",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("quiet_from", models.TimeField(default=datetime.time(20, 0))),
                ("quiet_until", models.TimeField(default=datetime.time(8, 0))),
                (
                    "nation",
                    models.CharField(
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
                ("unopened_after", models.PositiveSmallIntegerField(default=3)),
                ("unanswered_after", models.PositiveSmallIntegerField(default=10)),
                ("expires_after", models.PositiveSmallIntegerField(default=30)),
                ("heard_after", models.PositiveSmallIntegerField(default=2)),
                ("heard_again_after", models.PositiveSmallIntegerField(default=8)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_after__gt", models.F("unanswered_after")),
                            ("expires_after__lte", 90),
                            ("unanswered_after__gt", models.F("unopened_after")),
                            ("unopened_after__gte", 1),
                        ),
                        name="an_ask_waits_in_this_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heard_after__gte", 1),
                            ("heard_again_after__gt", models.F("heard_after")),
                            ("heard_again_after__lte", 26),
                        ),
                        name="they_are_asked_twice_in_this_order",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Place",
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
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostcodePlace",
            fields=[
                ("code", models.CharField(max_length=7, primary_key=True, serialize=False)),
                ("easting", models.IntegerField()),
                ("northing", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ApiToken",
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
                ("what_for", models.CharField(max_length=120, verbose_name="what it is for")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("ends", models.DateField(verbose_name="until")),
                ("ended_at", models.DateTimeField(null=True)),
                ("last_used_on", models.DateField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
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
                            ("waiting", "waits to begin"),
                            ("running", "is being read"),
                            ("done", "read to the end"),
                            ("broken_off", "broke off"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("heard_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("why", models.TextField(blank=True)),
                ("total", models.PositiveIntegerField(null=True)),
                ("read", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("faults", models.PositiveIntegerField(default=0)),
                ("conflicts", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("feed",),
                        name="a_feed_is_read_once_at_a_time",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
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
                ("place", models.TextField()),
                ("row_id", models.TextField(blank=True)),
                ("field", models.TextField(blank=True)),
                ("reason", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found",
                        to="hubs.importrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GroupList",
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
                ("name", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("read_as", models.CharField(max_length=20)),
                ("content", models.BinaryField()),
                ("would", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.importrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(max_length=30)),
                ("row", models.UUIDField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hubs.importrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "noun", "row"), name="seen_once_a_run")
                ]
            },
        ),
        migrations.CreateModel(
            name="Location",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                (
                    "location_type",
                    models.CharField(
                        choices=[
                            ("physical", "a place"),
                            ("postal", "for letters"),
                            ("virtual", "online or by phone"),
                        ],
                        default="physical",
                        max_length=10,
                    ),
                ),
                ("name", models.TextField(blank=True)),
                ("alternate_name", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                ("transportation", models.TextField(blank=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("external_identifier", models.TextField(blank=True)),
                ("external_identifier_type", models.TextField(blank=True)),
                ("url", models.TextField(blank=True)),
                (
                    "somebodys_home",
                    models.BooleanField(default=False, verbose_name="somebody lives there"),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="location_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("attention", models.TextField(blank=True)),
                ("address_1", models.TextField(blank=True)),
                ("address_2", models.TextField(blank=True)),
                ("city", models.TextField(blank=True)),
                ("region", models.TextField(blank=True)),
                ("state_province", models.TextField(blank=True)),
                ("postal_code", models.TextField(blank=True)),
                ("country", models.TextField(blank=True)),
                ("address_type", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="hubs.location",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="address_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Accessibility",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("description", models.TextField(blank=True)),
                ("details", models.TextField(blank=True)),
                ("url", models.TextField(blank=True)),
                ("accessibility", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accessibility",
                        to="hubs.location",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="accessibility_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("local_note", models.TextField(blank=True, verbose_name="what we know about it")),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("capacity", "has room"),
                            ("no-capacity", "has no room now"),
                            ("waitlist", "keeps a list of people who wait"),
                        ],
                        max_length=20,
                        verbose_name="room",
                    ),
                ),
                (
                    "capacity_date",
                    models.DateField(blank=True, null=True, verbose_name="room, as of"),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statutory", "public service"),
                            ("charity", "charity"),
                            ("community_group", "community group"),
                            ("mutual", "mutual"),
                            ("business", "business"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("about", models.TextField(blank=True, verbose_name="what it does")),
                ("alternate_name", models.TextField(blank=True)),
                ("email", models.TextField(blank=True, verbose_name="e-mail")),
                ("website", models.TextField(blank=True, verbose_name="website")),
                ("logo", models.TextField(blank=True)),
                ("uri", models.TextField(blank=True)),
                ("parent_organization_id", models.UUIDField(null=True)),
                (
                    "assured_date",
                    models.DateField(blank=True, null=True, verbose_name="last checked"),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="organisation_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                ("title", models.CharField(max_length=120, verbose_name="in a few words")),
                ("about", models.TextField(blank=True, verbose_name="what it is")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="for whom")),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("when", models.CharField(blank=True, max_length=200, verbose_name="when")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                ("full", models.BooleanField(default=False, verbose_name="I’m full")),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="hubs.hub",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "role"], name="membership_by_user"),
                    models.Index(fields=["hub", "user"], name="membership_by_hub"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="location",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="locations",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="hub",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hubs",
                to="hubs.organisation",
            ),
        ),
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
            name="Contact",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("name", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                ("department", models.TextField(blank=True)),
                ("email", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="hubs.location",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="contact_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Blocker",
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
                            ("rule", "a rule"),
                            ("form", "a form"),
                            ("threshold", "a threshold"),
                            ("contract", "a contract"),
                            ("culture", "how we do things here"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="what_stops_things_is_named_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="OrganizationIdentifier",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("identifier_scheme", models.TextField(blank=True)),
                ("identifier_type", models.TextField(blank=True)),
                ("identifier", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organization_identifiers",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="organizationidentifier_once_a_feed",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="hub",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="hubs", to="hubs.place"
            ),
        ),
        migrations.CreateModel(
            name="Service",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("local_note", models.TextField(blank=True, verbose_name="what we know about it")),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("capacity", "has room"),
                            ("no-capacity", "has no room now"),
                            ("waitlist", "keeps a list of people who wait"),
                        ],
                        max_length=20,
                        verbose_name="room",
                    ),
                ),
                (
                    "capacity_date",
                    models.DateField(blank=True, null=True, verbose_name="room, as of"),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("alternate_name", models.TextField(blank=True)),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("url", models.TextField(blank=True, verbose_name="website")),
                ("email", models.TextField(blank=True, verbose_name="e-mail")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "running"),
                            ("inactive", "not running now"),
                            ("defunct", "ended"),
                            ("temporarily closed", "closed for a while"),
                        ],
                        default="active",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("interpretation_services", models.TextField(blank=True)),
                ("application_process", models.TextField(blank=True, verbose_name="how to join")),
                (
                    "eligibility_description",
                    models.TextField(blank=True, verbose_name="who it is for"),
                ),
                ("minimum_age", models.FloatField(blank=True, null=True)),
                ("maximum_age", models.FloatField(blank=True, null=True)),
                ("fees", models.TextField(blank=True, verbose_name="what it costs")),
                ("accreditations", models.TextField(blank=True)),
                (
                    "assured_date",
                    models.DateField(blank=True, null=True, verbose_name="last checked"),
                ),
                ("assurer_email", models.TextField(blank=True)),
                ("alert", models.TextField(blank=True, verbose_name="what to know first")),
                ("last_modified", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="hubs.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["name", "id"], name="service_by_name"),
                    models.Index(fields=["changed_at"], name="service_by_change"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="service_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Phone",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("number", models.TextField(blank=True, verbose_name="number to ring")),
                ("extension", models.TextField(blank=True)),
                ("type", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phones",
                        to="hubs.contact",
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phones",
                        to="hubs.location",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phones",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phones",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="phone_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Language",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("name", models.TextField(blank=True)),
                ("code", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="languages",
                        to="hubs.location",
                    ),
                ),
                (
                    "phone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="languages",
                        to="hubs.phone",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="languages",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="language_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownBy",
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
                ("until", models.DateField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_by",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_by",
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
                        name="known_is_one_thing",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Funding",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("source", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="funding_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CostOption",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("option", models.TextField(blank=True)),
                ("currency", models.TextField(blank=True)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("amount_description", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_options",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="costoption_once_a_feed",
                    )
                ],
            },
        ),
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
                ]
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="hubs.service",
            ),
        ),
        migrations.CreateModel(
            name="ServiceArea",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("name", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                ("extent", models.TextField(blank=True)),
                ("extent_type", models.TextField(blank=True)),
                ("uri", models.TextField(blank=True)),
                ("service_area", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_areas",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="servicearea_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceAtLocation",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("description", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_at_locations",
                        to="hubs.location",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_at_locations",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="serviceatlocation_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("dtstart", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("freq", models.CharField(blank=True, max_length=10)),
                ("interval", models.FloatField(blank=True, null=True)),
                ("byday", models.TextField(blank=True)),
                ("bymonthday", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                ("opens_at", models.TimeField(blank=True, null=True)),
                ("closes_at", models.TimeField(blank=True, null=True)),
                ("schedule_link", models.TextField(blank=True)),
                ("attending_type", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="hubs.location",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="hubs.service",
                    ),
                ),
                (
                    "service_at_location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="hubs.serviceatlocation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="schedule_once_a_feed",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="phone",
            name="service_at_location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phones",
                to="hubs.serviceatlocation",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="service_at_location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="hubs.serviceatlocation",
            ),
        ),
        migrations.CreateModel(
            name="Taxonomy",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("name", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("uri", models.TextField(blank=True)),
                ("version", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="taxonomy_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxonomyTerm",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("name", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("parent_id", models.UUIDField(null=True)),
                ("taxonomy", models.TextField(blank=True)),
                (
                    "taxonomy_id",
                    models.UUIDField(db_column="of_taxonomy", db_index=True, null=True),
                ),
                ("term_uri", models.TextField(blank=True)),
                ("code", models.TextField(blank=True)),
                ("term", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="taxonomyterm_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attribute",
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
                ("source_id", models.TextField(blank=True)),
                ("gone_since", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.JSONField(blank=True, default=dict)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("link_id", models.UUIDField(db_index=True)),
                ("link_entity", models.TextField(blank=True)),
                ("link_type", models.TextField(blank=True)),
                ("value", models.TextField(blank=True)),
                ("label", models.TextField(blank=True)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.feedsource",
                    ),
                ),
                (
                    "taxonomy_term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributes",
                        to="hubs.taxonomyterm",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("feed__isnull", False)),
                        fields=("feed", "source_id"),
                        name="attribute_once_a_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="hubs.hub",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=relational.kernel.base.new_id, editable=False, serialize=False
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
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
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                ("full", models.BooleanField(default=False, verbose_name="I’m full")),
                (
                    "hub",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="hubs.membership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="hubs.team",
            ),
        ),
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
                ]
            },
        ),
        migrations.CreateModel(
            name="FieldConflict",
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
                ("about_type", models.CharField(max_length=40)),
                ("about_id", models.UUIDField()),
                ("about_name", models.TextField(blank=True)),
                ("field", models.CharField(max_length=40)),
                ("theirs", models.JSONField(null=True)),
                ("ours", models.JSONField(null=True)),
                (
                    "chosen",
                    models.CharField(
                        blank=True,
                        choices=[("theirs", "what the feed says"), ("ours", "what we say")],
                        max_length=6,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="hubs.feedsource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("chosen", "")),
                        fields=("about_type", "about_id", "field"),
                        name="one_open_conflict_a_field",
                    )
                ],
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
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covers",
                        to="hubs.hub",
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
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("team__isnull", True), ("hub__isnull", False), _connector="OR"),
                name="a_team_is_in_a_hub",
            ),
        ),
    ]
