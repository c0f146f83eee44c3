"""Asking in: whom a name and a date of birth find, and sight for a day; who reads what hangs on a look."""

from django.db import migrations

# As before, and: who asked in sees the record until the day is over or somebody ends it, and has no
# standing for anything but reading: near 0. The clock is the database's, so nothing has to run for
# it to end.
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
        select a.resident_id, 0, false
          from cases_askingin a
         where a.asker_id = who and a.resident_id is not null and a.ends_at > now()
           and a.ended_at is null and exists (select from reading)
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

ASK_IN = """
-- Who is told at once when somebody asks in: who walks with the resident first of all, where they
-- can read it; else whoever leads the hub.
create function told_of_asking_in(resident uuid, asker uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    with may as (
        select m.user_id, m.hub_id, m.role from hubs_membership m
         where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
           and m.user_id <> asker
           and not exists (select from cases_notthisperson n where n.resident_id = resident
                                              and n.user_id = m.user_id and n.until is null)
    ), leads as (
        select distinct c.user_id from cases_connection c join may on may.user_id = c.user_id
         where c.resident_id = resident and c.part = 'lead' and c.until is null
    ), managers as (
        select distinct may.user_id from may
          join cases_resident r on r.id = resident and r.hub_id = may.hub_id
          join law() l on l.role = may.role and l."right" = 'let_lead_leave'
    )
    select coalesce(array_agg(user_id), '{}')
      from (select user_id from leads
            union all select user_id from managers where not exists (select from leads)) told
$$;

-- How often somebody asked in since a moment.
create function asked_in_since(moment timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from cases_askingin where asker_id = app_user_id() and made_at >= moment
$$;

-- Ask in. It finds by what somebody is called or their full name, and their date of birth, where
-- these are one person's alone; not who must not be seen by the asker, nor the asker themself. Each
-- time is a row and an event of the trail, whether anybody is found or not. Returns the resident
-- where the asker may read the record now, and nothing else.
create function ask_in(ask uuid, name text, born date, kind text, why text, reason text,
                       at timestamptz, ends timestamptz, role text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare who kernel_user; found uuid[]; one uuid; told_now uuid[] := '{}'; earlier cases_askingin;
begin
    select u.* into strict who from kernel_user u where u.id = app_user_id();
    if reach_of(who.id, 'ask_in') is null then
        raise exception 'not theirs to ask' using errcode = 'insufficient_privilege';
    end if;
    select a.* into earlier from cases_askingin a where a.id = ask;
    if earlier.id is not null then  -- the same form, sent twice
        return (select v from visible_residents(who.id) v
                 where v = earlier.resident_id and earlier.kind = 'opening');
    end if;
    select array_agg(r.id) into found from cases_resident r
     where r.date_of_birth = born and r.date_of_birth_precision = 'day'
       and lower(name) in (lower(r.known_as), lower(r.full_name))
       and r.user_id is distinct from who.id
       and not exists (select from cases_notthisperson n where n.resident_id = r.id
                                              and n.user_id = who.id and n.until is null);
    if cardinality(found) = 1 then
        one := found[1];
    end if;
    if one in (select visible_residents(who.id)) then  -- nothing to ask: the record is theirs to read
        insert into cases_askingin (id, made_at, asker_id, kind, why, reason, told, answer)
        values (ask, at, who.id, kind, why, reason, '{}', '');
        return one;
    end if;
    if one is not null then
        told_now := told_of_asking_in(one, who.id);
    end if;
    insert into cases_askingin
        (id, made_at, asker_id, resident_id, kind, why, reason, told, ends_at, answer)
    values (ask, at, who.id, one, kind, why, reason, told_now,
            case when kind = 'opening' and one is not null then ends end, '');
    insert into kernel_auditevent (id, made_at, who_id, who_name, who_role, verb, about_type,
                                   about_id, resident_id, at)
    values (uuidv7(), at, who.id, who.display_name, role,
            case kind when 'opening' then 'asking_in.opened' else 'asking_in.asked' end,
            'cases.askingin', ask, one, at);
    -- Of several questions about the same person on a day, the first is told by letter.
    insert into kernel_letter
        (id, made_at, kind, to_id, channel, about_id, due, state, tries, provider_id, dedupe_key)
    select gen_random_uuid(), at,
           case kind when 'opening' then 'asked_in_opened' else 'asked_in_question' end,
           reader, 'email', ask, at, 'waiting', 0, '',
           case kind when 'opening' then 'asked_in:' || ask
                else 'asked_in:' || md5(who.id::text || one::text) || ':' || app_today() end
           || ':' || reader
      from unnest(told_now) reader
    on conflict do nothing;
    return case when kind = 'opening' then one end;
end $$;
"""

