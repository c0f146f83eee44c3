"""The circle: Joe's sister, the allotment group, the housing officer and the surgery stand around him."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from cases.actions import connection as circle
from hubs.models import Organisation
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import fields, follow
from tests.journeys.test_keyboard import tab_to

HARDLY_SEEN = 3  # pixels
# The boxes of all labels that are seen, as they are drawn.
LABELS = """() => [...document.querySelectorAll("svg.draw .nm, svg.draw .rl")]
    .filter((label) => label.getClientRects().length)
    .map((label) => {
        const {left, top, right, bottom} = label.getBoundingClientRect();
        return [label.textContent, left, top, right, bottom];
    })"""
LONG = "Bartholomew Christopher Maximilian Wilhelmina Penelope Zbigniew Grace Mo Amy Ivy".split()


@pytest.fixture
def listed(world):
    """What stands on the list of groups and services already."""
    Organisation.objects.create(
        name="Marsh End Allotments",
        kind="community_group",
        about="Plots, a shed, and tea when the gate opens at eight.",
    )
    Organisation.objects.create(name="Tidewater Homes", kind="mutual", about="Lets and mends.")


def add(page: Page, kind: str) -> None:
    follow(page.get_by_role("link", name="Add somebody"))
    if page.locator(".anchors [aria-current]").inner_text() != kind:
        follow(page.get_by_role("link", name=kind))


def find(page: Page, words: str) -> None:
    page.get_by_label("Part of its name, or what it does").fill(words)
    follow(page.get_by_role("button", name="Find"))


def save(page: Page) -> None:
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.locator("#told")).to_contain_text("is around Joe now")


def test_joes_people_are_linked_around_his_record(visit, record, joe, amina, listed, script):
    page = visit(amina, width=375, script=script)
    page.goto(f"/people/{record.pk}/")
    add(page, "Family, a friend, a neighbour")
    assert fields(page).count() == 7  # a name, a choice, a few words, and how close
    page.get_by_label("Their name").fill("Maureen")
    page.get_by_label("What are they to Joe?").select_option("Family")
    page.get_by_label("In a few words").fill("sister")
    page.get_by_label("Close", exact=True).check()
    save(page)

    add(page, "A group or a service")
    find(page, "alotments")
    page.get_by_label("Marsh End Allotments").check()
    page.get_by_label("In a few words").fill("plot 14, and Dilip")
    page.get_by_label("Close", exact=True).check()
    save(page)

    add(page, "A group or a service")
    find(page, "tidewater")
    page.get_by_label("Tidewater Homes").check()
    page.get_by_label("In a few words").fill("Siân, the housing officer")
    page.get_by_label("Strained").check()
    save(page)

    add(page, "A group or a service")
    find(page, "Quay Street Surgery")
    expect(page.get_by_role("status").last).to_contain_text("Name it here.")
    page.get_by_label("What is it?").select_option("Public service")
    save(page)

    named = ["Amina", "Maureen", "Marsh End…", "Tidewater…", "Quay Street…"]
    page.set_viewport_size({"width": 1280, "height": 800})
    for address in (f"/people/{record.pk}/circle/", f"/people/{record.pk}/"):
        page.goto(address)
        picture = page.get_by_role("img", name="Joe’s circle")
        expect(picture).to_be_visible()
        assert sorted(picture.locator(".nm").all_text_contents()) == sorted(named)
        words = page.locator("ul.around").filter(has_text="Maureen").first
        for said in [
            "Maureen, sister. Close.",
            "Marsh End Allotments, plot 14, and Dilip. Close.",
            "Tidewater Homes, Siân, the housing officer. Strained.",
            "Quay Street Surgery, public service.",
        ]:
            expect(words).to_contain_text(said)

    # Joe sees the same on his phone.
    phone = visit(joe, width=375, script=script)
    phone.goto("/me/")
    expect(phone.locator("main")).to_contain_text("Maureen, sister. Close.")
    follow(phone.get_by_role("link", name="See it as a picture"))
    expect(phone.get_by_role("img", name="My people")).to_be_visible()
    assert sorted(phone.locator("svg.draw .nm").all_text_contents()) == sorted(named)


def test_on_a_phone_the_record_says_it_in_words_and_leads_to_the_picture(visit, record, amina):
    page = visit(amina, width=375)
    page.goto(f"/people/{record.pk}/")
    expect(page.locator("#circle svg.draw").first).to_be_hidden()
    expect(page.locator("#circle")).to_contain_text("Amina Yusuf, you, walks with Joe.")
    follow(page.get_by_role("link", name="The whole circle"))
    expect(page.get_by_role("img", name="Joe’s circle")).to_be_visible()


def test_handing_over_and_leaving(visit, record, amina, world, script):
    make.worker("Callum Redpath", world.marsh_end)
    page = visit(amina, width=375, script=script)
    page.goto(f"/people/{record.pk}/circle/")
    follow(page.locator("a", has_text="Hand over: Amina Yusuf"))
    page.get_by_label("Part of a name").fill("calum")
    follow(page.get_by_role("button", name="Find"))
    page.get_by_label("Callum Redpath").check()
    page.get_by_label("What does Joe say to it?").fill("He makes me laugh.")
    expect(page.get_by_label("Amina stays alongside")).to_be_checked()
    page.get_by_label("Amina stays alongside").uncheck()
    follow(page.get_by_role("button", name="Hand over"))
    expect(page.get_by_role("heading", level=1)).to_have_text("My people")
    expect(page.locator("#told")).to_contain_text("Callum walks with Joe from now on.")
    page.goto(f"/people/{record.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("We cannot find this page")


def test_somebody_is_added_and_goes_by_keyboard_alone(visit, record, amina, script):
    page = visit(amina, script=script)
    page.goto(f"/people/{record.pk}/circle/")
    tab_to(page, "link", "Add somebody")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who else is around Joe?")
    tab_to(page, "textbox", "Their name")
    page.keyboard.type("Maureen")
    tab_to(page, "combobox", "What are they to Joe?")
    page.keyboard.press("ArrowDown")
    tab_to(page, "radio", "Nobody said")
    page.keyboard.press("ArrowDown")  # around to the first: close
    tab_to(page, "button", "Add")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Maureen is around Joe now.")
    expect(page.locator("main")).to_contain_text("Maureen, family. Close.")

    tab_to(page, "link", re.compile("Change.*Maureen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maureen")
    tab_to(page, "link", "It has ended")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is Maureen no longer")
    tab_to(page, "textbox", "How did it end?")
    page.keyboard.type("She moved to Leeds.")
    tab_to(page, "button", "It has ended")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Maureen is no longer around Joe.")
    expect(page.locator("main")).to_contain_text("She moved to Leeds.")


@pytest.mark.parametrize("number", [1, 8, 25, 60])
def test_no_label_hides_another_on_a_phone_a_tablet_a_desk_or_paper(visit, record, amina, number):
    with acting_as(amina):
        for place in range(number - 1):
            name = f"{LONG[place % 10]} {LONG[place * 3 % 10]}"
            close = ["close", "steady", "strained", "", "close"][place % 5]
            told = {"part": "friend", "about": "old workmates of his", "closeness": close}
            circle.join(record, by=amina, person=name, **told)
    page = visit(amina)
    for width, medium in [(320, "screen"), (768, "screen"), (1280, "screen"), (700, "print")]:
        page.emulate_media(media=medium)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/people/{record.pk}/circle/")
        labels = page.evaluate(LABELS)
        lines = 1 if width == 320 else 2
        assert len(labels) == lines * min(number, 10)
        assert hidden(labels) == [], (width, medium)


def hidden(labels: list) -> list[tuple[str, str]]:
    """The pairs of labels that overlap by more than anybody sees, but for the two lines of one."""
    found = []
    for place, (name, left, top, right, bottom) in enumerate(labels):
        for other, other_left, other_top, other_right, other_bottom in labels[place + 1 :]:
            across = min(right, other_right) - max(left, other_left)
            down = min(bottom, other_bottom) - max(top, other_top)
            if min(across, down) > HARDLY_SEEN:
                found.append((name, other))
    return found


def test_the_circle_of_a_usual_record_prints_on_one_sheet(visit, record, amina):
    with acting_as(amina):
        for name in LONG[:8]:
            circle.join(record, by=amina, person=name, part="friend", closeness="close")
    page = visit(amina)
    page.goto(f"/people/{record.pk}/circle/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    assert page.locator("a", has_text="Change:").count() == 9
    expect(page.locator("a", has_text="Change:").first).to_be_hidden()
