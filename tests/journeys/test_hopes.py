"""Joe comes nearer to a hope at home on his phone, and Amina sees his steps like her own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.models import Step
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow, loads

HOPE = "To open my own post."
AN_ID = r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def hope(record, joe):
    return make.hope(record, by=joe)


def press(control: Locator, *, script: bool) -> None:
    """Press what is swapped in its place, or leads to a page where there is no script."""
    if script:
        control.click()
    else:
        follow(control)


def article(page: Page, hope) -> Locator:
    return page.locator(f"#hope-{hope.pk}")


def test_joe_adds_a_step_at_home_and_amina_sees_it_looking_like_her_own(
    visit, hope, record, joe, amina, script
):
    make.step(hope, by=amina, what="Open post together on Thursdays", who="Joe and Amina")
    phone = visit(joe, width=375, script=script)
    phone.goto("/me/")
    follow(phone.get_by_role("link", name="My hopes and steps"))
    loaded = loads(phone)
    press(article(phone, hope).get_by_role("link", name="Add a step"), script=script)
    what = phone.get_by_label("What is one small step?")
    if script:
        expect(what).to_be_focused()
    what.fill("A red folder for what is paid")
    phone.get_by_label("Who takes it?").fill("Joe")
    press(phone.get_by_role("button", name="Save"), script=script)
    expect(article(phone, hope)).to_contain_text("A red folder for what is paid")
    expect(phone.locator("#told")).to_contain_text("Written down.")
    assert (loaded == []) is script

    desk = visit(amina, script=script)
    for address in (f"/people/{record.pk}/", f"/people/{record.pk}/hopes/"):
        desk.goto(address)
        steps = desk.locator(".steps > li")
        expect(steps).to_have_count(2)
        looks = {
            re.sub(rf"{AN_ID}|value=\"\w{{64}}\"", "", step.inner_html())
            .replace("Open post together on Thursdays", "")
            .replace("A red folder for what is paid", "")
            .replace("Joe and Amina", "Joe")
            for step in steps.all()
        }
        assert len(looks) == 1


def test_how_near_it_is_is_said_by_keyboard_alone(visit, hope, joe, script):
    phone = visit(joe, width=375, script=script)
    phone.goto("/me/hopes/")
    link = article(phone, hope).get_by_role("link", name="How near is it today?")
    link.focus()
    if script:
        phone.keyboard.press("Enter")
        expect(phone.get_by_role("radio", name="0 far away")).to_be_focused()
    else:
        with phone.expect_navigation():
            phone.keyboard.press("Enter")
        phone.get_by_role("radio", name="0 far away").focus()
    phone.keyboard.press("Space")
    for _ in range(4):
        phone.keyboard.press("ArrowRight")
    expect(phone.get_by_role("radio", name="4", exact=True)).to_be_checked()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Save")).to_be_focused()
    phone.keyboard.press("Enter")
    picture = article(phone, hope).get_by_role("img")
    expect(picture).to_have_accessible_name(re.compile(r"^How near it feels, out of ten: 4 on "))
    article(phone, hope).locator("summary").click()
    expect(article(phone, hope).locator(".numbers li")).to_have_text(re.compile(": 4$"))


def test_a_mistake_is_said_at_the_field_in_its_place(visit, hope, amina, record, script):
    page = visit(amina, script=script)
    page.goto(f"/people/{record.pk}/hopes/")
    loaded = loads(page)
    press(article(page, hope).get_by_role("link", name="How near is it today?"), script=script)
    press(page.get_by_role("button", name="Save"), script=script)
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Choose one of the numbers.").click()
    expect(page.get_by_role("radio", name="0 far away")).to_be_focused()
    press(page.get_by_role("link", name="Not now"), script=script)
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(article(page, hope)).to_contain_text(HOPE)
    assert (loaded == []) is script


def test_a_step_that_is_not_sure_is_made_easier_and_done(visit, hope, joe, script):
    make.step(hope, by=joe, what="Ring Clearwater")
    phone = visit(joe, width=375, script=script)
    phone.goto("/me/hopes/")
    press(article(phone, hope).get_by_role("link", name="Change it"), script=script)
    phone.get_by_role("radio", name="5", exact=True).click()
    press(phone.get_by_role("button", name="Save"), script=script)
    phone.get_by_label("What would make it easier?").fill("If Amina sits in.")
    press(phone.get_by_role("button", name="Save"), script=script)
    expect(article(phone, hope)).to_contain_text("What would make it easier: If Amina sits in.")

    press(article(phone, hope).get_by_role("button", name="Done"), script=script)
    expect(phone.locator("#told")).to_contain_text("Well done!")
    expect(article(phone, hope).locator(".steps .done")).to_contain_text("Done today")
    expect(article(phone, hope).get_by_role("button", name="Done")).to_have_count(0)
    with acting_as(joe):
        assert Step.objects.get().state == Step.State.DONE


def test_a_hope_is_reached_and_rests_and_is_taken_up_again(visit, hope, joe, script):
    phone = visit(joe, width=375, script=script)
    for press_on, word in [
        ("I got there", "You got there, today. Well done!"),
        ("Let it rest", "It rests since today."),
        ("I changed my mind", "You once hoped for this."),
        ("I am working on it", "You are working on it."),
    ]:
        phone.goto("/me/hopes/")
        follow(article(phone, hope).get_by_role("link", name="Say where it is now"))
        follow(phone.get_by_role("button", name=press_on))
        expect(article(phone, hope).locator(".now")).to_contain_text(word)
        expect(article(phone, hope)).to_contain_text(HOPE)


def test_two_hopes_can_be_written_to_at_once(visit, hope, record, joe):
    other = make.hope(record, by=joe, text="To mend a bike with somebody.")
    phone = visit(joe, width=320)
    phone.goto("/me/hopes/")
    for one in (hope, other):
        article(phone, one).get_by_role("link", name="Add a step").click()
        expect(article(phone, one).get_by_label("What is one small step?")).to_be_visible()
    article(phone, other).get_by_label("What is one small step?").fill("Ask Dilip")
    article(phone, other).get_by_role("button", name="Save").click()
    expect(article(phone, other).locator(".steps")).to_contain_text("Ask Dilip")
    expect(article(phone, hope).get_by_label("What is one small step?")).to_be_visible()
