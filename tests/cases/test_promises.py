"""Promises: one letter each on the due morning, never in the quiet hours, never twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import tasks
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, ContactPoint, Pause, Reminder, Resident
from hubs.models import Membership
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/London")
TOP = "most_important"
MONDAY = datetime.datetime(2027, 3, 15, 10, tzinfo=HERE)
TUESDAY = datetime.date(2027, 3, 16)
A_WEEK = datetime.timedelta(days=7)


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def promise(record, amina):
    with acting_as(amina):
        return promises.promise(record, by=amina, what="I'll ring before the scan", due=TUESDAY)


@pytest.fixture
def count():
    """How many statements something costs."""

    def counted(do) -> int:
        with CaptureQueriesContext(connection) as statements:
            do()
        return len(statements)

    return counted


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


@pytest.mark.parametrize(
    "day",
    [
        *(datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)),
        *(datetime.date(2026, 3, 30), datetime.date(2026, 10, 26)),
    ],
)
def test_in_and_after_the_night_the_clock_changes_one_letter_goes_out_at_eight(
    day, record, amina, on_monday
):
    on_monday.move_to(datetime.datetime.combine(day, datetime.time(10), HERE) - A_WEEK)
    with acting_as(amina):
        promises.promise(record, by=amina, what="I'll ring", due=day)
    midnight = datetime.datetime.combine(day, datetime.time(), HERE).astimezone(datetime.UTC)
    for half_hours in range(-8, 16):  # through the hour that is missing, or that comes twice
        on_monday.move_to(midnight + datetime.timedelta(minutes=30) * half_hours)
        promises.claim_due(timezone.now())
        outbox.deliver(timezone.now())
        if timezone.localtime().hour < 8:
            assert mail.outbox == []
    at(on_monday, day, 8)
    assert states(amina) == ["sent"]
    assert len(mail.outbox) == 1


def many(record, amina, number: int, due: datetime.date = TUESDAY) -> list[Reminder]:
    with acting_as(amina):
        return [
            promises.promise(record, by=amina, what=f"Thing {number}", due=due)
            for number in range(number)
        ]


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


ONE, MORE = "Something you said you would do", "More that you said you would do"


@pytest.mark.parametrize(
    ("how_many", "told"),
    [(1, [ONE]), (2, [ONE] * 2), (3, [ONE, ONE, MORE]), (40, [ONE, ONE, MORE])],
)
@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_however_many_fall_due_on_a_day_three_letters_tell_of_them(
    how_many, told, at_once, record, amina, browse, on_monday
):
    many(record, amina, how_many)
    on_monday.move_to(datetime.datetime.combine(TUESDAY, datetime.time(8), HERE))
    assert promises.claim_due(timezone.now(), at_once=at_once) == how_many
    assert promises.claim_due(timezone.now(), at_once=at_once) == 0
    outbox.deliver(timezone.now())
    assert subjects() == told
    assert len(browse(amina).get("/today/").context["due"]) == how_many


def test_what_falls_due_later_that_day_writes_no_fourth_letter(record, amina, browse, on_monday):
    many(record, amina, 3)
    at(on_monday, TUESDAY, 8)
    many(record, amina, 2)
    for hour in (9, 12, 19):
        at(on_monday, TUESDAY, hour)
    assert subjects() == [ONE, ONE, MORE]
    assert len(browse(amina).get("/today/").context["due"]) == 5
    many(record, amina, 4, due=TUESDAY + datetime.timedelta(days=1))
    at(on_monday, TUESDAY + datetime.timedelta(days=1), 8)
    assert subjects() == [ONE, ONE, MORE] * 2


def test_what_is_found_in_the_evening_counts_for_the_morning_it_is_told(record, amina, on_monday):
    at(on_monday, TUESDAY, 20, 30)
    many(record, amina, 3)
    at(on_monday, TUESDAY, 21)
    many(record, amina, 3, due=TUESDAY + datetime.timedelta(days=1))
    at(on_monday, TUESDAY + datetime.timedelta(days=1), 0, 1)
    at(on_monday, TUESDAY + datetime.timedelta(days=1), 8)
    assert subjects() == [ONE, ONE, MORE]


def test_the_letter_about_the_rest_is_not_sent_once_the_rest_is_settled(record, amina, on_monday):
    made = many(record, amina, 5)
    at(on_monday, TUESDAY, 6)
    with acting_as(amina):
        for promise in made[2:]:
            promises.keep(promise, by=amina)
    at(on_monday, TUESDAY, 8)
    assert subjects() == [ONE, ONE]
    assert states(amina) == ["sent", "sent", "not_needed"]


def test_the_letter_about_the_rest_waits_while_everybody_in_it_rests(record, amina, on_monday):
    many(record, amina, 5)
    at(on_monday, TUESDAY, 6)
    friday = TUESDAY + datetime.timedelta(days=3)
    with acting_as(amina):
        promises.rest(record, by=amina, reason="He asked.", until=friday)
    at(on_monday, TUESDAY, 8)
    assert mail.outbox == []
    at(on_monday, friday, 8)
    assert sorted(subjects()) == sorted([ONE, ONE, MORE])


def test_each_reader_is_counted_alone(record, amina, sam, on_monday):
    theirs = make.resident("Leroy", by=sam)
    many(record, amina, 5)
    many(theirs, sam, 1)
    at(on_monday, TUESDAY, 8)
    assert sorted((message.to[0], message.subject) for message in mail.outbox) == [
        *[(amina.email, MORE), (amina.email, ONE), (amina.email, ONE)],
        (sam.email, ONE),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_three_letters(record, amina, on_monday):
    many(record, amina, 40)
    on_monday.move_to(datetime.datetime.combine(TUESDAY, datetime.time(8), HERE))
    now = timezone.now()

    def claim(_number: int) -> int:
        try:
            return promises.claim_due(now, at_once=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(claim, range(4))) == 40
    assert states(amina) == ["waiting"] * 3


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
    arrived = page.context["arrivals"]
    assert [(arrival.name, arrival.what) for arrival in arrived] == [
        ("Joe:", "I'll ring before the scan")
    ]


def test_today_tells_what_residents_decided_and_which_texts_wait(
    record, joe, amina, bev, browse, on_monday
):
    with acting_as(joe):
        first = words.say(record, TOP, Words("Biscuit."), by=joe, base=None)
    with acting_as(amina):
        suggestions = [
            words.write_down(record, TOP, Words(text), by=amina, base=None)
            for text in ("Biscuit, my dog.", "My dog.", "A dog.")
        ]
        together = words.write_down(record, TOP, Words("Dogs."), by=amina, base=None)
        words.leave_together(together, by=amina, signed="Joe")
    with acting_as(joe):
        words.take(suggestions[0], by=joe)
        words.take(suggestions[1], by=joe, words=Words("My old dog."))
        words.leave(suggestions[2], by=joe)
        words.say(record, TOP, Words("Biscuit and my plot."), by=joe, base=first.pk)

    def arrived(user) -> list[str]:
        return sorted(row.what for row in browse(user).get("/today/").context["arrivals"])

    assert arrived(amina) == [
        "has two texts that were saved at the same time. They wait for a choice.",
        "kept their own words, and left those you suggested.",
        "took the words you suggested, and changed them.",
        "took the words you suggested.",
    ]
    assert arrived(bev) == []
    on_monday.shift(8 * 24 * 3600)
    assert arrived(amina) == [
        "has two texts that were saved at the same time. They wait for a choice."
    ]


def test_today_costs_the_same_however_much_is_on_it(record, joe, amina, browse, count, on_monday):
    here = browse(amina)

    def fill(number: int) -> None:
        for each in range(number):
            with acting_as(amina):
                for away in (0, 2):
                    day = MONDAY.date() + datetime.timedelta(days=away)
                    promises.promise(record, by=amina, what=f"Thing {each}", due=day)
            with acting_as(joe):
                base = words.shown(record, TOP)
                words.say(record, TOP, Words(f"Words {each}"), by=joe, base=base and base.pk)
                words.say(record, TOP, Words(f"Others {each}"), by=joe, base=None)
            with acting_as(amina):
                other = words.write_down(record, TOP, Words(f"Mine {each}"), by=amina, base=None)
            with acting_as(joe):
                words.leave(other, by=joe)
        at(on_monday, MONDAY.date(), 10)

    fill(1)
    here.get("/today/")
    one = count(lambda: here.get("/today/"))
    fill(3)
    assert count(lambda: here.get("/today/")) == one


# --- Promising by hand ----------------------------------------------------------------------------


def test_a_promise_needs_no_conversation(record, amina, browse):
    page = f"/people/{record.pk}/promises/"
    said = {"what": "ask how the scan went", "due": "Thursday", "kind": "check_in"}
    answer = browse(amina).post(page, said, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "Promised. We remind you on Thursday 18 March." in answer.content.decode()
    with acting_as(amina):
        made = Reminder.objects.get()
    assert (made.what, made.due, made.kind, made.note) == (
        "ask how the scan went",
        datetime.date(2027, 3, 18),
        "check_in",
        None,
    )
    (row,) = answer.context["promises"]
    assert row.kind == "Asking how it goes"


def test_a_double_click_promises_once(record, amina, browse):
    here = browse(amina)
    key = here.get(f"/people/{record.pk}/promises/").context["form"]["key"].value()
    for _click in range(2):
        said = {"what": "Ring him", "due": "tomorrow", "key": str(key)}
        assert here.post(f"/people/{record.pk}/promises/", said).status_code == 302
    with acting_as(amina):
        assert Reminder.objects.get().kind == "promise"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": "", "due": "tomorrow"}, "what"),
        ({"what": "x" * 2001, "due": "tomorrow"}, "what"),
        ({"what": "Ring", "due": ""}, "due"),
        ({"what": "Ring", "due": "someday"}, "due"),
        ({"what": "Ring", "due": "3 March 2020"}, "due"),
        ({"what": "Ring", "due": "tomorrow", "kind": "task"}, "kind"),
    ],
)
def test_bad_input_promises_nothing_and_loses_nothing(said, field, record, amina, browse):
    answer = browse(amina).post(f"/people/{record.pk}/promises/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["what"].value() == said["what"]
    with acting_as(amina):
        assert not Reminder.objects.exists()


def test_who_leads_the_hub_reads_promises_and_makes_none(record, bev, amina, browse):
    here = browse(bev)
    page = f"/people/{record.pk}/promises/"
    here.post(f"/people/{record.pk}/why/", {"purpose": "support"})
    assert "What will you do?" not in here.get(page).content.decode()
    assert here.post(page, {"what": "Ring", "due": "tomorrow"}).status_code == 403
    with acting_as(bev), pytest.raises(PermissionDenied):
        promises.promise(record, by=bev, what="Ring", due=TUESDAY)


def test_a_promise_promises_something(record, amina):
    with acting_as(amina), pytest.raises(ValidationError):
        promises.promise(record, by=amina, what="  ", due=TUESDAY)


def test_a_moved_promise_stays_of_its_kind(record, amina):
    with acting_as(amina):
        made = promises.promise(record, by=amina, what="A year", due=TUESDAY, kind="hard_day")
        moved = promises.move(made, by=amina, due=TUESDAY + A_WEEK, why="The date was wrong.")
    assert moved.kind == "hard_day"


# --- The letter of the week -----------------------------------------------------------------------

NEXT_MONDAY = MONDAY.date() + A_WEEK
SUNDAY = NEXT_MONDAY + datetime.timedelta(days=6)


def on_the_monday(clock, day: datetime.date = NEXT_MONDAY) -> None:
    """What the beat does that morning: six knocks, and a delivery after the quiet hours."""
    for minute in range(0, 60, 10):
        clock.move_to(datetime.datetime.combine(day, datetime.time(7, minute), HERE))
        promises.post_week(timezone.now())
        outbox.deliver(timezone.now())
    clock.move_to(datetime.datetime.combine(day, datetime.time(8), HERE))
    outbox.deliver(timezone.now())


def test_on_monday_one_letter_tells_of_the_week(record, amina, on_monday):
    many(record, amina, 5, due=SUNDAY)
    on_the_monday(on_monday)
    assert subjects() == ["Your week"]
    (letter,) = mail.outbox
    assert letter.body == (
        "There are things you said you would do this week. Your page says what.\n\n"
        f"{settings.SITE_URL}/today/\n\n"
        "A thought about this week? It takes 30 seconds.\n\n"
        f"{settings.SITE_URL}/reflections/new/\n"
    )
    promises.post_week(timezone.now() + datetime.timedelta(days=6))
    assert states(amina) == ["sent"]
    on_the_monday(on_monday, NEXT_MONDAY + A_WEEK)
    assert subjects() == ["Your week"] * 2


@pytest.mark.parametrize("day", [datetime.date(2026, 3, 30), datetime.date(2026, 10, 26)])
def test_the_week_after_the_clock_changed_begins_at_eight_too(day, record, amina, on_monday):
    on_monday.move_to(datetime.datetime.combine(day - A_WEEK, datetime.time(10), HERE))
    many(record, amina, 1, due=day + datetime.timedelta(days=2))
    on_the_monday(on_monday, day)
    assert subjects() == ["Your week"]


def test_a_promise_moved_since_the_last_monday_is_part_of_the_week(record, amina, on_monday):
    (promise,) = many(record, amina, 1)
    with acting_as(amina):
        promises.move(promise, by=amina, due=SUNDAY + A_WEEK * 3, why="The scan moved.")
    on_the_monday(on_monday)
    on_the_monday(on_monday, NEXT_MONDAY + A_WEEK)
    assert states(amina) == ["sent", "not_needed"]


@pytest.mark.parametrize("why", ["kept", "far off", "resting", "ended", "no longer", "nothing"])
def test_an_empty_week_writes_to_nobody(why, record, amina, on_monday):
    due = SUNDAY + datetime.timedelta(days=1) if why == "far off" else SUNDAY
    made = [] if why == "nothing" else many(record, amina, 1, due=due)
    on_monday.move_to(datetime.datetime.combine(NEXT_MONDAY, datetime.time(7), HERE))
    promises.post_week(timezone.now())
    with acting_as(amina):
        if why == "kept":
            promises.keep(made[0], by=amina)
        elif why == "resting":
            promises.rest(record, by=amina, reason="He asked.", until=SUNDAY)
        elif why == "ended":
            Resident.objects.update(state="ended")
        elif why == "no longer":
            Connection.objects.update(until=timezone.now())
    on_the_monday(on_monday)
    assert mail.outbox == []
    assert states(amina) == ([] if why == "nothing" else ["not_needed"])


def test_who_left_is_written_to_no_more(record, amina, on_monday):
    many(record, amina, 1, due=SUNDAY)
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=NEXT_MONDAY)
    on_the_monday(on_monday)
    assert (states(amina), mail.outbox) == (["not_needed"], [])


def test_the_beat_knocks_for_the_week():
    (entry,) = (
        entry
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"] == "cases.tasks.write_of_the_week"
    )
    assert (entry["schedule"].day_of_week, entry["schedule"].hour) == ({1}, {7})
    assert tasks.write_of_the_week() is None
