"""A no inside the circle: who it is said to reads, writes and shares nothing of that part, by any way."""

import json

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import sharing
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, Section, SharingDecision, StaffView, Statement, Suggestion
from hubs.access import Refused
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.cases.test_api import Program, is_problem

pytestmark = pytest.mark.django_db

TOP, WELL, DONT = Section.MOST_IMPORTANT, Section.MY_WELLNESS, Section.PLEASE_DO_AND_DO_NOT
KEPT = "Joe keeps this part to themself for now."
TABLES = ["statement", "suggestion", "staffview"]
MARKERS = ["Seahorse", "Lantern", "Thistle", "Walnut", "Harbour", "Quilt"]


@pytest.fixture
def ben(record, amina, world):
    """Ben is around Joe, beside Amina."""
    ben = make.worker("Ben Hart", world.marsh_end, team=world.quay, email="ben@demo.example")
    with acting_as(amina):
        circle.join(record, by=amina, user=ben)
    return ben


@pytest.fixture
def clearwater(record, amina, world):
    """Somebody who works at Clearwater is around Joe."""
    cleo = make.worker("Cleo Dunn", world.hillfoot, at=world.advice, email="cleo@demo.example")
    with acting_as(amina):
        circle.join(record, by=amina, user=cleo)
    return cleo


@pytest.fixture
def marked(record, joe, amina, ben):
    """Words that stand nowhere else in all that is written of one part; another part beside it."""
    with acting_as(joe):
        first = words.say(record, WELL, Words("Seahorse says Joe."), by=joe, base=None)
        words.say(record, WELL, Words("Lantern says Joe."), by=joe, base=first.pk)
        words.say(record, WELL, Words("Thistle says Joe."), by=joe, base=first.pk)  # set aside
        words.say(record, TOP, Words("Biscuit, my dog."), by=joe, base=None)
    with acting_as(amina):
        words.write_down(record, WELL, Words("Walnut says Amina."), by=amina, base=first.pk)
        words.add_view(record, WELL, "Harbour says Amina.", by=amina)
    with acting_as(ben):
        words.add_view(record, WELL, "Quilt says Ben.", by=ben)


def says(record, answer, *sections, by, user=None, **more):
    with acting_as(by):
        if user is not None:
            more["connection"] = Connection.objects.open().get(resident=record, user=user)
        return sharing.decide(record, sections, answer, by=by, **more)


def kept(record, who) -> set[str]:
    with acting_as(who):
        return record.kept_from(who)


def pages(record) -> list[str]:
    """Every page and door that tells of somebody's words."""
    person = f"/people/{record.pk}"
    return [
        *("/people/", "/today/", "/search/?q=says"),
        f"{person}/",
        *(f"{person}/{end}/" for end in ("what-matters", "life", "sharing", "circle", "promises")),
        *(f"{person}/{end}/" for end in ("print", "referrals", "referrals/new", "notes")),
        *(f"{person}/what-matters/{WELL}/{end}" for end in ("", "history/", "together/")),
        f"{person}/what-matters/{WELL}/beside/",
        *(f"{person}/print/?as={layout}" for layout in ("large", "easy")),
        f"{person}/life/?kind=words",
    ]


def found_on_pages(browse, record, who) -> set[str]:
    browser = browse(who)
    texts = [browser.get(page).content.decode() for page in pages(record)]
    return {marker for marker in MARKERS for text in texts if marker in text}


def found_by_program(record, who) -> set[str]:
    program = Program(who)
    asked = {"resident": str(record.pk)}
    answers = [
        program.get("statements/", **asked, versions="all"),
        program.get("statements/", **asked),
        program.get("statements/", **asked, section=WELL),
    ]
    text = json.dumps([answer.json() for answer in answers])
    return {marker for marker in MARKERS if marker in text}


def rows(who, section=WELL) -> dict[str, int]:
    """What the database itself shows, with no filter of ours."""
    found = {}
    with acting_as(who), connection.cursor() as cursor:
        for table in [f"cases_{name}{end}" for name in TABLES for end in ("", "event")]:
            cursor.execute(f"select count(*) from {table} where section = %s", [section])
            (found[table],) = cursor.fetchone()
    return found


