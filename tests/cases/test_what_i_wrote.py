"""What I wrote stays mine to read: my own conversations, also of whom I no longer walk with."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import note as notes
from cases.actions import resident as residents
from cases.models import Connection, Note, NotThisPerson, Resident
from hubs.access import standing
from hubs.models import Membership
from relational.kernel import audit
from relational.kernel.models import AccessLog
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_meeting import queries_of

pytestmark = pytest.mark.django_db

MINE = "/notes/mine/"


@pytest.fixture
def ben(record, amina, world):
    """Ben walked with Joe, wrote of it, and left."""
    ben = make.worker("Ben Hale", world.marsh_end)
    with acting_as(amina):
        theirs = circle.join(record, by=amina, user=ben)
    make.note(record, by=ben, their_words="I can smell the sea.", agreed="I bring a chair")
    with acting_as(ben):
        circle.end(theirs, by=ben, how_ended="I changed jobs.")
    return ben


def page(client, address: str = MINE, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def looks(joe, reader) -> list[tuple[str, str]]:
    with acting_as(joe):
        found = AccessLog.objects.filter(reader=reader).order_by("pk")
        return list(found.values_list("section", "purpose"))


def test_who_left_reads_their_own_words_and_nobody_elses(record, amina, ben, browse):
    make.note(record, by=amina, their_words="Amina wrote this.")
    shown = page(browse(ben))
    assert "You talked with Joe" in shown
    assert "I can smell the sea." in shown
    assert "I bring a chair" in shown
    assert "You no longer walk with them." in shown
    for others in ["Amina wrote this.", "only came in for the warm", f"/people/{record.pk}"]:
        assert others not in shown
    assert browse(ben).get(f"/people/{record.pk}/").status_code == 404


def test_of_whom_one_walks_with_there_is_a_way_to_the_record(record, amina, browse):
    shown = page(browse(amina))
    assert "I only came in for the warm." in shown
    assert f'href="/people/{record.pk}/"' in shown
    assert "You no longer walk with them." not in shown


def test_reading_it_is_a_look_that_joe_can_read(record, joe, amina, ben, browse):
    for reader in [ben, amina]:
        page(browse(reader))
    assert looks(joe, ben) == [("own_notes", "own_notes")]
    assert looks(joe, amina) == [("own_notes", "walks_with")]
    mine = page(browse(joe), "/me/")
    assert "Read again what they had written themself. No longer walks with them" in mine
    assert "Read again what they had written themself. Walks with them" in mine


def test_a_page_is_a_look_at_those_whom_it_shows(record, joe, amina, browse):
    """Twenty later conversations with Ann stand before the one with Joe."""
    ann = make.resident("Ann", by=amina)
    for number in range(20):
        make.note(ann, by=amina, their_words=f"Words {number}")
    client = browse(amina)
    assert "You talked with Joe" not in page(client)
    assert looks(joe, amina) == []
    earlier = client.get(MINE).context["earlier"]
    assert "You talked with Joe" in page(client, before=earlier)
    assert looks(joe, amina) == [("own_notes", "walks_with")]


def test_pages_follow_each_other_and_what_is_written_meanwhile_shifts_nothing(
    record, amina, browse
):
    now = timezone.now()
    for number in range(45):
        at = now - datetime.timedelta(hours=number // 3)  # three at the same moment
        make.note(record, by=amina, their_words=f"Words {number}.", happened_at=at)
    client, seen, before = browse(amina), [], {}
    for _page in range(3):
        answer = client.get(MINE, before)
        seen += [row.own for day in answer.context["days"] for row in day.life]
        before = {"before": answer.context["earlier"]}
        make.note(record, by=amina, their_words="Meanwhile.")
    assert before == {"before": ""}
    assert len(seen) == len(set(seen)) == 46
    assert {f"Words {number}." for number in range(45)} < set(seen)


def test_days_stand_in_order_the_newest_first(record, amina, browse):
    for away in [1, 3, 2]:
        at = timezone.now() - datetime.timedelta(days=away)
        make.note(record, by=amina, their_words=f"Away {away}.", happened_at=at)
    days = browse(amina).get(MINE).context["days"]
    assert [[row.own for row in day.life] for day in days] == [
        ["I only came in for the warm."],
        ["Away 1."],
        ["Away 2."],
        ["Away 3."],
    ]
    assert [day.day for day in days[:2]] == ["Today", "Yesterday"]


@pytest.mark.parametrize("before", ["x", "\x00", "2026-01-01", "~", "9999-12-31T23:59:59Z~x"])
def test_a_place_that_is_none_is_the_beginning(before, record, amina, browse):
    assert "only came in for the warm" in page(browse(amina), before=before)


def test_a_correction_stands_with_what_it_took_the_place_of(record, amina, ben, browse):
    with acting_as(amina):
        first = make.note(record, by=amina, their_words="I sleep badly.")
        second = notes.correct(first, by=amina, reason="A word.", their_words="I slept badly.")
        notes.correct(second, by=amina, reason="Another.", their_words="I slept well.")
    shown = page(browse(amina))
    assert shown.count("<h3>You talked with Joe</h3>") == 2
    assert shown.index("I slept well.") < shown.index("I slept badly.")
    assert shown.index("I slept badly.") < shown.index("I sleep badly.")
    assert "Another." in shown


def test_what_was_written_by_mistake_shows_only_as_that(record, amina, browse):
    with acting_as(amina):
        wrong = make.note(record, by=amina, their_words="About somebody else.")
        notes.enter_in_error(wrong, by=amina, reason="Another Joe.")
    shown = page(browse(amina))
    assert "Written of Joe by mistake" in shown
    assert "Another Joe." in shown
    assert "About somebody else." not in shown


def test_what_is_withheld_from_joe_is_still_its_writers(record, amina, browse):
    make.note(record, by=amina, their_words="About my brother.", withheld="somebody_else")
    assert "About my brother." in page(browse(amina))


@pytest.mark.django_db(transaction=True)
def test_the_name_is_the_one_of_then(record, amina, ben, browse):
    """What Joe is called now is for who walks with him now."""
    with acting_as(amina):
        residents.describe(record, by=amina, known_as="Josephine")
    shown = page(browse(ben))
    assert "You talked with Joe<" in shown
    assert "Josephine" not in shown
    assert "You talked with Josephine" in page(browse(amina))


def test_who_must_never_see_this_person_reads_nothing_more(record, joe, amina, ben, browse):
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, author=amina, user=ben, reason="He asked.")
    assert "I can smell the sea." not in page(browse(ben))
    assert looks(joe, ben) == []


def test_who_works_here_no_longer_reads_nothing_more(record, ben, browse):
    with acting_as(ben):
        Membership.objects.filter(user=ben).update(ends=timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from notes_i_wrote(null, null, 9)")
            assert cursor.fetchone() == (0,)
    assert browse(ben).get(MINE).status_code == 403


def test_the_tables_stay_shut(record, amina, ben, sam):
    """The page has a door of its own; a statement that forgets its filter shows nothing."""
    with acting_as(ben):
        assert (Note.objects.count(), Resident.objects.count()) == (0, 0)
    for who in [sam, None]:
        with acting_as(who), connection.cursor() as cursor:
            cursor.execute("select count(*) from notes_i_wrote(null, null, 9)")
            assert cursor.fetchone() == (0,)


def test_nobody_writes_a_look_at_whom_they_neither_see_nor_wrote_of(record, ben, sam):
    def look(who):
        about = {"section": "own_notes", "purpose": "own_notes", "standing": standing(who)}
        audit.look(who, record.pk, **about)

    with acting_as(ben):
        look(ben)
    with acting_as(sam), pytest.raises(ProgrammingError), transaction.atomic():
        look(sam)


def test_who_wrote_nothing_reads_how_it_begins(sam, browse):
    assert "Nothing here yet." in page(browse(sam))


@pytest.mark.parametrize("outsider", ["pat", "carol", "diya", "joe"])
def test_who_walks_with_nobody_has_no_such_page(outsider, request, browse):
    client = browse(request.getfixturevalue(outsider))
    assert client.get(MINE).status_code == 403
    assert MINE not in client.get("/account/").content.decode()


def test_the_page_is_found_from_the_account_and_from_leaving(record, amina, browse):
    client = browse(amina)
    with acting_as(amina):
        mine = Connection.objects.get()
        circle.hand_over_lead(
            record,
            make.worker("Fay Moss", record.hub),
            by=amina,
            resident_view="Fine.",
            stays=True,
            seen=mine.pk,
        )
    for address in ["/account/", f"/people/{record.pk}/circle/{mine.pk}/end/"]:
        assert f'href="{MINE}"' in page(client, address)


def test_it_asks_the_same_of_the_database_for_one_and_for_twenty(record, amina, browse):
    client = browse(amina)
    queries_of(client, MINE)
    one = queries_of(client, MINE)
    for number in range(19):
        somebody = make.resident(f"Person {number}", by=amina)
        make.note(somebody, by=amina)
    queries_of(client, MINE)
    assert queries_of(client, MINE) == one
