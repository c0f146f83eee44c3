"""Finding people by name, however it is spelled, and words that were said."""

import datetime
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import connection as circle
from cases.actions import note as notes
from cases.actions import reflection as reflections
from cases.actions import resident as residents
from cases.actions import strength as strengths
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, NotThisPerson, StaffView
from cases.search import A_STRETCH, find
from hubs.models import Membership
from relational.kernel.models import AccessLog
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

LIST = Path(__file__).with_name("misspellings.txt")


def misspellings() -> list[tuple[str, str, list[str]]]:
    """What somebody is called, their full name, and how others might write it."""
    rows = [row.split("|") for row in LIST.read_text(encoding="utf-8").splitlines() if "|" in row]
    return [
        (called.strip(), full.strip(), [each.strip() for each in wrong.split(";") if each.strip()])
        for called, full, wrong in rows[1:]  # the first says what the columns are
    ]


def named(known_as: str, *, by, **names):
    """Somebody with more names than one."""
    resident = make.resident(known_as, by=by)
    with acting_as(by):
        return residents.describe(resident, by=by, **names)


def people(user, spelled: str, page: int = 1) -> list[str]:
    with acting_as(user):
        return [hit.known_as for hit in find(user, spelled, page=page).people]


def said(user, spelled: str) -> list[tuple[str, str]]:
    """Where words were found: their kind, and the line, the words in it in brackets."""
    with acting_as(user):
        return [
            (hit.kind, hit.line.replace("\x02", "[").replace("\x03", "]"))
            for hit in find(user, spelled).said
        ]


def looks(resident, reader) -> list[tuple[str, str]]:
    """What the resident's log holds of a reader."""
    with acting_as(resident):
        found = AccessLog.objects.filter(reader=reader).order_by("at", "pk")
        return list(found.values_list("section", "purpose"))


# --- Names ----------------------------------------------------------------------------------------


def test_of_two_hundred_misspelt_names_ninety_five_in_a_hundred_are_found(amina):
    ids, missed, asked = {}, [], 0
    for called, full, _wrong in misspellings():
        ids[full] = named(called, by=amina, full_name=full).pk
    with acting_as(amina):
        for _called, full, wrong in misspellings():
            for name in wrong:
                asked += 1
                if ids[full] not in {hit.resident_id for hit in find(amina, name).people}:
                    missed.append((full, name))
    assert (len(ids), asked) == (188, 200)
    assert len(missed) <= asked * 0.05, missed


@pytest.mark.parametrize(
    "spelled",
    [
        *("Agnieszka", "agnieszka", "AGNIESZKA", "Agnie", "zka", "Agneska", "Angieszka"),
        *("Zielińska", "zielinska", "Zielins", "Agnieszka Zielińska", "zielinska agnieszka"),
        *("Aga", "Agneska Zelinska", "  Agnieszka  ", "Agnieszka."),
    ],
)
def test_somebody_is_found_by_any_of_their_names_and_by_a_part_of_one(spelled, amina):
    named("Agnieszka", by=amina, full_name="Agnieszka Zielińska", other_names="Aga")
    make.resident("Norman", by=amina)
    assert people(amina, spelled) == ["Agnieszka"]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("O'Neill", "ONeill"),
        ("O’Neill", "O'Neill"),
        ("ONeill", "O Neill"),
        ("MacDonald", "McDonald"),
        ("McDonald", "Mac Donald"),
        ("Mac Donald", "macd"),
        ("Łukasz", "Lukasz"),
        ("Siân", "Sian"),
        ("Yılmaz", "Yilmaz"),
        ("José", "JOSE"),
        ("Abdul Rahman", "Abdulrahman"),
        ("Gebremariam", "Gebre Mariam"),
        ("Mary-Ann", "Maryann"),
        ("فاطمة", "فاطِمه"),
        ("李小龙", "小龙"),
        ("রহিমা", "রহিম"),
        ("Leigh", "Lee"),
    ],
)
def test_signs_accents_and_gaps_in_a_name_do_not_matter(name, spelled, amina):
    make.resident(name, by=amina)
    make.resident("Norman", by=amina)
    assert people(amina, spelled) == [name]


