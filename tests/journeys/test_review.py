"""Bev and Amina sit down together at one screen: how Amina is, what Bev promised, who does what."""

from __future__ import annotations

import datetime

import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from cases.actions import review as reviews
from hubs.actions import team
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow


def sat_down_before(bev, amina) -> None:
    """Last time Bev promised two things, and kept one."""
    with acting_as(bev):
        review = reviews.begin(amina, by=bev)
        kept, _other = (
            reviews.add_point(review, by=bev, what="The rota.", action=action)
            for action in ["Take the duty phone on Tuesdays", "Ring the landlord about damp"]
        )
        reviews.sign(review, by=bev, seen=reviews.digest_of_all(review), name="Amina")
        reviews.keep(kept, by=bev)


def test_bev_and_amina_sit_down_at_one_screen(visit, record, bev, amina, joe, script):
    sat_down_before(bev, amina)
    page = visit(bev, script=script)
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text("Ring the landlord about damp")
    follow(page.get_by_role("link", name="Reviews"))
    follow(page.get_by_role("link", name="Begin with Amina Yusuf"))
    expect(page.get_by_label("Amina Yusuf")).to_be_checked()
    follow(page.get_by_role("button", name="Begin"))

    expect(page.get_by_role("heading", level=1)).to_have_text("How are you, Amina?")
    last = page.get_by_role("region", name="What Bev promised, last time")
    expect(last.locator("li").nth(0)).to_contain_text("Take the duty phone on Tuesdays")
    expect(last.locator("li").nth(0)).to_contain_text("Done today")
    expect(last.locator("li").nth(1)).to_contain_text("Not yet")

    page.get_by_label("How are you?").fill("Tired, and glad of the sun.")
    follow(page.get_by_role("button", name="Save how you are"))
    expect(page.get_by_label("How are you?")).to_have_value("Tired, and glad of the sun.")

    follow(page.get_by_role("link", name="Choose people"))
    page.get_by_label("Joe").check()
    follow(page.get_by_role("button", name="Choose"))
    follow(page.get_by_role("button", name="Open Joe’s record"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Joe")

    follow(page.get_by_role("link", name="Reviews"))
    follow(page.get_by_role("link", name="Go on with Amina Yusuf"))
    follow(page.get_by_role("link", name="Talk about Joe"))
    expect(page.get_by_label("Bev")).to_be_checked()
    page.get_by_label("What is it about?").fill("The repair that nobody owns.")
    page.get_by_label("What is in the way?").fill("Three missed letters and he is off the list.")
    page.get_by_label("What will one of you do?").fill("Ring the housing office")
    follow(page.get_by_role("button", name="Save"))

    follow(page.get_by_role("link", name="Name what stops the right thing"))
    page.get_by_label("What stops the right thing?").fill("Three missed letters and you are off")
    page.get_by_label("a rule").check()
    page.get_by_label("How did it show?").fill("The letters went to an old address.")
    follow(page.get_by_role("button", name="Name it"))
    expect(page.locator("main")).to_contain_text("Blocked by: Three missed letters and you are off")

    page.get_by_label("What went well?").fill("He went alone, twice.")
    follow(page.get_by_role("button", name="Save what went well"))
    follow(page.get_by_role("link", name="Read it and sign"))
    page.get_by_label("Amina, write your name if you agree").fill("Amina")
    follow(page.get_by_role("button", name="Sign", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("What did we say?")
    expect(page.locator("main")).to_contain_text("Amina signed today, by name, at Bev’s screen.")

    page.goto("/today/")
    expect(page.locator("main")).to_contain_text("Ring the housing office")
    theirs = visit(amina, width=375, script=script)
    theirs.goto("/reviews/")
    follow(theirs.get_by_role("link", name="Bev Archer, Today").first)
    expect(theirs.locator("main")).to_contain_text("Tired, and glad of the sun.")
    theirs.goto("/blocked-by/")
    expect(theirs.locator("main")).to_contain_text("Marsh End Hub")
    expect(theirs.locator("main")).not_to_contain_text("Joe")


def test_bev_sees_who_is_full_and_hands_somebody_over_by_keyboard_alone(
    visit, record, bev, amina, world
):
    make.worker("Gwen Pritchard", world.marsh_end, role="connector")
    with acting_as(amina), time_machine.travel(timezone.now() - datetime.timedelta(days=80)):
        make.resident("Ivy", by=amina)
    with acting_as(amina):
        team.say_full(amina, True)
    page = visit(bev)

    def press(role: str, name: str) -> None:
        page.get_by_role(role, name=name).first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto("/today/")
    press("link", "Hub")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who carries what")
    expect(page.locator("main")).to_contain_text("Says: full")
    unheard = page.get_by_role("region", name="Not heard from in a while")
    expect(unheard).to_contain_text("Ivy")
    expect(unheard).not_to_contain_text("Joe")
    page.locator("summary").filter(has_text="The same as a table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("Amina Yusuf")
    press("link", "Hand people over")
    page.get_by_label("Ivy").focus()
    page.keyboard.press("Space")
    page.get_by_label("Who walks with them from now on?").focus()
    page.keyboard.type("Gwen")
    page.get_by_label("A line for who takes over").focus()
    page.keyboard.type("She likes the phone better than the door.")
    press("button", "Hand over")
    expect(page.get_by_role("status").first).to_contain_text("Gwen")
