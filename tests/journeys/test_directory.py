"""A newcomer finds somewhere warm, says what is not right, and a worker takes it into a circle."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from cases.demo.directory import read_directory
from hubs.models import Organisation
from tests import make
from tests.journeys.pages import follow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wexmouth(transactional_db):
    """What the demo's neighbourhood has, and nobody in it."""
    read_directory()


def test_somewhere_warm_on_tuesday_afternoon_in_three_clicks(visit, wexmouth, script):
    page = visit(width=320, script=script)
    page.goto("/directory/")
    page.get_by_label("What are you looking for?").fill("somewhere warm")
    page.get_by_label("Near where?").fill("WX1 2AB")
    page.get_by_label("Which day?").select_option("Tuesday")
    page.get_by_label("What time?").select_option("Afternoon")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("part=afternoon"))
    near = page.locator("#found h3")
    expect(page.get_by_role("heading", name="What we found")).to_be_visible()
    expect(near.filter(has_text="Warm chairs")).to_be_visible()
    expect(near.filter(has_text="Warm room upstairs")).to_be_visible()
    expect(near.filter(has_text="Tuesday warm bar")).to_be_visible()
    expect(page.get_by_text("about 1.1 miles").first).to_be_visible()
    # On other days, or not warm.
    for other in ("Soup for forty", "Blood pressure"):
        expect(near.filter(has_text=other)).to_have_count(0)
    follow(page.get_by_role("link", name="Warm chairs"))
    expect(page.get_by_text("Tuesdays, noon to 4 p.m.")).to_be_visible()


def test_with_the_keyboard_alone(visit, wexmouth):
    page = visit()
    page.goto("/directory/")
    page.get_by_label("What are you looking for?").focus()
    page.keyboard.type("libary")
    page.keyboard.press("Enter")
    expect(page.locator("#found h3").filter(has_text="Rhyme time")).to_be_visible()
    expect(page.get_by_label("What are you looking for?")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Found")).to_be_attached()
    page.get_by_role("link", name="Rhyme time").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Where?")).to_be_visible()


def test_amina_takes_a_group_of_the_feed_into_joes_circle(visit, wexmouth, amina, record):
    page = visit(amina)
    page.goto("/people/")
    follow(page.get_by_role("link", name="Near me"))
    page.get_by_label("What are you looking for?").fill("allotment")
    page.get_by_role("button", name="Find").click()
    follow(page.get_by_role("link", name="Plots and tea"))
    follow(page.get_by_role("link", name="Add to somebody’s circle"))
    follow(page.get_by_role("link", name="Joe"))
    page.get_by_label("Marsh End Allotments").check()
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Marsh End Allotments")


def test_somebody_says_what_is_not_right_and_bev_takes_it_up(visit, bev, world, script):
    cache.clear()
    library = make.service("Marsh End Library", by=Organisation.objects.first())
    page = visit(script=script)
    page.goto(f"/directory/{library.pk}/")
    follow(page.get_by_role("link", name="Something is not right"))
    page.get_by_label("What is not right?").fill("They open at three now.")
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Somebody here will look at it.")).to_be_visible()

    desk = visit(bev, script=script)
    desk.goto("/account/")
    follow(desk.get_by_role("link", name="What people say is not right"))
    follow(desk.get_by_role("link", name="Marsh End Library"))
    desk.get_by_label("It is right: I took it up").check()
    desk.get_by_label("What we know about it").fill("Opens at three now.")
    follow(desk.get_by_role("button", name="Save"))
    page.reload()
    expect(page.get_by_text("Opens at three now.")).to_be_visible()
