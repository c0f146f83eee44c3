"""What matters: Amina at her desk and Joe on his phone write at the same time, and nobody is lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from cases.actions import what_matters as words
from cases.actions.what_matters import Words, shown
from cases.models import Section
from relational.kernel.security import acting_as
from tests.journeys.pages import follow

TOP = Section.MOST_IMPORTANT
FIRST = "Biscuit, my dog."


def save(page: Page, text: str) -> None:
    page.locator("textarea[name=text]").fill(text)
    follow(page.get_by_role("button", name="Save", exact=True))


def test_both_write_at_once_and_both_are_kept(visit, amina, joe, record, script):
    """Written together first; then each opens the page before the other has saved."""
    desk, phone = visit(amina, script=script), visit(joe, width=375, script=script)
    desk.goto(f"/people/{record.pk}/what-matters/{TOP}/")
    desk.locator("label", has_text="We sit together").click()
    desk.locator("input[name=signed]").fill("Joe")
    save(desk, FIRST)

    desk.goto(f"/people/{record.pk}/what-matters/{TOP}/")
    phone.goto("/me/")
    follow(phone.locator(f"#{TOP} a", has_text="Change it:"))
    save(phone, "Biscuit, my dog. And my plot.")
    save(desk, "Biscuit, his dog.")

    # Amina sees his change beside the old words; hers waits for him.
    expect(desk.locator("main")).to_contain_text("Suggested. Joe decides.")
    follow(desk.locator(f"#{TOP} a", has_text="How it was before"))
    expect(desk.locator("ins").first).to_contain_text("And my plot.")

    # Joe takes hers with a change of his own.
    phone.goto("/me/")
    follow(phone.locator(f"#{TOP} a", has_text="Take it, change it"))
    phone.locator("textarea[name=text]").fill("Biscuit, who is my dog, and my plot.")
    follow(phone.get_by_role("button", name="Take these words"))
    expect(phone.locator(f"#{TOP} .say")).to_have_text("Biscuit, who is my dog, and my plot.")

    with acting_as(joe):
        kept = {*record.statements.values_list("text", flat=True)}
        kept |= {*record.suggestions.values_list("text", flat=True)}
    assert kept == {
        FIRST,
        "Biscuit, my dog. And my plot.",
        "Biscuit, his dog.",
        "Biscuit, who is my dog, and my plot.",
    }


def test_an_old_tab_a_day_later_loses_nothing(visit, joe, record, script):
    """Joe has the page open on a laptop, writes on his phone, and comes back to the laptop."""
    with acting_as(joe):
        words.say(record, TOP, Words(FIRST), by=joe, base=None)
    laptop, phone = (visit(joe, width=width, script=script) for width in (1280, 375))
    for page in (laptop, phone):
        page.goto(f"/me/words/{TOP}/")
    save(phone, "My plot.")
    save(laptop, "This house.")

    expect(laptop.get_by_role("heading", level=1)).to_have_text(
        "Two texts were saved. Which is right?"
    )
    for text in (FIRST, "My plot.", "This house."):
        expect(laptop.locator("blockquote", has_text=text)).to_have_count(1)
    laptop.locator("textarea[name=text]").fill("My plot, and this house.")
    follow(laptop.get_by_role("button", name="Save these words"))
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot, and this house."
        assert record.statements.count() == 4
