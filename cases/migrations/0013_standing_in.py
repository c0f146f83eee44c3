"""Who stands in for a colleague sees those the colleague walks with, as near, while it holds."""

from django.db import migrations

# As before, and: a cover that holds today lets who stands in see by the connections of whom they
# stand in for, with the same voice, as long as both work here.
SIGHT = """
create or replace function sight_rule(who uuid)
returns table (resident_id uuid, near int, writes boolean)
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
        select c.resident_id, 1, c.voice = 'contributes'
          from hubs_cover v
          join cases_connection c on c.user_id = v.instead_of_id and c.until is null
                                 and c.voice <> 'neither'
         where v.who_id = who and v.until >= app_today() and v.starts <= app_today()
           and v.ended_at is null and exists (select from reading)
           and exists (select from hubs_membership m
                        where m.user_id = v.instead_of_id and m.starts <= app_today()
                          and (m.ends is null or m.ends > app_today()))
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
"""

# Whether somebody is still around anybody, or promised anything that waits: asked when their work
# ends, also of records that who ends it does not see.
TIES = """
create function still_has_ties(who uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from cases_connection where user_id = who and until is null)
        or exists (select from cases_reminder r left join cases_note n on n.id = r.note_id
                    where r.by_id = who and r.state = 'waiting'
                      and coalesce(n.entered_in_error, '') = '')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_review_row_security"), ("hubs", "0005_people_at_work")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [SIGHT, TIES]]
