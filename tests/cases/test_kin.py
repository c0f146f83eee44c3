"""Two residents who belong together: linked by who sees both, and nobody sees more by it."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from cases.actions import kin as kinship
from cases.actions import safety
from cases.models import Connection, Kin, Resident
from cases.rows.need import needs_of
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_needs import look_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def luke(amina):
    return make.resident("Luke", by=amina)


@pytest.fixture
def dots(sam):
    """A record that Amina does not see."""
    return make.resident("Dot", by=sam)


def link(client, record, **said):
    return client.post(f"/people/{record.pk}/needs/kin/", {"kind": "child"} | said)


def told(reader, record) -> list[tuple[str, str]]:
    with acting_as(reader):
        return [(line.name, line.text) for line in needs_of(record, reader).kin]


def both_see(record, dots, *, amina, sam):
    """Let Sam stand beside Joe for a while."""
    with acting_as(amina):
        return Connection.objects.create(resident=record, user=sam, part="alongside")


def test_it_stands_on_both_records_each_seen_from_its_own_side(record, luke, amina, browse):
    client = browse(amina)
    assert link(client, record, who="luke").url == f"/people/{record.pk}/needs/#kin"
    assert told(amina, record) == [("Luke", "child")]
    assert told(amina, luke) == [("Joe", "parent")]
    page = client.get(f"/people/{luke.pk}/").content.decode()
    assert f'Also known here: <a href="/people/{record.pk}/">Joe</a> (parent).' in page


def test_it_stands_in_the_trail_of_both(record, luke, amina, browse):
    link(browse(amina), record, who="Luke")
    with acting_as(amina), connection.cursor() as cursor:
        cursor.execute("select resident_id from kernel_auditevent where verb = 'kin.linked'")
        assert {resident_id for (resident_id,) in cursor} == {record.pk, luke.pk}


def test_who_sees_only_one_reads_no_name_and_sees_no_more_than_before(
    record, dots, amina, sam, browse
):
    beside = both_see(record, dots, amina=amina, sam=sam)
    with acting_as(sam):
        kinship.link(dots, record, by=sam, kind="partner")
        assert told(sam, dots) == [("Joe", "partner")]
    assert told(amina, record) == [("", "partner")]
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "somebody you do not see (partner)" in page
    assert "Dot" not in page
    assert browse(amina).get(f"/people/{dots.pk}/").status_code == 404
    with acting_as(amina):
        assert not Resident.objects.filter(pk=dots.pk).exists()
    with acting_as(sam):
        Connection.objects.filter(pk=beside.pk).update(until=beside.since)
    assert told(sam, dots) == [("", "partner")]
    assert browse(sam).get(f"/people/{record.pk}/").status_code == 404


def test_it_stands_on_neither_ones_own_page(record, luke, joe, amina, browse):
    link(browse(amina), record, who="Luke", kind="partner")
    lukes = make.door(luke, by=amina)
    for user in (joe, lukes):
        for address in ("/me/", "/me/needs/"):
            page = browse(user).get(address).content.decode()
            assert "Also known here" not in page
            assert "partner" not in page
        with acting_as(user), connection.cursor() as cursor:
            assert not Kin.objects.exists()
            cursor.execute("select count(*) from cases_kinevent")
            assert cursor.fetchone() == (0,)


def test_who_must_not_see_one_is_not_told_of_the_link_from_the_other(record, dots, amina, sam, bev):
    both_see(record, dots, amina=amina, sam=sam)
    with acting_as(sam):
        kinship.link(dots, record, by=sam, kind="sibling")
    assert told(amina, record) == [("", "brother or sister")]
    with acting_as(sam):
        safety.keep_from(dots, amina.pk, by=sam, reason="Her sister-in-law.")
    assert told(amina, record) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "who"),
        ({"who": "Luke", "kind": ""}, "kind"),
        ({"who": "Luke", "kind": "enemy"}, "kind"),
        ({"who": "Joe"}, "who"),  # himself
        ({"who": "Dot"}, "who"),  # whom Amina does not see
        ({"who": "Lu"}, "which"),
    ],
)
def test_what_is_missing_is_said_at_the_field(said, field, record, luke, dots, amina, browse):
    answer = link(browse(amina), record, **said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Dot" not in answer.content.decode().replace('value="Dot"', "")
    assert told(amina, record) == []


def test_of_two_with_one_name_somebody_chooses(record, luke, amina, browse):
    other = make.resident("Luke", by=amina, full_name="Luke Fenn")
    client = browse(amina)
    asked = link(client, record, who="Luke")
    labels = {label for _value, label in asked.context["form"].fields["which"].choices}
    assert labels == {"Luke", "Luke, Luke Fenn"}
    link(client, record, who="Luke", which=str(other.pk))
    with acting_as(amina):
        assert Kin.objects.get().other == other


def test_saying_the_same_again_from_either_side_is_one_link(record, luke, amina, browse):
    for _ in range(2):
        assert link(browse(amina), record, who="Luke").status_code == 302
    assert link(browse(amina), luke, who="Joe", kind="parent").status_code == 302
    assert told(amina, record) == [("Luke", "child")]


@pytest.mark.parametrize(
    ("from_joe", "kind"), [(True, "partner"), (False, "child"), (False, "carer")]
)
def test_something_else_of_the_two_is_asked_about(from_joe, kind, record, luke, amina, browse):
    link(browse(amina), record, who="Luke")
    here, who = (record, "Luke") if from_joe else (luke, "Joe")
    answer = link(browse(amina), here, who=who, kind=kind)
    assert answer.status_code == 422
    assert "They are linked already." in answer.content.decode()


@pytest.mark.parametrize("end", ["record", "luke"])
def test_it_ends_from_either_side_once(end, record, luke, amina, browse):
    link(browse(amina), record, who="Luke")
    with acting_as(amina):
        kin = Kin.objects.get()
    here = record if end == "record" else luke
    address = f"/people/{here.pk}/needs/kin/{kin.pk}/no-longer/"
    assert browse(amina).get(address).status_code == 200
    for _ in range(2):
        assert browse(amina).post(address).status_code == 302
    assert told(amina, record) == told(amina, luke) == []
    with acting_as(amina), connection.cursor() as cursor:
        cursor.execute("select count(*) from kernel_auditevent where verb = 'kin.unlinked'")
        assert cursor.fetchone() == (2,)


def test_who_sees_one_end_or_only_reads_neither_links_nor_ends(
    record, luke, dots, joe, amina, sam, bev, browse
):
    both_see(record, dots, amina=amina, sam=sam)
    with acting_as(sam):
        kin = kinship.link(dots, record, by=sam, kind="sibling")
    address = f"/people/{record.pk}/needs/kin/{kin.pk}/no-longer/"
    assert browse(amina).post(address).status_code == 403
    page = browse(amina).get(f"/people/{record.pk}/needs/").content.decode()
    assert address not in page
    client = look_in(browse(bev), record)
    assert link(client, record, who="Luke").status_code == 403
    with acting_as(bev), pytest.raises(PermissionDenied):
        kinship.link(record, luke, by=bev, kind="sibling")
    with acting_as(joe), pytest.raises((PermissionDenied, Resident.DoesNotExist)):
        kinship.link(record, luke, by=joe, kind="sibling")


def test_the_database_links_nobody_whom_the_writer_does_not_see(record, dots, amina):
    with acting_as(amina), pytest.raises(ProgrammingError), transaction.atomic():
        Kin.objects.create(resident=record, other=dots, kind="partner", author=amina)


def test_nobody_is_their_own_kin(record, amina):
    with acting_as(amina):
        with pytest.raises(ValidationError):
            kinship.link(record, record, by=amina, kind="sibling")
        with pytest.raises(IntegrityError), transaction.atomic():
            Kin.objects.create(resident=record, other=record, kind="sibling", author=amina)


def test_a_made_up_link_is_none(record, amina, browse):
    address = f"/people/{record.pk}/needs/kin/{uuid.uuid4()}/no-longer/"
    assert browse(amina).get(address).status_code == 404
