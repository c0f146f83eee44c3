"""Asking for help from one's own page: who walks with one, or a service straight away."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from cases.actions import asking, goodbye, sharing, wish
from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Referral, Reminder
from cases.models.referral import State
from hubs.access import Refused
from hubs.models import Membership, Organisation, Service
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import Letter
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

NEW = "/me/asks/new/"


@pytest.fixture
def advice(world, pat) -> Organisation:
    """Clearwater, where Pat answers, in the directory and with an address."""
    Service.objects.create(name="Debt advice", organization=world.advice)
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    return world.advice


@pytest.fixture
def said(record, joe):
    with acting_as(joe):
        words.say(record, "how_to_communicate", Words("Ring after ten."), by=joe, base=None)
        words.say(record, "my_wellness", Words("I sleep badly."), by=joe, base=None)


def asked_by(joe, advice, browse, **more) -> Referral:
    form = {"what": "My rent letters.", "to": str(advice.pk), "sections": ["how_to_communicate"]}
    answer = browse(joe).post(NEW, form | more)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(joe):
        return Referral.objects.select_related("organisation").latest("made_at")


def kinds_to(user) -> list[str]:
    with acting_as(user):
        return sorted(Letter.objects.filter(to=user).values_list("kind", flat=True))


def test_joe_asks_amina_in_his_words_and_she_has_an_answer_to_give(browse, record, joe, amina):
    his = browse(joe)
    answer = his.post(NEW, {"what": "Somebody to come with me to the bank.", "to": "lead"})
    assert answer.url == "/me/asks/"
    with acting_as(joe):
        promise = Reminder.objects.get(kind="answer")
    assert promise.by_id == amina.pk
    assert "Somebody to come with me to the bank." in his.get("/me/asks/").content.decode()
    outbox.deliver(make.noon(1))
    assert "to the bank" in browse(amina).get("/today/").content.decode()
    assert kinds_to(amina) == ["help_asked"]


def test_joe_asks_a_listed_service_and_shares_what_he_ticks_and_nothing_else(
    browse, record, joe, amina, pat, advice, said
):
    ask = asked_by(joe, advice, browse)
    assert (ask.kind, ask.state, ask.asked_by_id) == ("self", "sent", joe.pk)
    page = browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    assert "My rent letters." in page
    assert "Ring after ten." in page
    assert "I sleep badly." not in page
    assert "Joe asks for themself. Amina Yusuf at Marsh End Hub walks with Joe." in page
    assert joe.email not in page
    with acting_as(joe):
        answers = sharing.answers_now(record, advice)
    assert [part for part, answer in answers.items() if answer == "yes"] == ["how_to_communicate"]
    assert kinds_to(pat) == ["ask_arrived"]


def test_their_answer_comes_to_joe_once_and_to_amina(browse, record, joe, amina, pat, advice):
    ask = asked_by(joe, advice, browse, sections=[])
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday at nine", meets="Mo")
    assert kinds_to(joe) == ["ask_moved"]
    assert kinds_to(amina) == ["ask_answered"]
    page = browse(joe).get(f"/me/asks/{ask.pk}/").content.decode()
    assert "They said yes: Monday at nine" in page
    assert "Did it help?" in page


def test_joe_answers_what_they_ask_and_nobody_takes_his_place(
    browse, record, joe, amina, pat, advice
):
    ask = asked_by(joe, advice, browse, sections=[])
    with acting_as(pat):
        asks.say(ask, "Which day is best?", by=pat)
    assert "ask_moved" in kinds_to(joe)
    his = browse(joe)
    page = his.get(f"/me/asks/{ask.pk}/").content.decode()
    assert "They asked something." in page
    assert his.post(f"/me/asks/{ask.pk}/say/", {"text": " "}).status_code == 422
    assert his.post(f"/me/asks/{ask.pk}/say/", {"text": "Tuesdays."}).status_code == 302
    shown = browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    assert "Tuesdays." in shown
    assert "Joe wrote" in shown


def test_he_sees_first_what_they_would_read(browse, joe, advice, said):
    form = {"what": "My rent.", "to": str(advice.pk), "sections": ["my_wellness"], "look": "1"}
    page = browse(joe).post(NEW, form).content.decode()
    assert "This is what they would read" in page
    letter = page.partition('class="letter"')[2].partition("<form")[0]
    assert "I sleep badly." in letter
    assert "Ring after ten." not in letter
    with acting_as(joe):
        assert not Referral.objects.exists()


def test_the_same_form_twice_asks_once(browse, joe, pat, advice, said):
    key = str(new_id())
    for _time in range(2):
        asked_by(joe, advice, browse, key=key)
    with acting_as(joe):
        assert Referral.objects.count() == 1
    assert kinds_to(pat) == ["ask_arrived"]


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"what": " ", "to": "lead"}, "Write what you need."),
        ({"what": "Rent.", "to": ""}, "Choose who could help."),
        ({"what": "Rent.", "to": "nobody"}, "Choose again."),
        ({"what": "Rent.", "to": "lead", "sections": ["secrets"]}, "parts of your page"),
        ({"what": "R" * 2_001, "to": "lead"}, "Use 1800 characters or fewer."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(browse, joe, said, form, says):
    answer = browse(joe).post(NEW, form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert form["what"].strip() in answer.content.decode()


def test_who_cannot_be_written_to_is_said_and_not_offered(browse, joe, advice):
    library = Organisation.objects.create(name="The library")
    Service.objects.create(name="Warm room", organization=library)
    page = browse(joe).get(f"{NEW}?to={library.pk}").content.decode()
    assert "We have no e-mail address of" in page
    assert f'value="{library.pk}"' not in page
    assert browse(joe).post(NEW, {"what": "Warm.", "to": str(library.pk)}).status_code == 422


def test_what_somebody_named_for_a_circle_is_nobody_elses_to_ask(browse, joe):
    named = Organisation.objects.create(name="His brother’s clinic", email="c@demo.example")
    page = browse(joe).get(f"{NEW}?to={named.pk}").content.decode()
    assert "clinic" not in page


def test_nobody_else_asks_in_his_name(record, joe, amina, advice):
    with acting_as(amina), pytest.raises(Refused):
        asks.draft(record, by=amina, organisation=advice, kind="self", what_for="Rent.")
    with acting_as(amina), pytest.raises(Refused):
        wish.ask_for_help(record, by=amina, what="Rent.", key=None)
    with acting_as(joe), pytest.raises(Refused):
        asks.draft(record, by=joe, organisation=advice, what_for="Rent.")


def test_nor_does_the_database_let_them(record, joe, amina, advice):
    for by, kind in [(amina, "self"), (joe, "pull_in")]:
        row = Referral(resident=record, asked_by=by, organisation=advice, kind=kind)
        with acting_as(by), pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_joe_does_not_answer_himself(record, joe, advice, browse, world):
    ask = asked_by(joe, advice, browse, sections=[])
    with acting_as(SYSTEM):
        Membership.objects.create(
            user=joe, organisation=advice, role="receiver", starts=datetime.date(2020, 1, 1)
        )
    with acting_as(joe), pytest.raises(Refused):
        asks.accept(ask, by=joe, meeting="Now", meets="Me")


def test_who_stopped_comes_back_first(record, joe, amina, advice, browse):
    with acting_as(joe):
        goodbye.end(record, by=joe, decided="person")
        with pytest.raises(ValidationError):
            asking.ask_for_oneself(
                record, advice, by=joe, what_for="Rent.", sections=[], key=new_id()
            )
    answer = browse(joe).post(NEW, {"what": "Rent.", "to": str(advice.pk)})
    assert answer.status_code == 422
    assert "Come back first" in answer.content.decode()


# --- What others ask for him ----------------------------------------------------------------------
@pytest.fixture
def waiting(record, joe, amina, advice, said):
    with acting_as(amina):
        ask = asks.draft(
            record,
            by=amina,
            organisation=advice,
            what_for="A plan for the debt.",
            sections=["how_to_communicate"],
        )
        return asks.wait_for_agreement(ask, by=amina)


def seen_on(client, ask) -> str:
    page = client.get(f"/me/asks/{ask.pk}/").content.decode()
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def test_joe_reads_what_would_be_shared_and_his_yes_sends_it(browse, joe, pat, waiting):
    his = browse(joe)
    assert f"/me/asks/{waiting.pk}/" in his.get("/me/").content.decode()
    page = his.get(f"/me/asks/{waiting.pk}/").content.decode()
    assert "Ring after ten." in page
    assert "I sleep badly." not in page
    answer = his.post(f"/me/asks/{waiting.pk}/agree/", {"seen": seen_on(his, waiting)})
    assert answer.status_code == 302
    with acting_as(joe):
        waiting.refresh_from_db()
        assert waiting.state == State.SENT
        assert waiting.events.in_order().last().by_id == joe.pk
    assert "Ring after ten." in browse(pat).get(f"/referrals/{waiting.pk}/").content.decode()


def test_his_yes_is_to_what_he_read(browse, joe, amina, waiting):
    his = browse(joe)
    seen = seen_on(his, waiting)
    with acting_as(amina):
        about = {"what_for": "A plan.", "sections": ["my_wellness"]}
        asks.change(waiting, by=amina, **about)
    answer = his.post(f"/me/asks/{waiting.pk}/agree/", {"seen": seen})
    assert answer.status_code == 422
    assert "Please read it again." in answer.content.decode()
    with acting_as(joe):
        assert not waiting.resident.sharing.exists()


def test_his_no_takes_it_back_and_amina_is_told(browse, joe, amina, pat, waiting):
    assert browse(joe).post(f"/me/asks/{waiting.pk}/stop/").status_code == 302
    with acting_as(joe):
        waiting.refresh_from_db()
        last = waiting.events.in_order().last()
    assert (waiting.state, last.reason) == (State.WITHDRAWN, "they_asked")
    assert kinds_to(amina) == ["ask_stopped"]
    assert kinds_to(pat) == []


def test_what_is_under_way_he_stops_with_a_word_and_the_service_is_told(
    browse, record, joe, amina, pat, advice
):
    ask = make.ask(record, by=amina, organisation=advice)
    his = browse(joe)
    his.post(f"/me/asks/{ask.pk}/stop/", {"words": "My sister helps."})
    assert "ask_taken_back" in kinds_to(pat)
    assert "ask_stopped" in kinds_to(amina)
    assert (
        "My sister helps."
        in browse(amina).get(f"/people/{record.pk}/referrals/{ask.pk}/").content.decode()
    )
    assert "My sister helps." not in browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    again = his.post(f"/me/asks/{ask.pk}/stop/")
    assert again.status_code == 422
    assert "This has changed meanwhile" in again.content.decode()
    assert his.post(f"/me/asks/{ask.pk}/stop/", {"words": "x" * 501}).status_code == 422


def test_nobody_else_agrees_or_stops_for_him(browse, joe, amina, sam, pat, waiting):
    for who in (amina, sam, pat):
        for verb in ("agree", "stop", "say"):
            assert browse(who).post(f"/me/asks/{waiting.pk}/{verb}/").status_code == 404
        with acting_as(who), pytest.raises(Refused):
            asks.agree(waiting, by=who, seen=asks.fingerprint(waiting))
        with acting_as(who), pytest.raises(Refused):
            asks.stop(waiting, by=who)


def test_every_ask_stands_on_one_page_whatever_its_number(
    browse, record, joe, amina, advice, django_assert_max_num_queries
):
    his = browse(joe)
    for _one in range(1):
        make.ask(record, by=amina, organisation=advice)
    his.get("/me/asks/")
    with django_assert_max_num_queries(40) as one:
        his.get("/me/asks/")
    for _more in range(2):
        make.ask(record, by=amina, organisation=advice)
    with django_assert_max_num_queries(len(one)):
        his.get("/me/asks/")


# --- Near me --------------------------------------------------------------------------------------
def test_what_is_near_is_found_without_his_place_in_the_address(browse, record, joe, advice):
    his = browse(joe)
    page = his.get("/me/near/").content.decode()
    assert 'method="post"' in page
    assert 'value="Marsh End"' in page
    found = his.post("/me/near/", {"q": "debt", "near": ""}).content.decode()
    service = Service.objects.get(name="Debt advice")
    assert f"{NEW}?to={service.pk}" in found
    assert f'value="{service.pk}" checked' in his.get(f"{NEW}?to={service.pk}").content.decode()
    assert "Nothing like it" in his.post("/me/near/", {"q": "zeppelin"}).content.decode()


def test_who_is_around_him_can_be_asked(browse, record, joe, amina, world):
    group = Organisation.objects.create(name="The allotments", email="plot@demo.example")
    with acting_as(amina):
        circle.join(record, by=amina, organisation=group, part="specialist")
    assert "The allotments" in browse(joe).get(NEW).content.decode()


def test_it_stands_in_the_list_of_the_service_by_his_name(browse, joe, pat, advice):
    asked_by(joe, advice, browse, sections=[])
    page = browse(pat).get("/referrals/").content.decode()
    assert "Joe asks for themself" in page
    assert "My rent letters." in page