def test_the_nearest_spelling_comes_first(amina):
    for name in ["Marianne", "Marion", "Maria", "Marian", "Norman"]:
        make.resident(name, by=amina)
    assert people(amina, "Marian") == ["Marian", "Marianne", "Maria", "Marion"]


def test_of_two_names_both_count(amina):
    named("Joe", by=amina, full_name="Joe Harrow")
    named("Jo", by=amina, full_name="Jo Marlow")
    make.resident("Joseph", by=amina)
    assert people(amina, "joe harow") == ["Joe", "Jo"]
    assert people(amina, "joe harrower") == ["Joe"]
    assert people(amina, "jo") == ["Jo", "Joe", "Joseph"]


def test_a_first_name_is_enough_where_nobody_wrote_down_the_second(amina):
    make.resident("Joe", by=amina)
    make.resident("Norman", by=amina)
    assert people(amina, "Joe Harrow") == ["Joe"]


def test_a_sentence_finds_nobody_by_one_word_of_it(amina):
    make.resident("May", by=amina)
    assert people(amina, "it may rain on the allotment") == []


def test_a_name_that_was_changed_is_found_as_it_is_now(amina):
    resident = named("Agnieszka", by=amina, full_name="Agnieszka Zielińska")
    with acting_as(amina):
        residents.describe(resident, by=amina, known_as="Kit", full_name="Kit Trussell")
    assert people(amina, "Trussell") == ["Kit"]
    assert people(amina, "Agnieszka Zielińska") == []


# --- Whose ----------------------------------------------------------------------------------------


def test_whom_each_finds_is_whom_the_law_lets_them_see(record, joe, amina, bev, sam, world):
    gwen, former, reads, neither, never = (
        make.worker(name, world.marsh_end)
        for name in ["Gwen Moss", "Fay Reed", "Ros Pike", "Kim Lowe", "Sean Joes-Ex"]
    )
    with acting_as(amina):
        circle.join(record, by=amina, user=reads, voice="reads")
        circle.join(record, by=amina, user=neither, voice="neither")
        left = circle.join(record, by=amina, user=former)
        circle.end(left, by=amina, how_ended="She moved.")
        circle.join(record, by=amina, user=never)
        NotThisPerson.objects.create(resident=record, user=never, reason="His ex.", author=amina)
    found = {
        user.called: (people(user, "Joe"), [kind for kind, _line in said(user, "warm")])
        for user in [amina, reads, bev, neither, former, never, gwen, sam, joe]
    }
    assert found == {
        "Amina": (["Joe"], ["note"]),
        "Ros": (["Joe"], ["note"]),
        "Bev": (["Joe"], []),  # who leads says why before reading words
        "Kim": ([], []),
        "Fay": ([], []),
        "Sean": ([], []),
        "Gwen": ([], []),
        "Sam": ([], []),
        "Joe": ([], []),
    }


def test_a_lead_who_must_not_see_somebody_finds_nobody(record, amina, bev):
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, user=bev, reason="His aunt.", author=amina)
    assert people(bev, "Joe") == []


def test_a_strangers_page_is_the_same_for_a_name_and_for_none(record, sam, browse):
    client = browse(sam)
    pages = [
        re.sub("Joe|Zoq", "", client.get(f"/search/?q={name}").content.decode())
        for name in ["Joe", "Zoq"]
    ]
    same = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]
    assert same[0] == same[1]


def test_nobody_with_a_record_of_their_own_searches_in_it(record, joe, amina, world):
    """Joe works here too, and Amina let him join his own circle: something may be withheld there."""
    make.note(record, by=amina, their_words="About my brother", withheld="somebody_else")
    with acting_as(amina):
        Connection.objects.create(resident=record, user=joe, part="peer")
    with acting_as(SYSTEM):
        Membership.objects.create(
            user=joe,
            organisation=world.council,
            hub=world.marsh_end,
            role="peer",
            starts=datetime.date(2020, 1, 1),
        )
    assert people(joe, "Joe") == []
    assert said(joe, "brother") == []


def test_with_nobody_signed_in_nobody_is_found(record, amina):
    with acting_as(None):
        assert find(amina, "Joe").people == []


# --- Words ----------------------------------------------------------------------------------------


