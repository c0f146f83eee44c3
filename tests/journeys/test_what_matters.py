"""What matters: Amina at her desk and Joe on his phone write at the same time, and nobody is lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from cases.actions import what_matters as words
from cases.actions.what_matters import Words, shown
from cases.models import Section
from relational.kernel.security import acting_as
from tests.journeys.pages import follow, loads

TOP = Section.MOST_IMPORTANT
FIRST = "Biscuit, my dog."


def begin(page: Page, control: str, *, script: bool) -> None:
    """Open the section for writing: in its place, or as a page of its own."""
    link = page.locator(f"#{TOP} a", has_text=f"{control}:")
    if script:
        link.click()
        expect(page.locator(f"#{TOP}-text")).to_be_focused()
    else:
        follow(link)


def save(page: Page, text: str, button: str = "Save", *, script: bool) -> None:
    page.locator("textarea[name=text]").fill(text)
    press = page.get_by_role("button", name=button, exact=True)
    if script:
        press.click()
    else:
        follow(press)


def test_both_write_at_once_and_both_are_kept(visit, amina, joe, record, script):
    """Written together first; then each opens the page before the other has saved."""
    desk, phone = visit(amina, script=script), visit(joe, width=320, script=script)
    desk.goto(f"/people/{record.pk}/what-matters/")
    follow(desk.locator(f"#{TOP} a", has_text="Write it together"))
    desk.locator("textarea[name=text]").fill(FIRST)
    desk.locator("input[name=signed]").fill("Joe")
    follow(desk.get_by_role("button", name="Save what we agreed"))
    expect(desk.locator(f"#{TOP}")).to_contain_text("Signed by Joe and Amina Yusuf")

    begin(desk, "Suggest other words", script=script)
    phone.goto("/me/")
    begin(phone, "Change it", script=script)
    save(phone, "Biscuit, my dog. And my plot.", script=script)
    expect(phone.locator(f"#{TOP} .say")).to_have_text("Biscuit, my dog. And my plot.")
    expect(phone.locator("#told")).to_contain_text("Saved.")
    save(desk, "Biscuit, his dog.", "Suggest these words", script=script)

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
    laptop, phone = (visit(joe, width=width, script=script) for width in (1280, 320))
    for page in (laptop, phone):
        page.goto("/me/")
        begin(page, "Change it", script=script)
    save(phone, "My plot.", script=script)
    expect(phone.locator(f"#{TOP} .say")).to_have_text("My plot.")
    save(laptop, "This house.", script=script)

    expect(laptop.get_by_role("heading", level=2, name="Two texts were saved")).to_be_visible()
    for text in (FIRST, "My plot.", "This house."):
        expect(laptop.locator("blockquote", has_text=text)).to_have_count(1)
    save(laptop, "My plot, and this house.", "Save these words", script=script)
    expect(laptop.locator("#told")).to_contain_text("Saved.")
    expect(laptop.locator(f"#{TOP} .say")).to_have_text("My plot, and this house.")
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot, and this house."
        assert record.statements.count() == 4


def test_a_section_is_written_in_its_place(visit, amina, joe, record):
    """Nobody leaves the page: the form stands where the words stood, and goes away again."""
    for person, address, name in [
        (amina, f"/people/{record.pk}/what-matters/", "Write it down"),
        (joe, "/me/", "Change it"),
    ]:
        page = visit(person, width=320)
        page.goto(address)
        loaded = loads(page)
        begin(page, name, script=True)
        page.locator(f"#{TOP} .acts a").click()
        expect(page.locator("textarea[name=text]")).to_have_count(0)
        begin(page, name, script=True)
        page.locator("textarea[name=text]").fill("x" * 20_001)
        page.locator(f"#{TOP} button[type=submit]").click()
        expect(page.locator(f"#{TOP}")).to_contain_text("Use 20000 characters or fewer.")
        page.locator("textarea[name=text]").fill(f"Biscuit. {name}.")
        page.locator(f"#{TOP} button[type=submit]").click()
        expect(page.locator(f"#{TOP} .say")).to_have_text(f"Biscuit. {name}.")
        expect(page.locator("#told")).to_be_focused()
        assert loaded == []
