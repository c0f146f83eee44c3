"""What residents ask by law: its clock, the officer's moves, what they read for it, and the answer."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError
from django.utils import timezone

from cases.actions import reminder as promises
from cases.actions import safety
from cases.actions import subject_request as requests
from cases.models import Note, Resident, SubjectRequest, SubjectRequestStep
from cases.models.subject_request import months_after
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent, Letter, User
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(record, joe, diya) -> SubjectRequest:
    with acting_as(joe):
        return requests.ask(record, by=joe, kind="forget", words="All of it.", key=new_id())


def letters(to: User) -> list[str]:
    with acting_as(to):
        return list(Letter.objects.filter(to=to).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-09-03", 1, "2026-10-03"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_one(day, months, after):
    assert months_after(datetime.date.fromisoformat(day), months).isoformat() == after


def test_joe_asks_in_his_words_and_is_told_the_day(record, joe, diya, browse):
    client = browse(joe)
    page = client.get("/me/rights/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    said = {"kind": "correct", "words": "It was not March.", "key": key}
    for _time in range(2):
        assert client.post("/me/rights/", said).status_code == 302
    page = client.get("/me/rights/").content.decode()
    assert page.count("It was not March.") == 1
    assert "You get an answer by" in page
    assert letters(diya) == ["request_made"]
    with acting_as(diya):
        due = SubjectRequest.objects.get().due
    assert due == months_after(timezone.localdate(), 1)


def test_what_is_not_chosen_is_asked_for(joe, browse):
    assert browse(joe).post("/me/rights/", {"words": "Hm."}).status_code == 422


def test_the_officer_acknowledges_takes_longer_and_answers_and_joe_hears_each(
    asked, joe, diya, browse
):
    client, where = browse(diya), f"/subject-requests/{asked.pk}/"
    assert "Joe" in client.get("/subject-requests/").content.decode()
    client.post(f"{where}acknowledge/")
    until = asked.due + datetime.timedelta(days=20)
    said = {"until": until.strftime("%d/%m/%Y"), "why": "Three hubs hold papers."}
    assert client.post(f"{where}extend/", said).status_code == 302
    mine = browse(joe).get("/me/rights/").content.decode()
    assert "Three hubs hold papers." in mine
    assert "Diya Rao needs longer" in mine
    client.post(f"{where}answer/", {"words": "We must keep it for six years.", "restricts": ""})
    mine = browse(joe).get("/me/rights/").content.decode()
    assert "We must keep it for six years." in mine
    assert letters(joe) == ["request_moved"] * 3
    with acting_as(diya):
        steps = list(SubjectRequestStep.objects.order_by("at").values_list("after", flat=True))
        assert steps == ["asked", "acknowledged", "extended", "answered"]
        assert AuditEvent.objects.filter(verb="request.answered").exists()
    assert "Nothing waits" in client.get("/subject-requests/").content.decode()


def test_it_is_put_off_by_two_months_at_most_and_with_a_reason(asked, diya, browse):
    client, where = browse(diya), f"/subject-requests/{asked.pk}/extend/"
    longest = asked.longest
    for until, why in [
        (asked.due, "It is long."),
        (longest + datetime.timedelta(days=1), "It is long."),
        (longest, ""),
    ]:
        said = {"until": until.strftime("%d/%m/%Y"), "why": why}
        assert client.post(where, said).status_code == 422, until
    with acting_as(diya):
        moved = requests.extend(asked, by=diya, until=longest, why="It is long.")
        assert requests.extend(asked, by=diya, until=longest, why="It is long.").due == longest
        assert moved.due == longest
        with pytest.raises(ValidationError):
            requests.extend(asked, by=diya, until=longest - datetime.timedelta(1), why="Again.")


def test_after_the_first_month_it_cannot_be_put_off_and_the_list_says_it_is_late(
    asked, diya, browse
):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40)):
        with acting_as(diya), pytest.raises(ValidationError):
            requests.extend(asked, by=diya, until=asked.longest, why="It is long.")
        assert "This day is over." in browse(diya).get("/subject-requests/").content.decode()


def test_an_answer_needs_words_and_stands(asked, diya, browse):
    where = f"/subject-requests/{asked.pk}/"
    client = browse(diya)
    assert client.post(f"{where}answer/", {"words": ""}).status_code == 422
    with acting_as(diya):
        with pytest.raises(ValidationError):
            requests.answer(asked, by=diya, words=" ", restricts=False)
        requests.answer(asked, by=diya, words="No.", restricts=False)
        requests.answer(asked, by=diya, words="No.", restricts=False)
        with pytest.raises(ValidationError):
            requests.answer(asked, by=diya, words="Yes.", restricts=False)
    assert client.post(f"{where}answer/", {"words": "Yes."}).status_code == 422
    assert client.get(f"{where}record/").status_code == 404


def test_the_officer_reads_only_after_saying_why_and_joe_sees_it(asked, joe, diya, browse):
    client, where = browse(diya), f"/subject-requests/{asked.pk}/record/"
    assert "I only came in for the warm." not in client.get(where).content.decode()
    assert client.post(where, {"reason": ""}).status_code == 422
    page = client.post(where, {"reason": "To answer you."}, follow=True).content.decode()
    assert "I only came in for the warm." in page
    mine = browse(joe).get("/me/").content.decode()
    assert "Diya Rao" in mine
    assert "To answer you." in mine
    with acting_as(joe):
        assert AccessLog.objects.filter(section="request").count() == 1


def test_the_officer_sees_nothing_else_and_after_the_answer_nothing(asked, record, diya, browse):
    client = browse(diya)
    client.post(f"/subject-requests/{asked.pk}/record/", {"reason": "To answer you."})
    assert client.get(f"/people/{record.pk}/").status_code == 404
    assert client.get("/api/v1/residents/").json()["results"] == []
    with acting_as(diya):
        assert Note.objects.count() == 1
        requests.answer(asked, by=diya, words="No.", restricts=False)
        assert Note.objects.count() == 0


def test_before_anybody_asks_the_officer_sees_nobody(record, joe, diya):
    with acting_as(diya):
        assert (Resident.objects.count(), Note.objects.count()) == (0, 0)


def test_an_officer_whom_joe_keeps_away_does_not_see_what_he_asks(record, joe, diya, amina, browse):
    with acting_as(joe):
        safety.keep_from(record, diya.pk, by=joe, reason="My cousin.")
        asked = requests.ask(record, by=joe, kind="see", words="", key=new_id())
    assert letters(diya) == []
    assert browse(diya).get(f"/subject-requests/{asked.pk}/").status_code == 404


def test_words_about_others_are_marked_replaced_and_shown_again(asked, record, joe, diya, browse):
    client = browse(diya)
    where = f"/subject-requests/{asked.pk}/record/"
    client.post(where, {"reason": "To answer you."})
    with acting_as(diya):
        note = Note.objects.get()
    mark = f"{where}{note.pk}/"
    client.post(mark, {"instead": "Somebody else."})
    client.post(mark, {"instead": "A neighbour."})
    page = client.get(where).content.decode()
    assert "A neighbour." in page
    assert "Somebody else." not in page
    told = client.get(f"/subject-requests/{asked.pk}/").content.decode()
    assert "1 conversation is marked" in told
    client.post(mark, {"show": "yes"})
    assert "A neighbour." not in client.get(where).content.decode()
    answer = client.post(mark, {"instead": "x" * 3_000}, follow=True)
    assert "too long" in answer.content.decode()


def test_a_restricted_record_is_read_by_the_lead_alone_and_written_by_joe_alone(
    asked, record, joe, amina, bev, world, diya, browse
):
    make.cover(world.marsh_end, by=bev, who=make.worker("Una", world.marsh_end), instead_of=amina)
    with acting_as(diya):
        requests.answer(asked, by=diya, words="We restrict it.", restricts=True)
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 200
    assert browse(bev).get(f"/people/{record.pk}/why/").status_code == 404
    with acting_as(amina), pytest.raises(Refused):
        promises.promise(record, by=amina, what="More", due=timezone.localdate())
    assert "only the person who walks with you first" in (
        browse(joe).get("/me/rights/").content.decode()
    )
    assert browse(joe).get("/me/words/most_important/").status_code == 200
    client = browse(diya)
    assert client.post(f"/subject-requests/{asked.pk}/lift/").status_code == 302
    assert browse(bev).get(f"/people/{record.pk}/why/").status_code == 200


def test_a_week_before_it_is_due_the_officer_is_nudged_once(asked, joe, diya):
    assert requests.nudge(timezone.now()) == 0
    soon = timezone.now() + datetime.timedelta(days=26)
    assert requests.nudge(soon) == 1
    assert requests.nudge(soon) == 0
    assert sorted(letters(diya)) == ["request_due", "request_made"]


def test_of_what_was_answered_nobody_is_reminded_and_no_letter_goes_out(asked, diya, mailoutbox):
    with acting_as(diya):
        requests.answer(asked, by=diya, words="Done.", restricts=False)
    assert requests.nudge(timezone.now() + datetime.timedelta(days=30)) == 0
    outbox.deliver(make.noon(1))
    assert [mail.to for mail in mailoutbox] == []


def test_what_joe_said_is_written_down_for_him_and_who_did_brings_the_answer(
    record, amina, joe, diya, browse
):
    client = browse(amina)
    address = f"/people/{record.pk}/rights/"
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    for _time in range(2):
        said = {"kind": "forget", "words": "Throw it all away.", "key": key}
        assert client.post(address, said)["Location"] == address
    assert "Throw it all away." in client.get(address).content.decode()
    with acting_as(diya):
        asked = SubjectRequest.objects.get()
        requests.answer(asked, by=diya, words="We must keep it, by law.", restricts=True)
    assert "We must keep it, by law." in client.get(address).content.decode()
    assert letters(amina) == ["request_moved"]
    assert "Amina Yusuf wrote it down." in browse(joe).get("/me/rights/").content.decode()


def test_the_letter_about_an_answer_to_bring_names_nobody(record, amina, diya, mailoutbox):
    with acting_as(amina):
        asked = requests.ask(record, by=amina, kind="see", words="", key=new_id())
    with acting_as(diya):
        requests.acknowledge(asked, by=diya)
    outbox.deliver(make.noon(1))
    (letter,) = [each for each in mailoutbox if each.to == [amina.email]]
    assert f"/people/{record.pk}/rights/" in letter.body
    assert "Joe" not in letter.subject + letter.body


def test_what_is_not_chosen_is_asked_for_by_who_writes_it_down_too(record, amina, browse):
    page = browse(amina).post(f"/people/{record.pk}/rights/", {"kind": "", "words": "Away."})
    assert page.status_code == 422
    assert "Choose one." in page.content.decode()
    assert "Away." in page.content.decode()


def test_steps_are_never_changed_and_who_sees_joe_reads_only_what_they_wrote_down(
    asked, record, amina, sam, diya
):
    with acting_as(diya), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        SubjectRequestStep.objects.update(words="Something else")
    with acting_as(sam), pytest.raises((Refused, Resident.DoesNotExist)):
        requests.ask(record, by=sam, kind="see", words="", key=new_id())
    with acting_as(amina):
        assert SubjectRequest.objects.count() == 0
        with pytest.raises(Refused):
            requests.acknowledge(asked, by=amina)
