"""Who sees the codes of own doors, how one is tried and taken, and one's own record by one door alone."""

from django.db import migrations

CODES = """
alter table cases_doorcode enable row level security;
alter table cases_doorcode force row level security;
create policy visible on cases_doorcode for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy end_visible on cases_doorcode for update
    using (resident_id = any(array(select visible_residents(app_user_id())))
           and resident_id <> all(array(select own_record(app_user_id()))));
create policy make_as_oneself on cases_doorcode for insert
    with check (by_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id())))
                and resident_id <> all(array(select own_record(app_user_id()))));
"""

# Who types a code is nobody yet: these look for the installation, and for what they are given alone.
DOOR = """
create function door_code_state(code cases_doorcode, at timestamptz) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select case
        when code.digest = '' or code.taken_at is not null or code.ended_at is not null
             or exists (select from cases_goodbye g where g.resident_id = code.resident_id
                                      and g.decided = 'died' and g.back_at is null) then 'wrong'
        when code.ends_at <= at then 'run_out'
        when code.locked_until > at then 'locked'
        else 'open' end
$$;

revoke execute on function door_code_state(cases_doorcode, timestamptz) from public;

-- What a code opens: what its resident is called, and the sign-in they have already.
create function door_code_behind(its_digest text, at timestamptz)
returns table (state text, called text, user_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare code cases_doorcode; state text := 'wrong';
begin
    if not app_is_system() then
        raise exception 'for the installation alone' using errcode = 'insufficient_privilege';
    end if;
    select d.* into code from cases_doorcode d where d.digest = its_digest;
    if found then
        state := door_code_state(code, at);
    end if;
    return query select state, coalesce(r.known_as, '')::text, r.user_id
                   from (values (1)) one
                   left join cases_resident r on r.id = code.resident_id and state = 'open';
end $$;

-- Try a code. A wrong one counts against each code of its number that is open; the fifth locks it
-- for an hour, is written into the trail, and who made it is told, once a day.
create function door_code_tried(its_number text, its_digest text, at timestamptz)
returns table (state text, called text, user_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare code cases_doorcode; tried record;
begin
    select * into tried from door_code_behind(its_digest, at);
    if tried.state = 'wrong' then
        for code in
            select d.* from cases_doorcode d
             where d.number = its_number and door_code_state(d, at) = 'open' for update
        loop
            if code.wrong < 4 then
                update cases_doorcode set wrong = code.wrong + 1 where id = code.id;
                continue;
            end if;
            update cases_doorcode set wrong = 0, locked_until = at + interval '1 hour'
             where id = code.id;
            insert into kernel_auditevent (id, made_at, who_name, who_role, verb, about_type,
                                           about_id, resident_id, at)
            values (uuidv7(), at, '', '', 'door_code.locked', 'cases.doorcode', code.id,
                    code.resident_id, at);
            insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state,
                                       tries, provider_id, dedupe_key)
            select uuidv7(), at, 'door_code_locked', u.id,
                   case when u.email is null then 'in_app' else 'email' end, code.id, at,
                   'waiting', 0, '', 'door_code_locked:' || code.id || ':' || app_today()
              from kernel_user u where u.id = code.by_id
            on conflict (dedupe_key) do nothing;
        end loop;
    end if;
    return query select tried.state, tried.called, tried.user_id;
end $$;

-- Take a code, for a user of their own or one who signs in already. It is nobody's who made it, who
-- walks with them, whom they keep out, or who has a page already.
create function door_code_taken(its_digest text, who uuid, at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare code cases_doorcode; them cases_resident;
begin
    if not app_is_system() then
        raise exception 'for the installation alone' using errcode = 'insufficient_privilege';
    end if;
    select r.* into them from cases_resident r
      join cases_doorcode d on d.resident_id = r.id
     where d.digest = its_digest for no key update of r;
    select d.* into code from cases_doorcode d where d.digest = its_digest for no key update;
    if code.id is null or door_code_state(code, at) <> 'open' then
        return 'gone';
    end if;
    if them.user_id is null then
        if who = code.by_id
           or exists (select from cases_resident r where r.user_id = who)
           or exists (select from cases_connection c where c.resident_id = them.id
                                         and c.user_id = who and c.until is null)
           or exists (select from cases_notthisperson n where n.resident_id = them.id
                                         and n.user_id = who and n.until is null) then
            return 'not_theirs';
        end if;
        update cases_resident set user_id = who where id = them.id;
    elsif them.user_id <> who
          or exists (select from hubs_membership m where m.user_id = them.user_id
                                                     and (m.ends is null or m.ends > app_today())) then
        return 'not_theirs';
    else
        -- They had a way in already: who leads their hub is told, and asks them if it was they.
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state,
                                   tries, provider_id, dedupe_key)
        select uuidv7(), at, 'door_code_again', u.id,
               case when u.email is null then 'in_app' else 'email' end, code.id, at,
               'waiting', 0, '', 'door_code_again:' || code.id || ':' || u.id
          from hubs_membership m
          join law() l on l.role = m.role and l."right" = 'let_lead_leave'
          join kernel_user u on u.id = m.user_id and u.is_active and u.id <> code.by_id
         where m.hub_id = them.hub_id
           and m.starts <= app_today() and (m.ends is null or m.ends > app_today())
           and not exists (select from cases_notthisperson n where n.resident_id = them.id
                                          and n.user_id = u.id and n.until is null)
        on conflict (dedupe_key) do nothing;
    end if;
    update cases_doorcode set taken_at = at where id = code.id;
    insert into kernel_auditevent (id, made_at, who_id, who_name, who_role, verb, about_type,
                                   about_id, resident_id, at)
    select uuidv7(), at, u.id, u.display_name, 'resident', 'door_code.taken', 'cases.doorcode',
           code.id, them.id, at
      from kernel_user u where u.id = who;
    return 'taken';
end $$;

-- For the letter with a code, made with the eyes of its guest: where it goes, if that is safe still,
-- and how they read.
create function door_code_letter(its_id uuid)
returns table (address text, ends_at timestamptz, language text, formats text[])
language sql stable security definer set search_path = public, pg_temp as $$
    select case when p.safe_to_contact and p.channel = 'email'
                     and not exists (select from cases_contactpoint o
                                      where o.resident_id = p.resident_id and o.id <> p.id
                                        and lower(o.value) = lower(p.value)
                                        and not o.safe_to_contact)
                then p.value end,
           d.ends_at, r.language,
           array(select n.format from cases_accessneed n
                  where n.resident_id = d.resident_id and n.format <> '' and n.until is null)
      from cases_doorcode d join cases_contactpoint p on p.id = d.point_id
      join cases_resident r on r.id = d.resident_id
     where d.id = its_id and d.id = app_guest_of() and door_code_state(d, now()) = 'open'
$$;
"""

# Whoever works here reads their own record by its own door, where what is withheld from them stays so.
SIGHT = """
alter function sight_rule(uuid) rename to sight_with_own;
create function sight_rule(who uuid) returns table (resident_id uuid, near int, writes boolean)
language sql stable as $$
    select s.resident_id, s.near, s.writes from sight_with_own(who) s
     where not exists (select from cases_resident r
                        where r.id = s.resident_id and r.user_id = who)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_messages_row_security")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [CODES, DOOR, SIGHT]]
