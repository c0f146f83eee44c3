"""Who looked: each look and share once, in words; asking why; and a name that is kept back."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import look as verbs
from cases.actions import resident as residents
from cases.actions import sharing
from cases.models import LookQuestion, Resident, WithheldName
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_asking_in import BORN, WHY, open_for

pytestmark = pytest.mark.django_db
HERE = "/me/looks/"
QUESTIONS = "/privacy-questions/"
NOON = datetime.datetime(2027, 3, 17, 12, 5, tzinfo=datetime.UTC)  # a Wednesday
HOUR = datetime.timedelta(hours=1)


def cards(client, query: str = ""):
    found = client.get(f"{HERE}{query}")
    assert found.status_code == 200
    return found.context["lately"] + found.context["before"]


def saw(client, query: str = "") -> list[tuple[str, str]]:
    return [(card.name, card.what) for card in cards(client, query)]


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def findable(record, amina):
    with acting_as(amina):
        return residents.describe(record, by=amina, date_of_birth=BORN)


@pytest.fixture
def looked(record, amina, joe, browse):
    """Amina looked at Joe's record: the look."""
    browse(amina).get(f"/people/{record.pk}/")
    with acting_as(amina):
        return AccessLog.objects.get()


def asked(joe, look, question="") -> LookQuestion:
    with acting_as(joe):
        record = Resident.objects.get(user=joe)
        return verbs.ask_why(record, look.pk, by=joe, question=question)


# --- The list --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/people/{joe}/", "your page"),
        ("/people/{joe}/life/", "your page"),
        ("/search/?q=joe", "your name, in a search"),
        ("/people/{joe}/print/", "your page, on paper"),
        ("/api/v1/residents/{joe}/", "your page, with another program"),
        ("/notes/mine/", "what they had written themself"),
    ],
)
def test_a_look_through_any_door_is_there_at_once_and_once(
    address, what, record, amina, joe, browse
):
    client = browse(amina)
    for _twice in range(2):
        assert client.get(address.format(joe=record.pk)).status_code == 200
    (card,) = cards(browse(joe))
    assert (card.name, card.what) == ("Amina Yusuf", f"Saw: {what}")
    assert card.part == "walks with you, practitioner, Wexmouth Council"
    assert card.whens[0].startswith("Today, ")


def test_looks_of_one_person_for_one_reason_within_an_hour_stand_together(
    record, amina, joe, browse
):
    with time_machine.travel(NOON, tick=False) as clock:
        client = browse(amina)
        client.get(f"/people/{record.pk}/")
        clock.shift(datetime.timedelta(minutes=20))
        client.get(f"/people/{record.pk}/print/")
        clock.shift(datetime.timedelta(minutes=90))
        client.get(f"/people/{record.pk}/")
        found = cards(browse(joe))
    assert [(card.what, card.when) for card in found] == [
        ("Saw: your page", "Today, 13:55"),
        ("Saw: your page, your page, on paper", "Today, 12:05; Today, 12:25"),
    ]


def test_a_lead_is_shown_with_what_they_said(record, bev, joe, browse):
    browse(bev).post(f"/people/{record.pk}/why/", {"purpose": "support", "reason": "His birthday"})
    assert cards(browse(joe)) == []  # saying why is no look yet
    browse(bev).get(f"/people/{record.pk}/")
    (card,) = cards(browse(joe))
    assert card.why == "To support the person who walks with you. “His birthday”"


def test_what_was_shared_and_opened_by_a_link_and_told_is_there(record, joe, amina, world, browse):
    make.ask(record, by=amina, organisation=world.advice)
    with acting_as(amina):
        sharing.disclose(
            record,
            by=amina,
            what="The letter",
            to_whom="The police",
            why="serious_crime",
            reason="His brother took it.",
            told_resident=True,
        )
    found = saw(browse(joe))
    assert ("Amina Yusuf", "Told The police something") in found
    assert ("Amina Yusuf", "Shared something with Clearwater Debt Advice") in found
    assert len(found) == len(set(found)) == 2


def test_what_is_withheld_of_a_disclosure_is_not_there(record, joe, amina, browse):
    with acting_as(amina):
        sharing.disclose(
            record,
            by=amina,
            what="The letter",
            to_whom="The police",
            why="serious_crime",
            reason="His brother took it.",
            told_resident=False,
            not_told_because="His brother reads it too.",
            withheld="crime",
        )
    assert saw(browse(joe)) == []


