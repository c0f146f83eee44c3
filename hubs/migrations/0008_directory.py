"""What exists nearby by the Open Referral standard, and the feeds that bring it in."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0007_people_at_work"),
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
            ],
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
            ],
            options={
                "abstract": False,
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
            ],
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
            ],
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
            ],
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
            },
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
            ],
            options={
                "abstract": False,
            },
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
            },
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="alternate_name",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="assured_date",
            field=models.DateField(blank=True, null=True, verbose_name="last checked"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="capacity",
            field=models.CharField(
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
        migrations.AddField(
            model_name="organisation",
            name="capacity_date",
            field=models.DateField(blank=True, null=True, verbose_name="room, as of"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="corrected",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="organisation",
            name="email",
            field=models.TextField(blank=True, verbose_name="e-mail"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="extra",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="organisation",
            name="gone_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="local_note",
            field=models.TextField(blank=True, verbose_name="what we know about it"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="logo",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="parent_organization_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="source_id",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="uri",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="website",
            field=models.TextField(blank=True, verbose_name="website"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="about",
            field=models.TextField(blank=True, verbose_name="what it does"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="organisation",
            name="name",
            field=models.CharField(max_length=255, verbose_name="name"),
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
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="hubs.organisation",
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="organisation_once_a_feed",
            ),
        ),
        migrations.AddField(
            model_name="fieldconflict",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fieldconflict",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conflicts",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="funding",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="importfault",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="found",
                to="hubs.importrun",
            ),
        ),
        migrations.AddField(
            model_name="importseen",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="hubs.importrun"
            ),
        ),
        migrations.AddField(
            model_name="knownby",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="known_by",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="knownby",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="location",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
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
            model_name="language",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="languages",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="addresses",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="accessibility",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accessibility",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="organizationidentifier",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="organizationidentifier",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organization_identifiers",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phones",
                to="hubs.contact",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phones",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phones",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="phone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="languages",
                to="hubs.phone",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedules",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedules",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phones",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="languages",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="knownby",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="known_by",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="funding",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="costoption",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cost_options",
                to="hubs.service",
            ),
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
        migrations.AddField(
            model_name="servicearea",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="servicearea",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_areas",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="serviceatlocation",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="serviceatlocation",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_at_locations",
                to="hubs.location",
            ),
        ),
        migrations.AddField(
            model_name="serviceatlocation",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_at_locations",
                to="hubs.service",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="service_at_location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedules",
                to="hubs.serviceatlocation",
            ),
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
        migrations.AddField(
            model_name="taxonomy",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="taxonomyterm",
            name="feed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hubs.feedsource",
            ),
        ),
        migrations.AddField(
            model_name="attribute",
            name="taxonomy_term",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attributes",
                to="hubs.taxonomyterm",
            ),
        ),
        migrations.AddConstraint(
            model_name="fieldconflict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chosen", "")),
                fields=("about_type", "about_id", "field"),
                name="one_open_conflict_a_field",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("feed",),
                name="a_feed_is_read_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="importseen",
            constraint=models.UniqueConstraint(
                fields=("run", "noun", "row"), name="seen_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="location_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="address_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="accessibility_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationidentifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="organizationidentifier_once_a_feed",
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["name", "id"], name="service_by_name"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["changed_at"], name="service_by_change"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="service_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="language",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="language_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownby",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization__isnull", False), ("service__isnull", True)),
                    models.Q(("organization__isnull", True), ("service__isnull", False)),
                    _connector="OR",
                ),
                name="known_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="funding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="funding_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="costoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="costoption_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicearea",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="servicearea_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceatlocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="serviceatlocation_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="schedule_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="phone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="phone_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="contact_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxonomy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="taxonomy_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxonomyterm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="taxonomyterm_once_a_feed",
            ),
        ),
        migrations.AddConstraint(
            model_name="attribute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed__isnull", False)),
                fields=("feed", "source_id"),
                name="attribute_once_a_feed",
            ),
        ),
    ]
