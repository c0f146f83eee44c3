"""Words somebody is typing stay on their device until they are saved, and nobody else reads them there."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from cases.actions import reminder as promises
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, Section
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.journeys.pages import follow, sign_in

TOP = Section.MOST_IMPORTANT
TYPED = "The heating is on again. I sleep."
BEGUN = "These are words you began on this device and have not saved yet."
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('draft:'))"
ALL_OF_OURS = """[localStorage, sessionStorage].flatMap(
    store => Object.keys(store).filter(name => !name.startsWith("htmx-")))"""
MAKE_OLD = """hours => {
    for (const name of Object.keys(localStorage)) {
        const draft = JSON.parse(localStorage.getItem(name));
        draft.at -= hours * 60 * 60 * 1000;
        localStorage.setItem(name, JSON.stringify(draft));
    }
}"""
NO_STORE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("closed", "SecurityError"); }
});"""
FULL_STORE = """Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
};"""


@pytest.fixture
def page(visit, amina) -> Page:
    """Amina's window."""
    return visit(amina)


@pytest.fixture
def at_joes(record) -> str:
    return f"/people/{record.pk}/"


@pytest.fixture
def of_joe(record) -> str:
    return f"/people/{record.pk}/what-matters/{TOP}/"


def said(page: Page) -> Locator:
    return page.get_by_label("What Joe said")


def begun(page: Page) -> Locator:
    """The line that says whose words these are."""
    return page.locator("form [role=status]", has_text=BEGUN)


def throw_away(page: Page) -> Locator:
    return page.get_by_role("button", name="Throw them away")


def save(page: Page) -> Locator:
    return page.get_by_role("button", name="Save", exact=True)


def drafts(page: Page) -> list[str]:
    """What is kept in this browser."""
    return page.evaluate(DRAFTS)


def is_saved(page: Page) -> None:
    """The page says that something was done, and then nothing is kept for it."""
    expect(page.locator("#told [data-done]")).to_be_visible()
    until = time.monotonic() + 5
    while drafts(page) and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert drafts(page) == []


def begin(page: Page, address: str, text: str = TYPED) -> None:
    """Type something into the first box, and look away before it is saved."""
    page.goto(address)
    page.locator("textarea").first.fill(text)


def end_session(page: Page) -> None:
    """What the clock does after twelve hours."""
    with acting_as(SYSTEM):
        Session.objects.all().delete()


def test_words_survive_a_reload_and_a_closed_tab(page, at_joes):
    begin(page, at_joes)
    page.reload()
    expect(said(page)).to_have_value(TYPED)
    expect(begun(page)).to_be_visible()

    page.get_by_label("What we heard").fill("He sounds lighter.")
    again = page.context.new_page()
    page.close(run_before_unload=True)
    again.goto(at_joes)
    expect(said(again)).to_have_value(TYPED)
    expect(again.get_by_label("What we heard")).to_have_value("He sounds lighter.")
    assert len(drafts(again)) == 1


def test_words_are_kept_while_somebody_types(page, at_joes):
    """A telephone that runs empty says nothing before."""
    begin(page, at_joes)
    expect(said(page)).to_have_value(TYPED)
    page.wait_for_timeout(600)
    (name,) = drafts(page)
    kept = page.evaluate("name => localStorage.getItem(name)", name)
    assert TYPED in kept
    token, key = (
        page.locator(f"#write [name={field}]").input_value()
        for field in ("csrfmiddlewaretoken", "key")
    )
    assert token not in kept
    assert key not in kept


def test_choices_come_back_where_they_can_be_seen(page, at_joes, of_joe):
    page.goto(at_joes)
    page.locator("#write summary").click()
    page.get_by_label("Where was it?").select_option("on a walk")
    page.get_by_label("They had to tell their story again").check()
    page.reload()
    expect(page.get_by_label("Where was it?")).to_have_value("walk")
    expect(page.get_by_label("Where was it?")).to_be_visible()
    expect(page.get_by_label("They had to tell their story again")).to_be_checked()

    page.goto(of_joe)
    page.locator("label", has_text="I write it for them").click()
    page.reload()
    expect(page.get_by_label("I write it for them")).to_be_checked()


