"""On a phone: words in large print, everything in one file, a goodbye, and the way back."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from cases.actions import download as downloads
from cases.actions import subject_request as requests
from cases.models import Resident, SubjectRequest
from relational.kernel.base import new_id
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import fields, follow


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOWNLOADS_DIR = tmp_path / "downloads"


def test_joe_prints_large_takes_everything_says_goodbye_and_comes_back(
    visit, record, joe, amina, script, tmp_path
):
    page = visit(joe, width=320, script=script)
    page.goto("/me/")
    follow(page.get_by_role("link", name="Print it"))
    follow(page.get_by_role("link", name="Large print"))
    expect(page.locator("html.large-print")).to_have_count(1)

    page.goto("/me/")
    follow(page.get_by_role("link", name="Download everything"))
    follow(page.get_by_role("button", name="Make my file"))
    expect(page.locator("#file")).to_contain_text("We are making it")
    downloads.go_on()
    if not script:
        follow(page.get_by_role("link", name="Look again"))
    expect(page.get_by_text("Your file is ready.")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Download it").click()
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)
    assert path.name == "my-record.zip"
    with ZipFile(path) as bundle:
        assert json.loads(bundle.read(downloads.DATA))["resident"][0]["known_as"] == "Joe"
        bundle.extractall(tmp_path)
    if script:  # once: it opens from the disk, without a net
        offline = page.context.browser.new_context(offline=True).new_page()
        offline.goto((tmp_path / downloads.PAGE).as_uri())
        expect(offline.get_by_role("heading", level=1)).to_have_text("Everything about Joe")
        expect(offline.locator("body")).to_contain_text("I only came in for the warm.")
        assert offline.evaluate("getComputedStyle(document.querySelector('article')).paddingTop")
        offline.context.close()

    page.goto("/me/")
    follow(page.get_by_role("link", name="Stop for now"))
    page.get_by_label("What would you like to say?").fill("I can go on my own.")
    follow(page.get_by_role("button", name="Stop for now"))
    expect(page.locator("main")).to_contain_text("We said goodbye")

    at_work = visit(amina)
    at_work.goto(f"/people/{record.pk}/")
    expect(at_work.locator("main")).to_contain_text("I can go on my own.")
    follow(at_work.get_by_role("link", name="Add our words"))
    at_work.get_by_label("What do you want to say?").fill("Come any time.")
    follow(at_work.get_by_role("button", name="Save"))

    follow(page.get_by_role("link", name="Read what was said"))
    expect(page.locator("main")).to_contain_text("Come any time.")
    follow(page.get_by_role("button", name="Come back"))
    expect(page.locator("main")).to_contain_text("Welcome back.")
    with acting_as(joe):
        assert Resident.objects.get().state == "open"


def press(page: Page, name: str) -> None:
    """Reach a button by Tab alone, and press it."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def test_everything_goes_by_keyboard(visit, record, joe):
    page = visit(joe, width=320)
    page.goto("/me/rights/")
    page.get_by_label("Delete it").focus()
    page.keyboard.press("Space")
    press(page, "Ask")
    expect(page.locator("main")).to_contain_text("You get an answer by")
    page.goto("/me/download/")
    press(page, "Make my file")
    downloads.go_on()
    expect(page.get_by_text("Your file is ready.")).to_be_visible()
    page.goto("/me/goodbye/")
    press(page, "Stop for now")
    press(page, "Come back")
    expect(page.locator("main")).to_contain_text("Welcome back.")


@pytest.mark.parametrize("address", ["/me/download/", "/me/rights/", "/me/goodbye/"])
def test_no_form_is_longer_than_three_inputs(visit, record, joe, address):
    page = visit(joe, width=320)
    page.goto(address)
    choices = page.locator("main fieldset").count()
    others = fields(page).locator("visible=true")
    written = [each for each in others.all() if each.get_attribute("type") != "radio"]
    assert choices + len(written) <= 3


def test_the_officer_answers_and_joe_reads_it(visit, record, joe, diya, script):
    with acting_as(joe):
        requests.ask(record, by=joe, kind="forget", words="All of it.", key=new_id())
    page = visit(diya, script=script)
    page.goto("/")
    follow(page.get_by_role("link", name="Asked by law"))
    follow(page.get_by_role("link", name="Joe: To delete it"))
    follow(page.get_by_role("button", name="Tell them that you read it"))
    follow(page.get_by_role("link", name="Read the conversations"))
    page.get_by_label("Why do you need to read it?").fill("To answer you.")
    follow(page.get_by_role("button", name="Open it"))
    page.get_by_label("What stands there instead").fill("About a neighbour.")
    follow(page.get_by_role("button", name="It tells of somebody else"))
    expect(page.locator("main")).to_contain_text("About a neighbour.")
    with acting_as(diya):
        asked = SubjectRequest.objects.get()
    page.goto(f"/subject-requests/{asked.pk}/")
    page.get_by_label("Your answer").fill("We must keep it for six years.")
    page.get_by_label("Restrict the record").check()
    follow(page.get_by_role("button", name="Send the answer"))
    expect(page.locator("main")).to_contain_text("The record is restricted.")
    mine = visit(joe, width=320, script=script)
    mine.goto("/me/rights/")
    expect(mine.locator("main")).to_contain_text("We must keep it for six years.")
    mine.goto("/me/")
    expect(mine.locator("main")).to_contain_text("To answer you.")


def test_nobody_finds_anything_of_joes_by_any_address_of_his_door(
    record, joe, amina, sam, carol, world, browse
):
    former = make.worker("Fay Moss", world.marsh_end)
    dot = make.door(make.resident("Dot", by=sam), by=sam)
    client = browse(joe)
    client.post("/me/download/")
    downloads.go_on()
    ticket = client.get("/me/download/").context["ticket"]
    for address in ["", "download/", f"download/{ticket}/", "rights/", "goodbye/", "print/"]:
        for other in [sam, carol, former]:
            assert browse(other).get(f"/me/{address}").status_code == 404, address
        found = browse(dot).get(f"/me/{address}")
        assert found.status_code == (404 if ticket in address else 200)
        if found.status_code == 200:
            told = found.content.decode()
            assert "Joe" not in told
            assert str(record.pk) not in told
        assert browse().get(f"/me/{address}").status_code == 302
