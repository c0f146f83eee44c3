"""Random people, links, days and statements act on asks at random: what always holds, holds."""

import datetime
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from cases.actions import ask_clock, sharing
from cases.actions import referral as asks
from cases.models import AskNudge, Referral, ReferralEvent, ReplyLink, Section
from cases.models.referral import FINAL, MOVES, REASONS, Party, State
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import Letter, User
from relational.kernel.security import Guest, acting_as
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London"))
TALK = Section.HOW_TO_COMMUNICATE
NO = (Refused, ValidationError, ObjectDoesNotExist)

# Who acts: the side on which they may move an ask.
ACTORS = {
    "lead": Party.ASKS,
    "receiver": Party.ANSWERS,
    "live link": Party.ANSWERS,
    "stranger": None,
    "other receiver": None,
    "resident": None,
    "expired link": None,
    "link of another ask": None,
}
VERBS = {
    State.AWAITING_AGREEMENT: lambda ask, by: asks.wait_for_agreement(ask, by=by),
    State.SENT: lambda ask, by: asks.send(ask, by=by),
    State.WITHDRAWN: lambda ask, by: asks.withdraw(
        ask, by=by, reason=REASONS["withdrawn"][0], words="It is sorted out."
    ),
    State.ACCEPTED: lambda ask, by: asks.accept(ask, by=by, meeting="Monday", meets="Pat"),
    **{
        to: lambda ask, by, to=to: asks.answer(
            ask, to, by=by, reason=REASONS.get(to, [""])[0], words="So it is."
        )
        # Time alone lets an ask expire, and it goes back to a draft by no verb.
        for to in (*FINAL, State.IN_PROGRESS, State.ON_HOLD, State.EXPIRED, State.DRAFT)
        if to != State.WITHDRAWN
    },
}
WITHOUT_A_VERB = {State.DRAFT}
# What moves nothing, by who signs in and by who comes with a link.
OTHER_THINGS = {
    "hear": lambda ask, by: asks.hear(ask, by=by, outcome="helped", heard="Much."),
    "look": lambda ask, by: asks.look(ask, by=by),
    "change": lambda ask, by: asks.change(ask, by=by, what_for="Something else"),
}
BY_LINK = {"open": lambda ask, by: asks.open_it(by)}
BY_BOTH = {"say": lambda ask, by: asks.say(ask, "When?", by=by)}


@dataclass
class Cast:
    """Who takes part; made once, outside of what each run takes back."""

    record: object
    organisation: object
    users: dict[str, User]


