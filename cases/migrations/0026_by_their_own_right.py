"""A resident asks and gives by their own right; and whom what they ask concerns."""

from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"

# --- Asking for oneself ---------------------------------------------------------------------------
OWN = """
create function asks_for_oneself() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (new.kind = 'self') is distinct from exists (
        select from cases_resident r
         where r.id = new.resident_id and r.user_id = new.asked_by_id) then
        raise exception 'a resident asks for themself, and nobody else does' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger asks_for_oneself before insert or update of kind on cases_referral
    for each row execute function asks_for_oneself();
"""

# What a service answers to who asked for themself is told them as the resident, once; and whoever
# walks with them is told as of any ask.
CONCERNED = """
create or replace function concerned_by_ask(ask uuid) returns table (user_id uuid, walking boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    with r as (
        select * from cases_referral
         where id = ask and (id in (select asks_to_answer())
                             or resident_id in (select visible_residents(app_user_id()))
                             or app_is_system()))
    select asked_by_id, true from r where kind <> 'self'
    union select c.user_id, true from r join cases_connection c on c.resident_id = r.resident_id
                                   and c.part = 'lead' and c.until is null
    union select p.user_id, false from r join cases_resident p on p.id = r.resident_id
     where p.user_id is not null
$$;

create or replace function ask_walkers(r cases_referral) returns table (user_id uuid)
language sql stable as $$
    select r.asked_by_id where r.kind <> 'self'
    union select c.user_id from cases_connection c
           where c.resident_id = r.resident_id and c.part = 'lead' and c.until is null
             and c.user_id is not null
$$;
"""

# --- Giving ---------------------------------------------------------------------------------------
GIVING = f"""
alter table cases_offerlink enable row level security;
alter table cases_offerlink force row level security;
create policy visible on cases_offerlink for select using (resident_id = {SEEN});
create policy change_visible on cases_offerlink for update using (resident_id = {SEEN});
create policy offer_mine on cases_offerlink for insert
    with check (resident_id in (select own_record(app_user_id())) and looked_at is null);

create function somebody_else_looks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.looked_by_id is distinct from old.looked_by_id
       and (old.looked_at is not null
            or exists (select from cases_resident r
                        where r.id = new.resident_id and r.user_id = new.looked_by_id)) then
        raise exception 'somebody else looks, and once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger somebody_else_looks before update on cases_offerlink
    for each row execute function somebody_else_looks();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_ended_and_restricted"), ("hubs", "0009_hooks")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [OWN, CONCERNED, GIVING]
    ]
