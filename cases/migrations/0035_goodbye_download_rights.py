"""Goodbyes, downloads, and what residents ask by law about what is kept of them."""

import secrets

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
        ("cases", "0034_not_how_i_see_it"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goodbyes",
                        to="cases.resident",
                    ),
                ),
            ],
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
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to="cases.resident",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("ready_at__isnull", True)),
                        fields=["made_at"],
                        name="downloads_at_work",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="goodbye",
            constraint=models.UniqueConstraint(
                condition=models.Q(("back_at__isnull", True)),
                fields=("resident",),
                name="one_goodbye_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodbye",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("back_at__isnull", True), ("back_by__isnull", True)),
                    models.Q(("back_at__isnull", False), ("back_by__isnull", False)),
                    _connector="OR",
                ),
                name="who_comes_back_comes_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goodbye",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_goodbyeevent" ("back_at", "back_by_id", "by_id", "decided", "id", "made_at", "our_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "their_words") VALUES (NEW."back_at", NEW."back_by_id", NEW."by_id", NEW."decided", NEW."id", NEW."made_at", NEW."our_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."their_words"); RETURN NULL;',
                    hash="8f8d9094b2ce4102aad53f1b18715ce1f14f7136",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c99e",
                    table="cases_goodbye",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goodbye",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_goodbyeevent" ("back_at", "back_by_id", "by_id", "decided", "id", "made_at", "our_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "their_words") VALUES (NEW."back_at", NEW."back_by_id", NEW."by_id", NEW."decided", NEW."id", NEW."made_at", NEW."our_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."their_words"); RETURN NULL;',
                    hash="ee011862371038d84a203485538cce5084791b9c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97b61",
                    table="cases_goodbye",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goodbyeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a97f7fcfe0dc7dbf360d7b58376421baaa1310ac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_907d0",
                    table="cases_goodbyeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("note",),
                name="one_redaction_of_a_note",
            ),
        ),
        migrations.AddIndex(
            model_name="subjectrequest",
            index=models.Index(
                condition=models.Q(("restricts", True)),
                fields=["resident"],
                name="restricted_records",
            ),
        ),
        migrations.AddIndex(
            model_name="subjectrequest",
            index=models.Index(
                condition=models.Q(("state", "answered"), _negated=True),
                fields=["due"],
                name="requests_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequeststep",
            constraint=models.UniqueConstraint(
                fields=("request", "after"), name="a_request_goes_each_step_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subjectrequeststep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1cbb91f6ab990ade0259b3f3f241f50f6fb7e96e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eb6fe",
                    table="cases_subjectrequeststep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
