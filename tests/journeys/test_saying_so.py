"""Joe says on his phone how he sees it and that nobody rang, and Amina reads both and settles it."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.actions import note as notes
from relational.kernel.security import acting_as
from tests.journeys.pages import follow

SEES = "I like it here. It is the damp I want gone."


@pytest.fixture
def said(record, joe, amina):
    """Amina wrote down a conversation, and promised something for today."""
    with acting_as(amina):
        return notes.write(
            record,
            by=amina,
            what_we_heard="He wants to move.",
            agreed="I’ll ring the council",
            due=timezone.localdate(),
        )


def test_joe_says_how_he_sees_it_and_that_nobody_rang_and_amina_answers_for_both(
    visit, record, joe, amina, said, script
):
    phone = visit(joe, width=320, script=script)
    phone.goto("/me/")
    entry = phone.locator(".life > li", has_text="He wants to move.")
    follow(entry.get_by_role("link", name="That’s not how I see it"))
    phone.get_by_label("How do you see it?").fill(SEES)
    follow(phone.get_by_role("button", name="Save"))
    expect(entry).to_contain_text(SEES)
    follow(phone.get_by_role("link", name="All promises, and my own steps"))
    missed = phone.get_by_role("button", name="This has not happened")
    missed.focus()
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    expect(phone.locator("main")).to_contain_text("You said today: this has not happened.")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width == 320

    desk = visit(amina, script=script)
    desk.goto("/today/")
    expect(desk.locator("main")).to_contain_text(SEES)
    row = desk.locator(".promises > li", has_text="ring the council")
    expect(row).to_contain_text("Joe says: this has not happened")
    done = row.get_by_role("button", name="Done")
    if script:
        done.click()
        expect(row).to_contain_text("Kept")
    else:
        follow(done)
    phone.goto("/me/promises/")
    expect(phone.locator(".promises")).to_contain_text("Kept today")
    expect(missed).to_have_count(0)
