"""`manage.py demo`: a made-up neighbourhood, running."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases import demo as neighbourhood
from cases.demo_people import PASSWORD, SIGN_INS
from relational import demo
from relational.embedded import CannotStart


class Command(BaseCommand):
    help = "Start a made-up neighbourhood on this machine; Ctrl-C ends it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        demo.add_arguments(parser)

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo opens every door: it runs on its own database only.")
        self.migrate()
        if neighbourhood.is_empty():
            self.stdout.write("Planting the neighbourhood …")
            neighbourhood.plant()
        lines = [f"  {person.email:22} {person.what}" for person in SIGN_INS]
        sign_ins = "\n".join([f"Sign in as (password: {PASSWORD})", *lines])
        try:
            demo.run(options["port"], sign_ins=sign_ins, browser=not options["no_browser"])
        except CannotStart as problem:
            raise CommandError(str(problem)) from None

    def migrate(self):
        """As the owner, whom no other process of the demo ever is."""
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=settings.BASE_DIR,
            env=os.environ,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CommandError(done.stderr.strip().removeprefix("CommandError: "))
