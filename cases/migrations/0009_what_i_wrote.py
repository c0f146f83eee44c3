"""What somebody wrote stays theirs to read: their own conversations, and no row beside them."""

from django.db import migrations

# The tables stay shut: whoever forgets a filter still sees nothing here. Two narrow doors run as the
# owner instead. They ask who works here now, and who must not see this person.
DOORS = """
create function residents_written_about(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct n.resident_id from cases_note n
     where n.author_id = who and reach_of(who, 'read_record') is not null
       and not exists (select from cases_notthisperson k where k.resident_id = n.resident_id
                                                           and k.user_id = who and k.until is null)
$$;

-- The name is the one that the person had when it was written: what they are called now is for who
-- walks with them now. Both moments are the database's own.
create function notes_i_wrote(before timestamptz, before_id uuid, many int)
returns table (at timestamptz, id uuid, told jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
    select n.happened_at, n.id, jsonb_build_object(
        'resident_id', n.resident_id,
        'name', (select r.known_as from cases_residentevent r
                  where r.pgh_obj_id = n.resident_id
                    and r.pgh_created_at <= (select min(w.pgh_created_at) from cases_noteevent w
                                              where w.pgh_obj_id = n.id)
                  order by r.pgh_id desc limit 1),
        'mode', n.mode,
        'entered_in_error', n.entered_in_error,
        'correction_reason', n.correction_reason)
        || case when n.entered_in_error <> '' then '{}' else jsonb_build_object(
            'their_words', n.their_words,
            'what_we_heard', n.what_we_heard,
            'agreed', n.agreed,
            'before', (
                with recursive earlier as (
                    select e.*, 1 as how_far from cases_note e where e.id = n.supersedes_id
                    union all
                    select e.*, l.how_far + 1 from cases_note e
                      join earlier l on e.id = l.supersedes_id)
                select jsonb_agg(jsonb_build_object(
                    'their_words', e.their_words, 'what_we_heard', e.what_we_heard,
                    'agreed', e.agreed, 'correction_reason', e.correction_reason)
                    order by e.how_far)
                  from earlier e where e.author_id = app_user_id())) end
      from cases_note n
     where n.author_id = app_user_id()
       and n.resident_id in (select residents_written_about(app_user_id()))
       and not exists (select from cases_note c where c.supersedes_id = n.id)
       and (before is null or (n.happened_at, n.id) < (before, before_id))
     order by n.happened_at desc, n.id desc
     limit many
$$;

-- Reading it is a look, which the resident can read.
alter policy about_visible on kernel_accesslog
    with check (resident_id = any(array(select visible_residents(app_user_id())))
                or resident_id = any(array(select residents_written_about(app_user_id()))));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_quick_sight")]
    operations = [migrations.RunSQL(DOORS, migrations.RunSQL.noop)]
