"""The same sight and the same policies, asked so that a page has its answers quickly."""

from django.db import migrations

# Nearly every policy asks visible_residents(), so each page asks it many times. The rule itself
# can be opened up by the planner, and PL/pgSQL keeps its plan.
SIGHT = """
alter function sight(uuid) rename to sight_rule;
alter function sight_rule(uuid) security invoker;
alter function sight_rule(uuid) reset search_path;

create function sight(who uuid) returns table (resident_id uuid, near int, writes boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query select * from sight_rule(who);
end $$;

create or replace function visible_residents(who uuid) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query select s.resident_id from sight_rule(who) s
                 union all select r.id from cases_resident r where r.user_id = who;
end $$;
"""

# Who is known to somebody: one policy, so that the cheapest way to know comes first. Of several,
# PostgreSQL asks all lists in full before it looks at the row.
KNOWN = """
drop policy oneself on kernel_user;
drop policy colleagues on kernel_user;
drop policy resident_i_see on kernel_user;
drop policy shared_circle on kernel_user;
drop policy authors on kernel_user;
create policy known on kernel_user for select using (
    id = app_user_id() or app_is_system()
    or ((select works_here(app_user_id()))
        and exists (select from hubs_membership m where m.user_id = kernel_user.id))
    or exists (select from cases_resident r where r.user_id = kernel_user.id)
    or id = any(array(select people_of_own_record(app_user_id())))
    or id = any(array(select authors_in_own_record(app_user_id()))));
"""

# A withheld promise is hidden from its resident alone: who has no record here need not look for the
# conversation it hangs on.
SEEN = "resident_id = any(array(select visible_residents(app_user_id())))"
NOT_HIDDEN = (
    "(resident_id <> all(array(select own_record(app_user_id()))) or note_id is null "
    "or exists (select from cases_note n where n.id = note_id))"
)
PROMISES = f"""
alter policy visible on cases_reminder using ({SEEN} and {NOT_HIDDEN});
alter policy change_visible on cases_reminder using ({SEEN} and {NOT_HIDDEN});
alter policy visible on cases_reminderevent using ({SEEN} and {NOT_HIDDEN});
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_needs_row_security")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [SIGHT, KNOWN, PROMISES]
    ]
