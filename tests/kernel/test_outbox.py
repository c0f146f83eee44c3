"""Letters: written with their cause, sent once, and honest about what nobody knows."""

import datetime
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.models import ContactPoint
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
State = Letter.State


class Refusing(EmailBackend):
    """A server that says no, or whose line breaks, as the test asks."""

    problem: Exception

    def send_messages(self, messages):
        raise self.problem


class Away(EmailBackend):
    """A server nobody reaches."""

    def open(self):
        raise ConnectionRefusedError


@pytest.fixture
def noon(settings):
    """A moment outside the quiet hours."""
    today = timezone.localdate()
    return timezone.make_aware(datetime.datetime.combine(today, datetime.time(12)))


@pytest.fixture
def due(record, amina, noon):
    """A promise of Amina's that is due today."""
    with acting_as(amina):
        return promises.promise(record, by=amina, what="I'll ring", due=noon.date())


def letter_of(user) -> Letter:
    with acting_as(user):
        return Letter.objects.get()


def test_a_letter_is_in_the_same_transaction_as_its_cause(due, amina, joe):
    with pytest.raises(ZeroDivisionError), acting_as(amina):
        promises.let_go(due, by=amina, why="He rang first.")
        1 / 0
    with acting_as(joe):
        assert not Letter.objects.exists()


def test_a_letter_is_sent_once_however_often_the_task_runs(due, amina, noon):
    for _ in range(3):
        promises.claim_due(noon)
        outbox.deliver(noon)
    assert [message.to for message in mail.outbox] == [["amina@demo.example"]]
    assert letter_of(amina).state == State.SENT


def test_an_email_has_a_stable_id_and_names_nobody(due, amina, noon):
    promises.claim_due(noon)
    outbox.deliver(noon)
    (message,) = mail.outbox
    assert message.extra_headers["Message-ID"] == f"<{letter_of(amina).pk}@localhost>"
    assert "Joe" not in message.subject + message.body
    assert "ring" not in message.subject + message.body


def test_a_letter_whose_sender_died_half_way_is_uncertain_and_not_sent_again(due, amina, noon):
    promises.claim_due(noon)
    with acting_as(amina):
        Letter.objects.update(state=State.SENDING, claimed_at=noon)
    outbox.deliver(noon + datetime.timedelta(minutes=9))
    assert letter_of(amina).state == State.SENDING
    outbox.deliver(noon + datetime.timedelta(minutes=11))
    assert letter_of(amina).state == State.UNCERTAIN
    assert mail.outbox == []


def test_a_claim_whose_worker_died_is_free_again_after_its_lease(due, amina, noon):
    promises.claim_due(noon)
    with acting_as(amina):
        Letter.objects.update(claimed_at=noon)
    outbox.deliver(noon + datetime.timedelta(minutes=9))
    assert mail.outbox == []
    outbox.deliver(noon + datetime.timedelta(minutes=11))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such box")}), State.FAILED),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), State.WAITING),
        (smtplib.SMTPDataError(554, b"no"), State.FAILED),
        (smtplib.SMTPDataError(451, b"later"), State.WAITING),
        (smtplib.SMTPServerDisconnected("gone"), State.UNCERTAIN),
        (TimeoutError(), State.UNCERTAIN),
    ],
)
def test_what_the_server_says_decides(problem, state, due, amina, noon, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.problem = problem
    promises.claim_due(noon)
    outbox.deliver(noon)
    assert letter_of(amina).state == state


def test_a_letter_that_may_be_tried_again_is_sent_later(due, amina, noon, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.problem = smtplib.SMTPDataError(451, b"later")
    promises.claim_due(noon)
    outbox.deliver(noon)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.deliver(noon + datetime.timedelta(minutes=20))
    assert letter_of(amina).state == State.SENT


def test_without_a_mail_server_letters_wait(due, amina, noon, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    promises.claim_due(noon)
    outbox.deliver(noon)
    assert letter_of(amina).state == State.WAITING


def test_without_a_broker_people_go_on_working(due, amina, joe, browse):
    answer = browse(amina).post(
        f"/people/{due.resident_id}/promises/{due.pk}/let-go/", {"why": "He rang first."}
    )
    assert answer.status_code == 302
    assert letter_of(joe).state == State.WAITING


class HangsUp:
    """Handler of a real mail server that takes so many mails a connection and then hangs up."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = []
        self.on_this_line = {}

    async def handle_DATA(self, server, session, envelope):
        count = self.on_this_line.get(session, 0)
        if count == self.most:
            server.transport.close()
            return "421 enough"
        self.on_this_line[session] = count + 1
        self.taken.append(envelope.rcpt_tos)
        return "250 taken"


def test_a_line_that_breaks_costs_one_letter_and_not_all_after_it(record, amina, noon, settings):
    handler = HangsUp(most=3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        colleagues = [
            amina,
            *(make.worker(f"C{n}", record.hub, email=f"c{n}@example.org") for n in range(3)),
        ]
        for colleague in colleagues:  # each has three letters a day at most
            theirs = make.resident("Leroy", by=colleague)
            with acting_as(colleague):
                for number in range(3):
                    promises.promise(theirs, by=colleague, what=f"{number}", due=noon.date())
        promises.claim_due(noon)
        outbox.deliver(noon)
        outbox.deliver(noon + datetime.timedelta(minutes=30))
    finally:
        server.stop()
    states = []
    for colleague in colleagues:
        with acting_as(colleague):
            states += Letter.objects.values_list("state", flat=True)
    assert set(states) <= {State.SENT, State.UNCERTAIN}
    assert len(handler.taken) == states.count(State.SENT)
    assert len(states) == 12
    assert states.count(State.SENT) >= 9


def test_a_letter_that_cannot_be_made_fails_alone(record, amina, joe, noon):
    """Joe's address passes every form and no mail server takes it."""
    with acting_as(amina):
        residents.reach_by(
            ContactPoint(
                resident=record,
                channel="email",
                value=f"joe@{'ä' * 60}.example",
                safe_to_contact=True,
            ),
            by=amina,
        )
        promises.let_go(
            promises.promise(record, by=amina, what="Ring", due=noon.date()), by=amina, why="Late."
        )
        promises.promise(record, by=amina, what="Call", due=noon.date())
    promises.claim_due(noon)
    outbox.deliver(noon + datetime.timedelta(days=1))
    assert letter_of(joe).state == State.FAILED
    assert letter_of(amina).state == State.SENT


def test_nobody_writes_to_who_was_turned_off(due, amina, noon):
    promises.claim_due(noon)
    with acting_as(amina):
        amina.is_active = False
        amina.save(update_fields=["is_active"])
    outbox.deliver(noon)
    assert letter_of(amina).state == State.NOT_NEEDED
    assert mail.outbox == []


def test_a_letter_of_an_unknown_kind_is_refused(record, amina):
    with acting_as(amina), pytest.raises(LookupError):
        outbox.post("postcard", to=amina, about=record, dedupe_key="x")
