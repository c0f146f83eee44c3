"""A seeded town in production's settings, and somebody of it who visits pages in process."""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import django

from relational.embedded import APP, OWNER, Postgres

PROJECT = Path(__file__).resolve().parents[2]
HOST = "bench.example"
# What every signed-in page pays: session, user, the row-security context, and the look.
PAID_BY_ALL = (
    'FROM "django_session"',
    'FROM "kernel_user" WHERE "kernel_user"."id" =',
    "set_config(",
    'INSERT INTO "kernel_accesslog"',
)


def options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What every measure is told: how large a town, how often, and where it stands."""
    parser.add_argument("--residents", type=int, default=10_000)
    parser.add_argument("--notes", type=int, help="how many (10 for each resident)")
    parser.add_argument("--times", type=int, default=200, help="how often each page is visited")
    parser.add_argument("--data", type=Path, help="folder; what is planted there is used again")
    return parser.parse_args()


def prepare(options: argparse.Namespace) -> None:
    """Start a PostgreSQL in the folder, plant the town there once, and name it to the settings."""
    folder = (options.data or PROJECT / ".data" / f"bench-{options.residents}").resolve()
    postgres = Postgres(folder / "postgres")
    postgres.borrow()
    os.environ |= {
        "RELATIONAL_ENV": "production",
        "SECRET_KEY": "for measuring only, on a made-up town of a machine's own",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": postgres.url(APP),
        "DATABASE_OWNER_URL": postgres.url(OWNER),
        "DATABASE_POOL": "1",
        "REDIS_URL": f"unix://{folder}/nobody.sock",
        "EMAIL_URL": "dummymail://",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    _run("migrate", "-v0")
    _run("collectstatic", "--noinput", "-v0")
    with postgres.connect("relational") as owner:
        planted = owner.execute("select count(*) from cases_resident").fetchone()
    if not planted or not planted[0]:
        notes = [] if options.notes is None else ["--notes", str(options.notes)]
        _run("seed", "--residents", str(options.residents), *notes)
    with postgres.connect("relational") as owner:
        owner.execute("vacuum analyze")
        owner.execute("checkpoint")
    django.setup()


def somebody(kind: str):
    """The first "worker" of the town, or "lead" of a hub."""
    from relational.kernel.models import User
    from relational.kernel.security import SYSTEM, acting_as

    with acting_as(SYSTEM):
        return User.objects.get(email=f"{kind}1@seed-1.example")


def people_of(worker) -> list:
    """Those whom a worker walks with."""
    from cases.models import Resident
    from relational.kernel.security import acting_as

    with acting_as(worker):
        return list(Resident.objects.walked_with_by(worker).order_by("pk"))


def _run(command: str, *options: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", command, *options],
        cwd=PROJECT,
        check=True,
        env=os.environ | {"DATABASE_POOL": "0"},
    )


@dataclass
class Visit:
    """One answer: its status, where it leads, its page, and the milliseconds until all of it came."""

    status: int
    leads_to: str
    page: bytes
    took: float

    @property
    def kilobytes(self) -> float:
        """As a proxy would send it, with gzip."""
        return len(gzip.compress(self.page, 6)) / 1024


class Visitor:
    """Somebody signed in, with a second factor, who asks the WSGI application itself."""

    def __init__(self, user) -> None:
        from importlib import import_module

        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.middleware.csrf import _get_new_csrf_string

        from relational.kernel.security import acting_as
        from relational.kernel.sign_in import made_second_factor
        from relational.wsgi import application

        self.application = application
        self.csrf = _get_new_csrf_string()
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        made_second_factor(SimpleNamespace(session=session, user=user), "totp")
        with acting_as(user):
            session.save()
        self.cookies = SimpleCookie(
            {settings.SESSION_COOKIE_NAME: session.session_key, "csrftoken": self.csrf}
        )

    def get(self, address: str) -> Visit:
        return self._ask("GET", address)

    def post(self, address: str, **said: str) -> Visit:
        form = urlencode({"csrfmiddlewaretoken": self.csrf} | said).encode()
        return self._ask("POST", address, form)

    def _ask(self, method: str, address: str, body: bytes = b"") -> Visit:
        parts = urlsplit(address)
        answer: dict = {}

        def start_response(status, headers, exc_info=None):
            answer["status"], answer["headers"] = int(status[:3]), dict(headers)

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "HTTP_REFERER": f"https://{HOST}/",
            "HTTP_X_FORWARDED_PROTO": "https",
            "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8",
            "HTTP_COOKIE": "; ".join(f"{name}={it.value}" for name, it in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        began = time.perf_counter()
        response = self.application(environ, start_response)
        page = b"".join(response)
        response.close()
        took = (time.perf_counter() - began) * 1000
        return Visit(answer["status"], answer["headers"].get("Location", ""), page, took)

    def statements(self, address: str) -> tuple[int, int]:
        """How many SQL statements a page takes: all of them, and those that are its own."""
        from django.db import connection

        asked: list[str] = []

        def note(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            self.get(address)
        own = [sql for sql in asked if not any(paid in sql for paid in PAID_BY_ALL)]
        return len(asked), len(own)
