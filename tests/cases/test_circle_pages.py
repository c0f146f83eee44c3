"""The circle's pages: drawn and in words, for those around somebody and for themself."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import connection as circle
from cases.models import NotThisPerson
from hubs.models import Organisation
from relational.kernel.models import AccessLog
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def callum(world):
    return make.worker("Callum Redpath", world.marsh_end)


@pytest.fixture
def organisations(world):
    """Eight to find, of every kind."""
    named = [
        ("Marsh End Allotments", "community_group", "Plots, a shed, and tea at eight."),
        ("The Old Bus Club", "community_group", "Old bus crews and their stories."),
        ("Quay Street Surgery", "statutory", "Doctors and nurses."),
        ("Tidewater Homes", "mutual", "Lets and mends homes."),
        ("The Harbour Loaf", "business", "Yesterday’s bread by the door."),
        ("Côr y Cei", "community_group", "Sings on Mondays."),
    ]
    return {
        name: Organisation.objects.create(name=name, kind=kind, about=about)
        for name, kind, about in named
    }


@pytest.fixture
def around(record, amina, organisations):
    """Joe's circle as it is drawn in his kitchen."""
    with acting_as(amina):
        for person, part, about, closeness in [
            ("Maureen", "family", "sister", "close"),
            ("Grace Okafor", "neighbour", "next door, has a key", "close"),
        ]:
            circle.join(
                record, by=amina, person=person, part=part, about=about, closeness=closeness
            )
        for name, about, closeness in [
            ("Marsh End Allotments", "plot 14, and Dilip", "close"),
            ("Tidewater Homes", "the landlord, Siân", "strained"),
            ("Quay Street Surgery", "", ""),
        ]:
            joined = organisations[name]
            circle.join(record, by=amina, organisation=joined, about=about, closeness=closeness)
        return {each.called: each for each in record.connections.open().around()}


def crowd(record, by, number: int) -> None:
    with acting_as(by):
        for place in range(number):
            closeness = ["close", "steady", "strained", ""][place % 4]
            circle.join(
                record, by=by, person=f"Neighbour {place:02}", part="neighbour", closeness=closeness
            )


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def drawn(page) -> list[str]:
    return re.findall(r'class="nm"[^>]*>([^<]+)', page.content.decode())


def add(client, record, to_add="person", **said):
    return client.post(f"/people/{record.pk}/circle/add/?kind={to_add}", said)


def names(record, by) -> set[str]:
    with acting_as(by):
        return {each.called for each in record.connections.open().around()}


# Seeing it


def test_the_record_shows_the_circle_drawn_and_in_words(record, around, amina, browse):
    page = browse(amina).get(f"/people/{record.pk}/")
    assert set(drawn(page)) == {
        "Amina",
        "Maureen",
        "Grace Okafor",
        "Marsh End…",
        "Tidewater…",
        "Quay Street…",
    }
    text = text_of(page)
    for said in [
        "Maureen , sister. Close.",
        "Grace Okafor , next door, has a key. Close.",
        "Marsh End Allotments , plot 14, and Dilip. Close. Plots, a shed, and tea at eight.",
        "Tidewater Homes , the landlord, Siân. Strained.",
        "Quay Street Surgery , public service.",
        "Amina Yusuf , you, walks with Joe.",
    ]:
        assert said in text


def test_people_groups_and_services_have_shapes_of_their_own(record, around, amina, browse):
    page = browse(amina).get(f"/people/{record.pk}/circle/").content.decode()
    picture = page[page.index('class="draw"') : page.index('class="key"')]
    shapes = re.findall(r'<(\w+) class="n (\w+)"', picture)
    assert sorted(shapes) == [
        ("circle", "person"),
        ("circle", "person"),
        ("circle", "staff"),
        ("path", "group"),
        ("rect", "service"),
        ("rect", "service"),
    ]
    lines = re.findall(r'class="k (\w+)" d="(M[^"]+)"', picture)
    assert sorted(line for line, _ in lines) == ["close"] * 3 + ["strained"] + ["unsaid"] * 2
    zigzag = next(path for line, path in lines if line == "strained")
    assert zigzag.count("L") > 4
    assert all(path.count("L") == 1 for line, path in lines if line != "strained")


def test_what_is_drawn_is_what_is_said(record, around, amina, browse):
    """The picture's twin names everybody, in the order of names."""
    page = browse(amina).get(f"/people/{record.pk}/circle/")
    named = re.findall(r'<b dir="auto">([^<]+)</b>', page.content.decode())
    assert named == sorted(named, key=str.casefold)
    assert len(named) == len(drawn(page)) == 6


