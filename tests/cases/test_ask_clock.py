"""What time does to help that is asked in: each reminder once, and none after somebody answered."""

import datetime
import smtplib
import threading
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import tasks
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import sharing
from cases.models import AskNudge, ContactPoint, Referral, Reminder, Section
from cases.models.referral import State
from hubs.access import Refused
from hubs.models import Service
from hubs.working_days import back, is_working_day
from relational.kernel import audit, outbox
from relational.kernel.models import AuditEvent, Letter
from relational.kernel.security import SYSTEM, Guest, acting_as

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/London")
MONDAY = datetime.datetime(2027, 3, 1, 10, tzinfo=HERE)  # no bank holiday before Easter, 26 March
TALK = Section.HOW_TO_COMMUNICATE


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def ask(clock, record, amina, world):
    """Amina asked Clearwater on a Monday; nobody signs in there."""
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(amina):
        sharing.decide(record, [TALK], "yes", by=amina, organisation=world.advice)
        return sent(record, amina, world.advice)


def sent(record, by, organisation, what_for="I want to know what I owe.", **more) -> Referral:
    with acting_as(by):
        asked = {"sections": [TALK], "organisation": organisation, "what_for": what_for} | more
        return asks.send(asks.draft(record, by=by, **asked), by=by)


def on(clock, day: datetime.date, hour: int = 12, *, times: int = 1) -> list[str]:
    """Let the beat knock on a day, and the letters go out. Returns to whom something went."""
    clock.move_to(datetime.datetime.combine(day, datetime.time(hour), HERE))
    before = len(mail.outbox)
    for _ in range(times):
        tasks.go_on_with_asks()
        outbox.deliver(timezone.now())
    return sorted(f"{m.to[0].split('@')[0]}: {m.subject}" for m in mail.outbox[before:])


def every_day(clock, first: datetime.date, last: datetime.date) -> dict[str, list[str]]:
    """What went out on which day, with two knocks a day."""
    days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    went = {f"{day:%a %-d %b}": on(clock, day, times=2) for day in days}
    return {day: letters for day, letters in went.items() if letters}


def day(number: int, month: int = 3) -> datetime.date:
    return datetime.date(2027, month, number)


def state(ask) -> str:
    with acting_as(Guest(ask.pk)):
        return Referral.objects.get(pk=ask.pk).state


# --- The whole silence ----------------------------------------------------------------------------
WAITS = "Somebody still asks for your help"
EARLY_NO = "Can you help? An early no helps too"


def test_a_silence_from_the_first_day_to_the_last(ask, clock, amina, joe, record):
    went = every_day(clock, day(1), day(20, month=4))
    assert went == {
        "Mon 1 Mar": ["advice: Can you help somebody?"],
        "Thu 4 Mar": [f"advice: {WAITS}"],
        "Mon 15 Mar": [f"advice: {EARLY_NO}", "amina: No answer yet to what you asked"],
        # Thirty working days, without Good Friday and Easter Monday.
        "Wed 14 Apr": [
            "advice: No answer needed any more",
            "amina: Nobody answered what you asked",
        ],
    }
    assert state(ask) == State.EXPIRED
    with acting_as(joe):
        assert Letter.objects.get(kind="ask_moved").state == "sent"
    with acting_as(amina):
        event = ask.events.in_order().last()
        assert (event.before, event.after, event.party) == ("sent", "expired", "clock")
        expired = AuditEvent.objects.get(verb="referral.expired")
        assert (expired.resident_id, expired.who_role) == (record.pk, "clock")
        told = Reminder.objects.get(kind="check_in")  # Joe has a page, yet no safe address
        assert told.by == amina
        assert told.what.startswith("Say that Clearwater Debt Advice has not answered")


