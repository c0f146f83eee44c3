"""What is shared holds in the database too, and who is asked sees their ask and nothing else."""

from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"

# --- Sharing --------------------------------------------------------------------------------------
SHARING = f"""
alter table cases_sharingdecision enable row level security;
alter table cases_sharingdecision force row level security;
create policy visible on cases_sharingdecision for select using (resident_id = {SEEN});
create policy write_as_oneself on cases_sharingdecision for insert
    with check (by_id = app_user_id() and resident_id = {SEEN});
alter table cases_sharingdecisionevent enable row level security;
alter table cases_sharingdecisionevent force row level security;
create policy visible on cases_sharingdecisionevent for select using (resident_id = {SEEN});
create policy image on cases_sharingdecisionevent for insert
    with check (app_user_id() is not null);

-- What holds of each section between a resident and an organisation. The newest that names the
-- organisation; or else the newest for everybody who helps. A newer no to everybody closes what was
-- open to one. A yes whose last day is over is a question again.
create function sharing_now(resident uuid, organisation uuid)
returns table (section text, answer text, decision_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    with said as (
        select distinct on (d.section, d.organisation_id is null)
               d.section, d.organisation_id is null as everybody, d.id, d.made_at,
               case when d.until < app_today() then 'ask_me_first' else d.answer end as answer
          from cases_sharingdecision d
         where d.resident_id = resident and d.connection_id is null
           and (d.organisation_id = organisation or d.organisation_id is null)
         order by d.section, d.organisation_id is null, d.made_at desc, d.id desc
    ), both_said as (
        select coalesce(one.section, every.section) as section, one, every
          from (select * from said where not everybody) one
          full join (select * from said where everybody) every on every.section = one.section
    )
    select b.section,
           case when one is null or (every).answer = 'no'
                     and ((every).made_at, (every).id) > ((one).made_at, (one).id)
                then (every).answer else (one).answer end,
           case when one is null or (every).answer = 'no'
                     and ((every).made_at, (every).id) > ((one).made_at, (one).id)
                then (every).id else (one).id end
      from both_said b
$$;
"""

WITHHELD = "and (withheld = '' or resident_id <> all(array(select own_record(app_user_id()))))"
DISCLOSURE = f"""
alter table cases_disclosure enable row level security;
alter table cases_disclosure force row level security;
create policy visible on cases_disclosure for select using (resident_id = {SEEN} {WITHHELD});
create policy change_visible on cases_disclosure for update using (resident_id = {SEEN} {WITHHELD});
create policy write_as_oneself on cases_disclosure for insert
    with check (by_id = app_user_id() and resident_id = {SEEN});
alter table cases_disclosureevent enable row level security;
alter table cases_disclosureevent force row level security;
create policy visible on cases_disclosureevent for select using (resident_id = {SEEN} {WITHHELD});
create policy image on cases_disclosureevent for insert with check (app_user_id() is not null);
"""

# --- Who sees an ask ------------------------------------------------------------------------------
ANSWERING = """
-- Whether somebody answers what an organisation is asked, by the law.
create function answers_for(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select m.organisation_id from hubs_membership m
      join law() l on l.role = m.role and l."right" = 'answer_asks'
     where m.user_id = who and m.starts <= app_today() and (m.ends is null or m.ends > app_today())
$$;

-- The asks that are somebody's to answer: by their work, or by the link they came with.
create function asks_to_answer() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select r.id from cases_referral r
     where r.organisation_id = any(array(select answers_for(app_user_id()))) and r.sent_at is not null
    union all select app_guest_of() where app_guest_of() is not null
$$;

create function residents_asked_about() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select resident_id from cases_referral where id in (select asks_to_answer())
$$;

-- Whom an answer concerns: who asked and who walks with the resident now, and the resident.
create function concerned_by_ask(ask uuid) returns table (user_id uuid, walking boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    with r as (
        select * from cases_referral
         where id = ask and (id in (select asks_to_answer())
                             or resident_id in (select visible_residents(app_user_id()))
                             or app_is_system()))
    select asked_by_id, true from r
    union select c.user_id, true from r join cases_connection c on c.resident_id = r.resident_id
                                   and c.part = 'lead' and c.until is null
    union select p.user_id, false from r join cases_resident p on p.id = r.resident_id
     where p.user_id is not null
$$;

alter policy about_visible on kernel_accesslog
    with check (resident_id = any(array(select visible_residents(app_user_id())))
                or resident_id = any(array(select residents_written_about(app_user_id())))
                or resident_id = any(array(select residents_asked_about())));
alter policy about_visible on kernel_auditevent
    with check (resident_id is null
                or resident_id = any(array(select visible_residents(app_user_id())))
                or resident_id = any(array(select residents_asked_about())));
"""

