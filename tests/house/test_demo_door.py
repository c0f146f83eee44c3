"""The demo, started, ended, killed and refused as it happens on people's machines."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request

import psutil
import pytest

from cases.demo_people import PASSWORD, SIGN_INS
from relational import demo
from relational.embedded import OWNER, Postgres, Valkey
from tests.house.processes import (
    Door,
    Visitor,
    a_folder,
    eventually,
    those_that_name,
)


@pytest.fixture
def folder():
    with a_folder() as folder:
        yield folder


def refused(door: Door) -> str:
    """The one line with which a demo refuses to start, in seconds and without a traceback."""
    assert door.ends(within=25) != 0
    complaints = [
        line for line in door.complained().splitlines() if not line.startswith("Let the database")
    ]
    assert len(complaints) == 1, complaints
    return complaints[0]


def assert_nothing_is_left(folder, everybody: list[psutil.Process]) -> None:
    assert [process for process in everybody if process.is_running()] == []
    assert those_that_name(folder) == []
    assert not Postgres(folder / "postgres").sockets.exists()
    assert not Valkey(folder / "valkey").sockets.exists()


def planted(folder) -> tuple[int, int]:
    """How many hubs and people there are, as the owner counts them."""
    with Postgres(folder / "postgres").connect("relational") as owner:
        return owner.execute(
            "select (select count(*) from hubs_hub), (select count(*) from cases_resident)"
        ).fetchone()


def test_a_demo_from_its_first_start_to_its_last(folder):
    door = Door(folder)
    door.opens()
    with urllib.request.urlopen(f"http://127.0.0.1:{door.port}/") as page:
        assert page.status == 200
    assert f"Relational runs at http://localhost:{door.port}/\n" in door.said()
    assert len(SIGN_INS) == 8
    for person in SIGN_INS:
        assert f"{person.email:22} {person.what}" in door.said()
    assert f"password: {PASSWORD}" in door.said()
    assert door.megabytes() < 700
    people = planted(folder)
    assert people[1] > 10

    # A second one in the same folder says so, whatever port it is given, and harms nothing.
    for port in (door.port, None):
        assert refused(Door(folder, port)) == (
            f"A demo runs in {folder} already. End it first, or name another folder with --data."
        )
    assert door.process.poll() is None

    # Killed: the next one on the same port ends what was left, and finds everything.
    orphans = [process for process in door.everybody()[1:] if "postgres" not in process.name()]
    assert len(orphans) >= 5  # Valkey, the web and the worker, each of these with a child
    door.process.kill()
    door.process.wait()
    assert all(process.is_running() for process in orphans)
    again = Door(folder, door.port)
    again.opens()
    assert [process for process in orphans if process.is_running()] == []
    assert "Planting" not in again.said()
    assert again.complained() == ""
    assert planted(folder) == people
    amina = Visitor(again.port)
    amina.sign_in("amina@demo.example", PASSWORD)
    assert "Joe" in amina.get("/people/")[1]

    everybody = again.everybody()
    again.ctrl_c()
    assert again.ends() == 0
    assert again.said().endswith("Goodbye.\n")
    assert again.complained() == ""
    assert_nothing_is_left(folder, everybody)

    # Data from the future stay as they are.
    postgres = Postgres(folder / "postgres")
    postgres.start()
    with postgres.connect("relational") as owner:
        owner.execute(
            "insert into django_migrations (app, name, applied)"
            " values ('cases', '9999_from_the_future', now())"
        )
    postgres.stop()
    assert "made by a newer version of Relational" in refused(Door(folder))
    assert_nothing_is_left(folder, [])


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_demo_that_is_ended_while_it_begins_leaves_nothing(folder, ending):
    door = Door(folder)
    eventually(
        lambda: (folder / "postgres" / "data" / "postmaster.pid").exists(),
        within=30,
        what="a database",
    )
    everybody = door.everybody()
    os.killpg(door.process.pid, ending)
    os.killpg(door.process.pid, ending)  # people are impatient
    door.ends()
    assert "Traceback" not in door.complained()
    assert_nothing_is_left(folder, everybody)


def test_a_process_that_ends_by_itself_ends_the_demo_with_its_name(folder):
    door = Door(folder)
    door.opens()
    everybody = door.everybody()
    left = json.loads((folder / "demo.pids").read_text())
    os.kill(left["worker"][0], signal.SIGKILL)  # its beat goes on without it
    assert refused(door).startswith("CommandError: The worker process ended: see ")
    assert_nothing_is_left(folder, everybody)


def test_a_port_in_use_is_said(folder):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        assert refused(Door(folder, port)) == (
            f"Port {port} is in use. Choose another one: manage.py demo --port 8000"
        )
    assert_nothing_is_left(folder, [])


def test_a_port_that_does_not_exist_is_said(folder):
    assert "There is no port 70000." in refused(Door(folder, 70000))


def test_a_folder_that_cannot_be_written_is_said(folder):
    folder.parent.joinpath("a file").touch()
    nowhere = folder.parent / "a file" / "data"
    assert refused(Door(nowhere)) == (
        f"Cannot write in {nowhere}: Not a directory. Name another folder with --data."
    )


def test_only_what_the_killed_demo_started_is_ended(folder):
    folder.mkdir()
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = [sys.executable, "-c", f"import subprocess; subprocess.run({sleep!r})"]
    orphan, namesake = (subprocess.Popen(child, start_new_session=True) for _ in range(2))
    try:
        grandchild = eventually(
            lambda: psutil.Process(orphan.pid).children(), within=10, what="a child"
        )[0]
        made = psutil.Process(orphan.pid).create_time()
        orphan.kill()
        orphan.wait()
        left = {"web": (orphan.pid, made), "worker": (namesake.pid, made - 3600)}
        (folder / "demo.pids").write_text(json.dumps(left))
        demo._end_orphans(folder)
        assert not grandchild.is_running()  # also without the one who started it
        assert namesake.poll() is None  # the same number, made later: somebody else
        assert not (folder / "demo.pids").exists()
    finally:
        os.killpg(namesake.pid, signal.SIGKILL)
        namesake.wait()


# --- The embedded database ------------------------------------------------------------------------


def test_a_database_starts_in_a_folder_with_quotes_and_spaces(folder):
    postgres = Postgres(folder)
    assert postgres.start() is True
    assert postgres.start() is False  # it runs already
    assert postgres.alive()
    postgres.stop()
    assert not postgres.alive()
    assert not postgres.sockets.exists()


def test_a_database_comes_back_after_kill_with_what_it_acknowledged(folder):
    postgres = Postgres(folder)
    postgres.start()
    with postgres.connect() as owner:
        owner.execute("create table said (words text)")
        owner.execute("insert into said values ('Not so bad.')")
    postgres._postmaster().kill()
    assert postgres.start() is True
    with postgres.connect() as owner:
        assert owner.execute("select words from said").fetchall() == [("Not so bad.",)]
    postgres.stop()


@pytest.mark.parametrize("who", ["a stranger", "another database"])
def test_a_pid_file_that_names_somebody_else_is_forgotten(folder, who):
    """After a crash, and in a container after each start, the number belongs to somebody else."""
    postgres, other = Postgres(folder / "ours"), Postgres(folder / "theirs", durable=False)
    postgres.start()
    pid_file = postgres.data / "postmaster.pid"
    words = pid_file.read_text().splitlines()
    postgres._postmaster().kill()
    eventually(lambda: not postgres.running(), within=5, what="the end of the database")
    if who == "another database":
        other.start()
    stranger = other._postmaster().pid if who == "another database" else os.getpid()
    for lock in (pid_file, postgres.sockets / ".s.PGSQL.5432.lock"):
        lock.write_text("\n".join([str(stranger), *words[1:]]) + "\n")
    postgres.stop()  # ends nobody
    assert psutil.pid_exists(stranger)
    assert postgres.start() is True
    assert postgres.alive()
    postgres.stop()
    assert other.alive() is (who == "another database")
    other.stop()


def test_half_made_files_of_a_killed_start_are_made_again(folder):
    half_made = folder / "data.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    postgres = Postgres(folder, durable=False)
    assert postgres.start() is True
    assert not half_made.exists()
    postgres.stop()


def test_the_last_borrower_turns_off_the_light(folder):
    hold = "import sys; from pathlib import Path; from relational.embedded import Postgres;"
    hold += "Postgres(Path(sys.argv[1])).borrow(); print('here', flush=True); sys.stdin.read()"
    borrowers = []
    for _ in range(2):
        borrower = subprocess.Popen(
            [sys.executable, "-c", hold, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert borrower.stdout.readline() == "here\n"
        borrowers.append(borrower)
    postgres = Postgres(folder)
    first, last = borrowers  # the first one started the server, and leaves first
    first.communicate()
    assert postgres.alive()
    last.communicate()
    assert not postgres.alive()


def test_the_app_role_owns_nothing_and_minds_row_security(folder):
    postgres = Postgres(folder, durable=False)
    postgres.start()
    with postgres.connect() as owner:
        roles = owner.execute(
            "select rolname, rolsuper, rolbypassrls from pg_roles where rolname in ('app', %s)",
            [OWNER],
        ).fetchall()
    assert sorted(roles) == [("app", False, False), ("owner", True, True)]
    postgres.stop()
