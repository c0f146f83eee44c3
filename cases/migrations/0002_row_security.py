"""Which residents are visible, as one function, and row security on all that is about a resident."""

from django.db import migrations

# The rule in words: an open connection, held by somebody at work here; or the lead of a team, hub
# or organisation of somebody so connected (who says why on opening); or the resident themself.
# It runs as the owner: under row security it would ask itself.
VISIBLE = """
create function own_record(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select id from cases_resident where user_id = who
$$;

-- Whose record somebody may read by the law, and how near they are: 1 own, 2 by the team, 3 the hub,
-- 4 the organisation (hubs.access.Reach).
create function sight(who uuid) returns table (resident_id uuid, near int)
language sql stable security definer set search_path = public, pg_temp as $$
    with reading as (
        select m.hub_id, m.team_id, m.organisation_id, l.reach
          from hubs_membership m join law() l on l.role = m.role and l."right" = 'read_record'
         where m.user_id = who and m.starts <= app_today()
           and (m.ends is null or m.ends > app_today())
    )
    select c.resident_id, 1 from cases_connection c
     where c.user_id = who and c.until is null and exists (select from reading)
    union all
    select c.resident_id,
           case when m.team_id = r.team_id then 2 when m.hub_id = r.hub_id then 3 else 4 end
      from reading r
      join hubs_membership m on (r.reach >= 2 and m.team_id = r.team_id)
                             or (r.reach >= 3 and m.hub_id = r.hub_id)
                             or (r.reach >= 4 and m.organisation_id = r.organisation_id)
      join cases_connection c on c.user_id = m.user_id and c.until is null
     where m.starts <= app_today() and (m.ends is null or m.ends > app_today())
$$;

create function visible_residents(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select resident_id from sight(who) union select own_record(who)
$$;

-- A record that nobody is connected with yet: only then may somebody connect themself.
create function nobody_walks_with(resident uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select not exists (select from cases_connection where resident_id = resident)
$$;

-- Staff whom a resident meets in their own record: around them, or who wrote or promised there.
create function people_of_own_record(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select user_id from cases_connection where resident_id in (select own_record(who))
    union select author_id from cases_note where resident_id in (select own_record(who))
    union select by_id from cases_reminder where resident_id in (select own_record(who))
    union select by_id from cases_pause where resident_id in (select own_record(who))
$$;

-- Whether a record other than this one, exact to the day, has this name and date of birth.
create function somebody_like_this(this uuid, name text, born date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from cases_resident
                    where id <> this and lower(full_name) = lower(name) and date_of_birth = born
                      and date_of_birth_precision = 'day')
$$;

-- Whether an e-mail address is unsafe to write to: by its own resident's word, where a resident
-- signs in with it; by anybody's, where nobody does. The address of somebody who works here is
-- their own affair.
create function unsafe_email(address text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    with signing_in as (
        select u.id as user_id, r.id as resident_id
          from kernel_user u left join cases_resident r on r.user_id = u.id
         where u.email = lower(address))
    select not exists (select from signing_in s join hubs_membership m on m.user_id = s.user_id)
       and exists (select from cases_contactpoint c
                    where c.channel = 'email' and lower(c.value) = lower(address)
                      and not c.safe_to_contact
                      and (c.resident_id in (select resident_id from signing_in)
                           or not exists (select from signing_in where resident_id is not null)))
$$;
"""

RESIDENT = """
alter table cases_resident enable row level security;
alter table cases_resident force row level security;
create policy visible on cases_resident for select
    using (id = any(array(select visible_residents(app_user_id()))));
create policy change_visible on cases_resident for update
    using (id = any(array(select visible_residents(app_user_id()))));
create policy meet on cases_resident for insert
    with check ((select reach_of(app_user_id(), 'meet')) is not null);
"""

CONNECTION = """
alter table cases_connection enable row level security;
alter table cases_connection force row level security;
create policy visible on cases_connection for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy change_visible on cases_connection for update
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy write_visible on cases_connection for insert
    with check (resident_id = any(array(select visible_residents(app_user_id())))
                or (user_id = app_user_id() and nobody_walks_with(resident_id)));
"""

# {hidden}: what a resident does not see in their own record.
ABOUT_A_RESIDENT = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} for select
    using (resident_id = any(array(select visible_residents(app_user_id()))) {hidden});
create policy change_visible on {table} for update
    using (resident_id = any(array(select visible_residents(app_user_id()))) {hidden});
create policy write_visible on {table} for insert
    with check (resident_id = any(array(select visible_residents(app_user_id()))));
"""

# A promise of a conversation that is withheld is withheld with it: the note's own policy tells.
PROMISE_WITHHELD = (
    "and (note_id is null or exists (select from cases_note n where n.id = note_id) "
    "or resident_id <> all(array(select own_record(app_user_id()))))"
)
WITHHELD = "and (withheld = '' or resident_id <> all(array(select own_record(app_user_id()))))"

IMAGES = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy visible on {table} for select
    using ({resident} = any(array(select visible_residents(app_user_id()))) {hidden});
create policy image on {table} for insert with check (app_user_id() is not null);
"""

SHARED = """
create policy shared_circle on kernel_user for select
    using (id = any(array(select people_of_own_record(app_user_id()))));
create policy resident_i_see on kernel_user for select
    using (id in (select user_id from cases_resident));

-- Nobody writes a look or an event about somebody they do not see.
create policy about_visible on kernel_accesslog as restrictive for insert
    with check (resident_id = any(array(select visible_residents(app_user_id()))));
create policy about_visible on kernel_auditevent as restrictive for insert
    with check (resident_id is null
                or resident_id = any(array(select visible_residents(app_user_id()))));

create policy visible on kernel_auditevent for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy own_record on kernel_accesslog for select
    using (resident_id = any(array(select own_record(app_user_id()))));
"""

TABLES = [
    *(
        ABOUT_A_RESIDENT.format(table=f"cases_{name}", hidden=hidden)
        for name, hidden in {
            "contactpoint": "",
            "note": WITHHELD,
            "reminder": PROMISE_WITHHELD,
            "pause": "",
        }.items()
    ),
    IMAGES.format(table="cases_residentevent", resident="pgh_obj_id", hidden=""),
    *(
        IMAGES.format(table=f"cases_{name}event", resident="resident_id", hidden=hidden)
        for name, hidden in {
            "connection": "",
            "contactpoint": "",
            "note": WITHHELD,
            "reminder": PROMISE_WITHHELD,
            "pause": "",
        }.items()
    ),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("hubs", "0002_row_security")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [VISIBLE, RESIDENT, CONNECTION, *TABLES, SHARED]
    ]