def test_a_no_to_ben_hides_every_word_of_that_part_and_taking_it_back_opens_it(
    browse, record, joe, amina, ben, marked
):
    everything = set(MARKERS)
    assert found_on_pages(browse, record, ben) == everything
    assert found_by_program(record, ben) == {"Seahorse", "Lantern", "Thistle"}
    open_rows = rows(ben)
    assert all(open_rows.values())
    assert "Lantern" in browse(ben).get("/search/?q=says").content.decode().replace("<mark>", "")
    says(record, "no", WELL, by=joe, user=ben)
    assert found_on_pages(browse, record, ben) == set()
    assert found_by_program(record, ben) == set()
    assert rows(ben) == dict.fromkeys(open_rows, 0)
    assert rows(ben, TOP)["cases_statement"] == 1
    assert rows(amina) == open_rows
    assert found_on_pages(browse, record, amina) == everything
    assert all(marker in _me(browse, joe) for marker in ("Lantern", "Quilt", "Walnut"))
    says(record, "yes", WELL, by=joe, user=ben)
    assert rows(ben) == open_rows
    assert found_on_pages(browse, record, ben) == everything


def _me(browse, joe) -> str:
    return browse(joe).get("/me/").content.decode()


def test_the_pages_say_so_kindly_whether_anything_stands_there_or_not(
    browse, record, joe, ben, marked
):
    says(record, "no", TOP, WELL, DONT, by=joe, user=ben)
    person = f"/people/{record.pk}/"
    page = browse(ben).get(person).content.decode()
    assert page.count(KEPT) == 4  # what matters most, “please don't”, and two parts below
    assert "Biscuit" not in page
    matters = browse(ben).get(f"{person}what-matters/").content.decode()
    assert matters.count(KEPT) == 3
    for section in (TOP, WELL, DONT):
        assert f"what-matters/{section}/" not in matters
    assert "It is not on this sheet." in browse(ben).get(f"{person}print/").content.decode()
    for end in ("", "history/", "together/", "beside/"):
        assert browse(ben).get(f"{person}what-matters/{WELL}/{end}").status_code == 404
    assert KEPT not in _me(browse, joe)


def test_who_may_not_read_a_part_writes_and_suggests_nothing_there(
    browse, record, joe, ben, marked
):
    with acting_as(ben):
        mine = words.write_down(record, WELL, Words("Mine."), by=ben, base=None)
    says(record, "no", WELL, by=joe, user=ben)
    for verb in (
        lambda: words.write_down(record, WELL, Words("So."), by=ben, base=None),
        lambda: words.agree(record, WELL, Words("So."), by=ben, signed="Joe", base=None),
        lambda: words.add_view(record, WELL, "So.", by=ben),
        lambda: words.leave_together(mine, by=ben, signed="Joe"),
    ):
        with acting_as(ben), pytest.raises(Refused):
            verb()
    for end in ("", "together/", "beside/"):
        said = {"text": "So.", "signed": "Joe"}
        place = f"/people/{record.pk}/what-matters/{WELL}/{end}"
        assert browse(ben).post(place, said).status_code == 404
    said = {"resident": str(record.pk), "section": WELL, "text": "So."}
    assert is_problem(Program(ben).post("statements/", said), 403)
    row = {"resident": record, "section": WELL, "text": "So.", "author": ben}
    for make_row in (
        lambda: Statement.objects.create(**row, number=99, voice="on_behalf", how_completed="So."),
        lambda: StaffView.objects.create(**row),
        lambda: Suggestion.objects.create(**row, against_id=mine.against_id),
    ):
        with acting_as(ben), transaction.atomic(), pytest.raises(DatabaseError):
            make_row()
    with acting_as(ben):
        assert Suggestion.objects.filter(pk=mine.pk).update(state="taken") == 0
        assert Statement.objects.filter(section=WELL).update(settled_at=Now()) == 0


