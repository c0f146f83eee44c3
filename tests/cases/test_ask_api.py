"""Asking help in by program: the moves of the pages, and for who is asked only what is shared."""

import json

import pytest

from cases import fhir
from cases.actions import sharing, what_matters
from cases.actions.what_matters import Words
from cases.models import Referral, Section
from cases.models.referral import MOVES, Party, State
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests.cases.test_api import Program, is_problem

pytestmark = pytest.mark.django_db

TALK, HELP = Section.HOW_TO_COMMUNICATE, Section.HOW_TO_SUPPORT


@pytest.fixture
def advice(world):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    return world.advice


@pytest.fixture
def markers(record, joe) -> dict[str, str]:
    """A word in every section that stands nowhere else."""
    found = {section: f"Marker{number}" for number, section in enumerate(Section.values)}
    with acting_as(joe):
        for section, marker in found.items():
            what_matters.say(record, section, Words(f"{marker} is what I say."), by=joe, base=None)
    return found


@pytest.fixture
def drafted(record, amina, joe, advice):
    """Amina's program drafted an ask; Joe shares two parts."""
    with acting_as(joe):
        sharing.decide(record, [TALK, HELP], "yes", by=joe, organisation=advice)
    answer = Program(amina).post(
        "referrals/",
        {
            "resident": str(record.pk),
            "organisation": str(advice.pk),
            "what_for": "I want to know what I owe.",
            "sections": [TALK, HELP],
        },
    )
    assert answer.status_code == 201, answer.content
    return answer.json()


def do(program, ask, verb, said=None, **more):
    return program.post(f"referrals/{ask['id']}/{verb}/", said, **more)


def test_from_the_first_word_to_the_closed_loop(drafted, amina, pat, joe):
    hers, his = Program(amina), Program(pat)
    assert drafted["state"] == "draft"
    assert his.get(f"referrals/{drafted['id']}/").status_code == 404
    assert do(hers, drafted, "send").json()["state"] == "sent"
    assert [each["id"] for each in his.get("referrals/").json()["results"]] == [drafted["id"]]
    asked = do(his, drafted, "say", {"text": "Which bank is it?"}).json()
    assert asked["messages"][0]["text"] == "Which bank is it?"
    assert do(hers, drafted, "say", {"text": "The one on the quay."}).status_code == 200
    met = {"meeting": "Thursday at eleven, at the hub", "meets": "Pat"}
    assert do(his, drafted, "accept", met).json()["state"] == "accepted"
    assert do(his, drafted, "begin", {}).json()["state"] == "in_progress"
    done = do(his, drafted, "complete", {"words": "Two debts are written off."}).json()
    assert (done["state"], done["loop_closed"]) == ("completed", False)
    heard = do(hers, drafted, "hear", {"outcome": "helped", "heard": "I sleep again."}).json()
    assert heard["loop_closed"] is True
    assert [move["after"] for move in heard["moves"]] == [
        *("draft", "sent", "accepted", "in_progress", "completed"),
    ]


def test_who_is_asked_reads_what_is_shared_and_no_other_word(drafted, markers, amina, pat):
    do(Program(amina), drafted, "send")
    answer = Program(pat).get(f"referrals/{drafted['id']}/")
    text = answer.content.decode()
    for section, marker in markers.items():
        assert (marker in text) == (section in (TALK, HELP)), section
    assert answer.json()["resident"] is None
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="referral.opened").count() == 1


def test_when_joe_says_no_the_program_reads_nothing(
    drafted, markers, record, amina, joe, pat, advice
):
    do(Program(amina), drafted, "send")
    with acting_as(joe):
        sharing.decide(record, [HELP], "no", by=joe, organisation=advice)
    for path in (f"referrals/{drafted['id']}/", "referrals/"):
        text = Program(pat).get(path).content.decode()
        assert not any(word in text for word in [*markers.values(), "Joe", "what I owe"])


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("accept", {"meeting": "Monday"}),
        ("decline", {"reason": "full", "words": "Not before May."}),
        ("say", {"text": "Which bank is it?"}),
    ],
)
def test_when_joe_says_no_the_program_answers_nothing(
    drafted, amina, joe, pat, record, advice, verb, said
):
    do(Program(amina), drafted, "send")
    with acting_as(joe):
        sharing.decide(record, [HELP], "no", by=joe, organisation=advice)
    told = is_problem(do(Program(pat), drafted, verb, said), 422)
    sentence = "What was shared with you changed meanwhile, so nothing was sent."
    assert told["errors"] == {"": [sentence]}
    now = Program(amina).get(f"referrals/{drafted['id']}/").json()
    assert (now["state"], now["messages"]) == ("sent", [])


def test_what_is_over_tells_the_program_no_word_that_was_said(drafted, amina, pat):
    hers, his = Program(amina), Program(pat)
    do(hers, drafted, "send")
    do(hers, drafted, "say", {"text": "Joe has the letters."})
    do(hers, drafted, "withdraw", {"reason": "other", "words": "Joe moved to his sister."})
    told = his.get(f"referrals/{drafted['id']}/").json()
    assert (told["closed"], told["moves"], told["messages"]) == ("over", [], [])
    assert len(hers.get(f"referrals/{drafted['id']}/").json()["moves"]) == 3


def test_a_stranger_finds_nothing(drafted, amina, sam, carol):
    do(Program(amina), drafted, "send")
    for who in (sam, carol):
        program = Program(who)
        is_problem(program.get(f"referrals/{drafted['id']}/"), 404)
        is_problem(do(program, drafted, "accept", {"meeting": "Now"}), 404)
        assert program.get("referrals/").json()["results"] == []


