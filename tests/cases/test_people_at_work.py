"""People at work: who joins, changes, stands in and leaves, and nobody they carried is left alone."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases import access
from cases.actions import connection as circle
from cases.actions import leaving
from cases.actions import reminder as promises
from cases.models import Connection, NotThisPerson, Reminder
from hubs.access import Refused
from hubs.actions import invitation as invitations
from hubs.actions import team
from hubs.models import ApiToken, Cover, Invitation, Membership
from relational.kernel import outbox, sign_in
from relational.kernel.models import AccessLog, AuditEvent, Letter, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
VIEW = "Fine by me, if it is Gwen."


@pytest.fixture
def gwen(world) -> User:
    return make.worker(
        "Gwen Pritchard", world.marsh_end, role="connector", email="gwen@demo.example"
    )


@pytest.fixture
def promise(record, amina) -> Reminder:
    with acting_as(amina):
        return promises.promise(record, by=amina, what="Ring the surgery", due=TODAY())


@pytest.fixture
def at(world):
    """An address of the hub's people."""
    return lambda rest="": f"/hubs/{world.marsh_end.pk}/people/{rest}"


def works(user) -> Membership:
    with acting_as(user):
        return user.memberships.current().select_related("hub", "user").get()


def text(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


# --- Inviting -------------------------------------------------------------------------------------


@pytest.fixture
def posted_letter(monkeypatch, django_capture_on_commit_callbacks):
    """Invite somebody, and return the path of the link in the letter."""
    monkeypatch.setattr(sign_in.post_office, "submit", lambda send, *told: send(*told))

    def invite(hub, *, by, **more) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            make.invitation(hub, by=by, **more)
        return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]

    return invite


def welcome(**more) -> dict:
    return {"name": "Nell Ray", "password": "three small brown birds"} | more


def test_somebody_invited_chooses_a_password_and_works_here(world, bev, browse, posted_letter):
    link = posted_letter(world.marsh_end, by=bev, team=world.quay)
    assert mail.outbox[-1].to == ["nell@demo.example"]
    nell = browse()
    assert "Bev Archer invites you" in text(nell.get(link))
    assert nell.post(link, welcome()).status_code == 302
    assert nell.get("/people/").status_code == 200
    with acting_as(SYSTEM):
        made = User.objects.get(email="nell@demo.example")
    assert works(made).team == world.quay
    assert made.check_password("three small brown birds")
    with acting_as(made):
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"invitation.taken", "membership.begun"} <= verbs


