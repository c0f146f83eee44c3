"""The local door: where no database is named it starts PostgreSQL from a wheel."""

import os
import signal
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
# These change or read whole tables, so they alone act as the owner, past row security.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "dbshell", "seed", "verify_trail"}
NEED_NO_DATABASE = {"help", "version", "collectstatic", "makemessages", "compilemessages"}
QUESTIONS = {"-h", "--help", "--version"}


def start_embedded() -> None:
    """Start PostgreSQL where it does not run, and name the embedded servers in the environment."""
    from relational.embedded import APP, OWNER, Postgres, Valkey

    folder = Path(os.environ.setdefault("DATA_DIR", str(PROJECT / ".data")))
    postgres, valkey = Postgres(folder / "postgres"), Valkey(folder / "valkey")
    postgres.borrow()
    os.environ["DATABASE_URL"] = postgres.url(APP)
    os.environ["DATABASE_OWNER_URL"] = postgres.url(OWNER)
    os.environ.setdefault("REDIS_URL", valkey.url)


def needs_embedded(command: str) -> bool:
    return (
        os.environ.get("RELATIONAL_ENV", "local") == "local"
        and "DATABASE_URL" not in os.environ
        and command not in NEED_NO_DATABASE
        and not QUESTIONS & set(sys.argv)
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relational.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if needs_embedded(command):
        from relational import demo
        from relational.embedded import CannotStart

        try:
            if command == "demo":
                demo.prepare(sys.argv[2:], PROJECT)
            else:
                start_embedded()
        except CannotStart as problem:
            sys.exit(str(problem))
    if command in OWNER_COMMANDS:
        os.environ["RELATIONAL_ACTS_AS"] = "owner"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would leave the server running
        sys.exit(130)
