"""Finding what is nearby, a page of it, and saying what is not right."""

import datetime
import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs.access import Refused
from hubs.actions import correction as corrections
from hubs.models import (
    Accessibility,
    Address,
    Attribute,
    Correction,
    CostOption,
    FeedSource,
    KnownBy,
    Language,
    Location,
    Organisation,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make
from tests.house.test_house import UNWELCOME

pytestmark = pytest.mark.django_db


def service(name, *, by=None, term="", at=None, when=(), cost=None, says="", easy="", **more):
    """A service with what hangs on it: at is (street, postcode), when is (days, from, to)."""
    made = Service.objects.create(name=name, organization=by, **more)
    if term:
        word, _new = TaxonomyTerm.objects.get_or_create(name=term)
        Attribute.objects.create(link_id=made.pk, link_entity="service", taxonomy_term=word)
    if at:
        put(made, *at, easy=easy)
    if when:
        days, opens, closes = when
        Schedule.objects.create(
            service=made,
            freq="WEEKLY",
            byday=days,
            opens_at=datetime.time(opens),
            closes_at=datetime.time(closes),
        )
    if cost is not None:
        CostOption.objects.create(service=made, amount=cost, currency="GBP")
    if says:
        Language.objects.create(service=made, name=says)
    return made


def put(made, street, postcode, *, easy="", home=False, city="Marsh End") -> Location:
    place = Location.objects.create(name=f"{street} rooms", somebodys_home=home)
    Address.objects.create(location=place, address_1=street, city=city, postal_code=postcode)
    ServiceAtLocation.objects.create(service=made, location=place)
    if easy:
        Accessibility.objects.create(location=place, description=easy)
    return place


@pytest.fixture
def nearby(db) -> dict:
    """Four things that differ in everything one can ask for."""
    club = Organisation.objects.create(name="Wexmouth Bowls Club", kind="community_group")
    return {
        "bowls": service(
            "Afternoon bowls",
            by=club,
            description="Woods to borrow.",
            at=("1 Park Road", "WX3 3HD"),
            when=("TU,TH", 14, 17),
            cost=1,
        ),
        "chairs": service(
            "Warm chairs",
            description="Tea and a radiator.",
            term="Somewhere warm",
            at=("4 Chapel Street", "WX1 2LP"),
            when=("TU", 12, 16),
            cost=0,
            says="Welsh",
            easy="Step-free way in",
        ),
        "library": service(
            "Library",
            term="Somewhere warm",
            at=("3 Ferry Lane", "WX1 9QD"),
            when=("MO,TU,WE,TH,FR", 9, 12),
        ),
        "debts": service("Debt advice", fees="Free, always.", description="Your rent, your bills."),
    }


def found(client, **asked) -> list[str]:
    page = client.get("/directory/", asked)
    assert page.status_code == 200
    return re.findall(
        r'<h3><a href="/directory/[^"]+" dir="auto">([^<]+)</a>', page.content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Afternoon bowls", "Debt advice", "Library", "Warm chairs"]),
        ({"q": "radiator"}, ["Warm chairs"]),
        ({"q": "chair"}, ["Warm chairs"]),
        ({"q": "somewhere warm to go"}, ["Library", "Warm chairs"]),
        ({"q": "libary"}, ["Library"]),
        ({"q": "bowels club"}, ["Afternoon bowls"]),
        ({"q": "Wexmouth Bowls Club"}, ["Afternoon bowls"]),
        ({"q": "my rent"}, ["Debt advice"]),
        ({"q": "rent radiator"}, []),
        ({"q": ".*"}, ["Afternoon bowls", "Debt advice", "Library", "Warm chairs"]),
        ({"q": "100% (free)"}, []),
        ({"matters": "Somewhere warm"}, ["Library", "Warm chairs"]),
        ({"day": "TU"}, ["Afternoon bowls", "Library", "Warm chairs"]),
        ({"day": "TU", "part": "afternoon"}, ["Afternoon bowls", "Warm chairs"]),
        ({"day": "MO", "part": "afternoon"}, []),
        ({"part": "morning"}, ["Library"]),
        ({"day": "SU"}, []),
        ({"near": "wx1 2lp"}, ["Warm chairs", "Library"]),
        ({"near": "WX19QD"}, ["Library", "Warm chairs"]),
        ({"near": "WX3"}, ["Afternoon bowls"]),
        ({"near": "WX7 1AA"}, ["Afternoon bowls", "Library", "Warm chairs"]),
        ({"near": "ZZ1 1AA"}, []),
        ({"near": "Ferry Lane"}, ["Library"]),
        ({"near": "fery lane"}, ["Library"]),
        ({"near": "Marsh End"}, ["Afternoon bowls", "Library", "Warm chairs"]),
        ({"free": "on"}, ["Debt advice", "Warm chairs"]),
        ({"language": "Welsh"}, ["Warm chairs"]),
        ({"access": "Step-free way in"}, ["Warm chairs"]),
        ({"q": "warm", "day": "TU", "part": "afternoon", "near": "WX1 2AB"}, ["Warm chairs"]),
        ({"q": "warm", "day": "WE", "part": "afternoon", "near": "WX1 2AB"}, []),
    ],
)
def test_everything_that_is_asked_for_must_be_so(nearby, browse, asked, names):
    assert found(browse(), **asked) == names


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "x" * 101},
        {"day": "XX"},
        {"part": "noon"},
        {"matters": "Nothing of the kind"},
        {"language": "Klingon"},
        {"access": "'; drop table"},
    ],
)
def test_what_cannot_be_asked_for_is_said_at_its_field(nearby, browse, asked):
    page = browse().get("/directory/", asked)
    assert page.status_code == 422
    assert b"govuk-error-summary" in page.content


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "²"])
def test_a_page_that_is_not_there_breaks_nothing(nearby, browse, number):
    assert browse().get("/directory/", {"page": number, "q": "a\x00b%'\\"}).status_code == 200


