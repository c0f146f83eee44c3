"""Who is asked reads, wherever they look and in every state, no word of what is not shared with them."""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from cases import fhir, tasks
from cases.actions import referral as asks
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, Section
from cases.models.referral import State
from hubs.actions import hook as hooks
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_api import Program
from tests.hubs.test_hooks import Listener

pytestmark = pytest.mark.django_db

SHARED = {Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT}
MARKERS = {section: f"Marker{number}" for number, section in enumerate(Section.values)}
# What else is written of Joe, and is nobody's beyond those who walk with him.
KEPT = ["Noted", "Hoped", "Heard", "TakenBack"]
SAID = "Joe has AnswerMarker in a drawer."  # to who is asked, for as long as it is open
NAMED = ["Joe", "AnswerMarker", "what I owe", "Ring after ten"]


@dataclass
class Asked:
    """An ask, and everybody at it."""

    ask: Referral
    lead: object
    receiver: object
    resident: object


def rests(it: Asked) -> None:
    answer(it, State.ON_HOLD, reason="they_asked", words="Till June.")


def answer(it: Asked, to: str, **said) -> None:
    with acting_as(it.receiver):
        asks.answer(it.ask, to, by=it.receiver, **said)


def says_yes(it: Asked) -> None:
    with acting_as(it.receiver):
        asks.accept(it.ask, by=it.receiver, meeting="Monday", meets="Pat")


def talks(it: Asked) -> None:
    with acting_as(it.receiver):
        asks.say(it.ask, "Where are the letters?", by=it.receiver)
    with acting_as(it.lead):
        asks.say(it.ask, SAID, by=it.lead)


def takes_back(it: Asked) -> None:
    with acting_as(it.lead):
        asks.withdraw(it.ask, by=it.lead, reason="other", words="TakenBack: Joe moved.")


def is_heard(it: Asked) -> None:
    with acting_as(it.lead):
        asks.hear(it.ask, by=it.lead, outcome="helped", heard="Heard: I sleep again.")


def shares_no_longer(it: Asked) -> None:
    with acting_as(it.resident):
        parts = [Section.HOW_TO_SUPPORT]
        sharing.decide(it.ask.resident, parts, "no", by=it.resident)


# How an ask comes where it stands, and whether it is open to who is asked then.
WAYS: dict[str, tuple[list[Callable[[Asked], None]], bool]] = {
    "sent": ([], True),
    "talked about": ([talks], True),
    "accepted": ([talks, says_yes], True),
    "in progress": ([says_yes, lambda it: answer(it, State.IN_PROGRESS)], True),
    "on hold": ([says_yes, rests], True),
    "heard of": ([says_yes, is_heard], True),
    "completed": (
        [talks, says_yes, lambda it: answer(it, State.COMPLETED, words="A plan."), is_heard],
        False,
    ),
    "ended early": (
        [says_yes, lambda it: answer(it, State.ENDED_EARLY, reason="moved_away", words="Gone.")],
        False,
    ),
    "declined": (
        [talks, lambda it: answer(it, State.DECLINED, reason="full", words="In May.")],
        False,
    ),
    "taken back": ([talks, takes_back], False),
    "taken back after a yes": ([talks, says_yes, takes_back], False),
    "no longer shared": ([talks, shares_no_longer], False),
    "no longer shared after a yes": ([talks, says_yes, shares_no_longer], False),
    "shared no longer, and taken back": ([shares_no_longer, takes_back], False),
    "expired": ([talks], False),
}


@pytest.fixture
def listener(settings) -> Iterator[Listener]:
    listener = Listener()
    settings.FEED_MAY_REACH = [listener.host]
    yield listener
    listener.go_away()


@pytest.fixture
def it(record, amina, joe, pat, ade, world, listener) -> Asked:
    """Amina asks Clearwater, where Pat answers, and both have systems that are told."""
    with acting_as(joe):
        for section, marker in MARKERS.items():
            dont = f"Never {marker}." if section == Section.PLEASE_DO_AND_DO_NOT else ""
            said = Words(f"{marker} is what I say.", dont)
            what_matters.say(record, section, said, by=joe, base=None)
        sharing.decide(record, list(SHARED), "yes", by=joe, organisation=world.advice)
    make.note(record, by=amina, their_words="Noted: not so bad.")
    hope = make.hope(record, by=joe, text="Hoped: to open my post.")
    with acting_as(ade):
        for organisation in (world.council, world.advice):
            hooks.add(by=ade, organisation=organisation, url=listener.url, key=new_id())
    make.service("Debt talks", by=world.advice)
    said = {"what_for": "I want to know what I owe.", "how_best": "Ring after ten."}
    sections = sorted(SHARED)
    sent = make.ask(
        record, by=amina, organisation=world.advice, sections=sections, hope=hope, **said
    )
    return Asked(sent, amina, pat, joe)


