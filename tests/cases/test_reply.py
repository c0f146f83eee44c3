"""The receiving side: a link opens one ask and no word more, and every answer reaches who asked."""

import datetime
import logging
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, ReferralEvent, ReferralMessage, ReplyLink, Section
from cases.models.referral import State
from hubs.models import Organisation, Service
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.logs import WordlessFormatter
from relational.kernel.models import AccessLog, AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

TALK, HELP = Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT
TOKEN = "a-token-that-nobody-guesses-since-it-is-long"
LINK = f"/reply/{TOKEN}/"
YES = {"verb": "yes", "meeting": "Thursday at eleven, at the hub", "meets": "Pat"}
NO = {"verb": "no", "ground": "full", "words": "Not before May."}


@pytest.fixture
def words(record, joe) -> dict[str, str]:
    """A word in every section that stands nowhere else."""
    markers = {section: f"Marker{number}" for number, section in enumerate(Section.values)}
    with acting_as(joe):
        for section, marker in markers.items():
            dont = f"Never {marker}." if section == Section.PLEASE_DO_AND_DO_NOT else ""
            said = Words(f"{marker} is what I say.", dont)
            what_matters.say(record, section, said, by=joe, base=None)
    return markers


@pytest.fixture
def advice(world) -> Organisation:
    return world.advice


@pytest.fixture
def ask(record, amina, advice, words) -> Referral:
    """Amina asks Clearwater; Joe said yes to two parts of his page."""
    with acting_as(amina):
        sharing.decide(record, [TALK, HELP], "yes", by=amina, organisation=advice)
    said = {"what_for": "I want to know what I owe.", "how_best": "Ring after ten."}
    return make.ask(record, by=amina, organisation=advice, sections=[TALK, HELP], **said)


@pytest.fixture
def link(ask) -> str:
    return make.reply_link(ask, TOKEN)


@pytest.fixture
def service(link) -> Client:
    """Somebody at Clearwater, who pressed “Show me”."""
    client = Client()
    assert client.post(link, {"verb": "show"}).status_code == 302
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def state_of(ask, amina) -> str:
    with acting_as(amina):
        return Referral.objects.get(pk=ask.pk).state


def last_move(ask, amina) -> ReferralEvent:
    with acting_as(amina):
        return ask.events.in_order().select_related("by").last()


def audited(ask, amina) -> list[tuple[str, str]]:
    with acting_as(amina):
        events = AuditEvent.objects.filter(about_id=ask.pk, who_id=None).order_by("at", "pk")
        return list(events.values_list("verb", "who_name"))


def nothing_of_joe(page: str, words) -> bool:
    told = [*words.values(), "Joe", "what I owe", "Ring after ten"]
    return not any(word in page for word in told)


# --- Before “Show me” -----------------------------------------------------------------------------
def test_a_look_at_the_address_shows_nothing_of_anybody_and_does_nothing(link, ask, amina, words):
    for method in ("get", "head", "get"):  # a machine that reads mail, and a reader
        answer = getattr(Client(), method)(link)
        assert answer.status_code == 200
        assert nothing_of_joe(text_of(answer), words)
        assert "Amina" not in text_of(answer)
    page = text_of(Client().get(link))
    assert "Somebody at Marsh End Hub asks for Clearwater Debt Advice’s help" in page
    assert "Show me" in page
    with acting_as(amina):
        assert Referral.objects.get(pk=ask.pk).opened_at is None
        assert ReplyLink.objects.get().opened_at is None
    assert audited(ask, amina) == []


