"""Who must not see somebody: from that moment nothing, whatever their work, and nobody is left alone."""

import datetime
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone

from cases import access
from cases.actions import reminder as promises
from cases.actions import safety
from cases.models import Connection, NotThisPerson, Resident
from relational.kernel import outbox
from relational.kernel.models import AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_needs import look_in, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(world):
    return make.worker("Lena Osei", world.marsh_end, email="lena@demo.example")


@pytest.fixture
def alongside(record, amina, lena):
    """Lena stands beside Joe, as Amina walks with him."""
    with acting_as(amina):
        return Connection.objects.create(resident=record, user=lena, part="alongside")


def keep_from(record, user, *, by, **more):
    with acting_as(by):
        return safety.keep_from(record, user.pk, by=by, **({"reason": "He asked."} | more))


def sees(user, record) -> bool:
    with acting_as(user):
        return Resident.objects.filter(pk=record.pk).exists()


def noon() -> datetime.datetime:
    """Tomorrow at noon, when no hour is quiet."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(12)))


def lead_of(record, *, seen_by) -> str:
    with acting_as(seen_by):
        lead = record.connections.open().filter(part="lead").select_related("user").first()
        return lead.user.called if lead else ""


def send(client, record, **said):
    return client.post(f"/people/{record.pk}/needs/not-this-person/", said)


# --- From that moment ---------------------------------------------------------------------------------


def test_from_that_moment_they_see_nothing_and_their_part_ends_without_a_word_of_why(
    record, amina, lena, alongside, browse
):
    client = browse(lena)
    assert client.get(f"/people/{record.pk}/").status_code == 200
    answer = send(browse(amina), record, who="Lena Osei", reason="She is his niece.")
    assert answer.url == f"/people/{record.pk}/needs/#not-this-person"
    assert client.get(f"/people/{record.pk}/").status_code == 404
    with acting_as(amina):
        ended = Connection.objects.get(user=lena)
        assert ended.until is not None
        assert ended.how_ended == "Somebody else is around now."
    assert verbs(amina, about="notthisperson") == ["not_this_person.added"]
    assert verbs(amina, about="connection") == ["connection.ended"]


ADDRESSES = [
    "cases:record",
    "cases:why",
    "cases:about",
    "cases:contact",
    "cases:notes",
    "cases:promises",
    "cases:rest",
    "cases:what-matters",
    "cases:print",
    "cases:needs",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_hub_manager_who_had_a_reason_a_minute_ago_finds_no_door_either(
    name, record, amina, bev, browse
):
    client = look_in(browse(bev), record)
    address = reverse(name, args=[record.pk])
    assert client.get(address).status_code in {200, 403}  # she may read it, not write in it
    keep_from(record, bev, by=amina)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_they_stand_in_no_list_and_no_letter_either(record, amina, bev, lena, alongside, browse):
    with acting_as(lena):
        promises.promise(record, by=lena, what="Ring", due=timezone.localdate())
    keep_from(record, bev, by=amina)
    keep_from(record, lena, by=amina)
    for user, address in [(bev, "/people/team/"), (lena, "/people/"), (lena, "/today/")]:
        page = browse(user).get(address).content.decode()
        assert "Joe" not in page
        assert "Ring" not in page
    promises.claim_due(noon())
    outbox.deliver(noon())
    assert mail.outbox == []
    with acting_as(lena):
        assert Letter.objects.get().state == Letter.State.NOT_NEEDED


def test_a_new_connection_gives_them_no_sight(record, amina, lena):
    keep_from(record, lena, by=amina)
    with acting_as(amina):
        Connection.objects.create(resident=record, user=lena, part="alongside")
    assert not sees(lena, record)
    with acting_as(lena):
        assert not access.residents(lena).exists()


@pytest.mark.parametrize("table", ["kernel_auditevent", "kernel_accesslog"])
def test_a_privacy_officer_who_is_his_sister_reads_neither_trail_nor_looks_of_his(
    table, record, amina, diya, browse
):
    browse(amina).get(f"/people/{record.pk}/")
    model = AuditEvent if table == "kernel_auditevent" else access.AccessLog
    with acting_as(diya):
        assert model.objects.filter(resident_id=record.pk).exists()
    keep_from(record, diya, by=amina)
    with acting_as(diya):
        assert not model.objects.filter(resident_id=record.pk).exists()


# --- Who walks with him then ------------------------------------------------------------------------


def test_from_who_walks_with_him_a_colleague_keeps_it_only_by_asking_who_leads_the_hub(
    record, amina, lena, alongside, browse
):
    asked = send(browse(lena), record, who="Amina Yusuf", reason="She is his cousin.")
    assert asked.status_code == 422
    form = asked.context["form"]
    sentence = "Only Joe, or who leads your hub, keeps it from who walks with them."
    assert form.errors == {"who": [sentence]}
    assert "She is his cousin." in asked.content.decode()
    assert sees(amina, record)
    with acting_as(amina):
        assert not NotThisPerson.objects.exists()


def test_who_walks_with_him_now_is_told(record, amina, bev, browse):
    colleague = make.worker("Bo Lund", record.hub, email="bo@demo.example")
    keep_from(record, amina, by=bev, successor_id=colleague.pk)
    outbox.deliver(noon())
    (letter,) = mail.outbox
    assert letter.to == ["bo@demo.example"]
    assert "Joe" not in letter.subject + letter.body
    page = browse(colleague).get("/today/").content.decode()
    assert "you walk with them now" in page


def test_the_letter_is_not_needed_where_they_no_longer_do(record, amina, bev):
    colleague, third = (
        make.worker(name, record.hub, email=f"{name[:2].lower()}@demo.example")
        for name in ("Bo Lund", "Cy Holt")
    )
    keep_from(record, amina, by=bev, successor_id=colleague.pk)
    keep_from(record, colleague, by=bev, successor_id=third.pk)
    outbox.deliver(noon())
    assert [letter.to for letter in mail.outbox] == [["cy@demo.example"]]


def test_a_hub_manager_hands_it_on_although_she_only_sees_by_who_leaves(
    record, amina, bev, lena, browse
):
    client = look_in(browse(bev), record)
    said = {"who": "Amina Yusuf", "reason": "She is his cousin."}
    asked = send(client, record, **said)
    assert asked.status_code == 422  # first who does from now on
    form = asked.context["form"]
    assert list(form.errors) == ["successor"]
    assert [name for value, name in form.fields["successor"].choices if value] == [
        "Bev Archer",
        "Lena Osei",
    ]
    assert "She is his cousin." in asked.content.decode()
    alone = send(client, record, **said, successor="")
    assert "Nobody of yours would walk with Joe. Choose somebody." in alone.content.decode()
    assert lead_of(record, seen_by=amina) == "Amina"
    assert send(client, record, **said, successor=str(lena.pk)).status_code == 302
    assert lead_of(record, seen_by=lena) == "Lena"
    assert verbs(lena, about="connection") == ["connection.leads", "connection.ended"]
    assert not sees(amina, record)


def test_and_names_nobody_while_somebody_else_is_around(
    record, amina, bev, lena, alongside, browse
):
    client = look_in(browse(bev), record)
    answer = send(client, record, who="Amina Yusuf", reason="His cousin.", successor="")
    assert answer.status_code == 302
    assert lead_of(record, seen_by=lena) == ""
    assert sees(bev, record)


@pytest.mark.parametrize("chosen", ["amina", "sam", "barred", "nonsense"])
def test_a_successor_is_somebody_who_works_there_and_may_see_him(
    chosen, record, amina, sam, bev, world, browse
):
    barred = make.worker("Bo Lund", world.marsh_end)
    keep_from(record, barred, by=amina)
    ids = {"amina": amina.pk, "sam": sam.pk, "barred": barred.pk, "nonsense": "nonsense"}
    said = {"who": "Amina Yusuf", "reason": "His cousin.", "successor": str(ids[chosen])}
    assert send(look_in(browse(bev), record), record, **said).status_code == 422
    assert lead_of(record, seen_by=amina) == "Amina"


# --- Who may say so, about whom ---------------------------------------------------------------------


def test_nobody_shuts_themself_out(record, amina, browse):
    answer = send(browse(amina), record, who="Amina Yusuf", reason="I know him.", successor="")
    assert answer.status_code == 422
    assert "This is you." in answer.content.decode()
    assert sees(amina, record)


def test_nobody_is_kept_from_their_own_record(record, joe, amina):
    with acting_as(amina), pytest.raises(ValidationError):
        safety.keep_from(record, joe.pk, by=amina, reason="x")


def test_who_does_not_work_here_needs_no_keeping_out(record, amina, sam):
    dot = make.door(make.resident("Dot", by=sam), by=sam)
    with acting_as(amina), pytest.raises(ValidationError):
        safety.keep_from(record, dot.pk, by=amina, reason="x")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reason": "x"}, "who"),
        ({"who": "Sam Reed"}, "reason"),
        ({"who": "Nobody Known", "reason": "x"}, "who"),
        ({"who": "x" * 121, "reason": "x"}, "who"),
        ({"who": "Sam", "reason": "x"}, "which"),  # a part of a name is asked about
        ({"who": "Sam", "reason": "x", "which": "nonsense"}, "which"),
        ({"who": "e", "reason": "x"}, "who"),  # too many have that in their name
    ],
)
def test_what_is_missing_is_said_at_the_field(
    said, field, record, amina, sam, bev, pat, carol, diya, world, browse
):
    for number in range(7):
        make.worker(f"Lee {number}", world.hillfoot)
    answer = send(browse(amina), record, **said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    with acting_as(amina):
        assert not NotThisPerson.objects.exists()


def test_of_two_with_one_name_somebody_chooses(record, amina, sam, world, browse):
    other = make.worker("Sam Reed", world.marsh_end)
    client = browse(amina)
    asked = send(client, record, who="sam reed", reason="x")
    labels = {label for _value, label in asked.context["form"].fields["which"].choices}
    assert labels == {
        "Sam Reed, practitioner, Hillfoot Hub",
        "Sam Reed, practitioner, Marsh End Hub",
    }
    send(client, record, who="sam reed", reason="x", which=str(other.pk))
    with acting_as(amina):
        assert NotThisPerson.objects.get().user == other


def test_twice_is_once(record, amina, sam, browse):
    client = browse(amina)
    for _ in range(2):
        assert send(client, record, who="Sam Reed", reason="x").status_code == 302
    with acting_as(amina):
        (kept,) = NotThisPerson.objects.all()
        with pytest.raises(IntegrityError), transaction.atomic():
            NotThisPerson.objects.create(resident=record, user=sam, reason="x", author=amina)
    for _ in range(2):
        client.post(f"/people/{record.pk}/needs/not-this-person/{kept.pk}/no-longer/")
    assert verbs(amina, about="notthisperson") == [
        "not_this_person.added",
        "not_this_person.ended",
    ]


def test_ended_their_work_lets_them_see_again_and_no_old_connection_does(
    record, amina, bev, lena, alongside, browse
):
    for user in (bev, lena):
        kept = keep_from(record, user, by=amina)
        with acting_as(amina):
            safety.let_back(kept, by=amina)
    assert sees(bev, record)
    assert not sees(lena, record)


def test_strangers_and_who_only_reads_keep_nobody_out(record, amina, sam, pat, lena, alongside):
    with acting_as(amina):
        kept = safety.keep_from(record, pat.pk, by=amina, reason="x")
        Connection.objects.filter(user=lena).update(voice="reads")
    for user in (sam, lena):
        with acting_as(user):
            with pytest.raises((PermissionDenied, Resident.DoesNotExist)):
                safety.keep_from(record, pat.pk, by=user, reason="x")
            with pytest.raises((PermissionDenied, Resident.DoesNotExist)):
                safety.let_back(kept, by=user)


def test_a_made_up_row_is_none(record, amina, browse):
    address = f"/people/{record.pk}/needs/not-this-person/{uuid.uuid4()}/no-longer/"
    assert browse(amina).get(address).status_code == 404


def test_on_the_face_of_the_record_stands_how_many_and_no_name(record, amina, sam, pat, browse):
    keep_from(record, sam, by=amina, reason="His brother.")
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "One person here must not see this record." in page
    keep_from(record, pat, by=amina)
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "2 people here must not see this record." in page
    for told in ("Sam", "Pat", "His brother."):
        assert told not in page
    page = browse(amina).get(f"/people/{record.pk}/needs/").content.decode()
    assert "Sam Reed" in page
    assert "His brother." in page


# --- Joe says so himself ----------------------------------------------------------------------------


def say(client, **said):
    return client.post("/me/needs/not-this-person/", said)


def test_joe_keeps_his_page_from_somebody_by_name_and_need_not_say_why(
    record, joe, amina, bev, browse
):
    client = look_in(browse(bev), record)
    assert say(browse(joe), who="  bev   archer ").url == "/me/needs/#not-this-person"
    assert client.get(f"/people/{record.pk}/").status_code == 404
    assert "Bev Archer" in browse(joe).get("/me/needs/").content.decode()
    page = browse(joe).get("/me/").content.decode()  # somebody may look over his shoulder
    assert "One person who works here must not see your page." in page
    assert "Archer" not in page
    line = browse(amina).get(f"/people/{record.pk}/needs/").context["needs"].not_these[0]
    assert (line.name, line.theirs) == ("Bev Archer", True)


@pytest.mark.parametrize("who", ["Amina Yusuf", "amina"])
def test_joe_keeps_it_from_who_walks_with_him_and_who_leads_the_hub_does_so(
    who, record, joe, amina, bev, browse
):
    assert say(browse(joe), who=who, reason="She knows my ex.").status_code == 302
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 404
    assert browse(joe).get("/me/").context["circle"].rows[0].name == "Bev"
    assert lead_of(record, seen_by=bev) == "Bev"
    with acting_as(bev):
        assert Letter.objects.get().kind == "walks_with"


def test_where_nobody_leads_the_hub_somebody_around_him_walks_with_him(
    record, joe, amina, lena, alongside, browse
):
    say(browse(joe), who="Amina Yusuf")
    assert lead_of(record, seen_by=lena) == "Lena"


def test_where_nobody_at_all_is_left_she_sees_nothing_all_the_same(record, joe, amina, browse):
    assert say(browse(joe), who="Amina Yusuf").status_code == 302
    assert not sees(amina, record)
    assert "Amina Yusuf" in browse(joe).get("/me/needs/").content.decode()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("Kevin", "We know nobody of that name at work here."),
        ("Sam", "We know nobody of that name at work here."),  # no list of names is a guess away
        ("Sam Reed", "More than one person has that name here."),
        ("Joe", "We know nobody of that name at work here."),
    ],
)
def test_a_name_that_is_nobodys_or_several_peoples_is_said(who, sentence, joe, sam, world, browse):
    make.worker("Sam Reed", world.marsh_end)
    answer = say(browse(joe), who=who)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert who in answer.content.decode()


def test_what_joe_asked_for_only_joe_ends(record, joe, amina, sam, browse):
    say(browse(joe), who="Sam Reed")
    with acting_as(joe):
        kept = NotThisPerson.objects.get()
    page = browse(amina).get(f"/people/{record.pk}/needs/").content.decode()
    assert "Only Joe ends it." in page
    address = f"needs/not-this-person/{kept.pk}/no-longer/"
    assert browse(amina).post(f"/people/{record.pk}/{address}").status_code == 403
    assert browse(joe).post(f"/me/{address}").status_code == 302
    with acting_as(joe):
        assert not record.not_these.open().exists()


def test_joe_ends_what_amina_wrote_too(record, joe, amina, sam, browse):
    kept = keep_from(record, sam, by=amina)
    assert "He asked." in browse(joe).get("/me/needs/").content.decode()
    browse(joe).post(f"/me/needs/not-this-person/{kept.pk}/no-longer/")
    with acting_as(joe):
        assert not record.not_these.open().exists()
