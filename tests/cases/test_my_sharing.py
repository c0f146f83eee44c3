"""Who may read what, said by the resident themself: it holds at once, and so does a no."""

import datetime

import pytest
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import sharing
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, SharingDecision
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

PAGE, DECIDE = "/me/sharing/", "/me/sharing/decide/"


@pytest.fixture
def said(record, joe):
    with acting_as(joe):
        words.say(record, "how_to_communicate", Words("Ring after ten."), by=joe, base=None)


@pytest.fixture
def asked(record, joe, amina, pat, world, said):
    """Clearwater was asked, and reads how to talk with Joe."""
    with acting_as(joe):
        sharing.decide(record, ["how_to_communicate"], "yes", by=joe, organisation=world.advice)
    return make.ask(record, by=amina, organisation=world.advice, sections=["how_to_communicate"])


def holds(record, joe, organisation) -> str:
    with acting_as(joe):
        return sharing.answers_now(record, organisation)["how_to_communicate"]


def test_joe_says_no_and_the_page_of_the_service_closes_at_once(
    browse, record, joe, amina, pat, world, asked
):
    pats = browse(pat)
    assert "Ring after ten." in pats.get(f"/referrals/{asked.pk}/").content.decode()
    no = {"with": world.advice.pk, "sections": "how_to_communicate", "answer": "no"}
    answer = browse(joe).post(DECIDE, no)
    assert answer.url == f"{PAGE}?with={world.advice.pk}"
    page = pats.get(f"/referrals/{asked.pk}/").content.decode()
    assert "Ring after ten." not in page
    assert "This page is closed just now" in page
    with acting_as(amina):
        assert Letter.objects.filter(to=amina, kind="ask_closed").exists()


def test_of_what_he_asked_himself_amina_is_told_that_it_closed(
    browse, record, joe, amina, pat, world, said
):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(joe):
        circle_of = sharing.decide(
            record, ["how_to_communicate"], "yes", by=joe, organisation=world.advice
        )
        assert circle_of
        ask = asks.draft(
            record,
            by=joe,
            organisation=world.advice,
            kind="self",
            what_for="Rent.",
            sections=["how_to_communicate"],
        )
        asks.send(ask, by=joe)
        sharing.decide(record, ["how_to_communicate"], "no", by=joe)
        assert not Letter.objects.filter(to=joe, kind="ask_closed").exists()
    with acting_as(amina):
        assert Letter.objects.filter(to=amina, kind="ask_closed").exists()
    page = browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    assert "Amina Yusuf at Marsh End Hub knows" in page


def test_he_sees_what_they_would_see(browse, record, joe, world, asked):
    page = browse(joe).get(f"{PAGE}?with={world.advice.pk}").content.decode()
    preview = page.partition('id="preview"')[2]
    assert "Ring after ten." in preview
    assert "You said so, today." in page
    assert "Yes to “How to talk with me” with Clearwater Debt Advice" in page


def test_a_yes_until_a_day_and_several_parts_at_once(browse, record, joe, world, asked):
    last = timezone.localdate() + datetime.timedelta(days=9)
    form = {
        "with": world.advice.pk,
        "sections": ["how_to_communicate", "my_wellness"],
        "answer": "yes",
        "until": last.isoformat(),
    }
    assert browse(joe).post(DECIDE, form).status_code == 302
    with acting_as(joe):
        latest = SharingDecision.objects.newest_first()[:2]
        assert {(each.section, each.until, each.by_id) for each in latest} == {
            ("how_to_communicate", last, joe.pk),
            ("my_wellness", last, joe.pk),
        }


def test_one_press_stops_it_all_with_one_of_them(browse, record, joe, world, asked):
    page = browse(joe).get(f"{PAGE}?with={world.advice.pk}").content.decode()
    assert "Stop it all with Clearwater Debt Advice" in page
    parts = {"with": world.advice.pk, "sections": ["how_to_communicate"], "answer": "no"}
    browse(joe).post(DECIDE, parts)
    assert holds(record, joe, world.advice) == "no"
    page = browse(joe).get(f"{PAGE}?with={world.advice.pk}").content.decode()
    assert "Stop it all with" not in page


def test_saying_the_same_twice_writes_it_down_once(browse, joe):
    for _time in range(2):
        browse(joe).post(DECIDE, {"with": "", "sections": "my_wellness", "answer": "no"})
    with acting_as(joe):
        assert SharingDecision.objects.count() == 1


def test_a_no_to_somebody_around_him_closes_it_to_them(browse, record, joe, amina, bev, said):
    other = make.worker("Lee Ash", record.hub)
    with acting_as(amina):
        theirs = circle.join(record, by=amina, user=other, part="alongside")
    assert "Lee Ash" in browse(joe).get(f"{PAGE}?with={theirs.pk}").content.decode()
    no = {"with": theirs.pk, "sections": "how_to_communicate", "answer": "no"}
    browse(joe).post(DECIDE, no)
    assert "Ring after ten." not in browse(other).get(f"/people/{record.pk}/").content.decode()
    ask_first = {**no, "answer": "ask_me_first"}
    assert browse(joe).post(DECIDE, ask_first).status_code == 422


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"sections": [], "answer": "yes"}, "Choose at least one part of the page."),
        ({"sections": ["my_wellness"], "answer": ""}, "Choose one of these answers."),
        ({"sections": ["secrets"], "answer": "yes"}, "Choose from these parts"),
        (
            {"sections": ["my_wellness"], "answer": "yes", "until": "2020-01-01"},
            "Write a day that is still to come.",
        ),
        ({"sections": ["my_wellness"], "answer": "yes", "until": "soon"}, "Write a day like"),
    ],
)
def test_what_is_missing_is_said(browse, joe, form, says):
    answer = browse(joe).post(DECIDE, form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with acting_as(joe):
        assert not SharingDecision.objects.exists()


def test_nobody_is_shared_with_who_is_not_around_him(browse, joe, sam, world):
    with acting_as(sam):
        dot = make.resident("Dot", by=sam)
        hers = Connection.objects.get(resident=dot)
    for whom in (hers.pk, world.advice.pk, "nobody"):
        assert browse(joe).get(f"{PAGE}?with={whom}").status_code == 404
        form = {"with": whom, "sections": "my_wellness", "answer": "yes"}
        assert browse(joe).post(DECIDE, form).status_code == 404
