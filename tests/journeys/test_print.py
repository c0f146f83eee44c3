"""On paper: a usual record fits one sheet for the hospital bag, and nothing of the house is printed."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from cases.actions import resident as residents
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import ContactPoint, Section
from relational.kernel.security import acting_as

SAID = {
    Section.MOST_IMPORTANT: "Biscuit, my dog. My plot at the allotments. And staying in this house. Jean and me papered every wall of it.",
    Section.PEOPLE_IMPORTANT: "My sister Maureen rings on Sundays. Grace next door has my key. Dilip at the allotments, he doesn’t ask, he just makes tea.",
    Section.HOW_TO_COMMUNICATE: "Ring, don’t write. Brown envelopes go in the drawer. Since the stroke the words come late, but they come. Wait for them, please. Look at me, and have the telly off.",
    Section.MY_WELLNESS: "A good day, I’m up by seven and on the plot by nine. On a bad day the curtains stay shut.\n- tablets with breakfast\n- the paper\n- a walk with Biscuit",
    Section.HOW_TO_SUPPORT: "Sit with me and we open the post together. Come with me the first time. Then I can go on my own.",
    Section.ALSO_WORTH_KNOWING: "Thirty-one years on the buses. I know every street in this town. I can mend a bike.",
}
DO = "Come after ten. Say what you’ll do, then do it. Have a biscuit, and give one to Biscuit."
DONT = "Don’t talk to me through my sister.\nDon’t write to me about money. Ring first.\nDon’t finish my sentences."


@pytest.fixture
def full(record, amina, joe):
    """Joe's record, full as a usual one is: seven sections, and two ways to reach him."""
    with acting_as(amina):
        residents.describe(
            record,
            by=amina,
            full_name="Joseph Adeyemi",
            other_names="Seph",
            pronouns="he/him",
            date_of_birth=datetime.date(1951, 3, 1),
            language="yo",
            interpreter=True,
        )
        for channel, value in [("mobile", "07700 900123"), ("post", "7 Ferry Lane, Marsh End")]:
            point = ContactPoint(resident=record, channel=channel, value=value)
            point.safe_to_contact = True
            residents.reach_by(point, by=amina)
    with acting_as(joe):
        for section, said in SAID.items():
            words.say(record, section, Words(said), by=joe, base=None)
        words.say(record, Section.PLEASE_DO_AND_DO_NOT, Words(DO, DONT), by=joe, base=None)
    return record


def sheets(page: Page) -> int:
    """How many sheets of paper the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_a_usual_record_fits_one_sheet_for_the_bag_and_takes_more_in_large_print(
    visit, full, amina, joe
):
    for who, door in [(amina, f"/people/{full.pk}/print/"), (joe, "/me/print/")]:
        page = visit(who)
        page.goto(door)
        assert sheets(page) == 1
        for layout in ["large", "easy"]:
            page.goto(f"{door}?as={layout}")
            assert sheets(page) > 1


def test_only_the_sheet_is_printed(visit, full, joe):
    page = visit(joe)
    page.goto("/me/print/")
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert printed.strip() == page.locator(".sheet").inner_text().strip()


def test_the_button_prints_and_is_there_only_where_it_works(visit, full, amina, script):
    page = visit(amina, script=script)
    page.add_init_script("window.print = () => document.body.append('Printing.')")
    page.goto(f"/people/{full.pk}/print/")
    expect(page.get_by_text("Print this page with your browser")).to_be_visible()
    button = page.get_by_role("button", name="Print", exact=True)
    if not script:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(page.locator("body")).to_contain_text("Printing.")


def test_the_layouts_are_chosen_by_links(visit, full, joe, script):
    page = visit(joe, width=320, script=script)
    page.goto("/me/")
    page.get_by_role("link", name="Print it").click()
    for layout in ["Large print", "Easy read", "For the hospital bag"]:
        page.get_by_role("link", name=layout).click()
        expect(page.locator(".anchors [aria-current]")).to_have_text(layout)
        expect(page.locator(".sheet")).to_contain_text("Biscuit, my dog.")
