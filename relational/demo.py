"""The demo's life: a folder of its own, its servers and processes, and a clean end to all of them."""

from __future__ import annotations

import argparse
import atexit
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
from collections.abc import Sequence
from pathlib import Path

import fasteners
import psutil

from relational.embedded import APP, OWNER, CannotStart, Postgres, Valkey

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the first page must answer
GRACE = 8  # seconds for a process to end by itself


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
    _check_port(options.port)
    _take(folder)
    _end_orphans(folder)
    postgres, valkey = Postgres(folder / "postgres"), Valkey(folder / "valkey")
    atexit.register(postgres.stop)
    postgres.start()
    os.environ |= {
        "RELATIONAL_ENV": "local",
        "RELATIONAL_DEMO": "1",
        "DATA_DIR": str(folder),
        "DATABASE_URL": postgres.url(APP),
        "DATABASE_OWNER_URL": postgres.url(OWNER),
        "REDIS_URL": valkey.url,
        "SITE_URL": f"http://localhost:{options.port}",
    }


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise CannotStart(
                f"Port {port} is in use. Choose another one: manage.py demo --port {port + 1}"
            ) from None


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


def _pids(folder: Path) -> Path:
    return folder / "demo.pids"


def _end_orphans(folder: Path) -> None:
    """End exactly those processes that a demo killed in this folder left behind."""
    try:
        left = json.loads(_pids(folder).read_text())
    except (OSError, ValueError):
        return
    orphans = []
    for pid, made in left:
        try:
            process = psutil.Process(pid)
            if process.create_time() == made:
                orphans += [*process.children(recursive=True), process]
        except psutil.NoSuchProcess:
            continue
    _end(orphans)
    _pids(folder).unlink(missing_ok=True)


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        try:
            process.terminate()
        except psutil.NoSuchProcess:
            continue
    _gone, alive = psutil.wait_procs(processes, timeout=GRACE)
    for process in alive:
        process.kill()
    psutil.wait_procs(alive, timeout=GRACE)


class Demo:
    """The demo's processes: Valkey, the web, and the worker with its beat."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.running: dict[str, subprocess.Popen] = {}

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def start(self) -> None:
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-q", "-A", "relational", "worker", "-B", "-P", "threads"]
        commands = {
            "valkey": [*Valkey(self.folder / "valkey").command(), "--loglevel", "warning"],
            "web": [
                *(*python, "granian", "--interface", "wsgi", "--host", HOST),
                *("--port", str(self.port), "--workers", "1", "--blocking-threads", "6"),
                *("--no-ws", "--log-level", "warning", "relational.wsgi:application"),
            ],
            "worker": [
                *(*celery, "-c", "2", "-l", "warning", "--without-gossip", "--without-mingle"),
                *("--schedule", str(self.folder / "beat")),
            ],
        }
        log = (self.folder / "demo.log").open("ab")
        for name, command in commands.items():
            self.running[name] = subprocess.Popen(
                command,
                env=os.environ | ({"DATABASE_POOL": "1"} if name == "web" else {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we end them in order
            )
            self._remember()

    def _remember(self) -> None:
        made = []
        for process in self.running.values():
            try:
                made.append([process.pid, psutil.Process(process.pid).create_time()])
            except psutil.NoSuchProcess:
                continue
        _pids(self.folder).write_text(json.dumps(made))

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._check()
            try:
                urllib.request.urlopen(f"http://{HOST}:{self.port}/", timeout=5)
                return
            except urllib.error.HTTPError as answer:
                raise CannotStart(
                    f"The first page answers {answer.code}: see {self._log}"
                ) from None
            except OSError:
                time.sleep(0.1)
        raise CannotStart(f"The web page does not answer: see {self._log}")

    @property
    def _log(self) -> Path:
        return self.folder / "demo.log"

    def _check(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise CannotStart(f"The {name} process ended: see {self._log}")

    def wait(self) -> None:
        """Until Ctrl-C or a stop; raises CannotStart where a process ends by itself."""
        while True:
            self._check()
            time.sleep(0.5)

    def stop(self) -> None:
        alive = [psutil.Process(p.pid) for p in self.running.values() if p.poll() is None]
        _end([*(child for p in alive for child in p.children(recursive=True)), *alive])
        for process in self.running.values():
            process.wait()
        _pids(self.folder).unlink(missing_ok=True)


def run(port: int, *, sign_ins: str, browser: bool) -> None:
    """Start the processes, say where they are, and stay until Ctrl-C."""
    demo = Demo(Path(os.environ["DATA_DIR"]), port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
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
        demo.stop()
