"""One's promises in one's own calendar: whole days, no names, by an address that can be ended."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import signing
from icalendar import Calendar

from cases.actions import calendar
from cases.actions import reminder as promises
from cases.models import CalendarKey, Connection
from cases.views.calendar import address_of
from hubs.models import Membership
from relational.kernel.models import AccessLog, AuditEvent, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db
TODAY = promises.timezone.localdate


@pytest.fixture
def promise(record, amina):
    with acting_as(amina):
        return promises.promise(record, by=amina, what="Ring Joe's sister Maureen", due=TODAY())


@pytest.fixture
def address(amina) -> str:
    with acting_as(amina):
        calendar.renew(by=amina, instead_of=None)
        return address_of(amina)[0]


def path(address: str) -> str:
    return urlsplit(address).path


def test_it_holds_what_is_promised_as_whole_days_and_nobodys_name(promise, address, browse):
    answer = browse().get(path(address))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    read = Calendar.from_ical(answer.content)
    (event,) = read.walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        TODAY(),
        TODAY() + datetime.timedelta(days=1),
    )
    assert event["summary"] == "Something you said you would do"
    assert event["url"] == event["description"] == f"{settings.SITE_URL}/today/"
    assert event["uid"].startswith(str(promise.pk))
    text = answer.content.decode().replace("\r\n ", "")
    assert not any(word in text for word in ("Joe", "Maureen", "Ring", "Amina"))


def test_it_says_the_same_each_time_and_lets_go_of_what_is_settled(
    promise, record, address, amina, browse
):
    first, again = (browse().get(path(address)).content for _time in range(2))
    assert first == again
    with acting_as(amina):
        tomorrow = TODAY() + datetime.timedelta(days=1)
        moved = promises.move(promise, by=amina, due=tomorrow, why="They were shut.")
        kept = promises.promise(record, by=amina, what="Bring the form", due=TODAY())
        promises.keep(kept, by=amina)
    (event,) = Calendar.from_ical(browse().get(path(address)).content).walk("VEVENT")
    assert event["uid"].startswith(str(moved.pk))


def test_an_empty_calendar_is_a_calendar(address, browse):
    assert Calendar.from_ical(browse().get(path(address)).content).walk("VEVENT") == []


def test_it_needs_no_session_and_is_its_owners_whoever_is_signed_in(
    promise, address, sam, joe, browse
):
    for somebody in (None, sam, joe):
        here = browse(somebody)
        assert here.get(path(address)).content.count(b"BEGIN:VEVENT") == 1
        assert here.head(path(address)).status_code == 200
        assert here.post(path(address)).status_code == 405
    assert browse(sam).get("/people/").context["count"] == 0  # Sam is Sam again


def test_it_is_no_look_at_anybody(promise, address, amina, browse):
    browse().get(path(address))
    with acting_as(amina):
        assert not AccessLog.objects.exists()


def test_it_shows_only_what_its_owner_still_sees(promise, address, amina, browse):
    with acting_as(amina):
        Connection.objects.update(until=promises.timezone.now())
    assert browse().get(path(address)).content.count(b"BEGIN:VEVENT") == 0


def test_a_new_address_ends_the_old_one(promise, address, amina, browse):
    here = browse(amina)
    key = here.get("/today/").context["calendar"][1]
    answer = here.post("/calendar/", {"instead_of": key}, follow=True)
    assert answer.redirect_chain == [("/today/#calendar", 302)]
    new = answer.context["calendar"][0]
    assert new in answer.content.decode()
    assert browse().get(path(address)).status_code == 404
    assert browse().get(path(new)).status_code == 200


def test_a_double_click_makes_one_address(amina, browse):
    here = browse(amina)
    seen = []
    for key in (None, None):
        here.post("/calendar/", {"instead_of": key} if key else {})
        seen.append(here.get("/today/").context["calendar"])
    assert seen[0] == seen[1]
    for _click in range(2):
        here.post("/calendar/", {"instead_of": seen[0][1]})
        seen.append(here.get("/today/").context["calendar"])
    assert seen[2] == seen[3] != seen[0]
    here.post("/calendar/", {"instead_of": "no key"})
    assert here.get("/today/").context["calendar"] == seen[3]
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="calendar.renewed").count() == 2


@pytest.mark.parametrize("why", ["inactive", "left the job", "changed role"])
def test_who_no_longer_works_here_has_no_calendar(why, address, amina, world, browse):
    if why == "inactive":
        with acting_as(SYSTEM):
            User.objects.filter(pk=amina.pk).update(is_active=False)
    else:
        with acting_as(amina):
            Membership.objects.filter(user=amina).update(ends=TODAY())
    if why == "changed role":
        with acting_as(SYSTEM):
            Membership.objects.create(
                user=amina, organisation=world.advice, role="receiver", starts=TODAY()
            )
    assert browse().get(path(address)).status_code == 404


def test_a_made_up_or_changed_address_is_no_door(address, amina, sam, browse):
    token = path(address).removeprefix("/calendar/").removesuffix(".ics")
    with acting_as(amina):
        key = str(CalendarKey.objects.get().key)
    unsigned = signing.Signer(salt="calendar")
    other_salt = signing.Signer(salt="else").sign_object([str(amina.pk), key])
    not_sams = unsigned.sign_object([str(sam.pk), key])
    for wrong in ("a", token[:-1], f"x{token}", token.upper(), other_salt, not_sams):
        assert browse().get(f"/calendar/{wrong}.ics").status_code == 404, wrong


def test_only_who_promises_here_makes_one(joe, pat, amina, sam, address, browse):
    for somebody in (joe, pat):
        assert browse(somebody).post("/calendar/").status_code == 403
    with acting_as(sam):
        assert not CalendarKey.objects.exists()
    made = make.worker("New Here", None, role="receiver", at=make.Organisation.objects.first())
    assert browse(made).post("/calendar/").status_code == 403
