"""Bringing help in: who could help, what they may see, how it goes, and hearing what came of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, ReferralEvent, Section
from cases.models.referral import State
from hubs.actions import directory
from hubs.models import Organisation
from relational.kernel.base import new_id
from relational.kernel.models import Letter
from relational.kernel.security import Guest, acting_as
from tests import make

pytestmark = pytest.mark.django_db

TALK, HELP, MOST, WELL = (
    Section.HOW_TO_COMMUNICATE,
    Section.HOW_TO_SUPPORT,
    Section.MOST_IMPORTANT,
    Section.MY_WELLNESS,
)


@pytest.fixture
def advice(world) -> Organisation:
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    return world.advice


def says(record, answer, *sections, by, organisation=None, **more):
    with acting_as(by):
        return sharing.decide(record, sections, answer, by=by, organisation=organisation, **more)


@pytest.fixture
def words(record, joe) -> dict[str, str]:
    """A word in every section that stands nowhere else."""
    markers = {section: f"Marker{number}" for number, section in enumerate(Section.values)}
    with acting_as(joe):
        for section, marker in markers.items():
            what_matters.say(record, section, Words(f"{marker} is what I say."), by=joe, base=None)
    return markers


@pytest.fixture
def shared(record, joe, advice):
    says(record, "yes", TALK, HELP, by=joe, organisation=advice)
    says(record, "no", WELL, by=joe, organisation=advice)


def address(record, end: str = "new/") -> str:
    return f"/people/{record.pk}/referrals/{end}"


def typed(*who, then="send", **more) -> dict:
    return {
        "who": [str(each.pk) for each in who],
        "what_for": "I want to know what I owe.",
        "how_best": "Ring after ten.",
        "urgency": "routine",
        "kind": "pull_in",
        "key": str(new_id()),
        "then": then,
    } | more


def ask_of(record, by) -> Referral:
    with acting_as(by):
        return Referral.objects.select_related("organisation").get(resident=record)


def letters_about(ask, kind: str) -> int:
    """How many such letters went to the service's own address."""
    with acting_as(Guest(ask.pk)):
        return Letter.objects.filter(kind=kind).count()


def sections_of(page: str) -> dict[str, bool]:
    """Which sections can be chosen, and whether each is."""
    found = re.findall(r'name="sections" value="(\w+)"[^>]*?( checked)?>', page)
    return {section: bool(checked) for section, checked in found}


def preview(page: str) -> str:
    return re.search(r'<aside[^>]*id="seen".*?</aside>', page, re.DOTALL).group()


# --- Writing it -----------------------------------------------------------------------------------
def test_what_joe_said_of_this_one_is_what_they_may_see(
    browse, record, amina, shared, words, advice
):
    page = browse(amina).get(address(record), {"with": str(advice.pk)})
    html = page.content.decode()
    chosen = sections_of(html)
    assert chosen == {s: s in (TALK, HELP) for s in Section.values if s != WELL}
    assert "Joe said no. It stays here." in html
    shown = preview(html)
    for section, marker in words.items():
        assert (marker in shown) == (section in (TALK, HELP)), section
    # the box of how best to get on begins with words that may be shared
    assert html.count(words[TALK]) == 3


def test_without_a_yes_nothing_is_chosen_and_no_words_are_taken(
    browse, record, amina, words, advice
):
    html = browse(amina).get(address(record), {"with": str(advice.pk)}).content.decode()
    assert not any(sections_of(html).values())
    assert not any(marker in html for marker in words.values())


def test_amina_sends_it_and_comes_to_its_page(browse, record, amina, shared, advice):
    about = typed(advice, sections=[TALK, HELP])
    answer = browse(amina).post(address(record), about, follow=True)
    ask = ask_of(record, amina)
    assert answer.redirect_chain == [(address(record, f"{ask.pk}/"), 302)]
    assert "Sent. The answer comes to you." in answer.content.decode()
    assert (ask.state, ask.sections) == (State.SENT, [TALK, HELP])
    assert letters_about(ask_of(record, amina), "ask_arrived") == 1


