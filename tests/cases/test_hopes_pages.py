"""Hopes on the pages: behind both doors the same, and nothing typed is ever lost."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import timeline
from cases.actions import hope as hopes
from cases.actions import strength as strengths
from cases.models import Concern, Hope, Nearness, Step, Strength
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "To open my own post."
URDU = "ڈاکٹر کے سامنے میں اپنی بات خود کروں۔"


@pytest.fixture
def hope(record, amina) -> Hope:
    return make.hope(record, by=amina)


@pytest.fixture(params=["resident", "worker"])
def door(request, record, joe, amina, browse):
    """A way in: a browser that is signed in, where its pages begin, and who it is."""
    if request.param == "resident":
        return browse(joe), "/me/", joe
    return browse(amina), f"/people/{record.pk}/", amina


def text_of(answer) -> str:
    """What stands on a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def all_of(model, by) -> list:
    with acting_as(by):
        return list(model.objects.order_by("made_at", "pk"))


def test_a_hope_is_written_down_behind_either_door(door):
    client, home, person = door
    answer = client.post(f"{home}hopes/new/", {"text": WORDS, "why": "Mine.", "importance": "9"})
    (made,) = all_of(Hope, person)
    assert answer.url == f"{home}hopes/#hope-{made.pk}"
    assert (made.text, made.why, made.importance) == (WORDS, "Mine.", 9)
    page = text_of(client.get(f"{home}hopes/"))
    assert WORDS in page
    assert "Why it matters: Mine." in page
    assert "How much it matters: 9 out of 10" in page


def test_a_double_click_makes_one_of_everything(door, hope):
    client, home, person = door
    said = [
        ("hopes/new/", {"text": "To sing."}),
        (f"hopes/{hope.pk}/steps/", {"what": "Ring the choir"}),
        (f"hopes/{hope.pk}/near/", {"value": "4"}),
        ("strengths/new/", {"text": "Second tenor", "whose": "theirs"}),
        ("weighs/new/", {"their_words": "The stairs."}),
    ]
    for address, form in said:
        key = str(uuid.uuid4())
        for _ in range(2):
            assert client.post(f"{home}{address}", form | {"key": key}).status_code == 302
    counts = [len(all_of(model, person)) for model in (Hope, Step, Nearness, Strength, Concern)]
    assert counts == [2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("address", "said", "field", "sentence"),
    [
        ("hopes/new/", {"text": ""}, "text", "Write what it is."),
        ("hopes/new/", {"text": "x" * 2_000}, "text", "Use 1000 characters or fewer."),
        ("hopes/new/", {"text": "\x00"}, "text", "Null characters are not allowed."),
        ("hopes/new/", {"why": "x" * 2_000}, "why", "Use 1000 characters or fewer."),
        ("hopes/new/", {"importance": "11"}, "importance", "Choose one of the numbers."),
        ("hopes/new/", {"importance": "0"}, "importance", "Choose one of the numbers."),
        ("hopes/new/", {"importance": "very"}, "importance", "Choose one of the numbers."),
        ("hopes/{hope}/", {"text": ""}, "text", "Write what it is."),
        ("hopes/{hope}/near/", {}, "value", "Choose one of the numbers."),
        ("hopes/{hope}/near/", {"value": "x"}, "value", "Choose one of the numbers."),
        ("hopes/{hope}/near/", {"value": "11"}, "value", "Choose one of the numbers."),
        ("hopes/{hope}/near/", {"value": "-1"}, "value", "Choose one of the numbers."),
        ("hopes/{hope}/near/", {"value": "4.5"}, "value", "Choose one of the numbers."),
        ("hopes/{hope}/steps/", {"what": ""}, "what", "Write what the step is."),
        ("hopes/{hope}/steps/", {"what": "x" * 501}, "what", "Use 500 characters or fewer."),
        ("hopes/{hope}/steps/", {"who": "x" * 121}, "who", "Use 120 characters or fewer."),
        ("hopes/{hope}/steps/", {"when": "soon"}, "when", "Write a day like 24/3/2026"),
        ("hopes/{hope}/steps/", {"when": "2026-02-31"}, "when", "Write a day like 24/3/2026"),
        ("steps/{step}/", {"confidence": "11"}, "confidence", "Choose one of the numbers."),
        ("steps/{step}/", {"when": "31/2/2026"}, "when", "Write a day like 24/3/2026"),
        ("steps/{step}/easier/", {"easier": "x" * 501}, "easier", "Use 500 characters or fewer."),
        ("strengths/new/", {"text": " "}, "text", "Write what it is."),
        ("strengths/new/", {"text": "x" * 2_000}, "text", "Use 500 characters or fewer."),
        ("strengths/new/", {"kind": "tier"}, "kind", "Select a valid choice."),
        ("strengths/{strength}/", {"text": ""}, "text", "Write what it is."),
        ("weighs/new/", {"their_words": ""}, "their_words", "Write what"),
        ("weighs/new/", {"their_words": "x" * 2_001}, "their_words", "Use 2000 characters"),
        ("weighs/{weight}/", {"their_words": ""}, "their_words", "Write what"),
    ],
)
def test_bad_input_is_a_sentence_at_the_field_and_nothing_is_lost(
    address, said, field, sentence, door, hope, record, joe, amina
):
    client, home, person = door
    ids = {
        "hope": hope.pk,
        "step": make.step(hope, by=joe).pk,
        "strength": make.strength(record, by=amina).pk,
        "weight": make.weight(record, by=amina).pk,
    }
    typed = {"text": WORDS, "whose": "theirs", "what": "A red folder", "why": URDU, "who": URDU}
    kept = [all_of(model, person) for model in (Hope, Step, Nearness, Strength, Concern)]
    answer = client.post(home + address.format(**ids), typed | said)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)
    page = answer.content.decode()
    for name, value in (typed | said).items():
        if name in form.fields and name not in {field, "whose", "kind", "when"}:
            assert value in page
    assert kept == [all_of(model, person) for model in (Hope, Step, Nearness, Strength, Concern)]