MINE = f"(resident_id = {SEEN} or id = any(array(select asks_to_answer())))"
ASKS = f"""
alter table cases_referral enable row level security;
alter table cases_referral force row level security;
create policy visible on cases_referral for select using {MINE};
create policy change_visible on cases_referral for update using {MINE};
create policy write_as_oneself on cases_referral for insert
    with check (asked_by_id = app_user_id() and resident_id = {SEEN});
alter table cases_referralimage enable row level security;
alter table cases_referralimage force row level security;
create policy visible on cases_referralimage for select using (resident_id = {SEEN});
create policy image on cases_referralimage for insert
    with check (app_user_id() is not null or pgh_obj_id = app_guest_of());
"""
OF_AN_ASK = """
alter table cases_{table} enable row level security;
alter table cases_{table} force row level security;
create policy of_mine on cases_{table} for select
    using (referral_id in (select id from cases_referral));
create policy write_as_oneself on cases_{table} for insert
    with check ((by_id = app_user_id() or (by_id is null and referral_id = app_guest_of()))
                and referral_id in (select id from cases_referral));
"""
LINKS = f"""
alter table cases_replylink enable row level security;
alter table cases_replylink force row level security;
create policy of_mine on cases_replylink for select
    using (referral_id = app_guest_of()
           or referral_id in (select id from cases_referral where resident_id = {SEEN}));
create policy change_of_guest on cases_replylink for update using (referral_id = app_guest_of());
create policy made_for_guest on cases_replylink for insert with check (referral_id = app_guest_of());

-- To which ask a link leads, also one that has run out: nobody is anybody yet.
create function link_of(token_digest text) returns table (id uuid, referral_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select l.id, l.referral_id from cases_replylink l where l.digest = token_digest
$$;
"""

# --- What holds whatever writes -------------------------------------------------------------------
HOLDS = """
-- Nothing is sent that the resident did not agree to, without a reason that was written down.
create function sent_is_shared() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.state = 'sent' and (tg_op = 'INSERT' or old.state <> 'sent') and new.override = ''
       and exists (select from unnest(new.sections) s(section)
                    where not exists (
                        select from sharing_now(new.resident_id, new.organisation_id) n
                         where n.section = s.section and n.answer = 'yes')) then
        raise exception 'what is sent has to be shared' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger sent_is_shared before insert or update on cases_referral
    for each row execute function sent_is_shared();

-- A move follows the one before it, and nobody answers what they asked themself.
create function moves_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare last cases_referralevent; asker uuid;
begin
    select * into last from cases_referralevent where referral_id = new.referral_id
     order by number desc limit 1;
    select asked_by_id into asker from cases_referral where id = new.referral_id;
    if new.number <> coalesce(last.number, 0) + 1 or new.before <> coalesce(last.after, '') then
        raise exception 'a move follows the one before it' using errcode = 'check_violation';
    end if;
    if new.party = 'answers' and new.by_id = asker then
        raise exception 'nobody answers their own' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger moves_follow before insert on cases_referralevent
    for each row execute function moves_follow();

-- At the end of a transaction every ask stands where its moves lead.
create function moves_lead_here() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (select state from cases_referral where id = new.id) is distinct from
       (select after from cases_referralevent where referral_id = new.id
         order by number desc limit 1) then
        raise exception 'an ask stands where its moves lead' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger moves_lead_here after insert or update on cases_referral
    deferrable initially deferred for each row execute function moves_lead_here();
"""

