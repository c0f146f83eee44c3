"""Somebody at work puts an entry right, says what they know of it, and that they know it."""

import datetime

import pytest
from django.utils import timezone

from hubs.models import (
    Address,
    Contact,
    FeedSource,
    KnownBy,
    Location,
    Organisation,
    Phone,
    Service,
    ServiceAtLocation,
)
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def bowls(world):
    """A club of a feed, with a number and a place."""
    town = FeedSource.objects.create(name="Town", url="https://town.example")
    club = Organisation.objects.create(
        name="Bowls Club", kind="community_group", feed=town, source_id="b"
    )
    bowls = Service.objects.create(
        name="Afternoon bowls", organization=club, feed=town, source_id="s", fees="£1"
    )
    whom = Contact.objects.create(service=bowls, name="Vera")
    Phone.objects.create(contact=whom, number="01632 960001", feed=town, source_id="p")
    green = Location.objects.create(name="The green", feed=town, source_id="l")
    Address.objects.create(location=green, address_1="3 Park Road", postal_code="WX3 3HD")
    ServiceAtLocation.objects.create(service=bowls, location=green)
    return bowls


def page(bowls, what="keep"):
    return f"/directory/{bowls.pk}/{what}/"


def said(bowls, **more):
    """What the form shows, with some of it changed."""
    number, green = Phone.objects.get(), Location.objects.get()
    return {
        "name": bowls.name,
        "status": "active",
        "fees": "£1",
        f"phone-{number.pk}": number.number,
        **({f"home-{green.pk}": "on"} if green.somebodys_home else {}),
        **more,
    }


def test_amina_puts_right_what_it_costs_and_the_feed_leaves_that_alone(browse, amina, bowls):
    client = browse(amina)
    shown = client.get(page(bowls)).content.decode()
    assert "£1" in shown
    assert "01632 960001" in shown
    assert "Somebody lives at “The green”" in shown
    answer = client.post(page(bowls), said(bowls, fees="£2", url="www.bowls.example"))
    assert answer.status_code == 302
    bowls.refresh_from_db()
    assert (bowls.fees, bowls.url) == ("£2", "https://www.bowls.example")
    assert bowls.corrected == {"fees": "£1", "url": ""}
    assert "£2" in client.get(f"/directory/{bowls.pk}/").content.decode()
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="service.corrected").count() == 1


def test_what_was_not_changed_is_not_written(browse, amina, bowls):
    assert browse(amina).post(page(bowls), said(bowls)).status_code == 302
    bowls.refresh_from_db()
    assert bowls.corrected == {}
    with acting_as(amina):
        assert not AuditEvent.objects.filter(verb__endswith=".corrected").exists()


def test_a_number_is_put_right_and_a_home_is_hidden(browse, amina, bowls):
    number, green = Phone.objects.get(), Location.objects.get()
    more = {f"phone-{number.pk}": "01632 960002", f"home-{green.pk}": "on"}
    browse(amina).post(page(bowls), said(bowls, **more))
    shown = browse(None).get(f"/directory/{bowls.pk}/").content.decode()
    assert "01632 960002" in shown
    assert "01632 960001" not in shown
    assert "At somebody’s home" in shown
    assert "Park Road" not in shown
    assert "WX3" not in shown


def test_checked_today_and_full_for_now_say_the_day(browse, amina, bowls):
    browse(amina).post(page(bowls), said(bowls, checked="on", capacity="no-capacity"))
    bowls.refresh_from_db()
    today = timezone.localdate()
    assert (bowls.assured_date, bowls.capacity_date, bowls.capacity) == (
        today,
        today,
        "no-capacity",
    )
    assert "Has no room now" in browse(None).get(f"/directory/{bowls.pk}/").content.decode()
    bowls.capacity_date = datetime.date(2026, 1, 2)
    bowls.save(update_fields=["capacity_date"])
    browse(amina).post(page(bowls), said(bowls, capacity=""))
    bowls.refresh_from_db()
    assert (bowls.capacity, bowls.capacity_date) == ("", None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Write what it is called."),
        ({"name": "x" * 256}, "Use 255 characters or fewer."),
        ({"email": "vera at home"}, "Write an e-mail address"),
        ({"url": "not a page"}, "Write an address, like www.example.org."),
        ({"status": "perhaps"}, "Choose one from the list."),
        ({"capacity": "perhaps"}, "Choose one from the list."),
        ({"description": "x" * 5_001}, "Use 5000 characters or fewer."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    browse, amina, bowls, wrong, sentence
):
    answer = browse(amina).post(page(bowls), said(bowls, **({"fees": "£3 with tea"} | wrong)))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "£3 with tea" in shown
    bowls.refresh_from_db()
    assert bowls.fees == "£1"


def test_an_organisation_is_put_right_too(browse, bev, bowls):
    club = bowls.organization
    more = {"name": "Bowls Club", "kind": "community_group", "about": "We bowl and we talk."}
    assert browse(bev).post(page(club), more).status_code == 302
    assert "We bowl and we talk." in browse(None).get(f"/directory/{club.pk}/").content.decode()


def test_amina_knows_them_herself_and_later_no_longer(browse, amina, sam, joe, bowls):
    client = browse(amina)
    client.post(page(bowls, "know"), {"still": "yes"})
    client.post(page(bowls, "know"), {"still": "yes"})  # clicked twice
    assert KnownBy.objects.count() == 1
    entry = f"/directory/{bowls.pk}/"
    assert "I no longer know them" in client.get(entry).content.decode()
    to_sam = browse(sam).get(entry).content.decode()
    assert "Known by people at work here: Amina." in to_sam
    assert "I know them myself" in to_sam
    for stranger in (None, joe):
        shown = browse(stranger).get(entry).content.decode()
        assert "Amina" not in shown
        assert "I know them" not in shown
        assert "Put it right" not in shown
    client.post(page(bowls, "know"), {"still": "no"})
    assert "Known by" not in client.get(entry).content.decode()


def test_who_does_not_keep_the_directory_puts_nothing_right(browse, joe, carol, bowls):
    for who in (joe, carol):
        for what in ("keep", "know"):
            assert browse(who).post(page(bowls, what), said(bowls, fees="£9")).status_code == 403
    bowls.refresh_from_db()
    assert bowls.fees == "£1"


def test_two_put_right_different_things_and_both_stay(browse, amina, bev, bowls):
    browse(amina).post(page(bowls), said(bowls, fees="£2"))
    browse(bev).post(page(bowls), said(bowls, fees="£2", alert="Closed in August."))
    bowls.refresh_from_db()
    assert (bowls.fees, bowls.alert) == ("£2", "Closed in August.")
