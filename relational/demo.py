"""The demo's life: a folder of its own, its servers and processes, and a clean end to all of them."""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import fasteners
import psutil

from relational.embedded import APP, OWNER, CannotStart, Postgres, Valkey

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the first page must answer
GRACE = 8  # seconds for a process to end by itself
# Who needs another one ends before it: a worker without its broker takes its time to end.
ENDING = (("web", "worker"), ("valkey",))

_held: list[fasteners.InterProcessLock] = []  # a lock ends with the object that holds it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port of the web page")
    parser.add_argument("--data", type=Path, help="folder for its data (.data)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def prepare(arguments: Sequence[str], project: Path) -> None:
    """Take the folder, end what a killed demo left, start PostgreSQL, and name all of it.

    Runs before Django: settings read what is named here. Raises CannotStart with one clear line.
    """
    parser = argparse.ArgumentParser(prog="manage.py demo", add_help=False)
    add_arguments(parser)
    options, _others = parser.parse_known_args(arguments)
    folder = (options.data or project / ".data").resolve()
    for ending in (signal.SIGTERM, signal.SIGHUP):  # SIGHUP: somebody closed the terminal
        signal.signal(ending, _end_once)
    _take(folder)
    _end_orphans(folder)
    _check_port(options.port)
    Postgres(folder / "postgres").borrow()
    os.environ |= names(folder, options.port)


def _end_once(*_signal) -> None:
    """End by one signal: who is impatient must not break off what ends everything else."""
    for ending in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(ending, signal.SIG_IGN)
    sys.exit(0)


def names(folder: Path, port: int) -> dict[str, str]:
    """What the settings of a demo in this folder are called in the environment."""
    postgres, valkey = Postgres(folder / "postgres"), Valkey(folder / "valkey")
    return {
        "RELATIONAL_ENV": "local",
        "RELATIONAL_DEMO": "1",
        "DATA_DIR": str(folder),
        "DATABASE_URL": postgres.url(APP),
        "DATABASE_OWNER_URL": postgres.url(OWNER),
        "REDIS_URL": valkey.url,
        "SITE_URL": f"http://localhost:{port}",
    }


def _check_port(port: int) -> None:
    """Raises CannotStart where nobody may listen, or somebody does: also where only browsers look."""
    another = f"Choose another one: manage.py demo --port {8001 if port == 8000 else 8000}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            why = (
                "is in use" if problem.errno == errno.EADDRINUSE else "is not open to this account"
            )
            raise CannotStart(f"Port {port} {why}. {another}") from None
        except OverflowError:
            raise CannotStart(f"There is no port {port}. {another}") from None
    with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
        raise CannotStart(f"Port {port} is in use. {another}")


