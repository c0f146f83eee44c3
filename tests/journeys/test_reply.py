"""A service answers by the link of a letter: on a phone, by keyboard, with script and without."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Section
from relational.kernel import outbox
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow
from tests.journeys.test_keyboard import tab, tab_to

TALK = Section.HOW_TO_COMMUNICATE


@pytest.fixture
def ask(record, amina, joe, world):
    with acting_as(joe):
        what_matters.say(record, TALK, Words("Ring, don’t write."), by=joe, base=None)
        what_matters.say(record, Section.MY_WELLNESS, Words("My heart."), by=joe, base=None)
        sharing.decide(record, [TALK], "yes", by=joe, organisation=world.advice)
    said = {"what_for": "I want to know what I owe.", "how_best": "Ring after ten."}
    return make.ask(record, by=amina, organisation=world.advice, sections=[TALK], **said)


def letters_to(address: str) -> list[str]:
    """What lies in somebody's mailbox by tomorrow noon: the path of the link in each letter."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    outbox.deliver(timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(12))))
    mine = [letter.body for letter in mail.outbox if letter.to == [address]]
    return [re.search(r"https?://[^/]+(/\S+)", body).group(1) for body in mine]


def test_from_the_letter_to_done(visit, ask, amina, script):
    (address,) = letters_to("advice@clearwater.example")
    page = visit(width=320, script=script)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Somebody at Marsh End Hub")
    expect(page.locator("body")).not_to_contain_text("Joe")
    follow(page.get_by_role("button", name="Show me"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Can you help Joe?")
    expect(page.locator(".own .say")).to_have_text("I want to know what I owe.")
    page.locator("summary").filter(has_text="One part of Joe’s page").click()
    expect(page.locator("main")).to_contain_text("Ring, don’t write.")
    expect(page.locator("main")).not_to_contain_text("My heart.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator("summary").filter(has_text="ask something first").click()
    page.get_by_label("Your question").fill("Has he all his letters?")
    follow(page.get_by_role("button", name="Ask Amina"))
    expect(page.get_by_role("status").filter(has_text="Sent to Amina Yusuf")).to_be_visible()
    with acting_as(amina):
        asks.say(ask, "In a drawer.", by=amina)

    _first, second = letters_to("advice@clearwater.example")
    page.goto(second)
    follow(page.get_by_role("button", name="Show me"))
    expect(page.get_by_role("region", name="So far")).to_contain_text("In a drawer.")
    page.get_by_label("Who will be there?").fill("Me, Pat")
    follow(page.get_by_role("button", name="Send yes"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say when, and where.")
    expect(page.get_by_label("Who will be there?")).to_have_value("Me, Pat")
    page.get_by_label("When could you first meet").fill("Thursday at eleven, at the hub")
    follow(page.get_by_role("button", name="Send yes"))
    expect(page.get_by_role("region", name="So far")).to_contain_text("Thursday at eleven")

    page.locator("summary").filter(has_text="We have begun").click()
    follow(page.get_by_role("button", name="Say we have begun"))
    page.locator("summary").filter(has_text="It is done").click()
    page.get_by_label("What was done?").fill("One sum, one plan.")
    follow(page.get_by_role("button", name="Say it is done"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for you here any more")
    expect(page.locator("body")).not_to_contain_text("Joe")
    page.go_back()  # nothing of him is kept by the browser
    page.reload()
    expect(page.locator("body")).not_to_contain_text("Joe")
    answered = [one for one in letters_to("amina@demo.example") if str(ask.pk) in one]
    assert len(answered) == 4  # the question, yes, begun, done


def test_no_by_keyboard_alone(visit, ask, amina, script):
    (address,) = letters_to("advice@clearwater.example")
    page = visit(script=script)
    page.goto(address)
    tab_to(page, "button", "Show me")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Can you help Joe?")
    no = page.locator("summary").filter(has_text="Not this time")
    for _step in range(40):
        tab(page)
        if no.evaluate("no => no === document.activeElement"):
            break
    page.keyboard.press("Enter")
    tab(page)
    expect(page.get_by_role("radio", name="No room now", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    tab(page)
    page.keyboard.type("Not before May.")
    tab(page)
    page.keyboard.type("Citizens Advice")
    tab_to(page, "button", "Send no")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You said no")
    with acting_as(amina):
        move = ask.events.in_order().last()
    assert (move.after, move.words, move.suggestion) == (
        "declined",
        "Not before May.",
        "Citizens Advice",
    )


def test_two_tabs_and_one_answer(visit, ask, amina, script):
    (address,) = letters_to("advice@clearwater.example")
    first = visit(script=script)
    first.goto(address)
    follow(first.get_by_role("button", name="Show me"))
    second = first.context.new_page()
    second.goto(address)
    expect(second.get_by_role("heading", level=1)).to_have_text("Can you help Joe?")
    second.locator("summary").filter(has_text="Not this time").click()
    second.get_by_label("In a sentence").fill("Lou says we are full.")
    second.get_by_role("radio", name="No room now", exact=True).check()

    first.get_by_label("When could you first meet").fill("Monday")
    follow(first.get_by_role("button", name="Send yes"))
    follow(second.get_by_role("button", name="Send no"))
    expect(second.get_by_role("status").filter(has_text="nothing was sent")).to_be_visible()
    given_back = second.get_by_role("region", name="What you wrote")
    expect(given_back.get_by_label("In a sentence")).to_have_value("Lou says we are full.")
    expect(second.get_by_role("region", name="So far")).to_contain_text("Monday")


def test_pat_sees_what_waits_and_answers(visit, ask, pat, joe, amina, script):
    page = visit(pat, width=375, script=script)
    page.goto("/")
    waits = page.get_by_role("region", name="Waits for you")
    follow(waits.get_by_role("link", name="Joe"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Can you help Joe?")
    page.get_by_label("When could you first meet").fill("Monday")
    follow(page.get_by_role("button", name="Send yes"))
    follow(page.get_by_role("link", name="Asks").first)
    expect(page.get_by_role("region", name="You said yes")).to_contain_text("Joe")

    mine = visit(joe, width=375, script=script)
    mine.goto("/me/")
    expect(mine.get_by_role("region", name="Who looked")).to_contain_text("Pat Lowe")
    hers = visit(amina, script=script)
    hers.goto("/referrals/")
    expect(hers.get_by_role("region", name="They said yes")).to_contain_text("Joe")
