"""Around the person: the whole circle, strengths, hopes, needs, and reflections."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_words_are_theirs"),
        ("hubs", "0003_what_an_organisation_does"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessNeed",
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
                            ("contact", "a way of contact"),
                            ("format", "a format of letters and papers"),
                            ("professional", "an interpreter or another professional"),
                            ("support", "support with talking and understanding"),
                        ],
                        max_length=12,
                        verbose_name="what kind",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("large_print", "large print"),
                            ("easy_read", "easy read"),
                            ("audio", "audio"),
                            ("braille", "Braille"),
                            ("electronic", "electronic, for a screen reader"),
                            ("translated", "in another language"),
                        ],
                        max_length=12,
                        verbose_name="which format",
                    ),
                ),
                (
                    "what",
                    models.CharField(blank=True, max_length=300, verbose_name="what they need"),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AccessNeedEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "a way of contact"),
                            ("format", "a format of letters and papers"),
                            ("professional", "an interpreter or another professional"),
                            ("support", "support with talking and understanding"),
                        ],
                        max_length=12,
                        verbose_name="what kind",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("large_print", "large print"),
                            ("easy_read", "easy read"),
                            ("audio", "audio"),
                            ("braille", "Braille"),
                            ("electronic", "electronic, for a screen reader"),
                            ("translated", "in another language"),
                        ],
                        max_length=12,
                        verbose_name="which format",
                    ),
                ),
                (
                    "what",
                    models.CharField(blank=True, max_length=300, verbose_name="what they need"),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
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
                ("what", models.CharField(max_length=300, verbose_name="what we do differently")),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdjustmentEvent",
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
                ("what", models.CharField(max_length=300, verbose_name="what we do differently")),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarKey",
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
                ("key", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Concern",
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
                    "their_words",
                    models.CharField(blank=True, max_length=2000, verbose_name="in their words"),
                ),
                (
                    "workers_view",
                    models.CharField(blank=True, max_length=2000, verbose_name="what you see"),
                ),
                ("no_longer_since", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ConcernEvent",
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
                    "their_words",
                    models.CharField(blank=True, max_length=2000, verbose_name="in their words"),
                ),
                (
                    "workers_view",
                    models.CharField(blank=True, max_length=2000, verbose_name="what you see"),
                ),
                ("no_longer_since", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Hope",
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
                ("text", models.CharField(max_length=1000, verbose_name="what they hope for")),
                (
                    "why",
                    models.CharField(blank=True, max_length=1000, verbose_name="why it matters"),
                ),
                (
                    "importance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how important",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dreaming", "dreaming of it"),
                            ("working_on", "working on it"),
                            ("reached", "reached"),
                            ("changed_mind", "changed their mind"),
                            ("resting", "resting"),
                        ],
                        default="dreaming",
                        max_length=12,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="HopeEvent",
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
                ("text", models.CharField(max_length=1000, verbose_name="what they hope for")),
                (
                    "why",
                    models.CharField(blank=True, max_length=1000, verbose_name="why it matters"),
                ),
                (
                    "importance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how important",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dreaming", "dreaming of it"),
                            ("working_on", "working on it"),
                            ("reached", "reached"),
                            ("changed_mind", "changed their mind"),
                            ("resting", "resting"),
                        ],
                        default="dreaming",
                        max_length=12,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kin",
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
                            ("household", "lives in the same household"),
                            ("parent", "parent"),
                            ("child", "child"),
                            ("partner", "partner"),
                            ("sibling", "brother or sister"),
                            ("carer", "carer"),
                            ("other", "another relation"),
                        ],
                        max_length=10,
                        verbose_name="what they are to each other",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="KinEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("household", "lives in the same household"),
                            ("parent", "parent"),
                            ("child", "child"),
                            ("partner", "partner"),
                            ("sibling", "brother or sister"),
                            ("carer", "carer"),
                            ("other", "another relation"),
                        ],
                        max_length=10,
                        verbose_name="what they are to each other",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Nearness",
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
                    "value",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how near",
                    ),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="NearnessEvent",
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
                    "value",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how near",
                    ),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NotThisPerson",
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
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NotThisPersonEvent",
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
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reflection",
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
                    "what_happened",
                    models.CharField(blank=True, max_length=2000, verbose_name="what happened?"),
                ),
                (
                    "what_surprised",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what surprised you?"
                    ),
                ),
                (
                    "what_next",
                    models.CharField(blank=True, max_length=2000, verbose_name="what next?"),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReflectionAbout",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReflectionAboutEvent",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReflectionEvent",
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
                    "what_happened",
                    models.CharField(blank=True, max_length=2000, verbose_name="what happened?"),
                ),
                (
                    "what_surprised",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what surprised you?"
                    ),
                ),
                (
                    "what_next",
                    models.CharField(blank=True, max_length=2000, verbose_name="what next?"),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReflectionReply",
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
                ("text", models.CharField(max_length=2000, verbose_name="your answer")),
            ],
        ),
        migrations.CreateModel(
            name="ReflectionReplyEvent",
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
                ("text", models.CharField(max_length=2000, verbose_name="your answer")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                ("what", models.CharField(max_length=500, verbose_name="what")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="who")),
                ("when", models.DateField(blank=True, null=True, verbose_name="when")),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how sure",
                    ),
                ),
                (
                    "easier",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what would make it easier"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("next", "next"),
                            ("doing", "doing it"),
                            ("done", "done"),
                            ("not_for_me", "not for me"),
                        ],
                        default="next",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="StepEvent",
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
                ("what", models.CharField(max_length=500, verbose_name="what")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="who")),
                ("when", models.DateField(blank=True, null=True, verbose_name="when")),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="how sure",
                    ),
                ),
                (
                    "easier",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what would make it easier"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("next", "next"),
                            ("doing", "doing it"),
                            ("done", "done"),
                            ("not_for_me", "not for me"),
                        ],
                        default="next",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Strength",
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
                        blank=True,
                        choices=[
                            ("gift", "a gift"),
                            ("skill", "a skill"),
                            ("relationship", "a relationship"),
                            ("place", "a place"),
                            ("experience", "something lived through"),
                        ],
                        max_length=12,
                        verbose_name="what is it?",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="in a few words")),
                ("theirs", models.BooleanField(default=True, verbose_name="in their words")),
                ("no_longer_since", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StrengthEvent",
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
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gift", "a gift"),
                            ("skill", "a skill"),
                            ("relationship", "a relationship"),
                            ("place", "a place"),
                            ("experience", "something lived through"),
                        ],
                        max_length=12,
                        verbose_name="what is it?",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="in a few words")),
                ("theirs", models.BooleanField(default=True, verbose_name="in their words")),
                ("no_longer_since", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitNote",
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
                ("text", models.CharField(max_length=500, verbose_name="how to visit safely")),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("serious_harm", "reading it could cause serious harm"),
                            ("somebody_else", "it tells of somebody else"),
                            ("crime", "it could get in the way of preventing a crime"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="VisitNoteEvent",
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
                ("text", models.CharField(max_length=500, verbose_name="how to visit safely")),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("serious_harm", "reading it could cause serious harm"),
                            ("somebody_else", "it tells of somebody else"),
                            ("crime", "it could get in the way of preventing a crime"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="connection",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="connection",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reminder",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reminder",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="resident",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="resident",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="connection",
            name="connected_once_at_a_time",
        ),
        migrations.AddField(
            model_name="connection",
            name="about",
            field=models.CharField(blank=True, max_length=200, verbose_name="in a few words"),
        ),
        migrations.AddField(
            model_name="connection",
            name="chosen_by_resident",
            field=models.BooleanField(null=True, verbose_name="they chose"),
        ),
        migrations.AddField(
            model_name="connection",
            name="closeness",
            field=models.CharField(
                blank=True,
                choices=[("close", "close"), ("steady", "steady"), ("strained", "strained")],
                max_length=8,
                verbose_name="how close",
            ),
        ),
        migrations.AddField(
            model_name="connection",
            name="depth",
            field=models.CharField(
                blank=True,
                choices=[("light", "light"), ("steady", "steady"), ("deep", "deep")],
                max_length=6,
                verbose_name="depth",
            ),
        ),
        migrations.AddField(
            model_name="connection",
            name="how_ended",
            field=models.CharField(blank=True, max_length=300, verbose_name="how it ended"),
        ),
        migrations.AddField(
            model_name="connection",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="connections",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="connection",
            name="person",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="connection",
            name="resident_view",
            field=models.CharField(blank=True, max_length=300, verbose_name="what they say to it"),
        ),
        migrations.AddField(
            model_name="connection",
            name="voice",
            field=models.CharField(
                choices=[
                    ("reads", "reads"),
                    ("contributes", "reads and writes"),
                    ("neither", "neither reads nor writes"),
                ],
                default="contributes",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="about",
            field=models.CharField(blank=True, max_length=200, verbose_name="in a few words"),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="chosen_by_resident",
            field=models.BooleanField(null=True, verbose_name="they chose"),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="closeness",
            field=models.CharField(
                blank=True,
                choices=[("close", "close"), ("steady", "steady"), ("strained", "strained")],
                max_length=8,
                verbose_name="how close",
            ),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="depth",
            field=models.CharField(
                blank=True,
                choices=[("light", "light"), ("steady", "steady"), ("deep", "deep")],
                max_length=6,
                verbose_name="depth",
            ),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="how_ended",
            field=models.CharField(blank=True, max_length=300, verbose_name="how it ended"),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="hubs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="person",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="resident_view",
            field=models.CharField(blank=True, max_length=300, verbose_name="what they say to it"),
        ),
        migrations.AddField(
            model_name="connectionevent",
            name="voice",
            field=models.CharField(
                choices=[
                    ("reads", "reads"),
                    ("contributes", "reads and writes"),
                    ("neither", "neither reads nor writes"),
                ],
                default="contributes",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise", "a promise"),
                    ("check_in", "asking how it goes"),
                    ("look_again", "looking again"),
                    ("hard_day", "a hard day"),
                ],
                default="promise",
                max_length=10,
                verbose_name="what kind",
            ),
        ),
        migrations.AddField(
            model_name="reminderevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise", "a promise"),
                    ("check_in", "asking how it goes"),
                    ("look_again", "looking again"),
                    ("hard_day", "a hard day"),
                ],
                default="promise",
                max_length=10,
                verbose_name="what kind",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="parental_responsibility",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="who holds parental responsibility"
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="speaks_for_self_from",
            field=models.DateField(blank=True, null=True, verbose_name="speaks for themself from"),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="parental_responsibility",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="who holds parental responsibility"
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="speaks_for_self_from",
            field=models.DateField(blank=True, null=True, verbose_name="speaks for themself from"),
        ),
        migrations.AlterField(
            model_name="connection",
            name="part",
            field=models.CharField(
                choices=[
                    ("lead", "walks with"),
                    ("alongside", "alongside"),
                    ("specialist", "specialist"),
                    ("connector", "connector"),
                    ("peer", "peer"),
                    ("family", "family"),
                    ("friend", "friend"),
                    ("neighbour", "neighbour"),
                    ("advocate", "advocate"),
                ],
                default="lead",
                max_length=20,
                verbose_name="part",
            ),
        ),
        migrations.AlterField(
            model_name="connection",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="connections",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="connectionevent",
            name="part",
            field=models.CharField(
                choices=[
                    ("lead", "walks with"),
                    ("alongside", "alongside"),
                    ("specialist", "specialist"),
                    ("connector", "connector"),
                    ("peer", "peer"),
                    ("family", "family"),
                    ("friend", "friend"),
                    ("neighbour", "neighbour"),
                    ("advocate", "advocate"),
                ],
                default="lead",
                max_length=20,
                verbose_name="part",
            ),
        ),
        migrations.AlterField(
            model_name="connectionevent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_connectionevent" ("about", "chosen_by_resident", "closeness", "depth", "how_ended", "id", "made_at", "organisation_id", "part", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "resident_view", "since", "until", "user_id", "voice") VALUES (NEW."about", NEW."chosen_by_resident", NEW."closeness", NEW."depth", NEW."how_ended", NEW."id", NEW."made_at", NEW."organisation_id", NEW."part", NEW."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."resident_view", NEW."since", NEW."until", NEW."user_id", NEW."voice"); RETURN NULL;',
                    hash="a3e7a0ecbdd13848424e315787c6785728d2b81f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_872a1",
                    table="cases_connection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_connectionevent" ("about", "chosen_by_resident", "closeness", "depth", "how_ended", "id", "made_at", "organisation_id", "part", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "resident_view", "since", "until", "user_id", "voice") VALUES (NEW."about", NEW."chosen_by_resident", NEW."closeness", NEW."depth", NEW."how_ended", NEW."id", NEW."made_at", NEW."organisation_id", NEW."part", NEW."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."resident_view", NEW."since", NEW."until", NEW."user_id", NEW."voice"); RETURN NULL;',
                    hash="8fc0b36fa99979c9de107ff8fcd5305ac60331d7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b38a",
                    table="cases_connection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reminderevent" ("by_id", "due", "id", "kind", "made_at", "moved_to_id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "settled_at", "state", "what", "why") VALUES (NEW."by_id", NEW."due", NEW."id", NEW."kind", NEW."made_at", NEW."moved_to_id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."settled_at", NEW."state", NEW."what", NEW."why"); RETURN NULL;',
                    hash="26c9fddfccec11564d20e9cd8231d4ff5317a365",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a8c73",
                    table="cases_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."moved_to_id" IS DISTINCT FROM (NEW."moved_to_id") OR OLD."note_id" IS DISTINCT FROM (NEW."note_id") OR OLD."resident_id" IS DISTINCT FROM (NEW."resident_id") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                    func='INSERT INTO "cases_reminderevent" ("by_id", "due", "id", "kind", "made_at", "moved_to_id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "settled_at", "state", "what", "why") VALUES (NEW."by_id", NEW."due", NEW."id", NEW."kind", NEW."made_at", NEW."moved_to_id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."settled_at", NEW."state", NEW."what", NEW."why"); RETURN NULL;',
                    hash="fd7f20ee4370f10ed2b729714404f3c8695cd8d2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6100e",
                    table="cases_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_residentevent" ("date_of_birth", "date_of_birth_precision", "full_name", "hub_id", "id", "interpreter", "known_as", "language", "made_at", "other_names", "parental_responsibility", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "pronouns", "speaks_for_self_from", "state", "user_id") VALUES (NEW."date_of_birth", NEW."date_of_birth_precision", NEW."full_name", NEW."hub_id", NEW."id", NEW."interpreter", NEW."known_as", NEW."language", NEW."made_at", NEW."other_names", NEW."parental_responsibility", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."pronouns", NEW."speaks_for_self_from", NEW."state", NEW."user_id"); RETURN NULL;',
                    hash="1b6d8b327b6188a9b6856eeed3ee1519412b6bf5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c10a",
                    table="cases_resident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_of_birth" IS DISTINCT FROM (NEW."date_of_birth") OR OLD."date_of_birth_precision" IS DISTINCT FROM (NEW."date_of_birth_precision") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."hub_id" IS DISTINCT FROM (NEW."hub_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interpreter" IS DISTINCT FROM (NEW."interpreter") OR OLD."known_as" IS DISTINCT FROM (NEW."known_as") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."other_names" IS DISTINCT FROM (NEW."other_names") OR OLD."parental_responsibility" IS DISTINCT FROM (NEW."parental_responsibility") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."pronouns" IS DISTINCT FROM (NEW."pronouns") OR OLD."speaks_for_self_from" IS DISTINCT FROM (NEW."speaks_for_self_from") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "cases_residentevent" ("date_of_birth", "date_of_birth_precision", "full_name", "hub_id", "id", "interpreter", "known_as", "language", "made_at", "other_names", "parental_responsibility", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "pronouns", "speaks_for_self_from", "state", "user_id") VALUES (NEW."date_of_birth", NEW."date_of_birth_precision", NEW."full_name", NEW."hub_id", NEW."id", NEW."interpreter", NEW."known_as", NEW."language", NEW."made_at", NEW."other_names", NEW."parental_responsibility", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."pronouns", NEW."speaks_for_self_from", NEW."state", NEW."user_id"); RETURN NULL;',
                    hash="428372bd4747acc68a476d05dfea601b059edb6d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db6fb",
                    table="cases_resident",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True), ("user__isnull", False)),
                fields=("resident", "user"),
                name="connected_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False), ("until__isnull", True)),
                fields=("resident", "organisation"),
                name="organisation_connected_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("organisation__isnull", True), ("person", ""), ("user__isnull", False)
                    ),
                    models.Q(
                        ("organisation__isnull", False), ("person", ""), ("user__isnull", True)
                    ),
                    models.Q(
                        ("organisation__isnull", True),
                        ("user__isnull", True),
                        models.Q(("person", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_connection_is_one_of_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part", "lead"), _negated=True),
                    ("user__isnull", False),
                    _connector="OR",
                ),
                name="a_lead_signs_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.CheckConstraint(
                condition=models.Q(("user__isnull", False), ("voice", "neither"), _connector="OR"),
                name="who_does_not_sign_in_does_not_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part", "lead"), _negated=True),
                    ("voice", "contributes"),
                    _connector="OR",
                ),
                name="a_lead_contributes",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", False), ("how_ended", ""), _connector="OR"),
                name="only_what_ended_says_how",
            ),
        ),
        migrations.AddField(
            model_name="accessneed",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accessneed",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="access_needs",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="accessneedevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accessneedevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.accessneed",
            ),
        ),
        migrations.AddField(
            model_name="accessneedevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="adjustments",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="adjustmentevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="adjustmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.adjustment",
            ),
        ),
        migrations.AddField(
            model_name="adjustmentevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="calendarkey",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_key",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="concerns",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="cases.concern",
            ),
        ),
        migrations.AddField(
            model_name="concernevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concernevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.concern",
            ),
        ),
        migrations.AddField(
            model_name="concernevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="concernevent",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.concern",
            ),
        ),
        migrations.AddField(
            model_name="hope",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hope",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hopes",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="hopeevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hopeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.hope",
            ),
        ),
        migrations.AddField(
            model_name="hopeevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="kin",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="kin",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.resident"
            ),
        ),
        migrations.AddField(
            model_name="kin",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="kin", to="cases.resident"
            ),
        ),
        migrations.AddField(
            model_name="kinevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="kinevent",
            name="other",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="kinevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.kin",
            ),
        ),
        migrations.AddField(
            model_name="kinevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="nearness",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nearness",
            name="hope",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="nearnesses",
                to="cases.hope",
            ),
        ),
        migrations.AddField(
            model_name="nearness",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.resident"
            ),
        ),
        migrations.AddField(
            model_name="nearnessevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nearnessevent",
            name="hope",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.hope",
            ),
        ),
        migrations.AddField(
            model_name="nearnessevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.nearness",
            ),
        ),
        migrations.AddField(
            model_name="nearnessevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="notthisperson",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthisperson",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="not_these",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="notthisperson",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthispersonevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notthispersonevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.notthisperson",
            ),
        ),
        migrations.AddField(
            model_name="notthispersonevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="notthispersonevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reflections",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reflections",
                to="hubs.team",
            ),
        ),
        migrations.AddField(
            model_name="reflectionabout",
            name="note",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reflections",
                to="cases.note",
            ),
        ),
        migrations.AddField(
            model_name="reflectionabout",
            name="reflection",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="about",
                to="cases.reflection",
            ),
        ),
        migrations.AddField(
            model_name="reflectionabout",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reflections",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="reflectionaboutevent",
            name="note",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.note",
            ),
        ),
        migrations.AddField(
            model_name="reflectionaboutevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.reflectionabout",
            ),
        ),
        migrations.AddField(
            model_name="reflectionaboutevent",
            name="reflection",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.reflection",
            ),
        ),
        migrations.AddField(
            model_name="reflectionaboutevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="reflectionevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflectionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.reflection",
            ),
        ),
        migrations.AddField(
            model_name="reflectionevent",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="hubs.team",
            ),
        ),
        migrations.AddField(
            model_name="reflectionreply",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflectionreply",
            name="reflection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replies",
                to="cases.reflection",
            ),
        ),
        migrations.AddField(
            model_name="reflectionreplyevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflectionreplyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.reflectionreply",
            ),
        ),
        migrations.AddField(
            model_name="reflectionreplyevent",
            name="reflection",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.reflection",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="hope",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="cases.hope"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="stepevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stepevent",
            name="hope",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.hope",
            ),
        ),
        migrations.AddField(
            model_name="stepevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.step",
            ),
        ),
        migrations.AddField(
            model_name="stepevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="strength",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="strength",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="strengths",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="strength",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="cases.strength",
            ),
        ),
        migrations.AddField(
            model_name="strengthevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="strengthevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.strength",
            ),
        ),
        migrations.AddField(
            model_name="strengthevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="strengthevent",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.strength",
            ),
        ),
        migrations.AddField(
            model_name="visitnote",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visitnote",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visit_notes",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="visitnote",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visitnoteevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visitnoteevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cases.visitnote",
            ),
        ),
        migrations.AddField(
            model_name="visitnoteevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="visitnoteevent",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="accessneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("format", ""), ("what", ""), _negated=True),
                name="an_access_need_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "format"), ("format", ""), _connector="OR"),
                name="only_a_format_need_names_a_format",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessneed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_accessneedevent" ("author_id", "format", "id", "kind", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until", "what") VALUES (NEW."author_id", NEW."format", NEW."id", NEW."kind", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."until", NEW."what"); RETURN NULL;',
                    hash="fcb55686117f321ad1ab3f5e42c407a7972ac54f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88182",
                    table="cases_accessneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessneed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_accessneedevent" ("author_id", "format", "id", "kind", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until", "what") VALUES (NEW."author_id", NEW."format", NEW."id", NEW."kind", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."until", NEW."what"); RETURN NULL;',
                    hash="8c1978ef1f66a3f65e8751408803318cbcd8d3a4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_319be",
                    table="cases_accessneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessneedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="92851c0b204a277f940afca3648e6ef9b106b7d3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a2e1f",
                    table="cases_accessneedevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_adjustmentevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until", "what") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."until", NEW."what"); RETURN NULL;',
                    hash="1d8bd9b81b184d84e3290f18ab0e788dc863a16c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fce34",
                    table="cases_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_adjustmentevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until", "what") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."until", NEW."what"); RETURN NULL;',
                    hash="f0d283e2806451849381f7b87e766e6a5903683d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77900",
                    table="cases_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="705ed65eb7bc9e608e36273a1a2565c3144039d4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0f2a9",
                    table="cases_adjustmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["resident"], name="concerns_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("their_words", ""), ("workers_view", ""), _negated=True),
                name="a_concern_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_concernevent" ("author_id", "id", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "their_words", "workers_view") VALUES (NEW."author_id", NEW."id", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."their_words", NEW."workers_view"); RETURN NULL;',
                    hash="ef0b8693022512efbed2acb50f961bbee4169240",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44d0b",
                    table="cases_concern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_concernevent" ("author_id", "id", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "their_words", "workers_view") VALUES (NEW."author_id", NEW."id", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."their_words", NEW."workers_view"); RETURN NULL;',
                    hash="dbf18a674b5a7be301c86d23c55fed2e2528c577",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59d7f",
                    table="cases_concern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concernevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c1c1883484a55bf20293f2744963a9977bded526",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fa699",
                    table="cases_concernevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="hope",
            index=models.Index(fields=["resident"], name="hopes_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="hope",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_hope_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="hope",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("importance__isnull", True), ("importance__range", (1, 10)), _connector="OR"
                ),
                name="importance_is_one_to_ten",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hope",
            trigger=pgtrigger.compiler.Trigger(
                name="hopes_are_not_rewritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "resident_id", "text", "author_id" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="72d4943ec61806ebdf2c22ad74787cc5d2d04753",
                    operation='UPDATE OF "resident_id", "text", "author_id" OR DELETE',
                    pgid="pgtrigger_hopes_are_not_rewritten_6fa4a",
                    table="cases_hope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hope",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_hopeevent" ("author_id", "id", "importance", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "state", "state_since", "text", "why") VALUES (NEW."author_id", NEW."id", NEW."importance", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."state", NEW."state_since", NEW."text", NEW."why"); RETURN NULL;',
                    hash="576f003674706c74f4bc3775d522ab658b2064e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_01fdf",
                    table="cases_hope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hope",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_hopeevent" ("author_id", "id", "importance", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "state", "state_since", "text", "why") VALUES (NEW."author_id", NEW."id", NEW."importance", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."state", NEW."state_since", NEW."text", NEW."why"); RETURN NULL;',
                    hash="3d9e3dea40ff4cb9d3c01ede5bb527d49a41368a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2093",
                    table="cases_hope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hopeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7901b952cab6c9d1f345dd346c0a75dea193276d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5486e",
                    table="cases_hopeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="kin",
            constraint=models.CheckConstraint(
                condition=models.Q(("resident", models.F("other")), _negated=True),
                name="nobody_is_their_own_kin",
            ),
        ),
        migrations.AddConstraint(
            model_name="kin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("resident", "other"),
                name="kin_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kin",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_kinevent" ("author_id", "id", "kind", "made_at", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."made_at", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."until"); RETURN NULL;',
                    hash="d197dae17a0eb4cc7981af44706807d244d51645",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_22976",
                    table="cases_kin",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kin",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_kinevent" ("author_id", "id", "kind", "made_at", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "until") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."made_at", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."until"); RETURN NULL;',
                    hash="8e0e55b922534be7854ed0ed41746aaf589a4aa9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_acd93",
                    table="cases_kin",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kinevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e0f29b113c7f0889f7f129824092ff4c6067175f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9ebcb",
                    table="cases_kinevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="nearness",
            index=models.Index(fields=["hope", "said_at"], name="nearnesses_of_hope"),
        ),
        migrations.AddConstraint(
            model_name="nearness",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__range", (0, 10))), name="nearness_is_0_to_10"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nearness",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_nearnessevent" ("by_id", "hope_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "said_at", "value") VALUES (NEW."by_id", NEW."hope_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."said_at", NEW."value"); RETURN NULL;',
                    hash="44a72afe547c150cbc2bef79ee4efa9d0623757c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e75df",
                    table="cases_nearness",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nearness",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_nearnessevent" ("by_id", "hope_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "said_at", "value") VALUES (NEW."by_id", NEW."hope_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."said_at", NEW."value"); RETURN NULL;',
                    hash="89b1f7f82a4f91a04aabafe1eee674df1b2c0231",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77146",
                    table="cases_nearness",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nearnessevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0dfea52b196c633b0522eb5d98e2a76bebb6fc55",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3652c",
                    table="cases_nearnessevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="notthisperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("resident", "user"),
                name="not_this_person_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notthisperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_notthispersonevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "until", "user_id") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."resident_id", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="053bcc1907f0b6a866b682134e70f8e14a1caf1e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a3bf",
                    table="cases_notthisperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notthisperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_notthispersonevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "until", "user_id") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."resident_id", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="fa584433bf00d15e2209fd013619facd3052eb33",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d465f",
                    table="cases_notthisperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notthispersonevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6bda6c168c41c3a8b14ed9b2019bdcaea41fd385",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e6362",
                    table="cases_notthispersonevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reflection",
            index=models.Index(fields=["author", "made_at"], name="reflections_of_author"),
        ),
        migrations.AddIndex(
            model_name="reflection",
            index=models.Index(fields=["team", "shared_at"], name="reflections_of_team"),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what_happened", ""), ("what_next", ""), ("what_surprised", ""), _negated=True
                ),
                name="a_reflection_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_at__isnull", True), ("team__isnull", True)),
                    models.Q(("shared_at__isnull", False), ("team__isnull", False)),
                    _connector="OR",
                ),
                name="shared_is_shared_with_a_team",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reflectionevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "team_id", "what_happened", "what_next", "what_surprised") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."shared_at", NEW."team_id", NEW."what_happened", NEW."what_next", NEW."what_surprised"); RETURN NULL;',
                    hash="b5f9ace7aa6bb07acdec01da2eb48120446f0525",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_069d3",
                    table="cases_reflection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reflectionevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "team_id", "what_happened", "what_next", "what_surprised") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."shared_at", NEW."team_id", NEW."what_happened", NEW."what_next", NEW."what_surprised"); RETURN NULL;',
                    hash="f95e741f1d64df3d26102f697bf219c4e141ee03",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d781",
                    table="cases_reflection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionabout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reflectionaboutevent" ("id", "made_at", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflection_id", "resident_id") VALUES (NEW."id", NEW."made_at", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reflection_id", NEW."resident_id"); RETURN NULL;',
                    hash="17dff90292c266f384c5cc2e02f9d52448e09af2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f599",
                    table="cases_reflectionabout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionabout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reflectionaboutevent" ("id", "made_at", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflection_id", "resident_id") VALUES (NEW."id", NEW."made_at", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reflection_id", NEW."resident_id"); RETURN NULL;',
                    hash="6e7886b60dd5cd5e6f8e2cc59bd65f71ddee4e0b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68ecc",
                    table="cases_reflectionabout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionaboutevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4267afbd0da8f07eb1b5f1fa256ddb55fdba9cf6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c3c43",
                    table="cases_reflectionaboutevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb21028fe32f299c999e42b065e4b33851e046a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5f01b",
                    table="cases_reflectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reflectionreply",
            index=models.Index(fields=["reflection", "made_at"], name="replies_of_reflection"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionreply",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reflectionreplyevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflection_id", "text") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reflection_id", NEW."text"); RETURN NULL;',
                    hash="df8e3180eb141caf644a2cf6e662de4666f6f3aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ec9e",
                    table="cases_reflectionreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionreply",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reflectionreplyevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflection_id", "text") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reflection_id", NEW."text"); RETURN NULL;',
                    hash="cd22805133fb27b9d37c3baaba653a93186e184c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_faaf8",
                    table="cases_reflectionreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reflectionreplyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a894d3dcd8efcad77c6f22003a6a0a9d8def7075",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c0dea",
                    table="cases_reflectionreplyevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["hope"], name="steps_of_hope"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="a_step_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidence__isnull", True), ("confidence__range", (1, 10)), _connector="OR"
                ),
                name="confidence_is_one_to_ten",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="step",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_stepevent" ("author_id", "confidence", "easier", "hope_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "state", "state_since", "what", "when", "who") VALUES (NEW."author_id", NEW."confidence", NEW."easier", NEW."hope_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."state", NEW."state_since", NEW."what", NEW."when", NEW."who"); RETURN NULL;',
                    hash="28b58cfd8a0369d2e062710c710807b96f93a9c7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3d96a",
                    table="cases_step",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="step",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_stepevent" ("author_id", "confidence", "easier", "hope_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "state", "state_since", "what", "when", "who") VALUES (NEW."author_id", NEW."confidence", NEW."easier", NEW."hope_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."state", NEW."state_since", NEW."what", NEW."when", NEW."who"); RETURN NULL;',
                    hash="14981b310bfa56f7ead351d023cb699702a62944",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8343",
                    table="cases_step",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="77c514de5bd9c97207350451d53fd276f4eda0e5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d4ce",
                    table="cases_stepevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="strength",
            index=models.Index(fields=["resident"], name="strengths_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="strength",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_strength_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strength",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_strengthevent" ("author_id", "id", "kind", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "text", "theirs") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."text", NEW."theirs"); RETURN NULL;',
                    hash="1215babe8f418e120295d9d924f49e5aae8815e2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a10c2",
                    table="cases_strength",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strength",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_strengthevent" ("author_id", "id", "kind", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "text", "theirs") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."text", NEW."theirs"); RETURN NULL;',
                    hash="728fb50703ae6542aa8f599e213cd21fd8cabaf5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d254",
                    table="cases_strength",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="strengthevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="65058a593a9e3ad2d60f40fe2cb100251f530422",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d106d",
                    table="cases_strengthevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="visitnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_reviews_their_own_withholding",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitnote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_visitnoteevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "reviewed_at", "reviewed_by_id", "text", "until", "withheld") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."text", NEW."until", NEW."withheld"); RETURN NULL;',
                    hash="5506ae08c08682d5e7e7173167c18dffb78b95a7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f649",
                    table="cases_visitnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitnote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_visitnoteevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "reviewed_at", "reviewed_by_id", "text", "until", "withheld") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."text", NEW."until", NEW."withheld"); RETURN NULL;',
                    hash="64f90cff86d26ee4a3acb669d56cf65b5ac113bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f535",
                    table="cases_visitnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitnoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0d1a89524ffe0b130d9e93c6a4bce1b2d836f125",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d1a96",
                    table="cases_visitnoteevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
