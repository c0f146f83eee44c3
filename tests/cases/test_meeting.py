"""Meeting somebody: a first name is enough, and nothing typed is lost."""

import uuid

import pytest
from django.utils import timezone

from cases.models import Note, Reminder, Resident
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


def meet(client, **said):
    return client.post("/people/new/", said)


def everybody(user) -> list[str]:
    with acting_as(user):
        return sorted(Resident.objects.values_list("known_as", flat=True))


def test_a_first_name_is_enough(amina, browse):
    answer = meet(browse(amina), known_as="Leroy")
    with acting_as(amina):
        resident = Resident.objects.get()
        assert answer.url == f"/people/{resident.pk}/"
        assert resident.connections.get().user == amina
        assert not Note.objects.exists()
    assert browse(amina).get(answer.url).status_code == 200


def test_a_day_makes_what_was_agreed_a_promise(amina, browse):
    meet(browse(amina), known_as="Leroy", words="I used to sing here.", agreed="Ring tomorrow")
    with acting_as(amina):
        promise = Reminder.objects.get()
        assert promise.what == "Ring tomorrow"
        assert promise.due == timezone.localdate() + timezone.timedelta(days=1)
        assert promise.note.their_words == "I used to sing here."


def test_without_a_day_what_was_agreed_stays_in_the_conversation(amina, browse):
    meet(browse(amina), known_as="Leroy", agreed="Bring the form")
    with acting_as(amina):
        assert Note.objects.get().agreed == "Bring the form"
        assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"known_as": ""}, "known_as", "Write what they like to be called."),
        ({"known_as": "   "}, "known_as", "Write what they like to be called."),
        ({}, "known_as", "Write what they like to be called."),
        ({"known_as": "x" * 500}, "known_as", "Use 80 characters or fewer. You have 500."),
        ({"agreed": "on 31 February"}, "agreed", "There is no such day."),
        ({"agreed": "on 3 March 2020"}, "agreed", "That day has passed."),
        ({"words": "\x00"}, "words", "Null characters are not allowed."),
    ],
)
def test_bad_input_is_a_clear_sentence_at_the_field_and_nothing_is_lost(
    said, field, sentence, amina, browse
):
    typed = {"known_as": "Leroy", "words": "میں یہاں گاتا تھا", "agreed": ""}
    answer = browse(amina).post("/people/new/", ({} if said == {} else typed) | said)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors[field][0].startswith(sentence)
    if said:
        assert "میں یہاں گاتا تھا" in answer.content.decode() or field == "words"
    assert everybody(amina) == []


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "میں یہاں گاتا تھا", "🐕‍🦺 Biscuit"]
)
def test_whatever_is_said_is_shown_as_it_was_said(words, amina, browse):
    client = browse(amina)
    page = client.get(meet(client, known_as="Joe", words=words).url).content.decode()
    assert "<script>alert" not in page
    assert words.replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_double_click_meets_somebody_once(amina, browse):
    client = browse(amina)
    key = str(uuid.uuid4())
    first, second = (meet(client, known_as="Leroy", words="Hm.", key=key) for _ in range(2))
    assert first.url == second.url
    assert everybody(amina) == ["Leroy"]
    with acting_as(amina):
        assert Note.objects.count() == 1


def test_a_key_that_is_none_is_no_obstacle(amina, browse):
    meet(browse(amina), known_as="Leroy", key="not a key")
    assert everybody(amina) == ["Leroy"]


def test_going_back_and_typing_somebody_else_meets_them_too(amina, browse):
    client = browse(amina)
    key = str(uuid.uuid4())
    meet(client, known_as="Leroy", key=key)
    meet(client, known_as="Dot", key=key)
    assert everybody(amina) == ["Dot", "Leroy"]


def test_the_same_name_again_is_asked_about_before_it_is_saved(record, amina, browse):
    client = browse(amina)
    answer = meet(client, known_as="joe", words="I only came in for the warm.")
    assert answer.status_code == 422
    assert [person.pk for person in answer.context["known"]] == [record.pk]
    assert "I only came in for the warm." in answer.content.decode()
    meet(client, known_as="joe", somebody_new="on")
    assert everybody(amina) == ["Joe", "joe"]


def test_the_question_reveals_nobody_outside_my_sight(record, sam, browse):
    assert meet(browse(sam), known_as="Joe").status_code == 302


def test_who_does_not_walk_with_people_meets_nobody(pat, carol, diya, joe, browse):
    for outsider in [pat, carol, diya, joe]:
        assert browse(outsider).get("/people/new/").status_code == 403
        assert meet(browse(outsider), known_as="Leroy").status_code == 403