def test_asked_again_the_days_begin_anew(ask, clock, amina):
    every_day(clock, day(1), day(14, month=4))
    assert state(ask) == State.EXPIRED
    with acting_as(amina):
        asks.send(ask, by=amina)
    went = every_day(clock, day(15, month=4), day(30, month=4))
    assert went == {
        "Thu 15 Apr": ["advice: Can you help somebody?"],
        "Tue 20 Apr": [f"advice: {WAITS}"],
        "Wed 28 Apr": [f"advice: {EARLY_NO}", "amina: No answer yet to what you asked"],
    }


def test_who_opened_it_is_not_told_that_nobody_did(ask, clock):
    with acting_as(Guest(ask.pk)):
        asks.open_it(link_to(ask))
    went = every_day(clock, day(2), day(15))
    assert went["Mon 15 Mar"]
    assert len(went) == 1 + len(
        {"Tue 2 Mar"}
    )  # the first letter, delivered late, and the tenth day


def link_to(ask):
    return ask.links.create(
        digest="0" * 64,
        address="advice@clearwater.example",
        letter_id=ask.pk,
        ends_at=timezone.now() + datetime.timedelta(days=8),
    )


def test_an_answer_between_the_knock_and_the_letter_stops_it(ask, clock, pat):
    on(clock, day(1))
    clock.move_to(datetime.datetime(2027, 3, 15, 9, tzinfo=HERE))
    tasks.go_on_with_asks()
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday", meets="Pat")
    mail.outbox.clear()
    outbox.deliver(timezone.now())
    assert [m.subject for m in mail.outbox] == ["Somebody answered what you asked"]


def test_after_an_answer_time_moves_nothing(ask, clock, pat):
    with acting_as(pat):
        asks.answer(ask, State.DECLINED, by=pat, reason="full", words="Not before May.")
    on(clock, day(1))
    assert every_day(clock, day(2), day(30, month=4)) == {}
    assert state(ask) == State.DECLINED


def test_receivers_with_accounts_are_reminded_too(ask, clock, pat):
    went = every_day(clock, day(1), day(5))
    assert went["Thu 4 Mar"] == [f"advice: {WAITS}", f"pat: {WAITS}"]


def test_letters_name_nobody(ask, clock, joe, record):
    every_day(clock, day(1), day(14, month=4))
    for message in mail.outbox:
        assert "Joe" not in message.subject + message.body
        assert "owe" not in message.subject + message.body


# --- Days -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "nation", "works"),
    [
        ("2027-03-26", "ENG", False),  # Good Friday
        ("2027-03-29", "ENG", False),  # Easter Monday
        ("2027-03-29", "SCT", True),
        ("2027-08-02", "SCT", False),  # the Scottish summer holiday
        ("2027-08-02", "WLS", True),
        ("2027-03-17", "NIR", False),  # Saint Patrick
        ("2027-03-17", "ENG", True),
        ("2027-12-27", "ENG", False),  # Christmas fell on a Saturday
        ("2027-05-15", "ENG", False),
    ],
)
def test_each_nation_has_its_own_days(when, nation, works):
    assert is_working_day(datetime.date.fromisoformat(when), nation) == works


def test_working_days_are_counted_back_over_weekends_and_holidays():
    assert back(day(4), 3, "ENG") == day(2)
    assert back(day(7), 3, "ENG") == day(3)  # a Sunday
    assert back(day(31), 3, "ENG") == day(25)
    assert back(day(31), 3, "SCT") == day(29)


def test_a_hub_keeps_its_own_nation_and_days(ask, clock, world):
    hub = world.marsh_end
    hub.nation, hub.unopened_after, hub.unanswered_after = "NIR", 1, 12
    hub.save()
    went = every_day(clock, day(1), day(19))
    assert went == {
        "Mon 1 Mar": ["advice: Can you help somebody?"],
        "Tue 2 Mar": [f"advice: {WAITS}"],
        "Thu 18 Mar": [f"advice: {EARLY_NO}", "amina: No answer yet to what you asked"],
    }


