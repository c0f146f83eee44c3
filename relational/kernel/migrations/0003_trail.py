"""The trail's chains and seals, kept by the database itself so that no writer can step around."""

from django.db import migrations

TRAIL = """
create function trail_digest(event kernel_auditevent) returns text
language sql stable set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(jsonb_build_array(
        event.chain, event.seq, event.id, extract(epoch from event.at), event.who_id,
        event.who_name, event.who_role, event.verb, event.about_type, event.about_id,
        event.resident_id, event.request_id, event.previous)::text, 'UTF8')), 'hex')
$$;

-- One chain a resident, one for all else. The head's row is the lock that puts writers in line.
create function trail_append() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare head kernel_trailhead;
begin
    new.chain := coalesce(new.resident_id, '00000000-0000-0000-0000-000000000000');
    new.request_id := coalesce(
        nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'request', '');
    insert into kernel_trailhead (chain, seq, digest, sealed_seq) values (new.chain, 0, '', 0)
        on conflict (chain) do update set seq = kernel_trailhead.seq
        returning * into head;
    new.seq := head.seq + 1;
    new.previous := head.digest;
    new.digest := trail_digest(new);
    update kernel_trailhead set seq = new.seq, digest = new.digest where chain = new.chain;
    return new;
end $$;

create trigger trail_append before insert on kernel_auditevent
    for each row execute function trail_append();

create function seal_trail(now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare moved jsonb; standing bigint; last text; sealed text;
begin
    lock table kernel_trailseal in exclusive mode;
    select coalesce((select digest from kernel_trailseal order by id desc limit 1), '') into last;
    select coalesce(sum(seq), 0) into standing from kernel_trailhead;
    with sealing as (
        update kernel_trailhead set sealed_seq = seq where seq > sealed_seq
        returning chain, seq, digest)
    select coalesce(jsonb_agg(jsonb_build_array(chain, seq, digest) order by chain), '[]')
      into moved from sealing;
    sealed := encode(sha256(convert_to(
        jsonb_build_array(extract(epoch from now), standing, moved, last)::text, 'UTF8')), 'hex');
    insert into kernel_trailseal (at, events, heads, previous, digest)
        values (now, standing, moved, last, sealed);
    return sealed;
end $$;

-- What does not hold: a changed event, a gap, a cut tail, a changed or missing seal.
create function trail_faults() returns table (chain uuid, seq bigint, fault text)
language sql stable set search_path = public, pg_temp as $$
    select e.chain, e.seq, 'its digest does not fit what it says'
      from kernel_auditevent e where e.digest <> trail_digest(e)
    union all
    select e.chain, e.seq, 'it does not follow the event before it'
      from (select a.chain, a.seq, a.previous,
                   lag(a.digest, 1, '') over line as before,
                   row_number() over line as place
              from kernel_auditevent a window line as (partition by a.chain order by a.seq)) e
     where e.previous <> e.before or e.seq <> e.place
    union all
    select h.chain, h.seq, 'the chain ends before its head'
      from kernel_trailhead h
     where not exists (select from kernel_auditevent e
                        where e.chain = h.chain and e.seq = h.seq and e.digest = h.digest)
    union all
    select (head ->> 0)::uuid, (head ->> 1)::bigint, 'a seal names an event that is gone'
      from kernel_trailseal s cross join jsonb_array_elements(s.heads) head
     where not exists (select from kernel_auditevent e
                        where e.chain = (head ->> 0)::uuid and e.seq = (head ->> 1)::bigint
                          and e.digest = head ->> 2)
    union all
    select null, s.id, 'a seal was changed, or one before it is gone'
      from (select *, lag(digest, 1, '') over (order by id) as before from kernel_trailseal) s
     where s.previous <> s.before
        or s.digest <> encode(sha256(convert_to(jsonb_build_array(
               extract(epoch from s.at), s.events, s.heads, s.previous)::text, 'UTF8')), 'hex')
$$;
revoke execute on function trail_faults() from public;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_row_security")]
    operations = [migrations.RunSQL(TRAIL, migrations.RunSQL.noop)]
