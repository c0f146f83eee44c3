"""What one takes along on paper: three layouts of the same words, and nothing that paper should not say."""

import datetime
import re

import pytest
import time_machine

from cases.actions import resident as residents
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import ContactPoint, Section, Voice
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
LAYOUTS = ["bag", "large", "easy"]
URDU = "میرا گھر۔ کیا آپ سن رہے ہیں؟ آہستہ بولیں۔"


@pytest.fixture
def known(record, amina, joe):
    """Joe, with everything that has a place on paper, and much that has none."""
    with acting_as(amina):
        residents.describe(
            record,
            by=amina,
            full_name="Joseph Adeyemi",
            other_names="Seph",
            pronouns="he/him",
            date_of_birth=datetime.date(1951, 3, 1),
            date_of_birth_precision="month",
            language="ur",
            interpreter=True,
        )
        for channel, value, safe in [
            ("mobile", "07700 900123", True),
            ("phone", "01632 960123", False),
            ("email", "joe@asked-by-nobody.example", None),
        ]:
            point = ContactPoint(resident=record, channel=channel, value=value)
            point.safe_to_contact = safe
            residents.reach_by(point, by=amina)
    make.note(record, by=amina, their_words="Between us.", what_we_heard="He was low.")
    with acting_as(joe):
        for section, said in [
            (Section.ALSO_WORTH_KNOWING, Words("I can mend a bike.")),
            (Section.MOST_IMPORTANT, Words("Biscuit, my dog.")),
            (
                Section.PLEASE_DO_AND_DO_NOT,
                Words(
                    "Come after ten.", "- Don’t write. Ring first.\n- Don’t finish my sentences."
                ),
            ),
            (Section.HOW_TO_COMMUNICATE, Words(URDU, language="ur")),
            (
                Section.HOW_TO_SUPPORT,
                Words("Sit with me:\n- open the post\n- read it out. Slowly."),
            ),
        ]:
            words.say(record, section, said, by=joe, base=None)
    with acting_as(amina):
        words.write_down(record, Section.MOST_IMPORTANT, Words("His dog."), by=amina, base=None)
        words.add_view(record, Section.MOST_IMPORTANT, "Mornings are best.", by=amina)
    return record


@pytest.fixture
def both_pages(known, amina, joe, browse):
    """The two doors to the sheet: `both_pages("large")` is Amina's page and Joe's."""

    def get(layout: str) -> list[str]:
        doors = [(amina, f"/people/{known.pk}/print/"), (joe, "/me/print/")]
        return [browse(who).get(f"{door}?as={layout}").content.decode() for who, door in doors]

    return get


def paper(page: str) -> str:
    """What of a page is the sheet."""
    return re.search(r"<article class=\"sheet.*</article>", page, re.DOTALL)[0]


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", paper(page)).split())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_who_this_is_and_what_matters_first(layout, both_pages):
    for page in both_pages(layout):
        said = text(page)
        for fact in ["Joe", "Joseph Adeyemi", "Seph", "he/him", "March 1951", "Urdu", "I need one"]:
            assert fact in said
        places = [
            said.index(words)
            for words in [
                "Biscuit, my dog.",
                "Come after ten.",
                "Ring first.",
                "آہستہ بولیں۔",
                "open the post",
                "I can mend a bike.",
                "Amina Yusuf, Marsh End Hub",
                "07700 900123",
            ]
        ]
        assert places == sorted(places)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paper_says_no_way_that_is_not_safe_and_nothing_that_others_wrote(layout, both_pages):
    for page in both_pages(layout):
        for unsaid in [
            "01632 960123",
            "joe@asked-by-nobody.example",
            "Between us.",
            "He was low.",
            "I only came in for the warm.",
            "His dog.",
            "Mornings are best.",
        ]:
            assert unsaid not in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_nobody_said_leaves_no_heading_on_paper(layout, both_pages):
    for page in both_pages(layout):
        assert "People who are important to me" not in page
        assert "How I am" not in page


def test_the_layouts_are_links_and_an_unknown_one_is_for_the_bag(known, joe, browse):
    client = browse(joe)
    for asked, chosen in [("", "bag"), ("?as=poster", "bag"), *((f"?as={x}", x) for x in LAYOUTS)]:
        page = client.get(f"/me/print/{asked}").content.decode()
        assert re.findall(r'href="\?as=(\w+)"( aria-current="page")?', page) == [
            (layout, ' aria-current="page"' * (layout == chosen)) for layout in LAYOUTS
        ]
        assert f'<article class="sheet {chosen}"' in page
        assert ('class="large-print"' in page) == (chosen == "large")


