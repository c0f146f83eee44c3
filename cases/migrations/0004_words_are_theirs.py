"""Row security on what matters, and the guard: nobody but the resident changes the resident's words."""

from django.db import migrations

# Words of a resident's own give way to those of somebody else only by a suggestion that was taken,
# by the resident or, signed, sitting together. So says the action; so says the database.
GUARD = """
create function words_are_theirs() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare latest cases_statement;
begin
    if new.set_aside or new.author_id = (select user_id from cases_resident
                                          where id = new.resident_id) then
        return new;
    end if;
    select * into latest from cases_statement
     where resident_id = new.resident_id and section = new.section and not set_aside
     order by number desc limit 1;
    if latest.id is null or latest.voice = 'on_behalf' or exists (
        select from cases_suggestion s
         where s.id = new.from_suggestion_id and s.resident_id = new.resident_id
           and s.section = new.section and s.state in ('taken', 'changed') and s.signed <> '') then
        return new;
    end if;
    raise exception 'only the resident changes their words' using errcode = 'check_violation';
end $$;

create trigger words_are_theirs before insert on cases_statement
    for each row execute function words_are_theirs();
"""

WRITTEN_BY_ITS_AUTHOR = """
alter table cases_{table} enable row level security;
alter table cases_{table} force row level security;
create policy visible on cases_{table} for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy change_visible on cases_{table} for update
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy write_as_oneself on cases_{table} for insert
    with check (author_id = app_user_id()
                and resident_id = any(array(select visible_residents(app_user_id()))));

alter table cases_{table}event enable row level security;
alter table cases_{table}event force row level security;
create policy visible on cases_{table}event for select
    using (resident_id = any(array(select visible_residents(app_user_id()))));
create policy image on cases_{table}event for insert with check (app_user_id() is not null);
"""

# The resident reads who wrote beside their words, and who suggested.
AUTHORS = """
create function authors_in_own_record(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select author_id from cases_statement where resident_id in (select own_record(who))
    union select author_id from cases_suggestion where resident_id in (select own_record(who))
    union select author_id from cases_staffview where resident_id in (select own_record(who))
$$;
create policy authors on kernel_user for select
    using (id = any(array(select authors_in_own_record(app_user_id()))));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_due_promises")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [
            GUARD,
            *(
                WRITTEN_BY_ITS_AUTHOR.format(table=table)
                for table in ["statement", "suggestion", "staffview"]
            ),
            AUTHORS,
        ]
    ]
