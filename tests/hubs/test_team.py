"""Who may let whom work where."""

import pytest

from hubs.access import Refused
from hubs.actions import place, team
from hubs.models import Place, Team
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ade(world):
    return make.worker("Ade Cole", None, role="administrator", at=world.council)


@pytest.fixture
def nell(world):
    return make.user("Nell Ray")


@pytest.mark.parametrize(
    ("who", "hub", "role", "may"),
    [
        ("bev", "marsh_end", "practitioner", True),
        ("bev", "marsh_end", "hub_manager", True),
        ("bev", "marsh_end", "administrator", False),
        ("bev", "marsh_end", "privacy_officer", False),
        ("bev", "hillfoot", "practitioner", False),
        ("ade", "hillfoot", "privacy_officer", True),
        ("amina", "marsh_end", "practitioner", False),
        ("diya", "marsh_end", "practitioner", False),
    ],
)
def test_who_runs_a_team_lets_people_join_as_far_as_their_own_rights_reach(
    who, hub, role, may, world, nell, request
):
    by = request.getfixturevalue(who)
    hub = getattr(world, hub)
    with acting_as(by):
        try:
            team.join(
                nell, hub.organisation, by=by, hub=hub, role=role, starts=make.datetime.date.today()
            )
        except Refused:
            joined = False
        else:
            joined = True
    assert joined == may


def test_a_lead_writes_down_a_team_of_their_hub_and_no_other_place(world, bev, ade):
    with acting_as(bev):
        place.put(Team(name="Quay team", hub=world.marsh_end), by=bev)
        for elsewhere in [Team(name="Farms", hub=world.hillfoot), Place(name="Dock Row")]:
            with pytest.raises(Refused):
                place.put(elsewhere, by=bev)
    with acting_as(ade):
        place.put(Place(name="Dock Row"), by=ade)


def test_an_installation_is_founded_once(world, ade):
    with pytest.raises(Refused):
        team.found(
            "Eve",
            email="eve@demo.example",
            password=None,
            organisation=world.council,
            starts=make.datetime.date.today(),
        )
