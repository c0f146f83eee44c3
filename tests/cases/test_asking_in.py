"""Asking in: the one way to somebody outside one's circle, with a name, a date of birth and a reason."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.utils import timezone

from cases.actions import asking_in as asking
from cases.actions import need as needs
from cases.actions import note as notes
from cases.actions import resident as residents
from cases.actions import safety
from cases.actions.withheld import review
from cases.models import AskingIn, Connection, Resident
from cases.search import find
from hubs.access import Right, may
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent, Letter
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db
BORN = datetime.date(1951, 3, 14)
WHY = "Joe was at our door without his tablets."
ASK_IN = "/people/ask-in/"


@pytest.fixture
def record(record, amina):
    """Joe's record, by which he can be found."""
    with acting_as(amina):
        about = {"full_name": "Joseph Price", "date_of_birth": BORN}
        return residents.describe(record, by=amina, **about)


def said(**more) -> dict[str, str]:
    asked = {"name": "Joe", "born": "14/3/1951", "kind": "opening", "why": "with_me", "reason": WHY}
    return asked | {"key": str(new_id())} | more


def ask(client, **more):
    return client.post(ASK_IN, said(**more), follow=True)


def open_for(by, **more):
    with acting_as(by):
        kind = {"kind": "opening", "why": "with_me", "reason": WHY, "key": new_id()} | more
        return asking.ask_in("Joe", BORN, by=by, **kind)


def sees(user, record) -> bool:
    with acting_as(user):
        return Resident.objects.filter(pk=record.pk).exists()


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def opened(amina) -> AskingIn:
    with acting_as(amina):
        return AskingIn.objects.get()


@pytest.mark.parametrize("name", ["Joe", "joe", " JOSEPH  price "])
def test_a_name_a_birth_and_a_reason_open_the_record_to_one_alone(record, sam, name, world, browse):
    other = make.worker("Nye Hall", world.hillfoot)
    client = browse(sam)
    assert client.get(f"/people/{record.pk}/").status_code == 404
    answer = client.post(ASK_IN, said(name=name))
    assert answer.url == f"/people/{record.pk}/"
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "Open to you until tomorrow" in page.content.decode()
    assert [sees(who, record) for who in (sam, other)] == [True, False]


def test_whoever_walks_with_them_is_told_at_once_also_at_night(record, sam, amina):
    open_for(sam)
    at_night = timezone.now() + datetime.timedelta(minutes=1)
    outbox.deliver(at_night)
    assert [letter.to for letter in mail.outbox] == [["amina@demo.example"]]
    assert f"{ASK_IN}{opened(amina).pk}/" in mail.outbox[0].body
    assert "Joe" not in mail.outbox[0].body + mail.outbox[0].subject


def test_it_stands_at_once_on_the_leads_page_of_today(record, sam, amina, browse):
    open_for(sam)
    page = browse(amina).get("/today/").content.decode()
    assert f"Sam Reed opened the record: “{WHY}”" in page


def test_where_nobody_walks_with_them_the_manager_is_told(record, sam, amina, bev, browse):
    with acting_as(amina):
        record.connections.update(until=timezone.now())
    open_for(sam)
    outbox.deliver()
    assert [letter.to for letter in mail.outbox] == [["bev@demo.example"]]
    with acting_as(bev):
        asked = AskingIn.objects.get()
    page = browse(bev).get(f"{ASK_IN}{asked.pk}/")
    assert page.status_code == 200
    assert "Joe" not in page.content.decode().replace(WHY, "").replace("Joe was", "")
    browse(bev).post(f"{ASK_IN}{asked.pk}/", {"verb": "end"})
    assert not sees(sam, record)


def test_it_lets_read_and_nothing_else(record, sam, world, browse):
    client = browse(sam)
    ask(client)
    assert client.get(f"/people/{record.pk}/life/").status_code == 200
    for address in ["about/", "contact/"]:
        assert client.post(f"/people/{record.pk}/{address}", {"known_as": "X"}).status_code == 403
    with acting_as(sam):
        joe = Resident.objects.get(pk=record.pk)
        with pytest.raises(PermissionDenied):
            notes.write(joe, by=sam, their_words="I was here.")
        theirs = {right for right in Right if may(sam, right, joe)}
    far = make.worker("Nye Hall", world.hillfoot)
    with acting_as(far):  # the same as for whom the record is closed to
        assert theirs == {right for right in Right if may(far, right, joe)}


def test_a_manager_of_another_hub_gets_no_say_by_it(record, world, amina):
    """Sight for a day is no standing: nobody is let leave, nothing withheld is decided on."""
    manager = make.worker("Ola Reeve", world.hillfoot, role="hub_manager")
    with acting_as(amina):
        visit = needs.visit(record, by=amina, text="Her brother", withheld="somebody_else")
    open_for(manager)
    with acting_as(manager):
        joe = Resident.objects.get(pk=record.pk)
        assert not may(manager, Right.LET_LEAD_LEAVE, joe)
        with pytest.raises(PermissionDenied):
            review(visit, by=manager, withhold=False)
        with pytest.raises(PermissionDenied):
            safety.keep_from(joe, amina.pk, by=manager, reason="So.")


