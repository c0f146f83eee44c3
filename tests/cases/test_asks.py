"""Asking help in: only by the table's moves, only what was agreed, and every answer is told once."""

import datetime
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, ReferralEvent, ReplyLink, Section, SharingDecision
from cases.models.referral import MOVES, REASONS, Party, Reason, State
from hubs.access import Refused
from hubs.models import Organisation
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent, Letter
from relational.kernel.security import Guest, acting_as

pytestmark = pytest.mark.django_db

TALK, HELP, MOST = Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT, Section.MOST_IMPORTANT


@pytest.fixture
def advice(world) -> Organisation:
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    return world.advice


def says(record, answer, *sections, by, organisation=None, **more):
    with acting_as(by):
        return sharing.decide(record, sections, answer, by=by, organisation=organisation, **more)


@pytest.fixture
def ask(record, amina, advice) -> Referral:
    """Amina asks Clearwater; Joe said yes to two parts of his page."""
    says(record, "yes", TALK, HELP, by=amina, organisation=advice)
    with acting_as(amina):
        return asks.draft(
            record,
            by=amina,
            organisation=advice,
            what_for="I want to know what I owe.",
            sections=[TALK, HELP],
        )


@pytest.fixture
def sent(ask, amina) -> Referral:
    with acting_as(amina):
        return asks.send(ask, by=amina)


def moves_of(ask, by) -> list[str]:
    with acting_as(by):
        return list(ask.events.in_order().values_list("after", flat=True))


def link_to(ask) -> ReplyLink:
    with acting_as(Guest(ask.pk)):
        return ReplyLink.objects.create(
            referral_id=ask.pk,
            digest=str(new_id()),
            address="advice@clearwater.example",
            letter_id=new_id(),
            ends_at=timezone.now() + datetime.timedelta(days=8),
        )


# --- Sharing --------------------------------------------------------------------------------------
def now(record, organisation, by):
    with acting_as(by):
        return sharing.answers_now(record, organisation)


def test_nobody_said_anything_is_ask_me_first(record, amina, advice):
    assert set(now(record, advice, amina).values()) == {"ask_me_first"}


def test_the_newest_wins_and_one_organisation_is_not_another(record, amina, joe, advice, world):
    says(record, "yes", TALK, by=joe, organisation=advice)
    assert now(record, advice, amina)[TALK] == "yes"
    assert now(record, world.council, amina)[TALK] == "ask_me_first"
    says(record, "no", TALK, by=joe, organisation=advice)
    assert now(record, advice, amina)[TALK] == "no"
    says(record, "yes", TALK, by=joe)  # to everybody; to this one it stays a no
    assert now(record, advice, amina)[TALK] == "no"
    assert now(record, world.council, amina)[TALK] == "yes"


def test_a_no_to_everybody_closes_what_was_open_to_one(record, amina, joe, advice):
    says(record, "yes", TALK, by=joe, organisation=advice)
    says(record, "no", TALK, by=joe)
    assert now(record, advice, amina)[TALK] == "no"
    says(record, "yes", TALK, by=joe, organisation=advice)
    assert now(record, advice, amina)[TALK] == "yes"


def test_a_yes_runs_out_by_itself(record, joe, amina, advice):
    today = timezone.localdate()
    says(record, "yes", TALK, by=joe, organisation=advice, until=today)
    assert now(record, advice, amina)[TALK] == "yes"
    with acting_as(joe):
        SharingDecision.objects.create(
            resident=record,
            section=TALK,
            organisation=advice,
            answer="yes",
            until=today - datetime.timedelta(days=1),
            by=joe,
        )
    assert now(record, advice, amina)[TALK] == "ask_me_first"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sections": []}, "sections"),
        ({"answer": "perhaps"}, "answer"),
        ({"until": datetime.date(2020, 1, 1)}, "until"),
        ({"capacity": "best_interests"}, "not_asked_because"),
    ],
)
def test_what_cannot_be_said_of_sharing_is_refused(record, amina, advice, wrong, field):
    said = {"sections": [TALK], "answer": "yes"} | wrong
    with acting_as(amina), pytest.raises(ValidationError) as refused:
        sharing.decide(record, by=amina, organisation=advice, **said)
    assert field in refused.value.error_dict
    with acting_as(amina):
        assert not SharingDecision.objects.exists()


def test_a_stranger_decides_nothing(record, sam, advice):
    with acting_as(sam), pytest.raises(record.DoesNotExist):
        sharing.decide(record, [TALK], "yes", by=sam, organisation=advice)


# --- Sending --------------------------------------------------------------------------------------
def test_what_is_shared_is_sent_and_the_lead_stays(sent, record, amina):
    with acting_as(amina):
        assert sent.state == State.SENT
        assert record.connections.open().get(part="lead").user == amina
        assert AuditEvent.objects.filter(verb="referral.sent").count() == 1
    assert moves_of(sent, amina) == ["draft", "sent"]


