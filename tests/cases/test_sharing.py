"""Who may see what: in plain words, changed by a tap, never rewritten; and what had to be told."""

import datetime
import re

import pytest
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Disclosure, Section, SharingDecision
from hubs.models import Organisation
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

TALK, HELP = Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT


@pytest.fixture
def advice(record, amina, world) -> Organisation:
    with acting_as(amina):
        circle.join(record, by=amina, organisation=world.advice)
    return world.advice


def place(record, end: str = "") -> str:
    return f"/people/{record.pk}/sharing/{end}"


def page_of(browse, who, record, whom=None) -> str:
    return browse(who).get(place(record), {"with": str(whom.pk)} if whom else {}).content.decode()


def tap(browse, who, record, answer, *sections, whom=None, **more):
    said = {"with": str(whom.pk) if whom else "", "answer": answer, "sections": list(sections)}
    return browse(who).post(place(record, "decide/"), said | more, follow=True)


def decisions(record, by) -> list[SharingDecision]:
    with acting_as(by):
        return list(SharingDecision.objects.filter(resident=record).order_by("made_at", "pk"))


def held(page: str) -> dict[str, str]:
    """The answer that holds of each section, as its pressed button says."""
    found = re.findall(r'id="tap-(\w+?)-(yes|no|ask_me_first)" aria-pressed="true"', page)
    return dict(found)


def test_nobody_said_anything_so_every_part_asks_first(browse, record, amina):
    page = page_of(browse, amina, record)
    assert held(page) == dict.fromkeys(Section.values, "ask_me_first")
    assert "Amina Yusuf reads the whole page" in page
    assert "Nobody has asked Joe yet." in page


def test_one_tap_changes_one_part_with_one_organisation(browse, record, amina, advice, world):
    page = tap(browse, amina, record, "yes", TALK, whom=advice).content.decode()
    assert "Written down. It holds from now on." in page
    assert held(page) == dict.fromkeys(Section.values, "ask_me_first") | {TALK: "yes"}
    assert held(page_of(browse, amina, record))[TALK] == "ask_me_first"  # everybody else
    page = tap(browse, amina, record, "no", TALK).content.decode()
    assert held(page)[TALK] == "no"
    assert held(page_of(browse, amina, record, advice))[TALK] == "no"
    assert [each.answer for each in decisions(record, amina)] == ["yes", "no"]
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="sharing.decided").count() == 2


def test_what_is_said_of_a_neighbour_opens_nothing_to_others(browse, record, amina, advice):
    with acting_as(amina):
        grace = circle.join(record, by=amina, person="Grace", part="neighbour")
    page = tap(browse, amina, record, "yes", TALK, whom=grace).content.decode()
    assert "What may Grace be told?" in page
    assert held(page)[TALK] == "yes"
    assert held(page_of(browse, amina, record, advice))[TALK] == "ask_me_first"


def test_more_can_be_said_and_stands_in_the_history(browse, record, amina, advice):
    until = timezone.localdate() + datetime.timedelta(days=30)
    said = {
        "purpose": "The old loan.",
        "until": until.isoformat(),
        "how_explained": "We read it in his kitchen.",
        "capacity": "supported",
    }
    page = tap(browse, amina, record, "yes", TALK, HELP, whom=advice, **said).content.decode()
    for sentence in (
        "What for: The old loan.",
        "How: We read it in his kitchen.",
        "Decided with support.",
        "Written down by Amina, today.",
        "with Clearwater Debt Advice, until",
    ):
        assert sentence in page, sentence
    assert [each.until for each in decisions(record, amina)] == [until, until]


def test_a_yes_that_ran_out_is_a_question_again(browse, record, amina, advice):
    with acting_as(amina):
        SharingDecision.objects.create(
            resident=record,
            section=TALK,
            organisation=advice,
            answer="yes",
            until=timezone.localdate() - datetime.timedelta(days=1),
            by=amina,
        )
    page = page_of(browse, amina, record, advice)
    assert held(page)[TALK] == "ask_me_first"
    assert "Ask me first, since a yes ran out" in page


def test_a_double_click_says_it_once(browse, record, amina, advice):
    for _click in range(2):
        assert tap(browse, amina, record, "yes", TALK, whom=advice).status_code == 200
    assert len(decisions(record, amina)) == 1


