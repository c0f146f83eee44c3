"""The first meeting by keyboard alone, from the front page to a promise kept, with the focus in sight."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

# How what has the focus is marked, once it is drawn.
MARK = """() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, style.outlineWidth];
}"""
FARTHEST = 60


def tab(page: Page) -> None:
    """One step on; wherever it leads, it can be seen."""
    page.keyboard.press("Tab")
    where = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
    assert (where, page.evaluate(MARK)) == (where, ["solid", "3px"])


def tab_to(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Steps on until something has the focus; it is within reach, and no trap lies on the way."""
    goal = page.get_by_role(role, name=name).first
    for _step in range(FARTHEST):
        tab(page)
        if goal.evaluate("goal => goal === document.activeElement"):
            return
    raise AssertionError(f"{name} is not within {FARTHEST} steps")


def test_a_first_meeting_by_keyboard_alone(visit, amina, script):
    page = visit(amina, script=script)
    page.goto("/")
    tab_to(page, "link", "I met somebody")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who did you meet?")

    tab_to(page, "textbox", "What do they like to be called?")
    page.keyboard.type("Leroy")
    tab(page)
    page.keyboard.type("I used to sing here.")
    tab(page)
    page.keyboard.type("I'll bring the form today")
    tab(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leroy")
    expect(page.locator("main .say").first).to_have_text("I used to sing here.")

    tab_to(page, "link", "Today")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    tab_to(page, "button", "Done")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_have_text(re.compile(r"^\s*Kept\."))
    if script:  # the button is gone, and the focus is where it says so
        expect(page.locator("#told")).to_be_focused()
        tab(page)
        expect(page.get_by_role("link", name="For Leroy")).to_be_focused()


def test_ones_own_words_by_keyboard_alone(visit, joe, record, script):
    page = visit(joe, script=script)
    page.goto("/me/")
    tab_to(page, "link", re.compile("What matters most to me"))
    page.keyboard.press("Enter")
    words = page.get_by_role("textbox", name="What matters most to me")
    expect(words).to_be_visible()
    if script:  # the form stands where the words stood, and the focus is in it
        expect(words).to_be_focused()
    else:
        tab_to(page, "textbox", "What matters most to me")
    page.keyboard.type("Biscuit, my dog.")
    tab_to(page, "button", "Save")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Everybody you let read this reads it now.")
    expect(page.locator("main .say").first).to_have_text("Biscuit, my dog.")


def test_the_skip_link_leads_past_the_bar(visit, amina):
    page = visit(amina, script=False)
    page.goto("/people/")
    tab(page)
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab(page)
    expect(page.get_by_role("link", name="I met somebody").first).to_be_focused()


def test_every_stop_on_a_record_and_on_a_page_of_ones_own_is_in_sight(visit, amina, joe, record):
    for user, address in ((amina, f"/people/{record.pk}/"), (joe, "/me/")):
        page = visit(user)
        page.goto(address)
        last = page.get_by_role("contentinfo").get_by_role("link").last
        for _step in range(FARTHEST):
            tab(page)
            assert page.evaluate(
                "(({top, bottom}) => top < innerHeight && bottom > 0)"
                "(document.activeElement.getBoundingClientRect())"
            )
            if last.evaluate("last => last === document.activeElement"):
                break
        expect(last).to_be_focused()
