"""Every move of an ask is told to the systems of both sides, beside the move itself."""

from django.db import migrations

# Ids and states alone. The side that is asked is told from the moment it is asked.
TELL = """
create function moves_are_told() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into hubs_telling
        (id, made_at, hook_id, event, payload, state, tries, due, answer)
    select gen_random_uuid(), clock_timestamp(), h.id, 'referral.' || new.after,
           jsonb_build_object('event', 'referral.' || new.after, 'id', new.id, 'at', new.at,
                              'referral', r.id, 'number', new.number, 'before', new.before,
                              'after', new.after, 'party', new.party, 'reason', new.reason),
           'waiting', 0, now(), ''
      from cases_referral r
      join cases_resident p on p.id = r.resident_id
      join hubs_hub b on b.id = p.hub_id
      join hubs_hook h on h.ended_at is null
       and (h.organisation_id = b.organisation_id
            or (h.organisation_id = r.organisation_id and r.sent_at is not null))
     where r.id = new.referral_id;
    return null;
end $$;
create trigger moves_are_told after insert on cases_referralevent
    for each row execute function moves_are_told();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_asks_row_security"), ("hubs", "0009_hooks")]
    operations = [migrations.RunSQL(TELL, migrations.RunSQL.noop)]
