"""A review is its two people's alone, and what both have signed is not changed."""

from django.db import migrations

# Theirs while they work here. Nobody else's, whatever their role.
REVIEW = """
alter table cases_review enable row level security;
alter table cases_review force row level security;
create policy the_two on cases_review for select
    using (app_user_id() in (manager_id, worker_id) and (select works_here(app_user_id())));
create policy change_the_two on cases_review for update
    using (app_user_id() in (manager_id, worker_id) and (select works_here(app_user_id())));
create policy begin_as_oneself on cases_review for insert
    with check (manager_id = app_user_id() and (select works_here(app_user_id())));
alter table cases_reviewevent enable row level security;
alter table cases_reviewevent force row level security;
create policy the_two on cases_reviewevent for select
    using (pgh_obj_id in (select id from cases_review));
create policy image on cases_reviewevent for insert with check (app_user_id() is not null);
"""

SEEN = "any(array(select visible_residents(app_user_id())))"

# Whom they chose is a name, and shown to who sees that person.
PERSON = f"""
alter table cases_reviewperson enable row level security;
alter table cases_reviewperson force row level security;
create policy the_two on cases_reviewperson for select
    using (resident_id = {SEEN} and review_id in (select id from cases_review));
create policy change_the_two on cases_reviewperson for update
    using (resident_id = {SEEN} and review_id in (select id from cases_review));
create policy write_the_two on cases_reviewperson for insert
    with check (resident_id = {SEEN} and review_id in (select id from cases_review));
alter table cases_reviewpersonevent enable row level security;
alter table cases_reviewpersonevent force row level security;
create policy the_two on cases_reviewpersonevent for select
    using (resident_id = {SEEN} and review_id in (select id from cases_review));
create policy image on cases_reviewpersonevent for insert with check (app_user_id() is not null);
"""

# The words of a point stay the two's to read when their sight of somebody ends; not where one of
# them must not see that person.
NOT_KEPT_FROM = (
    "(resident_id is null or resident_id <> all(array(select kept_from(app_user_id()))))"
)
POINT = f"""
alter table cases_reviewpoint enable row level security;
alter table cases_reviewpoint force row level security;
create policy the_two on cases_reviewpoint for select
    using ({NOT_KEPT_FROM} and review_id in (select id from cases_review));
create policy change_the_two on cases_reviewpoint for update
    using ({NOT_KEPT_FROM} and review_id in (select id from cases_review));
create policy write_as_oneself on cases_reviewpoint for insert
    with check (author_id = app_user_id() and review_id in (select id from cases_review)
                and (resident_id is null or resident_id = {SEEN}));
alter table cases_reviewpointevent enable row level security;
alter table cases_reviewpointevent force row level security;
create policy the_two on cases_reviewpointevent for select
    using ({NOT_KEPT_FROM} and review_id in (select id from cases_review));
create policy image on cases_reviewpointevent for insert with check (app_user_id() is not null);
"""

# A sighting holds no name: whoever may name what stops the right thing reads all of them. It is
# written by one of the two, from a point of theirs.
SIGHTING = """
alter table cases_sighting enable row level security;
alter table cases_sighting force row level security;
create policy at_work on cases_sighting for select
    using ((select reach_of(app_user_id(), 'name_blocker')) is not null);
create policy write_the_two on cases_sighting for insert
    with check (point_id in (select id from cases_reviewpoint));
"""

STAYS = """
create function both_signed(review uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from cases_review where id = review
                      and manager_signed_at is not null and worker_signed_at is not null)
$$;

create function a_signed_review_stays() returns trigger language plpgsql as $$
begin
    if old.manager_signed_at is not null and old.worker_signed_at is not null then
        raise exception 'a signed review is not changed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger a_signed_review_stays before update on cases_review
    for each row execute function a_signed_review_stays();

create function whom_a_signed_review_is_about_stays() returns trigger language plpgsql as $$
begin
    if both_signed(new.review_id) then
        raise exception 'a signed review is not changed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger whom_a_signed_review_is_about_stays before insert or update on cases_reviewperson
    for each row execute function whom_a_signed_review_is_about_stays();

create function a_signed_point_stays() returns trigger language plpgsql as $$
begin
    if both_signed(old.review_id)
       and (new.resident_id, new.what, new.in_the_way, new.action, new.who_id, new.due)
           is distinct from
           (old.resident_id, old.what, old.in_the_way, old.action, old.who_id, old.due) then
        raise exception 'a signed review is not changed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger a_signed_point_stays before update on cases_reviewpoint
    for each row execute function a_signed_point_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_caseload_row_security"), ("hubs", "0004_api_tokens")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in [REVIEW, PERSON, POINT, SIGHTING, STAYS]
    ]
