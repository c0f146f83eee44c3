"""Check that nobody changed, removed or cut off anything in the trail."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Recompute the trail's digests and compare them with its seals."

    def handle(self, *args, **options):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from kernel_auditevent")
            events = cursor.fetchone()[0]
            cursor.execute("select * from trail_faults()")
            faults = cursor.fetchall()
        for chain, seq, fault in faults:
            self.stderr.write(f"chain {chain}, place {seq}: {fault}")
        if faults:
            raise CommandError(f"The trail does not hold: {len(faults)} faults.")
        self.stdout.write(f"The trail holds: {events} events.")
