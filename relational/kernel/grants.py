"""What the app role may do: everything but change the trail, the looks and the row images."""

from django.apps import apps
from django.conf import settings
from pghistory.models import Event
from psycopg import sql

# Read and written by the database's own functions alone.
UNTOUCHED = {"kernel.TrailHead", "kernel.TrailSeal"}
APPEND_ONLY = {"kernel.AuditEvent", "kernel.AccessLog"}


def grant_app_role(cursor) -> None:
    """Give the app role its rights on every table; run by the owner after each migration."""
    role = sql.Identifier(settings.APP_ROLE)
    grant = sql.SQL("grant {} on {} to {}")
    cursor.execute(sql.SQL("grant usage on schema public to {}").format(role))
    cursor.execute(sql.SQL("grant usage on all sequences in schema public to {}").format(role))
    cursor.execute(sql.SQL("revoke all on all tables in schema public from {}").format(role))
    cursor.execute(
        grant.format(
            sql.SQL("select, insert, update, delete"), sql.Identifier("kernel_cache"), role
        )
    )
    cursor.execute(grant.format(sql.SQL("select"), sql.Identifier("django_migrations"), role))
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed or model._meta.label in UNTOUCHED:
            continue
        cursor.execute(
            grant.format(sql.SQL(_rights(model)), sql.Identifier(model._meta.db_table), role)
        )


def _rights(model) -> str:
    if model._meta.label in APPEND_ONLY or issubclass(model, Event):
        return "select, insert"
    return "select, insert, update, delete"
