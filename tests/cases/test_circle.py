"""The circle: who joins, what is said of them, who leads, and how it ends."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import access
from cases.actions import connection as circle
from cases.actions import note as notes
from cases.models import Connection, NotThisPerson, Resident
from hubs.access import Refused
from hubs.models import Organisation
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
CANNOT = "Choose somebody else. This colleague cannot join."


@pytest.fixture
def callum(world):
    return make.worker("Callum Redpath", world.marsh_end)


@pytest.fixture
def gwen(world):
    return make.worker("Gwen Pritchard", world.marsh_end, role="connector")


@pytest.fixture
def alongside(record, amina, callum):
    """Callum, who joined Joe's circle."""
    return joined(record, amina, user=callum)


def joined(record, by, **who) -> Connection:
    with acting_as(by):
        return circle.join(record, by=by, **who)


def of(record, user, by) -> Connection:
    with acting_as(by):
        return record.connections.open().get(user=user)


def never(record, user, by) -> None:
    with acting_as(by):
        NotThisPerson.objects.create(resident=record, user=user, reason="His ex.", author=by)


def hand_over(record, to, by, **more):
    with acting_as(by):
        lead = record.connections.open().filter(part="lead").first()
        said = {"resident_view": "Fine by me.", "stays": True, "seen": lead.pk if lead else None}
        return circle.hand_over_lead(record, to, by=by, **said | more)


def end(connection, by, how="He moved away."):
    with acting_as(by):
        return circle.end(connection, by=by, how_ended=how)


def describe(connection, by, **about):
    with acting_as(by):
        return circle.describe(connection, by=by, **about)


def sees(user, record) -> bool:
    with acting_as(user):
        return Resident.objects.filter(pk=record.pk).exists()


def verbs(by) -> list[str]:
    with acting_as(by):
        events = AuditEvent.objects.filter(verb__startswith="connection.").order_by("pk")
        return list(events.values_list("verb", flat=True))


def refusal(verb, *args, **more) -> str:
    with pytest.raises(ValidationError) as refused:
        verb(*args, **more)
    return " ".join(refused.value.messages)


# Joining


def test_a_sister_a_group_and_a_colleague_join_with_equal_weight(record, amina, callum, world):
    joined(record, amina, person="Maureen", part="family", about="sister", closeness="close")
    joined(record, amina, organisation=world.advice, about="the old loan")
    joined(record, amina, user=callum, part="specialist", voice="reads")
    with acting_as(amina):
        around = {each.called: each for each in record.connections.open().around()}
    assert around.keys() == {"Amina", "Maureen", "Clearwater Debt Advice", "Callum"}
    assert (around["Maureen"].voice, around["Callum"].voice) == ("neither", "reads")
    assert verbs(amina) == ["connection.joined"] * 3


def test_a_colleague_sees_the_record_the_moment_they_join(record, amina, callum):
    assert not sees(callum, record)
    joined(record, amina, user=callum)
    assert sees(callum, record)


def test_an_organisation_or_a_named_person_gives_nobody_sight(record, amina, pat, world):
    joined(record, amina, organisation=world.advice)
    joined(record, amina, person="Pat Lowe")
    assert not sees(pat, record)


def test_a_colleague_who_neither_reads_nor_writes_sees_nothing(record, amina, callum):
    joined(record, amina, user=callum, voice="neither")
    assert not sees(callum, record)


def test_a_stranger_a_reader_and_the_lead_of_the_hub_let_nobody_join(
    record, amina, callum, sam, bev
):
    joined(record, amina, user=callum, voice="reads")
    for outsider in [callum, bev]:
        with pytest.raises(Refused):
            joined(record, outsider, person="Maureen")
    with pytest.raises(Resident.DoesNotExist):
        joined(record, sam, person="Maureen")


def test_joe_does_not_let_a_colleague_into_a_record_by_himself(record, joe, callum):
    """A resident signs in too, yet sight is given by who works here."""
    with pytest.raises(Refused):
        joined(record, joe, user=callum)


