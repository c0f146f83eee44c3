"""Amina writes down conversations with Joe: swiftly, wrongly, twice, and in any words."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import loads

WHEN_WE_WALKED = "The heating is on again. I sleep."
URDU = "مجھے چائے پسند ہے۔ گھر یاد آتا ہے۔"


@pytest.fixture
def page(visit, amina, record, script) -> Page:
    """Joe's record, open in Amina's window."""
    opened = visit(amina, script=script)
    opened.goto(f"/people/{record.pk}/")
    return opened


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()


def entries(page: Page):
    """The conversations on the life line: it tells of more."""
    return page.locator("#life .life > li").filter(has_not_text="began to walk with")


def notes_of(record, amina) -> list[str]:
    """What stands in the record, oldest first."""
    with acting_as(amina):
        return [note.their_words or note.agreed for note in record.notes.order_by("made_at")]


def test_a_conversation_joins_the_life_line(page, record, script):
    loaded = loads(page)
    page.get_by_label("What Joe said").fill(WHEN_WE_WALKED)
    page.get_by_label("What we heard").fill("He sounds lighter.")
    page.get_by_label("What did we agree?").fill("I ring tomorrow")
    save(page)

    expect(page.locator("#told")).to_have_text(
        re.compile(r"^\s*Written down\. .*We remind you tomorrow\. Reflect on it, 30 seconds\s*$")
    )
    expect(entries(page)).to_have_count(2)
    newest = entries(page).first
    expect(newest.get_by_role("heading")).to_have_text("You talked")
    expect(newest.locator(".say")).to_have_text([WHEN_WE_WALKED])
    expect(newest.get_by_text("Heard:")).to_have_text("Heard: He sounds lighter.")
    expect(newest.get_by_text("Agreed:").locator("..")).to_have_text(
        "Agreed: I ring tomorrow (Tomorrow)"
    )
    expect(page.locator("#promises .what")).to_have_text(["I ring tomorrow"])
    for label in ("What Joe said", "What we heard", "What did we agree?"):
        expect(page.get_by_label(label)).to_have_value("")
    if script:
        expect(page.get_by_label("What Joe said")).to_be_focused()
        assert loaded == []
    else:
        there = f"/people/{record.pk}/"
        assert loaded == [("POST", f"{there}notes/"), ("GET", there)]
        assert page.url.endswith("#life")


def test_an_empty_conversation_is_told_what_is_enough(page, script):
    loaded = loads(page)
    page.locator("#write summary").click()
    page.get_by_label("Where was it?").select_option("on a walk")
    page.get_by_label("They had to tell their story again").check()
    save(page)

    enough = "Write what they said, or what you heard or agreed. One is enough."
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text([enough])
    said = page.get_by_label("What Joe said")
    expect(said).to_have_accessible_description(f"Error: {enough}")
    expect(page.get_by_label("Where was it?")).to_have_value("walk")
    expect(page.get_by_label("They had to tell their story again")).to_be_checked()
    expect(entries(page)).to_have_count(1)
    summary.get_by_role("link").click()
    expect(said).to_be_focused()
    assert [method for method, _path in loaded] == ([] if script else ["POST"])


def test_a_day_that_cannot_be_is_said_at_its_field(page):
    in_a_week = timezone.localdate() + datetime.timedelta(days=7)
    page.get_by_label("What Joe said").fill(WHEN_WE_WALKED)
    for agreed, complaint in (
        ("I ring on 31 February", "There is no such day."),
        ("I ring on 3 March 2020", "That day has passed."),
    ):
        page.get_by_label("What did we agree?").fill(agreed)
        save(page)

        sentence = (
            f"{complaint} Write a day that is still to come, like {in_a_week.day} {in_a_week:%B}."
        )
        expect(page.locator(".govuk-error-summary li")).to_have_text([sentence])
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        expect(page.locator(".govuk-error-message")).to_have_text([f"Error: {sentence}"])
        expect(page.get_by_label("What did we agree?")).to_have_value(agreed)
        expect(page.get_by_label("What Joe said")).to_have_value(WHEN_WE_WALKED)
        expect(entries(page)).to_have_count(1)


def test_a_name_of_five_hundred_letters_is_too_long_and_stays(visit, amina, script):
    page = visit(amina, script=script)
    page.goto("/people/new/")
    page.get_by_label("What do they like to be called?").fill("L" * 500)
    page.get_by_label("One thing they said").fill(WHEN_WE_WALKED)
    save(page)

    sentence = "Use 80 characters or fewer. You have 500."
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary li")).to_have_text([sentence])
    expect(page.locator(".govuk-error-message")).to_have_text([f"Error: {sentence}"])
    expect(page.get_by_label("What do they like to be called?")).to_have_value("L" * 500)
    expect(page.get_by_label("One thing they said")).to_have_value(WHEN_WE_WALKED)


def test_words_of_any_kind_are_shown_as_they_were_said(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    markup = "<script>alert(1)</script>"
    for number, words in enumerate([URDU, markup], start=2):
        page.get_by_label("What Joe said").fill(words)
        save(page)
        expect(entries(page)).to_have_count(number)

    said = page.locator("#life .say > p")
    expect(said).to_have_text([markup, URDU, "I only came in for the warm."])
    expect(said.nth(1)).to_have_css("direction", "rtl")
    expect(said.nth(2)).to_have_css("direction", "ltr")
    assert asked == []


def test_a_double_click_or_a_form_sent_again_writes_one_conversation(page, record, amina):
    page.get_by_label("What Joe said").fill(WHEN_WE_WALKED)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Save").dblclick()
    expect(entries(page)).to_have_count(2)

    form = sent.value
    again = page.request.post(
        form.url,
        data=form.post_data,
        headers={"content-type": form.headers["content-type"]},
    )
    expect(again).to_be_ok()
    page.reload()
    expect(page.locator("#life .say")).to_have_text(
        [WHEN_WE_WALKED, "I only came in for the warm."]
    )
    assert notes_of(record, amina) == ["I only came in for the warm.", WHEN_WE_WALKED]


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with script"])
def test_done_replaces_just_its_row(page, record, amina):
    for promise in ("Ring the surgery tomorrow", "Bring the form today"):
        make.note(record, by=amina, agreed=promise, due=timezone.localdate())
    page.reload()
    loaded = loads(page)
    rows = page.locator("#promises .promises > li")
    kept, waiting = (rows.filter(has_text=text) for text in ("Bring the form", "Ring the surgery"))
    row_before, other_before = kept.element_handle(), waiting.element_handle()
    kept.get_by_role("button", name="Done").click()

    expect(kept.locator(".when")).to_have_text("You. Kept today")
    expect(kept.get_by_role("button")).to_have_count(0)
    expect(waiting.get_by_role("button")).to_have_text("Done: Ring the surgery tomorrow")
    expect(page.locator("#told")).to_have_text(re.compile(r"^\s*Kept\."))
    expect(page.locator("#told")).to_be_focused()
    assert [handle.evaluate("row => row.isConnected") for handle in (row_before, other_before)] == [
        False,
        True,
    ]
    assert loaded == []
