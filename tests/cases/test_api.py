"""The door for programs: the same law, trail and looks as the pages; problems in words; one answer a key."""

import json
import threading
import uuid

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.actions import connection as connections
from cases.actions import reminder as promises
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import (
    Connection,
    Note,
    NotThisPerson,
    Reflection,
    ReflectionReply,
    Reminder,
    Resident,
    Statement,
)
from hubs.access import memberships
from hubs.models import Team
from relational.kernel.models import AccessLog, AuditEvent
from relational.kernel.security import acting_as
from tests import make
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

V1 = "/api/v1/"
TOMORROW = timezone.localdate() + timezone.timedelta(days=1)


class Program:
    """A program with somebody's token; with a resident's session, for residents have no tokens."""

    def __init__(self, user=None, token: str = "") -> None:
        self.client = Client()
        if user is not None and memberships(user):
            token = make.token(user)
        elif user is not None:
            self.client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
        self.headers = {"Authorization": f"Token {token}"} if token else {}

    def get(self, path: str, **query):
        return self.client.get(V1 + path, query, headers=self.headers)

    def send(self, method: str, path: str, said=None, *, key: str | None = None, **more):
        headers = self.headers | ({"Idempotency-Key": key} if key is not None else {})
        body = said if isinstance(said, bytes | str) else json.dumps(said)
        more = {"content_type": "application/json"} | more
        return self.client.generic(
            method, V1 + path, b"" if said is None else body, headers=headers, **more
        )

    def post(self, path: str, said=None, **more):
        return self.send("POST", path, said, **more)

    def patch(self, path: str, said=None):
        return self.send("PATCH", path, said)


@pytest.fixture
def program():
    return Program


def looks(joe) -> list[tuple[str, str, str]]:
    with acting_as(joe):
        found = AccessLog.objects.order_by("pk")
        return list(found.values_list("reader_name", "section", "purpose"))


def verbs(user, record) -> list[str]:
    with acting_as(user):
        return list(
            AuditEvent.objects.filter(resident_id=record.pk)
            .order_by("seq")
            .values_list("verb", flat=True)
        )


