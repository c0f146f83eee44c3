"""Journey 8: a stranger finds no door and asks in; the lead is told, the resident sees it and asks why."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from cases.actions import resident as residents
from cases.models import Resident
from relational.kernel.security import acting_as
from tests.journeys.pages import follow
from tests.journeys.test_accessible import wrong_with
from tests.journeys.test_keyboard import tab_to

PHONE = 320
WHY = "He is at our door without his tablets."


@pytest.fixture
def findable(record, amina) -> Resident:
    with acting_as(amina):
        born = datetime.date(1951, 3, 14)
        return residents.describe(record, by=amina, full_name="Joseph Price", date_of_birth=born)


def press(page: Page, role: str, name: str | re.Pattern[str], key: str = "Enter") -> None:
    """Go there by keyboard alone, and press it."""
    tab_to(page, role, name)
    with page.expect_navigation():
        page.keyboard.press(key)


def fine(page: Page) -> None:
    """Nothing stands in anybody's way. What looks for it is a script, so it waits for a page with one."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        return
    assert wrong_with(page) == []
    page.set_viewport_size({"width": PHONE, "height": 800})


def test_a_stranger_asks_in_and_joe_is_answered(visit, findable, amina, sam, joe, diya, script):
    stranger = visit(sam, width=PHONE, script=script)
    stranger.goto(f"/people/{findable.pk}/")
    expect(stranger.get_by_role("heading", level=1)).not_to_contain_text("Joe")
    stranger.goto("/search/?q=Joe+Price")
    press(stranger, "link", "Ask in about somebody")
    _asks_in(stranger)

    _lead_sees(visit(amina, width=PHONE, script=script))
    _asks_why(visit(joe, width=PHONE, script=script))
    _answers(visit(diya, width=PHONE, script=script))
    _reads_the_answer(visit(joe, width=PHONE, script=script))

    stranger.reload()
    press(stranger, "button", "Close it now")
    stranger.goto(f"/people/{findable.pk}/")
    expect(stranger.get_by_role("heading", level=1)).not_to_contain_text("Joe")


def _asks_in(page: Page) -> None:
    expect(page.get_by_role("textbox", name="What are they called?")).to_have_value("Joe Price")
    tab_to(page, "textbox", "What are they called?")
    page.keyboard.press("Control+A")
    page.keyboard.type("joseph price")
    tab_to(page, "textbox", "Date of birth")
    page.keyboard.type("14/3/1951")
    tab_to(page, "radio", "Ask whoever walks with them")
    page.keyboard.press("ArrowDown")
    tab_to(page, "radio", "They are with me now")
    page.keyboard.press("Space")
    tab_to(page, "textbox", "In a sentence")
    page.keyboard.type(WHY)
    fine(page)
    press(page, "button", "Ask in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Joe")
    expect(page.locator("main")).to_contain_text("Open to you until tomorrow")
    expect(page.get_by_role("link", name="Write a conversation")).to_have_count(0)
    fine(page)


def _lead_sees(page: Page) -> None:
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text(f"Sam Reed opened the record: “{WHY}”")
    press(page, "link", "Joe:")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sam opened the record")
    fine(page)


def _asks_why(page: Page) -> None:
    page.goto("/me/")
    press(page, "link", "See every look")
    look = page.locator(".looks .stands-out")
    expect(look).to_contain_text("Sam is not one of your people. So Amina Yusuf was told")
    expect(look).to_contain_text(WHY)
    fine(page)
    press(page, "link", re.compile("Ask why Sam Reed"))
    tab_to(page, "textbox", re.compile("What would you like to know"))
    page.keyboard.type("Did you read everything?")
    fine(page)
    press(page, "button", "Ask why")
    expect(look).to_contain_text("You asked why.")


def _answers(page: Page) -> None:
    page.goto("/")
    press(page, "link", "Privacy questions")
    press(page, "link", re.compile("Joe, about a look"))
    expect(page.locator("main")).to_contain_text("Did you read everything?")
    fine(page)
    tab_to(page, "textbox", "Your answer")
    page.keyboard.type("Sam looked for whom to ring, and opened the first page alone.")
    press(page, "button", "Answer")
    expect(page.locator("#told")).to_contain_text("Answered.")


def _reads_the_answer(page: Page) -> None:
    page.goto("/me/looks/")
    expect(page.locator(".looks .stands-out")).to_contain_text("Diya Rao answers:")
    expect(page.locator(".looks .stands-out")).to_contain_text("opened the first page alone.")
    fine(page)
    follow(page.get_by_role("link", name="Keep a copy of this list"))
    expect(page.locator("main")).to_contain_text("Sam Reed")
    fine(page)
