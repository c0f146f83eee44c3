"""What matters: statements, suggestions, and the staff view beside them."""

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
        ("cases", "0003_due_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        pgtrigger.migrations.AddTrigger(
            model_name="staffview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_staffviewevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "supersedes_id", "text") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."section", NEW."supersedes_id", NEW."text"); RETURN NULL;',
                    hash="e5ac9a44e5c5d63dbfea3e885a64cb799e2e4424",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4cc49",
                    table="cases_staffview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_staffviewevent" ("author_id", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "supersedes_id", "text") VALUES (NEW."author_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."section", NEW."supersedes_id", NEW."text"); RETURN NULL;',
                    hash="dc3ba7fbf999ce5ec193255d8f4bec1320a4d93b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4c3f7",
                    table="cases_staffview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b7c71f60570b83add0bbe7096811c2bed9457028",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_873df",
                    table="cases_staffviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_suggestionevent" ("against_id", "author_id", "decided_at", "decided_by_id", "dont", "id", "language", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "signed", "state", "text") VALUES (NEW."against_id", NEW."author_id", NEW."decided_at", NEW."decided_by_id", NEW."dont", NEW."id", NEW."language", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."section", NEW."signed", NEW."state", NEW."text"); RETURN NULL;',
                    hash="3a9ad3731d327f3afe25f8abf069eab962c1c5c7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08045",
                    table="cases_suggestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_suggestionevent" ("against_id", "author_id", "decided_at", "decided_by_id", "dont", "id", "language", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "signed", "state", "text") VALUES (NEW."against_id", NEW."author_id", NEW."decided_at", NEW."decided_by_id", NEW."dont", NEW."id", NEW."language", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."section", NEW."signed", NEW."state", NEW."text"); RETURN NULL;',
                    hash="eb8bb525cc59320eac368c39d76c0570078ea012",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10ed2",
                    table="cases_suggestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b180941bc08c1a1e6b3eae7b07915b5f111a9ac4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a288",
                    table="cases_statementevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("resident", "section", "number"), name="one_statement_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("section", "please_do_and_do_not"), ("dont", ""), _connector="OR"
                ),
                name="please_dont_in_its_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("voice", "on_behalf"), _negated=True),
                    models.Q(("how_completed", ""), _negated=True),
                    _connector="OR",
                ),
                name="on_behalf_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("signed", "")),
                    models.Q(("agreed_at__isnull", False), models.Q(("signed", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreed_is_signed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="words_never_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "resident_id", "section", "number", "text", "dont", "language", "voice", "author_id", "supersedes_id", "set_aside", "signed" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="fbf57f997086e6846b7296ec0e810dca45b4f566",
                    operation='UPDATE OF "resident_id", "section", "number", "text", "dont", "language", "voice", "author_id", "supersedes_id", "set_aside", "signed" OR DELETE',
                    pgid="pgtrigger_words_never_change_e67bb",
                    table="cases_statement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_statementevent" ("agreed_at", "author_id", "dont", "from_suggestion_id", "how_completed", "id", "language", "made_at", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "set_aside", "settled_at", "signed", "supersedes_id", "supported_by", "text", "voice") VALUES (NEW."agreed_at", NEW."author_id", NEW."dont", NEW."from_suggestion_id", NEW."how_completed", NEW."id", NEW."language", NEW."made_at", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."section", NEW."set_aside", NEW."settled_at", NEW."signed", NEW."supersedes_id", NEW."supported_by", NEW."text", NEW."voice"); RETURN NULL;',
                    hash="9f1b91b3c3969a1b1634aa1ea934e538e07bb140",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b441f",
                    table="cases_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_statementevent" ("agreed_at", "author_id", "dont", "from_suggestion_id", "how_completed", "id", "language", "made_at", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "section", "set_aside", "settled_at", "signed", "supersedes_id", "supported_by", "text", "voice") VALUES (NEW."agreed_at", NEW."author_id", NEW."dont", NEW."from_suggestion_id", NEW."how_completed", NEW."id", NEW."language", NEW."made_at", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."section", NEW."set_aside", NEW."settled_at", NEW."signed", NEW."supersedes_id", NEW."supported_by", NEW."text", NEW."voice"); RETURN NULL;',
                    hash="9f041a082f078b4cd53907f7c08e8ae7f41f5b2b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2730",
                    table="cases_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suggestionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="36cad3e391f5a60742523da0bb2614966fd5446a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_51cd8",
                    table="cases_suggestionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
