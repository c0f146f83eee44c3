"""Who must not see somebody sees nothing of them, not even a look; and whom kin is told to."""

from django.db import migrations

FUNCTIONS = """
-- The records that somebody must not see, whatever their role.
create function kept_from(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select resident_id from cases_notthisperson where user_id = who and until is null
$$;

-- People at work today of exactly this name. A resident knows a name, and sees no list of names.
create function at_work_called(name text) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct u.id from kernel_user u join hubs_membership m on m.user_id = u.id
     where lower(u.display_name) = lower(at_work_called.name)
       and m.starts <= app_today() and (m.ends is null or m.ends > app_today())
$$;
"""

# A privacy officer, too, can be somebody's brother.
PRIVACY_OFFICER = """
drop policy privacy_officer on {table};
create policy privacy_officer on {table} for select
    using ((select reach_of(app_user_id(), 'read_trail')) = 5
           and (resident_id is null
                or resident_id <> all(array(select kept_from(app_user_id())))));
"""

# Kin tells of two people: it is known to who sees either of them, and written by who sees both. It
# is kept from who must not see one of them, and stands on neither one's own page: that the other is
# known here is the other's to tell.
SEEN = "any(array(select visible_residents(app_user_id())))"
NEITHER = (
    "resident_id <> all(array(select kept_from(app_user_id()) union select own_record(app_user_id()))) "
    "and other_id <> all(array(select kept_from(app_user_id()) union select own_record(app_user_id())))"
)
KIN = f"""
drop policy visible on cases_kin;
drop policy change_visible on cases_kin;
drop policy write_as_oneself on cases_kin;
create policy visible on cases_kin for select
    using ((resident_id = {SEEN} or other_id = {SEEN}) and {NEITHER});
create policy change_visible on cases_kin for update
    using ((resident_id = {SEEN} or other_id = {SEEN}) and {NEITHER});
create policy write_as_oneself on cases_kin for insert
    with check (author_id = app_user_id()
                and resident_id = {SEEN} and other_id = {SEEN} and {NEITHER});

drop policy visible on cases_kinevent;
create policy visible on cases_kinevent for select
    using ((resident_id = {SEEN} or other_id = {SEEN}) and {NEITHER});
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_promises_a_day")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [
            FUNCTIONS,
            PRIVACY_OFFICER.format(table="kernel_accesslog"),
            PRIVACY_OFFICER.format(table="kernel_auditevent"),
            KIN,
        ]
    ]
