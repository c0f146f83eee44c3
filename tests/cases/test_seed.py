"""A large made-up town for measuring: the same again, all or nothing, and a town like any other."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases import seed
from cases.actions import note as notes
from cases.models import Connection, Note, Resident
from cases.search import find
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def plant(*options: str) -> None:
    with as_owner():
        call_command("seed", *options)


def asked(statement: str):
    """One value, read past row security."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def rows() -> dict[str, tuple]:
    """How many rows each table of the town has, and a digest of them all."""
    return {
        table._meta.label: asked(
            f"select (count(*), md5(string_agg(t::text, '' order by id))) "
            f"from {table._meta.db_table} t"
        )
        for table in seed.TABLES
    }


def first_worker() -> User:
    with acting_as(SYSTEM):
        return User.objects.get(email=seed.first_worker(1))


def test_the_same_numbers_plant_the_same_town():
    towns = []
    for number in ["1", "1", "2"]:
        plant("--residents", "60", "--notes", "200", "--workers", "3", "--seed", number)
        towns.append(rows())
        with as_owner():
            call_command("flush", "--no-input", verbosity=0)
    assert towns[0] == towns[1]
    assert towns[0] != towns[2]


def test_a_town_is_as_large_as_was_asked_and_lives_in_every_table(capsys):
    plant("--residents", "300", "--notes", "900", "--workers", "6")
    assert "Planted 300 residents and 6 workers" in capsys.readouterr().out
    assert asked("select count(*) from cases_resident") == 300
    assert 700 < asked("select count(*) from cases_note") < 1100
    assert [label for label, (count, _digest) in rows().items() if not count] == []
    around = "select count(*) from cases_connection where {} is not null and part <> 'lead'"
    assert asked(around.format("organisation_id")) > 100
    assert asked("select count(*) from cases_connection where person <> ''") > 100
    assert asked("select count(*) from cases_connection where part = 'lead'") == 300


def test_who_works_there_finds_and_writes_as_anywhere(browse):
    plant("--residents", "60", "--workers", "2")
    worker = first_worker()
    with acting_as(worker):
        people = list(Resident.objects.walked_with_by(worker))
        assert 0 < len(people) < 60
        assert Connection.objects.exclude(resident__in=people).count() == 0
        somebody = people[0]
        found = [hit.resident_id for hit in find(worker, somebody.known_as).people]
        assert somebody.pk in found
        notes.write(somebody, by=worker, their_words="Not so bad.")
    client = browse(worker)
    for address in ["/people/", "/today/", f"/people/{somebody.pk}/"]:
        assert client.get(address).status_code == 200


def test_guards_and_images_are_back_after_it_and_the_trail_holds(capsys):
    plant("--residents", "60", "--workers", "2")
    assert asked("select count(*) from pg_trigger where tgenabled = 'D'") == 0
    assert asked("select count(*) from cases_noteevent") == 0  # nobody did anything yet
    worker = first_worker()
    with acting_as(worker):
        somebody = Resident.objects.walked_with_by(worker).first()
        notes.write(somebody, by=worker, their_words="Not so bad.")
    assert asked("select count(*) from cases_noteevent") == 1
    with as_owner():
        call_command("verify_trail")
    assert "The trail holds" in capsys.readouterr().out


def test_what_was_interrupted_plants_nothing():
    def press_ctrl_c(*_progress) -> None:
        raise KeyboardInterrupt

    with as_owner(), pytest.raises(KeyboardInterrupt):
        seed.plant(600, notes=600, workers=3, seed=1, tell=press_ctrl_c)
    assert asked("select count(*) from kernel_user") == 0
    assert asked("select count(*) from pg_trigger where tgenabled = 'D'") == 0


def test_a_second_town_stands_beside_the_first_and_the_same_one_does_not():
    plant("--residents", "20")
    with pytest.raises(CommandError, match="planted already"):
        plant("--residents", "20")
    plant("--residents", "20", "--seed", "2")
    assert asked("select count(*) from cases_resident") == 40
    worker = first_worker()
    with acting_as(worker):
        assert Resident.objects.count() == 20


def test_a_real_database_with_people_gets_no_made_up_ones(amina, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="real database"):
        plant("--residents", "20")
    assert asked("select count(*) from cases_resident") == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--residents", "0"],
        ["--residents", "10", "--notes", "-1"],
        ["--residents", "10", "--workers", "0"],
        ["--residents", "10", "--workers", "50000"],
    ],
)
def test_a_town_that_cannot_be_is_refused_in_a_sentence(options):
    with pytest.raises(CommandError, match="A town has one resident at least"):
        plant(*options)


def test_a_town_may_be_without_a_word():
    plant("--residents", "10", "--notes", "0")
    with acting_as(first_worker()):
        assert (Resident.objects.count(), Note.objects.count()) == (10, 0)