def test_when_nothing_is_found_the_page_says_what_to_try(nearby, browse):
    page = browse().get("/directory/", {"q": "submarine"}).content.decode()
    assert "Leave one thing out" in page


def test_an_empty_directory_says_whom_to_ask(db, browse):
    page = browse().get("/directory/").content.decode()
    assert "The people at your hub know what is near" in page


def test_nothing_in_the_district_is_said_and_its_neighbours_are_shown(nearby, browse):
    page = browse().get("/directory/", {"near": "WX7 1AA"}).content.decode()
    assert "Nothing like it in WX7" in page


def test_the_hours_of_a_building_are_those_of_what_has_none_of_its_own(nearby, browse):
    for name, own in (("Film", False), ("Chess", True)):
        made = service(name, when=("MO", 9, 10) if own else ())
        place = put(made, "9 Long Lane", "WX5 1AA")
        Schedule.objects.create(location=place, freq="WEEKLY", byday="SU")
    assert found(browse(), day="SU") == ["Film"]


def test_a_schedule_that_has_ended_is_not_open(nearby, browse):
    Schedule.objects.update(valid_to=datetime.date(2020, 1, 1))
    assert found(browse(), day="TU") == []


def test_what_has_ended_or_left_its_feed_is_not_found(nearby, browse):
    Service.objects.filter(pk=nearby["bowls"].pk).update(status="defunct")
    Service.objects.filter(pk=nearby["library"].pk).update(gone_since=make.timezone.now())
    assert found(browse()) == ["Debt advice", "Warm chairs"]
    assert browse().get(f"/directory/{nearby['library'].pk}/").status_code == 404


def test_a_group_and_an_office_are_shown_alike(nearby, browse):
    page = browse().get("/directory/").content.decode()
    shapes = re.findall(r'<li class="([^"]*)">\s*<div class="row"><span class="face (\w+)"', page)
    assert {classes for classes, _shape in shapes} == {"card"}
    assert {shape for _classes, shape in shapes} == {"group", "service"}


def test_a_card_says_when_a_human_last_checked_it(nearby, browse):
    Service.objects.filter(pk=nearby["bowls"].pk).update(assured_date=datetime.date(2026, 10, 3))
    page = browse().get("/directory/").content.decode()
    assert page.count("Last checked by a human on 3 October 2026.") == 1
    assert page.count("Nobody has checked it yet.") == 3


def statements(client, address) -> int:
    with CaptureQueriesContext(connection) as said:
        assert client.get(address).status_code == 200
    return len(said)


def test_three_and_sixty_take_the_same_number_of_statements(nearby, browse):
    client = browse()
    few = statements(client, "/directory/?q=&day=TU")
    club = Organisation.objects.get()
    for number in range(60):
        at = (f"{number} Lane", "WX1 2AA")
        service(f"Group {number:02}", by=club, at=at, when=("TU", 14, 16), cost=0, easy="Ramp")
    assert statements(client, "/directory/?q=&day=TU") == few
    assert len(found(client, day="TU")) == 20
    assert len(found(client, day="TU", page="4")) == 3


