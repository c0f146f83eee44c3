"""What was acknowledged is there once, and each due promise is one letter, whoever is killed."""

from __future__ import annotations

import http.client
import logging
import mailbox
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import psutil
import pytest
from celery import Celery

from cases.demo_people import PASSWORD
from relational.demo import Demo, names
from relational.embedded import Postgres
from relational.kernel.base import id_for
from tests.house.processes import (
    PROJECT,
    Visitor,
    a_folder,
    a_free_port,
    a_plain_environment,
    eventually,
    hidden_fields,
)

log = logging.getLogger(__name__)

WRITERS = 2
PULSE = 1.5  # seconds between two knocks
A_WHILE = 1.2  # seconds of writing between two deaths


@dataclass
class Neighbourhood:
    """A planted demo whose processes a test may kill."""

    demo: Demo
    postgres: Postgres
    environment: dict[str, str]
    residents: list[str]

    def manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, question: str) -> list[tuple]:
        """Ask the database as its owner, whom row security hides nothing from."""
        with self.postgres.connect("relational") as owner:
            return owner.execute(question).fetchall()

    def pid(self, name: str) -> int:
        if name == "postgres":
            return int((self.postgres.data / "postmaster.pid").read_text().split()[0])
        if name == "beat":
            return self.beat().pid
        return self.demo.started[name][0]

    def beat(self) -> psutil.Process:
        """The one process that the worker keeps beside itself."""
        worker = psutil.Process(self.pid("worker"))
        eventually(worker.children, within=60, what="a beat")
        (beat,) = worker.children()
        return beat

    def start(self, *some: str) -> None:
        if "postgres" in some:
            assert self.postgres.start()
        others = ["worker" if name == "beat" else name for name in some if name != "postgres"]
        if others:
            self.demo.start(*others)


@pytest.fixture
def neighbourhood():
    with a_folder() as folder:
        folder.mkdir()
        port = a_free_port()
        environment = a_plain_environment() | names(folder, port)
        demo, postgres = Demo(folder, port, environment), Postgres(folder / "postgres")
        here = Neighbourhood(demo, postgres, environment, [])
        try:
            postgres.start()
            here.manage("migrate", "-v0")
            here.manage("shell", "-v0", "-c", "from cases import demo; demo.plant()")
            with postgres.connect("relational") as owner:
                owner.execute("update hubs_hub set quiet_from = '00:00', quiet_until = '00:00'")
            here.residents += [
                str(found[0])
                for found in here.ask(
                    "select c.resident_id from cases_connection c"
                    " join kernel_user u on u.id = c.user_id"
                    " where u.email = 'amina@demo.example' and c.part = 'lead'"
                    " and c.until is null"
                )
            ]
            demo.start()
            demo.wait_until_it_answers()
            yield here
        finally:
            demo.stop()
            postgres.stop()


@dataclass
class Writer(threading.Thread):
    """Amina, writing one conversation after the other, each again until it is acknowledged."""

    number: int
    port: int
    residents: list[str]
    acknowledged: dict[str, str] = field(default_factory=dict)  # key of the form: the words
    answers: Counter = field(default_factory=Counter)
    longest: float = 0.0  # seconds until a conversation was acknowledged
    problem: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.enough = threading.Event()
        self.amina = Visitor(self.port)
        self.amina.sign_in("amina@demo.example", PASSWORD)  # before anybody dies

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self.write(self.amina, self.residents[len(self.acknowledged) % len(self.residents)])
        except BaseException as problem:
            self.problem = problem

    def write(self, amina: Visitor, resident: str) -> None:
        record, notes = f"/people/{resident}/", f"/people/{resident}/notes/"
        words = f"Conversation {self.number}.{len(self.acknowledged)}"
        _status, page = self.until(lambda: amina.get(record), {200})
        form = hidden_fields(page, action=notes) | {
            "their_words": words,
            "agreed": f"Ring today about {words}",
        }
        began = time.monotonic()
        _status, where = self.until(lambda: amina.post(notes, form), {303})
        assert where == f"{record}#life", where
        self.longest = max(self.longest, time.monotonic() - began)
        self.acknowledged[form["key"]] = words
        if len(self.acknowledged) % 5 == 0:  # a double click
            self.until(lambda: amina.post(notes, form), {303})

    def until(self, ask, good: set[int]) -> tuple[int, str]:
        """Ask again while nobody answers, or somebody who has trouble does."""
        while True:
            try:
                status, text = ask()
            except (OSError, http.client.HTTPException) as problem:
                status, text = 0, type(problem).__name__
            self.answers[status or text] += 1
            if status in good:
                return status, text
            assert status == 0 or status >= 500, (status, text[:500])
            time.sleep(0.1)


