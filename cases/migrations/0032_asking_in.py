"""Asking in, questions about looks, and names that are kept back for a while."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_missed_by_a_hub"),
        ("hubs", "0014_how_long_an_ask_waits"),
        ("kernel", "0005_guests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
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
            ],
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
            ],
        ),
        migrations.AddIndex(
            model_name="resident",
            index=models.Index(fields=["date_of_birth"], name="residents_by_birth"),
        ),
        migrations.AddField(
            model_name="askingin",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="askingin",
            name="asker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="askingin",
            name="resident",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asked_in",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="lookquestion",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lookquestion",
            name="look",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="question",
                to="kernel.accesslog",
            ),
        ),
        migrations.AddField(
            model_name="lookquestion",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks_asked",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="withheldname",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names_withheld",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="withheldname",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="names_withheld",
                to="cases.resident",
            ),
        ),
        migrations.AddField(
            model_name="withheldname",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="askingin",
            index=models.Index(fields=["asker", "made_at"], name="asked_in_by_asker"),
        ),
        migrations.AddIndex(
            model_name="askingin",
            index=models.Index(fields=["resident"], name="asked_in_about"),
        ),
        migrations.AddConstraint(
            model_name="askingin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("resident__isnull", True),
                    models.Q(("ends_at__isnull", False), ("kind", "opening")),
                    models.Q(("ends_at__isnull", True), ("kind", "question")),
                    _connector="OR",
                ),
                name="what_is_opened_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="askingin",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("kind", "question"), _connector="OR"),
                name="only_a_question_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="askingin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(("answered_by", models.F("asker")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_lets_themself_in",
            ),
        ),
        migrations.AddIndex(
            model_name="lookquestion",
            index=models.Index(fields=["resident"], name="looks_asked_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="lookquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                    ),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_words_and_a_name",
            ),
        ),
        migrations.AddIndex(
            model_name="withheldname",
            index=models.Index(fields=["resident", "reader"], name="names_withheld_from"),
        ),
        migrations.AddConstraint(
            model_name="withheldname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("reader")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_reviews_their_own_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="withheldname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True), ("reviewed_by__isnull", False), _connector="OR"
                ),
                name="who_lets_a_name_go_has_one",
            ),
        ),
    ]