def test_the_list_comes_in_stretches_and_each_look_is_there_once(record, amina, joe, browse):
    with time_machine.travel(NOON, tick=False) as clock:
        for _look in range(45):
            browse(amina).get(f"/people/{record.pk}/")
            clock.shift(datetime.timedelta(hours=3))
        mine, seen, query = browse(joe), [], ""
        while True:
            found = cards(mine, query)
            seen += [when for card in found for when in card.whens]
            earlier = mine.get(f"{HERE}{query}").context["earlier"]
            if not earlier:
                break
            query = f"?before={earlier.replace('+', '%2B')}"
        everything = mine.get(f"{HERE}copy/").context["cards"]
    assert len(seen) == 45
    assert [when for card in everything for when in card.whens] == seen


@pytest.mark.parametrize("query", ["?before=then", "?before=2027-03-17~x", "?show=everything"])
def test_what_cannot_be_read_in_the_address_is_as_if_not_said(looked, joe, query, browse):
    assert saw(browse(joe), query) == [("Amina Yusuf", "Saw: your page")]


def test_people_i_do_not_know_and_only_my_words(findable, amina, sam, joe, browse):
    browse(amina).get(f"/people/{findable.pk}/")
    browse(amina).get("/search/?q=joe")
    open_for(sam)
    browse(sam).get(f"/people/{findable.pk}/")
    mine = browse(joe)
    assert saw(mine, "?show=people-i-do-not-know") == [("Sam Reed", "Saw: your page")]
    assert {what for _who, what in saw(mine, "?show=my-words")} == {"Saw: your page"}
    assert len(saw(mine)) >= 2


def test_the_list_takes_as_many_questions_to_the_database_however_long(
    record, amina, joe, bev, browse
):
    mine = browse(joe)
    counts = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _more in range(2):
            for _look in range(4):
                browse(amina).get(f"/people/{record.pk}/")
                clock.shift(datetime.timedelta(hours=3))
            mine.get(HERE)
            with CaptureQueriesContext(connection) as found:
                mine.get(HERE)
            counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_list_with_nothing_on_it_says_so(joe, browse):
    assert "it stands here: who, when and why." in text(browse(joe).get(HERE))


def test_whoever_asked_in_stands_out_and_it_says_who_was_told(findable, sam, joe, browse):
    open_for(sam)
    browse(sam).get(f"/people/{findable.pk}/")
    (card,) = cards(browse(joe))
    assert card.notice.startswith("Sam is not one of your people. So Amina Yusuf was told at once.")
    assert "Sam can read your page until tomorrow," in card.notice
    assert card.why == f"You were with them. “{WHY}”"


# --- Asking why ------------------------------------------------------------------------------------
def test_joe_asks_why_and_reads_an_answer(looked, amina, diya, joe, browse):
    mine = browse(joe)
    page = mine.get(HERE)
    (address,) = re.findall(r"/me/looks/[-0-9a-f]+/why/", page.content.decode())
    assert mine.get(address).status_code == 200
    for _twice in range(2):
        assert mine.post(address, {"question": "Was it about the damp?"}).url == HERE
    assert "You asked why." in text(mine.get(HERE))
    assert "You get an answer by" in text(mine.get(HERE))
    with acting_as(diya):
        question = LookQuestion.objects.get()
    desk = browse(diya)
    assert "Joe, about a look today" in text(desk.get(QUESTIONS))
    one = desk.get(f"{QUESTIONS}{question.pk}/")
    assert "Was it about the damp?" in text(one)
    assert "only came in for the warm" not in text(one)
    worker = browse(amina)
    worker.post(f"{QUESTIONS}{question.pk}/", {"words": "I looked for his number."})
    assert "I looked for his number." in text(desk.get(f"{QUESTIONS}{question.pk}/"))
    said = {"words": "She walks with you, and wanted to ring."}
    assert desk.post(f"{QUESTIONS}{question.pk}/", said).url == QUESTIONS
    seen = text(mine.get(HERE))
    assert "Diya Rao answers: She walks with you, and wanted to ring." in seen
    assert "Amina Yusuf says: “I looked for his number.”" in seen