def test_of_more_than_ten_the_nearest_are_drawn_and_everybody_is_named(record, amina, browse):
    crowd(record, amina, 24)
    page = browse(amina).get(f"/people/{record.pk}/circle/")
    text = text_of(page)
    assert len(drawn(page)) == 10
    assert "Amina" in drawn(page)
    assert "The nearest 10 are drawn. There are 15 more." in text
    for place in range(24):
        assert f"Neighbour {place:02}" in text
    unsaid = {f"Neighbour {place:02}" for place in range(3, 24, 4)}
    assert not unsaid & set(drawn(page))


def test_a_record_names_those_who_are_drawn_and_leads_on_to_the_others(record, amina, browse):
    crowd(record, amina, 24)
    page = browse(amina).get(f"/people/{record.pk}/")
    assert len(re.findall(r'<b dir="auto">', page.content.decode())) == 10
    assert "And 15 more" in text_of(page)


@pytest.mark.parametrize("number", [0, 7, 24, 59])
def test_a_circle_of_any_size_has_a_page(number, record, amina, joe, browse):
    crowd(record, amina, number)
    assert browse(amina).get(f"/people/{record.pk}/circle/").status_code == 200
    assert browse(joe).get("/me/people/").status_code == 200


def test_no_picture_carries_a_style_and_every_name_is_escaped(record, amina, browse):
    with acting_as(amina):
        circle.join(record, by=amina, person="<b>&Co", part="friend", about="<script>")
    page = browse(amina).get(f"/people/{record.pk}/circle/").content.decode()
    assert "<script>" not in page.replace('<script src="', "")
    assert "style=" not in page
    assert "&lt;b&gt;&amp;Co" in page


def test_the_circle_asks_nothing_more_of_the_database_however_large(record, amina, joe, browse):
    for who, address in [
        (amina, f"/people/{record.pk}/"),
        (amina, f"/people/{record.pk}/circle/"),
        (joe, "/me/"),
        (joe, "/me/people/"),
    ]:
        client = browse(who)
        client.get(address)
        one = queries_of(client, address)
        crowd(record, amina, 3)
        with acting_as(amina):
            circle.join(record, by=amina, named=(f"Choir {uuid.uuid4()}", "community_group"))
        assert queries_of(client, address) == one


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_part_on_the_record_is_read_with_the_record_itself(record, around, amina, browse):
    client = browse(amina)
    client.get(f"/people/{record.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/people/{record.pk}/")
    asked = [query["sql"] for query in queries if 'FROM "cases_connection"' in query["sql"]]
    assert len([sql for sql in asked if "UNION" not in sql]) == 1  # the other is the life line's


# Adding


def test_a_person_joins_with_two_answers(record, amina, browse):
    answer = add(browse(amina), record, person="Maureen", part="family")
    assert answer.url == f"/people/{record.pk}/circle/"
    assert names(record, amina) == {"Amina", "Maureen"}


def test_a_group_is_found_by_part_of_its_name_by_what_it_does_and_misspelt(
    record, organisations, amina, browse
):
    client = browse(amina)
    for words, found in [
        ("allot", ["Marsh End Allotments"]),
        ("ALLOTMENTS", ["Marsh End Allotments"]),
        ("alotments", ["Marsh End Allotments"]),
        ("tea at eight", ["Marsh End Allotments"]),
        ("cor y cei", ["Côr y Cei"]),
        ("surgry", ["Quay Street Surgery"]),
        ("zzz", []),
    ]:
        page = client.get(f"/people/{record.pk}/circle/add/", {"kind": "group", "q": words})
        assert [each.name for each in page.context["found"]] == found, words


def test_a_search_may_hold_anything(record, organisations, amina, browse):
    client = browse(amina)
    for words in ["%", "_", "\\", "'; drop table", "x" * 500, "\x00", "山", "  "]:
        page = client.get(f"/people/{record.pk}/circle/add/", {"kind": "group", "q": words})
        assert page.status_code == 200