def test_a_second_step_is_asked_of_who_took_an_invitation(
    world, bev, browse, posted_letter, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    link = posted_letter(world.marsh_end, by=bev)
    nell = browse()
    nell.post(link, welcome())
    assert nell.get("/people/").headers["Location"] == "/account/second-factor/"


def test_the_link_is_kept_nowhere_and_opens_once(world, bev, browse, posted_letter):
    link = posted_letter(world.marsh_end, by=bev)
    with acting_as(bev):
        assert link.split("/")[-2] != Invitation.objects.get().digest
    browse().post(link, welcome())
    again = browse().post(link, welcome(name="Eve"))
    assert again.status_code == 404
    assert "opens nothing any more" in text(again)


@pytest.mark.parametrize("why", ["late", "withdrawn", "asked again", "inviter left"])
def test_an_invitation_opens_nothing_any_more(
    why, world, bev, gwen, browse, posted_letter, time_machine
):
    link = posted_letter(world.marsh_end, by=bev)
    if why == "late":
        time_machine.move_to(timezone.now() + datetime.timedelta(days=7, minutes=1))
    elif why == "withdrawn":
        with acting_as(bev):
            invitations.withdraw(Invitation.objects.get(), by=bev)
    elif why == "asked again":
        posted_letter(world.marsh_end, by=bev)
    else:
        with acting_as(bev):
            Membership.objects.filter(user=bev).update(ends=TODAY())
    assert browse().get(link).status_code == 404
    assert browse().post(link, welcome()).status_code == 404


def test_opening_the_link_takes_nothing(world, bev, browse, posted_letter):
    browse().get(posted_letter(world.marsh_end, by=bev))
    with acting_as(bev):
        assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize("wrong", [{"name": ""}, {"password": "short"}, {"password": ""}])
def test_what_is_missing_is_asked_for(wrong, world, bev, browse, posted_letter):
    link = posted_letter(world.marsh_end, by=bev)
    assert browse().post(link, welcome(**wrong)).status_code == 422
    with acting_as(SYSTEM):
        assert not User.objects.filter(email="nell@demo.example").exists()


def test_who_signs_in_here_already_does_so_first(world, bev, joe, browse, posted_letter):
    link = posted_letter(world.marsh_end, by=bev, email="joe@demo.example")
    stranger = browse()
    assert "Do so first" in text(stranger.get(link))
    stranger.post(link, welcome())
    with acting_as(bev):
        assert not joe.memberships.exists()
    own = browse(joe)
    own.post(link)
    assert works(joe).hub == world.marsh_end
    assert own.session["staff"] is True


def test_an_invitation_is_to_one_address(world, bev, sam, joe, browse, posted_letter):
    link = posted_letter(world.marsh_end, by=bev, email="joe@demo.example")
    browse(sam).post(link)
    with acting_as(sam):
        assert sam.memberships.current().get().hub == world.hillfoot


def test_a_manager_invites_by_the_page(at, bev, browse):
    client = browse(bev)
    sent = {"email": "Nell@demo.example", "role": "peer", "team": ""}
    assert client.post(at("invite/"), sent).status_code == 302
    page = client.get(at())
    assert "nell@demo.example" in text(page)
    with acting_as(bev):
        invitation = Invitation.objects.get()
    client.post(at(f"invitations/{invitation.pk}/"))
    assert "nell@demo.example" not in text(client.get(at()))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "amina@demo.example"}, "works here already"),
        ({"email": "nell"}, "Write an e-mail address"),
        ({"role": "administrator"}, "administrator"),
        ({"role": ""}, "Choose a role"),
    ],
)
def test_an_invitation_that_cannot_be_says_why(wrong, said, at, bev, amina, browse):
    sent = {"email": "nell@demo.example", "role": "peer"} | wrong
    page = browse(bev).post(at("invite/"), sent)
    assert page.status_code == 422
    assert said in text(page)


# --- Another role ---------------------------------------------------------------------------------


def test_another_role_begins_today_and_what_was_stays_written(world, bev, amina, at, browse):
    was = works(amina)
    page = browse(bev).post(at(f"{was.pk}/"), {"role": "hub_manager", "team": ""})
    assert page.status_code == 302
    assert (works(amina).role, works(amina).starts) == ("hub_manager", TODAY())
    was.refresh_from_db()
    assert (was.role, was.ends) == ("practitioner", TODAY())


def test_the_last_manager_cannot_leave_nor_become_something_else(bev, at, browse):
    client, mine = browse(bev), works(bev)
    for address, sent in [(f"{mine.pk}/", {"role": "peer"}), (f"{mine.pk}/end/", {})]:
        page = client.post(at(address), sent)
        assert page.status_code == 422
        assert "Nobody would lead Marsh End Hub any more" in text(page)
    assert works(bev).role == "hub_manager"


def test_a_manager_leaves_where_another_one_leads(bev, world, at, browse):
    make.worker("Ines Faro", world.marsh_end, role="hub_manager")
    client = browse(bev)
    assert client.post(at(f"{works(bev).pk}/end/")).headers["Location"] == "/"
    assert client.get("/people/").status_code == 302
    with acting_as(bev):
        assert not bev.memberships.current().exists()


# --- Leaving --------------------------------------------------------------------------------------


def test_who_leaves_loses_everything_at_once(record, amina, bev, gwen, at, browse):
    secret = make.token(amina)
    client = browse(amina)
    assert client.get("/people/").status_code == 200
    sent = {"everybody": str(gwen.pk), "view": VIEW}
    assert browse(bev).post(at(f"{works(amina).pk}/end/"), sent).status_code == 302
    assert client.get("/people/").headers["Location"].startswith("/sign-in/")
    program = browse().get("/api/v1/residents/", HTTP_AUTHORIZATION=f"Token {secret}")
    assert program.status_code == 401
    with acting_as(amina):
        assert ApiToken.objects.get().ended_at is not None
        assert access.residents(amina).count() == 0
    browse(bev).get(at())


