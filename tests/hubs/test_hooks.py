"""Other systems are told of each move: signed, with back-off, again by a button, and no word of anybody."""

import datetime
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions import referral as asks
from hubs.access import Refused
from hubs.actions import hook as hooks
from hubs.models import Hook, Telling
from relational.kernel.base import new_id
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db


class Listener:
    """A system that is told; it answers as it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict, bytes]] = []
        self.status = 200
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}/told?by=relational"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def go_away(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


@pytest.fixture
def listener(settings):
    listener = Listener()
    settings.FEED_MAY_REACH = [listener.host]
    yield listener
    listener.go_away()


@pytest.fixture
def hooked(listener, ade, world) -> Hook:
    with acting_as(ade):
        return hooks.add(by=ade, organisation=world.council, url=listener.url, key=new_id())


@pytest.fixture
def ask(hooked, record, amina, world):
    """An ask of a hub of the council's."""
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(amina):
        return asks.draft(record, by=amina, organisation=world.advice, what_for="My own words")


def tellings(ade) -> list[Telling]:
    with acting_as(ade):
        return list(Telling.objects.order_by("made_at", "pk"))


def test_each_move_is_told_signed_and_once(ask, amina, hooked, listener, ade):
    with acting_as(amina):
        asks.send(ask, by=amina)
    assert hooks.tell() == 2
    assert hooks.tell() == 0
    listener.heard.sort(key=lambda told: json.loads(told[1])["number"])
    assert [headers["Relational-Event"] for headers, _body in listener.heard] == [
        "referral.draft",
        "referral.sent",
    ]
    headers, body = listener.heard[1]
    moment, signed = (part.split("=")[1] for part in headers["Relational-Signature"].split(","))
    expected = hmac.new(hooked.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert signed == expected.hexdigest()
    assert abs(int(moment) - timezone.now().timestamp()) < 60
    told = json.loads(body)
    assert (told["referral"], told["before"], told["after"]) == (str(ask.pk), "draft", "sent")
    assert headers["Relational-Telling"] == str(tellings(ade)[1].pk)
    for _headers, said in listener.heard:
        assert not any(word in said.decode() for word in ("Joe", "My own words", "Amina"))


def test_one_that_does_not_answer_is_told_again_later_and_in_the_end_by_a_button(
    ask, listener, ade, browse
):
    listener.status = 503
    now = timezone.now()
    for wait in [datetime.timedelta(0), *hooks.BACK_OFF]:
        now += wait
        assert hooks.tell(now) == 1
        assert hooks.tell(now) == 0
    (telling,) = tellings(ade)
    assert (telling.state, telling.answer, telling.tries) == ("failed", "503", 8)
    listener.status = 204
    page = browse(ade).get(f"/hooks/{telling.hook_id}/").content.decode()
    assert "503" in page
    assert "Send again" in page
    browse(ade).post(f"/hooks/tellings/{telling.pk}/again/")
    assert hooks.tell() == 1
    assert tellings(ade)[0].state == "sent"


def test_one_that_is_away_or_stands_in_a_private_network_is_not_reached(
    ask, listener, ade, settings
):
    settings.FEED_MAY_REACH = []
    hooks.tell()
    assert "private network" in tellings(ade)[0].answer
    settings.FEED_MAY_REACH = [listener.host]
    listener.go_away()
    hooks.tell(timezone.now() + datetime.timedelta(minutes=2))
    assert tellings(ade)[0].answer == "ConnectionRefusedError"


def test_the_side_that_is_asked_is_told_only_once_it_is_asked(record, amina, ade, world, listener):
    with acting_as(ade):
        hooks.add(by=ade, organisation=world.advice, url=listener.url, key=new_id())
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    with acting_as(amina):
        ask = asks.draft(record, by=amina, organisation=world.advice, what_for="Debts")
    assert tellings(ade) == []
    with acting_as(amina):
        asks.send(ask, by=amina)
    assert [each.event for each in tellings(ade)] == ["referral.sent"]


def test_one_that_ended_is_told_nothing_more(ask, hooked, ade, amina, listener):
    with acting_as(ade):
        hooks.end(hooked, by=ade)
        hooks.end(hooked, by=ade)
    with acting_as(amina):
        asks.send(ask, by=amina)
    hooks.tell()
    assert listener.heard == []
    assert [each.state for each in tellings(ade)] == ["failed"]


def test_only_who_administers_keeps_them(hooked, ade, bev, amina, browse, world):
    for who in (bev, amina):
        assert browse(who).get("/hooks/").status_code == 403
        with acting_as(who):
            assert not Hook.objects.exists()
            with pytest.raises(Refused):
                hooks.add(by=who, organisation=world.council, url="https://x.example", key=new_id())


def test_what_is_missing_is_said_at_its_field(ade, browse, world):
    answer = browse(ade).post(
        "/hooks/", {"url": "ftp://x.example", "organisation": world.council.pk}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "begins with https://" in text
    assert "ftp://x.example" in text
    assert "Choose an organisation." in browse(ade).post("/hooks/", {}).content.decode()
    with acting_as(ade):
        assert not Hook.objects.exists()


def test_what_waits_is_not_sent_again(ask, ade):
    (telling,) = tellings(ade)
    with acting_as(ade), pytest.raises(ValidationError, match="waits"):
        hooks.tell_again(Telling.objects.select_related("hook").get(pk=telling.pk), by=ade)
