"""“That's not how I see it”: a resident's words beside any entry, for ever; and “this has not happened”."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import not_so, sharing
from cases.actions import note as notes
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions import strength as strengths
from cases.actions import what_matters as words
from cases.models import Connection, Disagreement, Note, NotHappened
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_api import Program

pytestmark = pytest.mark.django_db

SAYS = "I never said Tuesday."


@pytest.fixture
def note(record, joe, amina):
    with acting_as(amina):
        return notes.write(record, by=amina, what_we_heard="He wants to move.")


@pytest.fixture
def promise(record, joe, amina):
    with acting_as(amina):
        return promises.promise(
            record, by=amina, what="I'll ring the council", due=timezone.localdate()
        )


def say(entry, by, text=SAYS, **more):
    with acting_as(by):
        return not_so.say_not_so(entry, by=by, text=text, **more)


def letters(kind, to):
    with acting_as(to):
        return Letter.objects.filter(kind=kind, to=to).count()


def test_joe_says_beside_a_conversation_how_he_sees_it_and_both_read_it_there(
    browse, record, joe, amina, note
):
    address = f"/me/not-so/note/{note.pk}/"
    his = browse(joe)
    assert address in his.get("/me/").content.decode()
    assert "He wants to move." in his.get(address).content.decode()
    answer = his.post(address, {"text": SAYS})
    assert answer.status_code == 302
    assert answer.url == "/me/#said"
    his.post(address, {"text": "And I like it here."})
    for reader, page in [(joe, "/me/"), (amina, f"/people/{record.pk}/")]:
        shown = browse(reader).get(page).content.decode()
        assert SAYS in shown
        assert "And I like it here." in shown
    assert SAYS in browse(amina).get(f"/people/{record.pk}/life/").content.decode()
    today = browse(amina).get("/today/").content.decode()
    assert "that’s not how I see it" in today
    assert SAYS in today
    assert letters("not_so", amina) == 1  # one a day, however many there are


def test_every_kind_of_entry_can_be_seen_otherwise_where_it_stands(
    browse, record, joe, amina, pat, promise
):
    with acting_as(amina):
        words.write_down(record, "my_wellness", words.Words("Mornings."), by=amina, base=None)
        view = words.add_view(record, "my_wellness", "He sleeps badly.", by=amina)
        weight = strengths.weigh_on(record, by=amina, workers_view="Rent worries him.")
    ask = make.helped(record, by=amina)
    with acting_as(amina):
        asks.hear(ask, by=amina, outcome="helped", heard="It shuts.")
    entries = [("view", view), ("concern", weight), ("promise", promise), ("ask", ask)]
    his = browse(joe)
    for noun, entry in entries:
        answer = his.post(f"/me/not-so/{noun}/{entry.pk}/", {"text": f"No: {noun}."})
        assert answer.status_code == 302, noun
    mine = "".join(his.get(page).content.decode() for page in ["/me/", "/me/hopes/"])
    theirs = browse(amina).get(f"/people/{record.pk}/").content.decode()
    for noun, _entry in entries:
        assert f"No: {noun}." in mine, noun
        assert f"No: {noun}." in theirs, noun


def test_nothing_and_too_much_are_asked_for_again_and_what_was_typed_stays(browse, joe, note):
    address = f"/me/not-so/note/{note.pk}/"
    empty = browse(joe).post(address, {"text": "  "})
    assert empty.status_code == 422
    assert "Write how you see it." in empty.content.decode()
    long = browse(joe).post(address, {"text": "no " * 700})
    assert long.status_code == 422
    assert "no no no" in long.content.decode()
    with acting_as(joe):
        assert not Disagreement.objects.exists()


def test_a_form_sent_twice_is_said_once(browse, joe, note):
    key = "0190a5d0-0000-7000-8000-000000000001"
    for _time in range(2):
        browse(joe).post(f"/me/not-so/note/{note.pk}/", {"text": SAYS, "key": key})
    with acting_as(joe):
        assert Disagreement.objects.count() == 1


def test_an_entry_that_is_withheld_or_somebody_elses_is_not_there(browse, record, joe, amina):
    with acting_as(amina):
        hidden = notes.write(record, by=amina, what_we_heard="Hush.", withheld="serious_harm")
        wrong = notes.write(record, by=amina, what_we_heard="Other Joe.")
        notes.enter_in_error(wrong, by=amina, reason="Another Joe")
    other = make.resident("Dot", by=amina, words="Hello.")
    with acting_as(amina):
        theirs = Note.objects.get(resident=other)
    for entry in (hidden, wrong, theirs):
        for method in ("get", "post"):
            call = getattr(browse(joe), method)
            answer = call(f"/me/not-so/note/{entry.pk}/", {"text": SAYS})
            assert answer.status_code == 404
    assert browse(joe).get(f"/me/not-so/nonsense/{hidden.pk}/").status_code == 404


def test_what_was_said_stays_with_an_entry_and_with_its_correction(
    browse, record, joe, amina, note
):
    say(note, joe)
    with acting_as(amina):
        corrected = notes.correct(
            note, by=amina, reason="Misheard", what_we_heard="He wants to stay."
        )
    page = browse(joe).post(f"/me/not-so/note/{note.pk}/", {"text": "Still no."})
    assert page.status_code == 302  # said of the text he had before him
    say(corrected, joe, "Better.")
    shown = browse(amina).get(f"/people/{record.pk}/life/").content.decode()
    for said in (SAYS, "Still no.", "Better."):
        assert shown.count(said) == 1


def test_only_joe_says_it_and_nobody_changes_or_deletes_it(record, joe, amina, note):
    with acting_as(amina), pytest.raises(Refused):
        not_so.say_not_so(note, by=amina, text="He agrees.")
    said = say(note, joe)
    for sql in (
        "update cases_disagreement set text = 'Yes.'",
        "delete from cases_disagreement",
    ):
        for who in (joe, amina):
            with pytest.raises(DatabaseError), acting_as(who), connection.cursor() as cursor:
                cursor.execute(sql)
    with pytest.raises(DatabaseError), acting_as(amina), transaction.atomic():
        Disagreement.objects.create(
            resident=record, note=note, text="He agrees.", by=amina, written_by=amina
        )
    with acting_as(amina):
        assert Disagreement.objects.get(pk=said.pk).text == SAYS


def test_a_stranger_reads_nothing_and_who_a_part_is_kept_from_not_what_stands_beside_it(
    browse, record, joe, amina, sam, world
):
    ben = make.worker("Ben Hart", world.marsh_end, team=world.quay, email="ben@demo.example")
    with acting_as(amina):
        circle.join(record, by=amina, user=ben)
        view = words.add_view(record, "my_wellness", "He sleeps badly.", by=amina)
    say(view, joe)
    with acting_as(joe):
        bens = Connection.objects.open().get(resident=record, user=ben)
        sharing.decide(record, ["my_wellness"], "no", by=joe, connection=bens)
    for who, seen in [(sam, 0), (ben, 0), (amina, 1), (joe, 1)]:
        with acting_as(who):
            assert Disagreement.objects.count() == seen, who
    assert SAYS not in browse(ben).get(f"/people/{record.pk}/").content.decode()


def test_a_letter_to_who_no_longer_walks_with_joe_is_not_sent(record, joe, amina, bev, note):
    say(note, joe)
    with acting_as(bev):
        Connection.objects.filter(resident=record, user=amina).update(until=timezone.now())
    outbox.deliver(make.noon(1))
    with acting_as(amina):
        assert Letter.objects.get(kind="not_so").state == Letter.State.NOT_NEEDED


def test_programs_read_it_beside_the_entry(record, joe, amina, note, promise):
    say(note, joe)
    say(promise, joe, "It was Monday.")
    program = Program(amina)
    found = program.get("notes/", resident=str(record.pk)).json()["results"]
    said = {row["id"]: [each["text"] for each in row["disagreements"]] for row in found}
    assert said[str(note.pk)] == [SAYS]
    row = program.get("reminders/", resident=str(record.pk)).json()["results"][0]
    assert [each["text"] for each in row["disagreements"]] == ["It was Monday."]


def test_nobody_rang_is_one_tap_and_reaches_who_promised_and_the_lead(
    browse, record, joe, amina, promise, world
):
    his = browse(joe)
    assert "This has not happened" in his.get("/me/promises/").content.decode()
    for _time in range(2):
        answer = his.post(f"/me/promises/{promise.pk}/not-happened/")
        assert answer.url == f"/me/promises/#promise-{promise.pk}"
    with acting_as(joe):
        assert NotHappened.objects.count() == 1
    assert letters("not_happened", amina) == 1
    for page in ["/today/", f"/people/{record.pk}/", f"/people/{record.pk}/promises/"]:
        assert "Joe says: this has not happened" in browse(amina).get(page).content.decode()
    mine = his.get("/me/promises/").content.decode()
    assert "You said today: this has not happened." in mine
    assert f"/me/promises/{promise.pk}/not-happened/" not in mine  # once a day


def test_who_promised_and_the_lead_each_get_one_letter(record, joe, amina, world):
    ben = make.worker("Ben Hart", world.marsh_end, team=world.quay, email="ben@demo.example")
    with acting_as(amina):
        circle.join(record, by=amina, user=ben)
    with acting_as(ben):
        made = promises.promise(record, by=ben, what="I'll come", due=timezone.localdate())
    with acting_as(joe):
        not_so.say_not_happened(made, by=joe)
    assert (letters("not_happened", ben), letters("not_happened", amina)) == (1, 1)


def test_it_can_be_said_again_the_next_day(record, joe, amina, promise):
    for days in (0, 1):
        later = timezone.now() + datetime.timedelta(days=days)
        with time_machine.travel(later, tick=False), acting_as(joe):
            not_so.say_not_happened(promise, by=joe)
    with acting_as(joe):
        assert NotHappened.objects.count() == 2


def test_before_its_day_and_after_it_was_kept_nothing_has_failed(browse, record, joe, amina):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with acting_as(amina):
        later = promises.promise(record, by=amina, what="I'll ring", due=tomorrow)
        kept = promises.promise(record, by=amina, what="I'll write", due=timezone.localdate())
        promises.keep(kept, by=amina)
    his = browse(joe)
    page = his.get("/me/promises/").content.decode()
    for promise in (later, kept):
        assert f"/me/promises/{promise.pk}/not-happened/" not in page
        his.post(f"/me/promises/{promise.pk}/not-happened/")
    with acting_as(joe):
        assert not NotHappened.objects.exists()
        with pytest.raises(ValidationError):
            not_so.say_not_happened(kept, by=joe)


def test_a_letter_is_not_sent_once_the_promise_was_kept_or_moved(record, joe, amina, promise):
    with acting_as(joe):
        not_so.say_not_happened(promise, by=joe)
    with acting_as(amina):
        promises.keep(promise, by=amina)
    outbox.deliver(make.noon(1))
    with acting_as(amina):
        assert Letter.objects.get(kind="not_happened").state == Letter.State.NOT_NEEDED


def test_nobody_but_joe_says_that_it_has_not_happened(record, joe, amina, promise):
    with acting_as(amina), pytest.raises(Refused):
        not_so.say_not_happened(promise, by=amina)
    with pytest.raises(DatabaseError), acting_as(amina), transaction.atomic():
        NotHappened.objects.create(
            resident=record, promise=promise, by=amina, day=timezone.localdate()
        )


def test_his_own_steps_stand_with_the_promises_and_can_be_ticked(browse, record, joe, amina):
    hope = make.hope(record, by=joe)
    mine = make.step(hope, by=amina, what="Buy a red folder", who="Joe")
    make.step(hope, by=amina, what="Ring the council", who="Amina")
    his = browse(joe)
    page = his.get("/me/promises/").content.decode()
    assert "Buy a red folder" in page
    assert "Ring the council" not in page
    his.post(f"/me/steps/{mine.pk}/turn/", {"state": "done"})
    assert "Buy a red folder" not in his.get("/me/promises/").content.decode()