def test_the_page_is_kept_by_nobody_found_by_no_engine_and_brings_no_session(link, service):
    for answer in (Client().get(link), service.get(link)):
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert not re.search(r'(src|href|action)="(https?:)?//', text_of(answer))
    assert set(service.cookies) == {"reply", "csrftoken"}
    cookie = service.cookies["reply"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (link, True, "Lax")
    assert cookie["max-age"] == 3600


def test_an_altered_link_leads_nowhere_in_kind_words(link):
    for address in (link[:-2] + "x/", "/reply/nobody-sent-this/", f"/reply/{'ä' * 300}/"):
        for answer in (Client().get(address), Client().post(address, YES)):
            assert answer.status_code == 404
            assert "This link leads nowhere" in text_of(answer)


def test_a_log_never_carries_a_link(link):
    told = logging.LogRecord("django", 30, "", 0, "%s: %s", ("Not Found", link), None)
    assert TOKEN not in WordlessFormatter().format(told)
    assert "/reply/" in WordlessFormatter().format(told)


# --- What it shows --------------------------------------------------------------------------------
def test_show_me_records_the_opening_and_shows_what_is_shared(link, ask, amina, service):
    page = text_of(service.get(link))
    for said in ("Can you help Joe?", "what I owe", "Ring after ten", "Amina Yusuf"):
        assert said in page
    with acting_as(amina):
        assert Referral.objects.get(pk=ask.pk).opened_at is not None
    assert audited(ask, amina) == [("referral.opened", "Clearwater Debt Advice")]


def test_no_word_of_a_part_that_is_not_shared(service, link, words, ask):
    def marked(page: str) -> set[str]:
        return {section for section, marker in words.items() if marker in page}

    assert marked(text_of(service.get(link))) == {TALK, HELP}
    assert marked(text_of(service.post(link, {"verb": "yes"}))) == {TALK, HELP}
    for verb in ("ask", "yes", "begin", "rest", "done"):
        filled = {"verb": verb, "text": "When?", "words": "So.", "ground": "full"}
        page = service.post(link, YES if verb == "yes" else filled, follow=True)
        assert marked(text_of(page)) <= {TALK, HELP}


def test_somebody_elses_browser_begins_at_show_me_and_hears_it_was_opened(link, service, words):
    page = text_of(Client().get(link))
    assert nothing_of_joe(page, words)
    assert "first opened today" in page


def test_after_an_hour_it_asks_once_more(link, service, ask, amina, words):
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
        assert nothing_of_joe(text_of(service.get(link)), words)
        # but what was typed meanwhile is not lost, and the use is written down
        assert "Say when, and where." in text_of(
            service.post(link, {"verb": "yes", "meets": "Pat"})
        )
    assert [verb for verb, _who in audited(ask, amina)] == ["referral.opened"] * 2


def test_a_cookie_of_one_link_opens_no_other(service, ask, words):
    other = make.reply_link(ask, "another-token")
    page = Client(headers={"cookie": f"reply={service.cookies['reply'].value}"}).get(other)
    assert nothing_of_joe(text_of(page), words)


def test_what_is_shared_without_him_does_not_stand_as_his_words(record, amina, advice, words):
    reason = {"override": "safety", "override_why": "Nobody could ask him."}
    ask = make.ask(record, by=amina, organisation=advice, what_for="He is not eating.", **reason)
    link = make.reply_link(ask, TOKEN)
    page = text_of(Client().post(link, {"verb": "room"}))
    assert "Amina Yusuf’s words" in page
    assert "own words" not in page


def test_joe_sees_that_it_was_opened(service, joe, browse):
    page = text_of(browse(joe).get("/me/"))
    assert "Clearwater Debt Advice" in page
    assert "by the link we sent" in page


# --- Answers --------------------------------------------------------------------------------------
def test_yes_says_when_where_and_who(service, link, ask, amina):
    answer = service.post(link, YES, follow=True)
    assert "Sent to Amina Yusuf" in text_of(answer)
    assert "We have begun" in text_of(answer)
    with acting_as(amina):
        now = Referral.objects.get(pk=ask.pk)
    assert (now.state, now.meeting, now.meets) == ("accepted", YES["meeting"], "Pat")
    assert ("referral.accepted", "Clearwater Debt Advice") in audited(ask, amina)


def test_no_says_why_and_who_instead_and_closes_the_page(service, link, ask, amina, words):
    said = NO | {"suggestion": "Citizens Advice"}
    answer = service.post(link, said, follow=True)
    assert nothing_of_joe(text_of(answer), words)
    assert "You said no" in text_of(answer)
    move = last_move(ask, amina)
    assert (move.after, move.reason) == ("declined", "full")
    assert (move.words, move.suggestion) == ("Not before May.", "Citizens Advice")


def test_a_no_for_want_of_room_may_say_so_in_the_directory(service, link, advice, diya):
    service.post(link, NO | {"full": "on"})
    advice.refresh_from_db()
    assert (advice.capacity, advice.capacity_date) == ("no-capacity", timezone.localdate())
    with acting_as(diya):  # about no resident, so in nobody's record
        told = AuditEvent.objects.get(verb="organisation.room")
    assert (told.who_name, told.who_role, told.resident_id) == (advice.name, "by link", None)


def test_a_no_alone_says_nothing_of_room(service, link, advice):
    service.post(link, NO)
    advice.refresh_from_db()
    assert advice.capacity == ""


def test_room_is_said_of_the_service_that_was_asked_and_of_no_other(record, amina, advice, words):
    asked, other = (
        Service.objects.create(name=name, organization=advice) for name in ("Debts", "Benefits")
    )
    ask = make.ask(record, by=amina, organisation=advice, service=asked)
    link = make.reply_link(ask, TOKEN)
    answer = Client().post(link, {"verb": "room", "room": "waitlist"}, follow=True)
    assert answer.status_code == 200
    for thing in (asked, other, advice):
        thing.refresh_from_db()
    assert (asked.capacity, asked.capacity_date) == ("waitlist", timezone.localdate())
    assert (other.capacity, advice.capacity) == ("", "")


def test_a_question_moves_nothing_and_its_answer_stands_on_the_page(service, link, ask, amina):
    asked = {"verb": "ask", "text": "Does he have the letters?", "key": str(new_id())}
    for _twice in range(2):
        assert service.post(link, asked).status_code == 302
    with acting_as(amina):
        assert ReferralMessage.objects.count() == 1
        assert Letter.objects.filter(kind="ask_question", to=amina).count() == 1
        asks.say(ask, "All of them, in a drawer.", by=amina)
    assert state_of(ask, amina) == "sent"
    page = text_of(service.get(link))
    assert "Does he have the letters?" in page
    assert "All of them, in a drawer." in page


def test_who_could_not_reach_him_tells_amina_and_nothing_is_decided(service, link, ask, amina):
    service.post(link, {"verb": "tried", "text": "Rang twice on Monday."})
    with acting_as(amina):
        said = ReferralMessage.objects.get()
    assert said.text == "We tried, and could not reach Joe. Rang twice on Monday."
    assert state_of(ask, amina) == "sent"


def test_later_on_the_same_page_it_begins_rests_and_is_done(service, link, ask, amina):
    for filled, state in (
        (YES, "accepted"),
        ({"verb": "begin", "words": ""}, "in_progress"),
        ({"verb": "rest", "ground": "they_asked", "words": "Till June."}, "on_hold"),
        ({"verb": "begin", "words": "He rang."}, "in_progress"),
        ({"verb": "done", "words": "One sum, one plan."}, "completed"),
    ):
        assert service.post(link, filled).status_code == 302
        assert state_of(ask, amina) == state
    assert last_move(ask, amina).words == "One sum, one plan."
    assert "You said it is done" in text_of(service.get(link))


def test_what_could_not_be_done_ends_early_with_a_reason(service, link, ask, amina, words):
    service.post(link, YES)
    stop = {"verb": "stop", "ground": "could_not_reach", "words": "Four times."}
    answer = service.post(link, stop, follow=True)
    assert state_of(ask, amina) == "ended_early"
    assert nothing_of_joe(text_of(answer), words)


# --- Something to look at -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("filled", "asks_for", "stays"),
    [
        ({"verb": "yes", "meets": "Pat or Lou"}, "Say when, and where.", "Pat or Lou"),
        ({"verb": "yes", "meeting": "x" * 301}, "Use 300 characters or fewer", "x" * 301),
        ({"verb": "ask", "text": "  "}, "Write something first.", ""),
        ({"verb": "tried", "text": ""}, "Write something first.", ""),
        ({"verb": "no", "words": "Sorry, Lou is off."}, "Choose why.", "Sorry, Lou is off."),
        ({"verb": "no", "ground": "full"}, "Say it in a sentence.", "full"),
        ({"verb": "no", "ground": "they_smell", "words": "Ha"}, "not one of", "Ha"),
        ({"verb": "room"}, "Choose one.", ""),
    ],
)
def test_what_was_typed_stays(service, link, ask, amina, filled, asks_for, stays):
    answer = service.post(link, filled)
    assert answer.status_code == 422
    assert asks_for in text_of(answer)
    assert stays in text_of(answer)
    assert text_of(answer).count("error-summary__title") == 1
    assert state_of(ask, amina) == "sent"