def test_words_are_found_wherever_they_were_said(record, joe, amina):
    make.note(record, by=amina, their_words="The kettle sings.", what_we_heard="", agreed="")
    make.note(record, by=amina, their_words="", what_we_heard="Fond of that kettle.")
    make.note(record, by=amina, their_words="", agreed="I'll bring a kettle")
    with acting_as(joe):
        words.say(record, "most_important", Words("My kettle."), by=joe, base=None)
    make.hope(record, by=joe, text="A new kettle.")
    make.strength(record, by=amina, text="Mends kettles")
    make.weight(record, by=joe, their_words="The kettle leaks.")
    with acting_as(amina):
        circle.join(record, by=amina, person="Maureen", part="family", about="lent a kettle")
    assert sorted(said(amina, "kettle")) == [
        ("concern", "The [kettle] leaks."),
        ("connection", "lent a [kettle]"),
        ("hope", "A new [kettle]."),
        ("note", "Fond of that [kettle]."),
        ("note", "I'll bring a [kettle]"),
        ("note", "The [kettle] sings."),
        ("statement", "My [kettle]."),
        ("strength", "Mends [kettles]"),
    ]


@pytest.mark.parametrize(
    ("words_said", "spelled", "found"),
    [
        ("He walked home.", "walking", True),
        ("Café at ten.", "cafe", True),
        ("Byddaf yn canu yn y côr.", "cor", True),
        ("Chcę wrócić do ogródka.", "ogrodka", True),
        ("میں باغ میں بیٹھتی ہوں", "باغ", True),
        ("The rent, and the letter.", "letter rent", True),
        ("The rent.", "letter rent", False),
        ("Mother-in-law", "mother-in-law", True),
        ("I sat to the left of the others", "the", True),
        ("Nothing", "not", False),
    ],
)
def test_words_are_found_in_any_form_and_all_of_them(words_said, spelled, found, amina):
    make.resident("Joe", by=amina, words=words_said)
    assert bool(said(amina, spelled)) == found


def test_the_newest_words_come_first(record, amina):
    for words_said in ["The kettle, once.", "The kettle, twice."]:
        make.note(record, by=amina, their_words=words_said)
    assert [line for _kind, line in said(amina, "kettle")] == [
        "The [kettle], twice.",
        "The [kettle], once.",
    ]


def test_what_no_longer_stands_is_not_found(record, joe, amina, bev):
    first = make.note(record, by=amina, their_words="The old kettle.")
    wrong = make.note(record, by=amina, their_words="Somebody else's kettle.")
    strength = make.strength(record, by=amina, text="Mends kettles")
    weight = make.weight(record, by=amina, their_words="The kettle leaks.")
    with acting_as(joe):
        words.say(record, "my_wellness", Words("The kettle on."), by=joe, base=None)
        first_words = words.shown(record, "my_wellness").pk
        words.say(record, "my_wellness", Words("A quiet day."), by=joe, base=first_words)
    with acting_as(amina):
        notes.correct(first, by=amina, reason="I misheard.", their_words="The old dog.")
        notes.enter_in_error(wrong, by=amina, reason="Wrong person.")
        strengths.no_longer(strength, by=amina)
        strengths.no_longer(weight, by=amina)
        maureen = circle.join(record, by=amina, person="Maureen", part="family", about="kettle")
        circle.end(maureen, by=amina, how_ended="She moved.")
    assert said(amina, "kettle") == []
    assert said(amina, "dog") == [("note", "The old [dog].")]


def test_words_set_aside_are_not_found_until_somebody_chose(record, joe, amina):
    with acting_as(joe):
        words.say(record, "most_important", Words("Biscuit."), by=joe, base=None)
        words.say(record, "most_important", Words("A kettle."), by=joe, base=None)
    assert said(amina, "kettle") == []


def test_what_workers_think_stays_with_them(record, amina, world):
    gwen = make.worker("Gwen Moss", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=gwen)
        reflections.reflect(by=amina, what_happened="The kettle boiled over.")
        StaffView.objects.create(
            resident=record, section="my_wellness", text="Kettle first.", author=amina
        )
    assert (said(gwen, "kettle"), said(amina, "kettle")) == ([], [])


