"""The local door: where no database is named it starts PostgreSQL and Valkey from wheels."""

import atexit
import os
import sys
from pathlib import Path

# These change or read whole tables, so they alone act as the owner, past row security.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "dbshell", "verify_trail"}


def start_embedded() -> None:
    """Name the embedded servers in the environment, starting them where they do not run yet."""
    from relational.embedded import APP, OWNER, Postgres, Valkey

    folder = Path(os.environ.setdefault("DATA_DIR", str(Path(__file__).parent / ".data")))
    postgres, valkey = Postgres(folder / "postgres"), Valkey(folder / "valkey")
    if postgres.start():
        atexit.register(postgres.stop)
    os.environ["DATABASE_URL"] = postgres.url(APP)
    os.environ["DATABASE_OWNER_URL"] = postgres.url(OWNER)
    os.environ.setdefault("REDIS_URL", valkey.url)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relational.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "demo":
        from relational.demo_door import open_demo

        return open_demo(sys.argv[2:])
    if "DATABASE_URL" not in os.environ and os.environ.get("RELATIONAL_ENV") != "production":
        from relational.embedded import CannotStart

        try:
            start_embedded()
        except CannotStart as problem:
            sys.exit(str(problem))
    if command in OWNER_COMMANDS:
        os.environ["RELATIONAL_ACTS_AS"] = "owner"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