@pytest.mark.parametrize("way", WAYS)
def test_no_word_more(way, it, listener, browse):
    steps, is_open = WAYS[way]
    link = make.reply_link(it.ask, "theirs")
    old = make.reply_link(it.ask, "theirs-of-old", ends_at=timezone.now())
    outbox.deliver(at_noon(1))
    for step in steps:
        step(it)
        outbox.deliver(at_noon(1))
    if way == "expired":
        for days in range(84, 91):  # one of them is a working day
            with time_machine.travel(at_noon(days)):
                tasks.go_on_with_asks()
                outbox.deliver()
    hooks.tell()
    seen = dict(
        chain(
            pages_of_the_link(link, old),
            pages_of_the_receiver(browse(it.receiver), it.ask),
            calls_of_the_receiver(Program(it.receiver), it.ask),
            directory(Client()),
        )
    )
    for where, text in seen.items():
        found = {section for section, marker in MARKERS.items() if marker in text}
        assert found <= (SHARED if is_open else set()), where
        assert [word for word in KEPT if word in text] == [], where
        assert is_open or named_in(text) == [], where
    # What may be read is read, so the words were looked for where they would stand.
    for where in ("link", "account", "call"):
        found = {section for section, marker in MARKERS.items() if marker in seen[where]}
        assert found == (SHARED if is_open else set()), where
    letters = [each for each in mail.outbox if each.to != [it.lead.email]]
    told = [*map(written, letters), *(body.decode() for _headers, body in listener.heard)]
    assert letters
    assert listener.heard
    for text in told:
        assert [word for word in [*MARKERS.values(), *KEPT] if word in text] == []
        assert named_in(text) == []


def pages_of_the_link(link: str, old: str) -> Iterator[tuple[str, str]]:
    yield "link before “Show me”", text_of(Client().get(link))
    client = Client()
    client.post(link, {"verb": "show"})
    yield "link", text_of(client.get(link))
    for verb in ("yes", "ask", "no", "begin", "tell", "tried", "done", "rest", "stop", "room"):
        yield f"link, {verb}", text_of(client.post(link, {"verb": verb}))
    yield "old link", text_of(Client().get(old))
    yield "old link, posted", text_of(Client().post(old, {"verb": "yes", "meets": "Lou"}))
    yield "old link, fresh", text_of(Client().post(old, {"verb": "fresh"}))
    yield "altered link", text_of(client.get(link.replace("theirs", "others")))


def pages_of_the_receiver(client: Client, ask: Referral) -> Iterator[tuple[str, str]]:
    yield "list", text_of(client.get("/referrals/"))
    yield "account", text_of(client.get(f"/referrals/{ask.pk}/"))
    for verb in ("yes", "no", "done", "dance"):
        yield f"account, {verb}", text_of(client.post(f"/referrals/{ask.pk}/", {"verb": verb}))
    record = f"/people/{ask.resident_id}/"
    for address in (
        *("/search/?words=Marker", "/search/?q=Marker", "/people/", "/today/"),
        *(record, f"{record}print/", f"{record}what-matters/", f"{record}sharing/"),
        *(f"{record}referrals/", f"{record}referrals/{ask.pk}/", f"{record}life/"),
    ):
        yield address, text_of(client.get(address))


def calls_of_the_receiver(program: Program, ask: Referral) -> Iterator[tuple[str, str]]:
    yield "call", text_of(program.get(f"referrals/{ask.pk}/"))
    yield "calls", text_of(program.get("referrals/"))
    yield "calls of Joe", text_of(program.get("referrals/", resident=str(ask.resident_id)))
    yield "call, refused", text_of(program.post(f"referrals/{ask.pk}/accept/", {}))
    for path in (f"residents/{ask.resident_id}/", "residents/"):
        yield path, text_of(program.get(path))
    for path in ("notes/", "statements/", "connections/"):
        yield path, text_of(program.get(path, resident=str(ask.resident_id)))
    if fhir.is_installed():
        for kind in ("ServiceRequest", "Task"):
            answer = program.client.get(f"/api/fhir/{kind}/{ask.pk}", headers=program.headers)
            yield kind, text_of(answer)


def directory(client: Client) -> Iterator[tuple[str, str]]:
    for path in ("services", "organizations", "service_at_locations"):
        answer = client.get(f"/api/oruk/{path}")
        yield path, text_of(answer)
        for row in json.loads(answer.content)["contents"]:
            yield f"{path} {row['id']}", text_of(client.get(f"/api/oruk/{path}/{row['id']}"))


def named_in(text: str) -> list[str]:
    """What is named in a text, as words of their own: chance spells short ones into tokens."""
    return [word for word in NAMED if re.search(rf"\b{word}\b", text)]


def text_of(answer) -> str:
    assert answer.status_code < 500
    return answer.content.decode()


def written(letter) -> str:
    """All that goes out, the names of its lines too."""
    return "\n".join([letter.subject, letter.body, letter.message().as_string()])


def at_noon(days: int) -> datetime.datetime:
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
