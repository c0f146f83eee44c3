"""Who reads messages, pictures and sounds; whom a message waits for, and when they are told again."""

from django.conf import settings
from django.db import migrations

SEEN = "any(array(select visible_residents(app_user_id())))"
OWN = "any(array(select own_record(app_user_id())))"

# A resident's message is in their own hand, and nobody else writes in their name.
MESSAGES = f"""
alter table cases_message enable row level security;
alter table cases_message force row level security;
create policy visible on cases_message for select using (resident_id = {SEEN});
create policy write_as_oneself on cases_message for insert
    with check (by_id = app_user_id()
                and (resident_id = {OWN}
                     or resident_id in (select s.resident_id from sight(app_user_id()) s
                                         where s.writes))
                and theirs = (resident_id = {OWN}));
"""

# What stands with a message is read with it; what stands beside words, with these words.
WITH = f"""resident_id = {SEEN}
    and case when message_id is null then not keeps_from(app_user_id(), resident_id, section)
             else exists (select from cases_message m where m.id = message_id
                             and m.resident_id = cases_attachment.resident_id) end"""
ATTACHMENTS = f"""
alter table cases_attachment enable row level security;
alter table cases_attachment force row level security;
create policy visible on cases_attachment for select using ({WITH});
create policy write_as_oneself on cases_attachment for insert
    with check (by_id = app_user_id() and {WITH}
                and (message_id is not null or resident_id = {OWN}));
create policy take_away on cases_attachment for update
    using (resident_id = {OWN} and message_id is null);

alter table cases_caption enable row level security;
alter table cases_caption force row level security;
create policy visible on cases_caption for select
    using (attachment_id in (select id from cases_attachment));
create policy write_as_oneself on cases_caption for insert
    with check (by_id = app_user_id() and attachment_id in (select id from cases_attachment));

-- Which of these files something still stands with: for the nightly task, which deletes the others.
create function files_kept(names text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select name from cases_attachment where name = any(names) and until is null and app_is_system()
$$;
"""

# Whether an answer to a request keeps a record from being written in.
RESTRICTED = """
create function record_is_restricted(resident uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from cases_subjectrequest
                    where resident_id = resident and restricts)
       and resident in (select visible_residents(app_user_id()))
$$;
"""

# Who is told of a resident's message: colleagues around them who read the record, and who stands in
# for these; and where nobody leads, who manages the hub.
READERS = """
create function message_readers(resident uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    with at_work as (
        select m.user_id, m.hub_id, m.role from hubs_membership m
          join kernel_user u on u.id = m.user_id and u.is_active
          join law() l on l.role = m.role and l."right" = 'read_record'
         where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
    ), around as (
        select c.user_id, c.part from cases_connection c
         where c.resident_id = resident and c.until is null and c.voice <> 'neither'
           and c.user_id in (select user_id from at_work)
    ), told as (
        select user_id from around
        union
        select v.who_id from hubs_cover v
         where v.instead_of_id in (select user_id from around) and v.ended_at is null
           and v.starts <= app_today() and v.until >= app_today()
           and v.who_id in (select user_id from at_work)
        union
        select w.user_id from at_work w
          join cases_resident r on r.id = resident and r.hub_id = w.hub_id
          join law() l on l.role = w.role and l."right" = 'let_lead_leave'
         where not exists (select from around where part = 'lead')
    )
    select t.user_id from told t
      join cases_resident r on r.id = resident and r.user_id is distinct from t.user_id
     where (app_is_system() or resident in (select own_record(app_user_id())))
       and not exists (select from cases_notthisperson n where n.resident_id = resident
                                          and n.user_id = t.user_id and n.until is null)
$$;
"""

# Of each message that waited too long one letter to each of these, and one letter a day to each.
NUDGE = f"""
create function nudge_messages(now timestamptz, hubs jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare done int;
begin
    if not app_is_system() then
        raise exception 'only the clock moves the clock' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('nudge_messages', 0));
    with waiting as (
        select distinct on (m.resident_id) m.id, m.resident_id, m.made_at, h.before
          from jsonb_to_recordset(hubs) as h(hub uuid, before timestamptz)
          join cases_resident r on r.hub_id = h.hub and r.state <> 'ended'
          join cases_message m on m.resident_id = r.id and m.theirs
           and m.made_at > now - interval '60 days'
         where not exists (select from cases_message a where a.resident_id = m.resident_id
                                          and not a.theirs and a.made_at >= m.made_at)
           and not exists (select from cases_subjectrequest q
                            where q.resident_id = m.resident_id and q.restricts)
         order by m.resident_id, m.made_at, m.id
    ), readers as (
        select distinct on (t.reader) t.reader, w.id
          from waiting w cross join lateral message_readers(w.resident_id) t (reader)
         where w.made_at < w.before
           and not exists (select from kernel_letter l
                            where l.dedupe_key = 'message_waits:' || t.reader || ':' || w.id)
           and not exists (select from kernel_letter l
                            where l.to_id = t.reader and l.kind = 'message_waits'
                              and (l.made_at at time zone '{settings.TIME_ZONE}')::date
                                = (now at time zone '{settings.TIME_ZONE}')::date)
         order by t.reader, w.made_at, w.id
    ), posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, 'message_waits', u.id,
               case when u.email is null then 'in_app' else 'email' end,
               r.id, now, 'waiting', 0, '', 'message_waits:' || u.id || ':' || r.id
          from readers r join kernel_user u on u.id = r.reader
        on conflict (dedupe_key) do nothing
        returning id
    )
    select count(*) into done from posted;
    return done;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_by_their_own_right")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [MESSAGES, ATTACHMENTS, RESTRICTED, READERS, NUDGE]
    ]
