"""The same sight and the same policies, asked so that a page has its answers quickly."""

from django.db import migrations

# Nearly every policy asks visible_residents(), so each page asks it many times. The rule itself
# can be opened up by the planner, and PL/pgSQL keeps its plan. Colleagues are found first, for a
# planner that has not seen how few they are reads every connection there is.
SIGHT = """
create function sight_rule(who uuid) returns table (resident_id uuid, near int, writes boolean)
language sql stable as $$
    with reading as (
        select m.hub_id, m.team_id, m.organisation_id, l.reach
          from hubs_membership m join law() l on l.role = m.role and l."right" = 'read_record'
         where m.user_id = who and m.starts <= app_today()
           and (m.ends is null or m.ends > app_today())
    ), colleagues as materialized (
        select m.user_id, min(case when m.team_id = r.team_id then 2
                                   when m.hub_id = r.hub_id then 3 else 4 end) as near
          from reading r
          join hubs_membership m on (r.reach >= 2 and m.team_id = r.team_id)
                                 or (r.reach >= 3 and m.hub_id = r.hub_id)
                                 or (r.reach >= 4 and m.organisation_id = r.organisation_id)
         where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
         group by m.user_id
    ), seen as (
        select c.resident_id, 1 as near, c.voice = 'contributes' as writes
          from cases_connection c
         where c.user_id = who and c.until is null and c.voice <> 'neither'
           and exists (select from reading)
        union all
        select theirs.resident_id, colleagues.near, true
          from colleagues cross join lateral (
              select c.resident_id from cases_connection c
               where c.user_id = colleagues.user_id and c.until is null and c.voice <> 'neither'
              offset 0) theirs
    )
    select * from seen s
     where not exists (select from cases_notthisperson n where n.resident_id = s.resident_id
                                                           and n.user_id = who and n.until is null)
$$;

create or replace function sight(who uuid)
returns table (resident_id uuid, near int, writes boolean)
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
    dependencies = [("cases", "0007_needs_row_security")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [SIGHT, KNOWN, PROMISES]
    ]
