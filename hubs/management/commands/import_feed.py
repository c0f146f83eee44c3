"""`manage.py import_feed`: read somebody else's directory now."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from hubs.actions import feed, groups, postcode
from hubs.feed import Broken
from hubs.groups import read
from hubs.models import ImportRun
from hubs.oruk import REASONS

A_BAR = 30  # characters
LISTS = {".csv", ".xlsx", ".txt"}
SHOWN = 50


class Command(BaseCommand):
    help = (
        "Read a directory by Open Referral UK 3.0 or 1.0 from an address or a saved file. It can "
        "be interrupted, and run again: what is in stays the same. A CSV or XLSX file is read as a "
        "list of community groups."
    )

    def add_arguments(self, parser):
        parser.add_argument("feed", metavar="URL|FILE")
        parser.add_argument("--name", help="what you call it (its host, or the file's name)")
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what a list of groups would change"
        )

    def handle(self, *args, **options):
        where = options["feed"]
        if Path(where).suffix.lower() in LISTS and not where.startswith(("http://", "https://")):
            self.bring_list(Path(where), options["name"], dry_run=options["dry_run"])
            return
        if options["dry_run"]:
            raise CommandError("Only a list of groups (CSV or XLSX) can be tried out.")
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
        postcode.place()
        self.report(run)

    def bring_list(self, path: Path, name: str | None, *, dry_run: bool) -> None:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        name = (name or path.stem)[:120]
        try:
            found = read(path.read_bytes())
            if dry_run:
                self.report_changes(groups.try_out(found, name=name, by=None))
            else:
                self.report(groups.bring_now(found, name=name))
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None

    def report_changes(self, would: dict[str, Any]) -> None:
        for place, field, reason in would["faults"]:
            self.stdout.write(f"{' '.join(filter(None, [place, field]))}: {reason}")
        for group in would["gone"]:
            self.stdout.write(f"- {group['name']}")
        for group in would["changed"]:
            self.stdout.write(f"~ {group['name']}")
            for field, was, now in group["lines"]:
                self.stdout.write(f"    {field}: {was or '–'} → {now or '–'}")
        for group in would["new"]:
            self.stdout.write(f"+ {group['name']}")
            for field, text in group["said"]:
                self.stdout.write(f"    {field}: {text}")
        for name, field, ours, theirs in would["questions"]:
            self.stdout.write(f"? {name}, {field}: the list says {theirs}, and we say {ours}.")
        self.stdout.write(
            f"Nothing was written. {len(would['new']):,} would be new, "
            f"{len(would['changed']):,} changed, {len(would['gone']):,} gone; "
            f"{would['same']:,} stay, {would['refused']:,} cannot go in."
        )

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
