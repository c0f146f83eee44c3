"""Which language a page and a letter are in: one's own choice, else the browser's."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cases.actions import reminder as promises
from cases.models import ContactPoint
from relational.kernel import outbox, sign_in
from relational.kernel.models import User
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
WELSH = {"HTTP_ACCEPT_LANGUAGE": "cy-GB,cy;q=0.9,en;q=0.5"}


def language_of(page) -> str:
    return re.search(r'<html lang="([\w-]+)" dir="ltr"', page.content.decode())[1]


def choose(client: Client, language: str, **sent):
    return client.post("/language/", {"language": language, "next": "/privacy/"} | sent)


def test_a_stranger_reads_in_the_language_of_their_browser(browse):
    stranger = browse()
    assert language_of(stranger.get("/sign-in/code/")) == "en-gb"
    page = stranger.get("/sign-in/code/", **WELSH)
    assert (language_of(page), page["Content-Language"]) == ("cy", "cy")
    assert language_of(stranger.get("/sign-in/code/", HTTP_ACCEPT_LANGUAGE="fr")) == "en-gb"


def test_a_stranger_chooses_a_language_and_stays_where_they_were(browse):
    stranger = browse()
    answer = choose(stranger, "cy")
    assert (answer.status_code, answer["Location"]) == (302, "/privacy/")
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("cy", True, "Lax")
    page = stranger.get("/privacy/")
    assert language_of(page) == "cy"
    assert 'value="en-gb" lang="en-gb">English</button>' in page.content.decode()
    choose(stranger, "en-gb")
    assert language_of(stranger.get("/privacy/", **WELSH)) == "en-gb"


@pytest.mark.parametrize("language", ["", "xx", "../../etc", "cy\x00"])
def test_what_is_no_language_of_ours_changes_nothing(amina, browse, language):
    client = browse(amina)
    choose(client, language)
    assert language_of(client.get("/today/")) == "en-gb"
    with acting_as(amina):
        assert User.objects.get(pk=amina.pk).language == ""


def test_the_way_back_leads_nowhere_else(browse):
    answer = choose(browse(), "cy", next="https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_a_choice_is_kept_with_who_made_it(amina, browse):
    choose(browse(amina), "cy")
    elsewhere = browse(amina)
    assert language_of(elsewhere.get("/today/")) == "cy"
    elsewhere.cookies["language"] = "en-gb"  # left there by somebody before
    assert language_of(elsewhere.get("/today/")) == "cy"


def test_a_resident_chooses_too_and_only_for_themselves(joe, amina, browse):
    choose(browse(joe), "cy")
    assert language_of(browse(joe).get("/me/")) == "cy"
    assert language_of(browse(amina).get("/today/")) == "en-gb"


def test_the_page_of_ones_account_offers_each_language_by_its_own_name(amina, browse):
    client = browse(amina)
    assert client.post("/account/about/", {"language": "xx"}).status_code == 422
    client.post("/account/about/", {"language": "cy"})
    text = client.get("/account/about/").content.decode()
    options = re.findall(r'<option value="([^"]+)"\s*(selected)?\s*>([^<]+)', text)
    assert options == [("en-gb", "", "English"), ("cy", "selected", "Cymraeg")]


def test_what_was_chosen_at_the_door_is_kept_by_who_comes_in(amina, browse):
    client = browse()
    choose(client, "cy")
    _come_in(client, amina)
    assert language_of(browse(amina).get("/today/")) == "cy"


def test_the_door_does_not_undo_what_somebody_chose_before(amina, browse):
    choose(browse(amina), "cy")
    client = browse()
    choose(client, "en-gb")
    _come_in(client, amina)
    assert language_of(client.get("/today/")) == "cy"


def _come_in(client: Client, user: User) -> None:
    answer = client.post("/sign-in/", {"login": user.email, "password": "neighbourhood"})
    assert answer.status_code == 302


def test_a_code_comes_in_the_language_its_reader_chose(
    amina, browse, django_capture_on_commit_callbacks
):
    choose(browse(amina), "cy")
    with django_capture_on_commit_callbacks(execute=True):
        browse().post("/sign-in/code/", {"email": amina.email})
    sign_in.post_office.submit(int).result()
    (letter,) = mail.outbox
    assert letter.subject == "Eich cod"
    assert "Teipiwch" in letter.body
    assert "Your code" not in letter.body


@pytest.mark.parametrize(
    ("language", "subject"), [("cy", "Rhywun i gerdded gyda nhw"), ("", "Somebody to walk with")]
)
def test_a_letter_comes_in_the_language_its_reader_chose(record, amina, browse, language, subject):
    choose(browse(amina), language)
    with acting_as(amina):
        walks = record.connections.get(user=amina)
        outbox.post("walks_with", to=amina, about=walks, dedupe_key="one")
    outbox.deliver(make.noon(30))
    (letter,) = mail.outbox
    assert letter.subject == subject
    assert ("Mae tudalen eich pobl" in letter.body) == (language == "cy")


def test_a_letter_to_a_resident_comes_in_the_language_they_chose(record, joe, amina, browse):
    choose(browse(joe), "cy")
    with acting_as(amina):
        due = timezone.localdate() + timedelta(days=3)
        promise = promises.promise(record, by=amina, what="Ring", due=due)
        ways = {"channel": "email", "value": "joe@demo.example", "safe_to_contact": True}
        ContactPoint.objects.create(resident=record, **ways)
        outbox.post("promise_moved", to=joe, about=promise, dedupe_key="one")
    outbox.deliver(make.noon(30))
    (letter,) = mail.outbox
    assert letter.subject == "Rhywbeth newydd ar eich tudalen"