def test_it_is_none_of_ones_own_people(record, sam, browse):
    client = browse(sam)
    ask(client)
    assert "Joe" not in [row.name for row in client.get("/people/").context["everybody"]]
    with acting_as(sam):
        assert [hit.near for hit in find(sam, "joe").people] == [0]
        assert find(sam, "warm").said == []
    page = client.get("/search/?q=joe").context["people"]
    assert page[0].how.startswith("You asked in: it is open to you for a day.")


def test_it_holds_for_a_day(record, sam, browse):
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=23)):
        open_for(sam)
    assert browse(sam).get(f"/people/{record.pk}/").status_code == 200


def test_it_ends_after_a_day_with_nothing_that_has_to_run(record, sam, browse):
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=25)):
        open_for(sam)
    assert not sees(sam, record)
    assert browse(sam).get(f"/people/{record.pk}/").status_code == 404


@pytest.mark.parametrize("ender", ["amina", "sam"])
def test_it_can_be_ended_before(record, sam, amina, ender, browse):
    open_for(sam)
    who = {"amina": amina, "sam": sam}[ender]
    asked = opened(amina)
    for _twice in range(2):
        browse(who).post(f"{ASK_IN}{asked.pk}/", {"verb": "end"})
    assert not sees(sam, record)
    with acting_as(amina):
        verbs = list(AuditEvent.objects.filter(about_id=asked.pk).values_list("verb", flat=True))
    assert sorted(verbs) == ["asking_in.ended", "asking_in.opened"]


def test_who_must_not_see_this_person_finds_nobody(record, sam, amina, browse):
    with acting_as(amina):
        safety.keep_from(record, sam.pk, by=amina, reason="His cousin.")
    answer = ask(browse(sam))
    assert told(answer)[0].startswith("No record opened.")
    assert not sees(sam, record)


def test_being_kept_from_a_record_ends_what_is_open(record, sam, amina):
    open_for(sam)
    with acting_as(amina):
        safety.keep_from(record, sam.pk, by=amina, reason="His cousin.")
    assert not sees(sam, record)


@pytest.mark.parametrize("kind", ["question", "opening"])
def test_nothing_tells_whether_somebody_is_known(record, sam, amina, kind, browse):
    """The same answer for a wrong name, a wrong day, a year alone, and two who are alike."""
    tom, una = (make.resident(name, by=amina) for name in ["Tom", "Una"])
    with acting_as(amina):
        residents.describe(tom, by=amina, date_of_birth=BORN, date_of_birth_precision="year")
        residents.describe(una, by=amina, date_of_birth=BORN, full_name="Joseph Price")
    client = browse(sam)
    asked = [{"name": "Jo"}, {"born": "15/3/1951"}, {"name": "Tom"}, {"name": "Joseph Price"}]
    pages = [ask(client, kind=kind, **wrong) for wrong in asked]
    if kind == "question":
        pages.append(ask(client, kind=kind))
    assert len({told(page)[0] for page in pages}) == 1
    assert {page.redirect_chain[-1][0] for page in pages} == {ASK_IN}
    with acting_as(sam):
        assert AskingIn.objects.count() == 0


def test_a_question_that_finds_somebody_takes_no_longer(record, sam):
    """Asking lasts as long as the longest would: the clock tells nothing."""

    def lasts(name: str) -> float:
        began = timezone.now()
        with acting_as(sam):
            kind = {"kind": "question", "why": "asked", "reason": WHY, "key": new_id()}
            asking.ask_in(name, BORN, by=sam, **kind)
        return (timezone.now() - began).total_seconds()

    found, nobody = lasts("Joe"), lasts("Joanne")
    assert min(found, nobody) >= asking.TAKES
    assert abs(found - nobody) < 0.1


def test_each_time_is_in_the_trail_and_five_a_day_are_the_most(record, sam, browse):
    client = browse(sam)
    for _time in range(asking.TIMES_A_DAY):
        ask(client, name="Nobody", kind="question")
    answer = client.post(ASK_IN, said())
    assert answer.status_code == 422
    assert "five times today" in answer.content.decode()
    assert not sees(sam, record)
    with acting_as(sam):
        assert AuditEvent.objects.filter(verb="asking_in.asked").count() == 5
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert open_for(sam) == record.pk