def test_a_double_click_asks_once(browse, record, amina, shared, advice):
    amina_browses, about = browse(amina), typed(advice, sections=[TALK])
    assert [amina_browses.post(address(record), about).status_code for _ in range(2)] == [302, 302]
    assert ask_of(record, amina).state == State.SENT
    assert letters_about(ask_of(record, amina), "ask_arrived") == 1


def test_kept_for_later_nobody_is_written_to(browse, record, amina, advice):
    browse(amina).post(address(record), typed(advice, then="keep"))
    assert ask_of(record, amina).state == State.DRAFT
    assert letters_about(ask_of(record, amina), "ask_arrived") == 0


def test_put_to_joe_first_it_waits_with_what_he_has_not_agreed_to(browse, record, amina, advice):
    browse(amina).post(address(record), typed(advice, then="ask_them", sections=[MOST]))
    ask = ask_of(record, amina)
    assert (ask.state, ask.sections) == (State.AWAITING_AGREEMENT, [MOST])


def test_several_are_asked_together(browse, record, amina, advice, world):
    world.council.email = "money@council.example"
    world.council.save(update_fields=["email"])
    with acting_as(amina):
        for each in (advice, world.council):
            circle.join(record, by=amina, organisation=each)
    answer = browse(amina).post(address(record), typed(advice, world.council))
    assert answer.url == address(record, "")
    with acting_as(amina):
        asked = Referral.objects.filter(resident=record)
        assert {each.state for each in asked} == {State.SENT}
        assert len({each.asked_together for each in asked} - {None}) == 1


def test_if_one_of_several_cannot_be_asked_nobody_is(browse, record, amina, advice, world):
    answer = browse(amina).post(address(record), typed(advice, world.council))
    assert answer.status_code == 422
    assert "No e-mail address of theirs is known here. Ring them." in answer.content.decode()
    with acting_as(amina):
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": []}, "Choose who could help."),
        ({"who": ["nonsense"]}, "no longer in the directory. Choose again."),
        ({"who": [str(new_id())]}, "no longer in the directory. Choose again."),
        ({"what_for": "  "}, "Write what it is for, in their words."),
        ({"sections": [MOST]}, "They have not said yes to all of this."),
        ({"sections": [WELL]}, "They have said no to one of these since"),
        ({"sections": ["bank"]}, "Choose from these parts of the page."),
        ({"urgency": "now"}, "Select a valid choice"),
        ({"override": "safety", "sections": [MOST]}, "Say why."),
        ({"what_for": "x" * 2_001}, "Use 2000 characters or fewer."),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept_in_the_form(
    browse, record, amina, shared, advice, wrong, said
):
    answer = browse(amina).post(address(record), typed(advice, **wrong))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "Ring after ten." in html
    with acting_as(amina):
        assert not Referral.objects.exists()


def test_words_not_shared_do_not_slip_in_as_how_best_to_get_on(
    browse, record, amina, words, advice
):
    said = f"{words[TALK]} is what I say."
    answer = browse(amina).post(address(record), typed(advice, how_best=said))
    assert answer.status_code == 422
    assert "which they have not said yes to" in answer.content.decode()


def test_for_safety_it_is_sent_without_a_yes_and_says_why(browse, record, amina, advice):
    why = {"override": "safety", "override_why": "He has not eaten."}
    browse(amina).post(address(record), typed(advice, sections=[MOST], **why))
    ask = ask_of(record, amina)
    assert (ask.state, ask.override_why) == (State.SENT, "He has not eaten.")
    assert "He has not eaten." in browse(amina).get(address(record, f"{ask.pk}/")).content.decode()