def test_each_side_does_its_own(drafted, amina, pat):
    hers, his = Program(amina), Program(pat)
    do(hers, drafted, "send")
    is_problem(do(hers, drafted, "accept", {"meeting": "Now"}), 403)
    is_problem(do(his, drafted, "send"), 403)
    why = {"reason": "no_longer_needed", "words": "Sorted."}
    is_problem(do(his, drafted, "withdraw", why), 403)


@pytest.mark.parametrize(
    ("verb", "said", "field"),
    [
        ("accept", {}, "meeting"),
        ("accept", {"meeting": " "}, "meeting"),
        ("decline", {"words": "No."}, "reason"),
        ("decline", {"reason": "moved_away", "words": "No."}, "reason"),
        ("decline", {"reason": "full"}, "words"),
        ("complete", {"words": "Done."}, ""),
        ("say", {"text": ""}, "text"),
        ("decline", {"reason": "full", "words": "No.", "colour": "red"}, "colour"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(drafted, amina, pat, verb, said, field):
    do(Program(amina), drafted, "send")
    assert field in is_problem(do(Program(pat), drafted, verb, said), 422)["errors"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what_for": " "}, "what_for"),
        ({"organisation": str(new_id())}, "organisation"),
        ({"organisation": None}, "organisation"),
        ({"sections": ["everything"]}, "sections"),
        ({"override": "safety"}, "override_why"),
        ({"kind": "refer_and_forget"}, "kind"),
    ],
)
def test_a_draft_that_cannot_be_is_not_kept(record, amina, advice, wrong, field):
    said = {"resident": str(record.pk), "organisation": str(advice.pk), "what_for": "Debts"} | wrong
    told = is_problem(Program(amina).post("referrals/", said), 422)
    assert field in told["errors"]
    with acting_as(amina):
        assert not Referral.objects.exists()


def test_what_is_not_shared_is_not_sent(record, amina, advice):
    said = {
        "resident": str(record.pk),
        "organisation": str(advice.pk),
        "what_for": "Debts",
        "sections": [TALK],
    }
    made = Program(amina).post("referrals/", said).json()
    assert "sections" in is_problem(do(Program(amina), made, "send"), 422)["errors"]


def test_the_same_call_twice_is_one(drafted, record, amina, pat, advice):
    said = {"resident": str(record.pk), "organisation": str(advice.pk), "what_for": "A ramp"}
    key = json.dumps(str(new_id()))
    first, second = (Program(amina).post("referrals/", said, key=key).json() for _n in range(2))
    assert first["id"] == second["id"]
    do(Program(amina), drafted, "send")
    met = {"meeting": "Thursday"}
    answers = [do(Program(pat), drafted, "accept", met, key="yes") for _n in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(answers[1].json()["moves"]) == 3


def test_every_move_of_who_asks_and_who_answers_has_a_door():
    from cases.api.asks import VERBS

    doors = {
        *("await-agreement", "send", "withdraw", "accept", "decline", "begin", "rest"),
        *("complete", "end-early"),
    }
    assert doors < set(VERBS)
    ways = {to for moves in MOVES.values() for to, party in moves.items() if party != Party.CLOCK}
    assert ways - {State.DRAFT} == {
        *(State.AWAITING_AGREEMENT, State.SENT, State.WITHDRAWN, State.ACCEPTED),
        *(State.DECLINED, State.IN_PROGRESS, State.ON_HOLD, State.COMPLETED),
        State.ENDED_EARLY,
    }


# --- In the words of FHIR -------------------------------------------------------------------------
fhir_only = pytest.mark.skipif(not fhir.is_installed(), reason="the extra “fhir” is not installed")


def read_fhir(program, kind, ask) -> dict:
    answer = program.client.get(f"/api/fhir/{kind}/{ask['id']}", headers=program.headers)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/fhir+json"
    return json.loads(answer.content)


def test_every_state_has_its_word_in_fhir():
    assert set(fhir.TASK) == set(fhir.REQUEST) == set(State)


@fhir_only
def test_an_ask_is_a_service_request_with_its_task(drafted, amina, pat):
    hers, his = Program(amina), Program(pat)
    assert read_fhir(hers, "Task", drafted)["status"] == "draft"
    do(hers, drafted, "send")
    request = read_fhir(his, "ServiceRequest", drafted)
    assert (request["status"], request["intent"]) == ("active", "order")
    assert request["reasonCode"] == [{"text": "I want to know what I owe."}]
    assert request["subject"] == {"display": "Joe"}
    assert read_fhir(his, "Task", drafted)["status"] == "received"
    do(his, drafted, "decline", {"reason": "full", "words": "Not before May."})
    task = read_fhir(hers, "Task", drafted)
    assert task["status"] == "rejected"
    assert task["statusReason"] == {"text": "no room now: Not before May."}
    assert task["focus"] == {"reference": f"ServiceRequest/{drafted['id']}"}
    # It is over: who was asked reads that, and no word of anybody's.
    assert read_fhir(his, "Task", drafted)["statusReason"] == {"text": "no room now"}


@fhir_only
def test_fhir_tells_a_service_nothing_that_is_no_longer_shared(
    drafted, markers, record, amina, joe, pat, advice, sam
):
    do(Program(amina), drafted, "send")
    with acting_as(joe):
        sharing.decide(record, [HELP], "no", by=joe, organisation=advice)
    text = json.dumps(
        [read_fhir(Program(pat), kind, drafted) for kind in ("ServiceRequest", "Task")]
    )
    assert not any(word in text for word in [*markers.values(), "Joe", "what I owe"])
    program = Program(sam)
    answer = program.client.get(f"/api/fhir/Task/{drafted['id']}", headers=program.headers)
    is_problem(answer, 404)