class Knocker(threading.Thread):
    """The beat with a quicker pulse. A knock that nobody hears is lost, as with the beat's own."""

    def __init__(self, broker: str) -> None:
        super().__init__(daemon=True)
        self.app = Celery(broker=broker.replace("unix://", "redis+socket://", 1))
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.wait(PULSE):
            self.knock()

    def knock(self) -> None:
        for task in (
            "cases.tasks.remind_of_due_promises",
            "relational.kernel.tasks.deliver_letters",
            "relational.kernel.tasks.seal_trail",
        ):
            with suppress(Exception):
                self.app.send_task(task, retry=False, expires=30)


# A day's three letters are soon sent, so that those who are killed have some more to hold.
MORE_LETTERS = """
    insert into kernel_letter (id, made_at, kind, to_id, channel, about_id, due, state, tries,
                               provider_id, dedupe_key)
    select uuidv7(), now(), 'promise_due', r.by_id, 'email', r.id, now(), 'waiting', 0, '',
           'killed:' || uuidv7()
      from cases_reminder r join cases_resident p on p.id = r.resident_id
     where r.state = 'waiting' and p.state = 'open' and r.reminded_at is not null
       and not exists (select from cases_note n where n.id = r.note_id and n.entered_in_error <> '')
     limit 50
    returning id
"""


def until_an_email_leaves(here: Neighbourhood) -> None:
    """Until an e-mail has just left and its row does not say so yet: the worst moment to die."""
    here.ask(MORE_LETTERS)
    letters = here.demo.folder / "mailbox" / "new"
    before = len(os.listdir(letters)) if letters.exists() else 0
    end = time.monotonic() + 2 * PULSE
    while time.monotonic() < end:
        if letters.exists() and len(os.listdir(letters)) > before:
            return
        time.sleep(0.0002)


MEMORY = "its memory"  # all that Valkey knew
DEATHS = [
    *[["web"]] * 4,
    *[["worker"]] * 4,
    *[["beat"]] * 3,
    *[["valkey"]] * 3,
    ["valkey", MEMORY],
    *[["postgres"]] * 4,
    ["web", "worker", "valkey", "postgres"],  # the power goes
]


def kill_them_all(here: Neighbourhood) -> None:
    """Everybody, twenty times, in an order that chance makes."""
    deaths = random.sample(DEATHS, len(DEATHS))
    log.info("deaths: %s", ", ".join("+".join(dying) for dying in deaths))
    for dying in deaths:
        time.sleep(A_WHILE * random.uniform(0.5, 1.5))
        processes = [name for name in dying if name != MEMORY]
        pids = [here.pid(name) for name in processes]
        if {"worker", "postgres"} & set(dying):
            until_an_email_leaves(here)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        if MEMORY in dying:
            shutil.rmtree(here.demo.folder / "valkey" / "appendonlydir")
        here.start(*reversed(processes))
    here.demo.wait_until_it_answers()
    time.sleep(A_WHILE)


