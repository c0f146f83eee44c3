"""Joe leaves his page in one press, and nobody who takes the phone after him reads it."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

OUT_OF_REACH = "chrome-error://chromewebdata/"  # the browser's own page, in the weather's place


@pytest.fixture
def page(visit, joe, script) -> Page:
    """Joe's page on his phone."""
    opened = visit(joe, width=375, script=script)
    opened.goto("/me/")
    expect(opened.get_by_role("heading", level=1)).to_have_text("Hello Joe")
    return opened


def leave(page: Page) -> None:
    """Press the button. The weather stays out of reach here: that it is asked for is enough."""
    with page.expect_request(settings.QUICK_EXIT_URL) as asked:
        page.get_by_role("button", name="Leave this page").click()
    way = asked.value
    assert (way.method, way.redirected_from.method, way.headers.get("referer")) == (
        "GET",
        "POST",
        None,
    )
    expect(page).to_have_url(OUT_OF_REACH)


def names_of_cookies(page: Page) -> list[str]:
    return [cookie["name"] for cookie in page.context.cookies()]


def the_way_in_is_all_there_is(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text("Joe")).to_have_count(0)


def test_leaving_is_the_first_thing_on_the_page(visit, joe):
    page = visit(joe)
    page.goto("/me/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Leave this page")).to_be_focused()


def test_one_press_signs_out_and_back_from_the_weather_shows_nothing(page):
    leave(page)
    assert names_of_cookies(page) == ["csrftoken"]
    page.go_back()
    the_way_in_is_all_there_is(page)
    page.goto("/me/")
    the_way_in_is_all_there_is(page)


def test_leaving_works_from_a_page_that_was_signed_out_elsewhere(page):
    page.context.clear_cookies()
    leave(page)


def test_back_after_signing_out_shows_no_record(visit, amina, record, script):
    page = visit(amina, script=script)
    page.goto(f"/people/{record.pk}/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.go_back()
    the_way_in_is_all_there_is(page)
