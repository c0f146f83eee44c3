"""Amina brings in the people she walks with already, sees how far they have come, and undoes it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from cases import tasks
from cases.models import CaseloadImport
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow

LIST = "Name,DOB,Note\nLeroy Bright,1951,He used to sing.\nJoe,,\nKay,soon,\n"


def press(control: Locator, *, script: bool) -> None:
    """Press what is swapped in its place, or leads to a page where there is no script."""
    if script:
        control.click()
    else:
        follow(control)


def test_amina_brings_in_a_list_and_takes_it_out_again(visit, record, amina, script):
    page = visit(amina, width=375, script=script)
    page.goto("/people/")
    follow(page.get_by_role("link", name="Bring in a list"))
    page.get_by_label("The list").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    follow(page.get_by_role("button", name="Read the list"))
    expect(page.get_by_role("button", name="Bring in one person")).to_be_visible()
    lines = page.locator(".around > li")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("Date of birth “soon”")

    press(page.get_by_role("button", name="Bring in as somebody new"), script=script)
    expect(lines.nth(1)).to_contain_text("Comes in as somebody new, as you said.")
    expect(page.get_by_role("button", name="Bring in 2 people")).to_be_visible()
    if script:
        expect(lines.nth(1).get_by_role("button", name="Leave out")).to_be_focused()

    follow(page.get_by_role("button", name="Bring in 2 people"))
    expect(page.locator("[role=status]").last).to_have_text("0 of 2 are in.")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
    make.caseloads.go_on_with(caseload.pk, amina.pk, in_a_set=1)
    if not script:
        follow(page.get_by_role("link", name="Look again"))
    expect(page.locator("[role=status]").last).to_have_text("1 of 2 are in.")
    tasks.go_on_with_caseloads()
    if not script:
        follow(page.get_by_role("link", name="Look again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("They are in")
    expect(lines).to_have_count(1)

    follow(page.get_by_role("link", name="Take them out again"))
    follow(page.get_by_role("button", name="Take them out"))
    tasks.go_on_with_caseloads()
    if not script:
        follow(page.get_by_role("link", name="Look again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("They are out again")
    expect(page.locator("main")).to_contain_text("2 people were taken out.")
    follow(page.locator("main").get_by_role("link", name="My people"))
    expect(page.locator(".people .name")).to_have_text(["Joe"])
