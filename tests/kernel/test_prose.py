"""What people type, as they meant it: paragraphs, lists, and the way it is read."""

import pytest

from relational.kernel.languages import language_name, spoken_languages, written_languages
from relational.kernel.prose import direction, html


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
