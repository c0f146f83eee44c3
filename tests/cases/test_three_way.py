"""Handing somebody over: asked, said yes to, met, written down, signed by both; and nothing before that."""

import datetime
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions import safety, sharing, three_way, what_matters
from cases.actions.what_matters import Words
from cases.models import Connection, Referral, Reminder, Resident, Section, ThreeWayMeeting
from cases.models.referral import State
from hubs.access import Refused
from hubs.models import Membership
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent, Letter, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.cases.test_api import Program

pytestmark = pytest.mark.django_db

VIEW = "Tom makes me laugh."


@pytest.fixture
def tom(world) -> User:
    """Who works for the advice and walks with people."""
    return make.worker(
        "Tom Hale", None, role="practitioner", at=world.advice, email="tom@demo.example"
    )


@pytest.fixture
def ask(record, joe, amina, pat, tom, world) -> Referral:
    """A hand-over that Pat said yes to."""
    with acting_as(joe):
        what_matters.say(
            record, "how_to_support", Words("Marker of what is shared."), by=joe, base=None
        )
        what_matters.say(record, "my_wellness", Words("Marker of what is not."), by=joe, base=None)
        sharing.decide(record, [Section.HOW_TO_SUPPORT], "yes", by=joe, organisation=world.advice)
    sent = make.ask(
        record,
        by=amina,
        organisation=world.advice,
        kind="hand_over",
        what_for="Somebody near me.",
        sections=["how_to_support"],
    )
    with acting_as(pat):
        return asks.accept(sent, by=pat, meeting="Monday at nine", meets="Tom")


def at(ask, end: str = "meeting/") -> str:
    return f"/people/{ask.resident_id}/referrals/{ask.pk}/{end}"


def taking_over(ask, end: str = "") -> str:
    return f"/referrals/{ask.pk}/meeting/{end}"


def said(taker, **more) -> dict:
    day = timezone.localdate() - datetime.timedelta(days=1)
    return {"taker": str(taker.pk), "met_on": day.isoformat(), "resident_view": VIEW, **more}


def written(ask, by, taker, **more) -> ThreeWayMeeting:
    told = {"met_on": timezone.localdate(), "resident_view": VIEW, "taker": taker.pk} | more
    with acting_as(by):
        return three_way.write(ask, by=by, **told)


def sign(meeting, by) -> ThreeWayMeeting:
    with acting_as(by):
        return three_way.sign(meeting, by=by, seen=three_way.digest_of(meeting))


def meeting_of(ask, by) -> ThreeWayMeeting:
    with acting_as(by):
        return ThreeWayMeeting.objects.get(referral=ask)


def lead_of(record, by) -> Connection:
    with acting_as(by):
        return record.connections.open().around().get(part="lead")


def state_of(ask, by) -> str:
    with acting_as(by):
        return Referral.objects.get(pk=ask.pk).state


def letters(kind: str, to: User) -> int:
    with acting_as(to):
        return Letter.objects.filter(kind=kind, to=to).count()


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


# --- Asking ---------------------------------------------------------------------------------------
def ask_form(*who, **more) -> dict:
    return {
        "who": [str(each.pk) for each in who],
        "what_for": "Somebody near me.",
        "urgency": "routine",
        "kind": "hand_over",
        "key": str(new_id()),
        "then": "send",
    } | more


def test_a_hand_over_is_asked_like_every_ask(browse, record, amina, tom, world):
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    amina_browses, new = browse(amina), f"/people/{record.pk}/referrals/new/"
    html = amina_browses.get(new, {"with": str(world.advice.pk)}).content.decode()
    assert "Take over the walking" in html
    assert "Who could take over: Clearwater Debt Advice." in html
    page = amina_browses.post(new, ask_form(world.advice), follow=True).content.decode()
    assert "Asked for Joe: take over the walking." in page
    assert "Later: The three of you meet, and both sign" in page
    assert lead_of(record, amina).user_id == amina.pk


def test_where_nobody_signs_in_who_walks_with_people_nobody_can_take_over(
    browse, record, amina, pat, world
):
    amina_browses, new = browse(amina), f"/people/{record.pk}/referrals/new/"
    html = amina_browses.get(new, {"with": str(world.advice.pk)}).content.decode()
    assert "Nobody of these can take over the walking" in html
    answer = amina_browses.post(new, ask_form(world.advice))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "so nobody there can take over. Ask them to come alongside" in html
    with acting_as(amina):
        assert not Referral.objects.exists()


