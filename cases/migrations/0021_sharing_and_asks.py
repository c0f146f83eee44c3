"""What a resident says of sharing, and asking other services in: moves, messages, links."""

import django.contrib.postgres.fields
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
        ("cases", "0020_hand_overs"),
        ("hubs", "0010_group_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disclosures",
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
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="cases.resident",
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
            ],
            options={
                "abstract": False,
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
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["resident", "at"], name="disclosures_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_reviews_their_own_disclosure",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("not_told_because", ""), ("told_resident", True)),
                    models.Q(
                        ("told_resident", False), models.Q(("not_told_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="who_is_not_told_is_not_told_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disclosure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_disclosureevent" ("at", "by_id", "id", "made_at", "not_told_because", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "reviewed_at", "reviewed_by_id", "to_whom", "told_resident", "what", "why", "withheld") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."made_at", NEW."not_told_because", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."resident_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."to_whom", NEW."told_resident", NEW."what", NEW."why", NEW."withheld"); RETURN NULL;',
                    hash="7c2115c564a25de46fc25c9868818a2774d186eb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6a051",
                    table="cases_disclosure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disclosure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_disclosureevent" ("at", "by_id", "id", "made_at", "not_told_because", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resident_id", "reviewed_at", "reviewed_by_id", "to_whom", "told_resident", "what", "why", "withheld") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."made_at", NEW."not_told_because", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."resident_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."to_whom", NEW."told_resident", NEW."what", NEW."why", NEW."withheld"); RETURN NULL;',
                    hash="eda4d739a1a46cdb4c31b2b71e17581054d83fcb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eefc5",
                    table="cases_disclosure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disclosureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="917f4e8e30df06cdeac0f75fee087d9fcaa468ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e64b3",
                    table="cases_disclosureevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["resident", "made_at"], name="referrals_of_resident"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["organisation", "state"], name="referrals_to_organisation"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["asked_by", "state"], name="referrals_asked_by"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state", "sent")),
                fields=["sent_at"],
                name="referrals_unanswered",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("override", ""), models.Q(("override_why", ""), _negated=True), _connector="OR"
                ),
                name="an_override_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "awaiting_agreement", "withdrawn"]),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="what_was_sent_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_at__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("heard_at__isnull", False)),
                    _connector="OR",
                ),
                name="what_was_heard_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tried_before__isnull", True),
                    models.Q(("tried_before", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="an_ask_does_not_follow_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:awaiting_agreement,draft:sent,draft:withdrawn,awaiting_agreement:sent,awaiting_agreement:draft,awaiting_agreement:withdrawn,sent:accepted,sent:declined,sent:withdrawn,sent:expired,expired:sent,expired:withdrawn,accepted:in_progress,accepted:on_hold,accepted:completed,accepted:ended_early,accepted:withdrawn,in_progress:on_hold,in_progress:completed,in_progress:ended_early,in_progress:withdrawn,on_hold:in_progress,on_hold:completed,on_hold:ended_early,on_hold:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="584b9a88b08e8e88ff4b5f8d564f0a466c50486e",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e4729",
                    table="cases_referral",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"state\" IS DISTINCT FROM 'draft')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                    hash="72821cfe264dce4abc201e1abf0bd6626a504fda",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_a_draft_de069",
                    table="cases_referral",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="sent_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if old.state not in ('draft', 'awaiting_agreement')\n       and (new.resident_id, new.kind, new.asked_by_id, new.organisation_id, new.service_id,\n            new.what_for, new.how_best, new.sections, new.hope_id)\n           is distinct from\n           (old.resident_id, old.kind, old.asked_by_id, old.organisation_id, old.service_id,\n            old.what_for, old.how_best, old.sections, old.hope_id) then\n        raise exception 'what was sent is not changed' using errcode = 'check_violation';\n    end if;\n    return new;\n",
                    hash="48545180debe5e0a313051474e107810e5b77973",
                    operation="UPDATE",
                    pgid="pgtrigger_sent_stays_1b7dc",
                    table="cases_referral",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_referralimage" ("asked_by_id", "asked_together", "heard", "heard_at", "hope_id", "hope_looked_at", "how_best", "id", "kind", "made_at", "meeting", "meets", "opened_at", "organisation_id", "outcome", "override", "override_why", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "sections", "sent_at", "service_id", "state", "tried_before_id", "urgency", "what_for") VALUES (NEW."asked_by_id", NEW."asked_together", NEW."heard", NEW."heard_at", NEW."hope_id", NEW."hope_looked_at", NEW."how_best", NEW."id", NEW."kind", NEW."made_at", NEW."meeting", NEW."meets", NEW."opened_at", NEW."organisation_id", NEW."outcome", NEW."override", NEW."override_why", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."sections", NEW."sent_at", NEW."service_id", NEW."state", NEW."tried_before_id", NEW."urgency", NEW."what_for"); RETURN NULL;',
                    hash="8020608d771090efc65a0f22a6f4fc0941819df3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2939",
                    table="cases_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_referralimage" ("asked_by_id", "asked_together", "heard", "heard_at", "hope_id", "hope_looked_at", "how_best", "id", "kind", "made_at", "meeting", "meets", "opened_at", "organisation_id", "outcome", "override", "override_why", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "sections", "sent_at", "service_id", "state", "tried_before_id", "urgency", "what_for") VALUES (NEW."asked_by_id", NEW."asked_together", NEW."heard", NEW."heard_at", NEW."hope_id", NEW."hope_looked_at", NEW."how_best", NEW."id", NEW."kind", NEW."made_at", NEW."meeting", NEW."meets", NEW."opened_at", NEW."organisation_id", NEW."outcome", NEW."override", NEW."override_why", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."sections", NEW."sent_at", NEW."service_id", NEW."state", NEW."tried_before_id", NEW."urgency", NEW."what_for"); RETURN NULL;',
                    hash="a07c976e22fb50a9f6c27d8e3adf7f3386370ed4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_18505",
                    table="cases_referral",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.UniqueConstraint(
                fields=("referral", "number"), name="one_move_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after", "completed"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="done_says_what",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referralevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bc82db1996239c0691e7b0f1c59a08df1be6a2ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_77cf2",
                    table="cases_referralevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referralimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c3c0a28d105c3048313aae54397500c735fd2bde",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_840c0",
                    table="cases_referralimage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="referralmessage",
            index=models.Index(fields=["referral", "at"], name="messages_of_referral"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referralmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e0f47c98a77a298dc371b16abec88edbf11d2eb4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86ae7",
                    table="cases_referralmessage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="replylink",
            index=models.Index(fields=["referral"], name="links_of_referral"),
        ),
        migrations.AddIndex(
            model_name="sharingdecision",
            index=models.Index(fields=["resident", "section"], name="sharing_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", True), ("connection__isnull", True), _connector="OR"
                ),
                name="sharing_is_with_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("answer", "yes"), _connector="OR"),
                name="only_a_yes_runs_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("capacity", "best_interests"), _negated=True),
                    models.Q(("not_asked_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="best_interests_say_why_nobody_was_asked",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_sharingdecisionevent" ("answer", "by_id", "capacity", "connection_id", "how_explained", "id", "made_at", "not_asked_because", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "resident_id", "section", "until") VALUES (NEW."answer", NEW."by_id", NEW."capacity", NEW."connection_id", NEW."how_explained", NEW."id", NEW."made_at", NEW."not_asked_because", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."resident_id", NEW."section", NEW."until"); RETURN NULL;',
                    hash="6d4f509e320273f2ac9135c1cb7c2c96889e2974",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8c9f",
                    table="cases_sharingdecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_sharingdecisionevent" ("answer", "by_id", "capacity", "connection_id", "how_explained", "id", "made_at", "not_asked_because", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "resident_id", "section", "until") VALUES (NEW."answer", NEW."by_id", NEW."capacity", NEW."connection_id", NEW."how_explained", NEW."id", NEW."made_at", NEW."not_asked_because", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."resident_id", NEW."section", NEW."until"); RETURN NULL;',
                    hash="88e2ec9ad7d77f8698091ff1f6cc890676e71810",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_21f22",
                    table="cases_sharingdecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingdecisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0478d0d535f3784ce443248a9f2767bac5cf2c8b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_038a5",
                    table="cases_sharingdecisionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
