"""`manage.py seed`: a large made-up town, for measuring."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases import seed
from hubs.models import Hub
from relational.kernel.models import User

A_BAR = 30  # characters


class Command(BaseCommand):
    help = (
        "Plant a large made-up town by COPY, as the database's owner. It has no trail and no row "
        "images: nobody did anything. Interrupted, it plants nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--residents", type=int, required=True, help="how many people")
        parser.add_argument("--notes", type=int, help="about how many (10 for each of them)")
        parser.add_argument("--workers", type=int, help="how many walk with them (1 for 200)")
        parser.add_argument("--seed", type=int, default=1, help="another town for another number")

    def handle(self, *args, **options):
        residents, notes, workers = options["residents"], options["notes"], options["workers"]
        if notes is None:
            notes = residents * seed.NOTES_A_RESIDENT
        if workers is None:
            workers = max(1, residents // seed.RESIDENTS_A_WORKER)
        if residents < 1 or notes < 0 or not 1 <= workers <= seed.MOST_WORKERS:
            raise CommandError(
                f"A town has one resident at least, and 1 to {seed.MOST_WORKERS:,} workers."
            )
        if settings.PRODUCTION and Hub.objects.exists():
            raise CommandError(
                "This is a real database with people in it. It gets no made-up ones."
            )
        if User.objects.filter(email=seed.first_worker(options["seed"])).exists():
            raise CommandError("This town is planted already. Choose another one with --seed.")
        began = time.monotonic()
        seed.plant(residents, notes=notes, workers=workers, seed=options["seed"], tell=self.tell)
        self.clear()
        self.stdout.write(
            f"Planted {residents} residents and {workers} workers "
            f"in {time.monotonic() - began:.0f} s. Sign in as {seed.first_worker(options['seed'])}, "
            "by a code."
        )

    def tell(self, what: str, done: int, of: int) -> None:
        """A bar on a terminal; silence in a log."""
        if sys.stderr.isatty():
            full = A_BAR * done // of
            bar = "█" * full + "░" * (A_BAR - full)
            self.stderr.write(f"\r{what:<15} {bar} {done:,} of {of:,}\033[K", ending="")

    def clear(self) -> None:
        if sys.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")
