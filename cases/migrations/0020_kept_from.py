"""A “no” is kept inside the circle too: who it is said to reads, writes and shares nothing of that part."""

from django.db import migrations

KEPT = """
-- Which sections of somebody's page are kept from somebody, and by which answer. A no with them by
-- name, or with who they stand in for; with an organisation they work for; or with everybody. Who
-- walks with them first is meant only by name. A later answer lifts a no, where it is not itself a no
-- and as narrow or narrower: so with a yes to everybody an earlier no to one holds.
create function noes_for(who uuid, resident uuid, part text default null)
returns table (section text, decision_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare them uuid[]; places uuid[]; walks_first boolean;
begin
    if who is null or not exists (
           select from cases_sharingdecision d
            where d.resident_id = resident and d.answer = 'no'
              and (part is null or d.section = part))
       or who = (select r.user_id from cases_resident r where r.id = resident) then
        return;
    end if;
    them := who || array(
        select v.instead_of_id from hubs_cover v
         where v.who_id = who and v.starts <= app_today() and v.until >= app_today()
           and v.ended_at is null);
    places := array(
        select m.organisation_id from hubs_membership m
         where m.user_id = who and m.organisation_id is not null
           and m.starts <= app_today() and (m.ends is null or m.ends > app_today()));
    walks_first := exists (
        select from cases_connection c
         where c.resident_id = resident and c.user_id = any(them) and c.part = 'lead'
           and c.until is null);
    return query
    with said as (
        select d.section::text as part, d.id, d.made_at, d.answer,
               coalesce(d.until >= app_today(), true) as holds,
               case when d.connection_id is not null then 1
                    when d.organisation_id is not null then 2 else 3 end as wide,
               coalesce(c.user_id, d.organisation_id) as whom
          from cases_sharingdecision d
          left join cases_connection c on c.id = d.connection_id
         where d.resident_id = resident and (noes_for.part is null or d.section = noes_for.part)
           and case when d.connection_id is not null then c.user_id = any(them)
                    when walks_first then false
                    else d.organisation_id is null or d.organisation_id = any(places) end
    )
    select distinct on (n.part) n.part, n.id from said n
     where n.answer = 'no' and not exists (
         select from said later
          where later.part = n.part and later.answer <> 'no' and later.holds
            and (later.made_at, later.id) > (n.made_at, n.id)
            and (later.wide < n.wide
                 or later.wide = n.wide and later.whom is not distinct from n.whom))
     order by n.part, n.made_at desc, n.id desc;
end $$;

-- Row security asks this of a row at a time; nearly always there is no “no”, and it answers at once.
create function keeps_from(who uuid, resident uuid, part text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (select from cases_sharingdecision d
                    where d.resident_id = resident and d.section = part and d.answer = 'no')
       and exists (select from noes_for(who, resident, part));
end $$;
"""

MINE = """resident_id = any(array(select visible_residents(app_user_id())))
    and not keeps_from(app_user_id(), resident_id, section)"""
WORDS = """
alter policy visible on cases_{table} using ({mine});
alter policy change_visible on cases_{table} using ({mine});
alter policy write_as_oneself on cases_{table} with check (author_id = app_user_id() and {mine});
alter policy visible on cases_{table}event using ({mine});
"""

# Nobody opens again what is kept from themself.
DECIDING = """
alter policy write_as_oneself on cases_sharingdecision
    with check (by_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id())))
                and (answer = 'no' or not keeps_from(app_user_id(), resident_id, section)));

create function nothing_unread_is_sent() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.state = 'sent' and (tg_op = 'INSERT' or old.state <> 'sent')
       and exists (select from unnest(new.sections) s(section)
                    where keeps_from(app_user_id(), new.resident_id, s.section)) then
        raise exception 'nobody shares what is kept from them' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger nothing_unread_is_sent before insert or update on cases_referral
    for each row execute function nothing_unread_is_sent();
"""

# Functions that run as the owner read past row security, so they ask as it does. Each goes on as it
# stands, but for one condition.
ASKS_TOO = """
do $do$
declare was text := pg_get_functiondef('{function}'::regproc);
begin
    if strpos(was, $part${before}$part$) = 0 then
        raise exception '{function} reads otherwise than this migration knows';
    end if;
    execute replace(was, $part${before}$part$, $part${after}$part$);
end $do$;
"""
FIND = ASKS_TOO.format(
    function="find",
    before="s.words @@ said and not s.set_aside",
    after="s.words @@ said and not s.set_aside and not keeps_from(asker, s.resident_id, s.section)",
)
# What had to be shared without their yes is read by who is asked, whatever else was said.
TOLD = ASKS_TOO.format(
    function="ask_told",
    before="s.section = any(r.sections)",
    after="""s.section = any(r.sections)
                       and (r.override <> '' and r.id in (select asks_to_answer())
                            or not keeps_from(app_user_id(), r.resident_id, s.section))""",
)
KEPT_OF_ASK = ASKS_TOO.format(
    function="ask_told",
    before="'how_best', r.how_best,",
    after="""'how_best', r.how_best,
        'kept', (select coalesce(jsonb_agg(section), '[]') from unnest(r.sections) section
                  where keeps_from(app_user_id(), r.resident_id, section)),""",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_signposts")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [
            KEPT,
            *(
                WORDS.format(table=table, mine=MINE)
                for table in ("statement", "suggestion", "staffview")
            ),
            DECIDING,
            FIND,
            TOLD,
            KEPT_OF_ASK,
        ]
    ]