@pytest.mark.parametrize(
    ("asked", "reminded"),
    [
        # Summer time begins on 28 March 2027, within the three days; 23:30 is 22:30 in UTC after it.
        (datetime.datetime(2027, 3, 25, 23, 30, tzinfo=HERE), datetime.date(2027, 4, 1)),
        (datetime.datetime(2027, 4, 1, 0, 30, tzinfo=HERE), datetime.date(2027, 4, 6)),
        # It ends on 31 October.
        (datetime.datetime(2027, 10, 29, 0, 30, tzinfo=HERE), datetime.date(2027, 11, 3)),
        (datetime.datetime(2027, 10, 29, 23, 30, tzinfo=HERE), datetime.date(2027, 11, 3)),
    ],
)
def test_the_hour_that_goes_or_comes_moves_no_day(asked, reminded, record, amina, world):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with time_machine.travel(asked, tick=False) as clock:
        sent(record, amina, world.advice, sections=[])
        left = asked + datetime.timedelta(hours=9)  # after the quiet hours
        on(clock, left.date(), hour=left.hour)
        mail.outbox.clear()
        for hour in (0, 8, 19):
            assert on(clock, reminded - datetime.timedelta(days=1), hour) == []
        assert on(clock, reminded, hour=9) == [f"advice: {WAITS}"]


def test_a_clock_that_is_set_back_tells_nobody_twice(ask, clock):
    on(clock, day(1))
    assert on(clock, day(4)) == [f"advice: {WAITS}"]
    for date, hour in ((day(4), 11), (day(4), 12), (day(3), 12), (day(4), 13)):
        assert on(clock, date, hour, times=2) == []


def test_what_expired_stays_so_when_the_clock_is_set_back(ask, clock, amina):
    every_day(clock, day(1), day(14, month=4))
    assert state(ask) == State.EXPIRED
    for date, hour in ((day(14, month=4), 11), (day(1), 12), (day(14, month=4), 13)):
        assert on(clock, date, hour, times=2) == []
        assert state(ask) == State.EXPIRED


def test_an_answer_while_the_clock_is_set_back_comes_after_the_question(ask, clock, amina):
    on(clock, day(1))
    clock.move_to(MONDAY - datetime.timedelta(hours=1))
    with acting_as(Guest(ask.pk)):
        asks.accept(ask, by=link_to(ask), meeting="Thursday", meets="Pat")
    with acting_as(amina):
        moves = ask.events.in_order().values_list("number", "after")
        assert list(moves) == [(1, "draft"), (2, "sent"), (3, "accepted")]
    answered = "amina: Somebody answered what you asked"
    assert on(clock, day(1), times=2) == [answered]
    assert on(clock, day(2), times=2) == []


def test_what_the_night_finds_goes_out_in_the_morning(ask, clock):
    on(clock, day(1))
    assert on(clock, day(4), hour=1) == []
    assert on(clock, day(4), hour=7) == []
    assert on(clock, day(4), hour=8) == [f"advice: {WAITS}"]


# --- Rests and days that are full -----------------------------------------------------------------
def rest(record, by, until):
    with acting_as(by):
        promises.rest(record, by=by, reason="He asked.", until=until)


def test_while_somebody_rests_only_the_service_is_reminded(ask, clock, record, amina, joe):
    on(clock, day(1))
    rest(record, amina, day(18))
    went = every_day(clock, day(2), day(18))
    assert went == {
        "Thu 4 Mar": [f"advice: {WAITS}"],
        "Mon 15 Mar": [f"advice: {EARLY_NO}"],
        "Thu 18 Mar": ["amina: No answer yet to what you asked"],
    }


def test_an_ask_expires_in_a_rest_and_the_resident_hears_of_it_after(
    ask, clock, record, amina, joe
):
    rest(record, amina, day(20, month=4))
    every_day(clock, day(1), day(14, month=4))
    assert state(ask) == State.EXPIRED
    with acting_as(joe):
        assert Letter.objects.get(kind="ask_moved").state == "waiting"
    on(clock, day(20, month=4))
    with acting_as(joe):
        assert Letter.objects.get(kind="ask_moved").state == "sent"


