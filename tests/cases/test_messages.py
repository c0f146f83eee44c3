"""Messages between Joe and who walks with him: read by all of them, answered in two days, never lost."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import goodbye as goodbyes
from cases.actions import message as messages
from cases.actions import safety
from cases.actions import subject_request as requests
from cases.actions.resident import reach_by
from cases.models import Connection, ContactPoint, Message, Resident
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

ASKS = "Can you ring the council for me?"
MINE = "/me/messages/"
KEY = "0190a5d0-0000-7000-8000-000000000001"


def theirs(record) -> str:
    return f"/people/{record.pk}/messages/"


def letters(kind, to) -> int:
    with acting_as(to):
        return Letter.objects.filter(kind=kind, to=to).count()


def at(day: int, hour: int = 10) -> datetime.datetime:
    """A moment of March 2026: the 2nd is a Monday."""
    return timezone.make_aware(datetime.datetime(2026, 3, day, hour))


def test_joe_writes_amina_reads_and_answers_and_joe_reads_it(browse, record, joe, amina):
    his, hers = browse(joe), browse(amina)
    page = his.get(MINE).content.decode()
    assert "two working days" in page
    assert "999" in page
    assert "116 123" in page
    assert "Amina" in page  # who reads it
    assert MINE in his.get("/me/").content.decode()
    sent = his.post(MINE, {"text": ASKS}, follow=True).content.decode()
    assert "You have an answer by" in sent
    assert "has no answer yet" in hers.get(f"/people/{record.pk}/").content.decode()
    assert "wrote, and has no answer yet" in hers.get("/today/").content.decode()
    read = hers.get(theirs(record)).content.decode()
    assert ASKS in read
    answered = hers.post(theirs(record), {"text": "I’ll do it today."}, follow=True)
    assert "Joe reads it on their page." in answered.content.decode()
    assert "I’ll do it today." in his.get(MINE).content.decode()
    for page in (f"/people/{record.pk}/", "/today/", theirs(record)):
        assert "has no answer yet" not in hers.get(page).content.decode()
    assert "Amina wrote to you today." in his.get("/me/").content.decode()


def test_who_else_walks_with_him_reads_it_and_nobody_is_told_who_did(browse, record, joe, amina):
    colleague = make.worker("Callum Ross", record.hub)
    with acting_as(amina):
        circle.join(record, by=amina, user=colleague)
    make.message(record, by=joe, text=ASKS)
    assert ASKS in browse(colleague).get(theirs(record)).content.decode()
    assert letters("message_came", amina) == letters("message_came", colleague) == 1
    page = browse(joe).get(MINE).content.decode()
    assert "seen" not in page.lower()


def test_nothing_and_too_much_are_asked_for_again_and_what_was_typed_stays(browse, record, joe):
    empty = browse(joe).post(MINE, {"text": "  "})
    assert empty.status_code == 422
    assert "Write something" in empty.content.decode()
    long = browse(joe).post(MINE, {"text": "so " * 1_700})
    assert long.status_code == 422
    assert "so so so" in long.content.decode()
    with acting_as(joe), pytest.raises(ValidationError):
        messages.send(record, by=joe, text="x" * 5_001)
    with acting_as(joe):
        assert not Message.objects.exists()


def test_a_form_sent_twice_is_one_message_and_a_second_thought_is_two(browse, record, joe):
    for _time in range(2):
        browse(joe).post(MINE, {"text": ASKS, "key": KEY})
    with acting_as(joe):
        assert Message.objects.count() == 1
        assert AuditEvent.objects.filter(verb="message.sent").count() == 1
    browse(joe).post(MINE, {"text": "Or write to them.", "key": KEY})
    with acting_as(joe):
        assert Message.objects.count() == 2


def test_after_a_goodbye_it_says_so_and_the_words_stay(browse, record, joe, amina):
    with acting_as(amina):
        goodbyes.end(record, by=amina, decided="together")
    for who, address, sentence in [
        (joe, MINE, "press “Come back” first"),
        (amina, theirs(record), "This record is ended."),
    ]:
        answer = browse(who).post(address, {"text": ASKS})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert ASKS in answer.content.decode()


def test_on_a_restricted_record_it_says_so_and_the_words_stay(browse, record, joe, amina, diya):
    with acting_as(joe):
        asked = requests.ask(record, by=joe, kind="restrict", words="", key=new_id())
    with acting_as(diya):
        requests.answer(asked, by=diya, words="We restrict it.", restricts=True)
    for who, address, sentence in [
        (joe, MINE, "You asked us not to use your page"),
        (amina, theirs(record), "This record is restricted"),
    ]:
        answer = browse(who).post(address, {"text": ASKS})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert ASKS in answer.content.decode()


def test_who_just_left_the_circle_gets_their_words_back_and_writes_nothing(
    browse, record, joe, amina
):
    hers = browse(amina)
    hers.get(theirs(record))
    with acting_as(amina):
        Connection.objects.filter(resident=record).update(until=timezone.now())
    answer = hers.post(
        theirs(record), {"text": "I’ll do it today."}, headers={"origin": "http://testserver"}
    )
    assert answer.status_code == 404
    assert "I’ll do it today." in answer.content.decode()
    with acting_as(joe):
        assert not Message.objects.exists()


def test_somebody_with_no_page_is_not_written_to(browse, record, amina):
    page = browse(amina).get(theirs(record)).content.decode()
    assert "has no page of their own yet" in page
    answer = browse(amina).post(theirs(record), {"text": "Hello"})
    assert answer.status_code == 422


def test_a_lead_reads_with_a_reason_and_writes_not(browse, record, joe, amina, bev):
    make.message(record, by=joe, text=ASKS)
    hers = browse(bev)
    assert hers.get(theirs(record)).status_code == 302  # to saying why
    hers.post(f"/people/{record.pk}/why/", {"purpose": "support", "reason": "She asked me."})
    assert ASKS in hers.get(theirs(record)).content.decode()
    assert hers.post(theirs(record), {"text": "Hello"}).status_code == 403


def test_who_must_not_see_him_finds_no_message(browse, record, joe, amina, bev):
    make.message(record, by=joe, text=ASKS)
    with acting_as(amina):
        safety.keep_from(record, bev.pk, by=amina, reason="He asked.")
    assert browse(bev).get(theirs(record)).status_code == 404
    with acting_as(bev):
        assert not Message.objects.exists()


def test_nobody_changes_deletes_or_writes_in_his_name(record, joe, amina, sam):
    make.message(record, by=joe)
    for sql in ("update cases_message set text = 'Never mind.'", "delete from cases_message"):
        for who in (joe, amina):
            with pytest.raises(DatabaseError), acting_as(who), connection.cursor() as cursor:
                cursor.execute(sql)
    with acting_as(amina):
        for wrong in ({"theirs": True, "by": amina}, {"theirs": False, "by": joe}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Message.objects.create(resident=record, text="Yes.", **wrong)
    with acting_as(sam), pytest.raises(Resident.DoesNotExist):
        messages.send(record, by=sam, text="Hello")


def test_letters_hold_no_word_and_no_name_and_go_to_safe_addresses_alone(
    record, joe, amina, settings
):
    with acting_as(amina):
        reach_by(
            ContactPoint(
                resident=record, channel="email", value="joe@safe.example", safe_to_contact=True
            ),
            by=amina,
        )
    make.message(record, by=joe, text=ASKS)
    outbox.deliver(make.noon(1))
    make.message(record, by=amina, text="I’ll do it today.")
    outbox.deliver(make.noon(1))
    came, answered = mail.outbox
    assert (came.to, answered.to) == ([amina.email], ["joe@safe.example"])
    assert theirs(record) in came.body
    assert MINE in answered.body
    for letter in (came, answered):
        told = letter.subject + letter.body
        assert not any(word in told for word in ["Joe", "council", "today", "Amina"])


def test_without_a_safe_address_the_answer_waits_on_his_page(record, joe, amina):
    make.message(record, by=amina, text="Hello.")
    outbox.deliver(make.noon(1))
    assert mail.outbox == []


def test_a_letter_about_what_was_answered_meanwhile_is_not_sent(record, joe, amina):
    make.message(record, by=joe)
    make.message(record, by=amina, text="I rang you.")
    outbox.deliver(make.noon(1))
    assert not any(amina.email in letter.to for letter in mail.outbox)


def test_after_two_working_days_the_team_is_told_again_once_of_each_message(record, joe, amina):
    with time_machine.travel(at(5), tick=False):  # a Thursday
        make.message(record, by=joe)
    for day, posted in [(6, 0), (7, 0), (9, 0), (10, 1), (11, 0), (12, 0)]:
        with time_machine.travel(at(day), tick=False):
            assert messages.nudge(timezone.now()) == posted, day
            assert messages.nudge(timezone.now()) == 0, day
    assert letters("message_waits", amina) == 1


def test_no_working_day_no_nudge(record, joe, amina):
    with time_machine.travel(at(3), tick=False):
        make.message(record, by=joe)
    with time_machine.travel(at(7), tick=False):  # a Saturday
        assert messages.nudge(timezone.now()) == 0
    with time_machine.travel(at(9), tick=False):
        assert messages.nudge(timezone.now()) == 1


def test_several_messages_have_one_clock_which_an_answer_ends(record, joe, amina):
    with time_machine.travel(at(2), tick=False):
        make.message(record, by=joe, text="One.")
    with time_machine.travel(at(4), tick=False):
        make.message(record, by=joe, text="Two.")
    with time_machine.travel(at(5), tick=False):
        assert messages.nudge(timezone.now()) == 1  # of the first
    with time_machine.travel(at(9), tick=False):
        assert messages.nudge(timezone.now()) == 0  # the second waits with it
        make.message(record, by=amina, text="I rang you.")
    with time_machine.travel(at(10), tick=False):
        make.message(record, by=joe, text="Three.")
    with time_machine.travel(at(12), tick=False):
        assert messages.nudge(timezone.now()) == 0  # a new clock
    with time_machine.travel(at(13), tick=False):
        assert messages.nudge(timezone.now()) == 1


def test_a_nudge_about_what_was_answered_meanwhile_is_not_sent(record, joe, amina):
    with time_machine.travel(at(2), tick=False):
        make.message(record, by=joe)
    with time_machine.travel(at(5), tick=False):
        messages.nudge(timezone.now())
        make.message(record, by=amina, text="I rang you.")
        outbox.deliver(at(6))
    assert not any(amina.email in letter.to for letter in mail.outbox)


def test_a_nudge_whose_worker_died_is_made_again(record, joe, amina):
    with time_machine.travel(at(2), tick=False):
        make.message(record, by=joe)
    with time_machine.travel(at(5), tick=False):
        with pytest.raises(RuntimeError), transaction.atomic():
            messages.nudge(timezone.now())
            raise RuntimeError  # it died before it could commit
        assert letters("message_waits", amina) == 0
        assert messages.nudge(timezone.now()) == 1


def test_a_reader_has_one_nudge_a_day_however_many_wait(record, joe, amina):
    dot = make.resident("Dot", by=amina)
    dots = make.door(dot, by=amina)
    with time_machine.travel(at(2), tick=False):
        make.message(record, by=joe)
        make.message(dot, by=dots)
    for day in (5, 6):
        with time_machine.travel(at(day), tick=False):
            assert messages.nudge(timezone.now()) == 1
            assert messages.nudge(timezone.now()) == 0


def test_where_nobody_leads_the_hub_manager_is_told_and_reads(browse, record, joe, amina, bev):
    with acting_as(amina):
        Connection.objects.filter(resident=record).update(part="alongside")
    make.message(record, by=joe, text=ASKS)
    assert letters("message_came", bev) == 1
    assert "wrote, and has no answer yet" in browse(bev).get("/today/").content.decode()


def test_who_stands_in_is_told_too(browse, record, joe, amina, bev, world):
    una = make.worker("Una Poole", world.marsh_end)
    make.cover(world.marsh_end, by=bev, who=una, instead_of=amina)
    make.message(record, by=joe)
    assert letters("message_came", una) == 1
    assert "wrote, and has no answer yet" in browse(una).get("/today/").content.decode()
    assert letters("message_came", bev) == 0


def test_of_a_hub_that_ended_with_him_nobody_is_reminded(record, joe, amina):
    with time_machine.travel(at(2), tick=False):
        make.message(record, by=joe)
        with acting_as(amina):
            goodbyes.end(record, by=amina, decided="moved")
    with time_machine.travel(at(9), tick=False):
        assert messages.nudge(timezone.now()) == 0


def test_no_program_but_the_clock_moves_the_clock(record, joe):
    with pytest.raises(DatabaseError), acting_as(joe), connection.cursor() as cursor:
        cursor.execute("select nudge_messages(now(), '[]')")


def test_many_messages_cost_no_more_than_one(browse, record, joe, amina, django_assert_num_queries):
    make.message(record, by=joe)
    client = browse(amina)
    client.get(theirs(record))
    with connection.execute_wrapper(count := Counter()):
        client.get(theirs(record))
    for number in range(5):
        make.message(record, by=joe, text=f"{number}")
    with django_assert_num_queries(count.all):
        client.get(theirs(record))


class Counter:
    all = 0

    def __call__(self, execute, *args):
        self.all += 1
        return execute(*args)


def test_the_database_takes_no_message_of_a_colleague_who_only_reads(record, amina, world):
    reader = make.worker("Kit Lane", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=reader, part="alongside", voice="reads")
    with acting_as(reader):
        assert Resident.objects.filter(pk=record.pk).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.create(resident=record, theirs=False, text="Done.", by=reader)
