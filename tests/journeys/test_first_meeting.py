"""Amina meets Leroy at the drop-in, is reminded of what she promised him, and keeps it."""

from __future__ import annotations

import datetime
import re

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.actions import reminder
from cases.models import Resident
from relational.kernel import outbox
from relational.kernel.models import Letter, User
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import fields, loads, sign_in

A_PHONE = 375
HIS_WORDS = "I used to sing here, when it was the chapel."


def test_from_the_first_meeting_to_a_promise_kept(visit, amina, script):
    due = timezone.localdate() + datetime.timedelta(days=3)
    promise = f"I'll bring the bus pass form on {due:%A}"

    page = visit(width=A_PHONE, script=script)
    sign_in(page, amina)
    meet_leroy(page, promise)
    the_record_begins_with_his_words(page, promise, due)

    one_neutral_letter_comes_that_morning(amina, due)

    leroy = his_own_door(amina)
    his_page = visit(leroy, width=A_PHONE, script=script)
    he_reads(his_page, f"“{promise}”", f"Amina said so. {due:%A}")
    she_keeps_it(page, promise, script=script)
    he_reads(his_page, f"“{promise}”", "Amina said so. Kept today")


def meet_leroy(page: Page, promise: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("My people")
    page.get_by_role("link", name="I met somebody").first.click()
    expect(fields(page)).to_have_count(3)
    page.get_by_label("What do they like to be called?").fill("Leroy")
    page.get_by_label("One thing they said").fill(HIS_WORDS)
    page.get_by_label("Anything you promised?").fill(promise)
    page.get_by_role("button", name="Save").click()


def the_record_begins_with_his_words(page: Page, promise: str, due: datetime.date) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Leroy")
    expect(page.get_by_role("status")).to_have_text(
        f"Leroy is one of your people now. We remind you on {in_full(due)}."
    )
    expect(page.locator("main h2").first).to_have_text("The first thing Leroy said")
    expect(page.locator("main .say").first).to_have_text(HIS_WORDS)
    expect(page.locator("#promises .what")).to_have_text([promise])
    expect(page.locator("#promises .when")).to_have_text([f"You. {due:%A}"])


def one_neutral_letter_comes_that_morning(amina: User, due: datetime.date) -> None:
    morning = timezone.make_aware(datetime.datetime.combine(due, datetime.time(8, 5)))
    assert (reminder.claim_due(morning), outbox.deliver(morning)) == (1, 1)
    assert (reminder.claim_due(morning), outbox.deliver(morning)) == (0, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (
        ["amina@demo.example"],
        "Something you said you would do",
    )
    assert "leroy" not in f"{letter.subject} {letter.body}".lower()
    with acting_as(amina):
        assert [row.state for row in Letter.objects.filter(to=amina)] == [Letter.State.SENT]


def his_own_door(amina: User) -> User:
    with acting_as(amina):
        leroy = Resident.objects.get(known_as="Leroy")
    return make.door(leroy, by=amina, email="leroy@demo.example")


def he_reads(page: Page, what: str, when: str) -> None:
    page.goto("/me/")
    expect(page.locator("main .say").first).to_have_text(HIS_WORDS)
    expect(page.locator(".promises .what")).to_have_text([what])
    expect(page.locator(".promises .when")).to_have_text([when])


def she_keeps_it(page: Page, promise: str, *, script: bool) -> None:
    page.get_by_role("link", name="Today", exact=True).click()
    row = page.get_by_role("listitem").filter(has_text=promise)
    loaded = loads(page)
    row.get_by_role("button", name="Done").click()
    expect(page.locator("#told")).to_have_text(re.compile(r"^\s*Kept\."))
    if script:
        expect(row.locator(".when")).to_have_text("For Leroy. Kept today")
        expect(row.get_by_role("button")).to_have_count(0)
        assert loaded == []
    else:
        assert [method for method, _path in loaded] == ["POST", "GET"]
        assert loaded[-1] == ("GET", "/today/")


def in_full(day: datetime.date) -> str:
    """ "Tuesday 24 March", with the year where it is another one."""
    year = f" {day.year}" if day.year != timezone.localdate().year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"