def test_what_is_too_long_is_given_back_whole(door):
    client, home, _person = door
    long = "A long hope. " * 100
    assert long.strip() in client.post(f"{home}hopes/new/", {"text": long}).content.decode()


def test_a_worker_says_in_whose_words_a_strength_is(record, amina, browse):
    answer = browse(amina).post(f"/people/{record.pk}/strengths/new/", {"text": "Kind"})
    assert list(answer.context["form"].errors) == ["whose"]
    browse(amina).post(f"/people/{record.pk}/strengths/new/", {"text": "Kind", "whose": "mine"})
    page = text_of(browse(amina).get(f"/people/{record.pk}/hopes/"))
    assert "Kind As Amina sees it" in page
    assert "“Kind”" not in page


def test_their_words_about_what_weighs_stand_apart_from_the_workers_view(
    record, joe, amina, browse
):
    browse(amina).post(
        f"/people/{record.pk}/weighs/new/",
        {"their_words": "Brown envelopes.", "workers_view": "Most are small."},
    )
    for client, address in [
        (browse(amina), f"/people/{record.pk}/"),
        (browse(amina), f"/people/{record.pk}/hopes/"),
        (browse(joe), "/me/hopes/"),
    ]:
        page = client.get(address).content.decode()
        (theirs, view) = page.index("Brown envelopes."), page.index("Most are small.")
        assert theirs < page.index("As Amina sees it") < view
        assert 'class="beside"' in page[theirs:view]


def test_a_resident_is_asked_for_no_view_and_changes_none(record, joe, amina, browse):
    weight = make.weight(record, by=amina, workers_view="Most are small.")
    assert "workers_view" not in browse(joe).get(f"/me/weighs/{weight.pk}/").content.decode()
    browse(joe).post(
        f"/me/weighs/{weight.pk}/", {"their_words": "The flap.", "workers_view": "None."}
    )
    page = text_of(browse(joe).get("/me/hopes/"))
    assert "The flap." in page
    assert "As Amina sees it Most are small." in page


def test_a_hope_is_turned_and_each_turn_has_its_word(door, hope):
    client, home, _person = door
    own = home == "/me/"
    said = {
        "working_on": "One small step is enough to begin.",
        "reached": "Well done! We are glad with you." if own else "Joe got there.",
        "resting": "It can be picked up again at any time.",
        "changed_mind": "That’s fine. It stays here as something you once hoped for."
        if own
        else "That’s fine. It stays here as something Joe once hoped for.",
        "dreaming": "A dream needs no plan.",
    }
    for state, words in said.items():
        answer = client.post(f"{home}hopes/{hope.pk}/turn/", {"state": state}, follow=True)
        page = text_of(answer)
        assert words in page
        assert WORDS in page  # whatever became of it, it stays