def test_nobody_opens_again_what_is_kept_from_themself(browse, record, joe, amina, ben, world):
    says(record, "no", WELL, by=joe, user=ben)
    for whom in ({"user": ben}, {"organisation": world.advice}, {}):
        with pytest.raises(Exception, match="somebody else has to open it"):
            says(record, "yes", WELL, by=ben, **whom)
    with acting_as(ben), transaction.atomic(), pytest.raises(DatabaseError):
        SharingDecision.objects.create(resident=record, section=WELL, answer="yes", by=ben)
    with acting_as(ben):
        mine = Connection.objects.open().get(resident=record, user=ben)
    place = f"/people/{record.pk}/sharing/"
    page = browse(ben).get(place, {"with": str(mine.pk)}).content.decode()
    assert "It is kept from you, so somebody else has to open it." in page
    assert f'id="tap-{WELL}-yes"' not in page
    said = {"with": str(mine.pk), "sections": [WELL], "answer": "yes"}
    answer = browse(ben).post(f"{place}decide/", said)
    assert (answer.status_code, "has to open it" in answer.content.decode()) == (422, True)
    says(record, "no", WELL, by=ben)  # a no closes, and opens nothing
    says(record, "yes", WELL, by=amina, user=ben)
    assert kept(record, ben) == set()


def test_who_may_not_read_a_part_does_not_share_it_on(
    browse, record, joe, amina, ben, marked, world
):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    says(record, "yes", WELL, TOP, by=joe, organisation=world.advice)
    with acting_as(ben):
        about = {"organisation": world.advice, "what_for": "My debts."}
        ask = asks.draft(record, by=ben, sections=[WELL], **about)
    says(record, "no", WELL, by=joe, user=ben)
    page = browse(ben).get(f"/people/{record.pk}/referrals/new/?with={world.advice.pk}")
    text = page.content.decode()
    assert KEPT in text
    assert f'value="{WELL}"' not in text
    with acting_as(ben), pytest.raises(Exception, match="not yours to share"):
        asks.send(ask, by=ben)
    change = f"/people/{record.pk}/referrals/{ask.pk}/"
    browser = browse(ben)
    assert browser.post(f"{change}send/").status_code == 422
    assert KEPT in browse(ben).get(change).content.decode()
    with acting_as(ben), transaction.atomic(), pytest.raises(DatabaseError):
        type(ask).objects.filter(pk=ask.pk).update(state="sent", override="safety")
    with acting_as(amina):
        asks.send(ask, by=amina)
    seen = browse(ben).get(change).content.decode()
    assert not any(marker in seen for marker in MARKERS)
    assert "Lantern says" in browse(amina).get(change).content.decode()
    with acting_as(ben), connection.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s)::text", [ask.pk])
        (told,) = cursor.fetchone()
    assert not any(marker in told for marker in MARKERS)


def test_what_had_to_be_sent_is_read_by_who_is_asked_whatever_was_said(
    record, joe, amina, pat, marked, world
):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    says(record, "no", WELL, by=joe, organisation=world.advice)
    with acting_as(amina):
        ask = asks.draft(
            record,
            by=amina,
            organisation=world.advice,
            what_for="He may come to harm.",
            sections=[WELL],
            override="safety",
            override_why="He did not open.",
        )
        asks.send(ask, by=amina)
    with acting_as(pat), connection.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s)::text", [ask.pk])
        assert "Lantern says" in cursor.fetchone()[0]


def test_a_no_to_an_organisation_is_one_to_who_works_there(
    record, joe, amina, ben, clearwater, world
):
    says(record, "no", WELL, by=joe, organisation=world.advice)
    assert kept(record, clearwater) == {WELL}
    assert kept(record, ben) == kept(record, amina) == set()
    says(record, "yes", WELL, by=joe)  # with everybody: wider than the no
    assert kept(record, clearwater) == {WELL}
    says(record, "ask_me_first", WELL, by=joe, organisation=world.advice)
    assert kept(record, clearwater) == set()


def test_a_no_to_everybody_leaves_who_walks_first_with_them(
    browse, record, joe, amina, ben, bev, clearwater, marked, world
):
    says(record, "no", WELL, by=joe)
    assert kept(record, amina) == kept(record, joe) == set()
    assert kept(record, ben) == kept(record, clearwater) == kept(record, bev) == {WELL}
    browser = browse(bev)
    browser.post(f"/people/{record.pk}/why/", {"purpose": "support"})
    text = browser.get(f"/people/{record.pk}/what-matters/").content.decode()
    assert KEPT in text
    assert not any(marker in text for marker in MARKERS)
    says(record, "yes", WELL, by=joe, user=ben)
    says(record, "yes", WELL, by=joe, organisation=world.advice)
    assert kept(record, ben) == kept(record, clearwater) == set()
    says(record, "no", WELL, by=joe)  # a later no to everybody closes what was open to one
    assert kept(record, ben) == kept(record, clearwater) == {WELL}
    says(record, "yes", WELL, by=joe)
    assert kept(record, bev) == kept(record, ben) == kept(record, clearwater) == set()


