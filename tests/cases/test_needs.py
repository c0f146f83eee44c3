"""What somebody needs: said once, shown where it matters, and kept from them only by two."""

import datetime
import uuid
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import timeline
from cases.actions import need as needs
from cases.actions import resident as residents
from cases.actions import safety, sharing
from cases.actions.withheld import review
from cases.models import AccessNeed, Adjustment, ContactPoint, VisitNote
from cases.rows.need import needs_of
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

LARGE = {"kind": "format", "format": "large_print"}


def add(client, resident, noun, **said):
    return client.post(f"/people/{resident.pk}/needs/{noun}/", said)


def say(client, noun, **said):
    return client.post(f"/me/needs/{noun}/", said)


def verbs(user, *, about: str) -> list[str]:
    with acting_as(user):
        events = AuditEvent.objects.filter(about_type=f"cases.{about}").order_by("seq")
        return list(events.values_list("verb", flat=True))


def look_in(client, resident):
    """Say why, as a lead, and come in."""
    client.post(f"/people/{resident.pk}/why/", {"purpose": "support"})
    return client


@pytest.fixture
def withheld(record, amina):
    with acting_as(amina):
        return needs.visit(record, by=amina, text="Not alone after dark", withheld="serious_harm")


# --- What somebody needs, and what is done differently --------------------------------------------


def test_what_somebody_needs_stands_at_the_top_of_their_record_in_short_sentences(
    record, amina, browse
):
    client = browse(amina)
    assert add(client, record, "access", need="professional", what="a BSL interpreter").url == (
        f"/people/{record.pk}/needs/#access"
    )
    add(client, record, "access", need="format:large_print", what="at least 18 point")
    add(client, record, "adjustment", what="wait for the words")
    page = client.get(f"/people/{record.pk}/")
    assert page.context["needs"].says == [
        "A BSL interpreter.",
        "Letters and papers in large print: at least 18 point.",
        "Wait for the words.",
    ]
    top = page.content.decode()
    assert top.index("I only came in for the warm.") < top.index("Wait for the words.")  # his first
    assert verbs(amina, about="accessneed") == ["access_need.written"] * 2
    assert verbs(amina, about="adjustment") == ["adjustment.written"]


def test_a_record_of_which_nothing_is_known_asks_in_one_quiet_link(record, amina, browse):
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "What makes it work for Joe?" in page
    assert "So that it works" not in page