def test_the_page_of_a_hope_offers_every_other_state(door, hope):
    client, home, person = door
    for state in Hope.State:
        with acting_as(person):
            hopes.turn(hope, state, by=person)
        page = client.get(f"{home}hopes/{hope.pk}/").content.decode()
        offered = re.findall(r'name="state" value="(\w+)"', page)
        assert sorted([*offered, state]) == sorted(Hope.State.values)


def test_the_page_of_a_step_offers_every_other_state(door, hope):
    client, home, person = door
    step = make.step(hope, by=person)
    for state in Step.State:
        client.post(f"{home}steps/{step.pk}/turn/", {"state": state})
        page = client.get(f"{home}steps/{step.pk}/").content.decode()
        offered = re.findall(r'name="state" value="(\w+)"', page)
        assert sorted([*offered, state]) == sorted(Step.State.values)


@pytest.mark.parametrize("what", ["hopes", "steps"])
def test_a_state_that_is_none_changes_nothing_and_says_so(what, door, hope):
    client, home, person = door
    made = {"hopes": hope, "steps": make.step(hope, by=person)}[what]
    answer = client.post(f"{home}{what}/{made.pk}/turn/", {"state": "closed"}, follow=True)
    assert "Choose where it is now." in text_of(answer)


def test_other_words_leave_the_old_hope_with_its_steps(door, hope):
    client, home, person = door
    make.step(hope, by=person, what="A red folder")
    answer = client.post(f"{home}hopes/{hope.pk}/", {"text": "My own post."}, follow=True)
    page = text_of(answer)
    assert "The old words stay behind these" in page
    assert page.index("My own post.") < page.index(WORDS) < page.index("A red folder")


def test_only_other_words_make_another_hope(door, record):
    """Browsers send lines ended in a way of their own, and those are no other words."""
    client, home, person = door
    hope = make.hope(record, by=person, text="To sing.\nNext to somebody.")
    client.post(
        f"{home}hopes/{hope.pk}/",
        {"text": "To sing.\r\nNext to somebody. ", "why": "It is mine.", "importance": "3"},
    )
    (same,) = all_of(Hope, person)
    assert (same.why, same.importance, same.state) == ("It is mine.", 3, "dreaming")


@pytest.mark.parametrize(("sure", "asked"), [(1, True), (6, True), (7, False), (10, False)])
def test_who_is_not_so_sure_is_asked_what_would_make_it_easier_and_may_leave_it(
    sure, asked, door, hope
):
    client, home, person = door
    step = make.step(hope, by=person)
    address = f"{home}steps/{step.pk}/"
    answer = client.post(address, {"who": "Joe", "when": "", "confidence": str(sure)})
    assert answer.url == (f"{address}easier/" if asked else f"{home}hopes/#hope-{hope.pk}")
    with acting_as(person):  # it is saved before anything is asked
        assert Step.objects.get().confidence == sure
    if asked:
        assert client.post(f"{address}easier/", {"easier": ""}).status_code == 302
        client.post(f"{address}easier/", {"easier": "Company."})
        assert "What would make it easier: Company." in text_of(client.get(f"{home}hopes/"))
        again = client.post(address, {"who": "", "confidence": str(sure)})
        assert again.url == f"{home}hopes/#hope-{hope.pk}"  # it was asked already


def test_a_residents_step_looks_like_a_workers(hope, record, joe, amina, browse):
    when = {"who": "Joe", "when": "2027-03-26"}
    browse(joe).post(f"/me/hopes/{hope.pk}/steps/", when | {"what": "A red folder"})
    browse(amina).post(f"/people/{record.pk}/hopes/{hope.pk}/steps/", when | {"what": "A scone"})
    for client, address in [
        (browse(amina), f"/people/{record.pk}/hopes/"),
        (browse(amina), f"/people/{record.pk}/"),
        (browse(joe), "/me/hopes/"),
    ]:
        page = client.get(address).content.decode()
        steps = re.findall(r'<li class="next">.*?</li>', page, re.DOTALL)
        assert len(steps) == 2
        made = all_of(Step, amina)
        his, hers = (
            re.sub(rf"{step.pk}|csrfmiddlewaretoken\S* value=\"\w+\"", "", text).replace(
                step.what, ""
            )
            for step, text in zip(made, steps, strict=True)
        )
        assert his == hers


