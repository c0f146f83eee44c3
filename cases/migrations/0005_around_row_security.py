"""Row security around the person; who only reads, and who must never see."""

from django.db import migrations

# As before, and: a connection that neither reads nor writes gives no sight; one that only reads does
# not write; and who must not see this person sees nothing, whatever their role.
SIGHT = """
drop function sight(uuid);
create function sight(who uuid) returns table (resident_id uuid, near int, writes boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    with reading as (
        select m.hub_id, m.team_id, m.organisation_id, l.reach
          from hubs_membership m join law() l on l.role = m.role and l."right" = 'read_record'
         where m.user_id = who and m.starts <= app_today()
           and (m.ends is null or m.ends > app_today())
    ), seen as (
        select c.resident_id, 1 as near, c.voice = 'contributes' as writes
          from cases_connection c
         where c.user_id = who and c.until is null and c.voice <> 'neither'
           and exists (select from reading)
        union all
        select c.resident_id,
               case when m.team_id = r.team_id then 2 when m.hub_id = r.hub_id then 3 else 4 end,
               true
          from reading r
          join hubs_membership m on (r.reach >= 2 and m.team_id = r.team_id)
                                 or (r.reach >= 3 and m.hub_id = r.hub_id)
                                 or (r.reach >= 4 and m.organisation_id = r.organisation_id)
          join cases_connection c on c.user_id = m.user_id and c.until is null
                                 and c.voice <> 'neither'
         where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
    )
    select * from seen s
     where not exists (select from cases_notthisperson n where n.resident_id = s.resident_id
                                                           and n.user_id = who and n.until is null)
$$;

create or replace function authors_in_own_record(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select author_id from cases_statement where resident_id in (select own_record(who))
    union select author_id from cases_suggestion where resident_id in (select own_record(who))
    union select author_id from cases_staffview where resident_id in (select own_record(who))
    union select author_id from cases_strength where resident_id in (select own_record(who))
    union select author_id from cases_concern where resident_id in (select own_record(who))
    union select author_id from cases_hope where resident_id in (select own_record(who))
    union select by_id from cases_nearness where resident_id in (select own_record(who))
    union select s.author_id from cases_step s
           where s.resident_id in (select own_record(authors_in_own_record.who))
    union select author_id from cases_accessneed where resident_id in (select own_record(who))
    union select author_id from cases_adjustment where resident_id in (select own_record(who))
    union select author_id from cases_visitnote
           where resident_id in (select own_record(who)) and withheld = ''
    union select user_id from cases_notthisperson where resident_id in (select own_record(who))
    union select author_id from cases_kin where resident_id in (select own_record(who))
$$;

-- The teams whose shared reflections somebody reads, by the law.
create function teams_reflecting(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select t.id from hubs_membership m
      join law() l on l.role = m.role and l."right" = 'read_reflections'
      join hubs_team t on (l.reach >= 2 and t.id = m.team_id) or (l.reach >= 3 and t.hub_id = m.hub_id)
     where m.user_id = who and m.starts <= app_today() and (m.ends is null or m.ends > app_today())
$$;
"""

# {who}: the column of who wrote it. {hidden}: what a resident does not see in their own record.
ABOUT_A_RESIDENT = """
alter table cases_{table} enable row level security;
alter table cases_{table} force row level security;
create policy visible on cases_{table} for select
    using (resident_id = any(array(select visible_residents(app_user_id()))) {hidden});
create policy change_visible on cases_{table} for update
    using (resident_id = any(array(select visible_residents(app_user_id()))) {hidden});
create policy write_as_oneself on cases_{table} for insert
    with check ({who} = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id()))));

alter table cases_{table}event enable row level security;
alter table cases_{table}event force row level security;
create policy visible on cases_{table}event for select
    using (resident_id = any(array(select visible_residents(app_user_id()))) {hidden});
create policy image on cases_{table}event for insert with check (app_user_id() is not null);
"""

WITHHELD = "and (withheld = '' or resident_id <> all(array(select own_record(app_user_id()))))"

REFLECTIONS = """
alter table cases_reflection enable row level security;
alter table cases_reflection force row level security;
create policy mine on cases_reflection using (author_id = app_user_id());
create policy shared on cases_reflection for select
    using (shared_at is not null and team_id = any(array(select teams_reflecting(app_user_id()))));
alter table cases_reflectionevent enable row level security;
alter table cases_reflectionevent force row level security;
create policy visible on cases_reflectionevent for select
    using (pgh_obj_id in (select id from cases_reflection));
create policy image on cases_reflectionevent for insert with check (app_user_id() is not null);

-- Whom it is about is known to who reads the reflection and sees the resident.
alter table cases_reflectionabout enable row level security;
alter table cases_reflectionabout force row level security;
create policy visible on cases_reflectionabout for select
    using (reflection_id in (select id from cases_reflection)
           and resident_id = any(array(select visible_residents(app_user_id()))));
create policy write_mine on cases_reflectionabout for insert
    with check (reflection_id in (select id from cases_reflection where author_id = app_user_id())
                and resident_id = any(array(select visible_residents(app_user_id()))));
alter table cases_reflectionaboutevent enable row level security;
alter table cases_reflectionaboutevent force row level security;
create policy visible on cases_reflectionaboutevent for select
    using (reflection_id in (select id from cases_reflection)
           and resident_id = any(array(select visible_residents(app_user_id()))));
create policy image on cases_reflectionaboutevent for insert with check (app_user_id() is not null);

alter table cases_reflectionreply enable row level security;
alter table cases_reflectionreply force row level security;
create policy visible on cases_reflectionreply for select
    using (reflection_id in (select id from cases_reflection));
create policy write_as_oneself on cases_reflectionreply for insert
    with check (author_id = app_user_id()
                and reflection_id in (select id from cases_reflection where shared_at is not null));
alter table cases_reflectionreplyevent enable row level security;
alter table cases_reflectionreplyevent force row level security;
create policy visible on cases_reflectionreplyevent for select
    using (reflection_id in (select id from cases_reflection));
create policy image on cases_reflectionreplyevent for insert with check (app_user_id() is not null);

alter table cases_calendarkey enable row level security;
alter table cases_calendarkey force row level security;
create policy mine on cases_calendarkey using (user_id = app_user_id());
"""

TABLES = {
    "strength": ("author_id", ""),
    "concern": ("author_id", ""),
    "hope": ("author_id", ""),
    "nearness": ("by_id", ""),
    "step": ("author_id", ""),
    "accessneed": ("author_id", ""),
    "adjustment": ("author_id", ""),
    "visitnote": ("author_id", WITHHELD),
    "notthisperson": ("author_id", ""),
    "kin": ("author_id", ""),
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_words_are_theirs"), ("hubs", "0002_row_security")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [
            SIGHT,
            *(
                ABOUT_A_RESIDENT.format(table=table, who=who, hidden=hidden)
                for table, (who, hidden) in TABLES.items()
            ),
            REFLECTIONS,
        ]
    ]