def test_by_name_a_no_is_kept_from_who_walks_first_too_and_from_who_stands_in(
    record, joe, amina, ben, bev, world
):
    nell = make.worker("Nell Frost", world.marsh_end, email="nell@demo.example")
    make.cover(world.marsh_end, by=bev, who=nell, instead_of=amina)
    says(record, "no", TOP, by=joe)
    assert kept(record, nell) == set()  # in Amina's place
    says(record, "no", WELL, by=joe, user=amina)
    assert kept(record, amina) == kept(record, nell) == {WELL}
    assert kept(record, ben) == {TOP}


def test_a_no_by_name_outlives_the_connection(record, joe, amina, ben):
    says(record, "no", WELL, by=joe, user=ben)
    with acting_as(amina):
        mine = Connection.objects.open().get(resident=record, user=ben)
        circle.end(mine, by=amina, how_ended="moved on")
        circle.join(record, by=amina, user=ben)
    assert kept(record, ben) == {WELL}


def test_a_yes_that_ran_out_lifts_no_no(record, joe, ben):
    says(record, "no", WELL, by=joe, user=ben)
    says(record, "yes", WELL, by=joe, user=ben, until=timezone.localdate())
    assert kept(record, ben) == set()
    with acting_as(joe):
        mine = Connection.objects.open().get(resident=record, user=ben)
        SharingDecision.objects.create(
            resident=record,
            section=WELL,
            connection=mine,
            answer="yes",
            until=timezone.localdate() - timezone.timedelta(days=1),
            by=joe,
        )
    assert kept(record, ben) == set()  # the earlier yes holds today
    says(record, "no", WELL, by=joe, user=ben)
    assert kept(record, ben) == {WELL}


def test_everybody_around_can_be_chosen_on_the_page_of_sharing(browse, record, amina, ben):
    place = f"/people/{record.pk}/sharing/"
    with acting_as(amina):
        his = Connection.objects.open().get(resident=record, user=ben)
        hers = Connection.objects.open().get(resident=record, user=amina)
    page = browse(amina).get(place, {"with": str(his.pk)}).content.decode()
    assert "What may Ben Hart read?" in page
    assert page.count('aria-pressed="true"') == 7  # everything is open
    assert f'id="tap-{WELL}-ask_me_first"' not in page
    said = {"with": str(his.pk), "sections": [WELL], "answer": "no"}
    page = browse(amina).post(f"{place}decide/", said, follow=True).content.decode()
    assert f'id="tap-{WELL}-no" aria-pressed="true"' in page
    assert kept(record, ben) == {WELL}
    assert (
        browse(amina).post(f"{place}decide/", said | {"answer": "ask_me_first"}).status_code == 422
    )
    browse(amina).post(f"{place}decide/", said | {"answer": "yes"})
    assert kept(record, ben) == set()
    own = browse(amina).get(place, {"with": str(hers.pk)}).content.decode()
    assert "somebody else has to open it again" in own


def test_the_page_of_sharing_asks_as_much_for_many_answers(browse, record, joe, amina, ben):
    place = f"/people/{record.pk}/sharing/"
    browser = browse(amina)
    counts = []
    for section in (WELL, TOP, DONT):
        says(record, "no", section, by=joe, user=ben)
        browser.get(place)
        with CaptureQueriesContext(connection) as asked:
            assert "with Ben" in browser.get(place).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_a_no_about_one_resident_closes_nothing_of_another(record, joe, amina, ben):
    other = make.resident("Ann", by=amina)
    with acting_as(amina):
        circle.join(other, by=amina, user=ben)
        words.write_down(other, WELL, Words("Mostly well."), by=amina, base=None)
    says(record, "no", WELL, by=joe, user=ben)
    assert kept(other, ben) == set()
    assert rows(ben)["cases_statement"] == 1


def test_the_system_and_nobody_are_kept_from_nothing_they_do_not_see_anyway(
    record, joe, ben, marked
):
    says(record, "no", WELL, by=joe)
    for who in (SYSTEM, None):
        assert rows(who) == dict.fromkeys(rows(who), 0)
