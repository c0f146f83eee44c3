"""Ade lets another directory in, sees what it could not say, and decides where it and we disagree."""

from __future__ import annotations

from playwright.sync_api import expect

from hubs import tasks
from tests.hubs.feeds import page as feed_page
from tests.hubs.feeds import service
from tests.journeys.pages import follow


def says(server, *rows) -> None:
    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": feed_page(*rows)}


def test_a_feed_comes_in_and_a_person_decides_who_is_right(visit, ade, server, script):
    says(server, service(1), service(2, minimum_age="sixteen"))
    page = visit(ade, width=375, script=script)
    page.goto("/")
    follow(page.get_by_role("link", name="Directories of others"))
    follow(page.get_by_role("button", name="Read it"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what you call this feed.")
    page.get_by_label("What do you call it?").fill("Wexshire")
    page.get_by_label("Its address").fill(server.url)
    follow(page.get_by_role("button", name="Read it"))
    expect(page.locator("#run")).to_contain_text("It waits to begin.")
    tasks.read_feeds()
    if not script:  # with it, the page looks again by itself
        follow(page.get_by_role("link", name="Look again"))
    expect(page.locator("#run")).to_contain_text("Read to the end.")
    page.reload()
    wrong = page.get_by_role("region", name="What could not be taken as it was")
    expect(wrong).to_contain_text("minimum_age")

    page.goto("/directory/?q=Warm+room+1")
    follow(page.get_by_role("link", name="Warm room 1"))
    follow(page.get_by_role("link", name="Put it right"))
    page.get_by_label("What does it cost?").fill("A pound for the tea")
    follow(page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text("A pound for the tea")

    says(server, service(1, fees="Two pounds"), service(2))
    page.goto("/feeds/")
    follow(page.get_by_role("link", name="Wexshire"))
    follow(page.get_by_role("button", name="Read it now"))
    tasks.read_feeds()
    page.reload()
    conflict = page.get_by_role("region", name="Who is right?")
    expect(conflict).to_contain_text("Warm room 1: What it costs")
    expect(conflict).to_contain_text("Two pounds")
    expect(conflict).to_contain_text("A pound for the tea")
    follow(page.get_by_role("button", name="We are right"))
    expect(page.get_by_role("region", name="Who is right?")).to_have_count(0)
    page.goto("/directory/?q=Warm+room+1")
    follow(page.get_by_role("link", name="Warm room 1"))
    expect(page.locator("main")).to_contain_text("A pound for the tea")
    expect(page.locator("main")).not_to_contain_text("Two pounds")


def test_with_the_keyboard_alone(visit, ade, server):
    says(server, service(1))
    page = visit(ade)
    page.goto("/feeds/")
    page.get_by_label("What do you call it?").focus()
    page.keyboard.type("Wexshire")
    page.keyboard.press("Tab")
    page.keyboard.type(server.url)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tasks.read_feeds()
    expect(page.locator("#run")).to_contain_text("Read to the end.")