def test_what_is_not_shared_is_not_sent(ask, record, amina, joe, advice):
    says(record, "ask_me_first", HELP, by=joe, organisation=advice)
    with acting_as(amina), pytest.raises(ValidationError, match="not said yes"):
        asks.send(ask, by=amina)
    assert moves_of(ask, amina) == ["draft"]


def test_with_a_reason_it_is_sent_all_the_same(record, amina, advice):
    about = {
        "by": amina,
        "organisation": advice,
        "what_for": "He is not eating.",
        "sections": [MOST],
    }
    with acting_as(amina):
        with pytest.raises(ValidationError, match="Say why"):
            asks.draft(record, override="safety", **about)
        ask = asks.draft(record, override="safety", override_why="Nobody could ask him.", **about)
        assert asks.send(ask, by=amina).state == State.SENT


def test_who_cannot_be_written_to_is_not_asked(record, amina, world):
    with acting_as(amina):
        council = asks.draft(record, by=amina, organisation=world.council, what_for="A ramp.")
        with pytest.raises(ValidationError, match="Ring them"):
            asks.send(council, by=amina)


def test_a_stranger_asks_nobody(record, sam, pat, carol, advice):
    for who in (sam, pat, carol):
        with acting_as(who), pytest.raises((Refused, record.DoesNotExist)):
            asks.draft(record, by=who, organisation=advice, what_for="Anything")


# --- Answering ------------------------------------------------------------------------------------
def test_pat_says_yes_and_everybody_is_told_once(sent, amina, joe, pat):
    with acting_as(pat):
        asks.accept(sent, by=pat, meeting="Thursday at eleven, at the hub", meets="Pat")
        with pytest.raises(ValidationError, match="changed meanwhile"):
            asks.accept(sent, by=pat, meeting="Thursday at eleven, at the hub", meets="Pat")
    assert moves_of(sent, amina) == ["draft", "sent", "accepted"]
    for who, kind in ((amina, "ask_answered"), (joe, "ask_moved")):
        with acting_as(who):
            assert Letter.objects.filter(kind=kind, to=who).count() == 1


def test_a_link_says_no_with_a_reason(sent, amina):
    link = link_to(sent)
    with acting_as(Guest(sent.pk)):
        with pytest.raises(ValidationError, match="Choose why"):
            asks.answer(sent, State.DECLINED, by=link, words="Sorry.")
        with pytest.raises(ValidationError, match="in a sentence"):
            asks.answer(sent, State.DECLINED, by=link, reason="full")
        asks.answer(sent, State.DECLINED, by=link, reason="full", words="Not before May.")
    with acting_as(amina):
        event = ReferralEvent.objects.get(referral=sent, after="declined")
        assert (event.by, event.by_name) == (None, "Clearwater Debt Advice")
        assert AuditEvent.objects.get(verb="referral.declined").who_name == event.by_name


def test_nobody_answers_their_own(sent, amina, ask):
    with acting_as(amina), pytest.raises(Refused):
        asks.answer(sent, State.DECLINED, by=amina, reason="full", words="No.")


def test_a_link_opens_one_ask_and_only_for_a_while(sent, record, amina, advice):
    link = link_to(sent)
    with acting_as(amina):
        other = asks.draft(record, by=amina, organisation=advice, what_for="Another thing")
    with acting_as(Guest(sent.pk)):
        assert [each.pk for each in Referral.objects.all()] == [sent.pk]
        with pytest.raises(Referral.DoesNotExist):
            asks.answer(other, State.DECLINED, by=link, reason="full", words="No.")
        link.ends_at = timezone.now()
        with pytest.raises(Refused):
            asks.answer(sent, State.DECLINED, by=link, reason="full", words="No.")


def test_the_first_yes_takes_the_others_back(record, amina, pat, advice, world):
    world.council.email = "council@example.org"
    world.council.save(update_fields=["email"])
    together = new_id()
    with acting_as(amina):
        two = [
            asks.draft(
                record, by=amina, organisation=each, what_for="Debts", asked_together=together
            )
            for each in (advice, world.council)
        ]
        for each in two:
            asks.send(each, by=amina)
    with acting_as(pat):
        asks.accept(two[0], by=pat, meeting="Monday", meets="Pat")
    assert moves_of(two[1], amina) == ["draft", "sent", "withdrawn"]
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="referral.withdrawn", about_id=two[1].pk).exists()
    with acting_as(Guest(two[1].pk)):
        assert Letter.objects.filter(kind="ask_taken_back").count() == 1


# --- What the service reads -----------------------------------------------------------------------
def shown(ask, who):
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s)::text", [ask.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def words(record, joe) -> dict[str, str]:
    """A word in every section that stands nowhere else."""
    markers = {section: f"Marker{number}" for number, section in enumerate(Section.values)}
    with acting_as(joe):
        for section, marker in markers.items():
            what_matters.say(record, section, Words(f"{marker} is what I say."), by=joe, base=None)
    return markers


def test_the_service_reads_what_is_shared_and_no_other_word(sent, words, pat, sam, carol):
    for who in (pat, Guest(sent.pk)):
        text = shown(sent, who)
        for section, marker in words.items():
            assert (marker in text) == (section in (TALK, HELP)), section
    for stranger in (sam, carol, None, Guest(new_id())):
        assert shown(sent, stranger) is None