@pytest.mark.parametrize("form", ["the conversation, by htmx", "what matters, by a whole page"])
def test_words_survive_a_lost_connection(form, page, at_joes, of_joe):
    address = at_joes if "htmx" in form else of_joe
    begin(page, address)
    page.context.set_offline(True)
    save(page).click()
    if "htmx" in form:
        expect(page.locator("#told")).to_contain_text("No connection just now.")
    page.wait_for_timeout(300)
    page.context.set_offline(False)

    page.goto(address)
    expect(page.locator("textarea").first).to_have_value(TYPED)
    save(page).click()
    is_saved(page)
    page.goto(address)
    expect(begun(page)).to_have_count(0)


def test_words_survive_a_session_that_ended(page, amina, at_joes):
    begin(page, at_joes)
    end_session(page)
    sign_in(page, amina)
    page.goto(at_joes)
    expect(begun(page)).to_be_visible()
    expect(said(page)).to_have_value(TYPED)


def test_words_sent_after_the_session_ended_wait_for_their_writer(page, amina, at_joes):
    """The page gives them back as well; who only signs in again finds them in the form."""
    begin(page, at_joes)
    end_session(page)
    follow(save(page))
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    sign_in(page, amina)
    page.goto(at_joes)
    expect(said(page)).to_have_value(TYPED)


def test_words_sent_again_from_the_page_that_gave_them_back_are_saved(page, amina, at_joes):
    begin(page, at_joes)
    end_session(page)
    follow(save(page))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in on a second page").click()
    sign_in(opened.value, amina)
    follow(page.get_by_role("button", name="Send it again"))
    # The token was of the session that ended, so the page asks once more.
    follow(page.get_by_role("button", name="Send it again"))
    expect(page.locator("#life .say").first).to_have_text(TYPED)
    assert drafts(page) == []
    expect(said(page)).to_have_value("")


def test_the_next_person_at_this_browser_never_sees_them(page, amina, bev, at_joes):
    begin(page, "/people/new/")
    end_session(page)
    for address in ("/", "/sign-in/"):
        page.goto(address)
        assert TYPED not in page.content()
    sign_in(page, bev)
    page.goto("/people/new/")
    expect(page.get_by_label("One thing they said")).to_have_value("")
    expect(begun(page)).to_have_count(0)
    page.get_by_label("One thing they said").fill("Somebody else said this.")

    end_session(page)
    sign_in(page, amina)
    page.goto("/people/new/")
    expect(page.get_by_label("One thing they said")).to_have_value(TYPED)


@pytest.mark.parametrize("address", ["/people/new/", "of_joe", "at_joes"])
def test_saved_words_leave_nothing_behind(address, page, request):
    address = address if address.startswith("/") else request.getfixturevalue(address)
    begin(page, address)
    name = page.get_by_label("What do they like to be called?")
    if name.count():
        name.fill("Leroy")
    page.reload()
    expect(begun(page)).to_be_visible()
    save(page).click()
    is_saved(page)
    page.goto(address)
    expect(page.locator("main form textarea").first).to_be_visible()
    expect(begun(page)).to_have_count(0)


def test_a_form_with_something_to_look_at_shows_what_was_sent(page):
    """Also where another tab began other words since; and those of the form stay kept."""
    begin(page, "/people/new/")
    other = page.context.new_page()
    begin(other, "/people/new/", "Other words.")
    other.close(run_before_unload=True)
    follow(save(page))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.get_by_label("One thing they said")).to_have_value(TYPED)
    expect(begun(page)).to_have_count(0)
    page.goto("/people/new/")
    expect(page.get_by_label("One thing they said")).to_have_value(TYPED)
    expect(begun(page)).to_be_visible()


