"""Who sees goodbyes, downloads and what residents ask by law; and what the privacy officer sees for it."""

from django.conf import settings
from django.db import migrations

GOODBYE = """
alter table cases_goodbye enable row level security;
alter table cases_goodbye force row level security;
create policy visible on cases_goodbye for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy change_visible on cases_goodbye for update
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy write_as_oneself on cases_goodbye for insert
    with check (by_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id()))));
alter table cases_goodbyeevent enable row level security;
alter table cases_goodbyeevent force row level security;
create policy visible on cases_goodbyeevent for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy image on cases_goodbyeevent for insert with check (app_user_id() is not null);

-- Who died is written to no more, and nobody signs in as them. One's work here is another matter.
create function set_own_door(resident uuid, is_open boolean) returns void
language sql security definer set search_path = public, pg_temp as $$
    update kernel_user u set is_active = is_open
      from cases_resident r
     where r.id = resident and u.id = r.user_id
       and r.id in (select visible_residents(app_user_id()))
       and not exists (select from hubs_membership m where m.user_id = u.id)
       and is_open = not exists (select from cases_goodbye g
                                  where g.resident_id = r.id and g.decided = 'died'
                                    and g.back_at is null)
$$;
"""

DOWNLOAD = """
alter table cases_download enable row level security;
alter table cases_download force row level security;
create policy mine on cases_download for select using (user_id = app_user_id());
create policy change_mine on cases_download for update using (user_id = app_user_id());
create policy ask_mine on cases_download for insert
    with check (user_id = app_user_id()
                and resident_id in (select own_record(app_user_id())));

-- For the worker, which makes each file as who asked for it.
create function downloads_at_work(since timestamptz) returns table (id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, user_id from cases_download where ready_at is null and made_at > since
     order by made_at
$$;
"""

# Whose requests somebody answers: a privacy officer's sight, of these and nothing more. Who must not
# see a person does not see them by this either.
REQUESTS = """
create function asks_of_officer(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct q.resident_id from cases_subjectrequest q
     where reach_of(who, 'answer_requests') = 5
       and not exists (select from cases_notthisperson n
                        where n.resident_id = q.resident_id and n.user_id = who and n.until is null)
$$;

-- Whose record an officer may read for an answer: only while a request waits for one.
create function records_for_officer(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct q.resident_id from cases_subjectrequest q
     where q.state <> 'answered' and q.resident_id in (select asks_of_officer(who))
$$;

-- The officers whom a resident's request waits for.
create function officers_for(resident uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct m.user_id
      from hubs_membership m join law() l on l.role = m.role and l."right" = 'answer_requests'
      join kernel_user u on u.id = m.user_id and u.is_active
     where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
       and not exists (select from cases_notthisperson n
                        where n.resident_id = resident and n.user_id = m.user_id
                          and n.until is null)
$$;

alter table cases_subjectrequest enable row level security;
alter table cases_subjectrequest force row level security;
create policy visible on cases_subjectrequest for select
    using (resident_id = any(array(select own_record(app_user_id())))
           or resident_id = any(array(select asks_of_officer(app_user_id())))
           or (by_id = app_user_id()
               and resident_id = any(array(select visible_residents(app_user_id())))));
create policy answer on cases_subjectrequest for update
    using (resident_id = any(array(select asks_of_officer(app_user_id()))));
create policy ask on cases_subjectrequest for insert
    with check (by_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id()))));

alter table cases_subjectrequeststep enable row level security;
alter table cases_subjectrequeststep force row level security;
create policy visible on cases_subjectrequeststep for select
    using (request_id in (select id from cases_subjectrequest));
create policy write_as_oneself on cases_subjectrequeststep for insert
    with check (by_id = app_user_id() and request_id in (select id from cases_subjectrequest));

alter table cases_redaction enable row level security;
alter table cases_redaction force row level security;
create policy visible on cases_redaction for select
    using (resident_id = any(array(select own_record(app_user_id())))
           or resident_id = any(array(select asks_of_officer(app_user_id()))));
create policy change on cases_redaction for update
    using (resident_id = any(array(select records_for_officer(app_user_id()))));
create policy write_as_oneself on cases_redaction for insert
    with check (by_id = app_user_id()
                and resident_id = any(array(select records_for_officer(app_user_id()))));

create policy for_the_officer on cases_resident for select
    using (id = any(array(select asks_of_officer(app_user_id()))));
create policy for_the_officer on cases_note for select
    using (resident_id = any(array(select records_for_officer(app_user_id()))));

-- An officer's look at such a record is written down as everybody's is, and so is what they do.
do $$
declare p record;
begin
    for p in select tablename, with_check from pg_policies where policyname = 'about_visible'
                and tablename in ('kernel_accesslog', 'kernel_auditevent')
    loop
        execute format('alter policy about_visible on %I with check (%s or '
                       'resident_id = any(array(select asks_of_officer(app_user_id()))))',
                       p.tablename, p.with_check);
    end loop;
end $$;
"""

# Of each request one letter to each officer, a week before an answer is due; and one letter a day.
NUDGE = f"""
create function nudge_requests(now timestamptz) returns int
language sql security definer set search_path = public, pg_temp as $$
    with today as (select (now at time zone '{settings.TIME_ZONE}')::date as day),
    waiting as (
        select distinct on (o.officer) o.officer, q.id
          from cases_subjectrequest q cross join today t
          cross join lateral officers_for(q.resident_id) o (officer)
         where q.state <> 'answered' and q.due <= t.day + 7
           and not exists (select from kernel_letter l
                            where l.dedupe_key = 'request_due:' || o.officer || ':' || q.id)
         order by o.officer, q.due, q.id
    ), posted as (
        insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                                   provider_id, dedupe_key)
        select uuidv7(), now, 'request_due', u.id,
               case when u.email is null then 'in_app' else 'email' end,
               w.id, now, 'waiting', 0, '', 'request_due:' || u.id || ':' || w.id
          from waiting w join kernel_user u on u.id = w.officer
        on conflict (dedupe_key) do nothing
        returning id
    )
    select count(*)::int from posted
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_not_how_i_see_it")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [GOODBYE, DOWNLOAD, REQUESTS, NUDGE]
    ]
