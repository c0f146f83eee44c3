"""The trail: one event a verb, a chain a resident, and whatever is touched shows."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(world, amina):
    """Two residents with a few verbs each, sealed once in between."""
    joe = make.resident("Joe", by=amina, words="I only came in for the warm.")
    make.note(joe, by=amina)
    seal()
    dot = make.resident("Dot", by=amina, words="Ninety-one and still not finished.")
    return joe, dot


def seal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select seal_trail(%s)", [timezone.now()])


def tamper(statement: str) -> None:
    """Change the trail as only the owner of the database can, with its guards off."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement)


def test_each_verb_is_one_event_in_the_residents_own_chain(told, amina):
    joe, dot = told
    with acting_as(amina):
        chains = {
            resident.pk: list(
                AuditEvent.objects.filter(chain=resident.pk)
                .order_by("seq")
                .values_list("seq", "verb")
            )
            for resident in told
        }
    assert chains == {
        joe.pk: [(1, "resident.met"), (2, "note.written"), (3, "note.written")],
        dot.pk: [(1, "resident.met"), (2, "note.written")],
    }


def test_an_event_says_who_in_what_role_and_no_personal_words(told, amina):
    with acting_as(amina):
        event = AuditEvent.objects.filter(verb="note.written").first()
    assert (event.who_id, event.who_name, event.who_role) == (
        amina.pk,
        "Amina Yusuf",
        "practitioner",
    )
    assert "warm" not in str(vars(event))


def test_an_event_knows_the_request_it_came_with(world, amina, browse):
    browse(amina).post("/people/new/", {"known_as": "Joe"})
    with acting_as(amina):
        (event,) = AuditEvent.objects.filter(verb="resident.met")
    assert len(event.request_id) == 36


def verdict() -> str:
    with as_owner():
        try:
            call_command("verify_trail")
        except CommandError as fault:
            return str(fault)
    return "holds"


def test_an_untouched_trail_holds(told):
    seal()
    assert verdict() == "holds"


@pytest.mark.parametrize(
    "harm",
    [
        "update kernel_auditevent set verb = 'note.read' where seq = 2",
        "update kernel_auditevent set who_name = 'Sam' where seq = 1",
        "delete from kernel_auditevent where seq = 2",
        "delete from kernel_auditevent where seq = 3",
        "delete from kernel_auditevent; delete from kernel_trailhead",
        "update kernel_trailseal set heads = '[]'",
        "update kernel_trailhead set seq = 9",
    ],
)
def test_whatever_is_touched_shows(harm, told):
    seal()
    tamper(harm)
    assert verdict().startswith("The trail does not hold")


def test_a_cut_tail_shows_by_the_seal_even_if_the_head_was_cut_with_it(told):
    joe, _dot = told
    tamper(
        f"delete from kernel_auditevent where chain = '{joe.pk}' and seq = 3; "
        "update kernel_trailhead h set seq = e.seq, digest = e.digest from kernel_auditevent e "
        f"where e.chain = h.chain and h.chain = '{joe.pk}' and e.seq = 2"
    )
    assert verdict() == "The trail does not hold: 1 faults."
