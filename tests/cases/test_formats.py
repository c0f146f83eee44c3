"""Letters come in the format their reader needs; where no e-mail can, somebody is told to bring them."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from cases.actions import connection as connections
from cases.actions import need as needs
from cases.actions import reminder as promises
from cases.models import ContactPoint
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(record, amina, joe):
    """Joe has a safe e-mail, and a promise to him has been moved to another day."""
    day = timezone.localdate() + datetime.timedelta(days=3)
    with acting_as(joe):
        ContactPoint.objects.create(
            resident=record, channel="email", value="joe@demo.example", safe_to_contact=True
        )
    with acting_as(amina):
        promise = promises.promise(record, by=amina, what="I'll ring.", due=day)
        promises.move(promise, by=amina, due=day + datetime.timedelta(days=4), why="I am ill.")


def need(record, who, *formats, **said):
    with acting_as(who):
        for format in formats:
            needs.need(record, by=who, kind="format", format=format, **said)


def deliver():
    """Deliver what is due by noon tomorrow, so that no quiet hours hold it back."""
    noon = timezone.now().replace(hour=12) + datetime.timedelta(days=1)
    outbox.deliver(noon)
    return mail.outbox


def html(letter) -> str:
    return "".join(content for content, kind in letter.alternatives if kind == "text/html")


def test_a_letter_is_plain_text_for_who_said_nothing_of_a_format(moved, joe):
    (letter,) = deliver()
    assert not letter.alternatives


@pytest.mark.parametrize(("format", "size"), [("large_print", "20pt"), ("easy_read", "16pt")])
def test_a_letter_is_set_as_it_is_needed(format, size, moved, record, joe):
    need(record, joe, format)
    (letter,) = deliver()
    assert size in html(letter)
    assert '<a href="' in html(letter)
    assert "joe" not in (html(letter) + letter.subject).lower()


def test_easy_read_has_a_line_for_each_sentence(moved, record, joe):
    need(record, joe, "easy_read")
    (letter,) = deliver()
    *sentences, link = [line for line in letter.body.split("\n") if line]
    assert len(sentences) > 1
    assert all(sentence.count(".") == 1 for sentence in sentences)
    assert link.startswith("http")


def test_large_print_and_easy_read_go_together(moved, record, joe):
    need(record, joe, "large_print", "easy_read")
    (letter,) = deliver()
    assert "20pt" in html(letter)
    assert html(letter).count("<p>") > 2


@pytest.mark.parametrize("format", ["braille", "audio"])
def test_what_no_e_mail_can_be_is_brought_by_who_walks_with_them(format, moved, record, amina, joe):
    need(record, joe, format)
    (letter,) = deliver()
    assert letter.to == ["amina@demo.example"]
    assert "joe" not in (letter.body + letter.subject).lower().replace(f"{record.pk}", "")
    with acting_as(joe):
        (his,) = Letter.objects.filter(kind="promise_moved")
    assert (his.channel, his.state) == ("in_app", "sent")


def test_somebody_is_told_once_a_day_to_bring_something(moved, record, amina, joe):
    need(record, joe, "braille")
    with acting_as(amina):
        promise = record.reminders.get(state="waiting")
        later = promise.due + datetime.timedelta(days=7)
        promises.move(promise, by=amina, due=later, why="The clinic moved it.")
    deliver()
    assert [letter.to for letter in mail.outbox] == [["amina@demo.example"]]


def test_a_screen_reader_reads_an_e_mail(moved, record, joe):
    need(record, joe, "braille", "electronic")
    (letter,) = deliver()
    assert letter.to == ["joe@demo.example"]


@pytest.mark.parametrize(("language", "reader"), [("so", "amina"), ("en", "joe")])
def test_a_letter_in_a_language_we_do_not_write_is_brought(
    language, reader, moved, record, joe, amina
):
    record.language = language
    with acting_as(amina):
        record.save(update_fields=["language"])
    need(record, joe, "translated")
    deliver()
    assert [letter.to for letter in mail.outbox] == [[f"{reader}@demo.example"]]


def test_who_no_longer_walks_with_somebody_is_told_nothing(record, amina, joe, bev):
    with acting_as(joe):
        lead = record.connections.get(part="lead")
        outbox.post("by_hand", to=amina, about=lead, dedupe_key="by_hand")
    with acting_as(bev):
        connections.end(lead, by=bev, how_ended="She moved away.")
    deliver()
    assert not mail.outbox