def test_a_page_that_was_open_for_too_long_gives_the_words_back_to_send_again(link, ask, amina):
    client = Client(enforce_csrf_checks=True)
    client.get(link)
    answer = client.post(link, NO, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Not before May." in text_of(answer)
    assert '<input type="hidden" name="ground" value="full">' in text_of(answer)
    assert state_of(ask, amina) == "sent"


@pytest.mark.parametrize("filled", [{}, {"verb": "dance"}, {"verb": "fresh"}])
def test_what_is_no_answer_changes_nothing(service, link, ask, amina, filled):
    assert service.post(link, filled).status_code == 422
    assert state_of(ask, amina) == "sent"


def test_an_answer_that_is_not_open_yet_is_given_back(service, link, ask, amina):
    answer = service.post(link, {"verb": "done", "words": "All of it."})
    assert answer.status_code == 422
    assert "All of it." in text_of(answer)
    assert state_of(ask, amina) == "sent"


# --- At the same time -----------------------------------------------------------------------------
def test_the_same_form_sent_twice_is_one_answer(service, link, ask, amina):
    for _twice in range(2):
        assert service.post(link, YES).status_code == 302
    with acting_as(amina):
        assert ask.events.filter(after="accepted").count() == 1
        assert Letter.objects.filter(kind="ask_answered", to=amina).count() == 1


def test_another_answer_in_a_second_tab_is_given_back(service, link, ask, amina, advice):
    service.post(link, YES)
    answer = service.post(link, NO | {"words": "Lou says we are full.", "full": "on"})
    assert answer.status_code == 422
    advice.refresh_from_db()
    assert advice.capacity == ""
    assert "nothing was sent" in text_of(answer)
    assert "Lou says we are full." in text_of(answer)
    assert state_of(ask, amina) == "accepted"


def test_who_answers_while_it_is_taken_back_hears_it_kindly(service, link, ask, amina, words):
    with acting_as(amina):
        asks.withdraw(ask, by=amina, reason="no_longer_needed", words="It is sorted out.")
    answer = service.post(link, YES)
    assert answer.status_code == 422
    assert "This ended while you wrote" in text_of(answer)
    assert "took it back" in text_of(answer)
    assert YES["meeting"] in text_of(answer)
    assert nothing_of_joe(text_of(answer), words)
    assert state_of(ask, amina) == "withdrawn"


def test_what_pat_answered_stands_behind_the_link_too(service, link, ask, pat):
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday", meets="Pat")
    page = text_of(service.get(link))
    assert "Pat Lowe said yes" in page
    assert "Send yes" not in page


def test_when_joe_no_longer_shares_the_page_closes_at_once(service, link, words, record, joe):
    with acting_as(joe):
        sharing.decide(record, [HELP], "no", by=joe)
    for answer in (service.get(link), Client().get(link), service.post(link, YES)):
        assert nothing_of_joe(text_of(answer), words)
        assert "closed just now" in text_of(answer)


def test_who_left_the_directory_answers_what_they_were_asked(service, link, ask, advice, amina):
    advice.gone_since = timezone.now()
    advice.save(update_fields=["gone_since"])
    assert "Can you help Joe?" in text_of(service.get(link))
    assert service.post(link, YES).status_code == 302
    assert state_of(ask, amina) == "accepted"


def test_nobody_reads_what_was_said_once_it_is_over(service, link, ask, amina, words):
    with acting_as(amina):
        asks.say(ask, "Joe has Marker0 in a drawer.", by=amina)
        asks.withdraw(ask, by=amina, reason="other", words="Joe moved to his sister.")
    assert nothing_of_joe(text_of(service.get(link)), words)


# --- A link that has run out ----------------------------------------------------------------------
@pytest.fixture
def old(ask) -> str:
    return make.reply_link(ask, TOKEN, ends_at=timezone.now())


def test_an_old_link_offers_a_fresh_one_and_shows_nothing(old, ask, amina, words):
    for answer in (Client().get(old), Client().post(old, {"verb": "show"}), Client().post(old)):
        assert "This link has run out" in text_of(answer)
        assert nothing_of_joe(text_of(answer), words)
    assert audited(ask, amina) == []


def test_what_is_sent_by_an_old_link_comes_back(old, ask, amina):
    answer = Client().post(old, YES)
    assert answer.status_code == 422
    assert YES["meeting"] in text_of(answer)
    assert state_of(ask, amina) == "sent"


def test_a_fresh_link_goes_to_the_known_address_once_a_day_and_is_not_shown(old, ask, amina):
    for _often in range(3):
        answer = Client().post(old, {"verb": "fresh"})
        assert "on its way" in text_of(answer)
        assert "advice@clearwater.example" not in text_of(answer)
    outbox.deliver(at_noon())
    fresh = [each for each in mail.outbox if "fresh link" in each.subject]
    assert [each.to for each in fresh] == [["advice@clearwater.example"]]
    assert "Show me" in text_of(Client().get(address_in(fresh[0])))
    assert audited(ask, amina)[0] == ("referral.link_wanted", "Clearwater Debt Advice")


def test_it_comes_for_what_was_said_yes_to_also_at_night(old, ask, pat):
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday", meets="Pat")
    night = timezone.make_aware(datetime.datetime.combine(timezone.localdate(), datetime.time(23)))
    with time_machine.travel(night):
        Client().post(old, {"verb": "fresh"})
        outbox.deliver()
    assert "The fresh link you asked for" in [each.subject for each in mail.outbox]


def test_whose_address_is_gone_is_told_to_ring(old, advice):
    Organisation.objects.update(email="")
    answer = Client().post(old, {"verb": "fresh"})
    assert "Ring Marsh End Hub" in text_of(answer)


def test_nobody_asks_for_fresh_links_all_day(old):
    answers = [Client().post(old, {"verb": "fresh"}).status_code for _often in range(11)]
    assert answers[-1] == 429


def test_an_old_link_to_what_is_over_says_that(old, ask, amina):
    with acting_as(amina):
        asks.withdraw(ask, by=amina, reason="no_longer_needed", words="It is sorted out.")
    assert "took it back" in text_of(Client().get(old))
    assert Client().post(old, {"verb": "room", "room": "capacity"}).status_code == 200


# --- Letters, from end to end ---------------------------------------------------------------------
def at_noon() -> datetime.datetime:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(12)))


