"""All tables of cases, as its models say."""

import secrets
import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("hubs", "0001_initial"),
        ("kernel", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("mobile", "mobile"),
                            ("phone", "phone at home"),
                            ("email", "e-mail"),
                            ("post", "post"),
                            ("in_person", "in person"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="number or address")),
                ("safe_to_contact", models.BooleanField(null=True, verbose_name="safe to use")),
                (
                    "ok_to_leave_message",
                    models.BooleanField(default=False, verbose_name="a message may be left"),
                ),
                (
                    "best_times",
                    models.CharField(blank=True, max_length=120, verbose_name="best times"),
                ),
            ],
        ),
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format", ""), ("what", ""), _negated=True),
                        name="an_access_need_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "format"), ("format", ""), _connector="OR"),
                        name="only_a_format_need_names_a_format",
                    ),
                ]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_key",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseloadImport",
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
                            ("read", "waits for you"),
                            ("bringing", "is coming in"),
                            ("in", "is in"),
                            ("undoing", "is being taken out"),
                            ("undone", "was taken out"),
                        ],
                        default="read",
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("read_as", models.CharField(max_length=80)),
                ("columns", models.JSONField()),
                ("brought", models.PositiveIntegerField(default=0)),
                ("in_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-made_at"], name="caseloads_of_user")]
            },
        ),
        migrations.CreateModel(
            name="CaseloadRow",
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
                ("line", models.PositiveIntegerField()),
                ("said", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "standing",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "cannot go in"), (2, "may be here already"), (3, "new")]
                    ),
                ),
                ("twin_line", models.PositiveIntegerField(null=True)),
                ("known_id", models.UUIDField(null=True)),
                ("wanted", models.BooleanField()),
                ("resident_id", models.UUIDField(null=True)),
                ("verbs", models.PositiveSmallIntegerField(default=0)),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("touched", "something was written since"),
                            ("looked_at", "a colleague read the record since"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "caseload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="cases.caseloadimport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("caseload", "line"), name="a_line_of_a_list_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing", 1), ("wanted", True), _negated=True),
                        name="what_is_wrong_does_not_come_in",
                    ),
                ]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="cases.concern",
                    ),
                ),
                (
                    "viewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("their_words", ""), ("workers_view", ""), _negated=True
                        ),
                        name="a_concern_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("viewed_by__isnull", True), ("workers_view", "")),
                            models.Q(
                                models.Q(("workers_view", ""), _negated=True),
                                ("viewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_view_is_somebodys",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Connection",
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
                ("person", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "part",
                    models.CharField(
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
                (
                    "about",
                    models.CharField(blank=True, max_length=200, verbose_name="in a few words"),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[("light", "light"), ("steady", "steady"), ("deep", "deep")],
                        max_length=6,
                        verbose_name="depth",
                    ),
                ),
                (
                    "closeness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("steady", "steady"),
                            ("strained", "strained"),
                        ],
                        max_length=8,
                        verbose_name="how close",
                    ),
                ),
                ("chosen_by_resident", models.BooleanField(null=True, verbose_name="they chose")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("reads", "reads"),
                            ("contributes", "reads and writes"),
                            ("neither", "neither reads nor writes"),
                        ],
                        default="contributes",
                        max_length=11,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "how_ended",
                    models.CharField(blank=True, max_length=300, verbose_name="how it ended"),
                ),
                (
                    "resident_view",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what they say to it"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="connections",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="connections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", True),
                                ("person", ""),
                                ("user__isnull", False),
                            ),
                            models.Q(
                                ("organisation__isnull", False),
                                ("person", ""),
                                ("user__isnull", True),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part", "lead"), _negated=True),
                            ("user__isnull", False),
                            _connector="OR",
                        ),
                        name="a_lead_signs_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", False), ("voice", "neither"), _connector="OR"
                        ),
                        name="who_does_not_sign_in_does_not_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part", "lead"), _negated=True),
                            ("voice", "contributes"),
                            _connector="OR",
                        ),
                        name="a_lead_contributes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", False), ("how_ended", ""), _connector="OR"
                        ),
                        name="only_what_ended_says_how",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                ("what", models.CharField(max_length=2000, verbose_name="what was told")),
                ("to_whom", models.CharField(max_length=200, verbose_name="to whom")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("child_at_risk", "a child may come to harm"),
                            ("adult_at_risk", "an adult may come to harm"),
                            ("serious_crime", "to prevent a serious crime"),
                            ("by_law", "the law asks for it"),
                        ],
                        max_length=14,
                        verbose_name="on what ground",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="why")),
                ("told_resident", models.BooleanField(verbose_name="they were told")),
                (
                    "not_told_because",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why they were not told"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_reviews_their_own_disclosure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("not_told_because", ""), ("told_resident", True)),
                            models.Q(
                                ("told_resident", False),
                                models.Q(("not_told_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="who_is_not_told_is_not_told_for_a_reason",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Goodbye",
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
                    "decided",
                    models.CharField(
                        choices=[
                            ("person", "they decided"),
                            ("together", "decided together"),
                            ("moved", "they moved away"),
                            ("died", "they died"),
                            ("lost_touch", "we lost touch"),
                            ("by_law", "it had to end by law"),
                        ],
                        max_length=10,
                        verbose_name="who decided",
                    ),
                ),
                (
                    "their_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what they say"),
                ),
                (
                    "our_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we say"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
                (
                    "back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("back_at__isnull", True), ("back_by__isnull", True)),
                            models.Q(("back_at__isnull", False), ("back_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_comes_back_comes_by_somebody",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                ("people", models.JSONField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="hubs.hub"
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["by", "-made_at"], name="hand_overs_of_manager")]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_hope_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("importance__isnull", True),
                            ("importance__range", (1, 10)),
                            _connector="OR",
                        ),
                        name="importance_is_one_to_ten",
                    ),
                ]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nearnesses",
                        to="cases.hope",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hope", "said_at"], name="nearnesses_of_hope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__range", (0, 10))), name="nearness_is_0_to_10"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                ("happened_at", models.DateTimeField(verbose_name="when it was")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("drop_in", "at the drop-in"),
                            ("home", "at home"),
                            ("phone", "on the phone"),
                            ("text", "by text"),
                            ("walk", "on a walk"),
                            ("group", "at a group"),
                            ("video", "by video"),
                            ("other", "somewhere else"),
                        ],
                        max_length=10,
                        verbose_name="where it was",
                    ),
                ),
                (
                    "their_words",
                    models.TextField(blank=True, max_length=20000, verbose_name="what they said"),
                ),
                (
                    "what_we_heard",
                    models.TextField(blank=True, max_length=20000, verbose_name="what we heard"),
                ),
                (
                    "agreed",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we agreed"),
                ),
                (
                    "told_again",
                    models.BooleanField(
                        default=False, verbose_name="they had to tell their story again"
                    ),
                ),
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
                ("correction_reason", models.CharField(blank=True, max_length=300)),
                ("entered_in_error", models.CharField(blank=True, max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="cases.note",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed", ""),
                            ("their_words", ""),
                            ("what_we_heard", ""),
                            _negated=True,
                        ),
                        name="a_conversation_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True),
                            models.Q(("correction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_correction_says_why",
                    ),
                ]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
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
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("until", models.DateField(verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="a_rest_ends_after_it_begins",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Proxy",
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
                ("called", models.CharField(max_length=80, verbose_name="who reads")),
                ("wish", models.CharField(max_length=500, verbose_name="what was wished")),
                (
                    "said_how",
                    models.CharField(
                        choices=[
                            ("own_page", "on their own page"),
                            ("told", "told to who walks with them"),
                        ],
                        max_length=8,
                        verbose_name="how it was said",
                    ),
                ),
                ("until", models.DateField(verbose_name="until")),
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called", ""), _negated=True),
                            models.Q(("wish", ""), _negated=True),
                        ),
                        name="a_proxy_is_somebodys_wish",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_proxy_is_ended_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("by")), _negated=True),
                        name="nobody_makes_themself_a_proxy",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                            ("pull_in", "come alongside"),
                            ("introduce", "be introduced"),
                            ("refer", "do something they do"),
                            ("hand_over", "take over the walking"),
                            ("on_behalf", "passed on for somebody else"),
                            ("self", "the resident asks"),
                        ],
                        default="pull_in",
                        max_length=10,
                    ),
                ),
                (
                    "what_for",
                    models.CharField(blank=True, max_length=2000, verbose_name="what it is for"),
                ),
                (
                    "how_best",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="how best to get on with them"
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("routine", "in the next few weeks"), ("urgent", "this week")],
                        default="routine",
                        max_length=7,
                    ),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("most_important", "What matters most to me"),
                                ("people_important", "People who are important to me"),
                                ("how_to_communicate", "How to talk with me"),
                                ("my_wellness", "How I am, and how to keep me well"),
                                ("please_do_and_do_not", "Please do, and please don’t"),
                                ("how_to_support", "How to help me"),
                                ("also_worth_knowing", "Something else worth knowing"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "override",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("safety", "to keep somebody safe"),
                            ("best_interests", "in their best interests"),
                            ("by_law", "the law asks for it"),
                        ],
                        max_length=14,
                    ),
                ),
                ("override_why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "kept for later"),
                            ("awaiting_agreement", "waits for them to agree"),
                            ("sent", "waits for an answer"),
                            ("accepted", "they said yes"),
                            ("declined", "they said no"),
                            ("in_progress", "they have begun"),
                            ("on_hold", "it rests"),
                            ("completed", "done"),
                            ("ended_early", "ended early"),
                            ("withdrawn", "taken back"),
                            ("expired", "nobody answered"),
                        ],
                        default="draft",
                        max_length=18,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("asked_together", models.UUIDField(blank=True, null=True)),
                (
                    "meeting",
                    models.CharField(blank=True, max_length=300, verbose_name="when and where"),
                ),
                (
                    "meets",
                    models.CharField(blank=True, max_length=160, verbose_name="who they will meet"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "it helped"),
                            ("partly", "it helped a little"),
                            ("did_not", "it did not help"),
                            ("could_not_ask", "they could not be asked"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "heard",
                    models.CharField(blank=True, max_length=2000, verbose_name="what they say"),
                ),
                ("heard_at", models.DateTimeField(null=True)),
                ("hope_looked_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="cases.hope",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.service",
                    ),
                ),
                (
                    "tried_before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tried_next",
                        to="cases.referral",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "state"], name="referrals_to_organisation"
                    ),
                    models.Index(fields=["asked_by", "state"], name="referrals_asked_by"),
                    models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["sent_at"],
                        name="referrals_unanswered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("override", ""),
                            models.Q(("override_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_override_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "awaiting_agreement", "withdrawn"]),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="what_was_sent_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("heard_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_heard_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tried_before__isnull", True),
                            models.Q(("tried_before", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="an_ask_does_not_follow_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskNudge",
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
                ("since", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("letter_id", models.UUIDField(null=True)),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nudges",
                        to="cases.referral",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["made_at"],
                        name="nudges_waiting",
                    ),
                    models.Index(fields=["letter_id"], name="nudges_of_letter"),
                    models.Index(fields=["settled_at"], name="nudges_settled"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "kind", "since", "to"),
                        name="reminded_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralEvent",
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
                ("number", models.PositiveIntegerField()),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "kept for later"),
                            ("awaiting_agreement", "waits for them to agree"),
                            ("sent", "waits for an answer"),
                            ("accepted", "they said yes"),
                            ("declined", "they said no"),
                            ("in_progress", "they have begun"),
                            ("on_hold", "it rests"),
                            ("completed", "done"),
                            ("ended_early", "ended early"),
                            ("withdrawn", "taken back"),
                            ("expired", "nobody answered"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "kept for later"),
                            ("awaiting_agreement", "waits for them to agree"),
                            ("sent", "waits for an answer"),
                            ("accepted", "they said yes"),
                            ("declined", "they said no"),
                            ("in_progress", "they have begun"),
                            ("on_hold", "it rests"),
                            ("completed", "done"),
                            ("ended_early", "ended early"),
                            ("withdrawn", "taken back"),
                            ("expired", "nobody answered"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("asks", "who asks"),
                            ("answers", "who is asked"),
                            ("clock", "time"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "no room now"),
                            ("not_for_us", "not what we do"),
                            ("somebody_else", "somebody else is better placed"),
                            ("too_far", "too far away"),
                            ("could_not_reach", "could not reach them"),
                            ("they_asked", "they asked for it"),
                            ("not_a_good_time", "not a good time for them"),
                            ("moved_away", "they moved away"),
                            ("no_longer_needed", "no longer needed"),
                            ("sharing_ended", "they no longer share this"),
                            ("other", "something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("suggestion", models.CharField(blank=True, db_default="", max_length=300)),
                ("by_name", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="cases.referral",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "number"), name="one_move_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after", "draft"), ("before", ""), ("party", "asks")),
                            models.Q(
                                ("after", "awaiting_agreement"),
                                ("before", "draft"),
                                ("party", "asks"),
                            ),
                            models.Q(("after", "sent"), ("before", "draft"), ("party", "asks")),
                            models.Q(
                                ("after", "withdrawn"), ("before", "draft"), ("party", "asks")
                            ),
                            models.Q(
                                ("after", "sent"),
                                ("before", "awaiting_agreement"),
                                ("party", "asks"),
                            ),
                            models.Q(
                                ("after", "draft"),
                                ("before", "awaiting_agreement"),
                                ("party", "asks"),
                            ),
                            models.Q(
                                ("after", "withdrawn"),
                                ("before", "awaiting_agreement"),
                                ("party", "asks"),
                            ),
                            models.Q(
                                ("after", "accepted"), ("before", "sent"), ("party", "answers")
                            ),
                            models.Q(
                                ("after", "declined"), ("before", "sent"), ("party", "answers")
                            ),
                            models.Q(("after", "withdrawn"), ("before", "sent"), ("party", "asks")),
                            models.Q(("after", "expired"), ("before", "sent"), ("party", "clock")),
                            models.Q(("after", "sent"), ("before", "expired"), ("party", "asks")),
                            models.Q(
                                ("after", "withdrawn"), ("before", "expired"), ("party", "asks")
                            ),
                            models.Q(
                                ("after", "in_progress"),
                                ("before", "accepted"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "on_hold"), ("before", "accepted"), ("party", "answers")
                            ),
                            models.Q(
                                ("after", "completed"), ("before", "accepted"), ("party", "answers")
                            ),
                            models.Q(
                                ("after", "ended_early"),
                                ("before", "accepted"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "withdrawn"), ("before", "accepted"), ("party", "asks")
                            ),
                            models.Q(
                                ("after", "on_hold"),
                                ("before", "in_progress"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "completed"),
                                ("before", "in_progress"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "ended_early"),
                                ("before", "in_progress"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "withdrawn"), ("before", "in_progress"), ("party", "asks")
                            ),
                            models.Q(
                                ("after", "in_progress"),
                                ("before", "on_hold"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "completed"), ("before", "on_hold"), ("party", "answers")
                            ),
                            models.Q(
                                ("after", "ended_early"),
                                ("before", "on_hold"),
                                ("party", "answers"),
                            ),
                            models.Q(
                                ("after", "withdrawn"), ("before", "on_hold"), ("party", "asks")
                            ),
                            _connector="OR",
                        ),
                        name="moves_of_the_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("after__in", ["declined", "on_hold", "withdrawn", "ended_early"]),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_no_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after", "completed"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="done_says_what",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReferralMessage",
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
                    "party",
                    models.CharField(
                        choices=[
                            ("asks", "who asks"),
                            ("answers", "who is asked"),
                            ("clock", "time"),
                        ],
                        max_length=7,
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                ("by_name", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="cases.referral",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["referral", "at"], name="messages_of_referral")]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
                        to="hubs.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["author", "made_at"], name="reflections_of_author"),
                    models.Index(fields=["team", "shared_at"], name="reflections_of_team"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what_happened", ""),
                            ("what_next", ""),
                            ("what_surprised", ""),
                            _negated=True,
                        ),
                        name="a_reflection_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shared_at__isnull", True), ("team__isnull", True)),
                            models.Q(("shared_at__isnull", False), ("team__isnull", False)),
                            _connector="OR",
                        ),
                        name="shared_is_shared_with_a_team",
                    ),
                ],
            },
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
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reflections",
                        to="cases.note",
                    ),
                ),
                (
                    "reflection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="about",
                        to="cases.reflection",
                    ),
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reflection",
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reflection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="cases.reflection",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["reflection", "made_at"], name="replies_of_reflection")
                ]
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reflectionreply",
                    ),
                ),
                (
                    "reflection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.reflection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                            ("promise", "a promise"),
                            ("check_in", "asking how it goes"),
                            ("look_again", "looking again"),
                            ("hard_day", "a hard day"),
                            ("answer", "an answer they wait for"),
                        ],
                        default="promise",
                        max_length=10,
                        verbose_name="what kind",
                    ),
                ),
                ("what", models.CharField(max_length=2000, verbose_name="what was said")),
                ("due", models.DateField(verbose_name="by when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "kept"),
                            ("moved", "moved"),
                            ("let_go", "let go"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moved_to",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_from",
                        to="cases.reminder",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminders",
                        to="cases.note",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["by", "due"],
                        name="promises_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due"],
                        name="promises_to_remind",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_settled_promise_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["moved", "let_go"]), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_promise_moved_or_let_go_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moved_to__isnull", False), ("state", "moved")),
                            models.Q(
                                models.Q(("state", "moved"), _negated=True),
                                ("moved_to__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_moved_promise_names_its_new_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyLink",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("address", models.CharField(max_length=254)),
                ("letter_id", models.UUIDField()),
                ("ends_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="cases.referral",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["referral"], name="links_of_referral")]},
        ),
        migrations.CreateModel(
            name="Resident",
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
                ("known_as", models.CharField(max_length=80, verbose_name="called")),
                (
                    "full_name",
                    models.CharField(blank=True, max_length=160, verbose_name="full name"),
                ),
                (
                    "other_names",
                    models.CharField(blank=True, max_length=160, verbose_name="other names"),
                ),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                (
                    "date_of_birth",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "date_of_birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("year", "to the year"),
                        ],
                        default="day",
                        max_length=5,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                (
                    "interpreter",
                    models.BooleanField(default=False, verbose_name="needs an interpreter"),
                ),
                (
                    "parental_responsibility",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who holds parental responsibility"
                    ),
                ),
                (
                    "speaks_for_self_from",
                    models.DateField(
                        blank=True, null=True, verbose_name="speaks for themself from"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("quiet", "quiet"), ("ended", "ended")],
                        default="open",
                        max_length=5,
                    ),
                ),
                ("last_heard_at", models.DateTimeField(null=True)),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residents",
                        to="hubs.hub",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="hubs.place",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="resident",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["date_of_birth"], name="residents_by_birth")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("known_as", ""), _negated=True),
                        name="everybody_is_called_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderEvent",
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
                            ("promise", "a promise"),
                            ("check_in", "asking how it goes"),
                            ("look_again", "looking again"),
                            ("hard_day", "a hard day"),
                            ("answer", "an answer they wait for"),
                        ],
                        default="promise",
                        max_length=10,
                        verbose_name="what kind",
                    ),
                ),
                ("what", models.CharField(max_length=2000, verbose_name="what was said")),
                ("due", models.DateField(verbose_name="by when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "kept"),
                            ("moved", "moved"),
                            ("let_go", "let go"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moved_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.reminder",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.note",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reminder",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="reminder",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="cases.resident",
            ),
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
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.note",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reflectionabout",
                    ),
                ),
                (
                    "reflection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.reflection",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        migrations.CreateModel(
            name="ReferralImage",
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
                            ("pull_in", "come alongside"),
                            ("introduce", "be introduced"),
                            ("refer", "do something they do"),
                            ("hand_over", "take over the walking"),
                            ("on_behalf", "passed on for somebody else"),
                            ("self", "the resident asks"),
                        ],
                        default="pull_in",
                        max_length=10,
                    ),
                ),
                (
                    "what_for",
                    models.CharField(blank=True, max_length=2000, verbose_name="what it is for"),
                ),
                (
                    "how_best",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="how best to get on with them"
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("routine", "in the next few weeks"), ("urgent", "this week")],
                        default="routine",
                        max_length=7,
                    ),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("most_important", "What matters most to me"),
                                ("people_important", "People who are important to me"),
                                ("how_to_communicate", "How to talk with me"),
                                ("my_wellness", "How I am, and how to keep me well"),
                                ("please_do_and_do_not", "Please do, and please don’t"),
                                ("how_to_support", "How to help me"),
                                ("also_worth_knowing", "Something else worth knowing"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "override",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("safety", "to keep somebody safe"),
                            ("best_interests", "in their best interests"),
                            ("by_law", "the law asks for it"),
                        ],
                        max_length=14,
                    ),
                ),
                ("override_why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "kept for later"),
                            ("awaiting_agreement", "waits for them to agree"),
                            ("sent", "waits for an answer"),
                            ("accepted", "they said yes"),
                            ("declined", "they said no"),
                            ("in_progress", "they have begun"),
                            ("on_hold", "it rests"),
                            ("completed", "done"),
                            ("ended_early", "ended early"),
                            ("withdrawn", "taken back"),
                            ("expired", "nobody answered"),
                        ],
                        default="draft",
                        max_length=18,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("asked_together", models.UUIDField(blank=True, null=True)),
                (
                    "meeting",
                    models.CharField(blank=True, max_length=300, verbose_name="when and where"),
                ),
                (
                    "meets",
                    models.CharField(blank=True, max_length=160, verbose_name="who they will meet"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "it helped"),
                            ("partly", "it helped a little"),
                            ("did_not", "it did not help"),
                            ("could_not_ask", "they could not be asked"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "heard",
                    models.CharField(blank=True, max_length=2000, verbose_name="what they say"),
                ),
                ("heard_at", models.DateTimeField(null=True)),
                ("hope_looked_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.hope",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="images",
                        to="cases.referral",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.service",
                    ),
                ),
                (
                    "tried_before",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.referral",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="referral",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="referrals",
                to="cases.resident",
            ),
        ),
        migrations.CreateModel(
            name="Redaction",
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
                    "instead",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what stands there instead"
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="redactions",
                        to="cases.note",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="redactions",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("note",),
                        name="one_redaction_of_a_note",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ProxyEvent",
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
                ("called", models.CharField(max_length=80, verbose_name="who reads")),
                ("wish", models.CharField(max_length=500, verbose_name="what was wished")),
                (
                    "said_how",
                    models.CharField(
                        choices=[
                            ("own_page", "on their own page"),
                            ("told", "told to who walks with them"),
                        ],
                        max_length=8,
                        verbose_name="how it was said",
                    ),
                ),
                ("until", models.DateField(verbose_name="until")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.proxy",
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
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="proxy",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proxies",
                to="cases.resident",
            ),
        ),
        migrations.CreateModel(
            name="PauseEvent",
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
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("until", models.DateField(verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.pause",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="pause",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pauses",
                to="cases.resident",
            ),
        ),
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.notthisperson",
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
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        migrations.CreateModel(
            name="NotHappened",
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
                ("day", models.DateField(verbose_name="which day")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="not_happened",
                        to="cases.reminder",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="not_happened",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident"], name="not_happened_of_resident")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promise", "day"), name="not_happened_is_said_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteEvent",
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
                ("happened_at", models.DateTimeField(verbose_name="when it was")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("drop_in", "at the drop-in"),
                            ("home", "at home"),
                            ("phone", "on the phone"),
                            ("text", "by text"),
                            ("walk", "on a walk"),
                            ("group", "at a group"),
                            ("video", "by video"),
                            ("other", "somewhere else"),
                        ],
                        max_length=10,
                        verbose_name="where it was",
                    ),
                ),
                (
                    "their_words",
                    models.TextField(blank=True, max_length=20000, verbose_name="what they said"),
                ),
                (
                    "what_we_heard",
                    models.TextField(blank=True, max_length=20000, verbose_name="what we heard"),
                ),
                (
                    "agreed",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we agreed"),
                ),
                (
                    "told_again",
                    models.BooleanField(
                        default=False, verbose_name="they had to tell their story again"
                    ),
                ),
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
                ("correction_reason", models.CharField(blank=True, max_length=300)),
                ("entered_in_error", models.CharField(blank=True, max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.note",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.note",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="note",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="cases.resident",
            ),
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
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.hope",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.nearness",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="nearness",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.resident"
            ),
        ),
        migrations.CreateModel(
            name="NameOf",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "resident",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word", models.TextField()),
                ("called", models.BooleanField()),
                (
                    "sounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
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
                ("theirs", models.BooleanField(verbose_name="from the resident")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="message")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident", "made_at"], name="messages_of_resident"),
                    models.Index(
                        condition=models.Q(("theirs", True)),
                        fields=["made_at"],
                        name="messages_to_answer",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LookQuestion",
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
                ("question", models.CharField(blank=True, max_length=500)),
                ("due", models.DateField()),
                ("readers_words", models.CharField(blank=True, max_length=500)),
                ("answer", models.CharField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "look",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question",
                        to="kernel.accesslog",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks_asked",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident"], name="looks_asked_of_resident")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_has_words_and_a_name",
                    )
                ],
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.kin",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.hope",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        migrations.CreateModel(
            name="GoodbyeEvent",
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
                    "decided",
                    models.CharField(
                        choices=[
                            ("person", "they decided"),
                            ("together", "decided together"),
                            ("moved", "they moved away"),
                            ("died", "they died"),
                            ("lost_touch", "we lost touch"),
                            ("by_law", "it had to end by law"),
                        ],
                        max_length=10,
                        verbose_name="who decided",
                    ),
                ),
                (
                    "their_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what they say"),
                ),
                (
                    "our_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we say"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
                (
                    "back_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.goodbye",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="goodbye",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="goodbyes",
                to="cases.resident",
            ),
        ),
        migrations.CreateModel(
            name="Download",
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
                    "name",
                    models.CharField(default=secrets.token_urlsafe, editable=False, max_length=43),
                ),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("ready_at", models.DateTimeField(null=True, verbose_name="ready")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ready_at__isnull", True)),
                        fields=["made_at"],
                        name="downloads_at_work",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="DoorCode",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("later", "waits until you two are alone"),
                            ("paper", "on paper"),
                            ("email", "by e-mail"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "nobody else uses or looks at it"),
                            ("shared", "somebody else uses or looks at it"),
                            ("not_sure", "they are not sure"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=4)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.contactpoint",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="door_codes",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident"], name="door_codes_of_resident"),
                    models.Index(fields=["number"], name="door_codes_by_number"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("ends_at__isnull", True), ("way", "later")),
                            models.Q(
                                models.Q(
                                    models.Q(("way", "later"), _negated=True),
                                    models.Q(("digest", ""), _negated=True),
                                ),
                                ("ends_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_talk_that_waits_has_no_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("digest",),
                        name="a_code_opens_one_door",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("device", "own"), ("point__isnull", False), ("way", "email")),
                            models.Q(
                                models.Q(("way", "email"), _negated=True), ("point__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="what_others_may_see_is_not_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureEvent",
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
                ("what", models.CharField(max_length=2000, verbose_name="what was told")),
                ("to_whom", models.CharField(max_length=200, verbose_name="to whom")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("child_at_risk", "a child may come to harm"),
                            ("adult_at_risk", "an adult may come to harm"),
                            ("serious_crime", "to prevent a serious crime"),
                            ("by_law", "the law asks for it"),
                        ],
                        max_length=14,
                        verbose_name="on what ground",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="why")),
                ("told_resident", models.BooleanField(verbose_name="they were told")),
                (
                    "not_told_because",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why they were not told"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.disclosure",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="disclosure",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="disclosures",
                to="cases.resident",
            ),
        ),
        migrations.CreateModel(
            name="ContactPointEvent",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("mobile", "mobile"),
                            ("phone", "phone at home"),
                            ("email", "e-mail"),
                            ("post", "post"),
                            ("in_person", "in person"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="number or address")),
                ("safe_to_contact", models.BooleanField(null=True, verbose_name="safe to use")),
                (
                    "ok_to_leave_message",
                    models.BooleanField(default=False, verbose_name="a message may be left"),
                ),
                (
                    "best_times",
                    models.CharField(blank=True, max_length=120, verbose_name="best times"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.contactpoint",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contact_points",
                to="cases.resident",
            ),
        ),
        migrations.CreateModel(
            name="ConnectionEvent",
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
                ("person", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "part",
                    models.CharField(
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
                (
                    "about",
                    models.CharField(blank=True, max_length=200, verbose_name="in a few words"),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[("light", "light"), ("steady", "steady"), ("deep", "deep")],
                        max_length=6,
                        verbose_name="depth",
                    ),
                ),
                (
                    "closeness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("steady", "steady"),
                            ("strained", "strained"),
                        ],
                        max_length=8,
                        verbose_name="how close",
                    ),
                ),
                ("chosen_by_resident", models.BooleanField(null=True, verbose_name="they chose")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("reads", "reads"),
                            ("contributes", "reads and writes"),
                            ("neither", "neither reads nor writes"),
                        ],
                        default="contributes",
                        max_length=11,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "how_ended",
                    models.CharField(blank=True, max_length=300, verbose_name="how it ended"),
                ),
                (
                    "resident_view",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what they say to it"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.connection",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="connection",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="connections",
                to="cases.resident",
            ),
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.concern",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.concern",
                    ),
                ),
                (
                    "viewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        migrations.CreateModel(
            name="Attachment",
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
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                        verbose_name="beside which words",
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=43)),
                (
                    "mime",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "a picture"),
                            ("audio/ogg", "a sound"),
                            ("audio/webm", "a sound"),
                            ("audio/mp4", "a sound"),
                            ("audio/mpeg", "a sound"),
                            ("audio/wav", "a sound"),
                        ],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="taken away")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.message",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident"], name="attachments_of_resident")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("message__isnull", True), ("section", ""), _connector="XOR"
                        ),
                        name="an_attachment_stands_with_one_thing",
                    ),
                    models.UniqueConstraint(fields=("name",), name="one_file_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskingIn",
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
                            ("question", "a question to who walks with them"),
                            ("opening", "the record opened for a day"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("with_me", "they are with me now"),
                            ("asked", "they asked me to"),
                            ("safety", "somebody may not be safe"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=3
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_in",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asker", "made_at"], name="asked_in_by_asker"),
                    models.Index(fields=["resident"], name="asked_in_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resident__isnull", True),
                            models.Q(("ends_at__isnull", False), ("kind", "opening")),
                            models.Q(("ends_at__isnull", True), ("kind", "question")),
                            _connector="OR",
                        ),
                        name="what_is_opened_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("kind", "question"), _connector="OR"),
                        name="only_a_question_is_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("asker")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_lets_themself_in",
                    ),
                ],
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.adjustment",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.accessneed",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        migrations.CreateModel(
            name="ResidentEvent",
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
                ("known_as", models.CharField(max_length=80, verbose_name="called")),
                (
                    "full_name",
                    models.CharField(blank=True, max_length=160, verbose_name="full name"),
                ),
                (
                    "other_names",
                    models.CharField(blank=True, max_length=160, verbose_name="other names"),
                ),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                (
                    "date_of_birth",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "date_of_birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("year", "to the year"),
                        ],
                        default="day",
                        max_length=5,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                (
                    "interpreter",
                    models.BooleanField(default=False, verbose_name="needs an interpreter"),
                ),
                (
                    "parental_responsibility",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who holds parental responsibility"
                    ),
                ),
                (
                    "speaks_for_self_from",
                    models.DateField(
                        blank=True, null=True, verbose_name="speaks for themself from"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("quiet", "quiet"), ("ended", "ended")],
                        default="open",
                        max_length=5,
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="cases.resident",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.place",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                    "how_are_you",
                    models.CharField(blank=True, max_length=2000, verbose_name="how are you?"),
                ),
                (
                    "went_well",
                    models.CharField(blank=True, max_length=2000, verbose_name="what went well?"),
                ),
                ("manager_signed_at", models.DateTimeField(null=True)),
                ("worker_signed_at", models.DateTimeField(null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hubs.hub"
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["worker", "made_at"], name="reviews_of_worker"),
                    models.Index(fields=["manager", "made_at"], name="reviews_of_manager"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("manager", models.F("worker")), _negated=True),
                        name="a_review_takes_two_people",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("manager_signed_at__isnull", False),
                            ("worker_signed_at__isnull", False),
                            _negated=True,
                        ),
                        fields=("manager", "worker"),
                        name="one_review_under_way_for_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
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
                    "how_are_you",
                    models.CharField(blank=True, max_length=2000, verbose_name="how are you?"),
                ),
                (
                    "went_well",
                    models.CharField(blank=True, max_length=2000, verbose_name="what went well?"),
                ),
                ("manager_signed_at", models.DateTimeField(null=True)),
                ("worker_signed_at", models.DateTimeField(null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                (
                    "hub",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.hub",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.review",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewPerson",
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
                ("chosen", models.BooleanField(default=True)),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="cases.review",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "resident"), name="somebody_is_chosen_once_a_review"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewPersonEvent",
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
                ("chosen", models.BooleanField(default=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reviewperson",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewPoint",
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
                ("what", models.CharField(max_length=2000, verbose_name="what it is about")),
                (
                    "in_the_way",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what is in the way"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what somebody does"
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_point",
                        to="cases.reminder",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="cases.review",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["who", "due"], name="review_points_of_who")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("action", ""),
                                ("due__isnull", True),
                                ("kept_at__isnull", True),
                                ("who__isnull", True),
                            ),
                            models.Q(
                                models.Q(("action", ""), _negated=True), ("who__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="what_is_to_be_done_has_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewPointEvent",
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
                ("what", models.CharField(max_length=2000, verbose_name="what it is about")),
                (
                    "in_the_way",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what is in the way"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what somebody does"
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.reviewpoint",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.reminder",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.review",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SharingDecision",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("ask_me_first", "ask me first")],
                        max_length=12,
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="what for")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("has", "decided for themself"),
                            ("supported", "decided with support"),
                            ("best_interests", "decided in their best interests"),
                        ],
                        default="has",
                        max_length=14,
                    ),
                ),
                (
                    "how_explained",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was explained"
                    ),
                ),
                (
                    "not_asked_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why they were not asked"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "connection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.connection",
                    ),
                ),
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
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sharing",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident", "section"], name="sharing_of_resident")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", True),
                            ("connection__isnull", True),
                            _connector="OR",
                        ),
                        name="sharing_is_with_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("answer", "yes"), _connector="OR"
                        ),
                        name="only_a_yes_runs_out",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("capacity", "best_interests"), _negated=True),
                            models.Q(("not_asked_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="best_interests_say_why_nobody_was_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharingDecisionEvent",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("ask_me_first", "ask me first")],
                        max_length=12,
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="what for")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("has", "decided for themself"),
                            ("supported", "decided with support"),
                            ("best_interests", "decided in their best interests"),
                        ],
                        default="has",
                        max_length=14,
                    ),
                ),
                (
                    "how_explained",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was explained"
                    ),
                ),
                (
                    "not_asked_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why they were not asked"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "connection",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.sharingdecision",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sighting",
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
                ("seen_on", models.DateField()),
                ("text", models.CharField(max_length=300, verbose_name="how it was seen")),
                (
                    "blocker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="hubs.blocker",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hubs.hub"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="cases.reviewpoint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("blocker", "point"), name="a_point_meets_what_stops_it_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Signpost",
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
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="in a sentence"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        related_name="+",
                        to="hubs.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signposts",
                        to="cases.resident",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hubs.service",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident", "at"], name="signposts_of_resident")]
            },
        ),
        migrations.CreateModel(
            name="StaffView",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff_views",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="cases.staffview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
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
                ("text", models.CharField(max_length=2000, verbose_name="how they see it")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="cases.concern",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="cases.note",
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="cases.referral",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="cases.reminder",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disagreements",
                        to="cases.resident",
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="cases.staffview",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident", "made_at"], name="disagreements_of_resident"),
                    models.Index(fields=["written_by", "made_at"], name="disagreements_to_read"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ask__isnull", True),
                                ("concern__isnull", True),
                                ("note__isnull", False),
                                ("promise__isnull", True),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("ask__isnull", True),
                                ("concern__isnull", True),
                                ("note__isnull", True),
                                ("promise__isnull", True),
                                ("view__isnull", False),
                            ),
                            models.Q(
                                ("ask__isnull", True),
                                ("concern__isnull", False),
                                ("note__isnull", True),
                                ("promise__isnull", True),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("ask__isnull", True),
                                ("concern__isnull", True),
                                ("note__isnull", True),
                                ("promise__isnull", False),
                                ("view__isnull", True),
                            ),
                            models.Q(
                                ("ask__isnull", False),
                                ("concern__isnull", True),
                                ("note__isnull", True),
                                ("promise__isnull", True),
                                ("view__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_disagreement_is_with_one_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_disagreement_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffViewEvent",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.staffview",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.staffview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("dont", models.TextField(blank=True, max_length=20000)),
                ("language", models.CharField(blank=True, max_length=20)),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("own", "their own words"),
                            ("with_support", "written with support"),
                            ("on_behalf", "written on their behalf"),
                        ],
                        max_length=12,
                    ),
                ),
                ("supported_by", models.CharField(blank=True, max_length=160)),
                ("how_completed", models.CharField(blank=True, max_length=300)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                ("set_aside", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="cases.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident", "section", "number"), name="one_statement_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section", "please_do_and_do_not"), ("dont", ""), _connector="OR"
                        ),
                        name="please_dont_in_its_section",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("voice", "on_behalf"), _negated=True),
                            models.Q(("how_completed", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="on_behalf_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("signed", "")),
                            models.Q(
                                ("agreed_at__isnull", False),
                                models.Q(("signed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_is_signed",
                    ),
                ]
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cases.hope",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hope"], name="steps_of_hope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="a_step_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            ("confidence__range", (1, 10)),
                            _connector="OR",
                        ),
                        name="confidence_is_one_to_ten",
                    ),
                ],
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.hope",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.step",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strengths",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="cases.strength",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["resident"], name="strengths_of_resident")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_strength_says_something",
                    )
                ],
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.strength",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.strength",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubjectRequest",
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
                            ("see", "to have a copy"),
                            ("correct", "to put something right"),
                            ("restrict", "to stop using it for now"),
                            ("forget", "to delete it"),
                            ("object", "to say no to how it is used"),
                        ],
                        max_length=8,
                        verbose_name="what they ask",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=5000, verbose_name="in their words"),
                ),
                ("due", models.DateField(verbose_name="answer by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("acknowledged", "read"),
                            ("extended", "needs longer"),
                            ("answered", "answered"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=10000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                (
                    "restricts",
                    models.BooleanField(default=False, verbose_name="restricts the record"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("restricts", True)),
                        fields=["resident"],
                        name="restricted_records",
                    ),
                    models.Index(
                        condition=models.Q(("state", "answered"), _negated=True),
                        fields=["due"],
                        name="requests_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("restricts", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answered_request_has_an_answer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectRequestStep",
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
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked", "asked"),
                            ("acknowledged", "read"),
                            ("extended", "needs longer"),
                            ("answered", "answered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("acknowledged", "read"),
                            ("extended", "needs longer"),
                            ("answered", "answered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=10000, verbose_name="words")),
                ("by_name", models.CharField(max_length=80, verbose_name="by")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cases.subjectrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "after"), name="a_request_goes_each_step_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("dont", models.TextField(blank=True, max_length=20000)),
                ("language", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "taken"),
                            ("changed", "taken with changes"),
                            ("left", "left"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                (
                    "against",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="cases.statement",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementEvent",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("dont", models.TextField(blank=True, max_length=20000)),
                ("language", models.CharField(blank=True, max_length=20)),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("own", "their own words"),
                            ("with_support", "written with support"),
                            ("on_behalf", "written on their behalf"),
                        ],
                        max_length=12,
                    ),
                ),
                ("supported_by", models.CharField(blank=True, max_length=160)),
                ("how_completed", models.CharField(blank=True, max_length=300)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                ("set_aside", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.statement",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.statement",
                    ),
                ),
                (
                    "from_suggestion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.suggestion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="statement",
            name="from_suggestion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="cases.suggestion",
            ),
        ),
        migrations.CreateModel(
            name="SuggestionEvent",
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
                    "section",
                    models.CharField(
                        choices=[
                            ("most_important", "What matters most to me"),
                            ("people_important", "People who are important to me"),
                            ("how_to_communicate", "How to talk with me"),
                            ("my_wellness", "How I am, and how to keep me well"),
                            ("please_do_and_do_not", "Please do, and please don’t"),
                            ("how_to_support", "How to help me"),
                            ("also_worth_knowing", "Something else worth knowing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("dont", models.TextField(blank=True, max_length=20000)),
                ("language", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "taken"),
                            ("changed", "taken with changes"),
                            ("left", "left"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                (
                    "against",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.statement",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.suggestion",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ThreeWayMeeting",
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
                ("giver_name", models.CharField(max_length=160)),
                ("taker_name", models.CharField(max_length=160)),
                ("met_on", models.DateField(verbose_name="when you met")),
                ("advocate", models.CharField(blank=True, max_length=120)),
                (
                    "resident_view",
                    models.CharField(max_length=300, verbose_name="what they say to it"),
                ),
                ("stays", models.BooleanField(default=True)),
                ("giver_signed_at", models.DateTimeField(null=True)),
                ("taker_signed_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="three_way",
                        to="cases.referral",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["taker"], name="three_ways_of_taker")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="a_hand_over_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_view", ""), _negated=True),
                        name="a_hand_over_says_their_view",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreeWayMeetingEvent",
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
                ("giver_name", models.CharField(max_length=160)),
                ("taker_name", models.CharField(max_length=160)),
                ("met_on", models.DateField(verbose_name="when you met")),
                ("advocate", models.CharField(blank=True, max_length=120)),
                (
                    "resident_view",
                    models.CharField(max_length=300, verbose_name="what they say to it"),
                ),
                ("stays", models.BooleanField(default=True)),
                ("giver_signed_at", models.DateTimeField(null=True)),
                ("taker_signed_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.threewaymeeting",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.referral",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit_notes",
                        to="cases.resident",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_reviews_their_own_withholding",
                    )
                ]
            },
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
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cases.visitnote",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.resident",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WithheldName",
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
                    "why",
                    models.CharField(
                        choices=[
                            ("serious_harm", "knowing the name could cause serious harm"),
                            ("somebody_else", "it would tell who spoke up"),
                            ("crime", "it could get in the way of preventing a crime"),
                        ],
                        max_length=14,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names_withheld",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names_withheld",
                        to="cases.resident",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["resident", "reader"], name="names_withheld_from")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("reader")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_reviews_their_own_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True),
                            ("reviewed_by__isnull", False),
                            _connector="OR",
                        ),
                        name="who_lets_a_name_go_has_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Caption",
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
                    "text",
                    models.TextField(max_length=5000, verbose_name="what is on it, or said in it"),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="captions",
                        to="cases.attachment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_caption_says_something",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["resident", "due"], name="promises_of_resident"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["resident", "made_at"], name="referrals_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("resident", "user"),
                name="one_proxy_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="pause",
            index=models.Index(fields=["resident", "until"], name="pauses_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="notthisperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("resident", "user"),
                name="not_this_person_once",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                fields=["resident", "-happened_at", "-id"], name="notes_of_resident"
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
        migrations.AddIndex(
            model_name="hope",
            index=models.Index(fields=["resident"], name="hopes_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="goodbye",
            constraint=models.UniqueConstraint(
                condition=models.Q(("back_at__isnull", True)),
                fields=("resident",),
                name="one_goodbye_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["resident", "at"], name="disclosures_of_resident"),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(fields=["resident"], name="contact_points_of_resident"),
        ),
        migrations.AddIndex(
            model_name="connection",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["user", "resident"],
                name="open_connections_of_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("part", "lead"), ("until__isnull", True)),
                fields=("resident",),
                name="at_most_one_lead",
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
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["resident"], name="concerns_of_resident"),
        ),
    ]
