"""Whose view stands beside what weighs on somebody, also once they said it otherwise."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_promises_a_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="concern",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="concern",
            name="update_update",
        ),
        migrations.AddField(
            model_name="concern",
            name="viewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concernevent",
            name="viewed_by",
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
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_concernevent" ("author_id", "id", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "their_words", "viewed_by_id", "workers_view") VALUES (NEW."author_id", NEW."id", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."their_words", NEW."viewed_by_id", NEW."workers_view"); RETURN NULL;',
                    hash="1a6bece7ce5879f4941e0d22be3de9852fa4dd47",
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
                    func='INSERT INTO "cases_concernevent" ("author_id", "id", "made_at", "no_longer_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "supersedes_id", "their_words", "viewed_by_id", "workers_view") VALUES (NEW."author_id", NEW."id", NEW."made_at", NEW."no_longer_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."supersedes_id", NEW."their_words", NEW."viewed_by_id", NEW."workers_view"); RETURN NULL;',
                    hash="9d93cb3eb2077d480d26ec2604fbd7d167b71a9d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59d7f",
                    table="cases_concern",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("viewed_by__isnull", True), ("workers_view", "")),
                    models.Q(
                        models.Q(("workers_view", ""), _negated=True), ("viewed_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_view_is_somebodys",
            ),
        ),
    ]