def test_their_own_words_are_told_from_ours(record, amina, browse):
    make.note(record, by=amina, their_words="The kettle sings.", what_we_heard="A kettle, of all.")
    make.note(record, by=amina, their_words="", what_we_heard="He looked at the kettle.")
    rows = browse(amina).get("/search/?q=kettle").context["said"]
    assert [(row.theirs, row.pieces[0][0]) for row in rows] == [
        (False, "He looked at the "),
        (True, "The "),
    ]


def test_what_is_not_to_be_done_is_said_to_be_so(record, joe, amina, browse):
    with acting_as(joe):
        both = Words("Put the kettle on.", "Touch my arm.")
        words.say(record, "please_do_and_do_not", both, by=joe, base=None)
    client = browse(amina)
    rows = [
        client.get("/search/", {"q": asked}).context["said"][0]
        for asked in ["kettle", "arm", "kettle arm"]
    ]
    assert [(row.place, "".join(text for text, _marked in row.pieces)) for row in rows] == [
        ("Please do, and please don’t", "Put the kettle on."),
        ("Please don’t", "Touch my arm."),
        ("Please don’t", "Touch my arm."),
    ]


def test_words_that_stand_in_two_fields_are_found_together(record, amina):
    make.note(record, by=amina, their_words="The kettle.", what_we_heard="And the dog.")
    assert said(amina, "dog kettle") == [("note", "The [kettle]. … And the [dog].")]


def test_a_long_text_shows_what_stands_around_the_word(record, amina):
    long = " ".join(f"word{number}" for number in range(500))
    make.note(record, by=amina, their_words=f"{long} kettle {long}")
    [(_kind, line)] = said(amina, "kettle")
    assert re.fullmatch(r"… (word\d+ )+\[kettle\]( word\d+)+ …", line)


# --- Looks ----------------------------------------------------------------------------------------


def test_each_name_shown_is_one_look_and_joe_reads_it(record, joe, amina, browse):
    make.note(record, by=amina, their_words="Joe, I said, joe.")
    client = browse(amina)
    for address in ["/search/?q=Joe", "/search/?q=joe", "/search/?q=said"]:
        assert "Joe" in client.get(address).content.decode()
    assert looks(joe, amina) == [("search", "walks_with")]
    [look] = browse(joe).get("/me/").context["looks"]
    assert look.why == "Saw the name in a search. Walks with them"


def test_a_name_not_shown_is_no_look(record, joe, amina, bev, sam, browse):
    for user in [amina, bev, sam]:
        for asked in ["", "Maureen", "kettle", "!"]:
            browse(user).get(f"/search/?q={quote(asked)}")
        assert looks(joe, user) == []
    browse(sam).get("/search/?q=Joe")
    assert looks(joe, sam) == []


def test_joe_reads_that_a_lead_saw_his_name(record, joe, bev, browse):
    page = browse(bev).get("/search/?q=Joe").content.decode()
    assert "Amina Yusuf walks with Joe. When you open their record you say why." in page
    assert looks(joe, bev) == [("search", "leads")]
    [look] = browse(joe).get("/me/").context["looks"]
    assert look.why == "Saw the name in a search. Leads whoever walks with them"


def test_seeing_a_name_opens_no_record_to_a_lead(record, bev, browse):
    client = browse(bev)
    client.get("/search/?q=Joe")
    assert "/why/" in client.get(f"/people/{record.pk}/").url


def test_a_page_shows_so_many_and_looks_at_no_more(amina, browse):
    doors = []
    for number in range(A_STRETCH + 2):
        resident = named("Maria", by=amina, full_name=f"Maria {'abcdefghijklm'[number]}bbot")
        doors.append(make.door(resident, by=amina))
    client = browse(amina)
    page = client.get("/search/?q=Maria")
    assert len(page.context["people"]) == A_STRETCH
    assert 'rel="next"' in page.content.decode()
    assert sum(bool(looks(door, amina)) for door in doors) == A_STRETCH
    page = client.get("/search/?q=Maria&page=2")
    assert len(page.context["people"]) == 2
    assert 'rel="next"' not in page.content.decode()
    assert 'rel="prev"' in page.content.decode()
    assert sum(bool(looks(door, amina)) for door in doors) == A_STRETCH + 2


