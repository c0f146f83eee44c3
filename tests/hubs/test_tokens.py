"""Tokens for programs: made by who works here, shown once, used within the law, and ended."""

import datetime
import logging
import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from hubs.access import Refused
from hubs.actions import token as tokens
from hubs.models import ApiToken, Membership
from relational.kernel import sign_in
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

LIST, NEW = "/account/tokens/", "/account/tokens/new/"


def day(away: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=away)


def said(**more) -> dict:
    return {"what_for": "Case export", "ends": day(90).isoformat(), "key": str(new_id())} | more


def come_in(user) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": user.email, "password": make.PASSWORD})
    return client


def once_more(client: Client) -> Client:
    """Say again who one is."""
    client.post("/account/again/", {"password": make.PASSWORD, "next": NEW})
    return client


@pytest.fixture
def at_the_form(amina) -> Client:
    """Amina, who just said again who she is."""
    return once_more(come_in(amina))


def secret_on(page) -> str:
    return re.search(r'<code class="secret">(\w+)</code>', page.content.decode())[1]


def call(secret: str, path: str = "residents/"):
    return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Token {secret}"})


def made_by(user) -> list[ApiToken]:
    with acting_as(user):
        return list(ApiToken.objects.order_by("pk"))


def verbs(user) -> list[str]:
    with acting_as(user):
        found = AuditEvent.objects.filter(who_id=user.pk, verb__startswith="token.").order_by("pk")
        return list(found.values_list("verb", flat=True))


# --- Making one -----------------------------------------------------------------------------------


def test_who_makes_one_is_asked_again_who_they_are(amina):
    client = come_in(amina)
    assert client.get(LIST).status_code == 200
    for answer in [client.get(NEW), client.post(NEW, said())]:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/again/")
    assert made_by(amina) == []


def test_a_token_is_shown_once_and_opens_the_door_to_what_is_its_holders(
    record, joe, sam, at_the_form
):
    make.resident("Dot", by=sam)
    page = at_the_form.post(NEW, said())
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    secret = secret_on(page)
    assert secret not in at_the_form.get(LIST).content.decode()
    assert [row["known_as"] for row in call(secret).json()["results"]] == ["Joe"]
    assert call(secret, f"residents/{record.pk}/").status_code == 200
    with acting_as(joe):
        looks = AccessLog.objects.values_list("reader_name", "section", "purpose")
        assert list(looks) == [("Amina Yusuf", "api", "walks_with")]


def test_what_is_kept_of_a_token_is_its_hash(amina, at_the_form, caplog):
    with caplog.at_level(logging.DEBUG):
        secret = secret_on(at_the_form.post(NEW, said()))
        call(secret)
    assert secret not in caplog.text
    (token,) = made_by(amina)
    assert re.fullmatch(r"[0-9a-f]{64}", token.digest)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in ["hubs_apitoken", "kernel_auditevent", "kernel_cache", "django_session"]:
            cursor.execute(f"select t::text from {table} t")
            assert secret not in str(cursor.fetchall())
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())


