"""What a resident says beside an entry: how they see it, and that a promise has not happened."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import relational.kernel.base

SEEN = "any(array(select visible_residents(app_user_id())))"
OWN = "any(array(select own_record(app_user_id())))"
# Who does not see an entry does not read what is said beside it: the entry's own policy tells.
BESIDE = """(
    note_id is not null and exists (select from cases_note e where e.id = note_id and {same})
    or view_id is not null and exists (select from cases_staffview e where e.id = view_id and {same})
    or concern_id is not null
       and exists (select from cases_concern e where e.id = concern_id and {same})
    or promise_id is not null
       and exists (select from cases_reminder e where e.id = promise_id and {same})
    or ask_id is not null and exists (select from cases_referral e where e.id = ask_id and {same}))
""".format(same="e.resident_id = cases_disagreement.resident_id")
OF_PROMISE = """exists (select from cases_reminder e
    where e.id = promise_id and e.resident_id = cases_nothappened.resident_id)"""
POLICY = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} for select using (resident_id = {seen} and {entry});
create policy own_hand on {table} for insert
    with check (by_id = app_user_id() and resident_id = {own} and {entry});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_asking_in_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="reminderevent",
            name="kind",
            field=models.CharField(
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        pgtrigger.migrations.AddTrigger(
            model_name="disagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4341b3f23a588923778cbfa661b34259d790cbb1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_da1b0",
                    table="cases_disagreement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="nothappened",
            index=models.Index(fields=["resident"], name="not_happened_of_resident"),
        ),
        migrations.AddConstraint(
            model_name="nothappened",
            constraint=models.UniqueConstraint(
                fields=("promise", "day"), name="not_happened_is_said_once_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nothappened",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="231efa82ad168f269d04d1b319254ca36019ac5d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_42cb7",
                    table="cases_nothappened",
                    when="BEFORE",
                ),
            ),
        ),
        *(
            migrations.RunSQL(
                POLICY.format(table=table, seen=SEEN, own=OWN, entry=entry), migrations.RunSQL.noop
            )
            for table, entry in [
                ("cases_disagreement", BESIDE),
                ("cases_nothappened", OF_PROMISE),
            ]
        ),
    ]