def test_who_answers_and_who_looked_are_told_and_then_joe(looked, amina, diya, joe):
    asked(joe, looked)
    tomorrow = timezone.now().replace(hour=12) + datetime.timedelta(days=1)
    outbox.deliver(tomorrow)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "amina@demo.example",
        "diya@demo.example",
    ]
    assert "Joe" not in "".join(letter.body + letter.subject for letter in mail.outbox)
    with acting_as(diya):
        verbs.answer(LookQuestion.objects.get(), by=diya, words="To ring you.")
    for reader in (joe, amina):
        with acting_as(reader):
            assert Letter.objects.filter(kind="why_answered").count() == 1


def test_it_is_promised_within_ten_working_days(looked, joe):
    with time_machine.travel(datetime.datetime(2027, 3, 17, 12, tzinfo=datetime.UTC)):
        question = asked(joe, looked)
    assert question.due == datetime.date(2027, 4, 2)  # Easter lies between


def test_a_question_is_answered_once(looked, amina, diya, joe, browse):
    question = asked(joe, looked)
    with acting_as(diya):
        for _twice in range(2):
            verbs.answer(question, by=diya, words="To ring you.")
        with pytest.raises(ValidationError):
            verbs.answer(question, by=diya, words="Another thought.")
        with pytest.raises(DatabaseError), transaction.atomic():
            LookQuestion.objects.update(answer="Another thought.")
    with acting_as(amina), pytest.raises(ValidationError):
        verbs.say(question, by=amina, words="Late.")
    answer = browse(diya).post(f"{QUESTIONS}{question.pk}/", {"words": "Another thought."})
    assert answer.status_code == 422
    with acting_as(joe):
        verbs_of = AuditEvent.objects.filter(about_id=question.pk).values_list("verb", flat=True)
        assert sorted(verbs_of) == ["look.answered", "look.asked_about"]


@pytest.mark.parametrize("who", ["diya", "amina"])
def test_an_answer_has_words(looked, who, joe, request, browse):
    question = asked(joe, looked)
    user = request.getfixturevalue(who)
    answer = browse(user).post(f"{QUESTIONS}{question.pk}/", {"words": " "})
    assert answer.status_code == 422


def test_who_neither_answers_nor_looked_reads_no_question(looked, joe, bev, sam, carol, browse):
    question = asked(joe, looked, "Why?")
    for who, answer in [(bev, 404), (sam, 404), (carol, 403)]:
        assert browse(who).get(f"{QUESTIONS}{question.pk}/").status_code == answer
        with acting_as(who):
            assert LookQuestion.objects.count() == 0
            with pytest.raises(PermissionDenied):
                verbs.answer(question, by=who, words="So.")
    assert browse(bev).get(QUESTIONS).context["rows"] == []


def test_who_answers_sees_the_name_the_look_and_the_question_and_nothing_else(
    looked, joe, diya, record
):
    asked(joe, looked)
    with acting_as(diya):
        assert Resident.objects.count() == 0
        assert verbs.called() == {record.pk: "Joe"}


def test_the_database_lets_who_looked_answer_nothing(looked, amina, joe):
    question = asked(joe, looked)
    with acting_as(amina), pytest.raises(DatabaseError), transaction.atomic():
        LookQuestion.objects.filter(pk=question.pk).update(
            answer="So.", answered_by=amina, answered_at=timezone.now()
        )


@pytest.mark.parametrize("who", ["sam", "carol", "diya"])
def test_nobody_asks_in_joes_place(looked, record, joe, who, request):
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises((PermissionDenied, Resident.DoesNotExist)):
        verbs.ask_why(record, looked.pk, by=user)


def test_a_look_at_somebody_else_is_not_joes_to_ask_about(joe, sam, amina, looked, browse):
    dots = make.resident("Dot", by=sam)
    browse(sam).get(f"/people/{dots.pk}/")
    with acting_as(sam):
        other = AccessLog.objects.get(resident_id=dots.pk)
    mine = browse(joe)
    assert mine.get(f"{HERE}{other.pk}/why/").status_code == 404
    assert mine.post(f"{HERE}{new_id()}/why/").status_code == 404
    mine.get("/me/")
    with acting_as(joe):
        own = AccessLog.objects.filter(reader=joe).first()
    assert mine.get(f"{HERE}{own.pk}/why/").status_code == 404


# --- A name that is kept back ----------------------------------------------------------------------
@pytest.fixture
def hidden(record, bev, joe, browse):
    """Bev looked because somebody may not be safe, and is not named yet."""
    client = browse(bev)
    said = {"purpose": "safety", "reason": "A neighbour rang.", "not_named": "somebody_else"}
    client.post(f"/people/{record.pk}/why/", said)
    assert client.get(f"/people/{record.pk}/").status_code == 200
    with acting_as(bev):
        return WithheldName.objects.get()


