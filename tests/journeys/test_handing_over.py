"""Amina hands Joe over: asked, a yes, the three meet, both sign, and Joe reads who walks with him."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from cases.actions import connection as circle
from relational.kernel import outbox
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow

VIEW = "Tom makes me laugh."
BUTTON = re.compile("^Sign: I")


@pytest.fixture
def tom(record, amina, pat, world):
    """Who walks with people for the advice, which is around Joe already."""
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(amina):
        circle.join(record, by=amina, organisation=world.advice)
    return make.worker(
        "Tom Hale", None, role="practitioner", at=world.advice, email="tom@demo.example"
    )


def test_a_meeting_of_three_with_both_names(visit, record, amina, joe, pat, tom, script):
    hers = visit(amina, width=320, script=script)
    hers.goto(f"/people/{record.pk}/referrals/new/")
    hers.get_by_role("checkbox", name="Clearwater Debt Advice").check()
    hers.get_by_label("What is it for").fill("Somebody near me.")
    hers.get_by_label("What do you ask them to do?").select_option(label="Take over the walking")
    follow(hers.get_by_role("button", name="Send", exact=True))
    expect(hers.locator("main")).to_contain_text("Asked for Joe: take over the walking.")

    theirs = visit(pat, width=320, script=script)
    theirs.goto("/referrals/")
    follow(theirs.get_by_role("link", name="Joe"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Can you walk with Joe?")
    theirs.get_by_label("When could you first meet").fill("Friday at two")
    theirs.get_by_label("Who will be there?").fill("Tom")
    follow(theirs.get_by_role("button", name="Send yes"))
    expect(theirs.locator("main")).to_contain_text("Nobody has written the meeting down yet.")

    his = visit(joe, width=320, script=script)
    his.goto("/me/")
    follow(his.get_by_role("link", name="Read about it"))
    expect(his.locator("main")).to_contain_text("Nothing changes before you meet.")

    hers.reload()
    follow(hers.get_by_role("link", name="The three of you meet"))
    expect(hers.get_by_role("radio", name="Tom Hale")).to_be_checked()
    hers.get_by_label("When did the three of you meet?").fill(timezone.localdate().isoformat())
    hers.get_by_label("What does Joe say to it?").fill(VIEW)
    write = hers.get_by_role("button", name="Write it down")
    write.focus()
    with hers.expect_navigation():
        hers.keyboard.press("Enter")
    expect(hers.locator("main")).to_contain_text("Tom Hale has not signed yet.")
    hers.get_by_role("button", name=BUTTON).focus()
    with hers.expect_navigation():
        hers.keyboard.press("Enter")
    expect(hers.locator("main")).to_contain_text("It waits for the other name.")

    outbox.deliver(make.noon(1))
    letter = next(each.body for each in mail.outbox if each.to == [tom.email])
    takes_over = visit(tom, width=320, script=script)
    takes_over.goto(re.findall(r"https?://[^/]+(/\S+)", letter)[0])
    expect(takes_over.locator("main")).to_contain_text(VIEW)
    takes_over.get_by_role("button", name=BUTTON).focus()
    with takes_over.expect_navigation():
        takes_over.keyboard.press("Enter")
    expect(takes_over.locator("main")).to_contain_text("Both have signed.")
    expect(takes_over).to_have_url(re.compile(f"/people/{record.pk}/$"))

    his.reload()
    expect(his.locator("main")).to_contain_text("Tom walks with you now.")
    expect(his.locator("main")).to_contain_text(VIEW)
    hers.goto(f"/people/{record.pk}/referrals/")
    expect(hers.get_by_role("region", name="Over")).to_contain_text("Clearwater Debt Advice")
