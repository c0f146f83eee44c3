"""Starting the demo as people do, watching what runs, and leaving nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import psutil

from relational.embedded import Postgres, Valkey

PROJECT = Path(__file__).resolve().parents[2]
# What the test run itself is told must not reach a demo that is started as people start it.
OURS = (
    "RELATIONAL_",
    "DATABASE_",
    "REDIS_",
    "DATA_DIR",
    "DJANGO_",
    "SITE_URL",
    "EMAIL_",
    "PYTEST_",
)


def a_plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def a_folder() -> Iterator[Path]:
    """A folder with a space and quotes in its name; whatever still runs in it ends with it."""
    parent = Path(tempfile.mkdtemp(prefix="relational-house-")).resolve()
    parent.chmod(0o711)  # as root the server runs under an account of its own
    folder = parent / 'Joe\'s "own" folder'
    try:
        yield folder
    finally:
        for process in those_that_name(folder):
            process.kill()
        Postgres(folder / "postgres").stop()
        shutil.rmtree(parent, ignore_errors=True)


def those_that_name(folder: Path) -> list[psutil.Process]:
    """Processes that name the folder, or its sockets, in their command line."""
    names = (str(folder), str(Valkey(folder / "valkey").sockets))
    found = []
    for process in psutil.process_iter():
        try:
            if any(name in " ".join(process.cmdline()) for name in names):
                found.append(process)
        except psutil.Error:
            continue
    return found


def eventually(condition, *, within: float, what: str):
    """Wait until a condition holds. Returns what it gave."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"Not within {within} s: {what}")


class Door:
    """`manage.py demo`, started in a session of its own as from a terminal."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or a_free_port()
        self.began = time.monotonic()
        self._out, self._err = (tempfile.TemporaryFile("w+") for _ in range(2))  # noqa: SIM115
        self.process = subprocess.Popen(
            [
                *(sys.executable, "manage.py", "demo", "--no-browser"),
                *("--port", str(self.port), "--data", str(folder)),
            ],
            cwd=PROJECT,
            env=a_plain_environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._err,
            start_new_session=True,
        )

    def said(self) -> str:
        self._out.seek(0)
        return self._out.read()

    def complained(self) -> str:
        self._err.seek(0)
        return self._err.read()

    def opens(self) -> float:
        """Wait until it says where it runs. Returns how many seconds that took."""
        eventually(
            lambda: "Ctrl-C ends it" in self.said() or self.process.poll() is not None,
            within=180,
            what="an open door",
        )
        assert self.process.poll() is None, self.complained()
        return time.monotonic() - self.began

    def everybody(self) -> list[psutil.Process]:
        us = psutil.Process(self.process.pid)
        return [us, *us.children(recursive=True)]

    def megabytes(self) -> float:
        """The memory all its processes take, what they share counted once (where Linux tells)."""
        return sum(
            getattr(full := process.memory_full_info(), "pss", full.uss)
            for process in self.everybody()
        ) / (1 << 20)

    def ctrl_c(self) -> None:
        """What a terminal does: everybody in its foreground hears it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self, *, within: float = 40) -> int:
        try:
            return self.process.wait(within)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


class Visitor:
    """Somebody with a plain browser: cookies, forms, and no JavaScript."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), NoRedirect
        )

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form. A redirect is an answer of its own: its body is where it leads."""
        return self._ask(path, urllib.parse.urlencode(fields).encode())

    def _ask(self, path: str, data: bytes | None) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, data=data)
        try:
            with self._opener.open(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location") or answer.read().decode()

    def sign_in(self, email: str, password: str) -> None:
        fields = hidden_fields(self.get("/sign-in/")[1], action="/sign-in/")
        status, where = self.post("/sign-in/", {**fields, "login": email, "password": password})
        assert (status, where) == (302, "/"), (status, where[:300])


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect says that something was written: it must not hide behind the next page."""

    def redirect_request(self, *args, **kwargs):
        return None


def hidden_fields(page: str, action: str = "") -> dict[str, str]:
    """The hidden fields of the page's first form, or of the form with this action."""
    if action:
        page = page[page.index(f'action="{action}"') :]
    page = page[: page.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            found[attributes["name"]] = attributes.get("value", "")
    return found