def _take(folder: Path) -> None:
    """Hold the folder for as long as this process lives."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = fasteners.InterProcessLock(folder / "demo.lock")
        taken = lock.acquire(blocking=False)
    except OSError as problem:
        raise CannotStart(
            f"Cannot write in {folder}: {problem.strerror}. Name another folder with --data."
        ) from None
    if not taken:
        raise CannotStart(
            f"A demo runs in {folder} already. End it first, or name another folder with --data."
        )
    _held.append(lock)


def _pids(folder: Path) -> Path:
    return folder / "demo.pids"


def _family(leader: int, made: float) -> list[psutil.Process]:
    """A process that began its own session at `made`, and all it started, also after its death.

    The number of a session is not given away again while anybody is in it.
    """
    with suppress(psutil.Error):
        if psutil.Process(leader).create_time() != made:
            return []
    family = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if os.getsid(process.pid) == leader and process.create_time() >= made:
                family.append(process)
    return family


def _end_orphans(folder: Path) -> None:
    """End exactly those processes that a demo killed in this folder left behind."""
    try:
        left = json.loads(_pids(folder).read_text())
    except (OSError, ValueError):
        return
    for names_of_them in ENDING:
        _end([left[name] for name in names_of_them if name in left])
    _pids(folder).unlink(missing_ok=True)


def _end(leaders: list[tuple[int, float]]) -> None:
    """End processes and all they started: first ask, then make sure."""
    families = [process for pid, made in leaders for process in _family(pid, made)]
    for process in families:
        with suppress(psutil.Error):
            process.terminate()
    psutil.wait_procs(families, timeout=GRACE)
    left = [process for pid, made in leaders for process in _family(pid, made)]
    for process in left:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout=GRACE)


class Demo:
    """The demo's processes: Valkey, the web, and the worker with its beat."""

    def __init__(self, folder: Path, port: int, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.port = port
        self.environment = environment
        self.log = folder / "demo.log"
        self.postgres = Postgres(folder / "postgres")
        self.valkey = Valkey(folder / "valkey")
        self.running: dict[str, subprocess.Popen] = {}
        self.started: dict[str, tuple[int, float]] = {}  # pid and when it was made

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def _command(self, name: str) -> list[str]:
        python = [sys.executable, "-m"]
        if name == "valkey":
            return [*self.valkey.command(), "--loglevel", "warning"]
        if name == "web":
            return [
                *(*python, "granian", "--interface", "wsgi", "--host", HOST),
                *("--port", str(self.port), "--workers", "1", "--blocking-threads", "6"),
                *("--no-ws", "--log-level", "warning", "relational.wsgi:application"),
            ]
        return [
            *(*python, "celery", "-q", "-A", "relational", "worker", "-B", "-P", "threads"),
            *("-c", "2", "-l", "warning", "--without-gossip", "--without-mingle"),
            *("--schedule", str(self.folder / "beat")),
        ]

    def start(self, *some: str) -> None:
        """Start these processes, or all; of one that was killed, end first what it left."""
        for name in some or ("valkey", "web", "worker"):
            self.stop(name)
            with self.log.open("ab") as log:
                process = subprocess.Popen(
                    self._command(name),
                    cwd=Path(__file__).resolve().parent.parent,
                    env={**self.environment, **({"DATABASE_POOL": "1"} if name == "web" else {})},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C is for us; we end them in order
                )
            self.running[name] = process
            self.started[name] = (process.pid, psutil.Process(process.pid).create_time())
            _pids(self.folder).write_text(json.dumps(self.started))

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._check()
            try:
                urllib.request.urlopen(f"http://{HOST}:{self.port}/", timeout=5)
                return
            except urllib.error.HTTPError as answer:
                raise CannotStart(f"The first page answers {answer.code}: see {self.log}") from None
            except OSError:
                time.sleep(0.1)
        raise CannotStart(f"The web page does not answer: see {self.log}")

    def _check(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise CannotStart(f"The {name} process ended: see {self.log}")
        if not self.postgres.running():
            raise CannotStart(f"The database ended: see {self.postgres.log}")

    def wait(self) -> None:
        """Until Ctrl-C or a stop; raises CannotStart where a process ends by itself."""
        while True:
            self._check()
            time.sleep(0.5)

    def stop(self, *some: str) -> None:
        """End these processes, or all, with everything they started."""
        for together in ENDING:
            ending = [
                name for name in together if name in self.started and (not some or name in some)
            ]
            _end([self.started[name] for name in ending])
            for name in ending:
                self.running.pop(name).wait()
                del self.started[name]
                if name == "valkey":
                    self.valkey.clear_away()
        if not self.started:
            _pids(self.folder).unlink(missing_ok=True)


def run(port: int, *, sign_ins: str, browser: bool) -> None:
    """Start the processes, say where they are, and stay until Ctrl-C."""
    demo = Demo(Path(os.environ["DATA_DIR"]), port, os.environ)
    try:
        demo.start()
        demo.wait_until_it_answers()
        print(f"\nRelational runs at {demo.address}\n\n{sign_ins}\n\nCtrl-C ends it.", flush=True)
        if browser:
            webbrowser.open(demo.address)
        demo.wait()
    except KeyboardInterrupt:
        print("\nGoodbye.")
    finally:
        for impatience in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(impatience, signal.SIG_IGN)  # a second Ctrl-C would leave half of them
        demo.stop()