# Whoever asked does not read the row of a question, nor of what is over: whether anybody was found
# by it is not theirs to know.
ASKED_IN = """
alter table cases_askingin enable row level security;
alter table cases_askingin force row level security;

create function name_withheld(resident uuid, reader uuid, moment timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from cases_withheldname w
                    where w.resident_id = resident and w.reader_id = reader
                      and w.released_at is null and w.since <= moment and moment < w.until)
$$;

create policy visible on cases_askingin for select using (
    app_user_id() = any(told)
    or resident_id = any(array(select visible_residents(app_user_id())))
       and (resident_id <> all(array(select own_record(app_user_id())))
            or not name_withheld(resident_id, asker_id, made_at)));
create policy change_visible on cases_askingin for update using (
    app_user_id() = any(told)
    or resident_id = any(array(select visible_residents(app_user_id())))
       and resident_id <> all(array(select own_record(app_user_id()))));
"""

# What is done with a question stands in the resident's trail, also by who leads their hub and sees
# nobody's connection there.
TRAIL = """
create function residents_asked_in_about() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select resident_id from cases_askingin
     where resident_id is not null and told @> array[app_user_id()]
$$;
alter policy about_visible on kernel_auditevent
    with check (resident_id is null
                or resident_id = any(array(select visible_residents(app_user_id())))
                or resident_id = any(array(select residents_asked_about()))
                or resident_id = any(array(select residents_asked_in_about())));
"""

LOOKS = """
alter policy own_record on kernel_accesslog using (
    resident_id = any(array(select own_record(app_user_id())))
    and (purpose not in ('safety', 'asked_in') or reader_id = app_user_id()
         or not name_withheld(resident_id, reader_id, at)));

-- Looks at one's own record whose names are kept back: when, and at what; by whom not.
create function looks_of_safeguarding()
returns table (id uuid, at timestamptz, section text, purpose text)
language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.at, a.section::text, a.purpose::text from kernel_accesslog a
     where a.resident_id in (select own_record(app_user_id()))
       and a.purpose in ('safety', 'asked_in') and a.reader_id <> app_user_id()
       and name_withheld(a.resident_id, a.reader_id, a.at)
$$;

alter table cases_withheldname enable row level security;
alter table cases_withheldname force row level security;
create policy officer_or_mine on cases_withheldname for select
    using (reader_id = app_user_id() or (select reach_of(app_user_id(), 'answer_why')) = 5);
create policy officer on cases_withheldname for update
    using ((select reach_of(app_user_id(), 'answer_why')) = 5);
create policy mine on cases_withheldname for insert
    with check (reader_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id()))));
"""

