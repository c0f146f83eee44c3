"""My people: asking that somebody joins or steps back. Nothing happens silently."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import reminder as promises
from cases.actions import safety, wish
from cases.models import Connection, Reminder
from hubs.access import Refused
from hubs.working_days import ahead
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

ENGLAND = "ENG"


def letters(*users) -> list[int]:
    found = []
    for user in users:
        with acting_as(user):
            found.append(Letter.objects.filter(kind="people_asked", to=user).count())
    return found


def asked(by) -> Reminder:
    with acting_as(by):
        return Reminder.objects.select_related("by").get(kind="answer")


def test_joe_asks_for_somebody_to_join_and_amina_has_an_answer_to_give(
    browse, record, joe, amina, bev
):
    his = browse(joe)
    said = {"name": "Dawn Marsh", "how": "07700 900456", "why": "She taught me."}
    assert his.post("/me/people/join/", said).url == "/me/people/"
    promise = asked(joe)
    assert promise.by == amina
    assert promise.due == ahead(timezone.localdate(), 2, ENGLAND)
    for page in ["/me/people/", "/me/promises/"]:
        shown = his.get(page).content.decode()
        assert "Dawn Marsh" in shown
        assert "Amina answers you." in shown
    record_page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "Dawn Marsh" in record_page
    assert "07700 900456" in record_page
    assert letters(amina, bev) == [1, 0]
    with acting_as(amina):
        promises.keep(promise, by=amina)
    assert "What you asked" not in his.get("/me/people/").content.decode()


def test_asking_twice_with_one_form_is_asking_once(browse, joe, amina):
    key = "0190a5d0-0000-7000-8000-000000000001"
    for _time in range(2):
        browse(joe).post("/me/people/join/", {"name": "Dawn", "key": key})
    assert asked(joe).what == "Answer: may Dawn join?"
    assert letters(amina) == [1]


def test_nobody_named_is_asked_for_again_and_what_was_typed_stays(browse, joe):
    answer = browse(joe).post("/me/people/join/", {"name": " ", "why": "She taught me."})
    assert answer.status_code == 422
    assert "Write who it is." in answer.content.decode()
    assert "She taught me." in answer.content.decode()


def test_a_sister_who_should_step_back_stays_until_that_was_answered(
    browse, record, joe, amina, bev
):
    with acting_as(amina):
        sister = circle.join(record, by=amina, person="Maureen", part="family")
    his = browse(joe)
    assert f"/me/people/{sister.pk}/step-back/" in his.get("/me/people/").content.decode()
    his.post(f"/me/people/{sister.pk}/step-back/", {"why": "We fell out."})
    assert asked(joe).by == amina
    assert letters(amina, bev) == [1, 1]  # who walks with Joe, and who leads the hub
    outbox.deliver(make.noon(1))
    assert "We fell out." in browse(bev).get("/today/").content.decode()
    with acting_as(joe):
        assert Connection.objects.open().filter(pk=sister.pk).exists()


def test_where_it_is_about_amina_bev_answers_and_may_say_so(browse, record, joe, amina, bev):
    with acting_as(joe):
        hers = Connection.objects.open().get(resident=record, user=amina)
    browse(joe).post(f"/me/people/{hers.pk}/step-back/", {"why": ""})
    promise = asked(joe)
    assert promise.by == bev
    assert letters(amina, bev) == [1, 1]
    assert "may Amina step back?" in browse(bev).get("/today/").content.decode()
    with acting_as(bev):
        assert promises.keep(promise, by=bev).state == "done"
        mine = Reminder.objects.create(
            resident=record, by=bev, what="I'll ring", due=timezone.localdate()
        )
        with pytest.raises(Refused):
            promises.keep(mine, by=bev)


def test_who_the_record_is_kept_from_is_neither_asked_nor_told(record, joe, amina, bev):
    with acting_as(joe):
        safety.keep_from(record, bev.pk, by=joe, reason="She is my aunt.")
        hers = Connection.objects.open().get(resident=record, user=amina)
        promise = wish.ask_to_step_back(hers, by=joe, key=None)
    assert promise.by_id == amina.pk
    assert letters(amina, bev) == [1, 0]


def test_who_is_no_longer_around_cannot_step_back(browse, record, joe, amina):
    with acting_as(amina):
        sister = circle.join(record, by=amina, person="Maureen", part="family")
        circle.end(sister, by=amina, how_ended="She moved.")
    assert browse(joe).get(f"/me/people/{sister.pk}/step-back/").status_code == 404
    with acting_as(joe), pytest.raises(ValidationError):
        wish.ask_to_step_back(sister, by=joe, key=None)


def test_only_joe_asks_for_it(record, joe, amina):
    with acting_as(amina), pytest.raises(Refused):
        wish.ask_to_join(record, by=amina, name="Dawn", key=None)


def test_with_nobody_to_answer_it_says_so(browse, dot_alone):
    answer = browse(dot_alone).post("/me/people/join/", {"name": "Dawn"})
    assert answer.status_code == 422
    assert "Nobody is there to answer yet." in answer.content.decode()


@pytest.fixture
def dot_alone(record, joe, amina, bev):
    """Joe, when nobody walks with him and nobody leads the hub."""
    with acting_as(bev):
        Connection.objects.filter(resident=record).update(until=timezone.now())
    with acting_as(joe):
        safety.keep_from(record, bev.pk, by=joe, reason="She is my aunt.")
    return joe


def test_who_must_not_be_contacted_stands_there_with_the_way_to_change_it(
    browse, record, joe, amina, sam
):
    with acting_as(joe):
        safety.keep_from(record, sam.pk, by=joe, reason="He is my landlord.")
    page = browse(joe).get("/me/people/").content.decode()
    assert "Sam" in page
    assert "/me/needs/#not-this-person" in page


def test_a_working_day_is_neither_a_saturday_nor_a_bank_holiday():
    friday = datetime.date(2026, 4, 2)  # the Thursday before Easter
    assert ahead(friday, 2, ENGLAND) == datetime.date(2026, 4, 8)
    assert ahead(friday, 2, "SCT") == datetime.date(2026, 4, 7)