def test_who_must_never_see_joe_cannot_join_and_the_sentence_gives_no_reason(
    record, amina, callum, pat
):
    never(record, callum, amina)
    assert refusal(joined, record, amina, user=callum) == CANNOT
    assert refusal(joined, record, amina, user=pat) == CANNOT, "a receiver reads no record"
    assert not sees(callum, record)


@pytest.mark.parametrize("outsider", ["pat", "carol", "diya"])
def test_whose_role_reads_no_record_cannot_join(outsider, record, amina, request):
    user = request.getfixturevalue(outsider)
    assert refusal(joined, record, amina, user=user) == CANNOT
    assert not sees(user, record)


def test_who_no_longer_works_here_cannot_join(record, amina, callum):
    with acting_as(callum):
        callum.memberships.update(ends=timezone.localdate())
    assert refusal(joined, record, amina, user=callum) == CANNOT


def test_joining_needs_a_name_and_nobody_joins_twice_or_as_the_lead(
    record, amina, callum, world, alongside
):
    joined(record, amina, organisation=world.advice)
    assert refusal(joined, record, amina, person="  ") == "Write a name."
    assert refusal(joined, record, amina, user=callum) == "This colleague is around them already."
    again = refusal(joined, record, amina, organisation=world.advice)
    assert again == "This one is around them already."
    assert "handed over" in refusal(joined, record, amina, person="Maureen", part="lead")


def test_a_double_click_lets_somebody_join_once(record, amina, callum, world):
    for who in [{"person": "Maureen"}, {"user": callum}, {"organisation": world.advice}]:
        key = uuid.uuid4()
        first, second = (joined(record, amina, key=key, **who) for _ in range(2))
        assert first.pk == second.pk
    assert verbs(amina) == ["connection.joined"] * 3


def test_a_group_on_no_list_yet_is_named_once(record, amina):
    sisters = make.resident("Dot", by=amina)
    first = joined(record, amina, named=("  Bike  Shed ", "community_group"))
    second = joined(sisters, amina, named=("bike shed", "charity"))
    assert first.organisation == second.organisation
    assert Organisation.objects.get(name="Bike Shed").kind == "community_group"
    assert refusal(joined, record, amina, named=("Choir", "")) == "Choose what it is."
    assert not Organisation.objects.filter(name="Choir").exists()


def test_who_joined_again_after_it_ended_is_around_again(record, amina, callum, alongside):
    end(alongside, amina)
    assert joined(record, amina, user=callum).pk != alongside.pk


# Saying more


def test_what_is_said_of_a_connection_is_changed_once(record, amina, alongside):
    for _ in range(2):
        describe(
            alongside, amina, closeness="strained", about=" the forms ", chosen_by_resident=True
        )
    changed = of(record, alongside.user, amina)
    assert (changed.closeness, changed.about) == ("strained", "the forms")
    assert verbs(amina) == ["connection.joined", "connection.described"]


def test_only_a_worker_says_how_deep_they_walk(record, amina, callum, alongside):
    with pytest.raises(Refused):
        describe(alongside, amina, depth="deep")
    describe(alongside, callum, depth="deep")
    assert of(record, callum, amina).depth == "deep"


def test_who_only_reads_may_look_and_not_write(record, amina, callum, alongside, browse):
    describe(alongside, amina, voice="reads")
    client = browse(callum)
    assert client.get(f"/people/{record.pk}/").status_code == 200
    answer = client.post(f"/people/{record.pk}/notes/", {"their_words": "Hm."})
    assert answer.status_code == 403
    with pytest.raises(Refused):
        make.note(record, by=callum)


def test_who_may_no_longer_read_finds_no_door(record, amina, callum, alongside, browse):
    describe(alongside, callum, voice="neither")  # they may also say it of themself
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 404
    assert "connection.described" in verbs(amina)


