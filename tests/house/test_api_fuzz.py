"""The door for programs under what its schema allows, and under what it does not."""

import pytest
import schemathesis
from django.conf import settings as django
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cases.actions import connection as connections
from cases.actions import referral as asks
from cases.actions import reflection as reflections
from cases.actions import reminder as promises
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, Note
from hubs.access import memberships
from relational import wsgi
from relational.kernel import openapi
from relational.kernel.models import User
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

EXAMPLES = 12  # of each operation, person and manner
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Each operation by its name: some of the suite's workers would else collect other tests than others.
OPERATIONS = {
    door["operationId"]: (path, method)
    for path, doors in openapi.schema()["paths"].items()
    for method, door in doors.items()
}
# By who walks with Joe, by Joe, and, where it is about an ask, by who is asked.
CALLS = [
    (name, who)
    for name in OPERATIONS
    for who in ("amina", "joe", "pat")
    if who != "pat" or name.startswith(("referrals", "fhir"))
]


@pytest.fixture
def doors():
    """The schema with the whole application behind it, which leaves the test its own connection."""
    schema = schemathesis.openapi.from_dict(openapi.schema())
    schema.app = wsgi.application
    for signal in [request_started, request_finished]:
        signal.disconnect(close_old_connections)
    yield schema
    for signal in [request_started, request_finished]:
        signal.connect(close_old_connections)


@pytest.fixture
def of_joe(record, joe, amina, world) -> dict[str, str]:
    """Ids that exist, for the places in a call where an id goes."""
    with acting_as(amina):
        note = Note.objects.get()
        promise = promises.promise(
            record, by=amina, what="I'll ring", due=promises.timezone.localdate()
        )
        said = words.write_down(record, "most_important", Words("Biscuit."), by=amina, base=None)
        lead = Connection.objects.get()
        sister = connections.join(record, by=amina, person="Maureen", part="family")
        thought = reflections.reflect(by=amina, what_next="Ask again.")
        world.advice.email = "advice@clearwater.example"
        world.advice.save(update_fields=["email"])
        ask = asks.draft(record, by=amina, organisation=world.advice, what_for="Debts")
        asks.send(ask, by=amina)
    ids = {"resident": record, "resident_id": record, "note_id": note, "promise_id": promise}
    ids |= {"base": said, "connection_id": sister, "reflection_id": thought, "note": note}
    ids |= {"referral_id": ask, "organisation": world.advice, "team": world.quay, "seen": lead}
    ids |= {"colleague": make.worker("Ben Hale", world.marsh_end)}
    return {name: str(row.pk) for name, row in ids.items()}


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize(("name", "who"), CALLS)
def test_whatever_is_sent_is_answered_as_the_schema_says(
    name, who, mode, of_joe, doors, browse, request, settings
):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": {"user": None}}
    user = request.getfixturevalue(who)
    headers = comes_in(user, browse)
    path, method = OPERATIONS[name]
    operation = doors[path][method]

    @a_few_times
    @given(some.data())
    def calls(data):
        case = data.draw(operation.as_strategy(GenerationMode(mode)))
        if data.draw(some.integers(0, 3)):  # now and then the id that was made up stays
            about_joe(case, of_joe)
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    calls()


def comes_in(user: User, browse) -> dict[str, str]:
    """Staff by a token; a resident, who has none, by the session of their browser."""
    if memberships(user):
        return {"Authorization": f"Token {make.token(user)}"}
    session = browse(user).cookies[django.SESSION_COOKIE_NAME].value
    csrf = "a" * 32
    return {
        "Cookie": f"{django.SESSION_COOKIE_NAME}={session}; csrftoken={csrf}",
        "X-CSRFToken": csrf,
    }


a_few_times = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def about_joe(case, ids: dict[str, str]) -> None:
    """Put ids that exist where an id goes."""
    for part in [case.path_parameters, case.query, case.body]:
        if isinstance(part, dict):
            part.update({name: ids[name] for name in ids.keys() & part.keys()})
