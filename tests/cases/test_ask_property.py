"""Random people knock at random doors, days go by, statements are typed: what always holds of asks, holds."""

import datetime
import json
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from cases import tasks
from cases.actions import referral as asks
from cases.actions import sharing
from cases.models import AskNudge, Referral, ReferralEvent, Section
from cases.models.referral import FINAL, MOVES, REASONS, SAID_YES, Party, State
from relational.kernel.base import new_id
from relational.kernel.models import Letter, User
from relational.kernel.security import Guest, acting_as
from relational.kernel.tasks import deliver_letters
from tests import make

pytestmark = pytest.mark.django_db
RUNS, STEPS = 10, 25
DOORS = ("page", "own page", "program", "link", "task", "statement")
MONDAY = datetime.datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London"))
TALK = Section.HOW_TO_COMMUNICATE

# Who knocks: the side on which they may move an ask.
PEOPLE = {
    "lead": Party.ASKS,
    "receiver": Party.ANSWERS,
    "stranger": None,
    "other receiver": None,
    "resident": None,
    "nobody": None,
}
LINKS = {
    "live link": Party.ANSWERS,
    "expired link": None,
    "altered link": None,
    "link of another ask": None,
}
ACTORS = PEOPLE | LINKS


def why(to: State) -> dict[str, str]:
    return {"reason": REASONS[to][0], "words": "So it is."}


def ground(to: State) -> dict[str, str]:
    return {"ground": REASONS[to][0], "words": "So it is."}


# What is posted to move an ask: on the pages of who asks, by who is asked, and by a program.
ASKS: dict[str, tuple[str, dict]] = {
    State.AWAITING_AGREEMENT: ("ask-them", {}),
    State.SENT: ("send", {}),
    State.WITHDRAWN: ("withdraw", why(State.WITHDRAWN)),
}
ANSWERS: dict[str, dict] = {
    State.ACCEPTED: {"verb": "yes", "meeting": "Monday", "meets": "Pat"},
    State.DECLINED: {"verb": "no", **ground(State.DECLINED)},
    State.IN_PROGRESS: {"verb": "begin", "words": "On Monday."},
    State.ON_HOLD: {"verb": "rest", **ground(State.ON_HOLD)},
    State.COMPLETED: {"verb": "done", "words": "A plan."},
    State.ENDED_EARLY: {"verb": "stop", **ground(State.ENDED_EARLY)},
}
CALLS: dict[str, tuple[str, dict | None]] = {
    State.AWAITING_AGREEMENT: ("await-agreement", None),
    State.SENT: ("send", None),
    State.WITHDRAWN: ("withdraw", why(State.WITHDRAWN)),
    State.ACCEPTED: ("accept", {"meeting": "Monday", "meets": "Pat"}),
    State.DECLINED: ("decline", why(State.DECLINED)),
    State.IN_PROGRESS: ("begin", {}),
    State.ON_HOLD: ("rest", why(State.ON_HOLD)),
    State.COMPLETED: ("complete", {"words": "A plan."}),
    State.ENDED_EARLY: ("end-early", why(State.ENDED_EARLY)),
}
# Time alone lets an ask expire, and it goes back to a draft by no verb.
WITHOUT_A_VERB = (State.EXPIRED, State.DRAFT)
HEARD = {"outcome": "helped", "heard": "Much."}
# What moves nothing: posted by the same three, and, where there is nothing to post, only looked at.
OTHER_ASKS = {
    "look": None,
    "say": {"text": "Monday?"},
    "hear": HEARD,
    "change": {
        "what_for": "Something else",
        "urgency": "routine",
        "kind": "pull_in",
        "then": "keep",
    },
}
OTHER_ANSWERS = {
    "look": None,
    "show": {"verb": "show"},
    "ask": {"verb": "ask", "text": "When?"},
    "tell": {"verb": "tell", "text": "On Monday."},
    "tried": {"verb": "tried", "text": "On Monday."},
    "room": {"verb": "room", "room": "capacity"},
    "fresh": {"verb": "fresh"},
    "dance": {"verb": "dance"},
}
OTHER_CALLS = {"look": None, "say": {"text": "When?"}, "hear": HEARD, "dance": {}}