def test_a_part_with_something_to_look_at_keeps_what_was_sent(page, at_joes):
    page.goto(at_joes)
    page.get_by_label("What we heard").fill("He sounds lighter.")
    page.get_by_label("What did we agree?").fill("I ring on 31 February")
    save(page).click()
    expect(page.locator("#write .govuk-error-summary")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What we heard")).to_have_value("He sounds lighter.")
    page.get_by_label("What did we agree?").fill("I ring tomorrow")
    save(page).click()
    is_saved(page)


@pytest.fixture
def unsent(page, record, amina, at_joes) -> Page:
    """Joe rests. Amina wrote words that could not be sent, and is connected again."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with acting_as(amina):
        promises.rest(record, by=amina, reason="He asked for it.", until=tomorrow)
    begin(page, at_joes)
    page.context.set_offline(True)
    save(page).click()
    expect(page.locator("#told")).to_contain_text("No connection just now.")
    page.context.set_offline(False)
    return page


def still_there(page: Page, address: str) -> None:
    expect(page.locator("#told [data-done]")).to_be_visible()
    page.goto(address)
    expect(begun(page)).to_be_visible()
    expect(said(page)).to_have_value(TYPED)


def test_a_button_that_worked_since_forgets_no_words(unsent, at_joes):
    follow(unsent.get_by_role("button", name="End the rest"))
    still_there(unsent, at_joes)


def test_what_another_tab_did_since_forgets_no_words(unsent, at_joes):
    """The line that tells of it may come up in this one."""
    unsent.goto("/privacy/")
    other = unsent.context.new_page()
    other.goto(at_joes)

    def done_and_not_told(route):
        route.fetch(max_redirects=0)
        route.fulfill(status=204)

    other.route("**/rest/end/", done_and_not_told)
    with other.expect_response("**/rest/end/"):
        other.get_by_role("button", name="End the rest").click()
    unsent.goto("/people/")
    still_there(unsent, at_joes)


def test_an_answer_that_tells_of_nothing_done_forgets_no_words(visit, amina, bev):
    """Bev leads the hub: once Amina walks with Leroy, she has to say why she looks."""
    leroy = make.resident("Leroy", by=bev)
    page = visit(bev)
    begin(page, f"/people/{leroy.pk}/", "First words.")
    save(page).click()
    is_saved(page)
    page.locator("#write textarea").first.fill(TYPED)
    with acting_as(bev):
        Connection.objects.create(resident=leroy, user=amina, part="alongside")
        leroy.connections.filter(user=bev).update(until=timezone.now())
    save(page).click()
    expect(page.get_by_text("Why do you open it?")).to_be_visible()
    page.wait_for_timeout(300)
    assert len(drafts(page)) == 1


def test_words_that_are_saved_already_are_not_called_unsaved(visit, joe, record):
    address = f"/me/words/{TOP}/"
    phone = visit(joe, width=375)
    begin(phone, address)
    with acting_as(joe):
        words.say(record, TOP, Words(TYPED), by=joe, base=None)
    phone.goto(address)
    expect(phone.locator("textarea[name=text]")).to_have_value(TYPED)
    expect(begun(phone)).to_have_count(0)
    assert drafts(phone) == []


def test_signing_out_leaves_nothing(page, at_joes):
    begin(page, at_joes)
    page.reload()
    expect(begun(page)).to_be_visible()
    said(page).fill("And more.")
    follow(page.get_by_role("button", name="Sign out"))
    assert page.evaluate(ALL_OF_OURS) == []


def test_signing_out_needs_no_header_for_it(page, at_joes):
    """The header that clears a browser's store works on secure addresses only."""

    def without_header(route):
        answer = route.fetch(max_redirects=0)
        headers = {k: v for k, v in answer.headers.items() if k != "clear-site-data"}
        route.fulfill(response=answer, headers=headers)

    page.route("**/sign-out/", without_header)
    begin(page, at_joes)
    page.reload()
    page.evaluate("localStorage.setItem('draft:somebody:new', JSON.stringify({at: Date.now()}))")
    follow(page.get_by_role("button", name="Sign out"))
    assert drafts(page) == ["draft:somebody:new"]


def test_the_quick_exit_leaves_nothing_of_anybody(visit, joe):
    page = visit(joe, width=375)
    begin(page, f"/me/words/{TOP}/")
    page.reload()
    expect(begun(page)).to_be_visible()
    page.evaluate("localStorage.setItem('draft:somebody:new', JSON.stringify({at: Date.now()}))")
    # Before the answer, so that no header is needed.
    page.route("**/me/leave/", lambda route: route.abort())
    page.get_by_role("button", name="Leave this page").click()
    page.unroute("**/me/leave/")
    page.goto("/privacy/")
    assert page.evaluate(ALL_OF_OURS) == []


@pytest.mark.parametrize("address", ["/people/new/", "/privacy/", "/sign-in/"])
def test_after_a_day_words_are_gone(address, page, amina):
    begin(page, "/people/new/")
    page.goto("/privacy/")
    page.evaluate(MAKE_OLD, 23)
    page.goto("/privacy/")
    assert len(drafts(page)) == 1
    page.evaluate(MAKE_OLD, 1)
    if address == "/sign-in/":
        end_session(page)
    page.goto(address)
    assert drafts(page) == []
    expect(begun(page)).to_have_count(0)


def test_words_are_thrown_away_by_keyboard(visit, joe, record):
    address = f"/me/words/{TOP}/"
    with acting_as(joe):
        words.say(record, TOP, Words("Biscuit, my dog."), by=joe, base=None)
    phone = visit(joe, width=375)
    begin(phone, address, "Biscuit, and my plot.")
    phone.reload()
    expect(begun(phone)).to_be_visible()
    phone.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    phone.keyboard.press("Tab")
    expect(throw_away(phone)).to_be_focused()
    phone.keyboard.press("Enter")
    box = phone.locator("textarea[name=text]")
    expect(box).to_be_focused()
    expect(box).to_have_value("Biscuit, my dog.")
    expect(throw_away(phone)).to_have_count(0)
    assert drafts(phone) == []
    save(phone).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello Joe")


def test_restored_words_meet_what_was_saved_meanwhile(visit, joe, record):
    """They go back with the version that was seen when they were begun."""
    address = f"/me/words/{TOP}/"
    with acting_as(joe):
        first = words.say(record, TOP, Words("Biscuit, my dog."), by=joe, base=None)
    phone = visit(joe, width=375)
    begin(phone, address, "This house.")
    phone.goto("/me/")
    with acting_as(joe):
        words.say(record, TOP, Words("My plot."), by=joe, base=first.pk)

    phone.goto(address)
    expect(begun(phone)).to_be_visible()
    expect(phone.locator("textarea[name=text]")).to_have_value("This house.")
    follow(save(phone))
    expect(phone.get_by_role("heading", level=2, name="Two texts were saved")).to_be_visible()
    for text in ("Biscuit, my dog.", "My plot.", "This house."):
        expect(phone.locator("blockquote", has_text=text)).to_have_count(1)
    assert drafts(phone) == []


@pytest.mark.parametrize("store", [NO_STORE, FULL_STORE], ids=["closed", "full"])
def test_a_browser_that_keeps_nothing_works_as_before(store, page, at_joes):
    page.add_init_script(store)
    begin(page, at_joes)
    save(page).click()
    expect(page.locator("#told [data-done]")).to_be_visible()
    expect(page.locator("#life .say").first).to_have_text(TYPED)
    follow(page.get_by_role("button", name="Sign out"))


def test_words_for_a_record_that_closed_meanwhile_are_given_back(page, record, amina, at_joes):
    begin(page, at_joes)
    with acting_as(amina):
        Connection.objects.filter(resident=record, user=amina).update(until=timezone.now())
    follow(save(page))
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not open to you")
    box = page.get_by_label("What you wrote")
    expect(box).to_have_value(TYPED)
    expect(box).not_to_be_editable()
    expect(page.get_by_role("button", name="Send it again")).to_have_count(0)


@pytest.mark.parametrize("refused", ["signed out", "not found"])
def test_a_link_that_htmx_was_refused_is_followed(refused, page, at_joes):
    """No page has such a link yet, so one is hung in."""
    page.goto("/people/")
    address = at_joes if refused == "signed out" else "/no-such-page/"
    page.evaluate(
        """address => {
            const link = Object.assign(document.createElement("a"), {href: address, textContent: "More"});
            link.setAttribute("hx-get", address);
            document.querySelector("main").append(link);
            htmx.process(link);
        }""",
        address,
    )
    if refused == "signed out":
        end_session(page)
    follow(page.get_by_role("link", name="More"))
    heading = "Sign in" if refused == "signed out" else "We cannot find this page"
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    if refused == "signed out":
        expect(page).to_have_url(re.compile(rf"next={address}$"))
