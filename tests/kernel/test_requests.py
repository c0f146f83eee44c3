"""Around a request, a task, a token and a stream: one transaction, one pair of eyes."""

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import tasks
from cases.models import Resident
from hubs.models import Place
from relational import wsgi
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def seen(request):
    return HttpResponse(",".join(Resident.objects.values_list("known_as", flat=True)))


def half_done(request):
    Place.objects.create(name="Half done")
    return HttpResponse(status=503)


def broken(request):
    Place.objects.create(name="Broken")
    raise ZeroDivisionError


def stream(request):
    def lines():
        yield str(Resident.objects.count())

    return StreamingHttpResponse(lines())


class Api(APIView):
    def get(self, request):
        return Response([resident.known_as for resident in Resident.objects.all()])


urlpatterns = [
    path("seen/", seen),
    path("half-done/", half_done),
    path("broken/", broken),
    path("stream/", stream),
    path("api/", Api.as_view()),
    path("", include("relational.urls")),
]


def who_is_asking():
    """The id of the user the database believes is asking."""
    with connection.cursor() as cursor:
        cursor.execute("select app_user_id()")
        return cursor.fetchone()[0]


def test_a_page_sees_with_the_eyes_of_who_is_signed_in(record, amina, sam, browse):
    assert browse(amina).get("/seen/").content == b"Joe"
    assert browse(sam).get("/seen/").content == b""
    assert browse().get("/seen/").content == b""


def test_after_the_request_nobody_is_asking(record, amina, browse):
    browse(amina).get("/seen/")
    assert who_is_asking() is None


@pytest.mark.parametrize("address", ["/half-done/", "/broken/"])
def test_a_failed_request_takes_back_what_it_wrote(address, amina, browse):
    before = Place.objects.count()
    answer = browse(amina, raise_request_exception=False).get(address)
    assert answer.status_code >= 500
    assert Place.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_a_stream_runs_outside_and_sees_nothing(record, amina, browse):
    answer = browse(amina).get("/stream/")
    assert b"".join(answer.streaming_content) == b"0"


def test_a_token_sees_with_its_holders_eyes(record, amina, sam, browse):
    for user, names in [(amina, ["Joe"]), (sam, [])]:
        answer = browse().get("/api/", headers={"Authorization": f"Token {make.token(user)}"})
        assert answer.json() == names


@pytest.mark.parametrize("header", [{}, {"Authorization": "Token made-up"}])
def test_no_token_or_a_made_up_one_sees_nothing(header, record, browse):
    assert browse().get("/api/", headers=header).status_code == 401


def test_a_task_runs_for_nobody(record):
    tasks.remind_of_due_promises()
    assert who_is_asking() is None
    assert Resident.objects.count() == 0


def test_logs_never_carry_words(amina, browse, caplog):
    import json
    import logging

    from relational.kernel.logs import WordlessFormatter

    with caplog.at_level(logging.ERROR):
        browse(amina, raise_request_exception=False).get("/broken/")
    (record,) = [record for record in caplog.records if record.exc_info]
    line = json.loads(WordlessFormatter().format(record))
    assert line["error"] == "ZeroDivisionError"
    assert "event" not in line


@pytest.mark.parametrize(
    "sent",
    [
        {"path": "/sign-in/", "query_params": {"next": "http://["}},
        {"path": "/seen/", "headers": {"Cookie": 'relational="abcdefghijkl\\000mnop"'}},
    ],
)
def test_what_no_browser_sends_is_no_error_of_ours(sent, world, browse):
    assert browse().get(**sent).status_code < 500


def test_an_origin_that_is_no_address_is_no_origin(world, browse):
    answer = browse(enforce_csrf_checks=True).post(
        "/sign-in/", {"login": "x"}, headers={"Origin": "http://["}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "utf-7", "unicode_escape"])
def test_another_charset_is_refused_at_the_door(charset):
    answers = []
    environ = {"CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}"}
    body = wsgi.application(environ, lambda status, headers: answers.append(status))
    assert (answers, body) == (["400 Bad Request"], [b"Send UTF-8."])


def test_what_was_said_leaves_with_the_session(record, amina, browse):
    """A name in a message must not outlive signing out, nor the quick exit."""
    client = browse(amina)
    client.post(f"/people/{record.pk}/notes/", {"their_words": "Hm."})
    client.post("/me/leave/")
    assert "Joe" not in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/sign-out/", "/me/leave/"])
def test_who_leaves_leaves_nothing_in_the_browser(address, joe, browse):
    """Neither pages that it kept, nor words that somebody began."""
    answer = browse(joe).post(address)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_session_that_ends_by_itself_clears_nothing(joe, browse):
    client = browse(joe)
    client.session.flush()
    answer = client.get("/me/")
    assert answer.status_code == 302
    assert "Clear-Site-Data" not in answer.headers