def test_when_sharing_ends_the_page_closes_at_once(sent, words, record, joe, amina, pat, advice):
    says(record, "no", HELP, by=joe, organisation=advice)
    for who in (pat, Guest(sent.pk)):
        text = shown(sent, who)
        assert '"not_shared"' in text
        assert not any(marker in text for marker in [*words.values(), "Joe", "what I owe"])
    with acting_as(amina):
        assert Letter.objects.filter(kind="ask_closed", to=amina).count() == 1


def test_what_is_over_shows_nothing_of_the_resident(sent, words, amina, pat):
    with acting_as(amina):
        asks.withdraw(sent, by=amina, reason="no_longer_needed", words="It is sorted out.")
    text = shown(sent, pat)
    assert '"over"' in text
    assert not any(marker in text for marker in [*words.values(), "Joe"])


def test_pat_reads_asks_and_no_record(sent, words, record, pat):
    with acting_as(pat):
        assert list(Referral.objects.all()) == [sent]
        assert not type(record).objects.exists()
        assert not record.statements.exists()
        assert not record.notes.exists()


# --- The database says the same -------------------------------------------------------------------
NOT_SENT = ("draft", "awaiting_agreement")
MOVES_IN_SQL = [(a, b) for a, b in itertools.product(State.values, repeat=2) if a != b]


@pytest.mark.parametrize(("before", "after"), MOVES_IN_SQL)
def test_the_database_knows_the_same_moves(ask, amina, before, after):
    """By raw SQL: from every state to every other."""
    with acting_as(amina):
        if before not in NOT_SENT:
            asks.send(ask, by=amina)
        with connection.cursor() as cursor, transaction.atomic():
            walk_to(cursor, ask, before)
            try:
                with transaction.atomic():
                    cursor.execute(
                        "update cases_referral set state = %s, sent_at = now() where id = %s",
                        [after, ask.pk],
                    )
                went = True
            except DatabaseError:
                went = False
            transaction.set_rollback(True)
    assert went == (after in MOVES.get(before, {}))


def walk_to(cursor, ask, state):
    """By the table's own moves, as the database lets one."""
    ways = {
        "draft": [],
        "awaiting_agreement": ["awaiting_agreement"],
        "sent": [],
        "accepted": ["accepted"],
        "declined": ["declined"],
        "withdrawn": ["withdrawn"],
        "expired": ["expired"],
        "in_progress": ["accepted", "in_progress"],
        "on_hold": ["accepted", "on_hold"],
        "completed": ["accepted", "completed"],
        "ended_early": ["accepted", "ended_early"],
    }
    for step in ways[state]:
        cursor.execute("update cases_referral set state = %s where id = %s", [step, ask.pk])


def test_the_database_refuses_sent_without_sharing(record, amina, advice):
    with acting_as(amina):
        ask = asks.draft(record, by=amina, organisation=advice, what_for="Debts", sections=[MOST])
        with pytest.raises(DatabaseError, match="has to be shared"), transaction.atomic():
            Referral.objects.filter(pk=ask.pk).update(state="sent", sent_at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.create(
                resident=record,
                asked_by=amina,
                organisation=advice,
                what_for="Debts",
                sections=[MOST],
                state="sent",
                sent_at=timezone.now(),
            )


def test_the_database_refuses_a_move_nobody_wrote_down(sent, amina):
    with (
        acting_as(amina),
        pytest.raises(DatabaseError, match="where its moves lead"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update cases_referral set state = 'withdrawn' where id = %s", [sent.pk])
        cursor.execute("set constraints moves_lead_here immediate")


def test_what_was_sent_is_not_changed(sent, amina):
    with acting_as(amina):
        with pytest.raises(ValidationError, match="sent meanwhile"):
            asks.change(sent, by=amina, what_for="Something else")
        with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
            Referral.objects.filter(pk=sent.pk).update(sections=[MOST])


@pytest.mark.parametrize(
    "about", [{"override": "safety", "override_why": "So."}, {"urgency": "urgent"}]
)
def test_no_ground_is_found_for_it_afterwards(sent, amina, about):
    with (
        acting_as(amina),
        pytest.raises(DatabaseError, match="not changed"),
        transaction.atomic(),
    ):
        Referral.objects.filter(pk=sent.pk).update(**about)


def test_a_draft_too_stays_with_whom_it_is_about_and_who_is_asked(ask, amina, pat, world):
    for about in (
        {"organisation": world.council},
        {"asked_by": pat},
        {"asked_together": new_id()},
        {"tried_before": ask},
    ):
        with (
            acting_as(amina),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            Referral.objects.filter(pk=ask.pk).update(**about)


def test_every_no_has_its_reasons_and_every_reason_its_words():
    assert set(REASONS) == {"declined", "on_hold", "withdrawn", "ended_early"}
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(Reason)
    assert {party for to in MOVES.values() for party in to.values()} == set(Party)
