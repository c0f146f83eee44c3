"""What a resident gives: nobody reads it before somebody looked, nor whose it is unless they say so."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from cases.actions import goodbye
from cases.actions import offer as offers
from cases.actions import resident as residents
from cases.models import ContactPoint, OfferLink
from hubs.access import Refused
from hubs.actions import offer as published
from hubs.models import Offer
from relational.kernel.base import new_id
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

PAGE = "/me/offers/"
BIKES = {"words": "I can mend bikes.", "kind": "skill"}


@pytest.fixture
def given(record, joe) -> OfferLink:
    return make.offer(record, by=joe)


def near(browse) -> str:
    answer = browse().get(reverse("hubs:directory"), {"q": "bikes"})
    assert answer.status_code == 200
    return answer.content.decode()


def page_of_the_hubs(browse, world) -> str:
    return browse().get(reverse("hubs:directory-entry", args=[world.council.pk])).content.decode()


def look_at(browse, by, given, **said):
    address = f"/people/{given.resident_id}/offers/{given.pk}/"
    return browse(by).post(address, {"title": "Bikes mended", "about": "On Fridays."} | said)


def kinds_to(user) -> list[str]:
    with acting_as(user):
        return sorted(Letter.objects.filter(to=user).values_list("kind", flat=True))


def test_joe_offers_and_nobody_finds_it_before_amina_has_looked(browse, record, joe, amina):
    his = browse(joe)
    assert his.post(PAGE, BIKES).url == PAGE
    page = his.get(PAGE).content.decode()
    assert "I can mend bikes." in page
    assert "Somebody of the hub reads it first." in page
    assert "mend bikes" not in near(browse)
    assert kinds_to(amina) == ["offer_made"]
    assert "I can mend bikes." in browse(amina).get(f"/people/{record.pk}/offers/").content.decode()


def test_she_shows_it_in_the_name_of_the_hub_and_not_in_his(
    browse, record, joe, amina, given, world
):
    assert look_at(browse, amina, given).status_code == 302
    found = near(browse)
    assert "Bikes mended" in found
    entry = page_of_the_hubs(browse, world)
    assert "Ask at Marsh End Hub" in entry
    assert "On Fridays." in entry
    assert "Joe" not in found + entry
    assert kinds_to(joe) == ["offer_looked_at"]
    page = browse(joe).get(PAGE).content.decode()
    assert "Neighbours read this" in page
    assert "Who wants it asks at the hub, not you." in page


def test_his_name_is_said_only_where_he_says_so(browse, record, joe, amina, world):
    named = make.offer(record, by=joe, named=True)
    look_at(browse, amina, named)
    assert "Offered by Joe." in page_of_the_hubs(browse, world)


@pytest.mark.parametrize(
    "about",
    [
        *("Joe does it.", "Joe's cot.", "Joe’s cot.", "Ask-Joe", "ask joe_"),
        *("Ring 07700 900123.", "Ring 07700900123", "Ring +44 7700 900123."),
        "At 9 Quay Street, CH41 5AA",
    ],
)
def test_otherwise_nothing_that_says_who_it_is_is_shown(browse, record, joe, amina, given, about):
    with acting_as(amina):
        way = ContactPoint(resident=record, channel="mobile", value="07700 900123")
        residents.reach_by(way, by=amina)
    answer = look_at(browse, amina, given, about=about)
    assert answer.status_code == 422
    assert "This says who it is or where they live." in answer.content.decode()
    assert not Offer.objects.exists()


def test_who_lets_us_say_his_first_name_lets_us_say_no_more(browse, record, joe, amina, world):
    named = make.offer(record, by=joe, named=True)
    assert look_at(browse, amina, named, about="Joe, at CH41 5AA").status_code == 422
    assert look_at(browse, amina, named, about="Joe does it.").status_code == 302


def test_what_is_not_shown_says_why_and_joe_reads_it(browse, joe, amina, given):
    assert look_at(browse, amina, given, then="leave", why="").status_code == 422
    answer = look_at(browse, amina, given, then="leave", why="The hub has no workshop.")
    assert answer.status_code == 302
    assert "The hub has no workshop." in browse(joe).get(PAGE).content.decode()
    assert not Offer.objects.exists()


def test_he_takes_it_back_and_nobody_finds_it(browse, joe, amina, given):
    look_at(browse, amina, given)
    assert "Bikes mended" in near(browse)
    his = browse(joe)
    for _twice in range(2):
        assert his.post(f"{PAGE}{given.pk}/back/").status_code == 302
    assert "Bikes mended" not in near(browse)
    assert "You took it back." in his.get(PAGE).content.decode()


def test_what_is_taken_back_is_not_shown_any_more(browse, joe, amina, given):
    with acting_as(joe):
        offers.take_back(given, by=joe)
    answer = look_at(browse, amina, given)
    assert answer.status_code == 422
    assert "They have just taken it back." in answer.content.decode()


def test_it_is_looked_at_once(browse, amina, bev, given):
    look_at(browse, amina, given)
    with acting_as(amina), pytest.raises(ValidationError):
        offers.leave_it(given, by=amina, why="No.")


def test_what_the_hub_takes_down_is_shown_to_joe_as_that(browse, joe, amina, given):
    look_at(browse, amina, given)
    with acting_as(amina):
        published.withdraw(Offer.objects.get(), by=amina)
    assert "It is not shown any more." in browse(joe).get(PAGE).content.decode()


def test_his_goodbye_takes_back_what_he_gives(browse, record, joe, amina, given):
    look_at(browse, amina, given)
    with acting_as(joe):
        goodbye.end(record, by=joe, decided="person")
    assert "Bikes mended" not in near(browse)
    answer = browse(joe).post(PAGE, BIKES)
    assert answer.status_code == 422
    assert "Come back first" in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"words": " ", "kind": "skill"}, "Write what you can give."),
        ({"words": "Bikes.", "kind": ""}, "Choose what you can give."),
        ({"words": "Bikes.", "kind": "money"}, "Choose what you can give."),
        ({"words": "b" * 501, "kind": "skill"}, "Use 500 characters or fewer."),
    ],
)
def test_what_is_missing_is_said(browse, joe, form, says):
    answer = browse(joe).post(PAGE, form)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_same_form_twice_offers_once_and_several_are_one_letter_a_day(browse, joe, amina):
    key = str(new_id())
    for said in ({"key": key}, {"key": key}, {"words": "A cot.", "kind": "thing"}):
        browse(joe).post(PAGE, BIKES | said)
    with acting_as(joe):
        assert OfferLink.objects.count() == 2
    assert kinds_to(amina) == ["offer_made"]


def test_a_stranger_finds_nothing_and_nobody_gives_in_his_name(
    browse, record, joe, amina, sam, pat, given
):
    for who in (sam, pat):
        assert browse(who).get(f"/people/{record.pk}/offers/").status_code == 404
        assert look_at(browse, who, given).status_code == 404
        assert browse(who).post(f"{PAGE}{given.pk}/back/").status_code == 404
        with acting_as(who):
            assert not OfferLink.objects.exists()
    with acting_as(amina), pytest.raises(Refused):
        offers.offer(record, by=amina, **BIKES)
    with acting_as(amina), pytest.raises(Refused):
        offers.take_back(given, by=amina)
    with acting_as(joe), pytest.raises(Refused):
        offers.leave_it(given, by=joe, why="No.")


def test_nor_does_the_database_let_joe_look_at_his_own(joe, given):
    given.looked_by, given.looked_at, given.why_not = joe, timezone.now(), "No."
    with acting_as(joe), pytest.raises(DatabaseError), transaction.atomic():
        given.save(update_fields=["looked_by", "looked_at", "why_not"])


def test_the_list_takes_as_many_statements_for_three(
    browse, record, joe, django_assert_max_num_queries
):
    make.offer(record, by=joe)
    his = browse(joe)
    his.get(PAGE)
    with django_assert_max_num_queries(40) as one:
        his.get(PAGE)
    for words in ("A cot.", "An hour."):
        make.offer(record, by=joe, words=words)
    with django_assert_max_num_queries(len(one)):
        his.get(PAGE)