@pytest.mark.parametrize(
    ("noun", "said", "field"),
    [
        ("access", {}, "need"),
        ("access", {"need": "magic", "what": "x"}, "need"),
        ("access", {"need": "format", "what": "x"}, "need"),
        ("access", {"need": "contact"}, "what"),
        ("access", {"need": "contact", "what": " "}, "what"),
        ("access", {"need": "contact", "what": "x" * 301}, "what"),
        ("adjustment", {}, "what"),
        ("adjustment", {"what": "\x00"}, "what"),
        ("visit", {}, "text"),
        ("visit", {"text": "x" * 501}, "text"),
        ("visit", {"text": "The dog", "withheld": "shame"}, "withheld"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_lost(
    noun, said, field, record, amina, browse
):
    answer = add(browse(amina), record, noun, **said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["open"] == noun  # the form that was sent stands open
    if said.get("what", "").strip("\x00 "):
        assert said["what"] in answer.content.decode()
    with acting_as(amina):
        assert timeline.needs(record)[_list(noun)] == []


def _list(noun: str) -> str:
    return {"access": "access", "adjustment": "differently", "visit": "visits"}[noun]


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("access", {"need": "contact", "what": "Text, never ring"}),
        ("adjustment", {"what": "Wait for the words"}),
        ("visit", {"text": "Mind the dog"}),
    ],
)
def test_a_double_click_says_it_once(noun, said, record, amina, browse):
    key = str(uuid.uuid4())
    for _ in range(2):
        add(browse(amina), record, noun, key=key, **said)
    with acting_as(amina):
        assert len(timeline.needs(record)[_list(noun)]) == 1


@pytest.mark.parametrize("noun", ["access", "adjustment", "visit"])
def test_what_holds_no_longer_is_asked_about_and_then_stands_nowhere(noun, record, amina, browse):
    with acting_as(amina):
        row = {
            "access": lambda: needs.need(record, by=amina, **LARGE),
            "adjustment": lambda: needs.adjust(record, by=amina, what="Wait for the words"),
            "visit": lambda: needs.visit(record, by=amina, text="Mind the dog"),
        }[noun]()
    client = browse(amina)
    address = f"/people/{record.pk}/needs/{noun}/{row.pk}/no-longer/"
    assert client.get(address).status_code == 200
    for _ in range(2):
        assert client.post(address).url == f"/people/{record.pk}/needs/#{noun}"
    assert client.get(address).status_code == 302  # there is nothing left to ask
    with acting_as(amina):
        assert timeline.needs(record)[_list(noun)] == []
        assert type(row).objects.get(pk=row.pk).until is not None
    assert [verb.split(".")[1] for verb in verbs(amina, about=row._meta.model_name)] == [
        "written",
        "no_longer",
    ]


def test_how_to_write_to_somebody_stands_where_one_writes_down_their_address(record, amina, browse):
    with acting_as(amina):
        needs.need(record, by=amina, **LARGE)
        needs.need(record, by=amina, kind="support", what="Short sentences")
    page = browse(amina).get(f"/people/{record.pk}/contact/").content.decode()
    assert "Letters and papers in large print." in page
    assert "Short sentences" not in page


@pytest.mark.parametrize(
    ("formats", "layout"),
    [
        ([], "bag"),
        (["large_print"], "large"),
        (["audio"], "bag"),
        (["large_print", "easy_read"], "easy"),
    ],
)
def test_paper_comes_in_the_format_somebody_needs_unless_another_is_asked_for(
    formats, layout, record, joe, amina, browse
):
    with acting_as(amina):
        for format in formats:
            needs.need(record, by=amina, kind="format", format=format)
    for client, address in [
        (browse(amina), f"/people/{record.pk}/print/"),
        (browse(joe), "/me/print/"),
    ]:
        assert client.get(address).context["sheet"].layout == layout
        assert client.get(f"{address}?as=bag").context["sheet"].layout == "bag"


def test_a_need_of_another_kind_names_no_format(record, amina):
    with acting_as(amina), pytest.raises(IntegrityError), transaction.atomic():
        needs.need(record, by=amina, kind="contact", format="large_print")


def test_words_cannot_be_rewritten_only_ended(record, amina):
    with acting_as(amina):
        needs.adjust(record, by=amina, what="Wait for the words")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Adjustment.objects.update(what="Hurry")


# --- Before a visit ---------------------------------------------------------------------------------


def test_what_to_know_before_a_visit_stands_beside_how_to_reach_somebody(record, amina, browse):
    add(browse(amina), record, "visit", text="the dog is called Biscuit; bring one")
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    reach = page[page.index('id="reach"') :]
    assert "The dog is called Biscuit; bring one." in reach
    assert "So that it works" not in page  # it is no flag at the top


def test_joe_reads_it_too(record, joe, amina, browse):
    add(browse(amina), record, "visit", text="Mind the dog")
    for address in ("/me/", "/me/needs/"):
        assert "Mind the dog." in browse(joe).get(address).content.decode()


def test_what_is_withheld_is_withheld_at_once_and_the_page_says_that_it_waits(
    record, joe, amina, browse
):
    answer = add(
        browse(amina), record, "visit", text="Not alone after dark", withheld="serious_harm"
    )
    page = browse(amina).get(answer.url).content.decode()
    assert "Kept from their own page, because reading it could cause serious harm." in page
    assert "It waits for somebody else to look at it." in page
    face = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert (
        '<li class="no-print"><p dir="auto">Not alone after dark.</p>' in face
    )  # paper lies about
    with acting_as(amina):
        assert VisitNote.objects.get().reviewed_at is None
    for address in ("/me/", "/me/needs/", "/me/print/"):
        assert "after dark" not in browse(joe).get(address).content.decode()


def test_the_database_itself_keeps_it_and_its_images_from_joe(withheld, joe, amina):
    for user, count in [(joe, 0), (amina, 1)]:
        with acting_as(user), connection.cursor() as cursor:
            assert VisitNote.objects.count() == count
            cursor.execute("select count(*) from cases_visitnoteevent")
            assert cursor.fetchone() == (count,)


def test_a_lead_who_comes_in_for_a_reason_reviews_it_and_it_stays_withheld(
    withheld, record, joe, bev, browse
):
    client = look_in(browse(bev), record)
    page = client.get(f"/people/{record.pk}/").content.decode()
    assert "To review" in page
    address = f"/people/{record.pk}/needs/visit/{withheld.pk}/review/"
    assert "Amina wrote this" in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, {"withhold": "yes"}).status_code == 302
    with acting_as(bev):
        note = VisitNote.objects.get()
        assert (note.withheld, note.reviewed_by) == ("serious_harm", bev)
    assert verbs(bev, about="visitnote") == ["visit_note.written", "visit_note.withheld"]
    assert "after dark" not in browse(joe).get("/me/").content.decode()
    page = client.get(f"/people/{record.pk}/needs/").content.decode()
    assert "Somebody else looked at it and said so too." in page


def test_or_joe_is_told_and_the_image_of_before_stays_withheld(withheld, record, joe, bev, browse):
    client = look_in(browse(bev), record)
    client.post(f"/people/{record.pk}/needs/visit/{withheld.pk}/review/", {"withhold": "no"})
    assert "Not alone after dark." in browse(joe).get("/me/").content.decode()
    with acting_as(joe), connection.cursor() as cursor:
        cursor.execute("select withheld from cases_visitnoteevent")
        assert cursor.fetchall() == [("",)]


def test_a_review_says_yes_or_no_and_no_second_reviewer_turns_it_round(
    withheld, record, bev, world, browse
):
    client = look_in(browse(bev), record)
    address = f"/people/{record.pk}/needs/visit/{withheld.pk}/review/"
    assert client.post(address).status_code == 422
    client.post(address, {"withhold": "yes"})
    second = make.worker("Bo Lund", world.marsh_end, role="hub_manager")
    answer = look_in(browse(second), record).post(address, {"withhold": "no"})
    assert answer.status_code == 422
    assert "Somebody has looked at this already." in answer.content.decode()


def test_nobody_reviews_what_they_withheld_themself(record, bev, world, browse):
    ivy = make.resident("Ivy", by=bev)
    with acting_as(bev):
        note = needs.visit(ivy, by=bev, text="Her son", withheld="somebody_else")
    client = browse(bev)
    page = client.get(f"/people/{ivy.pk}/needs/").content.decode()
    assert "It waits for somebody else to look at it." in page
    address = f"/people/{ivy.pk}/needs/visit/{note.pk}/review/"
    assert client.post(address, {"withhold": "yes"}).status_code == 403
    with acting_as(bev), pytest.raises(IntegrityError), transaction.atomic():
        VisitNote.objects.update(reviewed_by=bev)


def test_only_who_leads_reviews(withheld, amina, joe):
    for user in (amina, joe):
        with acting_as(user), pytest.raises(PermissionDenied):
            review(withheld, by=user, withhold=False)


def test_what_joe_can_read_anyway_is_not_reviewed(record, amina, bev):
    with acting_as(amina):
        note = needs.visit(record, by=amina, text="Mind the dog")
    with acting_as(bev), pytest.raises(ValidationError):
        review(note, by=bev, withhold=True)


def test_a_lead_sees_in_the_list_of_their_team_where_something_waits(
    withheld, record, amina, bev, world, browse
):
    make.resident("Ann", by=amina)
    client = browse(bev)
    waits = [person.review_waits for person in client.get("/people/team/").context["page"]]
    assert waits == [False, True]
    with acting_as(bev):
        review(withheld, by=bev, withhold=True)
    waits = [person.review_waits for person in client.get("/people/team/").context["page"]]
    assert waits == [False, False]


def test_a_withheld_disclosure_waits_in_that_list_too(record, amina, bev, browse):
    make.resident("Ann", by=amina)
    with acting_as(amina):
        told = sharing.disclose(
            record,
            by=amina,
            what="That his door stood open.",
            to_whom="The police",
            why="adult_at_risk",
            reason="Nobody could reach him.",
            told_resident=False,
            not_told_because="His brother.",
            withheld="somebody_else",
        )
    client = browse(bev)
    waits = [person.review_waits for person in client.get("/people/team/").context["page"]]
    assert waits == [False, True]
    with acting_as(bev):
        review(told, by=bev, withhold=False)
    waits = [person.review_waits for person in client.get("/people/team/").context["page"]]
    assert waits == [False, False]


# --- Joe says it himself ----------------------------------------------------------------------------


def test_joe_says_what_he_needs_and_everybody_reads_it_at_once(record, joe, amina, browse):
    client = browse(joe)
    say(client, "access", need="format:large_print")
    say(client, "adjustment", what="Wait for my words")
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "Letters and papers in large print." in page
    assert "Wait for my words." in page
    written = browse(amina).get(f"/people/{record.pk}/needs/").context["needs"].access[0]
    assert (written.theirs, written.wrote) == (True, "Joe, today")


def test_joe_ends_what_he_needs_no_longer_also_what_amina_wrote(record, joe, amina, browse):
    with acting_as(amina):
        need = needs.need(record, by=amina, **LARGE)
    address = f"/me/needs/access/{need.pk}/no-longer/"
    assert browse(joe).get(address).status_code == 200
    assert browse(joe).post(address).url == "/me/needs/#access"
    with acting_as(joe):
        assert timeline.needs(record)["access"] == []
    assert browse(joe).get(address).url == "/me/needs/#access"


@pytest.mark.parametrize(
    ("noun", "said", "field"),
    [("access", {}, "need"), ("adjustment", {"what": " "}, "what"), ("not-this-person", {}, "who")],
)
def test_joes_own_forms_say_at_the_field_what_is_missing(noun, said, field, joe, browse):
    answer = say(browse(joe), noun, **said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_joe_neither_writes_nor_ends_what_keeps_visitors_safe(record, joe, amina, browse):
    assert say(browse(joe), "visit", text="x").status_code == 404
    with acting_as(amina):
        note = needs.visit(record, by=amina, text="Mind the dog")
    assert browse(joe).post(f"/me/needs/visit/{note.pk}/no-longer/").status_code == 404
    with acting_as(joe):
        for refused in (
            lambda: needs.visit(record, by=joe, text="x"),
            lambda: needs.no_longer(note, by=joe),
        ):
            with pytest.raises(PermissionDenied):
                refused()


def test_another_residents_row_is_no_row_of_joes(record, joe, sam, browse):
    dot = make.resident("Dot", by=sam)
    with acting_as(sam):
        need = needs.need(dot, by=sam, **LARGE)
    assert browse(joe).post(f"/me/needs/access/{need.pk}/no-longer/").status_code == 404


def test_strangers_change_nothing(record, amina, sam, bev):
    with acting_as(amina):
        need = needs.need(record, by=amina, **LARGE)

    def tries(user):
        yield lambda: needs.need(record, by=user, **LARGE)
        yield lambda: needs.adjust(record, by=user, what="x")
        yield lambda: needs.visit(record, by=user, text="x")
        yield lambda: needs.no_longer(need, by=user)

    for user in (sam, bev):  # Bev sees it for a reason, and writes nothing there
        with acting_as(user):
            for refused in tries(user):
                with pytest.raises((PermissionDenied, type(record).DoesNotExist)):
                    refused()
    with acting_as(amina):
        assert AccessNeed.objects.get().until is None


def test_a_lead_who_only_looks_finds_no_forms_but_the_one_that_keeps_safe(record, bev, browse):
    client = look_in(browse(bev), record)
    assert list(client.get(f"/people/{record.pk}/needs/").context["forms"]) == ["not_this_person"]
    assert add(client, record, "access", need="contact", what="x").status_code == 403


# --- Whether a way to reach Joe is safe -----------------------------------------------------------


@pytest.fixture
def way(record, amina):
    with acting_as(amina):
        return residents.reach_by(
            ContactPoint(
                resident=record, channel="email", value="joe@demo.example", safe_to_contact=True
            ),
            by=amina,
        )


def test_joe_says_that_a_way_is_not_safe_and_nobody_uses_it_any_more(
    way, record, joe, amina, browse
):
    client = browse(joe)
    address = f"/me/contact/{way.pk}/"
    assert "You sign in with this address." in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, {"safe_to_contact": "no", "best_times": ""}).url == "/me/"
    assert "Please don’t use" in client.get("/me/").content.decode()
    page = browse(amina).get(f"/people/{record.pk}/")
    assert [point.value for point in page.context["unsafe"]] == ["joe@demo.example"]
    assert verbs(amina, about="contactpoint") == ["contact_point.written", "contact_point.said"]


@pytest.mark.parametrize(("said", "safe"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_and_not_sure_are_three_answers(said, safe, way, joe, browse):
    browse(joe).post(
        f"/me/contact/{way.pk}/",
        {"safe_to_contact": said, "ok_to_leave_message": "on", "best_times": "mornings"},
    )
    with acting_as(joe):
        point = ContactPoint.objects.get()
        assert (point.safe_to_contact, point.ok_to_leave_message, point.best_times) == (
            safe,
            True,
            "mornings",
        )


def test_a_way_that_is_none_of_joes_or_answered_wrongly_changes_nothing(
    way, joe, sam, amina, browse
):
    assert browse(joe).post(f"/me/contact/{uuid.uuid4()}/").status_code == 404
    answer = browse(joe).post(
        f"/me/contact/{way.pk}/", {"safe_to_contact": "perhaps", "best_times": "x" * 121}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"safe_to_contact", "best_times"}
    with acting_as(amina), pytest.raises(PermissionDenied):
        residents.say_of_way(
            way, by=amina, safe_to_contact=False, ok_to_leave_message=False, best_times=""
        )
    with acting_as(joe):
        assert ContactPoint.objects.get().safe_to_contact is True


# --- A child's record -------------------------------------------------------------------------------

A_DAY = datetime.datetime(2027, 3, 15, 10, tzinfo=datetime.UTC)


def describe(client, resident, **about):
    said = {"known_as": "Zara", "born": "2012-06-01"} | about
    return client.post(f"/people/{resident.pk}/about/", said)


def test_who_decides_with_a_child_is_one_quiet_line(record, joe, amina, browse):
    with time_machine.travel(A_DAY):
        client = browse(amina)
        describe(
            client,
            record,
            parental_responsibility="her mum, Dawn",
            speaks_for_self_from="2028-06-01",
        )
        page = client.get(f"/people/{record.pk}/")
        assert page.context["needs"].child == [
            "Parental responsibility: her mum, Dawn.",
            "Zara speaks for themself from 1 June 2028.",
        ]
        own = browse(joe).get("/me/").content.decode()
        assert "Who looks after me by law" in own
        assert "1 June 2028" in own
    with time_machine.travel(A_DAY + datetime.timedelta(days=600)):
        line = browse(amina).get(f"/people/{record.pk}/").context["needs"].child[1]
        assert line == "Zara has spoken for themself since 1 June 2028."


def test_from_eighteen_on_it_is_neither_shown_nor_asked(record, amina, browse):
    with time_machine.travel(A_DAY):
        describe(browse(amina), record, parental_responsibility="her mum, Dawn")
    with time_machine.travel(datetime.datetime(2030, 6, 1, 9, tzinfo=datetime.UTC)):
        client = browse(amina)
        assert client.get(f"/people/{record.pk}/").context["needs"].child == []
        assert client.get(f"/people/{record.pk}/about/").context["form"].of_a_child == []
        describe(client, record)  # and what was written stays
    with acting_as(amina):
        assert type(record).objects.get().parental_responsibility == "her mum, Dawn"


@pytest.mark.parametrize(
    ("born", "last_day_as_a_child"),
    [("2012-06-01", "2030-05-31"), ("2012-06", "2030-06-30"), ("2012", "2030-12-30")],
)
def test_a_birth_known_by_its_month_or_year_ends_with_it(
    born, last_day_as_a_child, record, amina, browse
):
    with time_machine.travel(A_DAY):
        describe(browse(amina), record, born=born)
    with acting_as(amina):
        child = type(record).objects.get()
    last = datetime.date.fromisoformat(last_day_as_a_child)
    assert child.may_be_a_child(last)
    assert not child.may_be_a_child(last + datetime.timedelta(days=1))


def test_where_no_birth_is_known_the_questions_of_a_child_stand_folded_away(record, amina, browse):
    page = browse(amina).get(f"/people/{record.pk}/about/")
    form = page.context["form"]
    assert (len(form.of_a_child), form.is_a_childs) == (2, False)
    answer = describe(browse(amina), record, born="", speaks_for_self_from="soon")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["speaks_for_self_from"]
    assert answer.context["form"].is_a_childs


# --- How it is read ---------------------------------------------------------------------------------


def statements(read) -> int:
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def test_all_of_it_is_one_statement_however_much_there_is(
    record, joe, amina, pat, carol, diya, browse
):
    def more(word, not_this):
        with acting_as(amina):
            needs.need(record, by=amina, kind="contact", what=word)
            needs.adjust(record, by=amina, what=word)
            needs.visit(record, by=amina, text=word)
        make.kin(record, by=amina)
        with acting_as(amina):
            safety.keep_from(record, not_this.pk, by=amina, reason=word)

    amina_in, joe_in = browse(amina), browse(joe)

    def pages() -> list[int]:
        asked = [(amina_in, f"/people/{record.pk}/"), (joe_in, "/me/")]
        return [statements(partial(client.get, address)) for client, address in asked]

    more("One", pat)
    pages()  # the looks are logged
    with acting_as(amina):
        assert statements(lambda: needs_of(record, amina)) == 1
    one = pages()
    more("Two", carol)
    more("Three", diya)
    with acting_as(amina):
        assert statements(lambda: needs_of(record, amina)) == 1
        assert len(needs_of(record, amina).says) == 6
    assert pages() == one


def test_the_page_of_all_of_it_asks_the_same_for_one_and_for_three(record, amina, browse):
    client = browse(amina)
    address = f"/people/{record.pk}/needs/"
    client.get(address)
    with acting_as(amina):
        needs.adjust(record, by=amina, what="One")
    one = statements(lambda: client.get(address))
    with acting_as(amina):
        for word in ("Two", "Three"):
            needs.adjust(record, by=amina, what=word)
    assert statements(lambda: client.get(address)) == one


def test_days_are_days_here(record, amina, browse):
    late = timezone.make_aware(datetime.datetime(2027, 6, 14, 0, 30))
    with time_machine.travel(late), acting_as(amina):
        needs.adjust(record, by=amina, what="Wait for the words")
    with time_machine.travel(late):
        line = browse(amina).get(f"/people/{record.pk}/needs/").context["needs"].adjustments[0]
        assert line.wrote == "Amina Yusuf, today"