# --- The page of one ------------------------------------------------------------------------------
def test_a_page_says_what_when_where_and_how_much(nearby, browse):
    page = browse().get(f"/directory/{nearby['bowls'].pk}/").content.decode()
    for words in (
        "Woods to borrow.",
        "Tuesdays and Thursdays, 2 p.m. to 5 p.m.",
        "1 Park Road",
        "WX3 3HD",
        "£1",
        "Wexmouth Bowls Club",
        "Community group",
        "Nobody has checked it yet.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ({"byday": "1FR", "freq": "MONTHLY"}, "The first Friday of the month"),
        ({"byday": "-1WE", "freq": "MONTHLY"}, "The last Wednesday of the month"),
        ({"byday": "MO,TU,WE,TH,FR"}, "Mondays to Fridays"),
        ({"byday": "MO,TU,WE,TH,FR,SA,SU"}, "Every day"),
        ({"byday": "SA", "interval": 2}, "Saturdays, every other week"),
        ({"dtstart": datetime.date(2026, 11, 17), "freq": "WEEKLY"}, "Tuesdays"),
        ({"byday": "MO", "opens_at": datetime.time(9)}, "Mondays, from 9 a.m."),
        ({"description": "When the flag is up."}, "When the flag is up"),
    ],
)
def test_a_rule_is_said_as_people_say_it(nearby, browse, rule, line):
    made = service("Choir")
    Schedule.objects.create(service=made, **rule)
    assert f"<li>{line}</li>" in browse().get(f"/directory/{made.pk}/").content.decode()


def test_for_whom_it_is_is_shown_and_hides_nothing(browse, db):
    made = service("Youth club", eligibility_description="People of 14 to 25.", minimum_age=14)
    assert found(browse()) == ["Youth club"]
    page = browse().get(f"/directory/{made.pk}/").content.decode()
    assert "People of 14 to 25." in page
    assert "From 14 years on." in page


def test_nobodys_home_is_shown_or_found_by_its_street(browse, db):
    made = service("Front room music", description="Guitars.")
    put(made, "12 Rose Street", "WX1 2ZZ", home=True, easy="Two steps")
    client = browse()
    for address in ("/directory/", f"/directory/{made.pk}/"):
        page = client.get(address).content.decode()
        assert "Ask them where." in page
        for secret in ("Rose", "WX1", "rooms", "Two steps"):
            assert secret not in page
    assert found(client, near="Rose Street") == []
    assert found(client, near="Marsh End") == ["Front room music"]


def test_a_page_of_who_runs_things_leads_to_them(nearby, browse):
    club = Organisation.objects.get()
    page = browse().get(f"/directory/{club.pk}/").content.decode()
    assert f'href="/directory/{nearby["bowls"].pk}/"' in page


def test_what_was_only_named_for_a_circle_is_for_people_at_work(world, amina, joe, browse):
    named = Organisation.objects.create(name="Her brother's garage")
    address = f"/directory/{named.pk}/"
    assert [browse(who).get(address).status_code for who in (None, joe, amina)] == [404, 404, 200]
    assert found(browse(amina)) == []


def test_a_group_of_a_feed_without_a_service_is_found(browse, db):
    feed = FeedSource.objects.create(name="Wexmouth")
    Organisation.objects.create(name="Bell ringers", feed=feed, source_id="1")
    assert found(browse(), q="ringers") == ["Bell ringers"]


def test_who_knows_it_is_told_to_people_at_work_alone(nearby, browse, amina, joe):
    KnownBy.objects.create(user=amina, service=nearby["bowls"])
    pages = [
        browse(who).get(f"/directory/{nearby['bowls'].pk}/").content.decode()
        for who in (None, joe, amina)
    ]
    assert ["Known by people at work here: Amina" in page for page in pages] == [False, False, True]


def test_people_at_work_take_it_into_somebodys_circle(nearby, record, amina, joe, bev, browse):
    address = f"/directory/{nearby['bowls'].pk}/"
    lead = 'href="/people/circle/?q=Wexmouth%20Bowls%20Club"'
    assert [lead in browse(who).get(address).content.decode() for who in (None, joe, amina)] == [
        False,
        False,
        True,
    ]
    page = browse(amina).get("/people/circle/?q=Wexmouth%20Bowls%20Club").content.decode()
    on = f"/people/{record.pk}/circle/add/?kind=group&q=Wexmouth%20Bowls%20Club"
    assert on.replace("&", "&amp;") in page or on in page
    assert "Wexmouth Bowls Club" in browse(amina).get(on).content.decode()
    assert browse(joe).get("/people/circle/").status_code == 403