def test_nor_once_the_only_one_there_has_left_before_it_was_sent(record, amina, pat, tom, world):
    with acting_as(amina):
        kept = asks.draft(
            record, by=amina, organisation=world.advice, kind="hand_over", what_for="Near."
        )
    leaves_work(tom)
    with acting_as(amina), pytest.raises(ValidationError, match="nobody there can take over"):
        asks.send(kept, by=amina)


def leaves_work(user: User) -> None:
    with acting_as(user):
        Membership.objects.filter(user=user).update(ends=timezone.localdate())


# --- Before both have signed ----------------------------------------------------------------------
def test_who_is_asked_reads_that_they_are_to_take_over(browse, ask, pat):
    page = browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    assert "asks whether somebody of yours could do that from now on" in page
    assert "Nobody has written the meeting down yet." in page
    assert "It is done" not in page


def test_nobody_says_it_is_done_by_an_answer(browse, ask, pat, amina):
    answer = browse(pat).post(
        f"/referrals/{ask.pk}/", {"verb": "done", "words": "All ours.", "key": str(new_id())}
    )
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "This is done once the three of you have met" in html
    assert "All ours." in html
    assert state_of(ask, amina) == State.ACCEPTED


def test_nor_by_a_link(browse, ask, amina):
    link = make.reply_link(ask, "a-token-of-a-letter")
    guest = browse()
    guest.post(link, {"verb": "show"})
    answer = guest.post(link, {"verb": "done", "words": "All ours.", "key": str(new_id())})
    assert answer.status_code == 422
    assert "This is done once the three of you have met" in answer.content.decode()
    assert state_of(ask, amina) == State.ACCEPTED


def test_nor_by_a_program_and_it_reads_who_has_not_signed(browse, ask, pat, amina, tom):
    sign(written(ask, amina, tom), amina)
    answer = Program(pat).post(f"referrals/{ask.pk}/complete/", {"words": "All ours."})
    assert answer.status_code == 422
    assert "It waits for Tom Hale." in answer.content.decode()