def test_of_several_asks_a_reader_has_one_letter_a_day(ask, clock, record, amina, world):
    world.council.email = "council@example.org"
    world.council.save(update_fields=["email"])
    sent(record, amina, world.council, sections=[])
    on(clock, day(1))
    went = on(clock, day(15), times=3)
    assert [each for each in went if each.startswith("amina")] == [
        "amina: Several asks wait for you"
    ]
    assert any(message.body.rstrip().endswith("/referrals/") for message in mail.outbox)


def test_a_letter_for_several_is_due_while_one_of_them_waits(ask, clock, record, amina, world, pat):
    others = [sent(record, amina, world.advice, what_for=f"{n}", sections=[]) for n in range(2)]
    on(clock, day(1))
    clock.move_to(datetime.datetime(2027, 3, 15, 1, tzinfo=HERE))
    tasks.go_on_with_asks()
    for one in (ask, *others):
        with acting_as(pat):
            asks.answer(one, State.DECLINED, by=pat, reason="full", words="No.")
    with acting_as(amina):
        wait = Letter.objects.get(kind="asks_wait")
    on(clock, day(15))
    with acting_as(amina):
        assert Letter.objects.get(pk=wait.pk).state == "not_needed"


def test_an_address_has_three_reminders_a_day_and_the_others_follow(
    ask, clock, record, amina, world
):
    for n in range(4):
        sent(record, amina, world.advice, what_for=f"{n}", sections=[])
    on(clock, day(1))
    assert len(on(clock, day(4), times=3)) == 3
    assert len(on(clock, day(5), times=3)) == 2
    assert on(clock, day(6)) == []


def test_with_promises_a_reader_has_at_most_three_letters_a_day(ask, clock, record, amina):
    on(clock, day(1))
    with acting_as(amina):
        for n in range(5):
            promises.promise(record, by=amina, what=f"Ring {n}", due=day(15))
        for n in range(5):
            promises.promise(record, by=amina, what=f"Write {n}", due=day(16))
    to_amina = []
    for number in (15, 16, 17):
        clock.move_to(datetime.datetime(2027, 3, number, 0, 1, tzinfo=HERE))
        promises.claim_due(timezone.now())
        went = on(clock, day(number), times=2)
        to_amina.append([each for each in went if each.startswith("amina")])
    assert [len(each) for each in to_amina] == [3, 3, 0]
    assert "amina: No answer yet to what you asked" in to_amina[1]


# --- Did it help? ---------------------------------------------------------------------------------
@pytest.fixture
def yes(ask, clock, pat) -> Referral:
    """Pat said yes on the first Monday."""
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Thursday at eleven", meets="Pat")
    on(clock, day(1))
    return ask


def reach(record, by, **how):
    with acting_as(by):
        residents.reach_by(ContactPoint(resident=record, **how), by=by)


def by_mail(record, by):
    reach(record, by, channel="email", value="joe@demo.example", safe_to_contact=True)


def test_two_and_eight_weeks_after_a_yes_the_resident_is_asked(yes, clock, joe, record, amina):
    by_mail(record, amina)
    went = every_day(clock, day(2), day(28, month=5))
    assert went == {
        "Mon 15 Mar": ["joe: A question for you"],
        "Mon 26 Apr": ["joe: A question for you"],
    }
    with acting_as(amina):
        assert not Reminder.objects.exists()


def test_who_has_no_page_is_asked_by_who_walks_with_them(yes, clock, record, amina):
    every_day(clock, day(2), day(28, month=5))
    with acting_as(amina):
        found = Reminder.objects.order_by("due")
        assert [(each.kind, each.by, each.due, each.what) for each in found] == [
            ("check_in", amina, when, "Ask whether Clearwater Debt Advice helped.")
            for when in (day(15), day(26, month=4))
        ]
        assert AuditEvent.objects.filter(verb="promise.made").count() == 2