def test_one_or_forty_found_take_the_same_statements(amina, browse):
    client = browse(amina)
    make.resident("Rosa", by=amina, words="The kettle sings.")
    counts = []
    for more in [0, 39]:
        for _ in range(more):
            make.resident("Rosa", by=amina, words="The kettle sings.")
        with CaptureQueriesContext(connection) as asked:
            for words_asked in ["Rosa", "kettle", "Rosa kettle"]:
                client.get(f"/search/?q={quote(words_asked)}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- The page -------------------------------------------------------------------------------------


def test_a_person_is_shown_with_their_other_names_and_how_the_reader_is_connected(
    amina, world, browse
):
    joe = named("Joe", by=amina, full_name="Joe Harrow", other_names="Josef")
    gwen = make.worker("Gwen Moss", world.marsh_end)
    with acting_as(amina):
        circle.join(joe, by=amina, user=gwen, part="specialist")
    rows = {user: browse(user).get("/search/?q=joe").context["people"] for user in [amina, gwen]}
    assert [(row.name, row.also, row.how) for row in rows[amina]] == [
        ("Joe", "Joe Harrow, Josef", "You walk with Joe.")
    ]
    assert rows[gwen][0].how == "You are around them: specialist. Amina Yusuf walks with Joe."
    assert rows[amina][0].url == f"/people/{joe.pk}/"


def test_words_are_marked_and_lead_to_where_they_stand(record, amina, browse):
    make.note(record, by=amina, their_words="The kettle sings.", mode="phone")
    client = browse(amina)
    page = client.get("/search/?q=kettles").content.decode()
    assert "The <mark>kettle</mark> sings." in page
    assert "On the phone, today" in page
    [row] = client.get("/search/?q=kettles").context["said"]
    assert "The kettle sings." in client.get(row.url).content.decode()


def test_what_somebody_wrote_is_no_markup(amina, browse):
    make.resident("<b>Joe</b>", by=amina, words="<script>kettle</script> & <mark>kettle")
    page = browse(amina).get("/search/?q=kettle").content.decode()
    assert "<script>kettle" not in page
    assert "<b>Joe" not in page
    page = browse(amina).get("/search/", {"q": "<b>kettle</b>"}).content.decode()
    assert "<b>kettle" not in page


def test_the_empty_page_says_what_can_be_found(amina, browse):
    page = browse(amina).get("/search/").content.decode()
    assert "Part of a name is enough" in page
    assert "Nobody and nothing" not in page


def test_who_finds_nobody_may_meet_them_and_the_name_is_kept(amina, browse):
    client = browse(amina)
    page = client.get("/search/", {"q": "Mária & Ødegård"}).content.decode()
    assert "Nobody and nothing found for “Mária &amp; Ødegård”" in page
    address = re.search(r'href="(/people/new/[^"]+)"', page)[1].replace("&amp;", "&")
    assert client.get(address).context["form"]["known_as"].value() == "Mária & Ødegård"


def test_every_page_of_who_may_open_records_leads_to_it(record, amina, bev, pat, browse):
    assert 'href="/search/"' in browse(amina).get("/people/").content.decode()
    assert 'href="/search/"' in browse(bev).get(f"/people/{record.pk}/why/").content.decode()
    assert 'href="/search/"' not in browse(pat).get("/").content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        *("\x00", "Jo\x00e", "!!!", "%", "_", "\\", "'", '"', "'; drop table x; --", "&|!:*()<->"),
        *(
            "😀",
            "\u202e",
            "\u0301",
            "ﷺ",
            "عبد الرحمن",
            "  ",
            "\n\n",
            "a",
            "日本",
            "x" * 80,
            "\u00ad",
        ),
        *("a " * 40, "'" * 80, "{a,b}", "null", "ſtraße", "İ", "\ufeffJoe"),
    ],
)
def test_odd_signs_are_answered_well(asked, record, amina, browse):
    assert browse(amina).get("/search/", {"q": asked}).status_code == 200


def test_what_is_too_long_is_said_and_kept(amina, browse):
    answer = browse(amina).get("/search/", {"q": "x" * 10_000})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Use 80 characters or fewer. You have 10000." in page
    assert "x" * 10_000 in page


@pytest.mark.parametrize("page", ["0", "-1", "one", "1.5", "99999999999999999999", "", "²"])
def test_a_page_that_is_none_is_one_that_is(page, record, amina, browse):
    assert browse(amina).get("/search/", {"q": "Joe", "page": page}).status_code == 200
