"""What people type, as they meant it: paragraphs, lists, and the way it is read."""

import pytest

from relational.kernel.languages import language_name, spoken_languages, written_languages
from relational.kernel.prose import direction, html, sentences


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Biscuit.", '<p dir="ltr">Biscuit.</p>'),
        ("One line\nand another", '<p dir="ltr">One line<br>and another</p>'),
        ("One.\n\nTwo.", '<p dir="ltr">One.</p><p dir="ltr">Two.</p>'),
        (
            "I like:\n- tea\n- Biscuit",
            '<p dir="ltr">I like:</p><ul dir="ltr"><li>tea</li><li>Biscuit</li></ul>',
        ),
        ("-5 degrees", '<p dir="ltr">-5 degrees</p>'),
        ("<b>bold</b> **stars**", '<p dir="ltr">&lt;b&gt;bold&lt;/b&gt; **stars**</p>'),
        ("", ""),
    ],
)
def test_paragraphs_and_lists_are_drawn_and_nothing_else(typed, drawn):
    assert html(typed) == drawn


def test_a_name_in_other_letters_does_not_turn_a_text_round():
    assert direction("Biscuit میرا کتا ہے اور مجھے پیارا ہے") == "rtl"
    assert direction("My sister نسرین rings on Sundays") == "ltr"
    assert direction("07700 900112") == "ltr"


def test_numbers_in_a_text_from_the_right_keep_the_order_of_their_groups():
    assert html("هاتف 07700 900112") == ('<p dir="rtl">هاتف <bdi dir="ltr">07700 900112</bdi></p>')


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("Ring first. Don’t write!", ["Ring first.", "Don’t write!"]),
        ("Is it you? It is... me", ["Is it you?", "It is...", "me"]),
        ("یہ میرا گھر ہے۔ چائے پئیں؟ ہاں", ["یہ میرا گھر ہے۔", "چائے پئیں؟", "ہاں"]),
        ("هل تسمعني؟ نعم.", ["هل تسمعني؟", "نعم."]),
        ("मैं ठीक हूँ। फिर पूछें।", ["मैं ठीक हूँ।", "फिर पूछें।"]),
        ("请慢慢说。我听得懂！“好。”谢谢", ["请慢慢说。", "我听得懂！", "“好。”谢谢"]),
        ("I say “No.” Then ask again.", ["I say “No.”", "Then ask again."]),
        (
            "At 10.30 Dr. J. Khan, e.g. at St. Luke’s. Good.",
            ["At 10.30 Dr. J. Khan, e.g. at St. Luke’s.", "Good."],
        ),
        ("1. Ring. Wait.", ["1. Ring.", "Wait."]),
        ("no mark at all", ["no mark at all"]),
        ("", []),
    ],
)
def test_a_line_comes_apart_into_its_sentences_word_for_word(line, apart):
    assert sentences(line) == apart
    assert "".join(apart).replace(" ", "") == line.replace(" ", "")


def test_by_sentence_a_list_stays_a_list():
    typed = "One. Two.\nThree\n- Ring. Wait.\n- Tea"
    assert html(typed, by_sentence=True) == (
        '<p dir="ltr">One.</p><p dir="ltr">Two.</p><p dir="ltr">Three</p>'
        '<ul dir="ltr"><li>Ring.<br>Wait.</li><li>Tea</li></ul>'
    )
    assert html("ہاں۔ فون 07700 900112 پر۔", by_sentence=True) == (
        '<p dir="rtl">ہاں۔</p><p dir="rtl">فون <bdi dir="ltr">07700 900112</bdi> پر۔</p>'
    )


def test_languages_are_called_by_their_names():
    assert [language_name(code) for code in ["ur", "fa-AF", "bfi", "xx", "not a code"]] == [
        "Urdu",
        "Persian (Afghanistan)",
        "British Sign Language",
        "xx",
        "not a code",
    ]
    assert ("ur", "Urdu – اردو") in written_languages()
    assert ("en", "English") in written_languages()
    assert {"bfi", "cy"} <= dict(spoken_languages()).keys()