class Asking(RuleBasedStateMachine):
    """A few asks about Joe, and everybody at them."""

    cast: Cast
    clock: time_machine.Traveller

    def __init__(self) -> None:
        super().__init__()
        self.clock.move_to(MONDAY)
        self.run = transaction.atomic()
        self.run.__enter__()
        self.asks: list[uuid.UUID] = []
        self.links: dict[uuid.UUID, dict[str, ReplyLink]] = {}
        self.by_statement: set[uuid.UUID] = set()  # moves that no action told anybody of

    def teardown(self) -> None:
        """Nothing here is ever deleted: what holds of all of it at the end held all the time."""
        try:
            self.each_log_leads_to_where_its_ask_stands()
            self.everybody_is_told_of_every_answer_once()
            self.nobody_is_reminded_twice()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    # --- Beginning --------------------------------------------------------------------------------
    @initialize(chance=st.randoms(use_true_random=True))
    def begin(self, chance) -> None:
        self.chance = chance
        self.share("yes")
        for number in range(2):
            self.draft(chance.choice([[], [TALK]]), together=None, what_for=f"Help {number}")
            self.go(self.asks[-1], "lead", State.SENT)

    def draft(self, sections, *, together, what_for) -> None:
        with acting_as(self.cast.users["lead"]):
            ask = asks.draft(
                self.cast.record,
                by=self.cast.users["lead"],
                organisation=self.cast.organisation,
                what_for=what_for,
                sections=sections,
                asked_together=together,
            )
        self.asks.append(ask.pk)
        with acting_as(Guest(ask.pk)):
            self.links[ask.pk] = {
                kind: ReplyLink.objects.create(
                    referral_id=ask.pk,
                    digest=str(new_id()),
                    address="advice@clearwater.example",
                    letter_id=new_id(),
                    ends_at=timezone.now() + datetime.timedelta(days=days),
                )
                for kind, days in (("live link", 400), ("expired link", 0))
            }

    @rule()
    def ask_two_together(self) -> None:
        if len(self.asks) < 4:
            together = new_id()
            for number in range(2):
                self.draft([], together=together, what_for=f"Together {number}")
                self.go(self.asks[-1], "lead", State.SENT)

    # --- Acting -----------------------------------------------------------------------------------
    def actor(self, who: str, ask: uuid.UUID):
        """Who the action is told acts, and whose eyes the database lends."""
        if who in self.cast.users:
            return self.cast.users[who], self.cast.users[who]
        if who == "link of another ask":
            other = next(each for each in self.asks if each != ask)
            return self.links[other]["live link"], Guest(ask)
        return self.links[ask][who], Guest(ask)

    def seen(self, ask: uuid.UUID) -> Referral:
        with acting_as(self.cast.users["lead"]):
            return Referral.objects.with_all().get(pk=ask)

    def tries(self, who: str, ask: uuid.UUID, verb) -> bool:
        """Whether it went; what was refused leaves nothing."""
        by, eyes = self.actor(who, ask)
        stale = self.seen(ask)
        try:
            with acting_as(eyes):
                verb(stale, by)
                settle()
        except NO:
            return False
        return True

    @rule()
    def move(self) -> None:
        """Anybody tries any move."""
        pick = self.chance.choice
        self.go(pick(self.asks), pick(sorted(ACTORS)), pick(sorted(VERBS)))

    @rule()
    def move_on(self) -> None:
        """Those whose turn it is make moves of the table, one after the other."""
        ask = self.chance.choice(self.asks)
        for _ in range(self.chance.randint(1, 5)):
            table = MOVES.get(self.seen(ask).state, {})
            to = self.chance.choice(sorted(table) or [State.SENT])
            turn = [who for who, party in ACTORS.items() if party == table.get(to)]
            self.go(ask, self.chance.choice(turn or sorted(ACTORS)), to)

    def go(self, ask: uuid.UUID, who: str, to: str) -> None:
        """It goes exactly where the table and the sharing let it."""
        before = self.seen(ask)
        may = MOVES.get(before.state, {}).get(State(to)) == ACTORS[who] and ACTORS[who] is not None
        if to == State.SENT:
            may = may and self.is_shared(before)
        went = self.tries(who, ask, VERBS[State(to)])
        assert went == (may and to not in WITHOUT_A_VERB), (who, before.state, to)
        assert self.seen(ask).state == (to if went else before.state)

    @rule()
    def do(self) -> None:
        """What is no move moves nothing, whoever does it."""
        ask, who = self.chance.choice(self.asks), self.chance.choice(sorted(ACTORS))
        verbs = BY_BOTH | (OTHER_THINGS if who in self.cast.users else BY_LINK)
        verb = self.chance.choice(sorted(verbs))
        before = self.seen(ask).state
        self.tries(who, ask, verbs[verb])
        assert self.seen(ask).state == before

    @rule()
    def by_a_statement(self) -> None:
        """Somebody got past all the code: the database lets the table's own moves by, written down."""
        pick = self.chance.choice
        ask, to, logged = pick(self.asks), pick(list(State)), pick([None, *Party])
        before = self.seen(ask)
        _by, eyes = self.actor(pick(sorted(ACTORS)), ask)
        move = new_id()
        try:
            with acting_as(eyes), connection.cursor() as cursor:
                cursor.execute(
                    "update cases_referral set state = %s, sent_at = coalesce(sent_at, %s)"
                    " where id = %s",
                    [to, timezone.now(), ask],
                )
                if logged:
                    cursor.execute(
                        "insert into cases_referralevent (id, made_at, referral_id, number, before,"
                        " after, party, reason, words, by_id, by_name, at)"
                        " select %s, now(), %s, count(*) + 1, %s, %s, %s, 'other', 'So.',"
                        " app_user_id(), '', now() from cases_referralevent where referral_id = %s",
                        [move, ask, before.state, to, logged, ask],
                    )
                settle()
        except DatabaseError:
            assert self.seen(ask).state == before.state
            return
        after = self.seen(ask).state
        if after != before.state:
            assert MOVES[State(before.state)][State(after)] == logged
            assert after != State.SENT or self.is_shared(before)
            self.by_statement.add(move)

    @rule()
    def decide(self) -> None:
        self.share(self.chance.choice(["yes", "yes", "no", "ask_me_first"]))

    def share(self, answer: str) -> None:
        joe = self.cast.users["resident"]
        with acting_as(joe):
            sharing.decide(
                self.cast.record, [TALK], answer, by=joe, organisation=self.cast.organisation
            )
            settle()

    @rule()
    def time_goes_by(self) -> None:
        days = self.chance.choice([0, 0, 1, 1, 4, 4, 15, 50])
        knocks, deliver = self.chance.randint(1, 2), self.chance.random() < 0.5
        before = {ask: self.seen(ask).state for ask in self.asks}
        self.clock.shift(datetime.timedelta(days=days))
        for _ in range(knocks):
            ask_clock.go_on(timezone.now())
            settle()
            if deliver:
                outbox.deliver(timezone.now())
        for ask, state in before.items():
            after = self.seen(ask).state
            assert after == state or (state, after) == (State.SENT, State.EXPIRED)

    def is_shared(self, ask: Referral) -> bool:
        with acting_as(self.cast.users["lead"]):
            answers = sharing.answers_now(self.cast.record, ask.organisation)
        return all(answers[section] == "yes" for section in ask.sections)

    # --- What always holds ------------------------------------------------------------------------
    def each_log_leads_to_where_its_ask_stands(self) -> None:
        with acting_as(self.cast.users["lead"]):
            for ask in self.asks:
                stands = ""
                events = ReferralEvent.objects.filter(referral_id=ask).in_order()
                for number, event in enumerate(events, start=1):
                    assert (event.number, event.before) == (number, stands)
                    if stands:
                        assert MOVES[State(stands)][State(event.after)] == event.party
                    else:
                        assert (event.after, event.party) == (State.DRAFT, Party.ASKS)
                    stands = event.after
                assert Referral.objects.get(pk=ask).state == stands

    def everybody_is_told_of_every_answer_once(self) -> None:
        told = self.letters()
        with acting_as(self.cast.users["lead"]):
            events = list(ReferralEvent.objects.filter(referral_id__in=self.asks))
        for event in events:
            about = [letter for letter in told if str(event.pk) in letter.dedupe_key]
            readers = [letter.to_id or "service" for letter in about]
            assert len(readers) == len(set(readers)), event.after
            if event.pk in self.by_statement or event.party == Party.ASKS:
                continue
            for who in ("lead", "resident"):
                assert self.cast.users[who].pk in readers, event.after
            assert ("service" in readers) == (event.after == State.EXPIRED)

    def nobody_is_reminded_twice(self) -> None:
        found = []
        for eyes in self.readers():
            with acting_as(eyes):
                found += AskNudge.objects.values_list("referral", "kind", "since", "to")
        assert len(found) == len(set(found))
        letters = [each.dedupe_key for each in self.letters()]
        assert len(letters) == len(set(letters))

    def readers(self):
        return [*self.cast.users.values(), *(Guest(ask) for ask in self.asks)]

    def letters(self) -> list[Letter]:
        found = []
        for eyes in self.readers():
            with acting_as(eyes):
                found += Letter.objects.filter(kind__startswith="ask")
        return found


def settle() -> None:
    """What the database looks at when a transaction ends, it looks at now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_whoever_does_whatever_asks_keep_their_word(record, amina, joe, sam, pat, world):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    other = make.worker(
        "Ray Orr", None, role="receiver", at=world.council, email="ray@demo.example"
    )
    Asking.cast = Cast(
        record,
        world.advice,
        {
            "lead": amina,
            "resident": joe,
            "stranger": sam,
            "receiver": pat,
            "other receiver": other,
        },
    )
    with time_machine.travel(MONDAY, tick=False) as clock:
        Asking.clock = clock
        run_state_machine_as_test(
            Asking,
            settings=settings(
                max_examples=20,
                stateful_step_count=25,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # chance picks what happens, so there is nothing to shrink
                suppress_health_check=list(HealthCheck),
            ),
        )