# Each promise that is due, as `claim_due_promises` understands it: whether it was told of. Three
# letters a reader and day tell of all of them.
TOLD_OF_EACH_PROMISE = """
    select r.reminded_at is not null
      from cases_reminder r join cases_resident p on p.id = r.resident_id,
           lateral (select (now() at time zone 'Europe/London')::date as day) today
     where r.state = 'waiting' and r.due <= today.day and p.state <> 'ended'
       and not exists (select from cases_pause s where s.resident_id = r.resident_id
                          and s.since <= today.day and s.until > today.day)
"""
LETTERS_OF_EACH_DAY = """
    select count(*) from kernel_letter where kind in ('promise_due', 'promises_due')
       and dedupe_key not like 'killed:%'
     group by to_id, substring(dedupe_key from '^(.*):') order by 1 desc limit 1
"""
UNDER_WAY = (
    "select count(*) from kernel_letter where state in ('waiting', 'sending') and due <= now()"
)
# Ten minutes pass: what a killed sender held is free again.
LEASES_END = """
    update kernel_letter set claimed_at = claimed_at - interval '10 minutes'
     where state in ('waiting', 'sending') returning id
"""


def until_all_is_told(here: Neighbourhood) -> None:
    """Until no promise that is due waits for its letter, and no letter for its sender."""
    eventually(
        lambda: False not in {told for (told,) in here.ask(TOLD_OF_EACH_PROMISE)},
        within=60,
        what="a word about each promise",
    )
    time.sleep(2)  # those who are at it have sent what they hold
    log.info("letters held by the dead: %s", len(here.ask(LEASES_END)))
    eventually(
        lambda: here.ask(UNDER_WAY) == [(0,)], within=30, what="an end of every letter that is due"
    )


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(neighbourhood, caplog):
    caplog.set_level("INFO", __name__)
    here = neighbourhood
    knocker = Knocker(here.environment["REDIS_URL"])
    knocker.start()
    writers = [Writer(number, here.demo.port, here.residents) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    kill_them_all(here)
    for writer in writers:
        writer.enough.set()
        writer.join(60)
        assert not writer.is_alive()
        assert writer.problem is None, writer.problem
    until_all_is_told(here)
    knocker.enough.set()
    knocker.join()

    acknowledged = {key: words for writer in writers for key, words in writer.acknowledged.items()}
    answers = sum((writer.answers for writer in writers), Counter())
    log.info(f"{len(acknowledged)} conversations; answers: {dict(answers)}")
    log.info(f"longest wait: {max(writer.longest for writer in writers):.1f} s")
    assert len(acknowledged) > 20
    written = here.ask(
        "select id::text, their_words from cases_note where their_words ~ '^Conversation [0-9]'"
    )
    ((amina,),) = here.ask("select id from kernel_user where email = 'amina@demo.example'")
    assert sorted(written) == sorted(
        (str(id_for(amina, uuid.UUID(key))), words) for key, words in acknowledged.items()
    )
    assert here.ask(
        "select count(*), count(distinct note_id) from cases_reminder where what ~ '^Ring today'"
    ) == [(len(acknowledged), len(acknowledged))]

    assert {told for (told,) in here.ask(TOLD_OF_EACH_PROMISE)} == {True}
    assert here.ask(LETTERS_OF_EACH_DAY) == [(3,)]
    letters = here.ask(
        "select provider_id, state, kind = 'promise_due' from kernel_letter where channel = 'email'"
    )
    delivered = Counter(
        message["Message-ID"] for message in mailbox.Maildir(here.demo.folder / "mailbox")
    )
    log.info(
        f"letters: {dict(Counter(state for _id, state, _kind in letters))}; e-mails: {len(delivered)}"
    )
    assert set(delivered.values()) == {1}
    assert {state for _id, state, is_promise in letters if is_promise} <= {"sent", "uncertain"}
    assert {provider for provider, state, _kind in letters if state == "sent"} <= delivered.keys()
    assert delivered.keys() <= {provider for provider, _state, _kind in letters}
    assert "The trail holds" in here.manage("verify_trail")
