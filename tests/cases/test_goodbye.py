"""Ending together, both words, what becomes of promises, and the way back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import goodbye as goodbyes
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.models import Connection, Goodbye, Reminder, Resident
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.models import Letter, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db


def ended(record: Resident, *, by: User, **more) -> Goodbye:
    with acting_as(by):
        return goodbyes.end(record, by=by, **({"decided": "together"} | more))


def letters(to: User) -> list[str]:
    with acting_as(to):
        return list(Letter.objects.filter(to=to).values_list("kind", flat=True))


@pytest.fixture
def promise(record, amina) -> Reminder:
    with acting_as(amina):
        return promises.promise(record, by=amina, what="I'll ring", due=timezone.localdate())


def test_who_walks_with_joe_says_goodbye_and_both_words_stand_on_both_pages(
    record, joe, amina, browse
):
    page = browse(amina).post(
        f"/people/{record.pk}/goodbye/",
        {"decided": "together", "their_words": "I can go on my own.", "our_words": "Well walked."},
        follow=True,
    )
    told = page.content.decode()
    assert "decided together" in told
    assert "I can go on my own." in told
    assert "Well walked." in told
    assert "Open it again" in told
    assert "goodbye" in letters(joe)
    mine = browse(joe).get("/me/goodbye/").content.decode()
    assert "I can go on my own." in mine
    assert "Well walked." in mine
    assert "Come back" in browse(joe).get("/me/").content.decode()


def test_nothing_need_be_said_and_nothing_said_is_asked_for(record, amina, browse):
    client = browse(amina)
    answer = client.post(f"/people/{record.pk}/goodbye/", {})
    assert answer.status_code == 422
    assert "Choose one." in answer.content.decode()
    assert client.post(f"/people/{record.pk}/goodbye/", {"decided": "moved"}).status_code == 302


def test_what_was_promised_is_settled_by_choice_and_never_silently(
    record, joe, amina, promise, browse
):
    client, where = browse(amina), f"/people/{record.pk}/goodbye/"
    page = client.get(where).content.decode()
    assert "I&#x27;ll ring" in page
    assert client.post(where, {"decided": "together"}).status_code == 422
    said = {"decided": "together", "promised": "let_go"}
    assert client.post(where, said).status_code == 422
    assert client.post(where, said | {"why": "Bev rings him."}).status_code == 302
    with acting_as(joe):
        settled = Reminder.objects.get()
        assert (settled.state, settled.why) == ("let_go", "Bev rings him.")


def test_promises_can_have_been_kept(record, amina, promise):
    ended(record, by=amina, promised="kept")
    with acting_as(amina):
        assert Reminder.objects.get().state == "done"
    with acting_as(amina), pytest.raises(ValidationError):
        goodbyes._settle(make_waiting(record, amina), by=amina, promised="", why="")


def make_waiting(record: Resident, amina: User) -> Resident:
    Reminder.objects.create(resident=record, by=amina, what="Wait", due=timezone.localdate())
    return record


def test_the_record_is_read_and_written_no_more_and_others_leave(record, amina, bev, world, browse):
    colleague = make.worker("Callum Ross", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=colleague)
        circle.join(record, by=amina, person="Maureen", part="family")
    ended(record, by=amina)
    assert browse(colleague).get(f"/people/{record.pk}/").status_code == 404
    page = browse(amina).get(f"/people/{record.pk}/")
    assert page.status_code == 200
    assert "Write a conversation" not in page.content.decode()
    with acting_as(amina):
        with pytest.raises(Refused):
            promises.promise(record, by=amina, what="More", due=timezone.localdate())
        assert Connection.objects.get(person="Maureen").until is None
        left = Connection.objects.get(user=colleague)
        assert left.how_ended == "Everybody said goodbye."


@pytest.mark.parametrize("who", ["amina", "joe"])
def test_help_that_is_still_asked_for_is_taken_back_and_nothing_is_read_any_more(
    who, record, amina, joe, pat, world, request, browse
):
    sent = make.ask(record, by=amina, organisation=world.advice)
    with acting_as(amina):
        kept = asks.draft(record, by=amina, organisation=world.advice, what_for="To sleep.")
    assert sent.what_for in browse(amina).get(f"/people/{record.pk}/goodbye/").content.decode()
    by = request.getfixturevalue(who)
    ended(record, by=by)
    with acting_as(by):
        states = set(record.referrals.values_list("state", flat=True))
        assert record.referrals.filter(pk__in=[sent.pk, kept.pk]).count() == 2
    assert states == {"withdrawn"}
    assert letters(pat).count("ask_taken_back") == 1
    page = browse(pat).get(f"/referrals/{sent.pk}/").content.decode()
    assert sent.what_for not in page


def test_joe_says_himself_that_he_stops_and_amina_is_told(record, joe, amina, promise, browse):
    client = browse(joe)
    assert "Do you want to stop for now?" in client.get("/me/goodbye/").content.decode()
    page = client.post("/me/goodbye/", {"words": "I am tired of talking."}, follow=True)
    assert "We said goodbye" in page.content.decode()
    assert "said_goodbye" in letters(amina)
    assert "goodbye" not in letters(joe)
    with acting_as(joe):
        goodbye = Goodbye.objects.get()
        assert (goodbye.decided, goodbye.their_words) == ("person", "I am tired of talking.")
        assert Reminder.objects.get().why == "Joe said goodbye."
    told = browse(amina).post(
        f"/people/{record.pk}/goodbye/", {"words": "Come any time."}, follow=True
    )
    assert "Come any time." in told.content.decode()


def test_each_says_a_word_once(record, joe, amina, browse):
    goodbye = ended(record, by=amina, our_words="Well walked.")
    with acting_as(amina), pytest.raises(ValidationError):
        goodbyes.add_words(goodbye, by=amina, words="Something else.")
    client = browse(joe)
    assert client.post("/me/goodbye/", {"words": ""}).status_code == 422
    client.post("/me/goodbye/", {"words": "Thank you."})
    with acting_as(joe):
        assert Goodbye.objects.get().their_words == "Thank you."
        with pytest.raises(ValidationError):
            goodbyes.add_words(goodbye, by=joe, words="And more.")
    assert client.post("/me/goodbye/", {"words": "And more."}).status_code == 422


def test_one_tap_brings_joe_back_and_amina_is_told(record, joe, amina, browse):
    ended(record, by=amina)
    page = browse(joe).post("/me/back/", follow=True)
    assert "Welcome back." in page.content.decode()
    assert "came_back" in letters(amina)
    with acting_as(amina):
        assert Resident.objects.get(pk=record.pk).state == "open"
        promises.promise(record, by=amina, what="I'll come", due=timezone.localdate())
    browse(joe).post("/me/back/")
    assert letters(amina).count("came_back") == 1


def test_the_lead_and_who_leads_the_hub_open_it_again(record, joe, amina, bev, browse):
    for who in (amina, bev):
        ended(record, by=amina)
        client = browse(who)
        client.post(f"/people/{record.pk}/why/", {"purpose": "support", "reason": "He rang."})
        page = client.post(f"/people/{record.pk}/back/", follow=True)
        assert "open again" in page.content.decode()
    assert letters(amina).count("came_back") == 1


def test_a_colleague_who_does_not_lead_neither_ends_nor_opens(record, amina, world, browse):
    colleague = make.worker("Callum Ross", world.marsh_end)
    with acting_as(amina):
        circle.join(record, by=amina, user=colleague)
    client = browse(colleague)
    assert client.get(f"/people/{record.pk}/goodbye/").status_code == 403
    assert client.post(f"/people/{record.pk}/back/").status_code == 403
    assert "Say goodbye" not in client.get(f"/people/{record.pk}/").content.decode()


def test_who_died_is_written_to_no_more_and_nobody_signs_in_as_them(record, joe, amina, browse):
    with acting_as(joe):
        outbox.post("goodbye", to=joe, about=record, dedupe_key="one")
    ended(record, by=amina, decided="died")
    assert browse(joe).get("/me/").status_code == 302
    outbox.deliver(make.noon(2))
    with acting_as(joe):
        assert list(Letter.objects.values_list("state", flat=True)) == ["not_needed"]
    with acting_as(SYSTEM):
        assert not User.objects.get(pk=joe.pk).is_active
    with acting_as(amina):
        goodbyes.come_back(record, by=amina)
    with acting_as(SYSTEM):
        assert User.objects.get(pk=joe.pk).is_active


def test_nobody_shuts_a_door_without_a_death(record, joe, amina, sam):
    for who in (amina, sam):
        with acting_as(who):
            goodbyes._set_own_door(record, is_open=False)
    with acting_as(SYSTEM):
        assert User.objects.get(pk=joe.pk).is_active


def test_ending_twice_is_ending_once(record, amina):
    first = ended(record, by=amina)
    assert ended(record, by=amina).pk == first.pk


def test_letters_about_a_goodbye_do_not_go_out_when_somebody_came_back_meanwhile(
    record, joe, amina, mailoutbox
):
    ended(record, by=amina)
    with acting_as(joe):
        goodbyes.come_back(record, by=joe)
    outbox.deliver(make.noon(2))
    assert [mail.subject for mail in mailoutbox] == ["Somebody is back"]