def test_the_lead_reads_and_writes_and_stays_the_lead(record, amina, alongside):
    lead = of(record, amina, amina)
    assert refusal(describe, lead, amina, voice="reads") == "Who walks with them reads and writes."
    assert "handed over" in refusal(describe, lead, amina, part="alongside")
    assert "handed over" in refusal(describe, alongside, amina, part="lead")
    sister = joined(record, amina, person="Maureen", part="family")
    assert "does not sign in" in refusal(describe, sister, amina, voice="reads")


def test_the_last_who_sees_the_record_cannot_stop_seeing_it(record, amina, callum, bev, alongside):
    end(of(record, amina, bev), bev)
    assert "Nobody here would see" in refusal(describe, alongside, callum, voice="neither")


def test_what_ended_meanwhile_is_not_changed(record, amina, alongside):
    end(alongside, amina)
    assert "ended meanwhile" in refusal(describe, alongside, amina, about="Hm.")


# Handing over


def test_the_lead_is_handed_over_and_joe_is_heard(record, amina, callum):
    hand_over(record, callum, amina, resident_view="He makes me laugh.")
    lead = of(record, callum, amina)
    assert (lead.part, lead.voice, lead.resident_view) == (
        "lead",
        "contributes",
        "He makes me laugh.",
    )
    assert of(record, amina, amina).part == "alongside"
    with acting_as(amina):
        was = record.connections.ended().get()
        assert (was.user, was.part, was.how_ended) == (amina, "lead", "Handed over to Callum.")
    assert verbs(amina) == ["connection.leads"]


def test_who_hands_over_may_leave_in_the_same_moment(record, amina, callum):
    hand_over(record, callum, amina, stays=False)
    assert not sees(amina, record)
    with acting_as(callum):
        assert [each.user for each in record.connections.open()] == [callum]
        was = record.connections.ended().get()
        assert (was.user, was.part, was.how_ended) == (amina, "lead", "Handed over to Callum.")
    assert verbs(callum) == ["connection.leads", "connection.ended"]


@pytest.mark.parametrize("by", ["amina", "callum", "bev"])
def test_the_lead_themself_a_colleague_in_the_circle_or_the_hub_manager_hands_over(
    by, record, amina, callum, bev, alongside
):
    hand_over(record, callum, {"amina": amina, "callum": callum, "bev": bev}[by], stays=False)
    assert of(record, callum, callum).part == "lead"
    assert not sees(amina, record)
    with acting_as(callum):
        was = {each.user_id: each.part for each in record.connections.ended()}
        assert was == {amina.pk: "lead", callum.pk: "alongside"}


def test_a_stranger_a_reader_and_joe_hand_over_nothing(record, amina, callum, sam, joe, alongside):
    describe(alongside, amina, voice="reads")
    seen = of(record, amina, amina).pk
    for outsider in [callum, joe]:
        with pytest.raises(Refused):
            hand_over(record, callum, outsider, seen=seen)
    with pytest.raises(Resident.DoesNotExist):
        hand_over(record, sam, sam, seen=seen)


def test_the_lead_goes_to_nobody_who_must_never_see_joe(record, amina, callum, pat, alongside):
    never(record, callum, amina)
    assert refusal(hand_over, record, callum, amina) == CANNOT
    assert refusal(hand_over, record, pat, amina) == CANNOT
    assert of(record, amina, amina).part == "lead"


def test_handing_over_needs_what_joe_says(record, amina, callum):
    assert "what they say" in refusal(hand_over, record, callum, amina, resident_view=" ")


def test_choosing_the_same_lead_twice_is_choosing_them(record, amina, callum):
    seen = of(record, amina, amina).pk
    first, second = (hand_over(record, callum, amina, seen=seen) for _ in range(2))
    assert first.pk == second.pk
    assert verbs(amina) == ["connection.leads"]


def test_who_chose_from_an_old_page_is_told_who_was_chosen(record, amina, callum, gwen):
    seen = of(record, amina, amina).pk
    hand_over(record, callum, amina)
    told = refusal(hand_over, record, gwen, amina, seen=seen)
    assert told == "Callum was chosen just before you. Look again before you choose."
    assert of(record, callum, amina).part == "lead"


