"""Only telling somebody of help: a line of the life line, never an ask, and nothing that came of it."""

import pytest

from cases.actions import signpost as verbs
from cases.asks_went import Tally, went_at
from cases.models import Referral, Signpost
from hubs.access import Refused
from hubs.actions import directory
from hubs.models import Organisation
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(amina) -> Organisation:
    """A group that Amina knows."""
    made = Organisation.objects.create(name="Quay Allotments", kind="community_group")
    with acting_as(amina):
        directory.know(made, by=amina, still=True)
    return made


def address(record) -> str:
    return f"/people/{record.pk}/pointed-to/new/"


def said(to, **more) -> dict:
    return {"to": str(to.pk), "key": str(new_id())} | more


def test_bring_help_in_offers_only_to_tell(browse, record, amina, garden):
    html = browse(amina).get(f"/people/{record.pk}/referrals/new/?with={garden.pk}")
    assert f'href="{address(record)}?with={garden.pk}"' in html.content.decode()
    page = browse(amina).get(address(record), {"with": str(garden.pk)}).content.decode()
    assert "Quay Allotments" in page
    assert f'value="{garden.pk}" checked' in page


def test_one_press_writes_it_into_the_life_line(browse, record, amina, garden):
    answer = browse(amina).post(address(record), said(garden), follow=True)
    page = answer.content.decode()
    assert "Written into the life line. Nobody was asked." in page
    assert "Pointed to Quay Allotments" in page
    with acting_as(amina):
        verbs = AuditEvent.objects.filter(resident_id=record.pk).values_list("verb", flat=True)
        assert "signpost.written" in verbs


def test_a_sentence_and_the_service_stand_with_it(browse, record, amina, garden):
    plots = make.service("Plots to share", by=garden)
    page = browse(amina).post(
        address(record), said(plots, words="Ask for Bert on a Tuesday."), follow=True
    )
    html = page.content.decode()
    assert "Pointed to Plots to share, Quay Allotments" in html
    assert "Ask for Bert on a Tuesday." in html


def test_joe_reads_who_told_him_of_what(browse, record, joe, amina, garden):
    browse(amina).post(address(record), said(garden, words="On Tuesdays."))
    page = browse(joe).get("/me/").content.decode()
    assert "Amina told you about Quay Allotments" in page
    assert "On Tuesdays." in page


def test_it_is_found_among_the_conversations_and_by_its_words(browse, record, amina, garden):
    browse(amina).post(address(record), said(garden, words="On Tuesdays."))
    life = f"/people/{record.pk}/life/"
    for asked, there in [({"kind": "talk"}, True), ({"kind": "ask"}, False)]:
        page = browse(amina).get(life, asked).content.decode()
        assert ("Pointed to Quay Allotments" in page) is there
    for words, there in [("allotments", True), ("tuesdays", True), ("bicycle", False)]:
        page = browse(amina).get(life, {"q": words, "words": words}).content.decode()
        assert ("Pointed to Quay Allotments" in page) is there


def test_it_is_no_ask_and_counts_as_nothing_that_came_of_one(
    browse, record, amina, bev, garden, world
):
    for _time in range(6):
        browse(amina).post(address(record), said(garden))
    with acting_as(amina):
        assert Signpost.objects.count() == 6
        assert not Referral.objects.exists()
        assert not Letter.objects.exists()
    with acting_as(bev):
        went = went_at(world.marsh_end, now=make.timezone.now())
    assert (went.all, went.each, went.missing) == (Tally(), [], [])
    page = browse(bev).get(f"/hubs/{world.marsh_end.pk}/asks/").content.decode()
    assert "Quay Allotments" not in page
    asked = browse(amina).get(f"/people/{record.pk}/referrals/").content.decode()
    assert "Quay Allotments" not in asked


def test_a_double_click_is_one_line(browse, record, amina, garden):
    amina_browses, told = browse(amina), said(garden)
    assert [amina_browses.post(address(record), told).status_code for _ in range(2)] == [302, 302]
    with acting_as(amina):
        assert Signpost.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to": ""}, "Choose of whom you told them."),
        ({"to": "nobody"}, "This one is no longer in the directory. Choose again."),
        ({"words": "x" * 301}, "Use 300 characters or fewer."),
    ],
)
def test_what_is_missing_is_asked_for(browse, record, amina, garden, wrong, sentence):
    answer = browse(amina).post(address(record), said(garden) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with acting_as(amina):
        assert not Signpost.objects.exists()


def test_a_stranger_points_joe_to_nothing(browse, record, sam, garden):
    assert browse(sam).get(address(record)).status_code == 404
    assert browse(sam).post(address(record), said(garden)).status_code == 404


def test_bev_who_leads_the_hub_reads_and_does_not_write(record, bev, garden):
    with acting_as(bev), pytest.raises(Refused):
        verbs.point_to(record, garden, by=bev)
