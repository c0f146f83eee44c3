"""Django's migrate, and then what must follow it: rights of the app role, the law for the database."""

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string


class Command(migrate.Command):
    help = "Migrate, grant the app role its rights, and publish the law to the database."

    def handle(self, *args, **options):
        connection = connections[options["database"]]
        loader = MigrationLoader(connection, ignore_no_migrations=True)
        unknown = [key for key in loader.applied_migrations if key not in loader.disk_migrations]
        if any(app in loader.migrated_apps for app, _ in unknown):
            raise CommandError(
                "This database was made by a newer version of Relational. "
                "Start that version, or name another folder with --data."
            )
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        with connection.cursor() as cursor:
            for step in settings.AFTER_MIGRATE:
                import_string(step)(cursor)