def test_making_one_stands_in_the_trail_and_its_holder_is_told(
    amina, at_the_form, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        at_the_form.post(NEW, said())
    sign_in.post_office.submit(int).result()
    assert verbs(amina) == ["token.made"]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([amina.email], "Your account")
    assert "Case export" not in letter.body


def test_a_double_click_makes_one_and_both_answers_show_it(amina, at_the_form):
    twice = said()
    first, second = (secret_on(at_the_form.post(NEW, twice)) for _ in range(2))
    assert first == second
    assert len(made_by(amina)) == 1
    assert verbs(amina) == ["token.made"]


def test_the_same_form_with_other_words_is_another_token(amina, at_the_form):
    first = said()
    secrets = {secret_on(at_the_form.post(NEW, first | {"what_for": w})) for w in ["One", "Two"]}
    assert len(secrets) == len(made_by(amina)) == 2


def test_the_same_form_of_two_people_makes_two_tokens(amina, sam, at_the_form):
    same = said()
    theirs = once_more(come_in(sam)).post(NEW, same)
    assert secret_on(at_the_form.post(NEW, same)) != secret_on(theirs)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what_for": ""}, "Write what the token is for."),
        ({"what_for": "   "}, "Write what the token is for."),
        ({"what_for": "x" * 121}, "Use 120 characters or fewer. You have 121."),
        ({"what_for": "a\x00b"}, "Null characters are not allowed."),
        ({"ends": ""}, "Choose a day from today on, within a year."),
        ({"ends": "soon"}, "Write a day like 24/3/2027."),
        ({"ends": "2027-02-30"}, "Write a day like 24/3/2027."),
        ({"ends": lambda: day(-1).isoformat()}, "Choose a day from today on, within a year."),
        ({"ends": lambda: day(366).isoformat()}, "Choose a day from today on, within a year."),
        ({"ends": "9999-12-31"}, "Choose a day from today on, within a year."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_kept(wrong, sentence, amina, at_the_form):
    sent = said() | {field: v() if callable(v) else v for field, v in wrong.items()}
    answer = at_the_form.post(NEW, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # above, and at its field
    for text in [sent["what_for"], sent["key"]]:
        assert text.strip("\x00 ") in page or "\x00" in text
    assert made_by(amina) == []


@pytest.mark.parametrize("away", [0, 365])
def test_a_token_is_for_today_or_for_a_year_at_most(away, amina, at_the_form):
    assert at_the_form.post(NEW, said(ends=day(away).isoformat())).status_code == 200
    assert made_by(amina)[0].ends == day(away)


def test_a_form_without_a_key_makes_one_all_the_same(amina, at_the_form):
    for key in ["", "nonsense"]:
        assert at_the_form.post(NEW, said(key=key)).status_code == 200
    assert len(made_by(amina)) == 2


def test_who_took_their_time_is_asked_who_they_are_and_makes_the_one_they_began(amina, at_the_form):
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        begun = said()
        answer = at_the_form.post(NEW, begun)
        assert answer["Location"].startswith("/account/again/")
        page = at_the_form.post("/account/again/", {"password": make.PASSWORD, "next": NEW})
        assert secret_on(page)
        assert [token.what_for for token in made_by(amina)] == [begun["what_for"]]


def test_a_form_sent_again_after_its_token_ended_brings_nothing_back(amina, at_the_form):
    again = said()
    secret = secret_on(at_the_form.post(NEW, again))
    at_the_form.post(f"{LIST}{made_by(amina)[0].pk}/end/")
    answer = at_the_form.post(NEW, again)
    assert answer.status_code == 422
    assert "You ended this token" in answer.content.decode()
    assert call(secret).status_code == 401


def test_what_somebody_calls_it_is_shown_as_text(amina, at_the_form):
    at_the_form.post(NEW, said(what_for="<b>Export</b>"))
    assert "&lt;b&gt;Export&lt;/b&gt;" in at_the_form.get(LIST).content.decode()


# --- Whose door it is -----------------------------------------------------------------------------


def test_a_resident_makes_none(joe):
    client = come_in(joe)
    for answer in [client.get(LIST), client.get(NEW), client.post(NEW, said())]:
        assert answer.status_code == 403
    with acting_as(joe), pytest.raises(Refused):
        tokens.make(by=joe, what_for="Mine", ends=day(1), key=new_id())
    assert LIST not in client.get("/account/").content.decode()


@pytest.mark.parametrize("who", ["amina", "bev", "pat", "carol", "diya"])
def test_everybody_who_works_here_finds_the_page_from_their_account(who, request, browse):
    client = browse(request.getfixturevalue(who))
    assert f'href="{LIST}"' in client.get("/account/").content.decode()
    assert client.get(LIST).status_code == 200


def test_somebody_elses_tokens_are_not_seen_and_not_ended(amina, sam, browse):
    secret = make.token(sam, what_for="Export of Hillfoot")
    (token,) = made_by(sam)
    client = browse(amina)
    assert "Hillfoot" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{token.pk}/end/").status_code == 404
    assert made_by(amina) == []
    assert call(secret).status_code == 200


def test_no_token_is_made_in_a_session_without_the_second_step(amina, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = once_more(come_in(amina))
    for answer in [client.get(LIST), client.get(NEW), client.post(NEW, said())]:
        assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor/")
    with acting_as(amina):
        TOTP.activate(amina, generate_totp_secret())
    for answer in [client.get(LIST), client.get(NEW), client.post(NEW, said())]:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/again/code/")
    assert made_by(amina) == []


# --- Using and ending it --------------------------------------------------------------------------


def test_the_page_says_when_a_token_was_last_used(amina, browse):
    secret = make.token(amina)
    client = browse(amina)
    assert "Not used yet." in client.get(LIST).content.decode()
    call(secret)
    assert "Last used: today." in client.get(LIST).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert "Last used: yesterday." in browse(amina).get(LIST).content.decode()


def test_a_token_is_ended_by_one_press(amina, browse):
    secret, other = make.token(amina), make.token(amina, what_for="Another")
    token = made_by(amina)[0]
    client = browse(amina)
    assert client.get(f"{LIST}{token.pk}/end/").status_code == 405
    assert call(secret).status_code == 200
    for _twice in range(2):
        answer = client.post(f"{LIST}{token.pk}/end/")
        assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert [call(each).status_code for each in (secret, other)] == [401, 200]
    assert verbs(amina) == ["token.made", "token.made", "token.ended"]
    assert "you ended it, today" in client.get(LIST).content.decode()


def test_a_token_opens_the_door_through_its_last_day(amina, browse):
    secret = make.token(amina, ends=day(30))
    for away, status in [(30, 200), (31, 401)]:
        noon = datetime.datetime.combine(day(away), datetime.time(12), datetime.UTC)
        with time_machine.travel(noon):
            answer = call(secret)
            assert answer.status_code == status
            page = browse(amina).get(LIST).content.decode()
            assert ("it ran out" in page) == (status == 401)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Token"


def test_a_token_ends_with_its_holders_work_and_with_their_account(amina, sam):
    mine, theirs = make.token(amina), make.token(sam)
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=day(0))
    with acting_as(sam):
        sam.is_active = False
        sam.save()
    assert [call(secret).status_code for secret in (mine, theirs)] == [401, 401]


def test_a_resident_who_worked_here_once_comes_in_by_no_token(record, amina, bev):
    secret = make.token(amina)
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=day(0))
    with acting_as(bev):
        own = make.resident("Amina", by=bev)
        own.user = amina
        own.save(update_fields=["user"])
    assert call(secret, f"residents/{own.pk}/").status_code == 401
