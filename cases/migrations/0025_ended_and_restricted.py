"""An ended record is read and not written; a restricted one is read by who walks with them alone."""

from django.db import migrations

# Whatever the rule of who sees whom says, it says less of these two.
SIGHT = """
alter function sight_rule(uuid) rename to sight_by_circle;
create function sight_rule(who uuid) returns table (resident_id uuid, near int, writes boolean)
language sql stable as $$
    select s.resident_id, s.near,
           s.writes and not exists (select from cases_resident r
                                     where r.id = s.resident_id and r.state = 'ended')
                    and not exists (select from cases_subjectrequest q
                                     where q.resident_id = s.resident_id and q.restricts)
      from sight_by_circle(who) s
     where not exists (select from cases_subjectrequest q
                        where q.resident_id = s.resident_id and q.restricts)
        or exists (select from cases_connection c
                    where c.resident_id = s.resident_id and c.user_id = who
                      and c.part = 'lead' and c.until is null)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_away_row_security")]
    operations = [migrations.RunSQL(SIGHT, migrations.RunSQL.noop)]
