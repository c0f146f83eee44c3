"""What matters, on the pages: the resident at home, the worker beside them, nobody overwritten."""

import pytest

from cases.actions import resident as residents
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
    assert answer.url == f"/me/#{TOP}"
    page = browse(amina).get(f"/people/{record.pk}/what-matters/{TOP}/history/").content.decode()
    assert "<ins>and </ins>my <ins>plot.</ins>" in page
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
            {"text": f"Biscuit, {how}."},
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
        ({"text": "x" * 20_001, "how": "said"}, "text"),
        ({"text": "Biscuit."}, "how"),
        ({"text": "Biscuit.", "how": "behalf"}, "how_completed"),
        ({"text": "Biscuit.", "how": "nonsense"}, "how"),
        ({"text": "Biscuit.", "how": "said", "language": "xx"}, "language"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_lost(said, field, record, amina, browse):
    answer = browse(amina).post(f"/people/{record.pk}/what-matters/{TOP}/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert said["text"][:50] in answer.content.decode()


def test_sitting_together_nobody_saves_without_the_residents_name(record, amina, browse):
    address = f"/people/{record.pk}/what-matters/{TOP}/together/"
    answer = browse(amina).post(address, {"text": "Biscuit.", "signed": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"signed": ["Write your name, if you agree."]}
    assert "Biscuit." in answer.content.decode()


def test_sitting_together_both_names_stand_under_the_words(record, joe, amina, browse):
    desk = browse(amina)
    address = f"/people/{record.pk}/what-matters/{TOP}/together/"
    desk.post(address, {"text": "Biscuit.", "signed": "Joe H."})
    for person, page in [(amina, f"/people/{record.pk}/what-matters/"), (joe, "/me/")]:
        assert "Signed by Joe H. and Amina Yusuf" in browse(person).get(page).content.decode()


def test_a_suggestion_is_decided_sitting_together(record, biscuit, joe, amina, browse):
    desk = browse(amina)
    write = f"/people/{record.pk}/what-matters/{TOP}/"
    for how in ["leave", "take"]:
        desk.post(write, {"text": f"Biscuit, {how}."})
        with acting_as(amina):
            address = f"{write}together/?from={Suggestion.objects.waiting().get().pk}"
        assert address in desk.get(f"/people/{record.pk}/what-matters/").content.decode()
        said = {"text": f"Biscuit, {how}.", "signed": "Joe", "base": str(biscuit.pk)}
        desk.post(address, said | ({"leave": "yes"} if how == "leave" else {}))
        with acting_as(amina):
            assert not Suggestion.objects.waiting().exists()
            expected = {"leave": "Biscuit, my dog.", "take": "Biscuit, take."}
            assert shown(record, TOP).text == expected[how]


def test_the_language_of_a_text_is_marked_and_it_runs_the_right_way(record, joe, amina, browse):
    urdu = "بسکٹ، میرا کتا۔ فون 07700 900112 پر کریں"
    browse(joe).post(f"/me/words/{TOP}/", {"text": urdu, "language": "ur"})
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/")]:
        page = browse(person).get(address).content.decode()
        assert '<div class="say" lang="ur"><p dir="rtl">' in page
        assert '<bdi dir="ltr">07700 900112</bdi>' in page
    form = browse(joe).get(f"/me/words/{TOP}/").context["form"]
    assert form["language"].value() == "ur"


def test_in_the_history_each_side_runs_its_own_way(record, biscuit, joe, browse):
    said = {"text": "بسکٹ، میرا کتا", "language": "ur", "base": str(biscuit.pk)}
    browse(joe).post(f"/me/words/{TOP}/", said)
    newest = browse(joe).get(f"/me/words/{TOP}/history/").context["versions"][0]
    assert (newest.said.dir, newest.said.language) == ("rtl", "ur")
    assert (newest.before.dir, newest.before.language) == ("ltr", "")


def test_first_words_begin_in_the_language_the_resident_speaks(record, joe, amina, browse):
    with acting_as(amina):
        residents.describe(record, by=amina, language="ur")
    assert browse(joe).get(f"/me/words/{TOP}/").context["form"]["language"].value() == "ur"
    page = browse(amina).get(f"/people/{record.pk}/what-matters/{TOP}/")
    assert page.context["form"]["language"].value() == "en"  # who writes is Amina


def test_the_history_keeps_what_was_suggested_and_what_was_written_beside(
    record, biscuit, joe, amina, browse
):
    desk, phone = browse(amina), browse(joe)
    write = f"/people/{record.pk}/what-matters/{TOP}/"
    desk.post(write, {"text": "His dog."})
    with acting_as(joe):
        suggestion = Suggestion.objects.get()
    phone.post(f"/me/suggestions/{suggestion.pk}/", {"text": "His dog.", "leave": "yes"})
    for text in ["Mornings are best.", "Noon is best."]:
        desk.post(f"{write}beside/", {"text": text})
    for person, address in [(desk, f"{write}history/"), (phone, f"/me/words/{TOP}/history/")]:
        page = person.get(address).content.decode()
        assert "The words stayed as they were." in page
        assert "Mornings are best." in page


def test_a_worker_who_saves_second_sees_both_and_how_it_was(record, amina, joe, browse):
    """For somebody who cannot say it: two tabs, two texts on their behalf."""
    desk = browse(amina)
    write = f"/people/{record.pk}/what-matters/{TOP}/"
    behalf = {"how": "behalf", "how_completed": "We sat with him."}
    desk.post(write, {"text": "The dog.", **behalf})
    with acting_as(amina):
        base = str(shown(record, TOP).pk)
    desk.post(write, {"text": "The plot.", "base": base, **behalf})
    answer = desk.post(write, {"text": "The house.", "base": base, **behalf}, follow=True)
    page = answer.content.decode()
    assert [text in page for text in ["The dog.", "The plot.", "The house."]] == [True] * 3
    form = answer.context["form"]
    desk.post(
        answer.redirect_chain[-1][0],
        {"text": "The plot, the house.", "base": form["base"].value(), **behalf},
    )
    with acting_as(joe):
        assert shown(record, TOP).text == "The plot, the house."
        assert not record.statements.all().waiting_for_a_choice().exists()


def test_words_of_theirs_that_wait_are_chosen_together(record, biscuit, joe, amina, browse):
    for text in ["My plot.", "This house."]:
        browse(joe).post(f"/me/words/{TOP}/", {"text": text, "base": str(biscuit.pk)})
    with acting_as(joe):
        aside = record.statements.all().waiting_for_a_choice().get()
    desk, write = browse(amina), f"/people/{record.pk}/what-matters/{TOP}/"
    together = f"{write}together/?from={aside.pk}"
    assert together in desk.get(f"/people/{record.pk}/what-matters/").content.decode()
    assert desk.get(f"{write}?from={aside.pk}").url == together
    assert desk.post(f"{write}?from={aside.pk}", {"text": "My plot."}).url == together
    with acting_as(joe):
        assert record.statements.all().waiting_for_a_choice().exists()


@pytest.mark.parametrize("which", ["nonsense", "01890000-0000-7000-8000-000000000000", ""])
def test_words_that_do_not_wait_are_no_words_to_begin_from(which, record, amina, browse):
    for page in ["", "together/"]:
        address = f"/people/{record.pk}/what-matters/{TOP}/{page}?from={which}"
        answer = browse(amina).get(address)
        assert (answer.status_code, answer.context["begun"]) == (200, None)


def test_saving_nothing_where_nothing_was_said_is_no_version(record, joe, amina, browse):
    for person, address, more in [
        (joe, f"/me/words/{TOP}/", {}),
        (amina, f"/people/{record.pk}/what-matters/{TOP}/", {"how": "said"}),
        (amina, f"/people/{record.pk}/what-matters/{TOP}/together/", {"signed": "Joe"}),
    ]:
        answer = browse(person).post(address, {"text": " \n"} | more)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {
            "text": ["Write some words, or leave it as it is."]
        }
    with acting_as(joe):
        assert Statement.objects.count() == 0


def test_words_can_be_taken_out_and_stay_in_the_history(record, biscuit, joe, browse):
    browse(joe).post(f"/me/words/{TOP}/", {"text": "", "base": str(biscuit.pk)})
    with acting_as(joe):
        assert shown(record, TOP).text == ""
    assert "Biscuit, my dog." in browse(joe).get(f"/me/words/{TOP}/history/").content.decode()


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


def test_words_agreed_while_others_were_saved_are_kept_and_both_are_shown(
    record, biscuit, joe, amina, browse
):
    with acting_as(joe):
        words.say(record, TOP, Words("My plot."), by=joe, base=biscuit.pk)
    address = f"/people/{record.pk}/what-matters/{TOP}/together/"
    said = {"text": "This house.", "signed": "Joe", "base": str(biscuit.pk)}
    answer = browse(amina).post(address, said, follow=True)
    page = answer.content.decode()
    assert [text in page for text in ["My plot.", "This house.", "Biscuit, my dog."]] == [True] * 3
    assert "Two texts were saved" in browse(joe).get("/me/").content.decode()
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot."
    chosen = {"text": "My plot, this house.", "signed": "Joe"}
    chosen["base"] = answer.context["form"]["base"].value()
    browse(amina).post(answer.redirect_chain[-1][0], chosen)
    with acting_as(joe):
        assert shown(record, TOP).text == "My plot, this house."
    assert "Two texts were saved" not in browse(joe).get("/me/").content.decode()
