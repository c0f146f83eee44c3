"""The whole in Welsh: pages can be read by everybody, and no English is left on them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.pages import follow
from tests.journeys.test_accessible import callum, gus, ids, nye, tom, wrong_on

__all__ = ["callum", "gus", "ids", "nye", "tom"]

STREET = ["/sign-in/", "/sign-in/code/", "/privacy/", "/directory/", "/reply/we-wrote-this/"]
AMINA = ["/today/", "/people/", "/people/new/", "/people/{joe}/", "/people/{joe}/promises/"]
JOE = ["/me/", "/me/needs/", "/me/people/", "/me/hopes/", "/me/words/most_important/"]


def in_welsh(page: Page) -> Page:
    page.goto("/privacy/")
    follow(page.get_by_role("button", name="Cymraeg"))
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    return page


def test_a_stranger_can_read_in_welsh(visit, ids):
    assert wrong_on(in_welsh(visit(width=320)), STREET, ids) == []


def test_who_works_here_can_read_in_welsh(visit, amina, ids):
    assert wrong_on(in_welsh(visit(amina, width=320)), AMINA, ids) == []


def test_a_resident_can_read_in_welsh(visit, joe, ids):
    assert wrong_on(in_welsh(visit(joe, width=320)), JOE, ids) == []
