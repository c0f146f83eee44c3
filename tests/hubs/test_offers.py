"""What organisations and groups give: who says so, who finds it, and how it ends."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hubs.access import Refused
from hubs.actions import offer as offers
from hubs.actions import postcode
from hubs.actions.offer import Said
from hubs.models import Offer, Organisation
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make
from tests.hubs.test_directory import found, service

pytestmark = pytest.mark.django_db

VAN = Said("thing", "A van on Thursdays", about="Room for a bed.", when="Thursdays", where="Quay")


@pytest.fixture
def menders(world) -> Organisation:
    """A group that nobody here works for."""
    group = Organisation.objects.create(name="Marsh End Menders", kind="community_group")
    service("Mending circle", by=group, at=("1 Marsh Road", "WX1 3BT"), when=("SA", 10, 12))
    return group


@pytest.fixture
def van(menders, amina) -> Offer:
    with acting_as(amina):
        return offers.offer(menders, VAN, by=amina, key=new_id())


def fill(client, address, **more):
    said = {"kind": "skill", "title": "Bike repair", "key": str(new_id())} | more
    return client.post(address, said)


def test_a_worker_offers_something_for_a_group_and_everybody_finds_it(menders, amina, browse):
    address = f"/directory/{menders.pk}/offers/new/"
    assert f'href="{address}"' in browse(amina).get(f"/directory/{menders.pk}/").content.decode()
    answer = fill(browse(amina), address, about="Bring it wet or dry.", when="Mondays")
    assert (answer.status_code, answer.url) == (302, f"/directory/{menders.pk}/")
    assert found(browse()) == ["Bike repair", "Mending circle"]
    page = browse().get("/directory/", {"q": "bike"}).content.decode()
    assert "Offered by neighbours and groups: a skill" in re.sub(r"<[^>]+>", "", page)
    assert f'href="/directory/{menders.pk}/#offers"' in page
    for entry in (menders, menders.services.get()):
        page = browse().get(f"/directory/{entry.pk}/").content.decode()
        assert "Bring it wet or dry." in page
        assert "offers/" not in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "van"}, ["A van on Thursdays"]),
        ({"q": "bed"}, ["A van on Thursdays"]),
        ({"q": "menders"}, ["A van on Thursdays", "Mending circle"]),
        ({"q": "submarine"}, []),
        ({"day": "SA"}, ["A van on Thursdays", "Mending circle"]),
        ({"day": "MO", "part": "evening"}, ["A van on Thursdays"]),
        ({"free": "on"}, ["A van on Thursdays"]),
        ({"offered": "on"}, ["A van on Thursdays"]),
        ({"near": "WX1"}, ["A van on Thursdays", "Mending circle"]),
        ({"near": "WX1 3ZZ"}, ["A van on Thursdays", "Mending circle"]),
        ({"near": "Marsh Road"}, ["A van on Thursdays", "Mending circle"]),
        ({"near": "ZZ9"}, []),
    ],
)
def test_it_is_found_by_the_same_words_and_hidden_by_no_hours(van, browse, asked, names):
    assert found(browse(), **asked) == names


def test_it_is_as_near_as_who_gives_it(van, browse):
    postcode.keep([("WX13BT", 300_000, 400_000), ("WX21AA", 301_609, 400_000)])
    page = browse().get("/directory/", {"near": "WX2 1AA"}).content.decode()
    assert page.count("about 1 mile<") == 2


def test_it_is_changed_and_taken_back(van, menders, amina, diya, browse):
    address = f"/directory/{menders.pk}/offers/{van.pk}/"
    page = browse(amina).get(address).content.decode()
    assert "A van on Thursdays" in page
    assert "Room for a bed." in page
    assert fill(browse(amina), address, kind="thing", title="A van").status_code == 302
    assert found(browse(), offered="on") == ["A van"]
    assert browse(amina).get(f"{address}withdraw/").status_code == 200
    assert browse(amina).post(f"{address}withdraw/").status_code == 302
    assert found(browse(), offered="on") == []
    assert browse(amina).get(address).status_code == 404
    assert fill(browse(amina), address).status_code == 404
    assert browse(amina).post(f"{address}withdraw/").status_code == 302  # twice is once
    with acting_as(amina), pytest.raises(ValidationError, match="just taken it back"):
        offers.change(van, VAN, by=amina)
    with acting_as(diya):
        events = AuditEvent.objects.filter(about_id=van.pk).order_by("at")
        verbs = list(events.values_list("verb", flat=True))
    assert verbs == ["offer.made", "offer.changed", "offer.withdrawn"]


def test_after_its_last_day_nobody_finds_it(van, browse, menders, amina):
    today = timezone.localdate()
    Offer.objects.update(until=today)
    assert found(browse(), offered="on") == ["A van on Thursdays"]
    Offer.objects.update(until=today - datetime.timedelta(days=1))
    assert found(browse(), offered="on") == []
    assert "A van" not in browse().get(f"/directory/{menders.pk}/").content.decode()
    assert browse(amina).get(f"/directory/{menders.pk}/offers/{van.pk}/").status_code == 404


def test_a_double_click_offers_it_once(menders, amina, diya, browse):
    key = str(new_id())
    for _click in range(2):
        answer = fill(browse(amina), f"/directory/{menders.pk}/offers/new/", key=key)
        assert answer.status_code == 302
    assert Offer.objects.count() == 1
    with acting_as(diya):
        assert AuditEvent.objects.filter(verb="offer.made").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Write in a few words what it is."),
        ({"title": "x" * 121}, "Use 120 characters or fewer."),
        ({"kind": ""}, "Choose what is given."),
        ({"kind": "money"}, "Choose what is given."),
        ({"until": "2020-01-01"}, "Write a day that is still to come."),
        ({"until": "soon"}, "Write a day like 24/3/2027."),
        ({"about": "x" * 1001}, "Use 1000 characters or fewer."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(menders, amina, browse, wrong, said):
    answer = fill(browse(amina), f"/directory/{menders.pk}/offers/new/", **wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Offer.objects.count() == 0


def test_for_an_organisation_that_people_here_work_for_they_alone_speak(world, amina, browse, pat):
    other = Organisation.objects.create(name="Tidewater Homes", kind="mutual")
    service("Repairs", by=other)
    theirs = make.worker("Tess Hall", None, role="connector", at=other, email="tess@demo.example")
    address = f"/directory/{other.pk}/offers/new/"
    assert [browse(who).get(address).status_code for who in (amina, pat, theirs)] == [403, 403, 200]
    assert "offers/new" not in browse(amina).get(f"/directory/{other.pk}/").content.decode()
    with acting_as(amina), pytest.raises(Refused):
        offers.offer(other, VAN, by=amina, key=new_id())
    with acting_as(theirs):
        made = offers.offer(other, VAN, by=theirs, key=new_id())
    assert fill(browse(amina), f"/directory/{other.pk}/offers/{made.pk}/").status_code == 403
    assert (
        browse(amina).post(f"/directory/{other.pk}/offers/{made.pk}/withdraw/").status_code == 403
    )


def test_what_was_only_named_for_a_circle_gives_nothing_in_public(world, amina, browse):
    named = Organisation.objects.create(name="Her brother's garage")
    assert browse(amina).get(f"/directory/{named.pk}/offers/new/").status_code == 404
    page = browse(amina).get(f"/directory/{named.pk}/").content.decode()
    assert "offers/new" not in page


def test_an_offer_stands_under_its_own_organisation_alone(van, browse, amina):
    other = Organisation.objects.create(name="The Old Bus Club")
    service("Old bus evening", by=other)
    assert browse(amina).get(f"/directory/{other.pk}/offers/{van.pk}/").status_code == 404