def test_in_two_tabs_the_newest_holds(browse, record, amina, joe, advice):
    tap(browse, amina, record, "yes", TALK, whom=advice)
    with acting_as(joe):
        sharing.decide(record, [TALK], "no", by=joe, organisation=advice)
    page = tap(browse, amina, record, "yes", HELP, whom=advice).content.decode()
    assert (held(page)[TALK], held(page)[HELP]) == ("no", "yes")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sections": []}, "Choose at least one part of the page."),
        ({"sections": ["bank"]}, "Choose from these parts of the page."),
        ({"answer": "perhaps"}, "Choose one of these answers."),
        ({"until": "2020-01-01"}, "Write a day that is still to come."),
        ({"until": "soon"}, "Write a day like 24/3/2026"),
        ({"capacity": "best_interests"}, "Say why they could not be asked."),
        ({"purpose": "x" * 301}, "Use 300 characters or fewer."),
    ],
)
def test_what_cannot_be_said_is_asked_again(browse, record, amina, advice, wrong, said):
    about = {"with": str(advice.pk), "answer": "yes", "sections": [TALK]} | wrong
    answer = browse(amina).post(place(record, "decide/"), about)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert decisions(record, amina) == []


@pytest.mark.parametrize("whom", ["nobody", "0198c0de-0000-7000-8000-000000000000"])
def test_with_somebody_unknown_there_is_no_page(browse, record, amina, whom):
    assert browse(amina).get(place(record), {"with": whom}).status_code == 404
    about = {"with": whom, "answer": "yes", "sections": [TALK]}
    assert browse(amina).post(place(record, "decide/"), about).status_code == 404


def test_the_preview_shows_what_they_would_see_and_no_other_word(
    browse, record, amina, joe, advice
):
    with acting_as(joe):
        for section in (TALK, HELP):
            what_matters.say(record, section, Words(f"Marker {section}."), by=joe, base=None)
    tap(browse, amina, record, "yes", TALK, whom=advice)
    page = page_of(browse, amina, record, advice)
    assert f"Marker {TALK}." in page
    assert f"Marker {HELP}." not in page


@pytest.mark.parametrize("end", ["", "told/"])
def test_a_stranger_finds_no_page_of_sharing(browse, record, sam, pat, end):
    for who in (sam, pat):
        assert browse(who).get(place(record, end)).status_code == 404
        assert tap(browse, who, record, "yes", TALK).status_code == 404


# --- What had to be told --------------------------------------------------------------------------
def told(**more) -> dict:
    return {
        "what": "That his door stood open.",
        "to_whom": "The police",
        "why": "adult_at_risk",
        "reason": "Nobody could reach him.",
        "told_resident": "yes",
        "key": str(new_id()),
    } | more


def disclosures(record, by) -> list[Disclosure]:
    with acting_as(by):
        return list(Disclosure.objects.filter(resident=record))


def test_what_was_told_is_written_once_and_changes_no_decision(browse, record, amina, advice):
    tap(browse, amina, record, "no", TALK, whom=advice)
    amina_browses, about = browse(amina), told()
    for _click in range(2):
        page = amina_browses.post(place(record, "told/"), about, follow=True).content.decode()
    assert "To The police, because an adult may come to harm" in page
    assert "Joe was told." in page
    assert len(disclosures(record, amina)) == 1
    assert held(page_of(browse, amina, record, advice))[TALK] == "no"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Write what was told."),
        ({"to_whom": " "}, "Write to whom."),
        ({"why": ""}, "Choose on what ground."),
        ({"reason": ""}, "Say why."),
        ({"told_resident": ""}, "Choose yes or no."),
        ({"told_resident": "no"}, "Say why they were not told."),
    ],
)
def test_something_missing_is_asked_for(browse, record, amina, wrong, said):
    answer = browse(amina).post(place(record, "told/"), told(**wrong))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert disclosures(record, amina) == []


def test_what_is_kept_from_joe_is_looked_at_by_somebody_else(browse, record, amina, bev, joe):
    kept = {"told_resident": "no", "not_told_because": "His brother.", "withheld": "somebody_else"}
    browse(amina).post(place(record, "told/"), told(**kept))
    (disclosure,) = disclosures(record, amina)
    assert disclosures(record, joe) == []
    review = place(record, f"told/{disclosure.pk}/")
    assert browse(amina).post(review, {"withhold": "no"}).status_code == 403
    bev_browses = browse(bev)
    bev_browses.post(f"/people/{record.pk}/why/", {"purpose": "support"})
    assert review in bev_browses.get(place(record)).content.decode()
    assert bev_browses.post(review, {}).status_code == 422
    bev_browses.post(review, {"withhold": "no"})
    assert disclosures(record, joe) == [disclosure]
    again = bev_browses.post(review, {"withhold": "yes"})
    assert (again.status_code, "looked at this already" in again.content.decode()) == (422, True)


def test_another_residents_disclosure_is_not_there(browse, record, amina, bev):
    browse(amina).post(place(record, "told/"), told())
    (disclosure,) = disclosures(record, amina)
    other = make.resident("Ann", by=bev)
    assert browse(bev).get(place(other, f"told/{disclosure.pk}/")).status_code == 404
