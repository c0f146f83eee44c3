"""Who is asking, the cache's table, and row security on users, letters, looks and the trail."""

from django.db import migrations

WHO_IS_ASKING = """
create function app_user_id() returns uuid language sql stable parallel safe
return nullif(current_setting('app.user_id', true), '')::uuid;

create function app_is_system() returns boolean language sql stable parallel safe
return coalesce(current_setting('app.system', true), '') = 'on';

create table kernel_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index kernel_cache_expires on kernel_cache (expires);
"""

# Higher floors add to these: colleagues (hubs), people of a shared circle (cases). PostgreSQL lets
# a row through when any one of a table's policies does.
POLICIES = """
alter table kernel_user enable row level security;
alter table kernel_user force row level security;
create policy oneself on kernel_user for select
    using (id = app_user_id() or app_is_system());
create policy change_oneself on kernel_user for update
    using (id = app_user_id() or app_is_system());
create policy welcome on kernel_user for insert
    with check (app_user_id() is not null or app_is_system());

alter table account_emailaddress enable row level security;
alter table account_emailaddress force row level security;
create policy oneself on account_emailaddress
    using (user_id = app_user_id() or app_is_system());

alter table mfa_authenticator enable row level security;
alter table mfa_authenticator force row level security;
create policy oneself on mfa_authenticator
    using (user_id = app_user_id() or app_is_system());

alter table kernel_letter enable row level security;
alter table kernel_letter force row level security;
create policy mine on kernel_letter for select using (to_id = app_user_id());
create policy change_mine on kernel_letter for update using (to_id = app_user_id());
create policy post on kernel_letter for insert with check (app_user_id() is not null);

alter table kernel_accesslog enable row level security;
alter table kernel_accesslog force row level security;
create policy mine on kernel_accesslog for select using (reader_id = app_user_id());
create policy write_mine on kernel_accesslog for insert with check (reader_id = app_user_id());

alter table kernel_auditevent enable row level security;
alter table kernel_auditevent force row level security;
create policy mine on kernel_auditevent for select using (who_id = app_user_id());
create policy write_mine on kernel_auditevent for insert
    with check (who_id = app_user_id());
"""


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("kernel", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        migrations.RunSQL(WHO_IS_ASKING, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