def test_looking_again_writes_nothing_and_shows_what_holds_with_another(
    browse, record, amina, shared, words, advice, world
):
    amina_browses = browse(amina)
    about = typed(advice, sections=[HELP], then="", seen_for=str(advice.pk))
    html = amina_browses.post(address(record), about).content.decode()
    assert sections_of(html)[TALK] is False  # as she left it
    assert words[HELP] in preview(html)
    assert words[TALK] not in preview(html)
    with acting_as(amina):
        circle.join(record, by=amina, organisation=world.council)
    other = typed(world.council, sections=[HELP], then="", seen_for=str(advice.pk))
    html = amina_browses.post(address(record), other).content.decode()
    assert not any(sections_of(html).values())  # nothing was said of the council
    assert words[HELP] not in html
    assert "govuk-error" not in html
    with acting_as(amina):
        assert not Referral.objects.exists()


def test_a_hope_brings_its_words_and_typed_words_stay(browse, record, amina, joe, advice):
    hope = make.hope(record, by=joe, text="To know what I owe.")
    other = make.hope(record, by=joe, text="To sleep again.")
    amina_browses = browse(amina)
    html = amina_browses.get(address(record), {"hope": str(other.pk)}).content.decode()
    assert "To sleep again.</textarea>" in html
    for before, after in [("", hope.text), (other.text, hope.text), ("My words.", "My words.")]:
        about = typed(advice, then="", what_for=before, hope=str(hope.pk))
        html = amina_browses.post(address(record), about).content.decode()
        assert f"{after}</textarea>" in html


def test_each_says_who_knows_them_and_whether_they_have_room(
    browse, record, amina, bev, advice, world
):
    advice.capacity, advice.capacity_date = "no-capacity", timezone.localdate()
    advice.save(update_fields=["capacity", "capacity_date"])
    for who in (amina, bev):
        with acting_as(who):
            directory.know(advice, by=who, still=True)
    with acting_as(amina):
        circle.join(record, by=amina, organisation=world.council)
    html = browse(amina).get(address(record)).content.decode()
    assert "You and Bev know them." in html
    assert "Full for now. Has no room now, they said on" in html
    assert "Around Joe already. Nobody here knows them yet." in html


def test_a_service_of_the_directory_can_be_asked_in(browse, record, amina, world):
    service = make.service("Warm library", by=world.council)
    amina_browses = browse(amina)
    assert f"?ask={service.pk}" in amina_browses.get(f"/directory/{service.pk}/").content.decode()
    whose = amina_browses.get("/people/circle/", {"ask": str(service.pk)}).content.decode()
    assert f"{address(record)}?with={service.pk}" in whose
    amina_browses.post(address(record), typed(service))
    ask = ask_of(record, amina)
    assert (ask.service, ask.organisation, ask.state) == (service, world.council, State.SENT)


def test_what_left_the_directory_cannot_be_asked(browse, record, amina, world):
    service = make.service("Warm library", by=world.council)
    service.gone_since = timezone.now()
    service.save(update_fields=["gone_since"])
    assert browse(amina).get(address(record), {"with": str(service.pk)}).status_code == 200
    answer = browse(amina).post(address(record), typed(service))
    assert answer.status_code == 422


def test_what_left_the_directory_meanwhile_is_not_sent(browse, record, amina, world):
    service = make.service("Warm library", by=world.council)
    browse(amina).post(address(record), typed(service, then="keep"))
    ask = ask_of(record, amina)
    service.gone_since = timezone.now()
    service.save(update_fields=["gone_since"])
    answer = post(browse, amina, record, ask, "send")
    assert answer.status_code == 422
    assert "Warm library is no longer in the directory" in answer.content.decode()
    assert ask_of(record, amina).state == State.DRAFT
    assert letters_about(ask, "ask_arrived") == 0