QUESTIONS = """
-- Whether a look is one at this record by somebody else than the resident.
create function look_at(look uuid, resident uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from kernel_accesslog a join cases_resident r on r.id = a.resident_id
                    where a.id = look and a.resident_id = resident
                      and a.reader_id is distinct from r.user_id)
$$;

alter table cases_lookquestion enable row level security;
alter table cases_lookquestion force row level security;
create policy concerned on cases_lookquestion for select using (
    resident_id = any(array(select own_record(app_user_id())))
    or (select reach_of(app_user_id(), 'answer_why')) = 5
    or look_id in (select id from kernel_accesslog where reader_id = app_user_id()));
create policy answers on cases_lookquestion for update using (
    (select reach_of(app_user_id(), 'answer_why')) = 5
    or look_id in (select id from kernel_accesslog where reader_id = app_user_id()));
create policy asks on cases_lookquestion for insert
    with check (resident_id = any(array(select own_record(app_user_id())))
                and look_at(look_id, resident_id));

create function an_answer_stays() returns trigger language plpgsql as $$
begin
    if old.answer <> '' then
        raise exception 'an answer is given once' using errcode = 'check_violation';
    end if;
    if new.answer <> '' and reach_of(app_user_id(), 'answer_why') is distinct from 5 then
        raise exception 'not theirs to answer' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger an_answer_stays before update on cases_lookquestion
    for each row execute function an_answer_stays();

-- What somebody is called who asked why, or whose list leaves out a name: all that who answers sees
-- of them. Whoever is asked why they looked knew it when they looked.
create function called_by_privacy() returns table (resident_id uuid, known_as text)
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id, r.known_as::text from cases_resident r
     where (reach_of(app_user_id(), 'answer_why') = 5
            and (exists (select from cases_lookquestion q where q.resident_id = r.id)
                 or exists (select from cases_withheldname w where w.resident_id = r.id)))
        or exists (select from cases_lookquestion q join kernel_accesslog a on a.id = q.look_id
                    where q.resident_id = r.id and a.reader_id = app_user_id())
$$;

-- Write into the resident's trail what was done with a question or a name that is kept back, by who
-- sees nothing of the record.
create function privacy_trail(verb text, about_type text, about uuid, role text,
                              at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare who kernel_user; resident uuid;
begin
    select u.* into strict who from kernel_user u where u.id = app_user_id();
    if about_type = 'cases.lookquestion' then
        select q.resident_id into resident from cases_lookquestion q
          join kernel_accesslog a on a.id = q.look_id
         where q.id = about and (a.reader_id = who.id or reach_of(who.id, 'answer_why') = 5
                                 or q.resident_id in (select own_record(who.id)));
    else
        select w.resident_id into resident from cases_withheldname w
         where w.id = about and (w.reader_id = who.id or reach_of(who.id, 'answer_why') = 5);
    end if;
    if resident is null then
        raise exception 'not theirs' using errcode = 'insufficient_privilege';
    end if;
    insert into kernel_auditevent (id, made_at, who_id, who_name, who_role, verb, about_type,
                                   about_id, resident_id, at)
    values (uuidv7(), at, who.id, who.display_name, role, verb, about_type, about, resident, at);
end $$;

-- Whom to write to: who answers and who looked, once a resident asked; the resident and who looked,
-- once it is answered. The resident who asks does not learn from it who looked.
create function tell_of_question(question uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare q cases_lookquestion; reader uuid;
begin
    select * into strict q from cases_lookquestion where id = question;
    select a.reader_id into reader from kernel_accesslog a where a.id = q.look_id;
    if not (q.answer = '' and q.resident_id in (select own_record(app_user_id()))
            or q.answer <> '' and q.answered_by_id = app_user_id()) then
        raise exception 'not theirs to tell' using errcode = 'insufficient_privilege';
    end if;
    insert into kernel_letter
        (id, made_at, kind, to_id, channel, about_id, due, state, tries, provider_id, dedupe_key)
    select gen_random_uuid(), at, kind, whom, 'email', q.id, at, 'waiting', 0, '', key
      from (select 'why_asked' as kind, m.user_id as whom,
                   'why_asked:' || m.user_id || ':' || app_today() as key
              from hubs_membership m join law() l on l.role = m.role and l."right" = 'answer_why'
             where q.answer = '' and m.starts <= app_today()
               and (m.ends is null or m.ends > app_today())
            union all
            select 'why_asked', reader, 'why_asked:' || reader || ':' || app_today()
             where q.answer = ''
            union all
            select 'why_answered', reader, 'why_answered:' || q.id || ':' || reader
             where q.answer <> ''
            union all
            select 'why_answered', r.user_id, 'why_answered:' || q.id || ':' || r.user_id
              from cases_resident r
             where q.answer <> '' and r.id = q.resident_id and r.user_id is not null) told
    on conflict do nothing;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_missed_by_a_hub"),
        ("hubs", "0009_hooks"),
        ("kernel", "0005_guests"),
    ]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [SIGHT, ASK_IN, ASKED_IN, TRAIL, LOOKS, QUESTIONS]
    ]
