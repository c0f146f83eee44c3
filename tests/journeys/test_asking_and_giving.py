"""On his phone Joe asks a service in his own words, shares and stops, gives something and takes it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cases.actions import offer as offers
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import OfferLink
from hubs.models import Service
from relational.kernel.security import acting_as
from tests.journeys.pages import follow

RENT = "Three letters about my rent. I do not dare to open them."


@pytest.fixture
def advice(world, record, joe, pat):
    """Clearwater stands in the directory, and Joe has said how to talk with him."""
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(joe):
        words.say(record, "how_to_communicate", Words("Ring after ten."), by=joe, base=None)
    return Service.objects.create(name="Debt advice", organization=world.advice)


def is_narrow(phone) -> bool:
    return phone.evaluate("document.documentElement.scrollWidth") == 320


def test_joe_asks_in_his_words_sees_the_answer_and_stops_what_he_shares(
    visit, joe, pat, advice, world, script
):
    phone = visit(joe, width=320, script=script)
    phone.goto("/me/")
    follow(phone.get_by_role("link", name="What is near me?"))
    assert is_narrow(phone)
    phone.get_by_label("What are you looking for?").fill("debt")
    phone.get_by_label("Near where?").fill("")
    follow(phone.get_by_role("button", name="Find"))
    found = phone.locator(".near > li", has_text="Debt advice")
    follow(found.get_by_role("link", name="Ask them"))
    expect(phone.get_by_label("Debt advice")).to_be_checked()
    phone.get_by_label("What do you need?").fill(RENT)
    phone.get_by_label("How to talk with me").check()
    follow(phone.get_by_role("button", name="Show me first what they would read"))
    expect(phone.locator("#seen")).to_contain_text("Ring after ten.")
    assert is_narrow(phone)
    ask = phone.get_by_role("button", name="Ask them")
    ask.focus()
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    follow(phone.locator("main").get_by_role("link", name="Debt advice"))
    expect(phone.locator(".way .now")).to_contain_text("They have not opened it yet.")

    desk = visit(pat, script=script)
    desk.goto("/referrals/")
    follow(desk.locator("main a", has_text="Joe"))
    expect(desk.locator("main")).to_contain_text(RENT)
    desk.locator("summary", has_text="One part of Joe’s page").click()
    expect(desk.locator("main")).to_contain_text("Ring after ten.")
    desk.get_by_label("When could you first meet").fill("Monday at nine")
    desk.get_by_label("Who will be there?").fill("Mo")
    follow(desk.get_by_role("button", name="Send yes"))

    phone.reload()
    expect(phone.locator(".way .now")).to_contain_text("They said yes: Monday at nine")
    assert is_narrow(phone)
    phone.locator("summary", has_text="What they read").click()
    follow(phone.get_by_role("link", name="Change what they may read"))
    assert is_narrow(phone)
    expect(phone.locator("#preview")).to_contain_text("Ring after ten.")
    no = phone.locator("#tap-how_to_communicate-no")
    if script:
        no.click()
    else:
        follow(no)
    expect(phone.locator("#preview")).not_to_contain_text("Ring after ten.")
    desk.reload()
    expect(desk.locator("main")).to_contain_text("This page is closed just now")
    expect(desk.locator("main")).not_to_contain_text("Ring after ten.")


def test_joe_gives_something_and_takes_it_back(visit, joe, amina, record, script):
    phone = visit(joe, width=320, script=script)
    phone.goto("/me/")
    follow(phone.get_by_role("link", name="Offer something"))
    phone.get_by_label("What can you give?").fill("I can mend bikes.")
    phone.get_by_label("A skill").check()
    follow(phone.get_by_role("button", name="Offer it"))
    assert is_narrow(phone)
    with acting_as(amina):
        offers.show(OfferLink.objects.get(), by=amina, title="Bikes mended", about="")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Neighbours read this")
    neighbour = visit(script=script)
    neighbour.goto("/directory/?q=bikes")
    expect(neighbour.locator("#found")).to_contain_text("Bikes mended")
    expect(neighbour.locator("#found")).not_to_contain_text("Joe")
    follow(phone.get_by_role("button", name="Take it back"))
    neighbour.reload()
    expect(neighbour.locator("#found")).not_to_contain_text("Bikes mended")


def test_what_joe_writes_stays_when_the_connection_is_lost(visit, joe, advice):
    phone = visit(joe, width=320)
    phone.goto("/me/asks/new/")
    phone.get_by_label("What do you need?").fill(RENT)
    phone.wait_for_timeout(600)  # longer than the pause after which it is kept
    phone.goto("/me/")
    phone.goto("/me/asks/new/")
    expect(phone.get_by_label("What do you need?")).to_have_value(RENT)