def address_in(letter) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)


def test_from_the_letter_to_the_answer_to_aminas_letter(ask, amina, joe, words):
    for _often in range(3):
        outbox.deliver(at_noon())
    (letter,) = mail.outbox
    assert letter.to == ["advice@clearwater.example"]
    assert nothing_of_joe(letter.subject + letter.body, words)
    assert "Joe" not in letter.subject
    client = Client()
    address = address_in(letter)
    client.post(address, {"verb": "show"})
    assert client.post(address, YES).status_code == 302
    for _often in range(3):
        outbox.deliver(at_noon())
    hers = [each for each in mail.outbox if each.to == ["amina@demo.example"]]
    assert [each.subject for each in hers] == ["Somebody answered what you asked"]
    assert str(ask.pk) in hers[0].body
    assert state_of(ask, amina) == "accepted"


def test_every_letter_has_a_link_of_its_own_and_old_ones_go_on(ask, amina):
    outbox.deliver(at_noon())
    with acting_as(amina):
        asks.say(ask, "He has all his letters.", by=amina)
    outbox.deliver(at_noon())
    first, second = (address_in(each) for each in mail.outbox)
    assert first != second
    for address in (first, second):
        assert "Show me" in text_of(Client().get(address))
    with acting_as(amina):
        kept = list(ReplyLink.objects.values_list("digest", flat=True))
    assert len(set(kept)) == 2
    assert not any(address.split("/")[2] in kept for address in (first, second))


