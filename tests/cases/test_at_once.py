"""Two at once: real transactions side by side, on a committed database."""

import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import door_code as door_codes
from cases.actions import hand_over as hand_overs
from cases.actions import hope as hopes
from cases.actions import kin as kinship
from cases.actions import leaving, safety, sharing
from cases.actions import note as notes
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import strength as strengths
from cases.models import (
    Connection,
    ContactPoint,
    Kin,
    Nearness,
    Note,
    NotThisPerson,
    Reminder,
    ReplyLink,
    Resident,
    Step,
    Strength,
)
from hubs.access import Right
from hubs.models import Membership, Organisation
from relational.kernel.models import AuditEvent, Letter, User
from relational.kernel.security import SYSTEM, Guest, acting_as
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(user, *verbs) -> list[Exception]:
    """Run verbs in transactions of their own, all at the same moment; return what they raised."""
    start = threading.Barrier(len(verbs))
    raised = []

    def run(verb):
        try:
            start.wait()
            with acting_as(user):
                verb()
        except Exception as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_managers_moving_the_same_people_at_once_move_them_once(amina, bev, world):
    takers = [make.worker(name, world.marsh_end) for name in ("Callum Redpath", "Gwen Pritchard")]
    people = [make.resident(name, by=amina) for name in ("Joe", "Ann")]
    ids = [one.pk for one in people]
    told = {"by": bev, "giver": amina, "note": "Fine by them.", "stays": False}
    raised = at_once(
        bev,
        *[
            lambda taker=taker: hand_overs.move(
                world.marsh_end, ids, taker=taker, key=uuid.uuid4(), **told
            )
            for taker in takers
        ],
    )
    assert ["just before you" in str(problem) for problem in raised] == [True]
    with acting_as(bev):
        leads = Connection.objects.open().filter(part="lead", resident__in=ids)
        assert len({lead.user_id for lead in leads}) == 1
        assert leads.count() == 2


def test_two_managers_ending_each_others_work_at_once_leave_one(bev, world):
    ines = make.worker("Ines Faro", world.marsh_end, role="hub_manager")
    with acting_as(bev):
        each = [user.memberships.select_related("hub").get() for user in (bev, ines)]
    raised = at_once(bev, *[lambda one=one: leaving.end_work(one, by=bev) for one in each])
    assert len(raised) == 1
    with acting_as(bev):
        assert Membership.objects.at(world.marsh_end).with_right(Right.RUN_TEAM).count() == 1


def test_a_form_sent_twice_at_the_same_moment_writes_once(record, amina):
    key = uuid.uuid4()
    raised = at_once(
        amina, *[lambda: notes.write(record, by=amina, their_words="Hm.", key=key)] * 4
    )
    assert raised == []
    with acting_as(amina):
        assert Note.objects.filter(their_words="Hm.").count() == 1


def test_a_promise_kept_twice_at_the_same_moment_is_kept_once(record, amina):
    with acting_as(amina):
        promise = promises.promise(record, by=amina, what="Ring", due=timezone.localdate())
    assert at_once(amina, *[lambda: promises.keep(promise, by=amina)] * 4) == []
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="promise.kept").count() == 1


def test_what_is_said_of_a_hope_twice_at_the_same_moment_is_said_once(record, joe):
    hope, strength = make.hope(record, by=joe), make.strength(record, by=joe)
    key = uuid.uuid4()
    for verb in (
        lambda: hopes.say_nearness(hope, 4, by=joe),
        lambda: hopes.turn(hope, "reached", by=joe),
        lambda: hopes.add_step(hope, by=joe, what="Ring", key=key),
        lambda: strengths.name_otherwise(strength, by=joe, text="Mends any bike"),
    ):
        assert at_once(joe, *[verb] * 4) == []
    with acting_as(joe):
        assert [model.objects.count() for model in (Nearness, Step, Strength)] == [1, 1, 2]
        assert AuditEvent.objects.filter(verb="hope.reached").count() == 1


def test_different_verbs_about_one_person_wait_for_each_other_and_all_happen(record, amina):
    today = timezone.localdate()
    later = today + timezone.timedelta(days=2)
    make.note(record, by=amina, agreed="Ring", due=today)
    with acting_as(amina):
        note = Note.objects.get(agreed="Ring")
        (promise,) = note.reminders.all()
    for round_ in range(5):
        raised = at_once(
            amina,
            lambda: residents.describe(record, by=amina, pronouns="he"),
            lambda r=round_: residents.reach_by(
                ContactPoint(resident=record, channel="mobile", value=f"07700 90000{r}"), by=amina
            ),
            lambda: notes.write(record, by=amina, their_words="Hm."),
            lambda r=round_: r or promises.move(promise, by=amina, due=later, why="Busy."),
        )
        assert raised == []
    with acting_as(amina):
        assert record.contact_points.count() == 5
        assert Note.objects.filter(their_words="Hm.").count() == 5
        assert Reminder.objects.waiting().get().due == later