def test_a_found_group_joins_and_one_on_no_list_is_named(record, organisations, amina, browse):
    client = browse(amina)
    bus = organisations["The Old Bus Club"]
    add(client, record, "group", organisation=bus.pk, about="old workmates", closeness="steady")
    add(client, record, "group", name="Dock Row Bike Kitchen", kind="community_group")
    assert names(record, amina) == {"Amina", "The Old Bus Club", "Dock Row Bike Kitchen"}
    found = client.get(f"/people/{record.pk}/circle/add/", {"kind": "group", "q": "bike"})
    assert [each.name for each in found.context["found"]] == ["Dock Row Bike Kitchen"]


def test_what_was_searched_in_vain_is_begun_with(record, amina, browse):
    page = browse(amina).get(
        f"/people/{record.pk}/circle/add/", {"kind": "group", "q": "Bike Shed"}
    )
    assert 'value="Bike Shed"' in page.content.decode().split('name="name"')[1][:200]


def test_a_colleague_is_found_by_name_and_joins(record, callum, pat, amina, browse):
    client = browse(amina)
    address = f"/people/{record.pk}/circle/add/"
    for words, found in [("redp", [callum]), ("Calum", [callum]), ("Lowe", [])]:
        page = client.get(address, {"kind": "colleague", "q": words})
        assert [each.user for each in page.context["found"]] == found, words
    add(client, record, "colleague", colleague=callum.pk, part="specialist", voice="reads")
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 200


def test_whoever_never_may_see_joe_is_refused_without_a_reason(record, callum, amina, browse):
    with acting_as(amina):
        NotThisPerson.objects.create(
            resident=record, user=callum, reason="His ex. She found him once.", author=amina
        )
    answer = add(
        browse(amina), record, "colleague", colleague=callum.pk, part="alongside", voice="reads"
    )
    assert answer.status_code == 422
    assert "Choose somebody else. This colleague cannot join." in text_of(answer)
    assert "ex" not in text_of(answer).split()
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "said", "field", "sentence"),
    [
        ("person", {}, "person", "Write a name."),
        ("person", {"person": " "}, "person", "Write a name."),
        ("person", {"person": "Maureen"}, "part", "Choose what they are to Joe."),
        ("person", {"person": "x" * 200, "part": "friend"}, "person", "Use 120 characters"),
        ("person", {"person": "M", "part": "lead"}, "part", "Select a valid choice."),
        ("person", {"person": "M", "part": "friend", "closeness": "x"}, "closeness", "Select"),
        ("person", {"person": "M", "part": "friend", "about": "x" * 300}, "about", "Use 200"),
        ("group", {}, "organisation", "Choose one from the list, or write what it is called."),
        ("group", {"organisation": "none"}, "organisation", "Choose one from the list, or name"),
        ("group", {"name": "Choir"}, "kind", "Choose what it is."),
        ("colleague", {"part": "alongside", "voice": "reads"}, "colleague", "Choose a colleague."),
        ("colleague", {"colleague": "x"}, "colleague", "Choose a colleague from the list."),
        ("colleague", {"colleague": "", "voice": ""}, "voice", "Choose what they may do."),
    ],
)
def test_bad_input_is_a_sentence_at_the_field_and_nothing_is_lost(
    kind, said, field, sentence, record, organisations, callum, amina, browse
):
    answer = add(browse(amina), record, kind, **({"about": "next door"} | said))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field][0].startswith(sentence)
    if kind != "colleague" and "about" not in said:
        assert 'value="next door"' in answer.content.decode()
    assert names(record, amina) == {"Amina"}


def test_one_from_the_list_and_a_new_name_are_two(record, organisations, amina, browse):
    bus = organisations["The Old Bus Club"]
    answer = add(browse(amina), record, "group", organisation=bus.pk, name="Choir", kind="charity")
    assert answer.context["form"].errors["name"] == [
        "Choose one from the list or name a new one, not both."
    ]


def test_one_who_is_around_already_is_said_to_be(record, around, organisations, amina, browse):
    client = browse(amina)
    page = client.get(f"/people/{record.pk}/circle/add/", {"kind": "group", "q": "allot"})
    assert "Around them already." in text_of(page)
    allotments = organisations["Marsh End Allotments"]
    answer = add(client, record, "group", organisation=allotments.pk)
    assert answer.context["form"].errors["organisation"] == ["This one is around them already."]


def test_a_double_click_adds_one(record, amina, browse):
    client, key = browse(amina), str(uuid.uuid4())
    for _ in range(2):
        assert add(client, record, person="Maureen", part="family", key=key).status_code == 302
    with acting_as(amina):
        assert record.connections.open().count() == 2