# --- With an account ------------------------------------------------------------------------------
def test_pat_begins_at_what_is_asked(ask, pat, browse):
    client = browse(pat)
    front = client.get("/", follow=True)
    assert front.redirect_chain == [("/referrals/", 302)]
    page = text_of(front)
    assert re.search(r'aria-current="page"[^>]*>Asks<', page)
    assert "Waits for you" in page
    assert f"/referrals/{ask.pk}/" in page


def test_pats_look_is_logged_and_joe_sees_it(ask, pat, joe, amina, browse):
    assert "Can you help Joe?" in text_of(browse(pat).get(f"/referrals/{ask.pk}/"))
    browse(pat).get("/referrals/")
    with acting_as(joe):
        looks = AccessLog.objects.filter(reader_id=pat.pk)
        assert set(looks.values_list("section", "purpose")) == {
            ("ask", "asked_to_help"),
            ("asks", "asked_to_help"),
        }
    assert "Was asked to help" in text_of(browse(joe).get("/me/"))
    with acting_as(amina):
        assert Referral.objects.get(pk=ask.pk).opened_at is not None


def test_pat_reads_no_word_that_is_not_shared(ask, pat, words, browse):
    page = text_of(browse(pat).get(f"/referrals/{ask.pk}/"))
    assert {section for section, marker in words.items() if marker in page} == {TALK, HELP}
    listed = text_of(browse(pat).get("/referrals/"))
    assert not any(marker in listed for marker in words.values())