def test_large_print_says_the_same_as_the_bag(both_pages):
    for bag, large in zip(both_pages("bag"), both_pages("large"), strict=True):
        assert text(bag) == text(large)


def test_easy_read_gives_each_sentence_a_line_and_each_section_a_picture(both_pages):
    for page in both_pages("easy"):
        sheet = paper(page)
        assert (
            '<div class="say" lang="ur"><p dir="rtl">میرا گھر۔</p>'
            '<p dir="rtl">کیا آپ سن رہے ہیں؟</p><p dir="rtl">آہستہ بولیں۔</p></div>'
        ) in sheet
        assert (
            '<p dir="ltr">Sit with me:</p><ul dir="ltr"><li>open the post</li>'
            "<li>read it out.<br>Slowly.</li></ul>"
        ) in sheet
        assert "<li>Don’t write.<br>Ring first.</li><li>Don’t finish my sentences.</li>" in sheet
        assert sheet.count("<h3><svg") == sheet.count("<h3")


def test_words_from_the_right_run_from_the_right(both_pages):
    for page in [*both_pages("bag"), *both_pages("large")]:
        assert f'<div class="say" lang="ur"><p dir="rtl">{URDU}</p></div>' in paper(page)


def test_paper_says_whose_words_they_are_with_days_that_hold_on_other_days(record, amina, browse):
    with acting_as(amina), time_machine.travel(datetime.datetime(2027, 3, 12, 9), tick=False):
        for section, voice in [
            (Section.MOST_IMPORTANT, Voice.WITH_SUPPORT),
            (Section.MY_WELLNESS, Voice.ON_BEHALF),
        ]:
            words.write_down(
                record,
                section,
                Words("Biscuit."),
                by=amina,
                base=None,
                voice=voice,
                how_completed="We sat with him.",
            )
    with time_machine.travel(datetime.datetime(2027, 3, 13, 9), tick=False):
        said = text(browse(amina).get(f"/people/{record.pk}/print/").content.decode())
    assert "Joe’s words, written with Amina Yusuf, 12 March 2027" in said
    assert "Written for Joe, 12 March 2027. We sat with him." in said
    assert "Printed on 13 March 2027" in said
    assert "can be changed at any time" in said
    assert "yesterday" not in said


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_record_prints_its_name_and_says_so_kindly(layout, record, joe, amina, browse):
    for who, door in [(amina, f"/people/{record.pk}/print/"), (joe, "/me/print/")]:
        said = text(browse(who).get(f"{door}?as={layout}").content.decode())
        assert said.startswith("Joe Nothing is written here yet, and that is fine.")
        assert "Safe ways to reach me" not in said


def test_please_dont_stands_alone_where_nothing_to_do_was_said(record, joe, browse):
    with acting_as(joe):
        words.say(
            record, Section.PLEASE_DO_AND_DO_NOT, Words("", "Don’t knock."), by=joe, base=None
        )
    sheet = paper(browse(joe).get("/me/print/").content.decode())
    assert "Please do<" not in sheet
    assert re.search(r'class="dont">.*Don’t knock\..*Joe’s own words', sheet, re.DOTALL)


def test_a_message_is_left_only_where_it_may_be(known, joe, amina, browse):
    assert "07700 900123 . Leave no message." in text(
        browse(joe).get("/me/print/").content.decode()
    )
    with acting_as(amina):
        point = ContactPoint.objects.get(value="07700 900123")
        point.ok_to_leave_message = True
        residents.reach_by(point, by=amina)
    assert "A message may be left." in browse(joe).get("/me/print/").content.decode()


def test_the_way_to_the_paper_is_where_people_look_for_it(record, joe, amina, browse):
    for who, page, door in [
        (amina, f"/people/{record.pk}/", f"/people/{record.pk}/print/"),
        (amina, f"/people/{record.pk}/what-matters/", f"/people/{record.pk}/print/"),
        (joe, "/me/", "/me/print/"),
    ]:
        assert f'href="{door}"' in browse(who).get(page).content.decode()
