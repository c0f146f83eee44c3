"""What matters, on the pages: the resident at home, the worker beside them, nobody overwritten."""

import pytest

from cases.actions import what_matters as words
from cases.actions.what_matters import Words, shown
from cases.models import Section, Statement, Suggestion
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db
TOP = Section.MOST_IMPORTANT


@pytest.fixture
def biscuit(record, joe):
    """Joe's own first words."""
    with acting_as(joe):
        return words.say(record, TOP, Words("Biscuit, my dog."), by=joe, base=None)


def test_both_read_the_same_words_and_they_come_first(record, biscuit, joe, amina, browse):
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/")]:
        page = browse(person).get(address).content.decode()
        assert page.index("Biscuit, my dog.") < page.index("I only came in for the warm.")


def test_with_every_section_empty_every_page_stands(record, joe, amina, browse):
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 200
    page = browse(amina).get(f"/people/{record.pk}/what-matters/")
    assert [row.title for row in page.context["rows"]] == [str(s.label) for s in Section]
    assert browse(joe).get("/me/").status_code == 200
    for section in Section:
        assert browse(joe).get(f"/me/words/{section}/history/").status_code == 200


def test_a_resident_changes_a_line_at_home_and_amina_sees_it_beside_the_old(
    record, biscuit, joe, amina, browse
):
    answer = browse(joe).post(
        f"/me/words/{TOP}/", {"text": "Biscuit, and my plot.", "base": str(biscuit.pk)}
    )
    assert answer.url == "/me/"
    page = browse(amina).get(f"/people/{record.pk}/what-matters/{TOP}/history/").content.decode()
    assert "and</ins>" in page
    assert "<del>dog.</del>" in page


def test_who_saves_second_sees_both_and_how_it_was_and_chooses(record, biscuit, joe, browse):
    phone, laptop = browse(joe), browse(joe)
    phone.post(f"/me/words/{TOP}/", {"text": "My plot.", "base": str(biscuit.pk)})
    answer = laptop.post(f"/me/words/{TOP}/", {"text": "This house.", "base": str(biscuit.pk)})
    page = laptop.get(answer.url).content.decode()
    assert [text in page for text in ["My plot.", "This house.", "Biscuit, my dog."]] == [True] * 3
    assert "Two texts were saved" in laptop.get("/me/").content.decode()
    laptop.post(answer.url, {"text": "My plot, and this house."})
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot, and this house."
        assert Statement.objects.count() == 4
    assert laptop.get(answer.url).status_code == 404  # it is settled


def test_a_suggestion_goes_to_the_resident_who_takes_changes_or_leaves_it(
    record, biscuit, joe, amina, browse
):
    worker, resident = browse(amina), browse(joe)
    for how in ["take", "change", "leave"]:
        worker.post(
            f"/people/{record.pk}/what-matters/{TOP}/",
            {"text": f"Biscuit, {how}.", "how": "suggest"},
        )
        with acting_as(joe):
            suggestion = Suggestion.objects.waiting().get()
        address = f"/me/suggestions/{suggestion.pk}/"
        assert address in resident.get("/me/").content.decode()
        resident.post(
            address,
            {
                "take": {"text": suggestion.text},
                "change": {"text": "Biscuit, changed by me."},
                "leave": {"text": suggestion.text, "leave": "yes"},
            }[how],
        )
        with acting_as(joe):
            assert (
                shown(record, TOP).text
                == {
                    "take": "Biscuit, take.",
                    "change": "Biscuit, changed by me.",
                    "leave": "Biscuit, changed by me.",
                }[how]
            )


def test_please_dont_stands_in_plain_sight(record, joe, amina, browse):
    browse(joe).post(
        f"/me/words/{Section.PLEASE_DO_AND_DO_NOT}/",
        {"text": "Come after ten.", "dont": "- Don’t finish my sentences.\n- Don’t write."},
    )
    page = browse(amina).get(f"/people/{record.pk}/")
    assert page.context["dont"] == ["Don’t finish my sentences.", "Don’t write."]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": "x" * 20_001, "how": "support"}, "text"),
        ({"text": "Biscuit."}, "how"),
        ({"text": "Biscuit.", "how": "behalf"}, "how_completed"),
        ({"text": "Biscuit.", "how": "together"}, "signed"),
        ({"text": "Biscuit.", "how": "nonsense"}, "how"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_lost(said, field, record, amina, browse):
    answer = browse(amina).post(f"/people/{record.pk}/what-matters/{TOP}/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert said["text"][:50] in answer.content.decode()


def test_pasted_text_loses_its_machine_signs_and_keeps_its_words(record, joe, browse):
    pasted = "Biscuit\x0b\r\n\uf0b7\tmy plot\r\n•  Jean\xa0🐕‍🦺 میں 12"
    browse(joe).post(f"/me/words/{TOP}/", {"text": pasted})
    with acting_as(joe):
        assert shown(record, TOP).text == "Biscuit\n- my plot\n- Jean 🐕‍🦺 میں 12"


def test_a_section_that_is_none_is_no_address(record, joe, amina, browse):
    assert browse(joe).get("/me/words/hopes/").status_code == 404
    assert browse(amina).get(f"/people/{record.pk}/what-matters/hopes/").status_code == 404


def test_a_staff_view_stands_beside_the_words_for_both(record, biscuit, joe, amina, browse):
    browse(amina).post(
        f"/people/{record.pk}/what-matters/{TOP}/beside/", {"text": "Mornings are best."}
    )
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/")]:
        assert "Mornings are best." in browse(person).get(address).content.decode()


def test_words_agreed_while_others_were_saved_are_kept_aside_and_said_to_be(
    record, biscuit, joe, amina, browse
):
    with acting_as(joe):
        words.say(record, TOP, Words("My plot."), by=joe, base=biscuit.pk)
    page = browse(amina).post(
        f"/people/{record.pk}/what-matters/{TOP}/",
        {"text": "This house.", "how": "together", "signed": "Joe", "base": str(biscuit.pk)},
        follow=True,
    )
    assert "Kept aside" in page.content.decode()
    assert "Two texts were saved" in browse(joe).get("/me/").content.decode()
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot."