def test_who_reads_only_finds_no_way_to_add_or_change(record, around, callum, amina, browse):
    with acting_as(amina):
        circle.join(record, by=amina, user=callum, voice="reads")
    client = browse(callum)
    page = client.get(f"/people/{record.pk}/circle/").content.decode()
    maureen = around["Maureen"]
    assert "/circle/add/" not in page
    assert str(maureen.pk) not in page
    for address in ["add/", f"{maureen.pk}/", f"{maureen.pk}/end/", f"{maureen.pk}/lead/"]:
        assert client.get(f"/people/{record.pk}/circle/{address}").status_code == 403
        assert client.post(f"/people/{record.pk}/circle/{address}").status_code == 403


# Changing, handing over, ending


def change(client, record, connection, **said):
    return client.post(f"/people/{record.pk}/circle/{connection.pk}/", said)


def test_more_is_said_of_somebody(record, around, amina, browse):
    client, maureen = browse(amina), around["Maureen"]
    said = {"part": "family", "about": "rings on Sundays", "closeness": "strained"}
    assert change(client, record, maureen, **said, chosen_by_resident="no").status_code == 302
    text = text_of(client.get(f"/people/{record.pk}/circle/"))
    assert "Maureen , rings on Sundays. Strained. Joe did not choose them." in text


def test_the_form_begins_with_what_is_known(record, around, amina, browse):
    form = browse(amina).get(f"/people/{record.pk}/circle/{around['Maureen'].pk}/").context["form"]
    assert (form["about"].value(), form["closeness"].value()) == ("sister", "close")
    assert form["chosen_by_resident"].value() == ""
    assert "voice" not in form.fields
    assert "depth" not in form.fields


def test_a_worker_says_how_deep_they_walk_and_nobody_else_is_asked(
    record, callum, amina, browse, around
):
    with acting_as(amina):
        joined = circle.join(record, by=amina, user=callum)
    address = f"/people/{record.pk}/circle/{joined.pk}/"
    assert "depth" not in browse(amina).get(address).context["form"].fields
    said = {"part": "alongside", "voice": "contributes", "depth": "deep"}
    assert browse(callum).post(address, said).status_code == 302
    text = text_of(browse(amina).get(f"/people/{record.pk}/circle/"))
    assert "Callum’s own word for it: deep." in text


def test_the_lead_is_handed_over_on_a_page_and_joe_reads_what_he_said(
    record, callum, amina, joe, browse
):
    client = browse(amina)
    with acting_as(amina):
        (lead,) = record.connections.open()
    address = f"/people/{record.pk}/circle/{lead.pk}/lead/"
    form = client.get(address).context["form"]
    assert form["seen"].value() == str(lead.pk)
    wrong = client.post(address, {"seen": lead.pk, "colleague": callum.pk})
    assert wrong.status_code == 422
    assert f'value="{callum.pk}" checked' in wrong.content.decode()
    said = {"seen": lead.pk, "colleague": callum.pk, "resident_view": "He makes me laugh."}
    assert client.post(address, said).url == "/people/"
    assert client.get(f"/people/{record.pk}/").status_code == 404
    mine = text_of(browse(joe).get("/me/people/"))
    assert "Callum , walks with you. Reads your page, and writes to it." in mine
    assert "You said: “He makes me laugh.”" in mine
    assert "Amina Yusuf , walks with you" in mine.split("How it was")[1]


def test_who_hands_over_and_stays_goes_on_reading(record, callum, amina, browse):
    client = browse(amina)
    with acting_as(amina):
        (lead,) = record.connections.open()
    said = {"seen": lead.pk, "colleague": callum.pk, "resident_view": "Fine.", "stays": "on"}
    answer = client.post(f"/people/{record.pk}/circle/{lead.pk}/lead/", said)
    assert answer.url == f"/people/{record.pk}/circle/"
    page = text_of(client.get(answer.url))
    assert "Callum Redpath , walks with Joe" in page
    assert "Handed over to Callum." in page


def test_who_chose_from_an_old_page_is_told_on_it(record, callum, amina, world, browse):
    gwen = make.worker("Gwen Pritchard", world.marsh_end)
    client = browse(amina)
    with acting_as(amina):
        (lead,) = record.connections.open()
    address = f"/people/{record.pk}/circle/{lead.pk}/lead/"
    said = {"seen": lead.pk, "resident_view": "Fine.", "stays": "on"}
    client.post(address, {**said, "colleague": callum.pk})
    late = client.post(address, {**said, "colleague": gwen.pk})
    assert late.status_code == 422
    assert "Callum was chosen just before you." in text_of(late)
    assert "Fine." in late.content.decode()