# --- Several asked together -----------------------------------------------------------------------
OTHERS = """
-- Take back what was asked of others at the same time, once somebody said yes; write to each.
create function take_back_the_others(ask uuid, said text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare r cases_referral; other cases_referral; move uuid; taken int := 0;
begin
    select * into r from cases_referral where id = ask and id in (select asks_to_answer());
    if r.asked_together is null or r.state <> 'accepted' then
        return 0;
    end if;
    for other in select * from cases_referral o
                  where o.asked_together = r.asked_together and o.id <> r.id and o.state = 'sent'
                    and o.resident_id = r.resident_id
                  order by o.id for update loop
        move := gen_random_uuid();
        update cases_referral set state = 'withdrawn' where id = other.id;
        insert into cases_referralevent
            (id, made_at, referral_id, number, before, after, party, reason, words, by_name, at)
        select move, now(), other.id, max(e.number) + 1, 'sent', 'withdrawn', 'asks',
               'somebody_else', said, '', now()
          from cases_referralevent e where e.referral_id = other.id;
        insert into kernel_letter
            (id, made_at, kind, channel, about_id, due, state, tries, provider_id, dedupe_key)
        values (gen_random_uuid(), now(), 'ask_taken_back', 'email', other.id, now(), 'waiting', 0,
                '', 'ask_taken_back:' || move || ':service')
        on conflict do nothing;
        insert into kernel_letter
            (id, made_at, kind, to_id, channel, about_id, due, state, tries, provider_id, dedupe_key)
        select gen_random_uuid(), now(), 'ask_taken_back', m.user_id, 'email', other.id, now(),
               'waiting', 0, '', 'ask_taken_back:' || move || ':' || m.user_id
          from hubs_membership m join law() l on l.role = m.role and l."right" = 'answer_asks'
         where m.organisation_id = other.organisation_id and m.starts <= app_today()
           and (m.ends is null or m.ends > app_today())
        on conflict do nothing;
        insert into kernel_auditevent
            (id, made_at, who_name, who_role, verb, about_type, about_id, resident_id, at)
        values (uuidv7(), now(), '', 'first yes', 'referral.withdrawn', 'cases.referral', other.id,
                other.resident_id, now());
        taken := taken + 1;
    end loop;
    return taken;
end $$;
"""

# --- What the service reads -----------------------------------------------------------------------
SHOWN = """
-- Who speaks of an ask with the service: who asked; whoever walks with them, where they asked for
-- themself.
create function speaks_of(r cases_referral) returns uuid
language sql stable as $$
    select case when r.kind <> 'self' or r.kind is null then r.asked_by_id
                else (select c.user_id from cases_connection c
                       where c.resident_id = r.resident_id and c.part = 'lead'
                         and c.until is null) end
$$;

-- What a service reads of an ask, for a reader who may. `closed` says why nothing of the resident is
-- in it. What was not sent yet is shown by the same words to who writes it.
create function ask_told(r cases_referral, closed text) returns jsonb
language plpgsql stable set search_path = public, pg_temp as $$
declare p cases_resident;
begin
    select * into p from cases_resident where id = r.resident_id;
    return jsonb_build_object(
        'closed', closed,
        'own', coalesce(r.kind = 'self', false),
        'asker', coalesce((select u.display_name from kernel_user u where u.id = speaks_of(r)),
                          (select h.name from hubs_hub h where h.id = p.hub_id)),
        'asker_email', (select u.email from kernel_user u where u.id = speaks_of(r)),
        'hub_id', p.hub_id,
        'hub', (select h.name from hubs_hub h where h.id = p.hub_id),
        'hub_address', (select h.address from hubs_hub h where h.id = p.hub_id),
        'organisation', (select o.name from hubs_organisation o where o.id = r.organisation_id)
    ) || case when closed <> '' then '{}'::jsonb else jsonb_build_object(
        'known_as', p.known_as,
        'language', p.language,
        'interpreter', p.interpreter,
        'what_for', r.what_for,
        'how_best', r.how_best,
        'sections', (
            select coalesce(jsonb_agg(jsonb_build_object(
                       'section', t.section, 'text', t.text, 'dont', t.dont, 'voice', t.voice,
                       'language', t.language, 'at', t.made_at) order by t.section), '[]')
              from (select distinct on (s.section) s.* from cases_statement s
                     where s.resident_id = r.resident_id and s.section = any(r.sections)
                       and not s.set_aside
                     order by s.section, s.number desc) t)
    ) end;
end $$;

-- An ask as the service reads it, or null where it is not the reader's. Closed: over, or no longer
-- shared.
create function ask_as_shown(ask uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r cases_referral; closed text;
begin
    select * into r from cases_referral where id = ask;
    if r.id is null or not (
        ask in (select asks_to_answer())
        or r.resident_id in (select visible_residents(app_user_id()))) then
        return null;
    end if;
    closed := case
        when r.state not in ('sent', 'accepted', 'in_progress', 'on_hold') then 'over'
        when r.override = '' and exists (
            select from unnest(r.sections) s(section)
             where not exists (select from sharing_now(r.resident_id, r.organisation_id) n
                                where n.section = s.section and n.answer = 'yes'))
        then 'not_shared' else '' end;
    return ask_told(r, closed);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_hand_overs"),
        ("hubs", "0007_group_lists"),
        ("kernel", "0005_guests"),
    ]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [
            SHARING,
            DISCLOSURE,
            ANSWERING,
            ASKS,
            *(OF_AN_ASK.format(table=table) for table in ("referralevent", "referralmessage")),
            LINKS,
            HOLDS,
            OTHERS,
            SHOWN,
        ]
    ]