def test_the_same_form_twice_is_one_asking(record, sam, amina, browse):
    client, twice = browse(sam), said()
    assert [client.post(ASK_IN, twice).url for _ in range(2)] == [f"/people/{record.pk}/"] * 2
    with acting_as(amina):
        assert AskingIn.objects.count() == 1
        assert Letter.objects.filter(kind="asked_in_opened").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"born": ""}, "born"),
        ({"born": "1951"}, "born"),
        ({"born": "yesterday"}, "born"),
        ({"born": "14/3/2951"}, "born"),
        ({"kind": ""}, "kind"),
        ({"why": "curiosity"}, "why"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(record, sam, wrong, field, browse):
    answer = browse(sam).post(ASK_IN, said(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert field == "reason" or WHY in answer.content.decode()
    assert not sees(sam, record)


def test_who_may_read_the_record_anyway_is_taken_there(record, amina, browse):
    assert browse(amina).post(ASK_IN, said()).url == f"/people/{record.pk}/"
    with acting_as(amina):
        assert AskingIn.objects.count() == Letter.objects.count() == 0


@pytest.mark.parametrize("who", ["carol", "diya", "pat", "joe"])
def test_who_walks_with_nobody_may_not_ask_in(record, who, request, browse):
    user = request.getfixturevalue(who)
    assert browse(user).post(ASK_IN, said()).status_code == 403
    with acting_as(user), pytest.raises(PermissionDenied):
        asking.ask_in("Joe", BORN, by=user, kind="opening", why="asked", reason=WHY, key=new_id())


# --- A question to the lead ------------------------------------------------------------------------
@pytest.fixture
def question(record, sam, amina):
    open_for(sam, kind="question", why="asked")
    return opened(amina)


def test_a_question_opens_nothing_and_a_yes_lets_join(question, record, sam, amina, browse):
    assert not sees(sam, record)
    outbox.deliver(timezone.now().replace(hour=12) + datetime.timedelta(days=1))
    assert [letter.to for letter in mail.outbox] == [["amina@demo.example"]]
    client = browse(amina)
    assert "Sam Reed asks to join" in client.get("/today/").content.decode()
    for _twice in range(2):
        client.post(f"{ASK_IN}{question.pk}/", {"verb": "yes"})
    with acting_as(sam):
        assert Connection.objects.get(user=sam).part == "alongside"
        assert Letter.objects.filter(kind="walks_with", to=sam).count() == 1
    assert sees(sam, record)


def test_after_a_no_nothing_is_shown(question, record, sam, amina, browse):
    client = browse(amina)
    client.post(f"{ASK_IN}{question.pk}/", {"verb": "no"})
    assert not sees(sam, record)
    with acting_as(sam):
        assert AskingIn.objects.count() == Letter.objects.count() == 0
    answer = client.post(f"{ASK_IN}{question.pk}/", {"verb": "yes"})
    assert answer.status_code == 422
    assert "answered this already" in answer.content.decode()


def test_nonsense_is_no_answer(question, amina, browse):
    answer = browse(amina).post(f"{ASK_IN}{question.pk}/", {"verb": "perhaps"})
    assert answer.status_code == 422
    assert opened(amina).waits


def test_only_who_was_asked_answers(question, record, sam, bev, world, browse):
    for who in [sam, make.worker("Fay Moss", world.marsh_end)]:
        answer = browse(who).post(f"{ASK_IN}{question.pk}/", {"verb": "yes"})
        assert answer.status_code == 404
    with acting_as(bev), pytest.raises(PermissionDenied):
        asking.answer(question, by=bev, yes=True)


def test_a_joiner_who_must_not_see_the_person_is_refused(question, record, sam, amina, browse):
    with acting_as(amina):
        safety.keep_from(record, sam.pk, by=amina, reason="His cousin.")
        with pytest.raises(ValidationError):
            asking.answer(question, by=amina, yes=True)
    assert opened(amina).waits


def test_several_questions_about_one_person_are_one_letter_a_day(question, sam, amina):
    open_for(sam, kind="question")
    with acting_as(amina):
        assert Letter.objects.filter(kind="asked_in_question").count() == 1


# --- Whatever writes -------------------------------------------------------------------------------
def test_the_database_lets_nobody_open_a_record_to_themself(record, sam, amina):
    now = timezone.now()
    for who in (sam, amina):
        own = AskingIn(
            asker=who, resident_id=record.pk, kind="opening", why="asked", reason="x", ends_at=now
        )
        with acting_as(who), pytest.raises(ProgrammingError), transaction.atomic():
            own.save(force_insert=True)


def test_nobody_answers_their_own_question(question, sam, amina):
    with acting_as(amina), pytest.raises(IntegrityError), transaction.atomic():
        AskingIn.objects.filter(pk=question.pk).update(answer="yes", answered_by=sam)


def test_an_opening_that_is_over_is_not_its_askers_to_read(record, sam, amina):
    open_for(sam)
    with acting_as(amina):
        asking.end(AskingIn.objects.get(), by=amina)
    with acting_as(sam):
        assert AskingIn.objects.count() == 0
    with acting_as(SYSTEM):
        assert AskingIn.objects.count() == AccessLog.objects.count() == 0


def test_who_stops_working_here_reads_no_more(record, sam, ade):
    open_for(sam)
    assert sees(sam, record)
    with acting_as(ade):
        sam.memberships.update(ends=timezone.localdate())
    assert not sees(sam, record)
