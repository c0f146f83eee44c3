"""Amina asks the debt advice in; they say no; she asks elsewhere, and nothing is typed again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, Section
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow

TALK, HELP = Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT
WANTS = "I want to know what I owe."


@pytest.fixture
def shared(record, amina, joe, world):
    """Joe said yes to Clearwater of how to talk with him, and no of nothing; both are around him."""
    for each, email in (
        (world.advice, "advice@clearwater.example"),
        (world.council, "a@b.example"),
    ):
        each.email = email
        each.save(update_fields=["email"])
        with acting_as(amina):
            circle.join(record, by=amina, organisation=each)
    with acting_as(joe):
        for section, text in ((TALK, "Ring, don’t write."), (HELP, "Sit with me.")):
            what_matters.say(record, section, Words(text), by=joe, base=None)
        sharing.decide(record, [TALK], "yes", by=joe, organisation=world.advice)
    make.hope(record, by=joe, text=WANTS)


def asked(record, amina) -> list[Referral]:
    with acting_as(amina):
        return list(Referral.objects.filter(resident=record).order_by("made_at", "pk"))


def choose(page: Page, name: str, *, script: bool) -> None:
    page.get_by_role("checkbox", name=name).check()
    if not script:
        follow(page.get_by_role("button", name="Show what they may see"))


@pytest.mark.parametrize("width", [375, 1280])
def test_amina_asks_and_after_a_no_asks_elsewhere(visit, record, amina, pat, shared, script, width):
    page = visit(amina, width=width, script=script)
    page.goto(f"/people/{record.pk}/")
    follow(page.get_by_role("link", name="Bring help in"))
    expect(page.get_by_label("What is it for, in Joe’s words?")).to_have_value(WANTS)
    seen = page.locator("#seen")
    expect(seen).not_to_contain_text("Ring, don’t write.")
    choose(page, "Clearwater Debt Advice", script=script)
    expect(page.get_by_role("checkbox", name="How to talk with me")).to_be_checked()
    expect(seen).to_contain_text("Ring, don’t write.")
    expect(seen).not_to_contain_text("Sit with me.")
    expect(page.get_by_label("How best to get on with Joe")).to_have_value("Ring, don’t write.")
    follow(page.get_by_role("button", name="Send", exact=True))
    expect(page.locator("#told")).to_contain_text("Sent. The answer comes to you.")
    (first,) = asked(record, amina)
    with acting_as(pat):
        asks.answer(first, "declined", by=pat, reason="full", words="Ask the council’s team.")
    page.reload()
    expect(page.locator(".way")).to_contain_text("Ask the council’s team.")
    follow(page.get_by_role("link", name="Try elsewhere"))
    expect(page.get_by_label("What is it for, in Joe’s words?")).to_have_value(WANTS)
    choose(page, "Wexmouth Council", script=script)
    expect(page.get_by_role("checkbox", name="How to talk with me")).not_to_be_checked()
    expect(page.get_by_label("How best to get on with Joe")).to_have_value("")
    follow(page.get_by_role("button", name="Send", exact=True))
    _first, second = asked(record, amina)
    assert (second.tried_before_id, second.state) == (first.pk, "sent")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_by_keyboard_alone(visit, record, amina, shared):
    page = visit(amina)
    page.goto(f"/people/{record.pk}/referrals/new/")
    page.get_by_role("checkbox", name="Clearwater Debt Advice").focus()
    page.keyboard.press("Space")
    box = page.get_by_role("checkbox", name="How to talk with me")
    expect(box).to_be_checked()
    expect(page.get_by_role("checkbox", name="Clearwater Debt Advice")).to_be_focused()
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#seen")).not_to_contain_text("How to talk with me")
    expect(box).to_be_focused()
    expect(box).not_to_be_checked()
    page.get_by_role("button", name="Keep it for later").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    (kept,) = asked(record, amina)
    assert (kept.state, kept.sections) == ("draft", [])


def test_one_tap_says_who_may_see_what(visit, record, amina, shared, world, script):
    page = visit(amina, width=375, script=script)
    page.goto(f"/people/{record.pk}/sharing/?with={world.advice.pk}")
    expect(page.locator("#preview")).not_to_contain_text("Sit with me.")
    tap = page.get_by_role("button", name=re.compile("^Yes ?: How to help me"))
    if script:
        tap.click()
    else:
        follow(tap)
    expect(page.get_by_role("button", name=re.compile("^Yes ?: How to help me"))).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("#preview")).to_contain_text("Sit with me.")
    expect(page.locator("#told")).to_contain_text("Written down.")