def test_the_hub_manager_hands_over_or_ends_what_a_lead_cannot(record, callum, amina, bev, browse):
    with acting_as(amina):
        (lead,) = record.connections.open()
    client = browse(bev)
    client.post(f"/people/{record.pk}/why/", {"purpose": "stand_in"})
    page = client.get(f"/people/{record.pk}/circle/").content.decode()
    assert f"/circle/{lead.pk}/lead/" in page
    assert f"/circle/{lead.pk}/end/" in page
    assert "/circle/add/" not in page
    said = {"seen": lead.pk, "colleague": callum.pk, "resident_view": "Nobody could ask yet."}
    address = f"/people/{record.pk}/circle/{lead.pk}/lead/"
    assert client.post(address, said).url == f"/people/{record.pk}/circle/"
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 200
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 404


def test_a_lead_who_would_leave_nobody_is_shown_the_way(record, amina, bev, browse):
    with acting_as(amina):
        (lead,) = record.connections.open()
    address = f"/people/{record.pk}/circle/{lead.pk}/end/"
    page = browse(amina).get(address)
    assert "first hand over to somebody" in text_of(page)
    assert 'name="how_ended"' not in page.content.decode()
    answer = browse(amina).post(address, {"how_ended": "I am leaving."})
    assert answer.status_code == 422
    assert "I am leaving." in answer.content.decode()
    client = browse(bev)
    client.post(f"/people/{record.pk}/why/", {"purpose": "stand_in"})
    assert client.post(address, {"how_ended": "She is ill."}).url == "/people/"
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 404


def test_what_ended_stands_in_how_it_was(record, around, amina, joe, browse):
    client, maureen = browse(amina), around["Maureen"]
    address = f"/people/{record.pk}/circle/{maureen.pk}/end/"
    assert client.post(address, {}).status_code == 422
    for _ in range(2):  # a double click
        answer = client.post(address, {"how_ended": "She moved to Leeds."})
        assert answer.url == f"/people/{record.pk}/circle/"
    page = text_of(client.get(answer.url))
    was = page.split("How it was")[1]
    assert "Maureen , sister" in was
    assert "She moved to Leeds." in was
    assert "Maureen" not in drawn(client.get(answer.url))
    assert "She moved to Leeds." in text_of(browse(joe).get("/me/people/"))


def test_what_ended_meanwhile_keeps_what_was_typed(record, around, amina, browse):
    client, maureen = browse(amina), around["Maureen"]
    client.post(f"/people/{record.pk}/circle/{maureen.pk}/end/", {"how_ended": "Moved."})
    answer = change(client, record, maureen, part="family", about="rings on Sundays")
    assert answer.status_code == 422
    assert "This ended meanwhile, so nothing was changed." in text_of(answer)
    assert 'value="rings on Sundays"' in answer.content.decode()


# Their own page


def test_joe_reads_his_people_in_words_and_as_a_picture(record, around, amina, joe, browse):
    client = browse(joe)
    mine = text_of(client.get("/me/"))
    assert "Amina , walks with you." in mine
    assert "Maureen , sister. Close. Cannot read your page." in mine
    assert "Tidewater Homes , the landlord, Siân. Not easy." in mine
    page = client.get("/me/people/")
    assert "Maureen" in drawn(page)
    assert ">Me</text>" in page.content.decode()


def test_joes_look_at_his_people_is_his_own(record, joe, browse):
    browse(joe).get("/me/people/")
    with acting_as(joe):
        assert AccessLog.objects.get().purpose == "own_record"


def test_what_a_named_person_is_called_is_kept_from_strangers(record, around, sam, browse):
    for address in ["", "circle/", "circle/add/", f"circle/{around['Maureen'].pk}/"]:
        assert browse(sam).get(f"/people/{record.pk}/{address}").status_code == 404


def test_whom_nobody_is_around_reads_where_people_will_stand(amina, bev, browse):
    ann = make.resident("Ann", by=amina)
    door = make.door(ann, by=amina)
    with acting_as(amina):
        lead = ann.connections.open().around().get()
    with acting_as(bev):
        circle.end(lead, by=bev, how_ended="She is ill.")
    page = text_of(browse(door).get("/me/people/"))
    assert "Nobody yet" in page
    assert "She is ill." in page