def test_who_was_heard_is_not_asked_again(yes, clock, joe, record, amina):
    by_mail(record, amina)
    with acting_as(amina):
        asks.hear(yes, by=amina, outcome="helped", heard="Much.")
    assert every_day(clock, day(2), day(28, month=5)) == {}


def test_what_was_taken_back_is_not_asked_about(yes, clock, joe, record, amina):
    by_mail(record, amina)
    with acting_as(amina):
        asks.withdraw(yes, by=amina, reason="they_asked", words="He does it himself.")
    on(clock, day(2))
    assert every_day(clock, day(3), day(28, month=5)) == {}


def test_a_resident_who_rests_is_asked_afterwards(yes, clock, joe, record, amina):
    by_mail(record, amina)
    rest(record, amina, day(22))
    assert every_day(clock, day(2), day(24)) == {"Mon 22 Mar": ["joe: A question for you"]}


# --- Sharing about to end -------------------------------------------------------------------------
def test_a_week_before_sharing_ends_who_walks_with_them_hears_it_once(
    clock, record, amina, joe, world, pat
):
    with acting_as(joe):
        sharing.decide(record, [TALK], "yes", by=joe, organisation=world.advice, until=day(16))
    shared = sent(record, amina, world.advice)
    with acting_as(pat):
        asks.accept(shared, by=pat, meeting="Thursday", meets="Pat")
    on(clock, day(1))
    went = every_day(clock, day(2), day(12))
    assert went == {"Tue 9 Mar": ["amina: Something is not shared much longer"]}


def test_what_they_said_yes_to_again_does_not_end(clock, record, amina, joe, world, pat):
    with acting_as(joe):
        for until in (day(10), day(10, month=9)):
            sharing.decide(record, [TALK], "yes", by=joe, organisation=world.advice, until=until)
    shared = sent(record, amina, world.advice)
    with acting_as(pat):
        asks.accept(shared, by=pat, meeting="Thursday", meets="Pat")
    on(clock, day(1))
    assert every_day(clock, day(2), day(12)) == {}


# --- What goes wrong ------------------------------------------------------------------------------
class NoSuchBox(EmailBackend):
    """A server that refuses one address for good."""

    def send_messages(self, messages):
        if messages[0].to == ["advice@clearwater.example"]:
            raise smtplib.SMTPRecipientsRefused({"a": (550, b"no such box")})
        return super().send_messages(messages)


class Away(EmailBackend):
    """A server nobody reaches."""

    def open(self):
        raise ConnectionRefusedError


NOT_DELIVERED = "amina: Our letter did not arrive"


def test_of_a_letter_that_came_back_who_asked_is_told_once(ask, clock, settings):
    settings.EMAIL_BACKEND = f"{__name__}.NoSuchBox"
    went = every_day(clock, day(1), day(5))
    assert went == {"Mon 1 Mar": [NOT_DELIVERED]}