# --- How it goes ----------------------------------------------------------------------------------
@pytest.fixture
def sent(record, amina, advice, shared) -> Referral:
    with acting_as(amina):
        ask = asks.draft(
            record,
            by=amina,
            organisation=advice,
            what_for="I want to know what I owe.",
            sections=[TALK],
        )
        return asks.send(ask, by=amina)


def page_of(browse, who, record, ask) -> str:
    return browse(who).get(address(record, f"{ask.pk}/")).content.decode()


def post(browse, user, record, ask, verb, **about):
    return browse(user).post(address(record, f"{ask.pk}/{verb}/"), about, follow=True)


def test_its_page_says_what_happened_and_what_it_waits_for(browse, record, amina, sent):
    html = page_of(browse, amina, record, sent)
    for sentence in (
        "You asked Clearwater Debt Advice",
        "Sent. Nobody there has opened it yet.",
        "Later: Joe says what came of it",
    ):
        assert sentence in html
    assert "loop is closed" not in html


def test_a_no_shows_its_reason_and_elsewhere_nothing_is_typed_again(
    browse, record, amina, pat, sent, world
):
    with acting_as(pat):
        asks.answer(sent, "declined", by=pat, reason="full", words="Ask the council’s team.")
    amina_browses = browse(amina)
    html = page_of(browse, amina, record, sent)
    assert "No room now" in html
    assert "Ask the council’s team." in html
    elsewhere = f"{address(record)}?again={sent.pk}"
    assert elsewhere in html
    html = amina_browses.get(elsewhere).content.decode()
    assert "I want to know what I owe.</textarea>" in html
    world.council.email = "money@council.example"
    world.council.save(update_fields=["email"])
    with acting_as(amina):
        circle.join(record, by=amina, organisation=world.council)
    amina_browses.post(elsewhere, typed(world.council))
    with acting_as(amina):
        assert Referral.objects.get(organisation=world.council).tried_before == sent


def test_a_question_is_answered_on_the_page(browse, record, amina, pat, sent):
    with acting_as(pat):
        asks.say(sent, "Is there a letter?", by=pat)
    html = page_of(browse, amina, record, sent)
    assert "They asked something. They wait for your answer." in html
    html = post(browse, amina, record, sent, "say", text="Yes, in a red folder.").content.decode()
    assert "They are written to." in html
    assert "Yes, in a red folder." in html
    assert "They wait for your answer" not in html
    empty = post(browse, amina, record, sent, "say", text=" ")
    assert (empty.status_code, "Write something first." in empty.content.decode()) == (422, True)


def test_it_is_taken_back_with_a_reason(browse, record, amina, sent):
    wrong = post(browse, amina, record, sent, "withdraw", reason="full", words="")
    assert wrong.status_code == 422
    why = {"reason": "no_longer_needed", "words": "It is sorted out."}
    html = post(browse, amina, record, sent, "withdraw", **why).content.decode()
    assert "You took it back" in html
    again = post(browse, amina, record, sent, "withdraw", **why)
    assert (again.status_code, "changed meanwhile" in again.content.decode()) == (422, True)
    assert ask_of(record, amina).state == State.WITHDRAWN


def test_nobody_answered_and_it_is_sent_again(browse, record, amina, sent):
    with acting_as(amina), connection.cursor() as cursor:
        cursor.execute("update cases_referral set state = 'expired' where id = %s", [sent.pk])
        ReferralEvent.objects.create(
            referral=sent, number=3, before="sent", after="expired", party="clock", by=amina
        )
    html = page_of(browse, amina, record, sent)
    assert "Nobody answered. It can be sent again" in html
    html = post(browse, amina, record, sent, "send").content.decode()
    assert "You asked Clearwater Debt Advice again" in html


def test_in_two_tabs_the_second_learns_that_it_was_sent(browse, record, amina, advice):
    browse(amina).post(address(record), typed(advice, then="keep"))
    ask = ask_of(record, amina)
    assert post(browse, amina, record, ask, "send").status_code == 200
    again = post(browse, amina, record, ask, "send")
    assert (again.status_code, "changed meanwhile" in again.content.decode()) == (422, True)
    assert "sent meanwhile" in post(browse, amina, record, ask, "change").content.decode()
    assert post(browse, amina, record, ask, "ask-them").status_code == 422


