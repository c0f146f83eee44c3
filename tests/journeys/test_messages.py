"""Joe sends a picture by keyboard on his phone, Amina answers, and what was typed is never lost."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests import make

PHOTO = {"name": "IMG_1.jpg", "mimeType": "image/jpeg"}


def press(control: Locator) -> None:
    """Reach a control as somebody without a mouse does, and press it."""
    page = control.page
    for _tab in range(60):
        if control.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(control).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def arrives(picture: Locator, width: int) -> None:
    """A picture is fetched once somebody comes near it, and is all there."""
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", width)


def test_joe_sends_a_picture_and_amina_answers(visit, record, joe, amina, script):
    phone = visit(joe, width=320, script=script)
    phone.goto("/me/")
    press(phone.get_by_role("link", name="Read or write messages"))
    phone.get_by_label("Your message").focus()
    phone.keyboard.type("The bolt is off the door.")
    phone.keyboard.press("Tab")
    phone.get_by_label("A picture, or your voice").set_input_files(
        {**PHOTO, "buffer": make.picture(800, 600)}
    )
    phone.get_by_label("What is on it, or what do you say?").focus()
    phone.keyboard.type("A blue door")
    press(phone.get_by_role("button", name="Send"))
    expect(phone.locator("#told")).to_contain_text("You have an answer by")
    expect(phone.get_by_label("Your message")).to_have_value("")
    arrives(phone.locator("figure", has_text="A blue door").get_by_role("img"), 800)
    assert phone.evaluate("document.documentElement.scrollWidth") == 320

    desk = visit(amina, width=320, script=script)
    desk.goto(f"/people/{record.pk}/")
    press(desk.get_by_role("link", name="Read it and answer"))
    arrives(desk.locator("figure", has_text="A blue door").get_by_role("img"), 800)
    desk.get_by_label("Your message").focus()
    desk.keyboard.type("I’ll send somebody.")
    press(desk.get_by_role("button", name="Send"))
    expect(desk.locator("main")).not_to_contain_text("has no answer yet")
    arrives(desk.locator("figure", has_text="A blue door").get_by_role("img"), 800)
    assert desk.evaluate("document.documentElement.scrollWidth") == 320

    phone.goto("/me/messages/")
    expect(phone.locator(".messages > li").first).to_contain_text("I’ll send somebody.")
    arrives(phone.locator("figure", has_text="A blue door").get_by_role("img"), 800)


def test_a_picture_that_is_too_big_costs_no_words(visit, joe, script):
    phone = visit(joe, width=320, script=script)
    phone.goto("/me/words/my_wellness/show/")
    phone.get_by_label("A picture, or your voice").set_input_files(
        {**PHOTO, "buffer": make.picture() + b"\0" * 20_000_000}
    )
    phone.get_by_label("What is on it, or what do you say?").fill("Mornings are best.")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("bigger than 10 MB")
    said = phone.get_by_label("What is on it, or what do you say?")
    expect(said).to_have_value("Mornings are best.")
    if script:  # it is kept on the telephone too, and the chosen file stands in nobody's way
        phone.goto("/me/words/my_wellness/show/")
        expect(said).to_have_value("Mornings are best.")
    phone.get_by_label("A picture, or your voice").set_input_files(
        {**PHOTO, "buffer": make.picture()}
    )
    said.fill("Mornings are best.")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Save").click()
    shown = phone.locator("#my_wellness figure", has_text="Mornings are best.").get_by_role("img")
    arrives(shown, 60)


# A telephone without a microphone, but with a tone that it takes for one.
TONE = """() => {
    navigator.mediaDevices.getUserMedia = async () => {
        const sounds = new AudioContext();
        const tone = new OscillatorNode(sounds);
        const ear = new MediaStreamAudioDestinationNode(sounds);
        tone.connect(ear);
        tone.start();
        return ear.stream;
    };
}"""


def test_joe_records_his_voice_and_hears_it_before_amina_does(visit, record, joe, amina):
    phone = visit(joe, width=320)
    phone.goto("/me/messages/")
    button = phone.get_by_role("button", name="Record your voice")
    button.click()
    expect(phone.locator(".record [role=status]")).to_contain_text("The microphone did not open")
    phone.evaluate(TONE)
    button.click()
    stop = phone.get_by_role("button", name="Stop recording")
    expect(stop).to_be_focused()  # it is the same button
    phone.wait_for_timeout(500)
    phone.keyboard.press("Enter")
    expect(phone.locator(".record audio")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    with phone.expect_navigation():
        phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".messages audio")).to_have_count(1)

    desk = visit(amina)
    desk.goto(f"/people/{record.pk}/messages/")
    expect(desk.locator(".messages audio")).to_have_count(1)
    expect(desk.locator(".messages")).to_contain_text("Nobody has written down yet what is said")


def test_a_lost_connection_keeps_what_was_typed(visit, joe):
    phone = visit(joe, width=320)
    phone.goto("/me/messages/")
    phone.get_by_label("Your message").fill("The bolt is off the door.")
    phone.wait_for_timeout(500)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send").click()
    phone.wait_for_timeout(500)
    phone.context.set_offline(False)
    phone.goto("/me/messages/")
    expect(phone.get_by_label("Your message")).to_have_value("The bolt is off the door.")