def test_nor_by_raw_sql(ask, amina, tom):
    meeting = written(ask, amina, tom)
    sign(meeting, amina)
    for by in (amina, tom):
        with (
            acting_as(by),
            pytest.raises(DatabaseError, match="once both have signed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("update cases_referral set state = 'completed' where id = %s", [ask.pk])


def test_nobody_signs_for_the_other_by_raw_sql(ask, amina, tom):
    meeting = written(ask, amina, tom)
    with (
        acting_as(amina),
        pytest.raises(DatabaseError, match="signs for themself"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update cases_threewaymeeting set taker_signed_at = now() where id = %s",
            [meeting.pk],
        )


def test_what_is_changed_is_signed_again_by_raw_sql_too(ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    with (
        acting_as(amina),
        pytest.raises(DatabaseError, match="is signed again"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update cases_threewaymeeting set resident_view = 'Yes!' where id = %s",
            [meeting.pk],
        )


def test_tom_sees_the_shared_parts_alone_until_both_have_signed(
    browse, record, ask, amina, tom, diya
):
    tom_browses = browse(tom)
    assert tom_browses.get(taking_over(ask)).status_code == 404  # nobody named him
    sign(written(ask, amina, tom), amina)
    page = tom_browses.get(taking_over(ask)).content.decode()
    assert "Marker of what is shared." in page
    assert "Marker of what is not." not in page
    assert VIEW in page
    for address in (f"/people/{record.pk}/", at(ask), at(ask, "")):
        assert tom_browses.get(address).status_code == 404
    with acting_as(tom):
        assert not Resident.objects.exists()
    with acting_as(diya):
        looks = AccessLog.objects.filter(reader=tom, resident_id=record.pk)
        assert looks.get().purpose == "asked_to_help"


def test_it_stands_among_what_waits_for_tom(browse, ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    page = browse(tom).get("/referrals/").content.decode()
    assert "Whom you take over" in page
    assert "Amina Yusuf hands over to you" in page
    assert f'href="{taking_over(ask)}"' in page
    assert meeting.taker_id == tom.pk


def test_a_stranger_finds_no_door(browse, ask, amina, tom, sam):
    written(ask, amina, tom)
    stranger = browse(sam)
    for address in (at(ask), taking_over(ask)):
        assert stranger.get(address).status_code == 404
    assert stranger.post(taking_over(ask, "sign/")).status_code == 404
    with acting_as(sam), pytest.raises(Refused):
        three_way.sign(meeting_of(ask, amina), by=sam, seen="")


def test_pat_answers_and_takes_over_where_pat_walks_with_people_too(browse, ask, amina, pat, world):
    with acting_as(SYSTEM):
        Membership.objects.create(
            user=pat, organisation=world.advice, role="peer", starts=datetime.date(2020, 1, 1)
        )
    sign(written(ask, amina, pat), amina)
    page = browse(pat).get(f"/referrals/{ask.pk}/").content.decode()
    assert "It waits for Pat Lowe." in page
    assert f'href="{taking_over(ask)}"' in page
    sign(meeting_of(ask, amina), pat)
    assert state_of(ask, amina) == State.COMPLETED


# --- Writing it down ------------------------------------------------------------------------------
def test_amina_writes_down_what_the_three_said(browse, record, ask, amina, tom):
    answer = browse(amina).post(at(ask), said(tom, stays="on"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(at(ask), 302)]
    assert "Amina, Tom and Joe met yesterday." in page
    assert VIEW in page
    assert "Amina stays alongside, and keeps what they promised." in page
    assert "Tom Hale has not signed yet." in page
    assert lead_of(record, amina).user_id == amina.pk


def test_an_advocate_may_stand_in(browse, ask, amina, tom):
    browse(amina).post(at(ask), said(tom, advocate="Rita"))
    page = browse(amina).get(at(ask)).content.decode()
    assert "Amina, Tom and Rita for Joe met yesterday." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"met_on": "2999-01-01"}, "Write the day on which you met."),
        ({"met_on": ""}, "Write the day on which you met."),
        ({"resident_view": " "}, "Write what they say to it, in their words."),
        ({"taker": ""}, "Choose who takes over."),
        ({"taker": "not-an-id"}, "Choose somebody else. They cannot take over."),
        ({"resident_view": "x" * 301}, "Use 300 characters or fewer."),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(
    browse, ask, amina, tom, wrong, sentence
):
    answer = browse(amina).post(at(ask), said(tom, advocate="Rita") | wrong)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert "Rita" in html
    with acting_as(amina):
        assert not ThreeWayMeeting.objects.exists()


def test_nobody_takes_over_from_themself_nor_who_works_elsewhere(ask, amina, sam, tom):
    for nobody in (amina, sam):
        with pytest.raises(ValidationError, match="cannot take over"):
            written(ask, amina, nobody)


def test_nor_who_must_never_see_joe(browse, record, ask, amina, joe, tom):
    with acting_as(joe):
        safety.keep_from(record, tom.pk, by=joe, reason="My cousin.")
    answer = browse(amina).post(at(ask), said(tom))
    assert answer.status_code == 422
    assert "Choose somebody else. They cannot take over." in answer.content.decode()


def test_nobody_but_who_walks_with_joe_writes_it_down(browse, record, ask, amina, bev, tom):
    with acting_as(amina):
        circle.join(record, by=amina, user=bev)
    page = browse(bev).get(at(ask)).content.decode()
    assert "Amina does that, once the three have met." in page
    answer = browse(bev).post(at(ask), said(tom))
    assert answer.status_code == 422
    assert "Only who walks with them writes this down." in answer.content.decode()


def test_where_everybody_there_has_left_the_page_says_what_to_do(browse, ask, amina, tom):
    leaves_work(tom)
    page = browse(amina).get(at(ask)).content.decode()
    assert "Nobody of Clearwater Debt Advice signs in here and walks with people any more." in page
    assert "Write it down" not in page


def test_before_a_yes_there_is_no_meeting(browse, record, amina, pat, tom, world):
    sent = make.ask(record, by=amina, organisation=world.advice, kind="hand_over")
    assert browse(amina).get(at(sent)).status_code == 404
    with pytest.raises(ValidationError, match="Nobody has said yes yet"):
        written(sent, amina, tom)


def test_other_asks_have_no_such_page(browse, record, amina, pat, world):
    other = make.ask(record, by=amina, organisation=world.advice)
    with acting_as(pat):
        asks.accept(other, by=pat, meeting="Monday", meets="")
    assert browse(amina).get(at(other)).status_code == 404


def test_two_tabs_that_write_lose_nothing(browse, ask, amina, tom):
    first, second = browse(amina), browse(amina)
    first.post(at(ask), said(tom))
    answer = second.post(at(ask), said(tom, resident_view="I am not sure."))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Something was written meanwhile. Read it again." in html
    assert "I am not sure." in html
    assert meeting_of(ask, amina).resident_view == VIEW


def test_a_change_takes_the_signatures_away(browse, ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    again = said(tom, resident_view="Fine.", seen=three_way.digest_of(meeting))
    assert browse(amina).post(at(ask), again).status_code == 302
    assert meeting_of(ask, amina).giver_signed_at is None
    with acting_as(tom), pytest.raises(ValidationError, match="written meanwhile"):
        three_way.sign(meeting, by=tom, seen=three_way.digest_of(meeting))


def test_the_same_words_again_take_nothing_away(ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    written(ask, amina, tom, seen=three_way.digest_of(meeting))
    assert meeting_of(ask, amina).giver_signed_at is not None


# --- Signing --------------------------------------------------------------------------------------
@pytest.mark.parametrize("first", ["amina", "tom"])
def test_with_both_names_tom_walks_with_joe_and_the_ask_is_done(
    browse, record, ask, amina, tom, joe, first
):
    written(ask, amina, tom)
    doors = {"amina": (amina, at(ask)), "tom": (tom, taking_over(ask))}
    for name in (first, "tom" if first == "amina" else "amina"):
        by, door = doors[name]
        browses = browse(by)
        page = browses.get(door).content.decode()
        answer = browses.post(f"{door}sign/", {"seen": seen_in(page)}, follow=True)
        assert answer.status_code == 200
        if name == first:
            assert "Signed. It waits for the other name." in answer.content.decode()
            assert lead_of(record, amina).user_id == amina.pk
            assert state_of(ask, amina) == State.ACCEPTED
        else:
            assert "Both have signed. Tom Hale walks with Joe now." in answer.content.decode()
    lead = lead_of(record, tom)
    assert (lead.user_id, lead.resident_view) == (tom.pk, VIEW)
    with acting_as(amina):
        mine = record.connections.open().get(user=amina)
        assert (mine.part, mine.voice) == ("alongside", "contributes")
    with acting_as(tom):
        done = ask.events.in_order().last()
        assert (done.after, done.by_id) == (State.COMPLETED, tom.pk)
        assert "Tom Hale walks with them now." in done.words
        verbs = AuditEvent.objects.filter(resident_id=record.pk).order_by("at", "seq")
        assert [e.verb for e in verbs if e.verb.startswith(("hand_over", "connection.leads"))] == [
            "hand_over.written",
            "hand_over.signed",
            "hand_over.signed",
            "connection.leads",
        ]
    other = {"amina": tom, "tom": amina}[first]
    assert letters("hand_over_to_sign", other) == 1
    assert letters("hand_over_to_sign", {"amina": amina, "tom": tom}[first]) == 0
    assert letters("hand_over_done", amina) == (1 if first == "amina" else 0)
    assert letters("walks_with", tom) == 1
    assert letters("ask_moved", joe) == 2  # the yes, and this


def test_who_does_not_stay_leaves_their_promises_to_tom(browse, record, ask, amina, tom):
    with acting_as(amina):
        day = timezone.localdate() + datetime.timedelta(days=3)
        promises.promise(record, by=amina, what="Ring the landlord", due=day)
    meeting = sign(written(ask, amina, tom, stays=False), tom)
    page = browse(amina).post(
        at(ask, "meeting/sign/"), {"seen": three_way.digest_of(meeting)}, follow=True
    )
    assert page.redirect_chain == [("/people/", 302)]
    with acting_as(amina):
        assert not Resident.objects.exists()
    with acting_as(tom):
        assert Reminder.objects.get(by=tom).what == "Ring the landlord"
        assert Reminder.objects.get(by=amina).state == "moved"


def test_who_stays_keeps_their_promises(record, ask, amina, tom):
    with acting_as(amina):
        day = timezone.localdate() + datetime.timedelta(days=3)
        promises.promise(record, by=amina, what="Ring the landlord", due=day)
    meeting = sign(written(ask, amina, tom), amina)
    sign(meeting, tom)
    with acting_as(tom):
        assert Reminder.objects.get().by_id == amina.pk


def test_signing_twice_is_signing(ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    assert sign(meeting, amina).giver_signed_at == meeting.giver_signed_at
    sign(meeting, tom)
    assert sign(meeting, tom).is_signed
    assert letters("hand_over_to_sign", tom) == 1


def test_what_both_have_signed_is_not_changed(browse, ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    sign(meeting, tom)
    page = browse(amina).get(at(ask)).content.decode()
    assert "This is over. What was written down stays here." in page
    assert "Write it down" not in page
    with pytest.raises(ValidationError):
        written(ask, amina, tom, resident_view="No!", seen=three_way.digest_of(meeting))
    with (
        acting_as(tom),
        pytest.raises(DatabaseError, match="both have signed"),
        transaction.atomic(),
    ):
        ThreeWayMeeting.objects.update(resident_view="No!")


def test_tom_who_left_meanwhile_takes_over_nobody(browse, ask, amina, tom):
    meeting = sign(written(ask, amina, tom), tom)
    leaves_work(tom)
    assert browse(tom).get(taking_over(ask)).status_code == 404
    answer = browse(amina).post(at(ask, "meeting/sign/"), {"seen": three_way.digest_of(meeting)})
    assert answer.status_code == 422
    assert "Choose somebody else. They cannot take over." in answer.content.decode()
    assert state_of(ask, amina) == State.ACCEPTED


def test_tom_whom_joe_keeps_away_meanwhile_sees_nothing_more(browse, record, ask, amina, joe, tom):
    written(ask, amina, tom)
    with acting_as(joe):
        safety.keep_from(record, tom.pk, by=joe, reason="My cousin.")
    assert browse(tom).get(taking_over(ask)).status_code == 404
    assert browse(tom).post(taking_over(ask, "sign/"), {"seen": ""}).status_code == 404


@pytest.mark.parametrize("stays", [True, False])
def test_somebody_else_walks_with_joe_meanwhile(browse, record, ask, amina, bev, tom, stays):
    meeting = sign(written(ask, amina, tom), amina)
    with acting_as(amina):
        seen = record.connections.open().get(part="lead").pk
        circle.hand_over_lead(record, bev, by=amina, resident_view="Fine.", stays=stays, seen=seen)
    answer = browse(tom).post(taking_over(ask, "sign/"), {"seen": three_way.digest_of(meeting)})
    assert answer.status_code == 422
    assert "Amina Yusuf does not walk with them any more" in answer.content.decode()
    assert lead_of(record, bev).user_id == bev.pk
    # who walks with Joe now writes it down again, and signs
    browse(bev).post(at(ask), said(tom, seen=three_way.digest_of(meeting)))
    again = meeting_of(ask, bev)
    assert (again.giver_id, again.giver_signed_at) == (bev.pk, None)
    sign(again, bev)
    sign(again, tom)
    assert lead_of(record, tom).user_id == tom.pk


def test_what_joe_no_longer_shares_closes_toms_page_and_nothing_is_signed(
    browse, record, ask, amina, joe, tom, world
):
    meeting = sign(written(ask, amina, tom), amina)
    with acting_as(joe):
        sharing.decide(record, [Section.HOW_TO_SUPPORT], "no", by=joe, organisation=world.advice)
    page = browse(tom).get(taking_over(ask)).content.decode()
    assert "This page is closed just now" in page
    assert "Joe" not in page
    assert VIEW not in page
    answer = browse(tom).post(taking_over(ask, "sign/"), {"seen": three_way.digest_of(meeting)})
    assert answer.status_code == 422
    assert lead_of(record, amina).user_id == amina.pk


def test_what_was_taken_back_is_signed_by_nobody(browse, ask, amina, tom):
    meeting = sign(written(ask, amina, tom), amina)
    with acting_as(amina):
        asks.withdraw(ask, by=amina, reason="they_asked", words="He stays with me.")
    page = browse(tom).get(taking_over(ask)).content.decode()
    assert "It ended before both had signed." in page
    answer = browse(tom).post(taking_over(ask, "sign/"), {"seen": three_way.digest_of(meeting)})
    assert answer.status_code == 422


# --- Letters, and Joe ----------------------------------------------------------------------------
def test_the_letter_says_where_to_sign_and_names_nobody(ask, amina, tom, mailoutbox):
    sign(written(ask, amina, tom), amina)
    outbox.deliver(make.noon(1))
    told = next(m for m in mailoutbox if m.to == ["tom@demo.example"])
    assert taking_over(ask) in told.body
    assert "Joe" not in told.subject + told.body


def test_no_letter_goes_to_who_has_signed_meanwhile(ask, amina, tom, mailoutbox):
    meeting = sign(written(ask, amina, tom), amina)
    written(ask, amina, tom, resident_view="Fine.", seen=three_way.digest_of(meeting))
    changed = meeting_of(ask, amina)
    sign(changed, tom)
    outbox.deliver(make.noon(1))
    bodies = [m.body for m in mailoutbox if "waits for your name" in m.body]
    assert len(bodies) == 1  # Amina's: Tom has signed
    assert at(ask) in bodies[0]


def test_joe_reads_how_it_stands(browse, ask, amina, joe, tom):
    joe_browses = browse(joe)
    mine = f"/me/asks/{ask.pk}/"
    assert f'href="{mine}"' in joe_browses.get("/me/").content.decode()
    page = joe_browses.get(mine).content.decode()
    assert "Nothing changes before you meet." in page
    meeting = sign(written(ask, amina, tom), amina)
    page = joe_browses.get(mine).content.decode()
    assert "You, Amina and Tom met today." in page
    assert VIEW in page
    assert "Amina Yusuf signed today." in page
    assert "Tom Hale has not signed yet." in page
    sign(meeting, tom)
    page = joe_browses.get(mine).content.decode()
    assert "Tom walks with you now." in page
    home = joe_browses.get("/me/").content.decode()
    assert "Somebody new may walk with you." not in home
    assert "Tom began to walk with you" in home


def test_joe_reads_that_nothing_changed_where_it_ended_early(browse, ask, amina, joe, pat, tom):
    sign(written(ask, amina, tom), amina)
    with acting_as(pat):
        asks.answer(ask, State.ENDED_EARLY, by=pat, reason="they_asked", words="He likes Amina.")
    page = browse(joe).get(f"/me/asks/{ask.pk}/").content.decode()
    assert "Nobody new walks with you. Nothing has changed." in page
    assert "from then on" not in page.casefold()


def test_joe_is_asked_whether_it_helped_once_it_is_done(browse, ask, amina, joe, tom):
    mine = f"/me/asks/{ask.pk}/"
    assert "Did it help?" not in browse(joe).get(mine).content.decode()
    sign(sign(written(ask, amina, tom), amina), tom)
    assert "Did it help?" in browse(joe).get(mine).content.decode()


def test_a_guest_reads_no_word_of_the_meeting(browse, ask, amina, tom):
    written(ask, amina, tom)
    link = make.reply_link(ask, "a-token-of-a-letter")
    guest = browse()
    guest.post(link, {"verb": "show"})
    page = guest.get(link).content.decode()
    assert VIEW not in page
    assert "It waits for Amina Yusuf and Tom Hale." in page


# --- What the resident asks -----------------------------------------------------------------------
def test_what_joe_asks_himself_is_shown_as_his(browse, record, amina, joe, world):
    with acting_as(joe):
        own = Referral.objects.create(
            resident=record,
            kind="self",
            asked_by=joe,
            organisation=world.advice,
            what_for="To know what I owe.",
        )
        asks._log(own, "", "asks", joe)
    page = browse(amina).get(f"/people/{record.pk}/referrals/{own.pk}/").content.decode()
    assert "Joe asks this themself." in page
    assert "<b>Joe</b> asks for your help." in page
    assert "Joe wrote it down" in page


# --- At once --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_hand_over_once(ask, record, amina, tom):
    meeting = written(ask, amina, tom)
    ready, problems = Barrier(2), []

    def signs(by: User) -> None:
        try:
            ready.wait()
            sign(meeting, by)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    both = [Thread(target=signs, args=[by]) for by in (amina, tom)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert problems == []
    assert lead_of(record, tom).user_id == tom.pk
    assert state_of(ask, tom) == State.COMPLETED