def is_problem(answer, status: int) -> dict:
    """The problem an answer holds, as RFC 9457 has it."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= told.keys()
    assert told["status"] == status
    return told


# --- The same law ---------------------------------------------------------------------------------


@pytest.fixture
def promise(record, amina) -> Reminder:
    with acting_as(amina):
        return promises.promise(record, by=amina, what="I'll ring", due=TOMORROW)


def every_call(record, promise) -> list[tuple[str, str, dict | None]]:
    """Each call about Joe that there is."""
    with acting_as(promise.by):
        note = Note.objects.get(resident=record)
        lead = Connection.objects.get(resident=record, part="lead")
    around = f"connections/{lead.pk}/"
    view = {"resident_view": "He knows her.", "seen": str(lead.pk)}
    whose = f"?resident={record.pk}"
    about = {"resident": str(record.pk)}
    return [
        ("GET", f"residents/{record.pk}/", None),
        ("PATCH", f"residents/{record.pk}/", {"pronouns": "he"}),
        ("GET", f"notes/{whose}", None),
        ("GET", f"notes/{note.pk}/", None),
        ("POST", "notes/", about | {"their_words": "Not so bad."}),
        ("GET", f"statements/{whose}", None),
        ("POST", "statements/", about | {"section": "most_important", "text": "Biscuit."}),
        ("GET", f"connections/{whose}", None),
        ("POST", "connections/", about | {"person": "Maureen", "part": "family"}),
        ("GET", around, None),
        ("PATCH", around, {"closeness": "steady"}),
        ("POST", f"{around}end/", {"how_ended": "He moved."}),
        ("POST", f"residents/{record.pk}/lead/", view | {"colleague": str(lead.user_id)}),
        ("POST", "reflections/", {"what_next": "Ask.", "note": str(note.pk)}),
        ("GET", f"reminders/{whose}", None),
        ("POST", "reminders/", about | {"what": "Ring", "due": TOMORROW.isoformat()}),
        ("POST", f"reminders/{promise.pk}/keep/", None),
        ("POST", f"reminders/{promise.pk}/move/", {"due": "2999-01-01", "why": "Ill"}),
        ("POST", f"reminders/{promise.pk}/let-go/", {"why": "He rang"}),
    ]


@pytest.mark.parametrize("stranger", ["sam", "pat", "carol", "diya", "former"])
def test_a_stranger_finds_nothing_at_any_door_and_leaves_no_look(
    stranger, record, promise, joe, world, amina, request
):
    if stranger == "former":
        user = make.worker("Fay Moss", world.marsh_end)
        with acting_as(amina):
            Connection.objects.create(
                resident=record,
                user=user,
                part="alongside",
                until=record.made_at,
                since=record.made_at,
            )
    else:
        user = request.getfixturevalue(stranger)
    calls = Program(user)
    before = verbs(amina, record)
    for method, path, said in every_call(record, promise):
        is_problem(calls.send(method, path, said), 404)
    assert looks(joe) == []
    assert verbs(amina, record) == before


def test_nobody_finds_nothing_at_any_door(record, promise):
    for method, path, said in every_call(record, promise):
        answer = Program().send(method, path, said)
        is_problem(answer, 401)
        assert answer["WWW-Authenticate"] == "Token"


def test_a_made_up_id_is_answered_like_a_stranger(record, promise, amina, sam):
    told = []
    for user, found in [(amina, uuid.uuid4()), (sam, record.pk)]:
        told.append(is_problem(Program(user).get(f"residents/{found}/"), 404))
    assert told[0] == told[1]


def test_who_walks_with_joe_finds_every_door_open(record, promise, amina, program):
    calls = program(amina)
    statuses = [calls.send(*call).status_code for call in every_call(record, promise)]
    around = [200, 201, 200, 200, 422, 200]  # a lead is handed over, not ended
    # The promise is kept by then: it neither moves nor is let go.
    promised = [200, 201, 200, 422, 422]
    assert statuses == [200, 200, 200, 200, 201, 200, 201, *around, 201, *promised]


def test_joe_reads_all_of_his_own_and_says_his_own_words(record, promise, joe, amina, program):
    calls = program(joe)
    statuses = [calls.send(*call).status_code for call in every_call(record, promise)]
    around, promised = [200, 403, 200, 403, 403, 403], [200, 403, 403, 403, 403]
    assert statuses == [200, 403, 200, 200, 403, 200, 201, *around, 404, *promised]
    assert set(looks(joe)) == {("Joe", "api", "own_record")}
    with acting_as(joe):
        assert Statement.objects.get().voice == "own"


def test_a_lead_says_why_first(record, promise, bev, browse, program):
    told = is_problem(program(bev).get(f"residents/{record.pk}/"), 403)
    assert told["type"] == "/api/docs/#problems-say-why"
    assert f"/people/{record.pk}/why/" in told["detail"]
    browse(bev).post(f"/people/{record.pk}/why/", {"purpose": "safety"})
    assert program(bev).get(f"residents/{record.pk}/").status_code == 200
    is_problem(program(bev).patch(f"residents/{record.pk}/", {"pronouns": "he"}), 403)
    assert program(bev).get("residents/").json()["results"] == []


@pytest.mark.parametrize("outsider", ["pat", "carol", "diya", "joe"])
def test_who_may_not_meet_people_meets_nobody(outsider, request, program):
    user = request.getfixturevalue(outsider)
    is_problem(program(user).post("residents/", {"known_as": "Leroy"}), 403)


def test_a_list_shows_whom_one_walks_with_and_each_name_is_a_look(record, joe, amina, sam, program):
    make.resident("Dot", by=sam)
    assert [row["known_as"] for row in program(amina).get("residents/").json()["results"]] == [
        "Joe"
    ]
    assert [row["known_as"] for row in program(sam).get("residents/").json()["results"]] == ["Dot"]
    assert [row["known_as"] for row in program(joe).get("residents/").json()["results"]] == ["Joe"]
    assert looks(joe) == [
        ("Amina Yusuf", "api", "walks_with"),
        ("Joe", "api", "own_record"),
    ]


def test_joe_reads_on_his_page_that_a_program_looked(record, joe, amina, browse, program):
    program(amina).get(f"residents/{record.pk}/")
    assert "Read it by another program. Walks with them" in browse(joe).get("/me/").content.decode()


def test_what_a_coded_reason_withholds_joe_reads_nowhere(record, joe, amina, program):
    note = make.note(record, by=amina, their_words="About my brother", withheld="somebody_else")
    whose = {"resident": record.pk}
    assert len(program(amina).get("notes/", **whose).json()["results"]) == 2
    assert len(program(joe).get("notes/", **whose).json()["results"]) == 1
    is_problem(program(joe).get(f"notes/{note.pk}/"), 404)


def test_words_of_a_wrong_record_are_not_shown(record, amina, program):
    from cases.actions import note as notes

    with acting_as(amina):
        note = notes.write(record, by=amina, their_words="Somebody else's")
        notes.enter_in_error(note, by=amina, reason="Another Joe")
    answer = program(amina).get(f"notes/{note.pk}/")
    assert "Somebody else's" not in answer.content.decode()
    assert answer.json()["entered_in_error"] == "Another Joe"


def test_reflections_are_mine_and_those_shared_with_my_team(amina, bev, sam, world, program):
    with acting_as(amina):
        team = Team.objects.create(name="North", hub=world.marsh_end)
        Reflection.objects.create(author=amina, what_happened="He went alone.")
        Reflection.objects.create(
            author=amina, what_happened="Shared.", team=team, shared_at=timezone.now()
        )

    def read(user):
        rows = program(user).get("reflections/").json()["results"]
        return [row["what_happened"] for row in rows]

    assert read(amina) == ["Shared.", "He went alone."]
    assert read(bev) == ["Shared."]
    assert read(sam) == []


def test_a_reflection_is_shared_read_and_answered_as_on_its_pages(
    record, joe, amina, bev, sam, world, program
):
    note = make.note(record, by=amina, their_words="Not so bad.")
    calls, at_bevs = program(amina), program(bev)
    made = calls.post("reflections/", {"what_next": "Ask again.", "note": str(note.pk)})
    assert made.status_code == 201
    thought = f"reflections/{made.json()['id']}/"
    with acting_as(amina):
        assert Reflection.objects.get().about.note == note
    for user in [bev, sam, joe]:
        is_problem(program(user).get(thought), 404)
        is_problem(program(user).post(f"{thought}share/", {}), 404)
        is_problem(program(user).post(f"{thought}reply/", {"text": "Yes."}), 404)
    is_problem(calls.post(f"{thought}reply/", {"text": "Not shared yet."}), 403)
    shared = calls.post(f"{thought}share/", {}).json()
    assert shared["team"] == str(world.quay.pk)
    assert shared["shared_at"]
    is_problem(program(sam).get(thought), 404)
    is_problem(at_bevs.post(f"{thought}share/", {"team": str(world.quay.pk)}), 404)  # not hers
    answer = at_bevs.post(f"{thought}reply/", {"text": " That is worth telling. "})
    assert answer.status_code == 201
    assert answer.json()["text"] == "That is worth telling."
    assert calls.get(thought).json()["replies"] == [answer.json()]
    with acting_as(amina):
        assert [letter.kind for letter in amina.letters.all()] == ["reflection_reply"]
        found = AuditEvent.objects.filter(verb__startswith="reflection.").order_by("pk")
        assert [(event.verb, event.resident_id) for event in found] == [
            ("reflection.written", None),
            ("reflection.shared", None),
        ]


@pytest.mark.parametrize("outsider", ["pat", "carol", "diya", "joe"])
def test_who_has_no_reflections_writes_none(outsider, request, program):
    user = request.getfixturevalue(outsider)
    is_problem(program(user).post("reflections/", {"what_next": "Ask."}), 403)


def test_a_thought_is_about_a_conversation_of_ones_own(record, amina, world, program):
    ben = make.worker("Ben Hale", world.marsh_end)
    with acting_as(amina):
        connections.join(record, by=amina, user=ben)
    theirs = make.note(record, by=ben)
    said = {"what_next": "Ask.", "note": str(theirs.pk)}
    is_problem(program(amina).post("reflections/", said), 404)
    assert program(ben).post("reflections/", said).status_code == 201


def test_who_works_in_no_team_says_with_which_to_share(sam, world, program):
    calls = program(sam)
    thought = f"reflections/{calls.post('reflections/', {'what_next': 'Ask.'}).json()['id']}/"
    for said in [{}, {"team": str(world.quay.pk)}, {"team": str(uuid.uuid4())}]:
        told = is_problem(calls.post(f"{thought}share/", said), 422)
        assert told["errors"] == {"team": ["Choose a team that is yours."]}


# --- Around somebody ------------------------------------------------------------------------------


def test_all_kinds_of_company_join(record, amina, world, program):
    ben = make.worker("Ben Hale", world.marsh_end)
    calls, about = program(amina), {"resident": str(record.pk)}
    for said, shown in [
        (
            {"person": " Maureen  Harrow ", "part": "family", "closeness": "close"},
            {"name": "Maureen Harrow", "part": "family", "closeness": "close", "voice": "neither"},
        ),
        (
            {"organisation": str(world.advice.pk), "about": "letters"},
            {"name": "Clearwater Debt Advice", "organisation": str(world.advice.pk)},
        ),
        (
            {"name": "Allotments", "kind": "community_group"},
            {"name": "Allotments", "part": "alongside", "user": None},
        ),
        (
            {"colleague": str(ben.pk), "part": "specialist", "voice": "reads"},
            {"name": "Ben Hale", "user": str(ben.pk), "part": "specialist", "voice": "reads"},
        ),
    ]:
        answer = calls.post("connections/", about | said)
        assert answer.status_code == 201, answer.content
        assert answer.json().items() >= shown.items()
        assert calls.get(f"connections/{answer.json()['id']}/").json() == answer.json()
    assert verbs(amina, record)[-4:] == ["connection.joined"] * 4
    assert program(ben).get(f"residents/{record.pk}/").status_code == 200
    is_problem(program(ben).post("notes/", about | {"their_words": "Hm."}), 403)  # ben reads


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "person"),
        ({"person": "   "}, "person"),
        ({"person": "Maureen", "name": "Allotments", "kind": "charity"}, "person"),
        ({"person": "x" * 121}, "person"),
        ({"person": ["Maureen"]}, "person"),
        ({"person": "Maureen", "part": "lead"}, "part"),
        ({"person": "Maureen", "part": "specialist"}, "part"),
        ({"person": "Maureen", "part": "stranger"}, "part"),
        ({"person": "Maureen", "voice": "reads"}, "voice"),
        ({"person": "Maureen", "closeness": "near"}, "closeness"),
        ({"person": "Maureen", "about": "x" * 201}, "about"),
        ({"person": "Maureen", "kind": "charity"}, "kind"),
        ({"person": "Maureen", "depth": "deep"}, "depth"),
        ({"name": "Allotments"}, "kind"),
        ({"name": "Allotments", "kind": "church"}, "kind"),
        ({"organisation": "019a7c1e-5b1d-7c3e-9d55-0c6a2f6f1f10"}, "organisation"),
        ({"organisation": "Advice"}, "organisation"),
        ({"organisation": None}, "organisation"),
        ({"colleague": "019a7c1e-5b1d-7c3e-9d55-0c6a2f6f1f10"}, "colleague"),
        ({"colleague": {}}, "colleague"),
    ],
)
def test_what_is_wrong_about_who_joins_is_said(said, field, record, amina, program):
    told = is_problem(program(amina).post("connections/", said | {"resident": str(record.pk)}), 422)
    assert list(told["errors"]) == [field]
    with acting_as(amina):
        assert Connection.objects.count() == 1


def test_whoever_cannot_join_is_refused_in_the_same_words(record, joe, amina, pat, sam, program):
    """A receiver, the resident themself, somebody kept out, and somebody who no longer works here."""
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, author=amina, user=sam, reason="He asked.")
    about = {"resident": str(record.pk)}
    for user in [pat, joe, sam]:
        told = is_problem(
            program(amina).post("connections/", about | {"colleague": str(user.pk)}), 422
        )
        assert told["errors"] == {
            "colleague": ["Choose somebody else. This colleague cannot join."]
        }


def test_only_what_is_sent_of_a_connection_changes(record, amina, program):
    with acting_as(amina):
        sister = connections.join(
            record, by=amina, person="Maureen", part="family", about="next door"
        )
    calls = program(amina)
    around = f"connections/{sister.pk}/"
    answer = calls.patch(around, {"closeness": "close", "chosen_by_resident": True}).json()
    assert (answer["closeness"], answer["chosen_by_resident"]) == ("close", True)
    assert (answer["part"], answer["about"]) == ("family", "next door")
    assert calls.patch(around, {"chosen_by_resident": None, "about": ""}).json()["about"] == ""
    assert verbs(amina, record)[-2:] == ["connection.described"] * 2


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"part": "specialist"}, 422, "part"),
        ({"part": "lead"}, 422, "part"),
        ({"voice": "reads"}, 422, "voice"),
        ({"person": "Mo"}, 422, "person"),
        ({"closeness": None}, 422, "closeness"),
        ({"depth": "deep"}, 403, None),  # only a worker says it, of themself
    ],
)
def test_what_cannot_be_said_of_a_sister_is_refused(said, status, field, record, amina, program):
    with acting_as(amina):
        sister = connections.join(record, by=amina, person="Maureen", part="family")
    told = is_problem(program(amina).patch(f"connections/{sister.pk}/", said), status)
    assert list(told.get("errors", {})) == ([field] if field else [])


def test_a_connection_ends_and_says_how(record, amina, program):
    with acting_as(amina):
        sister = connections.join(record, by=amina, person="Maureen", part="family")
    calls, path = program(amina), f"connections/{sister.pk}/end/"
    told = is_problem(calls.post(path, {"how_ended": "  "}), 422)
    assert list(told["errors"]) == ["how_ended"]
    answer = calls.post(path, {"how_ended": "She moved."})
    assert answer.status_code == 200
    assert (answer.json()["how_ended"], bool(answer.json()["until"])) == ("She moved.", True)
    assert verbs(amina, record)[-1] == "connection.ended"


def test_who_ends_their_own_connection_sees_nothing_any_more(record, amina, world, program):
    ben = make.worker("Ben Hale", world.marsh_end)
    with acting_as(amina):
        mine = connections.join(record, by=amina, user=ben)
    calls, path = program(ben), f"connections/{mine.pk}/end/"
    answer = calls.post(path, {"how_ended": "I changed jobs."}, key="1")
    assert answer.status_code == 200
    assert answer.json()["name"] == "Ben Hale"
    for again in [
        calls.post(path, {"how_ended": "I changed jobs."}, key="1"),
        calls.get(path[:-4]),
    ]:
        is_problem(again, 404)
    assert verbs(amina, record).count("connection.ended") == 1


def test_who_says_that_they_no_longer_read_sees_nothing_any_more(record, amina, world, program):
    ben = make.worker("Ben Hale", world.marsh_end)
    with acting_as(amina):
        mine = connections.join(record, by=amina, user=ben)
    calls, around = program(ben), f"connections/{mine.pk}/"
    answer = calls.patch(around, {"depth": "light", "voice": "neither"})
    assert answer.status_code == 200
    assert (answer.json()["depth"], answer.json()["voice"]) == ("light", "neither")
    is_problem(calls.get(around), 404)


def test_the_lead_is_handed_over_with_what_joe_says(record, amina, world, program):
    ben = make.worker("Ben Hale", world.marsh_end)
    with acting_as(amina):
        lead = Connection.objects.get()
    calls, path = program(amina), f"residents/{record.pk}/lead/"
    said = {"colleague": str(ben.pk), "resident_view": "He likes Ben.", "seen": str(lead.pk)}
    for wrong, field in [
        ({"resident_view": ""}, "resident_view"),
        ({"seen": None}, ""),  # somebody leads
        ({"colleague": str(uuid.uuid4())}, "colleague"),
    ]:
        assert list(is_problem(calls.post(path, said | wrong), 422)["errors"]) == [field]
    for missing in said:
        rest = {name: value for name, value in said.items() if name != missing}
        assert list(is_problem(calls.post(path, rest), 422)["errors"]) == [missing]
    answer = calls.post(path, said | {"stays": False}, key="1")
    assert answer.status_code == 200
    assert answer.json().items() >= {"name": "Ben Hale", "part": "lead"}.items()
    is_problem(calls.post(path, said | {"stays": False}, key="1"), 404)  # her sight has ended
    assert verbs(ben, record)[-2:] == ["connection.leads", "connection.ended"]


# --- The same trail -------------------------------------------------------------------------------


def test_meeting_by_a_program_is_meeting(amina, program):
    answer = program(amina).post(
        "residents/",
        {
            "known_as": " Leroy ",
            "born": "1951-03",
            "language": "ur",
            "words": "میں یہاں گاتا تھا",
            "agreed": "Ring",
            "due": TOMORROW.isoformat(),
        },
    )
    assert answer.status_code == 201
    made = answer.json()
    assert (made["known_as"], made["born"], made["language"]) == ("Leroy", "1951-03", "ur")
    with acting_as(amina):
        leroy = Resident.objects.get()
        assert str(leroy.pk) == made["id"]
        assert leroy.date_of_birth_precision == "month"
        assert leroy.connections.get().user == amina
        assert Note.objects.get().their_words == "میں یہاں گاتا تھا"
        assert Reminder.objects.get().due == TOMORROW
    assert verbs(amina, leroy) == ["resident.met", "note.written", "promise.made"]


def test_every_verb_leaves_its_trail(record, promise, amina, program):
    calls, about = program(amina), {"resident": str(record.pk)}
    before = len(verbs(amina, record))
    calls.patch(f"residents/{record.pk}/", {"pronouns": "he"})
    calls.post("notes/", about | {"their_words": "Not so bad."})
    calls.post("statements/", about | {"section": "most_important", "text": "Biscuit."})
    moved = calls.post(f"reminders/{promise.pk}/move/", {"due": "2999-01-01", "why": "Ill"}).json()
    calls.post(f"reminders/{moved['id']}/let-go/", {"why": "He rang."})
    assert verbs(amina, record)[before:] == [
        "resident.described",
        "note.written",
        "statement.saved",
        "promise.moved",
        "promise.let_go",
    ]


def test_only_what_is_sent_changes(record, amina, program):
    program(amina).patch(f"residents/{record.pk}/", {"full_name": "Joe Harrow", "born": "1951"})
    answer = program(amina).patch(f"residents/{record.pk}/", {"pronouns": "he"}).json()
    assert (answer["full_name"], answer["born"], answer["pronouns"]) == ("Joe Harrow", "1951", "he")
    assert program(amina).patch(f"residents/{record.pk}/", {"born": ""}).json()["born"] == ""


def test_a_workers_words_over_joes_own_are_a_suggestion(record, joe, amina, program):
    with acting_as(joe):
        mine = words.say(record, "most_important", Words("Biscuit."), by=joe, base=None)
    said = {"resident": str(record.pk), "section": "most_important", "text": "His dog Biscuit."}
    answer = program(amina).post("statements/", said)
    assert answer.status_code == 201
    assert (answer.json()["kind"], answer.json()["against"]) == ("suggestion", str(mine.pk))
    (shown,) = program(amina).get("statements/", resident=record.pk).json()["results"]
    assert (shown["kind"], shown["text"]) == ("statement", "Biscuit.")


def test_statements_are_the_latest_or_every_version(record, amina, program):
    calls = program(amina)
    base = None
    for text in ["One", "Two", "Three"]:
        said = {"resident": str(record.pk), "section": "most_important", "text": text}
        how = {"voice": "on_behalf", "how_completed": "His sister told us."}
        base = calls.post("statements/", said | how | ({"base": base} if base else {})).json()["id"]

    def read(**query):
        rows = calls.get("statements/", resident=record.pk, **query).json()["results"]
        return [row["text"] for row in rows]

    assert read() == ["Three"]
    assert read(versions="all") == ["Three", "Two", "One"]
    assert read(versions="all", section="my_wellness") == []


# --- Problems -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "known_as"),
        ({"known_as": ""}, "known_as"),
        ({"known_as": "   "}, "known_as"),
        ({"known_as": None}, "known_as"),
        ({"known_as": 5}, "known_as"),
        ({"known_as": ["Leroy"]}, "known_as"),
        ({"known_as": {"a": 1}}, "known_as"),
        ({"known_as": "L\x00"}, "known_as"),
        ({"known_as": "\ud800"}, "known_as"),
        ({"known_as": "x" * 81}, "known_as"),
        ({"known_as": "Leroy", "nickname": "L"}, "nickname"),
        ({"known_as": "Leroy", "\ud800": "L"}, "?"),
        ({"known_as": "Leroy", "state": "ended"}, "state"),
        ({"known_as": "Leroy", "born": "14/3/1951"}, "born"),
        ({"known_as": "Leroy", "born": "2999"}, "born"),
        ({"known_as": "Leroy", "language": "klingon"}, "language"),
        ({"known_as": "Leroy", "language": "\ud800"}, "language"),
        ({"known_as": "Leroy", "language": ["ur"]}, "language"),
        ({"known_as": "Leroy", "place": "019a7c1e-5b1d-7c3e-9d55-0c6a2f6f1f10"}, "place"),
        ({"known_as": "Leroy", "place": "\ud800"}, "place"),
        ({"known_as": "Leroy", "place": {}}, "place"),
        ({"known_as": "Leroy", "interpreter": "perhaps"}, "interpreter"),
        ({"known_as": "Leroy", "agreed": "Ring", "due": "tomorrow"}, "due"),
        ({"known_as": "Leroy", "agreed": "Ring", "due": "2020-01-01"}, "due"),
        ([], ""),
        ("Leroy", ""),
        (None, "known_as"),
    ],
)
def test_what_is_wrong_is_a_sentence_by_field_and_nothing_happens(said, field, amina, program):
    body = b"" if said is None else json.dumps(said)
    told = is_problem(program(amina).post("residents/", body), 422)
    assert list(told["errors"]) == [field]
    assert all(told["errors"][field])
    with acting_as(amina):
        assert not Resident.objects.exists()


@pytest.mark.parametrize(
    ("path", "said", "field"),
    [
        ("notes/", {}, "their_words"),
        ("notes/", {"their_words": "Hm.", "happened_at": "2999-01-01T10:00:00Z"}, "happened_at"),
        ("notes/", {"their_words": "Hm.", "happened_at": "0001-01-01T00:00:00Z"}, "happened_at"),
        (
            "notes/",
            {"their_words": "Hm.", "happened_at": "9999-12-31T23:59:59-23:59"},
            "happened_at",
        ),
        ("notes/", {"their_words": "Hm.", "mode": "by pigeon"}, "mode"),
        ("notes/", {"their_words": "Hm.", "withheld": "because"}, "withheld"),
        ("statements/", {"section": "most_important"}, "text"),
        ("statements/", {"section": "nothing", "text": "B"}, "section"),
        ("statements/", {"section": "most_important", "text": "B", "dont": "C"}, "dont"),
        ("statements/", {"section": "most_important", "text": "B", "base": "C"}, "base"),
        (
            "statements/",
            {"section": "most_important", "text": "B", "voice": "on_behalf"},
            "how_completed",
        ),
        ("reminders/", {"what": "Ring", "due": "2020-01-01"}, "due"),
        ("reminders/", {"what": "  ", "due": "2999-01-01"}, "what"),
    ],
)
def test_what_is_wrong_about_joe_is_said_at_its_field(path, said, field, record, amina, program):
    told = is_problem(program(amina).post(path, said | {"resident": str(record.pk)}), 422)
    assert list(told["errors"]) == [field]


@pytest.mark.parametrize("query", ["", "?resident=", "?resident=joe", "?resident=%00", "?whose=1"])
def test_a_list_about_nobody_in_particular_is_none(query, amina, program):
    for noun in ["notes", "statements", "connections", "reminders"]:
        assert is_problem(program(amina).get(f"{noun}/{query}"), 422)["errors"]


@pytest.mark.parametrize(
    "body", ["{", "", "nonsense", b"\xff\xfe", "NaN", "[" * 100_000, '{"a": ' * 50_000]
)
def test_what_is_no_json_is_said(body, amina, program):
    status = 422 if body == "" else 400
    is_problem(program(amina).post("residents/", body), status)


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""],
)
def test_another_kind_of_body_is_refused(kind, amina, program):
    answer = program(amina).post("residents/", "known_as=Leroy", content_type=kind)
    is_problem(answer, 415)


@pytest.mark.parametrize("size", [1_100_000, 5_000_000])
def test_a_body_of_more_than_a_megabyte_is_refused_unread(
    size, record, promise, amina, browse, program
):
    body = json.dumps({"known_as": "x" * size})
    calls = program(amina)
    sending = [call for call in every_call(record, promise) if call[0] != "GET"]
    for method, path, _said in [*sending, ("POST", "residents/", None)]:
        is_problem(calls.send(method, path, body), 413)
    answer = browse(amina).post(
        "/api/v1/residents/", body, content_type="application/x-www-form-urlencoded"
    )
    is_problem(answer, 413)


def test_a_method_that_a_door_has_not_is_refused(record, amina, program):
    for method, path in [
        ("DELETE", f"residents/{record.pk}/"),
        ("PUT", f"residents/{record.pk}/"),
        ("OPTIONS", "residents/"),
        ("GET", f"reminders/{uuid.uuid4()}/keep/"),
        ("DELETE", f"connections/{uuid.uuid4()}/"),
        ("POST", f"reflections/{uuid.uuid4()}/"),
    ]:
        is_problem(program(amina).send(method, path), 405)


def test_an_address_that_does_not_exist_is_a_problem_too(amina, program):
    is_problem(program(amina).get("nothing/"), 404)
    is_problem(program(amina).get("residents/joe/"), 404)


def test_too_many_calls_wait(record, amina, sam, settings, program):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
        "DEFAULT_THROTTLE_RATES": {"user": "3/min"}
    }
    calls = program(amina)
    assert [calls.get("residents/").status_code for _ in range(3)] == [200] * 3
    answer = calls.get("residents/")
    is_problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 61
    assert program(sam).get("residents/").status_code == 200


def test_an_answer_is_json_and_kept_by_nothing_in_between(record, amina, program):
    calls = program(amina)
    calls.headers["Accept"] = "text/html"
    answer = calls.get(f"residents/{record.pk}/")
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def broken(transactional_db):
    """The words of a promise are not where the code looks for them, until the test ends."""

    def rename(column: str, to: str) -> None:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"alter table cases_reminder rename {column} to {to}")

    yield lambda: rename("what", "elsewhere")
    rename("elsewhere", "what")


def test_an_error_of_ours_is_a_problem_too_without_a_word_of_what_it_was(
    broken, record, joe, amina, browse
):
    broken()
    calls = Program(amina)
    calls.client.raise_request_exception = False
    session = browse(amina, raise_request_exception=False)
    path = f"reminders/?resident={record.pk}"
    said = {"resident": str(record.pk), "what": "Ring about Biscuit", "due": TOMORROW.isoformat()}
    for answer in [
        calls.get(path),
        calls.post("reminders/", said, key="1"),
        session.get(V1 + path),
    ]:
        assert is_problem(answer, 500) == {
            "type": "about:blank",
            "title": "Internal Server Error",
            "status": 500,
            "detail": "Something went wrong here. Nothing was changed. Try again later.",
        }
    assert looks(joe) == []  # nor was anything shown
    assert "Something went wrong here</h1>" in session.get("/today/").content.decode()


# --- Who is asking --------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["made-up", "x" * 64, "é", "a b", "\x00", "'"])
def test_a_token_that_is_none_opens_nothing(token, world):
    is_problem(Program(token=token).get("residents/"), 401)


def test_a_token_that_ran_out_or_of_somebody_turned_off_opens_nothing(amina, sam, program):
    mine, theirs = program(amina), program(sam)
    with time_machine.travel(timezone.now() + timezone.timedelta(days=91)):
        is_problem(mine.get("residents/"), 401)
    with acting_as(sam):
        sam.is_active = False
        sam.save()
    is_problem(theirs.get("residents/"), 401)


def test_a_session_opens_the_door_and_needs_its_csrf_token_to_write(amina, browse):
    client = browse(amina, enforce_csrf_checks=True)
    assert client.get("/api/v1/residents/").status_code == 200
    said = {"data": '{"known_as": "Leroy"}', "content_type": "application/json"}
    is_problem(client.post("/api/v1/residents/", **said), 403)
    client.get("/people/new/")
    csrf = client.cookies["csrftoken"].value
    answer = client.post("/api/v1/residents/", **said, headers={"X-CSRFToken": csrf})
    assert answer.status_code == 201


def test_a_token_counts_more_than_somebody_elses_session(record, amina, sam, browse):
    client = browse(sam)
    answer = client.get("/api/v1/residents/", headers=Program(amina).headers)
    assert [row["known_as"] for row in answer.json()["results"]] == ["Joe"]


def test_staff_without_a_second_factor_are_refused_and_residents_are_not(
    record, joe, amina, browse, settings, program
):
    amina_calls, joe_calls = program(amina), program(joe)
    settings.SECOND_FACTOR_REQUIRED = True
    told = is_problem(amina_calls.get("residents/"), 403)
    assert "second step" in told["detail"]
    is_problem(browse(amina).get("/api/v1/residents/"), 403)
    assert joe_calls.get("residents/").status_code == 200
    with acting_as(amina):
        TOTP.activate(amina, generate_totp_secret())
    assert amina_calls.get("residents/").status_code == 200
    is_problem(browse(amina).get("/api/v1/residents/"), 403)  # signed in without the second step


# --- A record with nothing in it ------------------------------------------------------------------


def test_every_list_and_row_answers_for_somebody_of_whom_only_a_name_is_known(amina, program):
    """And for what says as little as it may: a word, a name, a day."""
    calls = program(amina)
    ann = calls.post("residents/", {"known_as": "Ann"}).json()["id"]
    whose = f"?resident={ann}"
    nouns = [f"{noun}/{whose}" for noun in ["notes", "statements", "connections", "reminders"]]
    for path in ["residents/", f"residents/{ann}/", "reflections/", *nouns]:
        assert calls.get(path).status_code == 200, path
    counts = {path: len(calls.get(path).json()["results"]) for path in [*nouns, "reflections/"]}
    assert list(counts.values()) == [0, 0, 1, 0, 0]  # amina walks with ann
    for path, said in [
        ("notes/", {"agreed": "Ring"}),
        ("connections/", {"person": "Mo"}),
        ("reflections/", {"what_next": "Ask"}),
    ]:
        about = {} if path == "reflections/" else {"resident": ann}
        made = calls.post(path, about | said).json()
        assert calls.get(f"{path}{made['id']}/").status_code == 200
    about = {"resident": ann}
    calls.post("reminders/", about | {"what": "Ring", "due": "2999-01-01"})
    calls.post("statements/", about | {"section": "my_wellness", "text": "Fine."})
    for path in nouns:
        assert calls.get(path).status_code == 200, path


# --- Page by page ---------------------------------------------------------------------------------


def test_a_list_goes_on_where_it_ended(amina, program, django_assert_max_num_queries):
    for number in range(60):
        make.resident(f"Person {number % 7}", by=amina)
    calls = program(amina)
    first = calls.get("residents/").json()
    assert len(first["results"]) == 50
    second = calls.client.get(first["next"], headers=calls.headers).json()
    assert second["next"] is None
    rows = first["results"] + second["results"]
    assert len({row["id"] for row in rows}) == 60
    assert [row["known_as"] for row in rows] == sorted(row["known_as"] for row in rows)
    assert "Person" not in first["next"]


def test_what_is_written_between_two_pages_shifts_nothing(record, amina, program):
    for number in range(55):
        make.note(record, by=amina, their_words=f"Words {number}")
    calls = program(amina)
    first = calls.get("notes/", resident=record.pk).json()
    make.note(record, by=amina, their_words="Meanwhile")
    second = calls.client.get(first["next"], headers=calls.headers).json()
    told = [row["their_words"] for row in first["results"] + second["results"]]
    assert told == [f"Words {number}" for number in reversed(range(55))] + [
        "I only came in for the warm."
    ]


@pytest.mark.parametrize("after", ["x", "%00", "019a7c1e-5b1d-7c3e-9d55-0c6a2f6f1f10"])
def test_a_place_that_is_none_is_said(after, record, amina, program):
    for noun in ["residents", "reflections"]:
        assert "after" in is_problem(program(amina).get(f"{noun}/?after={after}"), 422)["errors"]


def test_somebody_elses_row_is_no_place_of_mine(record, sam, program):
    is_problem(program(sam).get("residents/", after=record.pk), 422)


def test_a_list_asks_the_same_of_the_database_for_one_and_for_forty(record, amina, program):
    from tests.cases.test_meeting import queries_of

    calls = program(amina)

    class Client:
        get = staticmethod(lambda path: calls.get(path))

    def counts():
        whose = f"?resident={record.pk}"
        paths = ["residents/", f"notes/{whose}", f"reminders/{whose}", f"connections/{whose}"]
        return [queries_of(Client, path) for path in paths]

    make.note(record, by=amina, agreed="Ring", due=TOMORROW)  # there is one of each
    counts()
    one = counts()
    for number in range(39):
        make.resident(f"Person {number}", by=amina)
        make.note(record, by=amina, agreed="Ring", due=TOMORROW)
    assert counts() == one


# --- The same call twice --------------------------------------------------------------------------


def test_the_same_key_and_call_is_one_call(record, promise, amina, world, program):
    calls, about = program(amina), {"resident": str(record.pk)}
    with acting_as(amina):
        lead = Connection.objects.get()
        kevin = connections.join(record, by=amina, person="Kevin")
        thought = Reflection.objects.create(author=amina, what_happened="He went alone.")
    ben = make.worker("Ben Hale", world.marsh_end)
    hand_over = {"colleague": str(ben.pk), "resident_view": "Fine.", "seen": str(lead.pk)}
    for path, said in [
        ("residents/", {"known_as": "Leroy", "words": "Hm."}),
        ("notes/", about | {"their_words": "Not so bad."}),
        ("statements/", about | {"section": "my_wellness", "text": "Slowly."}),
        ("reminders/", about | {"what": "Ring", "due": TOMORROW.isoformat()}),
        (f"reminders/{promise.pk}/move/", {"due": "2999-01-01", "why": "Ill"}),
        ("connections/", about | {"person": "Maureen"}),
        ("connections/", about | {"name": "Allotments", "kind": "mutual"}),
        (f"connections/{kevin.pk}/end/", {"how_ended": "He moved."}),
        (f"residents/{record.pk}/lead/", hand_over),
        ("reflections/", {"what_next": "Ask."}),
        (f"reflections/{thought.pk}/share/", {}),
        (f"reflections/{thought.pk}/reply/", {"text": "Yes."}),
    ]:
        before = verbs(amina, record)
        key = str(uuid.uuid4())
        first, second = (calls.post(path, said, key=key) for _ in range(2))
        assert first.status_code == second.status_code < 300
        assert first.json() == second.json()
        assert len(verbs(amina, record)) <= len(before) + 1
    with acting_as(amina):
        assert Reflection.objects.count() == 2
        assert ReflectionReply.objects.count() == 1


def test_the_same_key_after_somebody_else_wrote_is_still_one_version(record, amina, world, program):
    said = {"resident": str(record.pk), "section": "most_important", "text": "Biscuit."}
    calls = program(amina)
    first = calls.post("statements/", said, key="1").json()
    calls.post("statements/", said | {"text": "The dog.", "base": first["id"]}, key="2")
    assert calls.post("statements/", said, key="1").json() == first
    with acting_as(amina):
        assert Statement.objects.filter(text="Biscuit.").count() == 1


def test_a_key_with_another_call_is_refused(record, amina, program):
    calls = program(amina)
    calls.post("residents/", {"known_as": "Leroy"}, key="1")
    told = is_problem(calls.post("residents/", {"known_as": "Dot"}, key="1"), 422)
    assert told["type"] == "/api/docs/#problems-key-used"
    said = {"resident": str(record.pk), "their_words": "Leroy"}
    is_problem(calls.post("notes/", said, key="1"), 422)
    with acting_as(amina):
        assert Resident.objects.count() == 2


def test_a_key_of_somebody_else_is_another_key(amina, sam, program):
    made = [
        program(user).post("residents/", {"known_as": "Leroy"}, key="1").json()["id"]
        for user in [amina, sam]
    ]
    assert len(set(made)) == 2


def test_a_key_of_a_call_that_failed_is_free(amina, program):
    calls = program(amina)
    is_problem(calls.post("residents/", {"known_as": ""}, key="1"), 422)
    assert calls.post("residents/", {"known_as": "Leroy"}, key="1").status_code == 201


def test_a_key_shows_nothing_that_its_user_no_longer_sees(record, amina, program):
    calls = program(amina)
    said = {"resident": str(record.pk), "their_words": "Hm."}
    assert calls.post("notes/", said, key="1").status_code == 201
    with acting_as(amina):
        Connection.objects.filter(resident=record).update(until=timezone.now())
    is_problem(calls.post("notes/", said, key="1"), 404)


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_is_neither_empty_nor_endless(key, amina, program):
    told = is_problem(program(amina).post("residents/", {"known_as": "Leroy"}, key=key), 422)
    assert list(told["errors"]) == ["Idempotency-Key"]


@pytest.mark.django_db(transaction=True)
def test_five_programs_at_once_with_one_key_meet_somebody_once(record, amina):
    start, answers = threading.Barrier(5), []

    def call(program):
        from django.db import connection

        try:
            start.wait()
            answers.append(program.post("residents/", {"known_as": "Leroy"}, key="1"))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=call, args=[program])
        for program in [Program(amina) for _ in range(5)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201] * 5
    assert len({answer.json()["id"] for answer in answers}) == 1
    with acting_as(amina):
        assert Resident.objects.called("Leroy").count() == 1


# --- What it says of itself -----------------------------------------------------------------------


def test_the_schema_is_open_to_everybody_and_of_openapi_3_1(browse, db):
    answer = browse().get("/api/schema/")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    assert all(path.startswith(("/api/v1/", "/api/fhir/")) for path in schema["paths"])
    assert set(schema["paths"]["/api/v1/notes/"]) == {"get", "post"}


def test_the_page_names_every_operation(browse, db):
    page = browse().get("/api/docs/").content.decode()
    for path, doors in browse().get("/api/schema/").json()["paths"].items():
        assert path in page
        for door in doors.values():
            assert f'id="{door["operationId"]}"' in page
