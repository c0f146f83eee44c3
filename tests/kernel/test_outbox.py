"""Letters: written with their cause, sent once, and honest about what nobody knows."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from cases.actions import reminder as promises
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as

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


def test_a_letter_of_an_unknown_kind_is_refused(record, amina):
    with acting_as(amina), pytest.raises(LookupError):
        outbox.post("postcard", to=amina, about=record, dedupe_key="x")
