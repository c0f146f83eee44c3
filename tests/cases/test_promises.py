"""Promises: one letter each on the due morning, never in the quiet hours, never twice."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.utils import IntegrityError
from django.utils import timezone

from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.models import Connection, ContactPoint, Pause, Reminder, Resident
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/London")
MONDAY = datetime.datetime(2027, 3, 15, 10, tzinfo=HERE)
TUESDAY = datetime.date(2027, 3, 16)


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def promise(record, amina):
    with acting_as(amina):
        return promises.promise(record, by=amina, what="I'll ring before the scan", due=TUESDAY)


def at(clock, day: datetime.date, hour: int, minute: int = 0) -> None:
    """What the beat does at that moment: claim, then deliver."""
    clock.move_to(datetime.datetime.combine(day, datetime.time(hour, minute), HERE))
    now = timezone.now()
    promises.claim_due(now)
    outbox.deliver(now)


def states(user) -> list[str]:
    with acting_as(user):
        return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_on_the_due_morning_exactly_one_letter_goes_out(promise, amina, on_monday):
    at(on_monday, MONDAY.date(), 19)
    assert states(amina) == []
    for minute in range(3):
        at(on_monday, TUESDAY, 8, minute)
    assert len(mail.outbox) == 1
    assert states(amina) == ["sent"]


def test_in_the_quiet_hours_the_letter_waits_for_the_morning(promise, amina, on_monday):
    at(on_monday, TUESDAY, 0, 5)
    at(on_monday, TUESDAY, 7, 59)
    assert (states(amina), mail.outbox) == (["waiting"], [])
    at(on_monday, TUESDAY, 8, 0)
    assert states(amina) == ["sent"]


def test_a_letter_found_late_in_the_evening_waits_too(promise, amina, on_monday):
    at(on_monday, TUESDAY, 20, 30)
    assert states(amina) == ["waiting"]
    at(on_monday, TUESDAY + datetime.timedelta(days=1), 8)
    assert states(amina) == ["sent"]


@pytest.mark.parametrize("day", [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)])
def test_on_the_nights_the_clock_changes_it_is_still_eight(day, record, amina, on_monday):
    with acting_as(amina):
        promises.promise(record, by=amina, what="I'll ring", due=day)
    at(on_monday, day, 7, 59)
    assert states(amina) == ["waiting"]
    at(on_monday, day, 8)
    assert states(amina) == ["sent"]


def test_what_was_kept_meanwhile_is_not_reminded_of(promise, amina, on_monday):
    at(on_monday, TUESDAY, 6)
    with acting_as(amina):
        promises.keep(promise, by=amina)
    at(on_monday, TUESDAY, 8)
    assert (states(amina), mail.outbox) == (["not_needed"], [])


def test_who_no_longer_walks_with_them_is_not_reminded(promise, amina, on_monday):
    at(on_monday, TUESDAY, 6)
    with acting_as(amina):
        Connection.objects.update(until=timezone.now())
    at(on_monday, TUESDAY, 8)
    assert (states(amina), mail.outbox) == (["not_needed"], [])


def test_a_moved_promise_reminds_on_its_new_day(promise, amina, on_monday):
    at(on_monday, TUESDAY, 8)
    with acting_as(amina):
        friday = TUESDAY + datetime.timedelta(days=3)
        promises.move(promise, by=amina, due=friday, why="The scan moved.")
    at(on_monday, friday, 8)
    assert states(amina) == ["sent", "sent"]
    assert len(mail.outbox) == 2


def test_a_rest_holds_promises_back_until_it_ends(promise, record, amina, on_monday):
    with acting_as(amina):
        friday = TUESDAY + datetime.timedelta(days=3)
        promises.rest(record, by=amina, reason="He asked.", until=friday)
    at(on_monday, TUESDAY, 8)
    assert states(amina) == []
    at(on_monday, friday, 8)
    assert states(amina) == ["sent"]


def test_a_rest_that_begins_after_the_letter_was_posted_holds_it_too(
    promise, record, amina, on_monday
):
    at(on_monday, TUESDAY, 6)
    with acting_as(amina):
        friday = TUESDAY + datetime.timedelta(days=3)
        promises.rest(record, by=amina, reason="He asked.", until=friday)
    at(on_monday, TUESDAY, 8)
    assert (states(amina), mail.outbox) == (["waiting"], [])
    at(on_monday, friday, 8)
    assert states(amina) == ["sent"]


def test_a_rest_can_be_ended(promise, record, amina, on_monday):
    with acting_as(amina):
        pause = promises.rest(
            record, by=amina, reason="He asked.", until=TUESDAY + datetime.timedelta(days=9)
        )
        promises.end_rest(pause, by=amina)
        assert not Pause.objects.now().exists()
    at(on_monday, TUESDAY, 8)
    assert states(amina) == ["sent"]


def test_a_letter_put_off_by_a_rest_goes_out_the_morning_after_the_rest_was_ended(
    promise, record, amina, on_monday
):
    at(on_monday, TUESDAY, 6)
    with acting_as(amina):
        pause = promises.rest(
            record, by=amina, reason="He asked.", until=TUESDAY + datetime.timedelta(days=20)
        )
    at(on_monday, TUESDAY, 8)
    with acting_as(amina):
        promises.end_rest(pause, by=amina)
    at(on_monday, TUESDAY + datetime.timedelta(days=1), 8)
    assert states(amina) == ["sent"]


def test_many_due_promises_are_each_one_letter_in_however_many_sets(record, amina, on_monday):
    with acting_as(amina):
        for number in range(40):
            promises.promise(record, by=amina, what=f"Thing {number}", due=TUESDAY)
    on_monday.move_to(datetime.datetime.combine(TUESDAY, datetime.time(8), HERE))
    assert promises.claim_due(timezone.now(), at_once=7) == 40
    outbox.deliver(timezone.now())
    assert states(amina) == ["sent"] * 40


def test_keeping_twice_changes_nothing(promise, amina):
    with acting_as(amina):
        first = promises.keep(promise, by=amina).settled_at
        assert promises.keep(promise, by=amina).settled_at == first


@pytest.mark.parametrize("verb", ["move", "let_go"])
def test_what_was_kept_is_neither_moved_nor_let_go(verb, promise, amina):
    more = {"due": TUESDAY + datetime.timedelta(days=1)} if verb == "move" else {}
    with acting_as(amina):
        promises.keep(promise, by=amina)
        with pytest.raises(ValidationError):
            getattr(promises, verb)(promise, by=amina, why="Late.", **more)


def test_moving_and_letting_go_say_why(promise, amina):
    with acting_as(amina):
        with pytest.raises(ValidationError):
            promises.let_go(promise, by=amina, why="  ")
        with pytest.raises(ValidationError):
            promises.move(promise, by=amina, due=TUESDAY, why="The same day.")
        with pytest.raises(IntegrityError):
            Reminder.objects.filter(pk=promise.pk).update(state="let_go", settled_at=MONDAY)


def test_a_promise_is_never_for_a_day_that_has_passed(record, amina):
    with acting_as(amina), pytest.raises(ValidationError):
        promises.promise(record, by=amina, what="Ring", due=MONDAY.date() - datetime.timedelta(1))


def test_the_resident_hears_of_a_moved_promise_only_where_it_is_safe(promise, record, amina, joe):
    with acting_as(amina):
        promises.let_go(promise, by=amina, why="He rang first.")
    outbox.deliver(timezone.now())
    assert mail.outbox == []  # no address of his is called safe: it stands on his page
    assert states(joe) == ["sent"]


@pytest.mark.parametrize(
    ("ways", "sent"),
    [
        ([True], True),
        ([False], False),
        ([None], False),
        ([True, False], False),
    ],
    ids=["safe", "unsafe", "nobody asked", "said both"],
)
def test_a_letter_uses_a_safe_address_and_never_an_unsafe_one(
    ways, sent, promise, record, amina, joe
):
    with acting_as(amina):
        for safe in ways:
            residents.reach_by(
                ContactPoint(
                    resident=record, channel="email", value="joe@demo.example", safe_to_contact=safe
                ),
                by=amina,
            )
        promises.let_go(promise, by=amina, why="He rang first.")
    outbox.deliver(timezone.now())
    assert [message.to for message in mail.outbox] == ([["joe@demo.example"]] if sent else [])
    assert all("ring" not in message.body for message in mail.outbox)


def test_only_who_walks_with_them_settles_a_promise(promise, bev, sam, joe):
    for somebody in [bev, joe]:
        with acting_as(somebody), pytest.raises(PermissionDenied):
            promises.keep(promise, by=somebody)
    with acting_as(sam), pytest.raises(ObjectDoesNotExist):
        promises.keep(promise, by=sam)


def test_a_record_that_ended_reminds_nobody(promise, record, amina, on_monday):
    with acting_as(amina):
        Resident.objects.update(state="ended")
    at(on_monday, TUESDAY, 8)
    assert states(amina) == []


@pytest.mark.parametrize(
    ("address", "said", "field"),
    [
        ("move", {"due": "someday", "why": "Late."}, "due"),
        ("move", {"due": "", "why": "Late."}, "due"),
        ("move", {"due": "3 March 2020", "why": "Late."}, "due"),
        ("move", {"due": "Tuesday", "why": ""}, "why"),
        ("let-go", {"why": ""}, "why"),
        ("let-go", {"why": "x" * 301}, "why"),
    ],
)
def test_bad_input_about_a_promise_is_said_at_the_field(
    address, said, field, promise, record, amina, browse
):
    answer = browse(amina).post(f"/people/{record.pk}/promises/{promise.pk}/{address}/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_today_shows_what_is_due_what_comes_and_what_came_in(
    promise, record, amina, browse, on_monday
):
    at(on_monday, TUESDAY, 8)
    page = browse(amina).get("/today/")
    assert [row.what for row in page.context["due"]] == ["I'll ring before the scan"]
    assert [letter.state for letter, _promise in page.context["letters"]] == ["sent"]