def test_what_was_said_before_stays_and_can_be_so_again(door, record):
    client, home, person = door
    strength, weight = make.strength(record, by=person), make.weight(record, by=person)
    for address in (f"{home}strengths/{strength.pk}/", f"{home}weighs/{weight.pk}/"):
        client.post(address, {"no_longer": "yes"})
    page = client.get(f"{home}hopes/")
    hoped = page.context["hoped"]
    assert (hoped.brings, hoped.weighs) == ([], [])
    assert ([row.text for row in hoped.brought], [row.text for row in hoped.weighed]) == (
        ["Mends bikes"],
        ["Letters."],
    )
    assert text_of(page).count("No longer so") == 2
    for address in (f"{home}strengths/{strength.pk}/", f"{home}weighs/{weight.pk}/"):
        assert "It is so after all" in text_of(client.get(address))
        client.post(address, {"still": "yes"})
    hoped = client.get(f"{home}hopes/").context["hoped"]
    assert (hoped.brought, hoped.weighed) == ([], [])


def test_saying_it_otherwise_keeps_the_first_words_in_sight(door, record):
    client, home, person = door
    strength = make.strength(record, by=person)
    client.post(f"{home}strengths/{strength.pk}/", {"text": "Mends any bike", "kind": "skill"})
    hoped = client.get(f"{home}hopes/").context["hoped"]
    assert [row.text for row in hoped.brings] == ["Mends any bike"]
    assert [row.text for row in hoped.brought] == ["Mends bikes"]
    assert "A skill." in text_of(client.get(f"{home}hopes/"))


def test_what_joe_wrote_stands_before_amina_and_is_not_hers_to_change(record, joe, amina, browse):
    strength, weight = make.strength(record, by=joe), make.weight(record, by=joe)
    hope = make.hope(record, by=joe)
    client = browse(amina)
    page = client.get(f"/people/{record.pk}/hopes/{hope.pk}/")
    assert page.context["form"].fields["text"].disabled
    said = {"text": "Something else", "why": "It is his.", "importance": "8"}
    client.post(f"/people/{record.pk}/hopes/{hope.pk}/", said)
    (same,) = all_of(Hope, amina)
    assert (same.text, same.why) == (hope.text, "It is his.")
    for thing, address, field in (
        (strength, f"/people/{record.pk}/strengths/{strength.pk}/", "text"),
        (weight, f"/people/{record.pk}/weighs/{weight.pk}/", "their_words"),
    ):
        page = client.get(address)
        assert page.context["form"].fields[field].disabled
        assert "Joe wrote this. Only Joe changes it." in page.content.decode()
        said = {field: "Something else", "kind": "skill", "workers_view": "Small ones."}
        assert client.post(address, said).status_code == 302
        with acting_as(amina):
            assert type(thing).objects.all().standing().get().words == thing.words


def test_who_says_it_otherwise_second_is_told_and_keeps_what_they_typed(record, joe, amina, browse):
    strength, weight = make.strength(record, by=amina), make.weight(record, by=amina)
    with acting_as(joe):
        strengths.name_otherwise(strength, by=joe, text="Bikes!")
        strengths.weigh_otherwise(weight, by=joe, their_words="The flap!")
    for address, said in [
        (f"strengths/{strength.pk}/", {"text": "Mends most bikes"}),
        (f"weighs/{weight.pk}/", {"their_words": "Brown letters", "workers_view": "Small."}),
    ]:
        answer = browse(amina).post(f"/people/{record.pk}/{address}", said)
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Somebody said this otherwise already. Look at the newer one." in page
        assert all(words in page for words in said.values())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", URDU, "🎺 To play again"])