@dataclass
class Cast:
    """Who takes part; made once, outside of what each run takes back."""

    record: object
    organisation: object
    users: dict[str, User]
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))
    went: Counter = field(default_factory=Counter)  # by door, and whether something came of it


@dataclass
class Knock:
    """What somebody does at a door, and what they are answered."""

    status: int
    state: str  # in which the ask is then


class Asking:
    """A few asks about Joe, and everybody at their doors; the same seed is the same run."""

    def __init__(self, cast: Cast, clock: time_machine.Traveller, seed: int) -> None:
        self.cast, self.clock, self.chance = cast, clock, random.Random(seed)
        self.asks: list[uuid.UUID] = []
        self.links: dict[uuid.UUID, dict[str, str]] = {}
        self.by_statement: set[uuid.UUID] = set()  # moves that no action told anybody of
        self.told: list[str] = []  # what happened, for who looks for a fault

    def run(self) -> None:
        """Begin, and go on at random. All of it is taken back.

        Nothing here is ever deleted: what holds of all of it at the end held all the time.
        """
        self.clock.move_to(MONDAY)
        with transaction.atomic():
            self.begin()
            for step in self.chance.choices(
                [
                    self.move,
                    self.move_on,
                    self.do,
                    self.hear,
                    self.by_a_statement,
                    self.decide,
                    self.time_goes_by,
                    self.ask_two_together,
                ],
                weights=[5, 6, 4, 2, 7, 2, 4, 4],
                k=STEPS,
            ):
                step()
            self.each_log_leads_to_where_its_ask_stands()
            self.everybody_is_told_of_every_answer_once()
            self.nobody_is_reminded_twice()
            transaction.set_rollback(True)

    # --- Beginning --------------------------------------------------------------------------------
    def begin(self) -> None:
        self.share("yes")
        for number in range(2):
            sections = self.chance.choice([[], [TALK]])
            self.draft(sections, together=None, what_for=f"Help {number}")
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
        self.links[ask.pk] = {
            kind: make.reply_link(
                ask, f"{kind}-{ask.pk}", ends_at=timezone.now() + datetime.timedelta(days=days)
            )
            for kind, days in (("live link", 400), ("expired link", 0))
        }
        self.links[ask.pk]["altered link"] = self.links[ask.pk]["live link"].replace("-", "_")

    def ask_two_together(self) -> None:
        """Where little is under way any more."""
        if sum(state not in FINAL for state in self.states().values()) < 2:
            together = new_id()
            for number in range(2):
                sections = self.chance.choice([[], [TALK]])
                self.draft(sections, together=together, what_for=f"Together {number}")
                self.go(self.asks[-1], "lead", State.SENT)

    # --- The doors --------------------------------------------------------------------------------
    def page(self, who: str, ask: uuid.UUID, verb: str, said: dict | None) -> int:
        """The pages of who asks, the page of who is asked, and the resident's own."""
        client = self.browser(who)
        if verb in ANSWERS or verb in OTHER_ANSWERS:
            return send(client, f"/referrals/{ask}/", said)
        if verb == "hear" and who == "resident":
            return send(client, f"/me/asks/{ask}/", said)
        address = f"/people/{self.cast.record.pk}/referrals/{ask}/"
        return send(client, address if verb == "look" else f"{address}{verb}/", said)

    def program(self, who: str, ask: uuid.UUID, verb: str, said: dict | None) -> int:
        """A program with somebody's token, which often is not sure that its call arrived."""
        headers = {"Idempotency-Key": str(new_id())}
        if who in ("nobody", "resident"):  # who have no token
            client = self.browser(who)
        else:
            client = self.fresh()
            headers["Authorization"] = f"Token {make.token(self.cast.users[who])}"
        address = f"/api/v1/referrals/{ask}/"
        if verb == "look":
            return client.get(address, headers=headers).status_code
        call = {"data": json.dumps(said or {}), "content_type": "application/json"}
        answers = [
            client.post(f"{address}{verb}/", headers=headers, **call).status_code
            for _often in range(self.chance.randint(1, 2))
        ]
        assert len(set(answers)) == 1, answers
        return answers[0]

    def link(self, who: str, ask: uuid.UUID, said: dict | None) -> int:
        """The page of a link, from a browser that has been there before, or has not."""
        client = self.fresh()
        if who == "link of another ask":  # with the visit to this one, and its id
            address = self.links[self.another(ask)]["live link"]
            send(client, self.links[ask]["live link"], {"verb": "show"})
            said = said and said | {"referral": str(ask), "referral_id": str(ask)}
        else:
            address = self.links[ask][who]
            if self.chance.random() < 0.5:
                send(client, address, {"verb": "show"})
        return send(client, address, said)

    def fresh(self) -> Client:
        """A browser that was nowhere before; what stands behind the pages is begun once."""
        client = Client()
        client.handler = self.cast.handler
        return client

    def browser(self, who: str) -> Client:
        client = self.fresh()
        if who != "nobody":
            with acting_as(self.cast.users[who]):
                client.force_login(self.cast.users[who])
        return client

    def another(self, ask: uuid.UUID) -> uuid.UUID:
        """One that was not asked together with it, whose yes would take it back."""
        first, second = self.asks[:2]
        return second if ask == first else first

    def knock(self, door: str, who: str, ask: uuid.UUID, verb: str, said: dict | None) -> Knock:
        with transaction.atomic():
            if door == "link":
                status = self.link(who, ask, said)
            else:
                status = getattr(self, door)(who, ask, verb, said)
            settle()
        self.told.append(f"{who}, {door}, {verb}, {ask}: {status}")
        assert status < 500
        return Knock(status, self.seen(ask).state)

    # --- Acting -----------------------------------------------------------------------------------
    def move(self) -> None:
        """Anybody tries any move."""
        pick = self.chance.choice
        self.go(pick(self.asks), pick(sorted(ACTORS)), pick(list(State)))

    def move_on(self) -> None:
        """Those whose turn it is make moves of the table, one after the other."""
        under_way = [ask for ask, state in self.states().items() if state not in FINAL]
        ask = self.chance.choice(under_way or self.asks)
        for _ in range(self.chance.randint(1, 5)):
            table = MOVES.get(self.seen(ask).state, {})
            to = self.chance.choice(sorted(table) or [State.SENT])
            turn = [who for who, party in ACTORS.items() if party == table.get(to)]
            self.go(ask, self.chance.choice(turn or sorted(ACTORS)), to)
            if self.chance.random() < 0.4:
                self.hear_of(ask)

    def go(self, ask: uuid.UUID, who: str, to: str) -> None:
        """It goes exactly where the table and the sharing let it, by whatever door."""
        before = self.seen(ask)
        may = MOVES.get(before.state, {}).get(State(to)) == ACTORS[who] and ACTORS[who] is not None
        if to == State.SENT or ACTORS[who] == Party.ANSWERS:
            may = may and self.is_shared(before)
        may = may and to not in WITHOUT_A_VERB
        door = "link" if who in LINKS else self.chance.choice(["page", "program"])
        verb, said = self.words_for(door, to)
        # Two who say the very same are taken for one who says it twice.
        said = said and {
            name: f"{text} {len(self.told)}" if name in ("words", "meeting") else text
            for name, text in said.items()
        }
        came = self.knock(door, who, ask, verb, said)
        assert came.state == (to if may else before.state), (door, who, before.state, to)
        if may:
            assert came.status in (200, 302), (door, who, before.state, to)
        elif who != "link of another ask" and to in (ANSWERS if door == "link" else CALLS):
            assert came.status in (401, 403, 404, 422), (door, who, before.state, to, came.status)
        self.cast.went[door, may] += 1

    def words_for(self, door: str, to: str) -> tuple[str, dict | None]:
        if door == "program":
            return CALLS.get(to, (to, {}))
        if to in ASKS:
            return ASKS[to] if door == "page" else (to, {"verb": to})
        return to, ANSWERS.get(to, {"verb": to})

    def do(self) -> None:
        """What is no move moves nothing, whoever does it."""
        pick = self.chance.choice
        ask, who = pick(self.asks), pick(sorted(ACTORS))
        door = "link" if who in LINKS else pick(["page", "program"])
        verbs: dict[str, dict | None] = OTHER_CALLS
        if door == "link":
            verbs = OTHER_ANSWERS
        elif door == "page":
            verbs = OTHER_ANSWERS if who == "receiver" else OTHER_ASKS
        verb = pick(sorted(verbs))
        before = self.seen(ask)
        came = self.knock(door, who, ask, verb, verbs[verb])
        assert came.state == before.state

    def hear(self) -> None:
        """The resident says whether it helped."""
        self.hear_of(self.chance.choice(self.asks))

    def hear_of(self, ask: uuid.UUID) -> None:
        """It goes where somebody said yes, and once."""
        before = self.seen(ask)
        came = self.knock("page", "resident", ask, "hear", HEARD)
        may_say = before.state in SAID_YES and before.heard_at is None
        assert came.state == before.state
        assert (before.heard_at != self.seen(ask).heard_at) == may_say
        self.cast.went["own page", may_say] += 1

    def by_a_statement(self) -> None:
        """Somebody got past all the code: the database lets the table's own moves by, written down."""
        pick = self.chance.choice
        ask, to, logged = pick(self.asks), pick(list(State)), pick([None, *Party])
        before = self.seen(ask)
        eyes = pick([*self.cast.users.values(), Guest(ask), Guest(self.another(ask)), None])
        if self.chance.random() < 0.5 and before.state in MOVES:
            to, logged = pick(sorted(MOVES[before.state].items()))
            eyes = pick([self.cast.users["lead"], self.cast.users["receiver"], Guest(ask)])
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
            pass
        after = self.seen(ask).state
        if after != before.state:
            assert MOVES[State(before.state)][State(after)] == logged
            assert after != State.SENT or self.is_shared(before)
            self.by_statement.add(move)
        self.told.append(f"statement, {before.state} to {to} as {logged}, {ask}: {after}")
        self.cast.went["statement", after != before.state] += 1

    def decide(self) -> None:
        self.share(self.chance.choice(["yes", "yes", "no", "ask_me_first"]))

    def share(self, answer: str) -> None:
        joe = self.cast.users["resident"]
        with acting_as(joe):
            sharing.decide(
                self.cast.record, [TALK], answer, by=joe, organisation=self.cast.organisation
            )
            settle()

    def time_goes_by(self) -> None:
        """The tasks run as often as they like, and let expire what nobody answered."""
        days = self.chance.choice([0, 1, 4, 15, 50, 50])
        knocks, deliver = self.chance.randint(1, 2), self.chance.random() < 0.5
        before = self.states()
        self.clock.shift(datetime.timedelta(days=days))
        for _ in range(knocks):
            tasks.go_on_with_asks()
            settle()
            if deliver:
                deliver_letters()
        for ask, after in self.states().items():
            state = before[ask]
            assert after == state or (state, after) == (State.SENT, State.EXPIRED)
            self.cast.went["task", after != state] += 1

    def seen(self, ask: uuid.UUID) -> Referral:
        with acting_as(self.cast.users["lead"]):
            return Referral.objects.get(pk=ask)

    def states(self) -> dict[uuid.UUID, str]:
        with acting_as(self.cast.users["lead"]):
            found = dict(Referral.objects.filter(pk__in=self.asks).values_list("pk", "state"))
        return {ask: found[ask] for ask in self.asks}

    def is_shared(self, ask: Referral) -> bool:
        with acting_as(self.cast.users["lead"]):
            answers = sharing.answers_now(self.cast.record, self.cast.organisation)
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


def send(client: Client, address: str, said: dict | None) -> int:
    """Post what is said; where there is nothing to say, look."""
    answer = client.get(address) if said is None else client.post(address, said)
    return answer.status_code


def settle() -> None:
    """What the database looks at when a transaction ends, it looks at now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_whoever_does_whatever_by_whatever_door_asks_keep_their_word(
    record, amina, joe, sam, pat, world, settings
):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": {"user": None}}
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    other = make.worker(
        "Ray Orr", None, role="receiver", at=world.council, email="ray@demo.example"
    )
    cast = Cast(
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
        # As many runs as it says, and more only until every door has opened and been shut.
        for number in range(3 * RUNS):
            if number >= RUNS and all(cast.went[each] for each in product(DOORS, (True, False))):
                break
            seed = random.SystemRandom().getrandbits(32)
            run = Asking(cast, clock, seed)
            try:
                run.run()
            except Exception as problem:
                problem.add_note("\n".join([f"Seed {seed}", *run.told]))
                raise
    for door in DOORS:
        assert cast.went[door, True], f"nothing ever went by the {door}"
        assert cast.went[door, False], f"nothing was ever refused by the {door}"
