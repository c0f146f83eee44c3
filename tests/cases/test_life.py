"""The life line: everything that happened, the newest first, read in one statement."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import life
from cases.actions import note as notes
from cases.actions import reminder as promises
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Hope, Section, Step
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(record, amina, joe):
    """A conversation, words, a promise kept, a hope with a step done, and a hope reached."""
    with acting_as(joe):
        words.say(record, Section.MOST_IMPORTANT, Words("Biscuit, my dog."), by=joe, base=None)
    with acting_as(amina):
        today = timezone.localdate()
        kept = promises.promise(record, by=amina, what="Ring the surgery", due=today)
        promises.keep(kept, by=amina)
        hope = Hope.objects.create(resident=record, text="To open my own post.", author=amina)
        Step.objects.create(
            resident=record, hope=hope, what="A red folder", author=amina, state="done"
        )
        Hope.objects.create(resident=record, text="To sleep.", author=amina, state="reached")
    return record


def told(person, resident, **asked):
    with acting_as(person):
        return [event.what for event in life.stretch(resident, size=50, **asked).events]


def test_it_tells_of_everything_the_newest_first(full, amina):
    assert sorted(told(amina, full)) == sorted(
        ["talk", "words", "joined", "promise", "hope", "hope", "reached", "step"]
    )
    with acting_as(amina):
        moments = [event.at for event in life.stretch(full, size=50).events]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("talk", ["talk"]),
        ("words", ["words"]),
        ("circle", ["joined"]),
        ("promise", ["promise"]),
        ("hope", ["hope", "hope", "reached", "step"]),
    ],
)
def test_it_tells_of_one_kind_alone(kind, found, full, amina):
    assert sorted(told(amina, full, kind=kind)) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("biscuit", ["words"]),
        ("WARM", ["talk"]),
        ("surgery", ["promise"]),
        ("folder", ["step"]),
        ("post", ["hope"]),
        ("%", []),
        ("no such words", []),
    ],
)
def test_words_are_found_in_it(said, found, full, amina):
    assert told(amina, full, words=said) == found


def test_stretches_follow_each_other_and_lose_nothing(full, amina):
    with acting_as(amina):
        now = timezone.now()
        for hours in range(7):  # all at the same moment, or an hour apart
            moment = now - datetime.timedelta(hours=hours // 3)
            notes.write(full, by=amina, their_words=f"Word {hours}", happened_at=moment)
        whole = [event.id for event in life.stretch(full, size=100).events]
        walked, before = [], ""
        while True:
            found = life.stretch(full, size=2, before=before)
            walked += [event.id for event in found.events]
            before = found.earlier
            if not before:
                break
    assert walked == whole


@pytest.mark.parametrize(
    "before",
    [
        "nonsense",
        "~",
        "2026-01-01~x",
        "2026-13-01T00:00:00Z~",
        "2026-01-01~01890000-0000-7000-8000-000000000000",
    ],
)
def test_a_place_that_is_none_is_the_beginning(before, full, amina, browse):
    answer = browse(amina).get(f"/people/{full.pk}/life/", {"before": before, "kind": "none"})
    assert answer.status_code == 200
    assert len(answer.context["life"]) == 8


def test_it_is_read_in_one_statement(full, amina):
    with acting_as(amina):
        full.refresh_from_db()
        with CaptureQueriesContext(
            connection,
        ) as few:
            life.stretch(full, size=8)
        for n in range(30):
            make.note(full, by=amina, their_words=f"Word {n}")
        with CaptureQueriesContext(connection) as many:
            life.stretch(full, size=8)
    assert (len(few), len(many)) == (1, 1)


def test_what_is_withheld_from_joe_is_not_on_his_life_line(full, amina, joe):
    make.note(full, by=amina, their_words="About my brother", withheld="somebody_else")
    assert told(amina, full, kind="talk") == ["talk", "talk"]
    assert told(joe, full, kind="talk") == ["talk"]
    assert told(joe, full, words="brother") == []


def test_joe_and_amina_read_the_same_events_each_in_their_words(full, amina, joe, browse):
    hers = browse(amina).get(f"/people/{full.pk}/life/").content.decode()
    his = browse(joe).get("/me/").content.decode()
    assert "You talked" in hers
    assert "With Amina" in his
    for page in (hers, his):
        assert "Amina kept a promise" in page
        assert "A red folder" in page
    assert "Joe wrote their words" in hers
    assert "You wrote your words" in his


def test_a_person_nothing_was_written_about_has_an_empty_line(amina, browse):
    leroy = make.resident("Leroy", by=amina)
    page = browse(amina).get(f"/people/{leroy.pk}/life/", {"kind": "talk"}).content.decode()
    assert "Nothing here yet." in page
    page = browse(amina).get(f"/people/{leroy.pk}/life/", {"words": "tea"}).content.decode()
    assert "Nobody said “tea” here." in page