def test_a_look_whose_name_is_kept_back_is_there_all_the_same(hidden, joe, browse):
    mine = browse(joe)
    for address in ["/me/", HERE, f"{HERE}copy/"]:
        page = text(mine.get(address))
        assert "Safeguarding team" in page
        assert "Bev" not in page
        assert "A neighbour rang." not in page
    with acting_as(joe):
        assert AccessLog.objects.exclude(reader=joe).count() == 0
    assert len(cards(mine)) == 1


def test_joe_may_ask_why_all_the_same_and_learns_no_name_by_it(hidden, joe, bev, diya, browse):
    mine = browse(joe)
    (card,) = cards(mine)
    mine.post(f"{HERE}{card.ask}/why/", {"question": "Who was it?"})
    with acting_as(joe):
        (question,) = LookQuestion.objects.all()
        assert AccessLog.objects.filter(pk=question.look_id).count() == 0
    browse(diya).post(f"{QUESTIONS}{question.pk}/", {"words": "Somebody was worried for you."})
    page = text(mine.get(HERE))
    assert "Somebody was worried for you." in page
    assert "Bev" not in page


def test_who_answers_lets_a_name_go_and_then_joe_reads_it(hidden, joe, diya, browse):
    desk = browse(diya)
    assert "Bev Archer, from Joe" in text(desk.get(QUESTIONS))
    address = f"{QUESTIONS}names/{hidden.pk}/"
    assert desk.post(address, {"let_go": "no"}).url == QUESTIONS
    assert "Diya Rao looked at it: not yet." in text(desk.get(QUESTIONS))
    assert "Bev" not in text(browse(joe).get(HERE))
    assert desk.post(address, {}).status_code == 422
    assert desk.post(address, {"let_go": "yes"}).url == QUESTIONS
    (card,) = cards(browse(joe))
    assert (card.name, card.why) == ("Bev Archer", "Somebody may not be safe. “A neighbour rang.”")
    assert desk.post(address, {"let_go": "no"}).status_code == 404
    with acting_as(diya), pytest.raises(ValidationError):
        verbs.review_name(hidden, by=diya, let_go=False)


@pytest.mark.parametrize("who", ["bev", "amina", "sam", "carol"])
def test_nobody_else_lets_a_name_go(hidden, who, request, browse):
    user = request.getfixturevalue(who)
    assert browse(user).post(f"{QUESTIONS}names/{hidden.pk}/", {"let_go": "yes"}).status_code == 403
    with acting_as(user), pytest.raises(PermissionDenied):
        verbs.review_name(hidden, by=user, let_go=True)


def test_a_name_is_kept_back_for_looks_of_a_day_and_for_no_other_reason(
    record, bev, amina, joe, browse
):
    with time_machine.travel(NOON, tick=False) as clock:
        client = browse(bev)
        said = {"purpose": "safety", "not_named": "crime"}
        client.post(f"/people/{record.pk}/why/", said)
        client.get(f"/people/{record.pk}/")
        clock.shift(datetime.timedelta(hours=25))
        browse(bev).post(f"/people/{record.pk}/why/", {"purpose": "support", "not_named": "crime"})
        browse(bev).get(f"/people/{record.pk}/")
        browse(amina).get(f"/people/{record.pk}/")
        names = [card.name for card in cards(browse(joe))]
    assert sorted(names) == ["Amina Yusuf", "Bev Archer", "Safeguarding team"]


def test_whoever_asks_in_for_safety_may_keep_their_name_back_too(findable, sam, joe, amina, browse):
    open_for(sam, why="safety", not_named="serious_harm")
    assert browse(sam).get(f"/people/{findable.pk}/").status_code == 200
    page = text(browse(joe).get(HERE))
    assert "Safeguarding team" in page
    assert "Sam " not in page
    assert "Sam Reed opened the record" in text(browse(amina).get("/today/"))


def test_only_safety_keeps_a_name_back(findable, sam, joe, browse):
    open_for(sam, why="asked", not_named="serious_harm")
    browse(sam).get(f"/people/{findable.pk}/")
    assert [card.name for card in cards(browse(joe))] == ["Sam Reed"]
