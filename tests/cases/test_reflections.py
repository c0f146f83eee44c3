"""Reflections: one's own until shared, then the team's to read and answer; never a resident's."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import access
from cases.actions import note as notes
from cases.actions import reflection as reflections
from cases.models import (
    Connection,
    Note,
    Reflection,
    ReflectionAbout,
    ReflectionReply,
)
from hubs.models import Membership, Team
from relational.kernel import outbox
from relational.kernel.models import AccessLog, AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
WENT_ALONE = "He went in alone, and I waited outside."


@pytest.fixture
def gwen(world):
    """She works beside Amina."""
    return make.worker(
        "Gwen Pritchard", world.marsh_end, email="gwen@demo.example", team=world.quay
    )


@pytest.fixture
def callum(world):
    """He works at the same hub, in another team."""
    team = Team.objects.create(name="Dock Row team", hub=world.marsh_end)
    return make.worker("Callum Redpath", world.marsh_end, team=team)


@pytest.fixture
def martha(world):
    """She leads another hub."""
    return make.worker("Martha Quill", world.hillfoot, role="hub_manager")


@pytest.fixture
def thought(record, amina):
    """Amina's, about a conversation with Joe; nobody else's."""
    with acting_as(amina):
        return reflections.reflect(by=amina, note=Note.objects.get(), what_happened=WENT_ALONE)


@pytest.fixture
def shared(thought, amina, world):
    with acting_as(amina):
        return reflections.share(thought, by=amina, team=world.quay)


def at_noon_tomorrow() -> datetime.datetime:
    """Out of the quiet hours, whatever time it is now."""
    return timezone.now().replace(hour=12) + datetime.timedelta(days=1)


def seen_by(user) -> int:
    """How many reflections the database itself shows somebody."""
    with acting_as(user), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_reflection")
        return cursor.fetchone()[0]


# --- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", reflections.WORDS)
def test_one_of_the_three_is_enough(field, amina, browse):
    answer = browse(amina).post("/reflections/new/", {field: "The door stood open."}, follow=True)
    assert "Written down. Only you read it." in answer.content.decode()
    with acting_as(amina):
        written = Reflection.objects.get()
        assert (getattr(written, field), written.shared_at, written.team) == (
            "The door stood open.",
            None,
            None,
        )
        assert not ReflectionAbout.objects.exists()


def test_the_form_says_who_reads_it(amina, browse):
    page = browse(amina).get("/reflections/new/").content.decode()
    assert (
        "Only you read this until you share it. It is not part of the record. Write no names."
        in page
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "what_happened"),
        ({"what_happened": " ", "what_next": "\n"}, "what_happened"),
        ({"what_surprised": "x" * 2001}, "what_surprised"),
    ],
)
def test_what_says_nothing_or_too_much_is_not_written(said, field, amina, browse):
    answer = browse(amina).post("/reflections/new/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == said.get(field)
    assert seen_by(amina) == 0


def test_a_double_click_writes_once(record, amina, browse):
    here = browse(amina)
    with acting_as(amina):
        address = f"/people/{record.pk}/notes/{Note.objects.get().pk}/reflect/"
    key = str(here.get(address).context["form"]["key"].value())
    for _click in range(2):
        here.post(address, {"what_next": "Go with him again.", "key": key})
    assert seen_by(amina) == 1
    with acting_as(amina):
        assert ReflectionAbout.objects.count() == 1
        assert AuditEvent.objects.filter(verb="reflection.written").count() == 1


def test_from_a_conversation_just_written_one_link_leads_to_a_thought_about_it(
    record, amina, browse
):
    here = browse(amina)
    told = here.post(
        f"/people/{record.pk}/notes/", {"their_words": "I slept."}, follow=True
    ).content.decode()
    (address,) = re.findall(r'href="(/people/[^"]*/reflect/)">Reflect on it, 30 seconds', told)
    page = here.get(address)
    assert "After talking with Joe, today." in page.content.decode()
    answer = here.post(address, {"what_surprised": "He laughed."}, follow=True)
    assert "After talking with Joe." in answer.content.decode()
    with acting_as(amina):
        about = ReflectionAbout.objects.get()
        assert (about.resident, about.note.their_words) == (record, "I slept.")


def test_it_is_no_part_of_the_record_nor_of_its_trail(thought, record, joe, amina, browse):
    with acting_as(amina):
        assert AuditEvent.objects.get(verb="reflection.written").resident_id is None
    for who, address in [(amina, f"/people/{record.pk}/life/"), (joe, "/me/")]:
        assert WENT_ALONE not in browse(who).get(address).content.decode()


@pytest.mark.parametrize("whose", ["a colleague's", "in error", "of somebody else"])
def test_only_ones_own_conversation_is_reflected_on(whose, record, amina, bev, browse):
    with acting_as(amina):
        note = Note.objects.get()
    resident = record
    if whose == "a colleague's":
        with acting_as(amina):
            Connection.objects.create(
                resident=record, user=bev, part="alongside", voice="contributes"
            )
        note = make.note(record, by=bev)
    elif whose == "in error":
        with acting_as(amina):
            notes.enter_in_error(note, by=amina, reason="Another Joe.")
    else:
        resident = make.resident("Ann", by=amina)
    address = f"/people/{resident.pk}/notes/{note.pk}/reflect/"
    assert browse(amina).get(address).status_code == 404


def test_who_only_reads_a_record_hangs_no_thought_on_it(record, bev, amina):
    with acting_as(bev), pytest.raises(PermissionDenied):
        reflections.reflect(by=bev, note=Note.objects.get(), what_next="Ask.")


def test_who_works_nowhere_here_writes_none(joe, pat):
    for somebody in [joe, pat]:
        with acting_as(somebody), pytest.raises(PermissionDenied):
            reflections.reflect(by=somebody, what_next="Ask.")


# --- Who reads ------------------------------------------------------------------------------------

READERS = ["amina", "gwen", "callum", "bev", "martha", "sam"]


def found_by(address: str, request, browse) -> dict[str, int]:
    return {
        name: browse(request.getfixturevalue(name)).get(address).status_code
        for name in [*READERS, "joe", "pat"]
    }


def test_until_it_is_shared_only_its_author_reads_it(thought, request, browse):
    found = found_by(f"/reflections/{thought.pk}/", request, browse)
    assert found == dict.fromkeys(READERS, 404) | {"amina": 200, "joe": 403, "pat": 403}
    seen = {name: seen_by(request.getfixturevalue(name)) for name in [*READERS, "joe", "pat"]}
    assert seen == dict.fromkeys(seen, 0) | {"amina": 1}


def test_shared_its_team_and_who_leads_the_hub_read_it(shared, request, browse):
    found = found_by(f"/reflections/{shared.pk}/", request, browse)
    read = dict.fromkeys(["amina", "gwen", "bev"], 200)
    assert found == dict.fromkeys(READERS, 404) | read | {"joe": 403, "pat": 403}
    seen = {name: seen_by(request.getfixturevalue(name)) for name in [*READERS, "joe", "pat"]}
    assert seen == dict.fromkeys(seen, 0) | {"amina": 1, "gwen": 1, "bev": 1}


def test_the_law_the_queryset_and_the_database_show_the_same(shared, request):
    for name in [*READERS, "joe", "pat"]:
        user = request.getfixturevalue(name)
        with acting_as(user):
            assert access.reflections(user).count() == seen_by(user), name


def test_whom_it_is_about_is_told_only_to_who_sees_them(shared, gwen, bev, amina, browse):
    pages = {
        user: browse(user).get(f"/reflections/{shared.pk}/").content.decode()
        for user in (amina, bev, gwen)
    }
    assert {user: "Joe" in page for user, page in pages.items()} == {
        amina: True,
        bev: True,
        gwen: False,
    }
    with acting_as(gwen):
        assert not ReflectionAbout.objects.exists()


def test_reading_a_thought_is_no_look_at_a_record(shared, bev, browse):
    browse(bev).get(f"/reflections/{shared.pk}/")
    browse(bev).get("/reflections/")
    with acting_as(bev):
        assert not AccessLog.objects.exists()


def test_who_left_the_team_reads_no_more_and_who_left_the_job_nothing(shared, gwen, amina, browse):
    for user in (gwen, amina):
        with acting_as(user):
            Membership.objects.filter(user=user).update(ends=timezone.localdate())
        assert browse(user).get(f"/reflections/{shared.pk}/").status_code == 403
    assert (seen_by(gwen), seen_by(amina)) == (0, 1)


def test_mine_stand_newest_first_and_what_others_shared_beside_them(
    amina, gwen, world, record, browse
):
    with acting_as(amina):
        for text in ("First", "Second"):
            reflections.reflect(by=amina, what_happened=text)
    with acting_as(gwen):
        reflections.reflect(by=gwen, what_happened="Kept")
        given = reflections.reflect(by=gwen, what_happened="Given")
        reflections.share(given, by=gwen, team=world.quay)
    page = browse(amina).get("/reflections/")
    assert [row.begins for row in page.context["mine"]] == ["Second", "First"]
    assert [(row.begins, row.who) for row in page.context["shared"]] == [("Given", "Gwen")]
    page = browse(amina).get("/reflections/shared/")
    assert [row.begins for row in page.context["shared"]] == ["Given"]


@pytest.mark.parametrize("address", ["/reflections/", "/reflections/shared/"])
def test_a_list_costs_the_same_for_one_and_for_seven(address, amina, gwen, world, record, browse):
    def fill(number: int) -> None:
        for _each in range(number):
            with acting_as(amina):
                note = notes.write(record, by=amina, their_words="Not so bad.")
                reflections.reflect(by=amina, note=note, what_happened="Mine")
            with acting_as(gwen):
                theirs = reflections.reflect(by=gwen, what_happened="Theirs")
                reflections.share(theirs, by=gwen, team=world.quay)

    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert here.get(address).status_code == 200
        return len(statements)

    here = browse(amina)
    fill(1)
    here.get(address)
    one = cost()
    fill(6)
    assert cost() == one
    more = "All that was shared" in here.get(address).content.decode()
    assert more == (address == "/reflections/")


# --- Sharing --------------------------------------------------------------------------------------


def test_before_sharing_one_reads_once_more_what_the_team_will_read(thought, amina, browse):
    page = browse(amina).get(f"/reflections/{thought.pk}/share/").content.decode()
    assert WENT_ALONE in page
    assert "Quay team and who leads the hub will read exactly this" in page


def test_sharing_twice_is_sharing_once(thought, amina, browse):
    here = browse(amina)
    for _click in range(2):
        answer = here.post(f"/reflections/{thought.pk}/share/", follow=True)
        assert "Quay team can read it now." in answer.content.decode()
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="reflection.shared").count() == 1


def test_who_is_in_no_team_is_told_whom_to_ask(sam, browse):
    with acting_as(sam):
        mine = reflections.reflect(by=sam, what_happened="Snow.")
    answer = browse(sam).post(f"/reflections/{mine.pk}/share/")
    assert answer.status_code == 422
    assert "You are in no team yet." in answer.content.decode()


def test_who_works_in_two_teams_chooses_one(world, amina, thought, browse):
    other = Team.objects.create(name="Friday team", hub=world.marsh_end)
    starts = datetime.date(2020, 1, 1)
    with acting_as(make.SYSTEM):
        Membership.objects.create(
            user=amina,
            organisation=world.council,
            hub=world.marsh_end,
            team=other,
            role="practitioner",
            starts=starts,
        )
    here = browse(amina)
    address = f"/reflections/{thought.pk}/share/"
    for wrong in ({}, {"which": "no team"}):
        answer = here.post(address, wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["which"])
    here.post(address, {"which": str(other.pk)})
    with acting_as(amina):
        assert Reflection.objects.get().team == other


def test_one_shares_ones_own_with_ones_own_team(thought, shared, amina, gwen, callum, world):
    with acting_as(amina):
        mine = reflections.reflect(by=amina, what_happened="Rain.")
        elsewhere = Team.objects.create(name="Village team", hub=world.hillfoot)
        with pytest.raises(ValidationError):
            reflections.share(mine, by=amina, team=elsewhere)
    with acting_as(gwen), pytest.raises(ObjectDoesNotExist):
        reflections.share(mine, by=gwen, team=world.quay)
    with acting_as(gwen), pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        reflections.share(shared, by=gwen, team=world.quay)


def test_nobody_changes_or_takes_what_was_written(shared, amina, gwen):
    for statement in [
        lambda: Reflection.objects.update(what_happened="Nothing"),
        lambda: Reflection.objects.all().delete(),
        lambda: ReflectionReply.objects.update(text="Nothing"),
    ]:
        with acting_as(amina), pytest.raises(ProgrammingError), transaction.atomic():
            statement()
    with acting_as(gwen):
        assert Reflection.objects.update(shared_at=None, team=None) == 0


# --- Answering ------------------------------------------------------------------------------------


def test_somebody_answers_and_its_author_hears_of_it_once(shared, bev, amina, browse):
    here, address = browse(bev), f"/reflections/{shared.pk}/"
    key = str(here.get(address).context["form"]["key"].value())
    for _click in range(2):
        answer = here.post(address, {"text": "Waiting outside was the work.", "key": key})
        assert answer.status_code == 302
    outbox.deliver(at_noon_tomorrow())
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([amina.email], "Somebody answered you")
    assert "/reflections/" in letter.body
    assert not any(word in letter.body for word in ("Bev", "Joe", "Waiting"))
    page = browse(amina).get(address).content.decode()
    assert page.count("Waiting outside was the work.") == 1
    today = browse(amina).get("/today/").context["arrivals"]
    assert [(row.url, row.what) for row in today] == [(address, "somebody answered you.")]


def test_who_answers_themself_gets_no_letter(shared, amina, browse):
    browse(amina).post(f"/reflections/{shared.pk}/", {"text": "And he told me on the bus."})
    with acting_as(amina):
        assert ReflectionReply.objects.count() == 1
        assert not Letter.objects.exists()


def test_who_left_hears_of_no_answer(shared, bev, amina):
    with acting_as(bev):
        reflections.reply(shared, by=bev, text="Yes.")
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=timezone.localdate())
    outbox.deliver(at_noon_tomorrow())
    assert mail.outbox == []
    with acting_as(amina):
        assert Letter.objects.get().state == "not_needed"


def test_an_answer_waits_for_the_end_of_the_quiet_hours(shared, bev, amina):
    with acting_as(bev):
        reflections.reply(shared, by=bev, text="Yes.")
    tonight = timezone.localtime().replace(hour=23, minute=0)
    outbox.deliver(tonight)
    assert mail.outbox == []
    outbox.deliver(tonight + datetime.timedelta(hours=9))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_an_answer_says_something_and_not_too_much(text, shared, bev, browse):
    answer = browse(bev).post(f"/reflections/{shared.pk}/", {"text": text})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])
    with acting_as(bev):
        assert not ReflectionReply.objects.exists()


def test_nobody_answers_what_is_not_shared_with_them(thought, amina, callum, martha, joe, browse):
    assert browse(amina).post(f"/reflections/{thought.pk}/", {"text": "Hm."}).status_code == 403
    with acting_as(amina):
        mine = reflections.share(thought, by=amina, team=reflections.teams_of(amina)[0])
    for somebody in (callum, martha, joe):
        with acting_as(somebody), pytest.raises((PermissionDenied, ObjectDoesNotExist)):
            reflections.reply(mine, by=somebody, text="Hm.")
        with acting_as(somebody), pytest.raises(ProgrammingError), transaction.atomic():
            ReflectionReply.objects.create(reflection=mine, author=somebody, text="Hm.")


def test_the_database_lets_nobody_answer_in_anothers_name(shared, gwen, bev):
    with acting_as(gwen), pytest.raises(ProgrammingError), transaction.atomic():
        ReflectionReply.objects.create(reflection=shared, author=bev, text="Well done.")
