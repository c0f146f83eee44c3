"""`manage.py import_feed`: read somebody else's directory now."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from hubs.actions import feed
from hubs.feed import Broken
from hubs.models import ImportRun
from hubs.oruk import REASONS

A_BAR = 30  # characters
SHOWN = 50


class Command(BaseCommand):
    help = (
        "Read a directory by Open Referral UK 3.0 or 1.0 from an address or a saved file. It can "
        "be interrupted, and run again: what is in stays the same."
    )

    def add_arguments(self, parser):
        parser.add_argument("feed", metavar="URL|FILE")
        parser.add_argument("--name", help="what you call it (its host, or the file's name)")

    def handle(self, *args, **options):
        where = options["feed"]
        try:
            if where.startswith(("http://", "https://")):
                name = options["name"] or urlsplit(where).hostname or where
                run = feed.read_web(where, name=name[:120], tell=self.tell)
            else:
                path = Path(where)
                run = feed.read_file(
                    path, name=(options["name"] or path.stem)[:120], tell=self.tell
                )
        except Broken as problem:
            raise CommandError(str(problem)) from None
        self.report(run)

    def tell(self, run: ImportRun) -> None:
        """A bar on a terminal; silence in a log."""
        if sys.stderr.isatty():
            of = max(run.total or run.read, run.read, 1)
            full = A_BAR * run.read // of
            bar = "█" * full + "░" * (A_BAR - full)
            self.stderr.write(f"\r{bar} {run.read:,} of {of:,} services\033[K", ending="")

    def report(self, run: ImportRun) -> None:
        if sys.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")
        for fault in run.found.order_by("made_at", "pk")[:SHOWN]:
            where = " ".join(filter(None, [fault.place, fault.row_id, fault.field]))
            self.stdout.write(f"{where}: {REASONS.get(fault.reason, fault.reason)}")
        if run.faults > SHOWN:
            self.stdout.write(f"… and {run.faults - SHOWN:,} more.")
        self.stdout.write(
            f"{run.feed.name} ({run.feed.version or 'unknown'}): {run.read:,} services read, "
            f"{run.refused:,} refused; rows: {run.new:,} new, {run.changed:,} changed, "
            f"{run.gone:,} gone; {run.conflicts:,} to decide."
        )
        if run.state != ImportRun.State.DONE:
            raise CommandError(f"It broke off. {run.why}")
