"""Somebody is found by a misspelt name, and a word by when it was said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.journeys.pages import follow, loads

pytestmark = pytest.mark.django_db(transaction=True)


def find(page: Page, words: str, *, swapped: bool) -> None:
    field = page.get_by_label("A name, or words that were said")
    field.fill(words)
    if swapped:
        with page.expect_response("**/search/?q=*"):
            field.press("Enter")
    else:
        follow(page.get_by_role("button", name="Find"))


def test_amina_finds_agnieszka_and_what_was_said_of_the_kettle(visit, amina, record, script):
    make.resident("Agnieszka", by=amina, words="At home I was the one people asked.")
    make.note(record, by=amina, their_words="The kettle sings.")
    page = visit(amina, width=320, script=script)
    page.goto("/people/")
    follow(page.get_by_role("link", name="Find"))
    loaded = loads(page)

    find(page, "Agneska", swapped=script)
    expect(page.get_by_role("link", name="Agnieszka")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Found one person.")).to_be_attached()
    expect(page.get_by_label("A name, or words that were said")).to_have_value("Agneska")
    assert page.url.endswith("/search/?q=Agneska")

    find(page, "kettles", swapped=script)
    expect(page.locator("mark")).to_have_text("kettle")
    assert loaded == ([] if script else [("GET", "/search/"), ("GET", "/search/")])

    page.go_back()
    follow(page.get_by_role("link", name="Agnieszka"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Agnieszka")


def test_after_a_search_one_goes_on_typing(visit, amina, record):
    page = visit(amina)
    page.goto("/search/")
    find(page, "Nobody Called This", swapped=True)
    expect(page.get_by_text("Nobody and nothing found for")).to_be_visible()
    expect(page.get_by_label("A name, or words that were said")).to_be_focused()
    follow(page.get_by_role("link", name="Meet somebody new"))
    expect(page.get_by_label("What do they like to be called?")).to_have_value("Nobody Called This")


def test_what_is_too_long_is_said_at_the_field(visit, amina, script):
    page = visit(amina, script=script)
    page.goto("/search/")
    find(page, "x" * 90, swapped=script)
    expect(page.get_by_text("Use 80 characters or fewer. You have 90.")).to_be_visible()
    expect(page.get_by_label("A name, or words that were said")).to_have_value("x" * 90)