def test_a_draft_is_changed_and_sent(browse, record, amina, advice, shared):
    browse(amina).post(address(record), typed(advice, then="keep", sections=[MOST]))
    ask = ask_of(record, amina)
    html = browse(amina).get(address(record, f"{ask.pk}/change/")).content.decode()
    assert sections_of(html) == {s: s == MOST for s in Section.values if s != WELL}
    about = typed(what_for="To know, once and for all.", sections=[TALK])
    post(browse, amina, record, ask, "change", **about)
    changed = ask_of(record, amina)
    assert (changed.state, changed.sections) == (State.SENT, [TALK])
    assert changed.what_for == "To know, once and for all."


def test_the_loop_closes_only_when_joe_was_heard_and_the_hope_looked_at(
    browse, record, amina, pat, joe, shared, advice
):
    hope = make.hope(record, by=joe, text="To know what I owe.")
    browse(amina).post(address(record), typed(advice, sections=[TALK], hope=str(hope.pk)))
    ask = ask_of(record, amina)
    early = post(browse, amina, record, ask, "hear", outcome="helped", heard="Yes.")
    assert "There is nothing to ask about yet." in early.content.decode()
    with acting_as(pat):
        asks.accept(ask, by=pat, meeting="Thursday at eleven", meets="Pat")
        asks.answer(ask, "completed", by=pat, words="We went through all the letters.")
    html = page_of(browse, amina, record, ask)
    assert "Nobody has asked Joe yet how it went." in html
    assert "Thursday at eleven, with Pat" in html
    wrong = post(browse, amina, record, ask, "hear", outcome="", heard="")
    assert wrong.status_code == 422
    heard = {"outcome": "helped", "heard": "I sleep again."}
    html = post(browse, amina, record, ask, "hear", **heard).content.decode()
    assert "loop is closed" not in html
    html = post(browse, amina, record, ask, "hear", **heard, hope_looked_at="on").content.decode()
    assert "The loop is closed: it is over, Joe was heard" in html
    assert f"/people/{record.pk}/hopes/#hope-{hope.pk}" in html


def test_when_joe_shares_it_no_longer_the_page_says_so(browse, record, amina, joe, sent, advice):
    says(record, "no", TALK, by=joe, organisation=advice)
    assert "They see nothing of it now" in page_of(browse, amina, record, sent)


def test_the_list_tells_what_each_waits_for(browse, record, amina, sent):
    html = browse(amina).get(address(record, "")).content.decode()
    assert "Sent. Nobody there has opened it yet." in html
    assert address(record, f"{sent.pk}/") in html


@pytest.mark.parametrize("verb", ["send", "ask-them", "say", "withdraw", "hear", "change"])
def test_a_stranger_and_who_stands_further_off_do_nothing(browse, record, sent, sam, pat, verb):
    for who in (sam, pat):
        assert post(browse, who, record, sent, verb, text="Hello").status_code == 404


def test_another_residents_ask_is_not_there(browse, record, amina, sent):
    other = make.resident("Ann", by=amina)
    assert browse(amina).get(address(other, f"{sent.pk}/")).status_code == 404
    assert post(browse, amina, other, sent, "send").status_code == 404
    assert browse(amina).get(address(other), {"again": str(sent.pk)}).status_code == 200


def statements(browse, who, page) -> int:
    browser = browse(who)
    browser.get(page)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get(page)
    return len(asked)


