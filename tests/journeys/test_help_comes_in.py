"""Amina brings help in for Joe: a no, a yes elsewhere, and six weeks later Joe says that it helped.

And where nobody answers, time ends it, and everybody is told.
"""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.actions import ask_clock, sharing, what_matters
from cases.actions import connection as circle
from cases.actions.what_matters import Words
from cases.models import Section
from relational.kernel import outbox
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow

WANTS = "I want to know what I owe."
ADVICE, COUNCIL = "advice@clearwater.example", "money@council.example"


@pytest.fixture
def neighbours(record, amina, joe, world):
    """Joe shares how to talk with him with both; a third part he shares with nobody."""
    for each, email in ((world.advice, ADVICE), (world.council, COUNCIL)):
        each.email = email
        each.save(update_fields=["email"])
        with acting_as(amina):
            circle.join(record, by=amina, organisation=each)
    with acting_as(joe):
        for section, text in (
            (Section.HOW_TO_COMMUNICATE, "Ring, don’t write."),
            (Section.MY_WELLNESS, "My heart."),
        ):
            what_matters.say(record, section, Words(text), by=joe, base=None)
        for each in (world.advice, world.council):
            sharing.decide(record, [Section.HOW_TO_COMMUNICATE], "yes", by=joe, organisation=each)
    make.hope(record, by=joe, text=WANTS)


def in_the_daytime(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def link_for(address: str) -> str:
    """The link in the latest letter to an address, when all letters are out."""
    outbox.deliver(in_the_daytime(timezone.localdate() + datetime.timedelta(days=1)))
    letters = [letter.body for letter in mail.outbox if letter.to == [address]]
    return re.findall(r"https?://[^/]+(/\S+)", letters[-1])[0]


def open_letter(visit, address: str) -> Page:
    page = visit(width=375)
    page.goto(link_for(address))
    expect(page.locator("body")).not_to_contain_text("Joe")
    follow(page.get_by_role("button", name="Show me"))
    expect(page.locator("main")).to_contain_text(WANTS)
    page.locator("summary").filter(has_text="One part of Joe’s page").click()
    expect(page.locator("main")).to_contain_text("Ring, don’t write.")
    expect(page.locator("main")).not_to_contain_text("My heart.")
    return page


def test_a_no_a_yes_elsewhere_and_the_loop_closes(visit, record, amina, joe, neighbours, script):
    page = visit(amina, width=375, script=script)
    page.goto(f"/people/{record.pk}/")
    follow(page.get_by_role("link", name="Bring help in"))
    page.get_by_role("checkbox", name="Clearwater Debt Advice").check()
    if not script:
        follow(page.get_by_role("button", name="Show what they may see"))
    expect(page.get_by_role("checkbox", name="How to talk with me")).to_be_checked()
    follow(page.get_by_role("button", name="Send", exact=True))

    theirs = open_letter(visit, ADVICE)
    theirs.locator("summary").filter(has_text="Not this time").click()
    theirs.get_by_role("radio", name="No room now", exact=True).check()
    theirs.locator("#no-words").fill("Not before May.")
    follow(theirs.get_by_role("button", name="Send no"))

    page.goto("/referrals/")
    expect(page.get_by_role("region", name="Waits for you")).to_contain_text("They said no")
    follow(page.get_by_role("link", name="Joe"))
    expect(page.locator(".way")).to_contain_text("Not before May.")
    follow(page.get_by_role("link", name="Try elsewhere"))
    expect(page.get_by_label("What is it for, in Joe’s words?")).to_have_value(WANTS)
    page.get_by_role("checkbox", name="Wexmouth Council").check()
    if not script:
        follow(page.get_by_role("button", name="Show what they may see"))
    expect(page.get_by_role("checkbox", name="How to talk with me")).to_be_checked()
    follow(page.get_by_role("button", name="Send", exact=True))

    theirs = open_letter(visit, COUNCIL)
    theirs.get_by_label("When could you first meet").fill("Thursday at eleven, at the hub")
    follow(theirs.get_by_role("button", name="Send yes"))
    theirs.locator("summary").filter(has_text="We have begun").click()
    follow(theirs.get_by_role("button", name="Say we have begun"))
    theirs.locator("summary").filter(has_text="It is done").click()
    theirs.get_by_label("What was done?").fill("One sum, one plan.")
    follow(theirs.get_by_role("button", name="Say it is done"))

    his = visit(joe, width=375, script=script)
    his.goto("/me/")
    for days in range(42, 50):  # six weeks, and a week of which some days are no holidays
        day = timezone.localdate() + datetime.timedelta(days=days)
        ask_clock.go_on(in_the_daytime(day))
        outbox.deliver(in_the_daytime(day))
    his.reload()
    expect(his.locator("main")).to_contain_text("Did Wexmouth Council help you?")
    follow(his.get_by_role("link", name="Tell us"))
    his.get_by_label("It helped", exact=True).check()
    his.get_by_label("What would you like to say about it?").fill("I sleep again.")
    follow(his.get_by_role("button", name="Save"))

    page.goto(f"/people/{record.pk}/referrals/")
    follow(page.get_by_role("link", name="Wexmouth Council").first)
    expect(page.locator(".way")).to_contain_text("I sleep again.")
    expect(page.locator("main")).not_to_contain_text("The loop is closed")
    follow(page.get_by_role("link", name="Say it again, what came of it"))
    page.get_by_label(re.compile("looked at")).check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text("The loop is closed")
    with acting_as(amina):  # who walks with Joe is who walked with him
        assert record.connections.open().get(part="lead").user == amina


def test_where_nobody_answers_time_ends_it_and_all_are_told(
    visit, record, amina, joe, world, neighbours
):
    make.ask(record, by=amina, organisation=world.advice, what_for=WANTS)
    link_for(ADVICE)  # the first letter is out
    day = timezone.localdate()
    for _day in range(60):
        day += datetime.timedelta(days=1)
        ask_clock.go_on(in_the_daytime(day))
        outbox.deliver(in_the_daytime(day))
    to_service = [letter.subject for letter in mail.outbox if letter.to == [ADVICE]]
    to_amina = [letter.subject for letter in mail.outbox if letter.to == [amina.email]]
    assert to_service == [
        "Can you help somebody?",
        "Somebody still asks for your help",
        "Can you help? An early no helps too",
        "No answer needed any more",
    ]
    assert to_amina == ["No answer yet to what you asked", "Nobody answered what you asked"]
    page = visit(amina)
    page.goto("/referrals/")
    follow(page.get_by_role("link", name="Joe"))
    expect(page.locator(".way")).to_contain_text("Nobody answered in time")
    expect(page.get_by_role("button", name="Send it again")).to_be_visible()
    his = visit(joe, width=375)
    his.goto("/me/")
    expect(his.locator("main")).to_contain_text("Clearwater Debt Advice")
