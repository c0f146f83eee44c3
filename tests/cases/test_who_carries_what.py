"""Who carries what: counted for one manager, by name alone, and handed over with a day to undo it."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import carrying
from cases.actions import connection as circle
from cases.actions import hand_over as hand_overs
from cases.actions import reminder as promises
from cases.models import Connection, HandOver, NotThisPerson, Reminder, Resident
from hubs.access import Refused
from hubs.actions import team
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent, Letter, User
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def gwen(world) -> User:
    return make.worker("Gwen Pritchard", world.marsh_end, role="connector")


@pytest.fixture
def page(world) -> str:
    return f"/hubs/{world.marsh_end.pk}/caseloads/"


def text(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def lead_of(resident, by) -> User:
    with acting_as(by):
        return resident.connections.open().get(part="lead").user


def works(user):
    with acting_as(user):
        return user.memberships.current().get()


def deep(resident, by, depth="deep") -> None:
    with acting_as(by):
        circle.describe(resident.connections.open().get(user=by), by=by, depth=depth)


def test_each_worker_with_whom_and_how_deep_as_they_said(
    record, amina, bev, gwen, page, world, browse
):
    deep(record, amina)
    deep(make.resident("Ann", by=amina), amina, "light")
    make.resident("Ivy", by=amina)
    with acting_as(amina):
        team.say_full(amina, True)
        promises.promise(record, by=amina, what="Ring him", due=timezone.localdate())
        later = timezone.localdate() + datetime.timedelta(days=3)
        promises.promise(record, by=amina, what="Write", due=later)
    make.cover(world.marsh_end, by=bev, who=gwen, instead_of=amina)
    shown = browse(bev).get(page)
    rows = {row.name: row for row in shown.context["carriers"]}
    amina_row = rows["Amina Yusuf"]
    assert amina_row.sentence == "3 people: 1 deep, 1 light, 1 not said"
    assert amina_row.says.startswith("Says: full. Gwen Pritchard stands in until")
    assert (amina_row.deep, amina_row.steady, amina_row.light, amina_row.unsaid) == (1, 0, 1, 1)
    assert amina_row.promised == 1
    assert rows["Gwen Pritchard"].sentence == "Nobody yet"
    assert [block.depth for block in amina_row.blocks] == ["deep", "light", "unsaid"]
    assert "One promise for today or before" in text(shown)


def test_the_order_is_by_name_whatever_anybody_carries(amina, bev, gwen, page, world, browse):
    callum = make.worker("Callum Redpath", world.marsh_end)
    for worker, many in [(amina, 1), (callum, 3), (gwen, 2)]:
        for number in range(many):
            make.resident(f"{worker.called} {number}", by=worker)
    for asked in ["", "?sort=people", "?order=-deep", "?by=size"]:
        shown = browse(bev).get(page + asked)
        names = [row.name for row in shown.context["carriers"]]
        assert names == ["Amina Yusuf", "Bev Archer", "Callum Redpath", "Gwen Pritchard"]
        assert [len(row.blocks) for row in shown.context["carriers"]] == [1, 0, 3, 2]


def test_the_statement_orders_by_names_and_days_alone():
    orders = re.findall(r"order by ([^)\n]+)", carrying.CARRIED)
    names = ["l.name, l.id", "h.name, h.id", "a.name, a.id", 'w."to", w.known_as, w.id']
    assert orders == ["v.starts, v.id limit 1", *names]


def test_who_was_not_heard_and_who_has_nobody(record, amina, bev, gwen, page, browse):
    ann, ivy = make.resident("Ann", by=amina), make.resident("Ivy", by=amina)
    with acting_as(amina):
        long_ago = timezone.now() - datetime.timedelta(days=30)
        Resident.objects.filter(pk__in=[record.pk, ivy.pk]).update(last_heard_at=long_ago)
        until = timezone.localdate() + datetime.timedelta(days=5)
        promises.rest(ivy, by=amina, reason="She asked.", until=until)
        circle.join(ann, by=amina, user=gwen)
    with acting_as(bev):
        circle.end(ann.connections.open().get(part="lead"), by=bev, how_ended="She asked.")
    shown = browse(bev).get(page)
    assert [row.name for row in shown.context["unheard"]] == ["Joe"]
    assert [row.name for row in shown.context["alone"]] == ["Ann"]
    assert shown.context["carriers"][0].unheard == 1


def test_as_many_statements_however_many_people(amina, bev, gwen, page, browse):
    client = browse(bev)
    make.resident("Ann", by=amina)
    client.get(page)
    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        asked.append(len(queries))
        for number in range(4):
            make.resident(f"Ivy {number}", by=gwen)
    assert asked[0] == asked[1]


def test_nobody_but_who_runs_the_team_sees_it(amina, sam, world, page, browse):
    martha = make.worker("Martha Quill", world.hillfoot, role="hub_manager")
    ade = make.worker("Ade Cole", None, role="administrator", at=world.council)
    for somebody in [amina, sam, martha, ade]:
        assert browse(somebody).get(page).status_code == 403


def test_whom_a_manager_must_not_see_is_not_counted(record, amina, bev, page, browse):
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, user=bev, reason="He asked.", author=amina)
    shown = browse(bev).get(page)
    assert shown.context["carriers"][0].sentence == "Nobody yet"
    assert "Joe" not in text(shown)


# --- Handing over ---------------------------------------------------------------------------------


@pytest.fixture
def three(record, amina) -> list[Resident]:
    return [record, make.resident("Ann", by=amina), make.resident("Ivy", by=amina)]


def said(people, taker, **more) -> dict:
    ids = [str(one.pk) for one in people]
    return {"people": ids, "taker": str(taker.pk), "note": "They like mornings."} | more


def test_several_are_handed_over_with_a_note_and_one_letter(three, amina, bev, gwen, page, browse):
    with acting_as(amina):
        promises.promise(three[0], by=amina, what="Ring him", due=timezone.localdate())
    address = f"{page}{works(amina).pk}/"
    client = browse(bev)
    answer = client.post(address, said(three[:2], gwen), follow=True)
    assert "Gwen walks with 2 people more from now on. You can undo it for a day." in text(answer)
    assert [lead_of(one, bev) for one in three] == [gwen, gwen, amina]
    with acting_as(gwen):
        assert {c.resident_view for c in gwen.connections.open()} == {"They like mornings."}
        assert Letter.objects.filter(kind="walks_with").count() == 1
        assert Reminder.objects.waiting().get().by == gwen
    with acting_as(bev):
        assert AuditEvent.objects.filter(verb="people.handed_over").count() == 1
        assert not three[0].connections.open().filter(user=amina).exists()


def test_who_stays_alongside_keeps_their_promises(three, amina, bev, gwen, page, browse):
    with acting_as(amina):
        promises.promise(three[0], by=amina, what="Ring him", due=timezone.localdate())
    browse(bev).post(f"{page}{works(amina).pk}/", said(three[:1], gwen, stays="on"))
    with acting_as(amina):
        assert three[0].connections.open().get(user=amina).part == "alongside"
        assert Reminder.objects.waiting().get().by == amina


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"people": []}, "Choose at least one person"),
        ({"taker": ""}, "Choose a colleague"),
        ({"note": ""}, "Write a line for who takes over"),
        ({"taker": "sam"}, "valid choice"),
        ({"taker": "never"}, "Choose somebody else for Joe"),
    ],
)
def test_a_hand_over_that_cannot_be_says_why(
    wrong, sentence, three, amina, bev, gwen, sam, world, page, browse
):
    never = make.worker("Una Poole", world.marsh_end)
    with acting_as(amina):
        NotThisPerson.objects.create(resident=three[0], user=never, reason="Ex.", author=amina)
    people = {"sam": str(sam.pk), "never": str(never.pk)}
    if "taker" in wrong:
        wrong = {"taker": people.get(wrong["taker"], "")}
    answer = browse(bev).post(f"{page}{works(amina).pk}/", said(three, gwen) | wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert [lead_of(one, bev) for one in three] == [amina] * 3


def test_of_two_managers_the_second_is_told(three, amina, bev, gwen, world, page, browse):
    ines = make.worker("Ines Faro", world.marsh_end, role="hub_manager")
    make.hand_over(world.marsh_end, *three[:2], by=ines, giver=amina, taker=ines)
    with acting_as(bev):
        asked = {"by": bev, "giver": amina, "taker": gwen, "note": "So.", "stays": False}
        with pytest.raises(ValidationError, match="just before you"):
            hand_overs.move(world.marsh_end, [three[0].pk], key=new_id(), **asked)
        _moved, left = hand_overs.move(
            world.marsh_end, [one.pk for one in three], key=new_id(), **asked
        )
    assert sorted(one.known_as for one in left) == ["Ann", "Joe"]
    assert [lead_of(one, bev) for one in three] == [ines, ines, gwen]
    late = browse(bev).post(f"{page}{works(amina).pk}/", said(three, gwen))
    assert late.status_code == 422
    assert "just before you" in text(late)


def test_the_same_form_twice_is_one_hand_over(three, amina, bev, gwen, world):
    key = new_id()
    for _again in range(2):
        make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen, key=key)
    with acting_as(bev):
        assert HandOver.objects.count() == 1


def test_it_can_be_undone_for_a_day(three, amina, bev, gwen, world, page, browse):
    with acting_as(amina):
        circle.join(three[1], by=amina, user=gwen)
        for one in three[:2]:
            promises.promise(one, by=amina, what="Ring them", due=timezone.localdate())
    moved = make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen)
    client = browse(bev)
    assert "3 people, from Amina to Gwen" in text(client.get(page))
    answer = client.post(f"{page}moves/{moved.pk}/undo/", follow=True)
    assert "Undone." in text(answer)
    assert [lead_of(one, bev) for one in three] == [amina] * 3
    with acting_as(amina):
        assert {promise.by for promise in Reminder.objects.waiting()} == {amina}
        assert gwen.connections.open().get().resident == three[1]
    client.post(f"{page}moves/{moved.pk}/undo/")
    with acting_as(bev):
        assert AuditEvent.objects.filter(verb="people.taken_back").count() == 1


def test_after_a_day_it_is_moved_back_instead(three, amina, bev, gwen, world, page, browse):
    moved = make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        client = browse(bev)
        assert "from Amina to Gwen" not in text(client.get(page))
        answer = client.post(f"{page}moves/{moved.pk}/undo/", follow=True)
    assert "more than a day ago" in text(answer)
    assert lead_of(three[0], bev) == gwen


def test_who_was_moved_again_stays_where_they_are(three, amina, bev, gwen, world, page, browse):
    moved = make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen)
    callum = make.worker("Callum Redpath", world.marsh_end)
    make.hand_over(world.marsh_end, three[0], by=bev, giver=gwen, taker=callum)
    answer = browse(bev).post(f"{page}moves/{moved.pk}/undo/", follow=True)
    assert "so they stay where they are: Joe." in text(answer)
    assert [lead_of(one, bev) for one in three] == [callum, amina, amina]


def test_who_left_takes_nobody_back(three, amina, bev, gwen, world, page, browse):
    moved = make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen)
    with acting_as(bev):
        team.leave(team.hold(works(amina), by=bev), by=bev)
    answer = browse(bev).post(f"{page}moves/{moved.pk}/undo/", follow=True)
    assert "This colleague cannot take over." in text(answer)
    assert lead_of(three[0], bev) == gwen


def test_nobody_else_undoes_or_moves(three, amina, bev, gwen, world, page, browse):
    ines = make.worker("Ines Faro", world.marsh_end, role="hub_manager")
    moved = make.hand_over(world.marsh_end, *three, by=bev, giver=amina, taker=gwen)
    assert browse(ines).post(f"{page}moves/{moved.pk}/undo/").status_code == 404
    with acting_as(gwen), pytest.raises(Refused):
        hand_overs.undo(moved, by=gwen)
    with acting_as(gwen), pytest.raises(Refused):
        make.hand_over(world.marsh_end, three[0], by=gwen, giver=gwen, taker=amina)
    with acting_as(bev):
        assert Connection.objects.open().filter(user=gwen, part="lead").count() == 3
