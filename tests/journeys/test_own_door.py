"""Amina lets Joe in with a code on paper; he comes in, reads his page, and signs out everywhere."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from relational.kernel import sign_in
from tests.journeys.pages import follow
from tests.journeys.test_accessible import wrong_with


def by_keys(control: Locator, key: str = "Enter") -> None:
    """Reach a control with the Tab key alone, and press it."""
    page = control.page
    control.wait_for()
    for _step in range(120):
        page.keyboard.press("Tab")
        if control.evaluate("field => field === document.activeElement"):
            break
    expect(control).to_be_focused()
    page.keyboard.press(key)


def goes_on(control: Locator) -> None:
    with control.page.expect_navigation():
        by_keys(control)


def choose(page: Page, question: str, answer: str) -> None:
    """Choose by keys: into the group, then down to the answer."""
    group = page.get_by_role("group", name=question)
    radios = group.get_by_role("radio")
    by_keys(radios.first, "Space")
    wanted = group.get_by_label(answer, exact=True)
    for _step in range(radios.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def test_amina_gives_joe_a_code_on_paper_and_he_comes_in_reads_and_signs_out_everywhere(
    visit, record, amina, mailoutbox, script
):
    desk = visit(amina, width=320, script=script)
    desk.goto(f"/people/{record.pk}/")
    goes_on(desk.get_by_role("link", name="Their own page"))
    choose(desk, "Are you two alone, so that nobody hears you?", "Yes")
    choose(
        desk,
        "Does somebody else use or look at their phone, e-mail or computer?",
        "Somebody else uses or looks at it",
    )
    choose(desk, "How do they get the code?", "On paper, from your hand to theirs")
    goes_on(desk.get_by_role("button", name="Go on"))
    expect(desk.locator("main")).to_contain_text("Use a private window.")
    code = desk.locator("code.secret").inner_text()
    if script:
        assert wrong_with(desk) == []

    phone, library = visit(width=320, script=script), visit(script=script)
    phone.goto("/sign-in/")
    goes_on(phone.get_by_role("link", name="I have a code from somebody here"))
    by_keys(phone.get_by_label("Your code"), "Shift")
    phone.keyboard.type(code.lower())
    goes_on(phone.get_by_role("button", name="Go on"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Welcome, Joe")
    if script:
        assert wrong_with(phone) == []
    phone.set_viewport_size({"width": 320, "height": 800})
    by_keys(phone.get_by_label("Your e-mail"), "Shift")
    phone.keyboard.type("joe@home.example")
    goes_on(phone.get_by_role("button", name="Open my page"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("What is the code?")
    if script:
        assert wrong_with(phone) == []
        phone.set_viewport_size({"width": 320, "height": 800})
    sign_in.post_office.submit(int).result()
    by_keys(phone.get_by_label("The code"), "Shift")
    phone.keyboard.type(re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)[0])
    goes_on(phone.get_by_role("button", name="Open my page"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello Joe")
    assert phone.evaluate("document.documentElement.scrollWidth") == 320

    library.context.add_cookies(phone.context.cookies())
    library.goto("/me/")
    expect(library.get_by_role("heading", level=1)).to_have_text("Hello Joe")

    goes_on(phone.get_by_role("link", name="How I sign in"))
    goes_on(phone.get_by_role("button", name="Sign out everywhere"))
    expect(phone.locator("main")).to_contain_text("You are signed out everywhere.")
    phone.go_back()
    expect(phone.locator("body")).not_to_contain_text("Hello Joe")
    expect(phone.locator("body")).not_to_contain_text("Sign out everywhere")
    library.reload()
    expect(library.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_after_signing_out_the_back_button_shows_nothing(visit, joe):
    phone = visit(joe, width=320)
    phone.goto("/me/")
    follow(phone.get_by_role("link", name="How I sign in"))
    follow(phone.get_by_role("button", name="Sign out", exact=True))
    phone.go_back()
    expect(phone.locator("body")).not_to_contain_text("How I sign in")