def test_of_two_leads_chosen_in_the_same_second_one_leads_and_the_other_is_said(
    record, amina, world
):
    callum, gwen = (make.worker(f"{name} Reed", world.marsh_end) for name in ("Callum", "Gwen"))
    with acting_as(amina):
        (lead,) = record.connections.open()

    def choose(worker):
        said = {"resident_view": "Fine.", "stays": True, "seen": lead.pk}
        circle.hand_over_lead(record, worker, by=amina, **said)

    (refused,) = at_once(amina, lambda: choose(callum), lambda: choose(gwen))
    assert isinstance(refused, ValidationError)
    with acting_as(amina):
        leads = Connection.objects.open().around().get(part="lead")
        chosen = f"{leads.called} was chosen just before you. Look again before you choose."
        assert refused.messages == [chosen]
        assert leads.user in {callum, gwen}
        assert record.connections.open().count() == 2
        assert AuditEvent.objects.filter(verb="connection.leads").count() == 1


def test_the_last_two_who_see_a_record_do_not_leave_it_in_the_same_second(
    record, amina, bev, world
):
    callum, gwen = (make.worker(f"{name} Reed", world.marsh_end) for name in ("Callum", "Gwen"))
    with acting_as(amina):
        (lead,) = record.connections.open()
        theirs = [circle.join(record, by=amina, user=worker) for worker in (callum, gwen)]
    with acting_as(bev):
        circle.end(lead, by=bev, how_ended="She is ill.")

    def leave(connection):
        with acting_as(connection.user):
            circle.end(connection, by=connection.user, how_ended="I move away.")

    (refused,) = at_once(None, *[lambda each=each: leave(each) for each in theirs])
    assert "Nobody here would see this record any more." in refused.messages[0]


def test_a_group_named_twice_at_the_same_moment_is_named_once(record, amina):
    others = [record, *(make.resident(name, by=amina) for name in ("Dot", "Des", "Ivy"))]
    named = ("Dock Row Bike Kitchen", "community_group")
    assert (
        at_once(
            amina, *[lambda each=each: circle.join(each, by=amina, named=named) for each in others]
        )
        == []
    )
    assert Organisation.objects.filter(name="Dock Row Bike Kitchen").count() == 1


def test_a_sister_added_twice_at_the_same_moment_is_added_once(record, amina):
    key = uuid.uuid4()
    maureen = {"person": "Maureen", "part": "family", "key": key}
    assert at_once(amina, *[lambda: circle.join(record, by=amina, **maureen)] * 4) == []
    with acting_as(amina):
        assert record.connections.filter(person="Maureen").count() == 1


def test_two_who_are_linked_from_both_ends_at_the_same_moment_are_linked_once(record, amina):
    luke = make.resident("Luke", by=amina)
    raised = at_once(
        amina,
        *[lambda: kinship.link(record, luke, by=amina, kind="child")] * 2,
        *[lambda: kinship.link(luke, record, by=amina, kind="parent")] * 2,
    )
    assert raised == []
    with acting_as(amina):
        assert Kin.objects.count() == 1
        assert AuditEvent.objects.filter(verb="kin.linked").count() == 2  # in the trail of each


def test_somebody_kept_out_twice_at_the_same_moment_is_kept_out_once(record, amina, sam):
    raised = at_once(
        amina, *[lambda: safety.keep_from(record, sam.pk, by=amina, reason="He asked.")] * 4
    )
    assert raised == []
    with acting_as(amina):
        assert NotThisPerson.objects.count() == 1


def by_link(ask, verb):
    """A verb of who holds the link to an ask."""

    def run():
        with acting_as(Guest(ask.pk)):
            verb(ReplyLink.objects.get())

    return run


def moves_of(ask, by) -> list[str]:
    with acting_as(by):
        return list(ask.events.in_order().values_list("after", flat=True))