def test_whatever_is_hoped_for_is_shown_as_it_was_said(text, door):
    client, home, _person = door
    client.post(f"{home}hopes/new/", {"text": text})
    for address in (home, f"{home}hopes/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert text.replace("<", "&lt;").replace(">", "&gt;") in page
        assert 'dir="rtl"' in page or text != URDU


def test_nothing_said_yet_says_what_would_be_here_and_how_to_begin(record, joe, amina, browse):
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert f"/people/{record.pk}/hopes/new/" in page
    for client, home in [(browse(joe), "/me/"), (browse(amina), f"/people/{record.pk}/")]:
        page = client.get(f"{home}hopes/").content.decode()
        assert page.count('class="empty"') == 1
        for address in ["hopes/new/", "strengths/new/", "weighs/new/"]:
            assert f'href="{home}{address}"' in page
    assert "What would you like to be different?" in text_of(browse(joe).get("/me/"))


def test_a_hope_that_was_reached_is_seen_on_the_record_and_at_home(
    hope, record, joe, amina, browse
):
    with acting_as(joe):
        hopes.turn(hope, "reached", by=joe)
    assert "Joe got there, today. Well done!" in text_of(browse(amina).get(f"/people/{record.pk}/"))
    assert "You got there, today. Well done!" in text_of(browse(joe).get("/me/"))


def test_who_only_reads_is_offered_nothing_to_change(hope, record, joe, bev, browse):
    make.step(hope, by=joe)
    make.strength(record, by=joe)
    make.weight(record, by=joe)
    client = browse(bev)
    client.post(f"/people/{record.pk}/why/", {"purpose": "support"})
    page = client.get(f"/people/{record.pk}/hopes/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert WORDS in main
    assert "<form" not in main
    assert re.findall(r'href="/people/[^"]*(?:hopes|steps|strengths|weighs)/.+?"', main) == []
    for address in ["hopes/new/", f"hopes/{hope.pk}/", f"hopes/{hope.pk}/near/", "weighs/new/"]:
        assert client.get(f"/people/{record.pk}/{address}").status_code == 403
    assert (
        client.post(f"/people/{record.pk}/hopes/{hope.pk}/turn/", {"state": "reached"}).status_code
        == 403
    )


def test_residents_read_no_jargon(hope, record, joe, amina, browse):
    step = make.step(hope, by=joe)
    weight = make.weight(record, by=amina, workers_view="Small.")
    strength = make.strength(record, by=amina)
    client = browse(joe)
    for address in [
        "",
        "hopes/",
        "hopes/new/",
        f"hopes/{hope.pk}/",
        f"hopes/{hope.pk}/near/",
        f"hopes/{hope.pk}/steps/",
        f"steps/{step.pk}/",
        f"steps/{step.pk}/easier/",
        f"strengths/{strength.pk}/",
        f"weighs/{weight.pk}/",
        "weighs/new/",
    ]:
        page = text_of(client.get(f"/me/{address}")).lower()
        assert re.findall(r"concern|strength|confidence|importance|goal|outcome", page) == []
        assert "<title>my page –" in client.get(f"/me/{address}").content.decode().lower()


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(record, person, many: int) -> None:
    for number in range(many):
        hope = make.hope(record, by=person, text=f"Hope {number}")
        make.near(hope, 1, 2, 3, by=person)
        make.step(hope, by=person)
        make.step(hope, by=person, what="Another")
        make.strength(record, by=person, text=f"Strength {number}", theirs=False)
        make.weight(record, by=person, their_words=f"Weight {number}", workers_view="Small.")


def test_everything_costs_one_statement_for_one_and_for_many(record, joe, amina, browse):
    def statements() -> list[int]:
        with acting_as(amina), CaptureQueriesContext(connection) as queries:
            timeline.hopes_and_strengths(record)
            alone = len(queries)
        pages = [
            (browse(amina), f"/people/{record.pk}/"),
            (browse(amina), f"/people/{record.pk}/hopes/"),
            (browse(joe), "/me/"),
            (browse(joe), "/me/hopes/"),
        ]
        for client, address in pages:
            client.get(address)
        return [alone, *(queries_of(client, address) for client, address in pages)]

    fill(record, amina, 1)
    one = statements()
    assert one[0] == 1
    fill(record, joe, 5)
    assert statements() == one


def test_the_one_statement_shows_a_stranger_nothing(record, joe, amina, sam):
    fill(record, amina, 1)
    with acting_as(joe):
        assert list(timeline.hopes_and_strengths(record)["names"].values()) == ["Amina Yusuf"]
    with acting_as(sam):
        assert set(timeline.hopes_and_strengths(record).values()) == {None}