def test_the_record_opens_with_the_first_words_also_after_a_correction(record, amina, browse):
    with acting_as(amina):
        first = Note.objects.get()
    browse(amina).post(
        f"/people/{record.pk}/notes/{first.pk}/correct/",
        {"their_words": "I only came in for the warm, love.", "reason": "He said love."},
    )
    page = browse(amina).get(f"/people/{record.pk}/")
    assert page.context["first"].their_words == "I only came in for the warm, love."


def test_my_people_asks_the_same_of_the_database_for_one_and_for_forty(
    amina, browse, django_assert_num_queries
):
    make.resident("Joe", by=amina, words="Hm.", agreed="Ring")
    client = browse(amina)
    client.get("/people/")
    one = queries_of(client, "/people/")
    for number in range(39):
        make.resident(f"Person {number}", by=amina, words="Hm.", agreed="Ring")
    assert queries_of(client, "/people/") == one


def test_a_record_asks_the_same_for_one_and_for_two_hundred_notes(record, amina, browse):
    client = browse(amina)
    today = timezone.localdate()
    make.note(record, by=amina, agreed="I'll ring", due=today)
    client.get(f"/people/{record.pk}/")
    one = queries_of(client, f"/people/{record.pk}/")
    for _ in range(199):
        make.note(record, by=amina, agreed="I'll ring", due=today)
    assert queries_of(client, f"/people/{record.pk}/") == one


def queries_of(client, address: str) -> int:
    """How many statements a page takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_words_that_came_only_the_second_time_are_not_lost(amina, browse):
    client = browse(amina)
    key = str(uuid.uuid4())
    meet(client, known_as="Leroy", key=key)
    meet(client, known_as="Leroy", words="I used to sing.", agreed="Ring tomorrow", key=key)
    assert everybody(amina) == ["Leroy"]
    with acting_as(amina):
        assert Note.objects.get().their_words == "I used to sing."
        assert Reminder.objects.get().what == "Ring tomorrow"


def test_a_key_names_nobody_elses_record(record, sam, amina, browse):
    answer = meet(browse(sam), known_as="Joe", key=str(record.pk))
    assert str(record.pk) not in answer.url
    with acting_as(amina):
        assert Resident.objects.get(pk=record.pk).connections.get().user == amina


@pytest.mark.parametrize("born", ["1951-1-1-1", "195", "14/3/1951", "2999-01-01", "1951-13", "-"])
def test_a_date_of_birth_that_is_none_is_said_at_the_field(born, record, amina, browse):
    answer = browse(amina).post(f"/people/{record.pk}/about/", {"known_as": "Joe", "born": born})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["born"]


@pytest.mark.parametrize(
    ("born", "day", "precision", "said"),
    [
        ("1951", "1951-01-01", "year", "Born 1951"),
        ("1951-03", "1951-03-01", "month", "Born March 1951"),
        ("1951-03-14", "1951-03-14", "day", "Born 14 March 1951"),
    ],
)
def test_a_date_of_birth_is_kept_as_far_as_it_is_known(
    born, day, precision, said, record, amina, browse
):
    browse(amina).post(f"/people/{record.pk}/about/", {"known_as": "Joe", "born": born})
    with acting_as(amina):
        joe = Resident.objects.get()
        assert (joe.date_of_birth.isoformat(), joe.date_of_birth_precision) == (day, precision)
    assert said in browse(amina).get(f"/people/{record.pk}/").content.decode()


def test_somebody_who_may_be_known_elsewhere_is_hinted_at_and_no_more(record, amina, sam, browse):
    about = {"known_as": "Joe", "full_name": "Joe Harrow", "born": "1951-03-14"}
    browse(amina).post(f"/people/{record.pk}/about/", about)
    other = make.resident("J", by=sam)
    page = browse(sam).post(f"/people/{other.pk}/about/", about, follow=True).content.decode()
    assert "may be known here already" in page
    assert "Amina" not in page


def test_a_practitioner_without_a_hub_is_refused_not_broken(world, browse):
    drifting = make.worker("Nat Low", None, at=world.council)
    assert meet(browse(drifting), known_as="Leroy").status_code == 403


def test_a_double_click_writes_a_way_to_reach_somebody_once(record, amina, browse):
    key = str(uuid.uuid4())
    for _ in range(2):
        browse(amina).post(
            f"/people/{record.pk}/contact/",
            {"channel": "mobile", "value": "07700 900123", "safe_to_contact": "yes", "key": key},
        )
    with acting_as(amina):
        (way,) = record.contact_points.all()
        assert (way.value, way.safe_to_contact) == ("07700 900123", True)
