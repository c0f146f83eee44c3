"""Bev ends Amina's work: nobody Amina walked with is left alone, and Amina is out at once."""

from __future__ import annotations

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from cases.actions import reminder as promises
from relational.kernel.security import acting_as
from tests import make
from tests.journeys.pages import follow


def test_a_manager_ends_somebodys_work_and_hands_over(visit, record, amina, bev, world, script):
    gwen = make.worker("Gwen Pritchard", world.marsh_end, role="connector")
    callum = make.worker("Callum Redpath", world.marsh_end)
    make.resident("Ann", by=amina)
    with acting_as(amina):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        promises.promise(record, by=amina, what="Ring the surgery", due=tomorrow)
    hers = visit(amina, script=script)
    hers.goto("/people/")

    page = visit(bev, width=375, script=script)
    page.goto("/people/")
    follow(page.get_by_role("link", name="Hub", exact=True))
    follow(page.get_by_role("link", name="People at work"))
    follow(page.get_by_role("link", name="End their work here").filter(has_text="Amina Yusuf"))
    expect(page.locator("main")).to_contain_text("Amina carries 2 people. Who takes over?")
    expect(page.locator("main")).to_contain_text("Promised: “Ring the surgery”.")

    follow(page.get_by_role("button", name="End their work here"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose who takes over for Joe.")
    page.get_by_label("Who takes over?").select_option("Gwen Pritchard")
    page.get_by_label("Ann", exact=True).select_option("Callum Redpath")
    page.get_by_label("What do they say to it?").fill("Joe is fine with Gwen. Ann was not asked.")
    follow(page.get_by_role("button", name="End their work here"))
    expect(page.get_by_role("status").first).to_contain_text("Amina no longer works here.")
    expect(page.locator("main")).not_to_contain_text("Amina Yusuf")

    hers.goto("/people/")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Sign in")

    for worker, name in [(gwen, "Joe"), (callum, "Ann")]:
        theirs = visit(worker, script=script)
        theirs.goto("/people/")
        expect(theirs.locator(".people .name")).to_have_text([name])
    gwens = visit(gwen, script=script)
    gwens.goto("/today/")
    expect(gwens.locator(".promises")).to_contain_text("Ring the surgery")