def test_pages_take_as_many_statements_for_three_as_for_one(
    browse, record, amina, sent, advice, world
):
    pages = [address(record, ""), address(record)]
    with acting_as(amina):
        directory.know(advice, by=amina, still=True)
        circle.join(record, by=amina, organisation=advice)
    one = [statements(browse, amina, page) for page in pages]
    for name in ("Rowers", "Knitters"):
        made = Organisation.objects.create(name=name, email="a@b.example")
        with acting_as(amina):
            directory.know(made, by=amina, still=True)
            circle.join(record, by=amina, organisation=made)
            ask = asks.draft(record, by=amina, organisation=made, what_for="Rowing.")
            asks.send(ask, by=amina)
    assert [statements(browse, amina, page) for page in pages] == one


# --- Where it is awaited --------------------------------------------------------------------------
def test_the_record_my_people_and_the_hub_say_whose_answer_is_awaited(
    browse, record, amina, bev, pat, sent, world
):
    page = address(record, f"{sent.pk}/")
    html = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert page in html
    assert "Sent. Nobody there has opened it yet." in html
    mine = browse(amina).get("/people/").content.decode()
    assert "Clearwater Debt Advice was asked, today. An answer is awaited" in mine
    hub = browse(bev).get(f"/hubs/{world.marsh_end.pk}/caseloads/").content.decode()
    assert page in hub
    assert "Amina Yusuf asked, today." in hub
    with acting_as(pat):
        asks.say(sent, "Is there a letter?", by=pat)
    waits = "Clearwater Debt Advice asked something, and waits for your answer"
    assert waits in browse(amina).get("/people/").content.decode()
    with acting_as(pat):
        asks.accept(sent, by=pat, meeting="Thursday at eleven", meets="Pat")
    html = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "They said yes: Thursday at eleven" in html
    assert "An answer is awaited" not in browse(amina).get("/people/").content.decode()
    assert page not in browse(bev).get(f"/hubs/{world.marsh_end.pk}/caseloads/").content.decode()


def test_the_life_line_tells_each_move_and_what_joe_says(browse, record, amina, joe, pat, sent):
    with acting_as(pat):
        asks.accept(sent, by=pat, meeting="Thursday at eleven", meets="Pat")
        asks.answer(sent, "completed", by=pat, words="We read all the letters.")
    with acting_as(amina):
        asks.hear(sent, by=amina, outcome="helped", heard="I sleep again.")
    html = browse(amina).get(f"/people/{record.pk}/life/", {"kind": "ask"}).content.decode()
    for sentence in (
        "Clearwater Debt Advice was asked to help",
        "Clearwater Debt Advice said yes",
        "Clearwater Debt Advice helped, and it is done",
        "We read all the letters.",
        "Joe says of Clearwater Debt Advice: it helped",
        "I sleep again.",
    ):
        assert sentence in html
    assert html.count(address(record, f"{sent.pk}/")) == 4
    own = browse(joe).get("/me/").content.decode()
    assert "You said of Clearwater Debt Advice: it helped" in own
    assert "/referrals/" not in own


def test_what_nobody_was_asked_is_no_part_of_the_life_line(browse, record, amina, advice):
    browse(amina).post(address(record), typed(advice, then="keep"))
    ask = ask_of(record, amina)
    post(browse, amina, record, ask, "withdraw", reason="other", words="Not now.")
    html = browse(amina).get(f"/people/{record.pk}/life/", {"kind": "ask"}).content.decode()
    assert str(ask.pk) not in html


@pytest.mark.parametrize("page", ["/people/", "/people/{}/", "/people/{}/life/?kind=ask"])
def test_asks_cost_these_pages_no_statement_more(browse, record, amina, sent, world, page):
    page = page.format(record.pk)
    one = statements(browse, amina, page)
    for name in ("Rowers", "Knitters"):
        made = Organisation.objects.create(name=name, email="a@b.example")
        with acting_as(amina):
            ask = asks.draft(record, by=amina, organisation=made, what_for="Rowing.")
            asks.send(ask, by=amina)
    assert statements(browse, amina, page) == one