def test_where_nobody_leads_somebody_may(record, amina, callum, bev, alongside):
    end(of(record, amina, bev), bev)
    hand_over(record, callum, callum)
    assert of(record, callum, callum).part == "lead"


def test_the_database_holds_one_lead_at_most(record, amina, callum, alongside):
    with acting_as(amina), pytest.raises(IntegrityError), transaction.atomic():
        Connection.objects.filter(pk=alongside.pk).update(part="lead")


# Ending


def test_sight_ends_the_moment_the_connection_ends(record, amina, callum, alongside, browse):
    make.note(record, by=callum, their_words="Hm.")
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 200
    end(alongside, amina)
    assert not sees(callum, record)
    assert browse(callum).get(f"/people/{record.pk}/").status_code == 404
    assert browse(callum).get(f"/people/{record.pk}/circle/").status_code == 404


def test_a_colleague_leaves_by_themself_and_it_stands_in_the_trail(
    record, amina, callum, alongside
):
    end(alongside, callum, "I moved to Hillfoot.")
    with acting_as(amina):
        assert record.connections.ended().get().how_ended == "I moved to Hillfoot."
    assert verbs(amina) == ["connection.joined", "connection.ended"]


def test_ending_it_twice_is_ending_it(record, amina, alongside):
    first, second = (end(alongside, amina).until for _ in range(2))
    assert first == second
    assert verbs(amina) == ["connection.joined", "connection.ended"]


def test_how_it_ended_is_said(record, amina, alongside):
    assert refusal(end, alongside, amina, " ") == "Say in a few words how it ended."


def test_a_lead_leaves_only_with_a_successor_or_the_hub_managers_yes(record, amina, bev, alongside):
    lead = of(record, amina, amina)
    assert "First hand over" in refusal(end, lead, amina)
    end(lead, bev)
    assert not sees(amina, record)


def test_the_yes_of_another_hubs_manager_is_none(record, amina, world, alongside):
    martha = make.worker("Martha Quill", world.hillfoot, role="hub_manager")
    with pytest.raises(Resident.DoesNotExist):
        end(of(record, amina, amina), martha)


def test_the_last_who_sees_the_record_cannot_leave_without_a_yes(
    record, amina, callum, gwen, bev, alongside
):
    end(of(record, amina, bev), bev)
    unseeing = joined(record, callum, user=gwen, voice="neither")
    assert "Nobody here would see" in refusal(end, alongside, callum)
    end(unseeing, callum)  # she saw nothing, so nothing is lost with her
    end(alongside, bev)
    assert not sees(callum, record)
    assert not sees(bev, record)


def test_who_must_never_see_joe_counts_as_nobody_who_sees(
    record, amina, callum, gwen, bev, alongside
):
    joined(record, amina, user=gwen)
    end(of(record, amina, bev), bev)
    never(record, gwen, callum)
    assert "Nobody here would see" in refusal(end, alongside, callum)


def test_a_sister_may_always_go(record, amina):
    sister = joined(record, amina, person="Maureen", part="family")
    end(sister, amina)
    with acting_as(amina):
        assert record.connections.open().count() == 1


def test_joe_and_a_reader_end_nothing(record, amina, callum, joe, alongside):
    describe(alongside, amina, voice="reads")
    for outsider in [callum, joe]:
        with pytest.raises(Refused):
            end(alongside, outsider)


def test_what_somebody_wrote_stays_in_the_record_after_they_left(record, amina, callum, alongside):
    make.note(record, by=callum, their_words="He sang.")
    end(alongside, amina)
    with acting_as(amina):
        assert "He sang." in record.notes.values_list("their_words", flat=True)


def test_the_app_cannot_turn_a_connection_into_somebody_elses(record, amina, callum, alongside):
    with (
        acting_as(amina),
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
    ):
        Connection.objects.filter(pk=alongside.pk).update(user=amina)


def test_my_people_are_those_i_see(record, amina, callum, alongside):
    with acting_as(callum):
        assert access.residents(callum).walked_with_by(callum).count() == 1
        assert notes.write(record, by=callum, their_words="Hm.").author == callum
