"""Who sees a proxy, and what the database itself says of them: who reads for whom, and each look."""

from django.conf import settings
from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"

# A wish holds for a year at most, from the day it was said.
A_YEAR = f"""
alter table cases_proxy add constraint a_proxy_holds_for_a_year_at_most check (
    until >= (made_at at time zone '{settings.TIME_ZONE}')::date
    and until <= (made_at at time zone '{settings.TIME_ZONE}')::date + interval '1 year');
"""

# No table but this one knows of proxies: what they read, they read with the resident's own eyes.
HOLDS = """
-- The wish by which somebody reads for a resident now, if one holds. It holds while the resident has
-- a page of their own and walks with us, restricts nothing, and does not keep their page from them.
create function proxied_by(who uuid, resident uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id
      from cases_proxy p
      join kernel_user reader on reader.id = p.user_id and reader.is_active
      join cases_resident r on r.id = p.resident_id and r.state <> 'ended'
      join kernel_user theirs on theirs.id = r.user_id and theirs.is_active
     where p.user_id = who and p.resident_id = resident and r.user_id <> who
       and p.ended_at is null and p.until >= app_today()
       and not exists (select from cases_notthisperson n
                        where n.resident_id = resident and n.user_id = who and n.until is null)
       and not exists (select from cases_subjectrequest q
                        where q.resident_id = resident and q.restricts)
$$;
"""

PROXY = f"""
alter table cases_proxy enable row level security;
alter table cases_proxy force row level security;
create policy visible on cases_proxy for select using (
    resident_id = {SEEN}
    or user_id = app_user_id() and id = proxied_by(app_user_id(), resident_id));
create policy end_visible on cases_proxy for update using (resident_id = {SEEN});
create policy make_as_oneself on cases_proxy for insert
    with check (by_id = app_user_id() and resident_id = {SEEN});

alter table cases_proxyevent enable row level security;
alter table cases_proxyevent force row level security;
create policy visible on cases_proxyevent for select using (resident_id = {SEEN});
create policy image on cases_proxyevent for insert with check (app_user_id() is not null);
"""

READING = """
-- Whom who is signed in reads for now: what these are called, and until when.
create function reads_for() returns table (resident_id uuid, called text, until date)
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id, r.known_as::text, p.until
      from cases_proxy p join cases_resident r on r.id = p.resident_id
     where p.user_id = app_user_id() and p.id = proxied_by(app_user_id(), p.resident_id)
     order by r.known_as, r.id
$$;

-- Read for a resident: whose eyes to read with, until when, and which sections they keep from who
-- reads. Nobody learns it without the look, which is logged under the reader's own name.
create function read_for(resident uuid, at timestamptz)
returns table (eyes uuid, until date, kept text[])
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare who uuid := app_user_id(); wish uuid;
begin
    wish := proxied_by(who, resident);
    if wish is null then
        return;
    end if;
    insert into kernel_accesslog (id, made_at, reader_id, reader_name, role, organisation,
                                  resident_id, section, purpose, reason, at, quarter)
    select uuidv7(), at, u.id, u.display_name, '', '', resident, 'reading', 'reads_for', '', at,
           floor(extract(epoch from at) / 900)
      from kernel_user u where u.id = who
    on conflict do nothing;
    return query
    select r.user_id, p.until, array(select n.section from noes_for(who, resident) n)
      from cases_proxy p join cases_resident r on r.id = p.resident_id
     where p.id = wish;
end $$;

-- Give it back: who reads for somebody ends it themself. Tells whether there was anything to end.
create function stop_reading_for(resident uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare who uuid := app_user_id(); wish uuid;
begin
    wish := proxied_by(who, resident);
    update cases_proxy set ended_at = at, ended_by_id = who where id = wish and ended_at is null;
    if not found then
        return false;
    end if;
    insert into kernel_auditevent (id, made_at, who_id, who_name, who_role, verb, about_type,
                                   about_id, resident_id, at)
    select uuidv7(), at, u.id, u.display_name, 'proxy', 'proxy.given_back', 'cases.proxy', wish,
           resident, at
      from kernel_user u where u.id = who;
    return true;
end $$;
"""

# A resident sees no user by an address: whoever has it is found, or made, by the same steps, and the
# answer tells nothing of which. Empty where this resident's page is not for them.
FOUND = """
create function reader_by_address(resident uuid, address text, name text, no_password text,
                                  at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare found_id uuid;
begin
    if resident <> all(array(select visible_residents(app_user_id()))) then
        raise exception 'for who sees the record alone' using errcode = 'insufficient_privilege';
    end if;
    insert into kernel_user (id, made_at, password, email, phone, display_name, pronouns, language,
                             is_active)
    values (uuidv7(), at, no_password, lower(address), '', name, '', '', true)
    on conflict (email) do nothing;
    select u.id into found_id from kernel_user u where u.email = lower(address);
    if found_id = app_user_id()
       or exists (select from cases_resident r where r.id = resident and r.user_id = found_id)
       or exists (select from cases_notthisperson n
                   where n.resident_id = resident and n.user_id = found_id and n.until is null)
       or exists (select from cases_contactpoint c
                   where c.resident_id = resident and c.channel = 'email'
                     and lower(c.value) = lower(address) and not c.safe_to_contact) then
        return null;
    end if;
    return found_id;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_door_row_security")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [A_YEAR, HOLDS, PROXY, READING, FOUND]
    ]