def test_the_pages_are_free_of_unwelcome_words(nearby, browse, joe):
    for address in ("/directory/", f"/directory/{nearby['bowls'].pk}/correct/"):
        for who in (None, joe):
            text = re.sub(r"<[^>]+>", " ", browse(who).get(address).content.decode()).lower()
            assert [word for word in UNWELCOME if re.search(rf"\b{word}s?\b", text)] == []


# --- Something is not right -----------------------------------------------------------------------
def say(client, thing, what="They moved.", **more):
    said = {"what": what, "contact": "07700 900123", "key": str(new_id())} | more
    return client.post(f"/directory/{thing.pk}/correct/", said)


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


def kept(reader) -> list[str]:
    with acting_as(reader):
        return [each.what for each in Correction.objects.order_by("made_at")]


def test_anybody_says_what_is_not_right_and_it_is_kept(nearby, browse, amina):
    answer = say(browse(), nearby["bowls"])
    assert (answer.status_code, answer.url) == (302, f"/directory/{nearby['bowls'].pk}/")
    assert kept(amina) == ["They moved."]
    assert "They moved." not in browse().get(answer.url).content.decode()


def test_a_double_click_says_it_once(nearby, browse, amina):
    key = str(new_id())
    for _click in range(2):
        assert say(browse(), nearby["bowls"], key=key).status_code == 302
    assert len(kept(amina)) == 1


@pytest.mark.parametrize("what", ["", "   ", "\x00", "x" * 2001])
def test_a_correction_without_words_or_with_a_book_of_them_is_not_taken(
    nearby, browse, amina, what
):
    assert say(browse(), nearby["bowls"], what=what).status_code == 422
    assert kept(amina) == []


def test_after_ten_in_an_hour_one_waits(nearby, browse, amina):
    client = browse()
    answers = [say(client, nearby["bowls"]).status_code for _time in range(11)]
    assert answers == [302] * 10 + [429]
    assert len(kept(amina)) == 10


def test_what_people_say_is_read_by_who_keeps_the_directory(nearby, browse, bev, pat, joe):
    say(browse(), nearby["bowls"])
    assert "They moved." in browse(bev).get("/directory/corrections/").content.decode()
    for who in (pat, joe):
        assert browse(who).get("/directory/corrections/").status_code == 403
        assert kept(who) == []
    assert kept(None) == []


def decide(client, correction, **more):
    said = {"state": "taken_up", "local_note": "Now at the chapel."} | more
    return client.post(f"/directory/corrections/{correction.pk}/", said)


def test_taking_it_up_writes_what_is_known_from_now_on(nearby, browse, bev):
    say(browse(), nearby["bowls"])
    with acting_as(bev):
        correction = Correction.objects.get()
    assert decide(browse(bev), correction).status_code == 302
    with acting_as(bev):
        correction.refresh_from_db()
        assert (correction.state, correction.decided_by) == ("taken_up", bev)
        assert correction.contact == ""  # nobody needs it any longer
        assert AuditEvent.objects.filter(verb="correction.taken_up").count() == 1
    page = browse().get(f"/directory/{nearby['bowls'].pk}/").content.decode()
    assert "Now at the chapel." in page
    assert decide(browse(bev), correction).status_code == 422


def test_leaving_it_changes_nothing_and_loses_nothing(nearby, browse, bev):
    say(browse(), nearby["bowls"])
    with acting_as(bev):
        correction = Correction.objects.get()
    assert decide(browse(bev), correction, state="left").status_code == 302
    nearby["bowls"].refresh_from_db()
    assert nearby["bowls"].local_note == ""
    assert "Afternoon bowls" in browse(bev).get("/directory/corrections/").content.decode()
    assert kept(bev) == ["They moved."]


def test_what_comes_of_it_must_be_chosen(nearby, browse, bev):
    say(browse(), nearby["bowls"])
    with acting_as(bev):
        correction = Correction.objects.get()
    assert decide(browse(bev), correction, state="").status_code == 422
    assert browse(bev).get(f"/directory/corrections/{uuid.uuid4()}/").status_code == 404


def test_the_law_is_asked_by_the_action_too(nearby, browse, bev, pat):
    say(browse(), nearby["bowls"])
    with acting_as(bev):
        correction = Correction.objects.get()
    with acting_as(pat), pytest.raises(Refused):
        corrections.decide(correction, by=pat, state="left", local_note="")


def test_there_is_a_way_in_from_every_frame(browse, amina, joe, record):
    for who, address in ((None, "/"), (amina, "/people/"), (joe, "/me/")):
        assert 'href="/directory/"' in browse(who).get(address).content.decode()