def test_pat_answers_with_an_account(ask, pat, amina, browse):
    client = browse(pat)
    assert client.post(f"/referrals/{ask.pk}/", {"verb": "yes"}).status_code == 422
    assert client.post(f"/referrals/{ask.pk}/", YES).status_code == 302
    assert last_move(ask, amina).by.email == "pat@demo.example"
    assert "You said yes" in text_of(client.get("/referrals/"))


@pytest.mark.parametrize("who", ["amina", "bev", "sam", "carol", "diya", "joe"])
def test_who_does_not_answer_for_the_service_finds_no_door(who, ask, request, browse):
    user = request.getfixturevalue(who)
    for method in ("get", "post"):
        assert getattr(browse(user), method)(f"/referrals/{ask.pk}/").status_code == 404


def test_nobody_answers_what_they_asked_themself(record, amina, world, ask, browse):
    with acting_as(make.SYSTEM):
        make.Membership.objects.create(
            user=amina, organisation=world.advice, role="receiver", starts=timezone.localdate()
        )
    assert browse(amina).get(f"/referrals/{ask.pk}/").status_code == 404


def test_a_draft_is_nobodys_to_read(record, amina, advice, pat, browse):
    with acting_as(amina):
        draft = asks.draft(record, by=amina, organisation=advice, what_for="Debts")
    assert browse(pat).get(f"/referrals/{draft.pk}/").status_code == 404
    assert "Nobody asks anything" in text_of(browse(pat).get("/referrals/"))


def test_what_is_over_shows_pat_nothing_of_joe(ask, pat, amina, words, browse):
    with acting_as(amina):
        asks.withdraw(ask, by=amina, reason="other", words="Joe moved.")
    for address in ("/referrals/", f"/referrals/{ask.pk}/"):
        assert nothing_of_joe(text_of(browse(pat).get(address)), words)
    with acting_as(amina):
        assert not AccessLog.objects.filter(reader_id=pat.pk).exists()


# --- Lists ----------------------------------------------------------------------------------------
def titles(page) -> list[str]:
    return [group.title for side in page.context["sides"] for group in side["groups"]]


def test_amina_sees_whom_each_ask_waits_for(ask, amina, pat, browse):
    def seen() -> list[str]:
        return titles(browse(amina).get("/referrals/"))

    assert seen() == ["Waits for them"]
    with acting_as(pat):
        asks.say(ask, "Does he have the letters?", by=pat)
    assert seen() == ["Waits for you"]
    with acting_as(amina):
        asks.say(ask, "Yes.", by=amina)
    assert seen() == ["Waits for them"]
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday", meets="Pat")
    assert seen() == ["They said yes"]
    with acting_as(pat):
        asks.answer(ask, State.COMPLETED, by=pat, words="A plan.")
    assert seen() == ["Waits for you"]  # nobody heard from Joe yet
    with acting_as(amina):
        asks.hear(ask, by=amina, outcome="helped", heard="I can open it now.")
    assert seen() == ["Over lately"]
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert seen() == []


def test_pat_sees_whom_each_ask_waits_for(ask, amina, pat, browse):
    def seen() -> list[str]:
        return titles(browse(pat).get("/referrals/"))

    assert seen() == ["Waits for you"]
    with acting_as(pat):
        asks.say(ask, "Does he have the letters?", by=pat)
    assert seen() == ["Waits for who asks"]
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Monday", meets="Pat")
    assert seen() == ["You said yes"]
    with acting_as(amina):
        asks.withdraw(ask, by=amina, reason="other", words="He moved.")
    assert seen() == ["Over lately"]


def test_only_who_walks_with_joe_sees_what_was_asked_for_him(ask, bev, sam, browse):
    for other in (bev, sam):
        assert titles(browse(other).get("/referrals/")) == []


@pytest.mark.parametrize("who", ["amina", "pat"])
def test_three_asks_cost_as_many_questions_as_one(who, ask, amina, advice, request, browse):
    client = browse(request.getfixturevalue(who))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/referrals/")
        counts.append(len(asked))
        for name in ("Ivy", "Leroy"):
            make.ask(make.resident(name, by=amina), by=amina, organisation=advice)
    assert counts[0] == counts[1]
    names = [tile.name for tile in client.get("/referrals/").context["sides"][0]["groups"][0].tiles]
    assert names == sorted(names)