def test_whom_they_carried_is_handed_over_and_told(
    record, promise, joe, amina, bev, gwen, at, browse
):
    client = browse(bev)
    page = client.get(at(f"{works(amina).pk}/end/"))
    assert "Joe" in text(page)
    assert "Ring the surgery" in text(page)
    client.post(at(f"{works(amina).pk}/end/"), {"everybody": str(gwen.pk), "view": VIEW})
    with acting_as(gwen):
        lead = record.connections.open().get(part="lead")
        assert (lead.user, lead.resident_view) == (gwen, VIEW)
        theirs = Reminder.objects.waiting().get()
        assert (theirs.by, theirs.what, theirs.due) == (gwen, promise.what, promise.due)
        was = Reminder.objects.get(pk=promise.pk)
        assert (was.state, was.moved_to, was.by) == ("moved", theirs, amina)
        assert was.why == "Gwen does it from now on."
        assert set(Letter.objects.values_list("kind", flat=True)) == {"walks_with", "promise_yours"}
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"promise.taken_over", "connection.leads", "connection.ended"} <= verbs
    assert "Ring the surgery" in text(browse(gwen).get("/today/"))
    with acting_as(joe):
        assert Letter.objects.filter(kind="promise_moved").count() == 1
        assert AccessLog.objects.get(reader=bev).section == "handing_over"


def test_a_letter_about_a_promise_taken_over_is_sent(record, promise, amina, gwen, bev):
    with acting_as(bev):
        leaving.end_work(works(amina), by=bev, view=VIEW, everybody=gwen)
    now = timezone.localtime().replace(hour=12) + datetime.timedelta(days=1)
    outbox.deliver(now)
    assert "Something a colleague said they would do" in [sent.subject for sent in mail.outbox]


def test_one_letter_tells_of_many_people(amina, bev, gwen):
    for name in ["Ann", "Ivy", "Leroy"]:
        make.resident(name, by=amina)
    with acting_as(bev):
        leaving.end_work(works(amina), by=bev, view=VIEW, everybody=gwen)
    with acting_as(gwen):
        assert Letter.objects.filter(kind="walks_with").count() == 1
        assert gwen.connections.open().filter(part="lead").count() == 3


def test_each_can_go_to_somebody_else(record, amina, bev, gwen, at, world, browse):
    callum = make.worker("Callum Redpath", world.marsh_end)
    ann = make.resident("Ann", by=amina)
    sent = {"everybody": str(gwen.pk), f"to_{ann.pk}": str(callum.pk), "view": VIEW}
    browse(bev).post(at(f"{works(amina).pk}/end/"), sent)
    with acting_as(bev):
        leads = Connection.objects.open().filter(part="lead")
        assert dict(leads.values_list("resident__known_as", "user__display_name")) == {
            "Joe": "Gwen Pritchard",
            "Ann": "Callum Redpath",
        }


def test_a_promise_to_somebody_others_walk_with_goes_to_who_joins_them(
    record, amina, bev, gwen, world
):
    callum = make.worker("Callum Redpath", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=callum)
    with acting_as(callum):
        promises.promise(record, by=callum, what="Bring the form", due=TODAY())
    with acting_as(bev):
        leaving.end_work(works(callum), by=bev, view=VIEW, everybody=gwen)
    with acting_as(gwen):
        assert record.connections.open().get(user=gwen).part == "alongside"
        assert Reminder.objects.waiting().get().by == gwen
        assert record.connections.open().get(part="lead").user == amina


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"view": VIEW}, "Choose who takes over for Joe"),
        ({"everybody": "gwen"}, "Write what they say"),
        ({"everybody": "sam", "view": VIEW}, "valid choice"),
        ({"everybody": "never", "view": VIEW}, "Choose somebody else for Joe"),
    ],
)
def test_a_lead_cannot_leave_quietly(sent, said, record, amina, bev, gwen, sam, at, world, browse):
    never = make.worker("Una Poole", world.marsh_end)
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, user=never, reason="His ex.", author=amina)
    people = {"gwen": gwen, "sam": sam, "never": never}
    if "everybody" in sent:
        sent = sent | {"everybody": str(people[sent["everybody"]].pk)}
    page = browse(bev).post(at(f"{works(amina).pk}/end/"), sent)
    assert page.status_code == 422
    assert said in text(page)
    with acting_as(amina):
        assert record.connections.open().get(part="lead").user == amina


