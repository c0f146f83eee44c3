"""A list is seen by who brought it alone; and taking out again whom it brought in, for real."""

from django.db import migrations

MINE = """
alter table cases_caseloadimport enable row level security;
alter table cases_caseloadimport force row level security;
create policy mine on cases_caseloadimport using (user_id = app_user_id());

alter table cases_caseloadrow enable row level security;
alter table cases_caseloadrow force row level security;
create policy mine on cases_caseloadrow
    using (caseload_id in (select id from cases_caseloadimport where user_id = app_user_id()));
"""

# For the worker, which goes on with each list as who brought it.
AT_WORK = """
create function caseloads_at_work() returns table (id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, user_id from cases_caseloadimport where state in ('bringing', 'undoing')
     order by made_at
$$;
"""

# The lines of a list, a week after it was done with, and a list that nobody brought in.
FORGET = """
create function forget_caseloads(before timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from cases_caseloadrow r using cases_caseloadimport c
     where c.id = r.caseload_id and c.state in ('read', 'in', 'undone')
       and greatest(c.made_at, c.in_at, c.undone_at) < before;
    delete from cases_caseloadimport where state = 'read' and made_at < before;
$$;
"""

# Take out some of those whom one's own list brought in. Somebody stays where their trail holds
# more verbs than the bringing wrote, where somebody else looked at the record, or where anything
# else hangs on it. Of the others nothing stays but their trail: it tells that they were met and
# taken back, and holds no words. Their row images go with them, so the triggers that keep images
# are passed by, here alone.
TAKE_BACK = """
create function take_back(list uuid, role text, at_most int) returns int
language plpgsql security definer set search_path = public, pg_temp
set pgtrigger.ignore = '{pgtrigger_append_only_6a320,pgtrigger_append_only_a645e,pgtrigger_append_only_b82a7,pgtrigger_append_only_b8234}'
as $$
declare who kernel_user; line cases_caseloadrow; dealt_with int := 0; why text;
begin
    select u.* into strict who from cases_caseloadimport c join kernel_user u on u.id = c.user_id
     where c.id = list and c.user_id = app_user_id() and c.state = 'undoing';
    set constraints all immediate;  -- so that what hangs on a record says so at once
    for line in select * from cases_caseloadrow r
                 where r.caseload_id = list and r.resident_id is not null and r.kept = ''
                 order by r.line limit at_most
    loop
        dealt_with := dealt_with + 1;
        perform from cases_resident where id = line.resident_id for update;
        why := case
            when (select count(*) from kernel_auditevent e
                   where e.chain = line.resident_id) > line.verbs then 'touched'
            when exists (select from kernel_accesslog a
                          where a.resident_id = line.resident_id and a.reader_id <> who.id)
                then 'looked_at'
            else '' end;
        if why = '' then
            begin
                insert into kernel_auditevent (id, made_at, at, who_id, who_name, who_role, verb,
                                               about_type, about_id, resident_id)
                values (uuidv7(), now(), now(), who.id, who.display_name, role,
                        'resident.taken_back', 'cases.resident', line.resident_id, line.resident_id);
                delete from cases_note where resident_id = line.resident_id;
                delete from cases_contactpoint where resident_id = line.resident_id;
                delete from cases_connection where resident_id = line.resident_id;
                delete from cases_nameof where resident_id = line.resident_id;
                delete from cases_resident where id = line.resident_id;
                delete from cases_noteevent where resident_id = line.resident_id;
                delete from cases_contactpointevent where resident_id = line.resident_id;
                delete from cases_connectionevent where resident_id = line.resident_id;
                delete from cases_residentevent where pgh_obj_id = line.resident_id;
                delete from cases_caseloadrow where id = line.id;
            exception when foreign_key_violation then
                why := 'touched';
            end;
        end if;
        if why <> '' then
            update cases_caseloadrow set kept = why where id = line.id;
        end if;
    end loop;
    set constraints all deferred;
    return dealt_with;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_search")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [MINE, AT_WORK, FORGET, TAKE_BACK]
    ]
