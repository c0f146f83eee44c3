"""Caseload reviews: the two, whom they talked about, the points, and what stops the right thing."""

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
        ("cases", "0016_caseload_row_security"),
        ("hubs", "0006_blockers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="cases.reviewpoint",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["worker", "made_at"], name="reviews_of_worker"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["manager", "made_at"], name="reviews_of_manager"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("manager", models.F("worker")), _negated=True),
                name="a_review_takes_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("manager_signed_at__isnull", False),
                    ("worker_signed_at__isnull", False),
                    _negated=True,
                ),
                fields=("manager", "worker"),
                name="one_review_under_way_for_two",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reviewevent" ("how_are_you", "hub_id", "id", "made_at", "manager_id", "manager_signed_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed", "went_well", "worker_id", "worker_signed_at") VALUES (NEW."how_are_you", NEW."hub_id", NEW."id", NEW."made_at", NEW."manager_id", NEW."manager_signed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."signed", NEW."went_well", NEW."worker_id", NEW."worker_signed_at"); RETURN NULL;',
                    hash="c57b4f935358454acb05600b04dce696c5545b37",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2fd1e",
                    table="cases_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reviewevent" ("how_are_you", "hub_id", "id", "made_at", "manager_id", "manager_signed_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed", "went_well", "worker_id", "worker_signed_at") VALUES (NEW."how_are_you", NEW."hub_id", NEW."id", NEW."made_at", NEW."manager_id", NEW."manager_signed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."signed", NEW."went_well", NEW."worker_id", NEW."worker_signed_at"); RETURN NULL;',
                    hash="deec963593273baab49ae58a08fc1da5de031140",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_533d1",
                    table="cases_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef005d4fac37390c3aa6146ca0379563f6765f11",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e8e5",
                    table="cases_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewperson",
            constraint=models.UniqueConstraint(
                fields=("review", "resident"), name="somebody_is_chosen_once_a_review"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reviewpersonevent" ("chosen", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "review_id") VALUES (NEW."chosen", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resident_id", NEW."review_id"); RETURN NULL;',
                    hash="09febe9556f49119c678b7220cd7f3747c283330",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3725",
                    table="cases_reviewperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reviewpersonevent" ("chosen", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "review_id") VALUES (NEW."chosen", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resident_id", NEW."review_id"); RETURN NULL;',
                    hash="efeb51cf09182391f4f7b00ed495735d7a0f5682",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7ccd",
                    table="cases_reviewperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewpersonevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="474b34b9516c356f9f5a83d0c73a9d0f5757956b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bc2b4",
                    table="cases_reviewpersonevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reviewpoint",
            index=models.Index(fields=["who", "due"], name="review_points_of_who"),
        ),
        migrations.AddConstraint(
            model_name="reviewpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action", ""),
                        ("due__isnull", True),
                        ("kept_at__isnull", True),
                        ("who__isnull", True),
                    ),
                    models.Q(models.Q(("action", ""), _negated=True), ("who__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_to_be_done_has_a_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_reviewpointevent" ("action", "author_id", "due", "id", "in_the_way", "kept_at", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "resident_id", "review_id", "what", "who_id") VALUES (NEW."action", NEW."author_id", NEW."due", NEW."id", NEW."in_the_way", NEW."kept_at", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."promise_id", NEW."resident_id", NEW."review_id", NEW."what", NEW."who_id"); RETURN NULL;',
                    hash="9c45486ed845f755ef33660dccd0e97fc226b0d4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e89d8",
                    table="cases_reviewpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_reviewpointevent" ("action", "author_id", "due", "id", "in_the_way", "kept_at", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "resident_id", "review_id", "what", "who_id") VALUES (NEW."action", NEW."author_id", NEW."due", NEW."id", NEW."in_the_way", NEW."kept_at", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."promise_id", NEW."resident_id", NEW."review_id", NEW."what", NEW."who_id"); RETURN NULL;',
                    hash="de46e5b4cb5b3b6d7d74c657d8a193b7c943231c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7e1e",
                    table="cases_reviewpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewpointevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d14060d035861f96bad68c4545a0fff79c130f45",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b54d4",
                    table="cases_reviewpointevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(
                fields=("blocker", "point"), name="a_point_meets_what_stops_it_once"
            ),
        ),
    ]
