"""A hand-over is signed by both, in the database too, before the ask is done."""

from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"
OF_MINE = f"referral_id in (select id from cases_referral where resident_id = {SEEN})"

# Read by whoever sees the ask; written down by who sees the resident; signed by the two.
MEETING = f"""
alter table cases_threewaymeeting enable row level security;
alter table cases_threewaymeeting force row level security;
create policy of_an_ask on cases_threewaymeeting for select
    using (referral_id in (select id from cases_referral));
create policy change_the_two on cases_threewaymeeting for update
    using (taker_id = app_user_id() and referral_id in (select id from cases_referral)
           or {OF_MINE});
create policy begin_as_oneself on cases_threewaymeeting for insert
    with check (giver_id = app_user_id() and {OF_MINE});
alter table cases_threewaymeetingevent enable row level security;
alter table cases_threewaymeetingevent force row level security;
create policy of_an_ask on cases_threewaymeetingevent for select
    using (pgh_obj_id in (select id from cases_threewaymeeting));
create policy image on cases_threewaymeetingevent for insert
    with check (app_user_id() is not null);
"""

# As before, and: who was named to take over reads the ask, while they work for who is asked and
# unless they must not see the resident.
TAKER = """
create or replace function asks_to_answer() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id from cases_referral r
     where r.organisation_id = any(array(select answers_for(app_user_id()))) and r.sent_at is not null
    union all select app_guest_of() where app_guest_of() is not null
    union all
    select w.referral_id from cases_threewaymeeting w
      join cases_referral r on r.id = w.referral_id
     where w.taker_id = app_user_id()
       and exists (select from hubs_membership m
                     join law() l on l.role = m.role and l."right" = 'read_record'
                    where m.user_id = w.taker_id and m.organisation_id = r.organisation_id
                      and m.starts <= app_today() and (m.ends is null or m.ends > app_today()))
       and not exists (select from cases_notthisperson n
                        where n.resident_id = r.resident_id and n.user_id = w.taker_id
                          and n.until is null)
$$;
"""

SIGNED = """
-- Everybody signs for themself, and what stands there: who changes it takes the signatures away.
create function both_sign_a_hand_over() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.giver_signed_at is not null or new.taker_signed_at is not null then
            raise exception 'first it is written down, then signed' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.giver_signed_at is not null and old.taker_signed_at is not null then
        raise exception 'what both have signed is not changed' using errcode = 'check_violation';
    end if;
    if new.referral_id <> old.referral_id then
        raise exception 'a meeting is of one ask' using errcode = 'check_violation';
    end if;
    if (new.giver_id, new.taker_id, new.met_on, new.advocate, new.resident_view, new.stays)
       is distinct from
       (old.giver_id, old.taker_id, old.met_on, old.advocate, old.resident_view, old.stays)
       and (new.giver_signed_at is not null or new.taker_signed_at is not null) then
        raise exception 'what was changed is signed again' using errcode = 'check_violation';
    end if;
    if new.giver_signed_at is not null and new.giver_signed_at is distinct from old.giver_signed_at
           and new.giver_id is distinct from app_user_id()
       or new.taker_signed_at is not null and new.taker_signed_at is distinct from old.taker_signed_at
           and new.taker_id is distinct from app_user_id() then
        raise exception 'everybody signs for themself' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger both_sign_a_hand_over before insert or update on cases_threewaymeeting
    for each row execute function both_sign_a_hand_over();

-- Nobody is handed over by an answer: it is done once both have signed.
create function a_hand_over_is_signed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.kind = 'hand_over' and new.state = 'completed' and old.state <> 'completed'
       and not exists (select from cases_threewaymeeting w
                        where w.referral_id = new.id and w.giver_signed_at is not null
                          and w.taker_signed_at is not null) then
        raise exception 'a hand-over is done once both have signed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger a_hand_over_is_signed before update on cases_referral
    for each row execute function a_hand_over_is_signed();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_ask_clock")]
    operations = [
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [MEETING, TAKER, SIGNED]),
    ]
