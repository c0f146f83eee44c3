"""What a resident says beside an entry: how they see it, and that a promise has not happened."""

from django.db import migrations

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
    dependencies = [("cases", "0022_asking_in_row_security")]
    operations = [
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