def test_what_a_manager_does_not_see_is_not_left_behind(record, amina, bev, gwen, at, browse):
    with acting_as(amina):
        NotThisPerson.objects.create(resident=record, user=bev, reason="She asked.", author=amina)
    page = browse(bev).post(at(f"{works(amina).pk}/end/"))
    assert page.status_code == 422
    assert "something you do not see here" in text(page)
    assert "Joe" not in text(page)
    assert works(amina)


def test_who_works_elsewhere_too_keeps_whom_they_walk_with(record, amina, bev, world, at, browse):
    here = works(amina)
    with acting_as(SYSTEM):
        Membership.objects.create(
            user=amina,
            organisation=world.council,
            hub=world.hillfoot,
            role="practitioner",
            starts=TODAY(),
        )
    assert browse(bev).post(at(f"{here.pk}/end/")).status_code == 302
    with acting_as(amina):
        assert record.connections.open().get(part="lead").user == amina
        assert access.residents(amina).count() == 1


def test_of_two_managers_the_second_is_told(record, amina, bev, gwen):
    was = works(amina)
    with acting_as(bev):
        leaving.end_work(was, by=bev, view=VIEW, everybody=gwen)
        with pytest.raises(ValidationError, match="Somebody else changed this"):
            leaving.end_work(was, by=bev, view=VIEW, everybody=gwen)
        with pytest.raises(ValidationError, match="Somebody else changed this"):
            team.change(was, by=bev, role="peer", team=None)


def test_a_manager_of_another_hub_finds_no_door(amina, world, at, browse):
    martha = make.worker("Martha Quill", world.hillfoot, role="hub_manager")
    for address in ["", "invite/", "cover/", f"{works(amina).pk}/", f"{works(amina).pk}/end/"]:
        assert browse(martha).get(at(address)).status_code == 403
    theirs = f"/hubs/{world.hillfoot.pk}/people/{works(amina).pk}/end/"
    assert browse(martha).get(theirs).status_code == 404


def test_an_administrator_finds_every_hub_and_ends_what_leaves_nobody(
    record, amina, gwen, world, at, browse
):
    ade = make.worker("Ade Cole", None, role="administrator", at=world.council)
    client = browse(ade)
    assert f'href="{at()}"' in client.get("/").content.decode()
    assert "Joe" not in text(client.get(at(f"{works(amina).pk}/end/")))
    refused = client.post(at(f"{works(amina).pk}/end/"))
    assert "something you do not see here" in text(refused)
    assert client.post(at(f"{works(gwen).pk}/end/")).status_code == 302
    assert "Gwen Pritchard" not in text(client.get(at()))


# --- Standing in ----------------------------------------------------------------------------------


def stand_in(world, by, who, away, **days) -> Cover:
    return make.cover(world.marsh_end, by=by, who=who, instead_of=away, **days)


def test_who_stands_in_sees_and_writes_as_the_colleague_and_says_why(
    record, promise, joe, world, amina, bev, gwen, browse
):
    client = browse(gwen)
    assert client.get(f"/people/{record.pk}/").status_code == 404
    stand_in(world, bev, gwen, amina)
    assert client.get(f"/people/{record.pk}/").status_code == 200
    today = text(client.get("/today/"))
    assert "Ring the surgery" in today
    assert "Amina said so" in today
    mine = text(client.get("/people/"))
    assert "Amina Yusuf walks with them, and is away." in mine
    assert "You walk with 0 people" in mine
    client.post(f"/people/{record.pk}/promises/{promise.pk}/keep/")
    client.get("/search/?q=joe")
    with acting_as(joe):
        promise.refresh_from_db()
        assert promise.state == "done"
        looks = AccessLog.objects.filter(reader=gwen)
        assert set(looks.values_list("purpose", flat=True)) == {"stand_in"}