def test_two_answers_at_the_same_moment_are_one_answer(record, amina, world):
    ask = make.ask(record, by=amina, organisation=world.advice)
    make.reply_link(ask, "theirs")
    no = {"reason": "full", "words": "Not before May."}
    raised = at_once(
        None,
        by_link(ask, lambda link: asks.accept(ask, by=link, meeting="Monday", meets="Pat")),
        by_link(ask, lambda link: asks.answer(ask, "declined", by=link, **no)),
    )
    assert ["changed meanwhile" in str(problem) for problem in raised] == [True]
    assert moves_of(ask, amina)[:-1] == ["draft", "sent"]
    with acting_as(amina):
        assert Letter.objects.filter(kind="ask_answered", to=amina).count() == 1


def test_an_answer_while_it_is_taken_back_is_before_it_or_not_at_all(record, amina, world):
    ask = make.ask(record, by=amina, organisation=world.advice)
    make.reply_link(ask, "theirs")

    def take_back():
        with acting_as(amina):
            asks.withdraw(ask, by=amina, reason="no_longer_needed", words="Sorted out.")

    yes = by_link(ask, lambda link: asks.accept(ask, by=link, meeting="Monday", meets="Pat"))
    raised = at_once(None, yes, take_back)
    answered = ["accepted"] if raised == [] else []
    assert moves_of(ask, amina) == ["draft", "sent", *answered, "withdrawn"]
    assert all("changed meanwhile" in str(problem) for problem in raised)


def test_behind_the_doors_too_an_answer_while_it_is_taken_back_is_one_or_the_other(
    record, amina, world, browse
):
    ask = make.ask(record, by=amina, organisation=world.advice)
    link = make.reply_link(ask, "theirs")
    statuses = {}

    def knock(name, client, address, said):
        statuses[name] = client.post(address, said).status_code

    yes = {"verb": "yes", "meeting": "Monday", "meets": "Pat"}
    take_back = {"reason": "no_longer_needed", "words": "Sorted out."}
    withdraw = f"/people/{record.pk}/referrals/{ask.pk}/withdraw/"
    hers = browse(amina)
    raised = at_once(
        None,
        lambda: knock("yes", browse(), link, yes),
        lambda: knock("take back", hers, withdraw, take_back),
    )
    assert raised == []
    assert statuses["take back"] == 302
    answered = ["accepted"] if statuses["yes"] == 302 else []
    assert answered or statuses["yes"] == 422
    assert moves_of(ask, amina) == ["draft", "sent", *answered, "withdrawn"]
    with acting_as(amina):
        letters = Letter.objects.filter(kind="ask_answered", to=amina).count()
    assert letters == len(answered)


def test_an_answer_while_sharing_ends_is_before_it_or_not_at_all(record, amina, joe, world):
    talk = ["how_to_communicate"]
    with acting_as(joe):
        sharing.decide(record, talk, "yes", by=joe, organisation=world.advice)
    ask = make.ask(record, by=amina, organisation=world.advice, sections=talk)
    make.reply_link(ask, "theirs")

    def end():
        with acting_as(joe):
            sharing.decide(record, talk, "no", by=joe, organisation=world.advice)

    yes = by_link(ask, lambda link: asks.accept(ask, by=link, meeting="Monday", meets="Pat"))
    raised = at_once(None, yes, end)
    answered = ["accepted"] if raised == [] else []
    assert moves_of(ask, amina) == ["draft", "sent", *answered]
    assert all("What was shared with you changed" in str(problem) for problem in raised)


def test_a_code_that_two_take_at_once_lets_one_in(amina):
    record = make.resident("Joe", by=amina)
    with acting_as(amina):
        paper = {"device": "own", "way": "paper", "key": uuid.uuid4()}
        code = door_codes.make(record, by=amina, **paper)[1]
    digest = door_codes.digest_of(door_codes.heard(code))
    raised = at_once(SYSTEM, *[lambda: door_codes.take(digest)] * 2)
    assert [type(problem) for problem in raised] == [ValidationError]
    with acting_as(SYSTEM):
        assert User.objects.filter(display_name="Joe").count() == 1
    with acting_as(amina):
        assert Resident.objects.get().user is not None


def test_five_wrong_codes_at_once_are_counted_each(amina):
    record = make.resident("Joe", by=amina)
    with acting_as(amina):
        paper = {"device": "own", "way": "paper", "key": uuid.uuid4()}
        code = door_codes.make(record, by=amina, **paper)[1]
    raised = at_once(SYSTEM, *[lambda: door_codes.try_code(code[:5] + "7777-7777")] * 5)
    assert raised == []
    with acting_as(SYSTEM):
        assert door_codes.try_code(code).state == "locked"
    with acting_as(amina):
        assert Letter.objects.filter(kind="door_code_locked").count() == 1
