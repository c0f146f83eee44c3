"""Two at once: real transactions side by side, on a committed database."""

import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from cases.actions import note as notes
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.models import ContactPoint, Note, Reminder
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(user, *verbs) -> list[Exception]:
    """Run verbs in transactions of their own, all at the same moment; return what they raised."""
    start = threading.Barrier(len(verbs))
    raised = []

    def run(verb):
        try:
            start.wait()
            with acting_as(user):
                verb()
        except Exception as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_a_form_sent_twice_at_the_same_moment_writes_once(record, amina):
    key = uuid.uuid4()
    raised = at_once(
        amina, *[lambda: notes.write(record, by=amina, their_words="Hm.", key=key)] * 4
    )
    assert raised == []
    with acting_as(amina):
        assert Note.objects.filter(their_words="Hm.").count() == 1


def test_a_promise_kept_twice_at_the_same_moment_is_kept_once(record, amina):
    with acting_as(amina):
        promise = promises.promise(record, by=amina, what="Ring", due=timezone.localdate())
    assert at_once(amina, *[lambda: promises.keep(promise, by=amina)] * 4) == []
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="promise.kept").count() == 1


def test_different_verbs_about_one_person_wait_for_each_other_and_all_happen(record, amina):
    today = timezone.localdate()
    later = today + timezone.timedelta(days=2)
    make.note(record, by=amina, agreed="Ring", due=today)
    with acting_as(amina):
        note = Note.objects.get(agreed="Ring")
        (promise,) = note.reminders.all()
    for round_ in range(5):
        raised = at_once(
            amina,
            lambda: residents.describe(record, by=amina, pronouns="he"),
            lambda r=round_: residents.reach_by(
                ContactPoint(resident=record, channel="mobile", value=f"07700 90000{r}"), by=amina
            ),
            lambda: notes.write(record, by=amina, their_words="Hm."),
            lambda r=round_: r or promises.move(promise, by=amina, due=later, why="Busy."),
        )
        assert raised == []
    with acting_as(amina):
        assert record.contact_points.count() == 5
        assert Note.objects.filter(their_words="Hm.").count() == 5
        assert Reminder.objects.waiting().get().due == later