def test_with_no_mail_server_for_a_day_each_letter_goes_out_once(ask, clock, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    assert every_day(clock, day(1), day(4)) == {}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert every_day(clock, day(5), day(11)) == {
        "Fri 5 Mar": ["advice: Can you help somebody?"],
        "Wed 10 Mar": [f"advice: {WAITS}"],  # three working days after it left
    }


def test_a_service_that_left_the_directory_is_still_written_to(ask, clock, record, amina, world):
    gone = Service.objects.create(
        name="Debt talks", organization=world.advice, email="talks@clearwater.example"
    )
    sent(record, amina, world.advice, service=gone, sections=[])
    on(clock, day(1))
    gone.gone_since = timezone.now()
    gone.save(update_fields=["gone_since"])
    assert f"talks: {WAITS}" in on(clock, day(4))


def test_where_no_address_is_left_who_asked_is_told(ask, clock, world):
    on(clock, day(1))
    world.advice.email = ""
    world.advice.save(update_fields=["email"])
    assert every_day(clock, day(2), day(5)) == {"Tue 2 Mar": [NOT_DELIVERED]}


def test_an_address_that_goes_while_a_letter_waits_is_no_letter_sent(ask, clock, world):
    world.advice.email = ""
    world.advice.save(update_fields=["email"])
    assert on(clock, day(1)) == [NOT_DELIVERED]
    assert on(clock, day(2)) == []
    with acting_as(Guest(ask.pk)):
        assert Letter.objects.get().state == "failed"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_between_state_and_letter_leaves_neither(ask, clock, amina, record):
    """It is stopped at the trail of Joe, which somebody else holds: after the move."""
    clock.move_to(datetime.datetime(2027, 4, 14, 9, tzinfo=HERE))
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with acting_as(amina):
            audit.record(amina, "test.held", ask, role="practitioner", resident_id=record.pk)
            held.set()
            let_go.wait()
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 500")
    with pytest.raises(OperationalError, match="timeout"):
        tasks.go_on_with_asks()
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
    let_go.set()
    other.join()
    assert state(ask) == State.SENT
    assert expired_letters(ask, amina) == 0
    for _ in range(2):
        tasks.go_on_with_asks()
    assert state(ask) == State.EXPIRED
    assert expired_letters(ask, amina) == 1


def expired_letters(ask, who) -> int:
    with acting_as(who):
        return Letter.objects.filter(kind="ask_expired", about_id=ask.pk).count()


def test_nobody_but_the_clock_moves_the_clock(ask, amina):
    refused = pytest.raises(DatabaseError, match="only the clock")
    with acting_as(amina), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select ask_clock(now(), localtimestamp, '[]', '{}')")


def test_reminders_are_read_by_their_reader_alone(ask, clock, amina, pat, sam, joe):
    on(clock, day(1))
    on(clock, day(15))
    for who, kinds in {
        amina: ["ask_still_waits"],
        pat: ["ask_unanswered"],
        Guest(ask.pk): ["ask_unanswered"],
        sam: [],
        joe: [],
        None: [],
        SYSTEM: [],
    }.items():
        with acting_as(who):
            assert list(AskNudge.objects.values_list("kind", flat=True)) == kinds


def test_the_pass_costs_the_same_statements_for_one_and_for_many(ask, clock, record, amina, world):
    def costs() -> int:
        clock.shift(datetime.timedelta(days=21))
        with CaptureQueriesContext(connection) as statements:
            tasks.go_on_with_asks()
        return len(statements)

    one = costs()
    for n in range(5):
        sent(record, amina, world.advice, what_for=f"{n}", sections=[])
    assert costs() == one


# --- What a hub and a resident say ----------------------------------------------------------------
def days(**other) -> dict[str, str]:
    kept = {"nation": "SCT", "unopened_after": "2", "unanswered_after": "5"}
    return kept | {"expires_after": "20", "heard_after": "1", "heard_again_after": "6"} | other


def test_who_runs_the_hub_says_how_long_an_ask_waits(browse, bev, amina, world):
    address = f"/hubs/{world.marsh_end.pk}/people/timing/"
    page = browse(bev).get(address).content.decode()
    assert all(f'value="{number}"' in page for number in (3, 10, 30, 2, 8))
    assert browse(bev).post(address, days()).status_code == 302
    hub = type(world.marsh_end).objects.get(pk=world.marsh_end.pk)
    assert {name: str(getattr(hub, name)) for name in days()} == days()
    assert browse(amina).post(address, days()).status_code == 403
    with acting_as(bev):
        assert AuditEvent.objects.filter(verb="hub.timing").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nation": "FRA"}, "Choose whose bank holidays are kept."),
        ({"unopened_after": ""}, "Write a number in figures, like 3."),
        ({"unopened_after": "three"}, "Write a number in figures, like 3."),
        ({"unopened_after": "0"}, "Write one day or more."),
        ({"unopened_after": "-1"}, "Write a number in figures, like 3."),
        ({"unanswered_after": "2"}, "Write more days than until the first reminder."),
        ({"expires_after": "5"}, "Write more days than until the second reminder"),
        ({"expires_after": "91"}, "and at most 90."),
        ({"heard_after": "0"}, "Write one week or more."),
        ({"heard_again_after": "1"}, "Write more weeks than until the first time"),
        ({"heard_again_after": "27"}, "and at most 26."),
        ({"heard_again_after": "99999999999"}, "Write a number in figures, like 3."),
    ],
)
def test_days_that_cannot_be_are_refused_in_a_sentence(wrong, sentence, browse, bev, world):
    address = f"/hubs/{world.marsh_end.pk}/people/timing/"
    answer = browse(bev).post(address, days(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_joe_says_himself_whether_it_helped(yes, clock, joe, browse, amina, record):
    clock.move_to(datetime.datetime(2027, 3, 15, 9, tzinfo=HERE))
    assert "Tell us" not in browse(joe).get("/me/").content.decode()
    tasks.go_on_with_asks()
    assert f"/me/asks/{yes.pk}/" in browse(joe).get("/me/").content.decode()
    address = f"/me/asks/{yes.pk}/"
    assert "I want to know what I owe." in browse(joe).get(address).content.decode()
    assert browse(joe).post(address, {"outcome": ""}).status_code == 422
    assert browse(joe).post(address, {"outcome": "could_not_ask"}).status_code == 422
    assert browse(joe).post(address, {"outcome": "partly", "heard": "I sleep."}).status_code == 302
    with acting_as(amina):
        heard = Referral.objects.get(pk=yes.pk)
        assert (heard.outcome, heard.heard) == ("partly", "I sleep.")
        assert AuditEvent.objects.get(verb="referral.heard").who_id == joe.pk
    assert "Tell us" not in browse(joe).get("/me/").content.decode()
    assert "I sleep." in browse(joe).get(address).content.decode()
    browse(joe).post(address, {"outcome": "helped"})  # by a second tab
    with acting_as(amina):
        assert Referral.objects.get(pk=yes.pk).outcome == "partly"


def test_who_walks_with_joe_hears_once_that_he_said_it(yes, clock, joe, browse, amina):
    address = f"/me/asks/{yes.pk}/"
    for outcome in ("partly", "helped"):  # the second by another tab
        browse(joe).post(address, {"outcome": outcome, "heard": "I sleep."})
    with acting_as(amina):
        (letter,) = Letter.objects.filter(kind="ask_heard")
        asks.hear(yes, by=amina, outcome="helped", heard="I sleep.")  # she need not be told
        assert Letter.objects.filter(kind="ask_heard").count() == 1
    assert letter.to_id == amina.pk
    mail.outbox.clear()
    outbox.deliver(timezone.now())
    (message,) = [each for each in mail.outbox if each.to == [amina.email]]
    assert message.subject == "Somebody says what came of it"
    assert f"/people/{yes.resident_id}/referrals/{yes.pk}/" in message.body
    assert not any(word in message.subject + message.body for word in ("Joe", "sleep"))


def test_nobody_else_says_it_for_joe(yes, clock, joe, browse, sam, pat, amina):
    for who in (sam, pat, amina):
        assert browse(who).get(f"/me/asks/{yes.pk}/").status_code == 404
    with acting_as(sam), pytest.raises((Refused, ObjectDoesNotExist)):
        asks.hear(yes, by=sam, outcome="helped", heard="Much.")
    with acting_as(pat), pytest.raises((Refused, ObjectDoesNotExist)):
        asks.hear(yes, by=pat, outcome="helped", heard="Much.")


def test_of_what_nobody_said_yes_to_nothing_is_told(ask, clock, joe, browse):
    address = f"/me/asks/{ask.pk}/"
    assert "Did it help?" not in browse(joe).get(address).content.decode()
    assert browse(joe).post(address, {"outcome": "helped"}).url == address
    with acting_as(joe):
        ask.refresh_from_db()
    assert ask.heard_at is None