@pytest.mark.parametrize("when", ["before", "after", "ended", "the colleague left", "never"])
def test_no_sight_but_while_the_cover_holds(when, record, world, amina, bev, gwen, browse):
    """By the database's own clock."""
    first, days = {"before": (1, 3), "after": (-3, 2)}.get(when, (0, 2))
    with acting_as(bev):
        cover = Cover.objects.create(
            hub=world.marsh_end,
            who=gwen,
            instead_of=amina,
            starts=TODAY() + datetime.timedelta(days=first),
            until=TODAY() + datetime.timedelta(days=first + days),
            by=bev,
        )
    if when not in {"before", "after"}:
        assert browse(gwen).get(f"/people/{record.pk}/").status_code == 200
    if when == "ended":
        with acting_as(bev):
            browse(bev).post(f"/hubs/{world.marsh_end.pk}/people/cover/{cover.pk}/end/")
    elif when == "the colleague left":
        ines = make.worker("Ines Faro", world.marsh_end)
        with acting_as(bev):
            leaving.end_work(works(amina), by=bev, view=VIEW, everybody=ines)
    elif when == "never":
        with acting_as(amina):
            NotThisPerson.objects.create(resident=record, user=gwen, reason="Ex.", author=amina)
    assert browse(gwen).get(f"/people/{record.pk}/").status_code == 404


def test_who_reads_by_a_colleague_who_only_reads_does_not_write(
    record, world, amina, bev, gwen, browse
):
    callum = make.worker("Callum Redpath", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=callum, voice="reads")
    stand_in(world, bev, gwen, callum)
    client = browse(gwen)
    assert client.get(f"/people/{record.pk}/").status_code == 200
    assert client.get(f"/people/{record.pk}/about/").status_code == 403


def test_a_manager_arranges_a_cover_by_the_page(at, amina, bev, gwen, browse):
    sent = {
        "instead_of": str(amina.pk),
        "who": str(gwen.pk),
        "starts": TODAY().isoformat(),
        "until": TODAY().isoformat(),
    }
    assert browse(bev).post(at("cover/"), sent).status_code == 302
    assert "Gwen Pritchard stands in for Amina Yusuf" in text(browse(bev).get(at()))
    with acting_as(gwen):
        assert access.residents(gwen).count() == 0
        assert AuditEvent.objects.filter(verb="cover.arranged").count() == 0
    with acting_as(bev):
        assert AuditEvent.objects.filter(verb="cover.arranged").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": "amina"}, "Choose somebody else than who is away"),
        ({"until": -1}, "The last day comes after the first"),
        ({"starts": -3, "until": -2}, "still to come"),
        ({"who": ""}, "Choose who stands in"),
        ({"who": "sam"}, "valid choice"),
    ],
)
def test_a_cover_that_cannot_be_says_why(wrong, said, at, amina, bev, gwen, sam, browse):
    people = {"amina": amina, "gwen": gwen, "sam": sam}
    sent = {"instead_of": "amina", "who": "gwen", "starts": 0, "until": 3} | wrong
    for field in ["instead_of", "who"]:
        sent[field] = str(people[sent[field]].pk) if sent[field] else ""
    for field in ["starts", "until"]:
        sent[field] = (TODAY() + datetime.timedelta(days=sent[field])).isoformat()
    page = browse(bev).post(at("cover/"), sent)
    assert page.status_code == 422
    assert said in text(page)


def test_nobody_arranges_to_stand_in_by_themself(amina, gwen, world):
    with acting_as(gwen), pytest.raises(Refused):
        make.cover(world.marsh_end, by=gwen, who=gwen, instead_of=amina)
