"""Taking everything along: whole, for whom it is about alone, for a day, and made again where a worker died."""

from __future__ import annotations

import datetime
import io
import json
import os
import signal
import subprocess
import sys
import tracemalloc
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
import time_machine
from django.apps import apps
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pghistory.models import Event

from cases import access, takeaway
from cases.actions import connection as circle
from cases.actions import download as downloads
from cases.actions import goodbye as goodbyes
from cases.actions import not_so, signpost
from cases.actions import referral as asks
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import subject_request as requests
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import ContactPoint, Download, Note
from cases.portal.download import SALT
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, Letter
from relational.kernel.security import acting_as
from tests import make
from tests.house.personal import PERSONAL

pytestmark = pytest.mark.django_db

# What is not in the file, and why (told in it too).
NOT_IN_IT = {
    "cases.NameOf": "what the machine works out",
    "cases.Reflection": "what workers thought for themselves",
    "cases.ReflectionAbout": "what workers thought for themselves",
    "cases.ReflectionReply": "what workers thought for themselves",
    "cases.Review": "what two colleagues talked about",
    "cases.ReviewPerson": "what two colleagues talked about",
    "cases.ReviewPoint": "what two colleagues talked about",
    "cases.Sighting": "what two colleagues talked about",
    "cases.Kin": "tells of somebody else",
    "cases.HandOver": "who works with how many",
    "cases.AskNudge": "a colleague's own reminders",
    "cases.CalendarKey": "a colleague's own calendar",
    "cases.CaseloadImport": "a colleague's own list",
    "cases.CaseloadRow": "a colleague's own list",
    "cases.DoorCode": "opens a door",
    "cases.ReplyLink": "opens a door",
    "cases.Redaction": "would tell what was left out",
    "cases.WithheldName": "what by law one does not see",
}
KEPT_FIELDS = {
    *("kernel.User.password", "cases.Download.name", "cases.Attachment.name", "cases.Proxy.user"),
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOWNLOADS_DIR = tmp_path / "downloads"
    return settings.DOWNLOADS_DIR


def made_for(joe, browse) -> tuple[Download, ZipFile]:
    """Joe asks for his file, the worker makes it, and he fetches it."""
    client = browse(joe)
    client.post("/me/download/")
    downloads.go_on()
    page = client.get("/me/download/")
    answer = client.get(f"/me/download/{page.context['ticket']}/")
    assert answer["Content-Disposition"] == 'attachment; filename="my-record.zip"'
    with acting_as(joe):
        return Download.objects.get(), ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def data_of(bundle: ZipFile) -> dict:
    return json.loads(bundle.read(downloads.DATA))


@pytest.fixture
def full(record, joe, amina, sam, pat, world):
    """Joe's record with a row in every table, and 500 conversations."""
    make.around(record, by=amina, not_this=pat)
    with acting_as(amina):
        circle.join(record, by=amina, person="Maureen", part="family")
        Note.objects.bulk_create(
            Note(
                resident=record,
                author=amina,
                happened_at=timezone.now(),
                their_words=f"Number {number}.",
                what_we_heard="He was there.",
            )
            for number in range(500)
        )
        residents.reach_by(
            ContactPoint(resident=record, channel="mobile", value="07700 900123"), by=amina
        )
        today = timezone.localdate()
        promises.promise(record, by=amina, what="I'll ring", due=today)
        promises.rest(
            record, by=amina, reason="He asked.", until=today + datetime.timedelta(days=9)
        )
        words.write_down(record, "most_important", Words("His dog."), by=amina, base=None)
        words.add_view(record, "most_important", "Mornings are best.", by=amina)
        signpost.point_to(record, world.council, by=amina)
        missed = promises.promise(record, by=amina, what="I'll write", due=today)
    with acting_as(joe):
        not_so.say_not_so(missed, by=joe, text="You said you would come.")
        not_so.say_not_happened(missed, by=joe)
    make.offer(record, by=joe)
    make.asked_in(record, by=sam, lead=amina)
    with acting_as(amina):
        access.open_resident(amina, record.pk)
    make.asked_why(record, by=joe, reader=amina)
    taker = make.worker("Tom Hale", None, role="practitioner", at=world.advice)
    make.to_hand_over(record, by=amina, taker=taker)
    helped = make.helped(record, by=amina)
    with acting_as(amina):
        asks.say(helped, "When can you come?", by=amina)
    with acting_as(joe):
        words.say(record, "most_important", Words("Biscuit."), by=joe, base=None)
    with acting_as(amina):
        words.write_down(record, "most_important", Words("My dog."), by=amina, base=None)
        goodbyes.end(record, by=amina, decided="together", promised="kept")
        goodbyes.come_back(record, by=amina)
    with acting_as(joe):
        requests.ask(record, by=joe, kind="see", words="All of it.", key=new_id())
    make.shown(record, by=joe, said="My bike in the yard.")
    make.message(record, by=joe)
    make.proxy(record, by=joe)
    return record


def test_the_file_says_everything_the_database_does_field_by_field(full, joe, browse):
    _download, bundle = made_for(joe, browse)
    told = data_of(bundle)
    with acting_as(joe):
        for table in takeaway.TABLES:
            model = table.model
            mine = model._default_manager.filter(**{table.of: full.pk}).order_by(table.by, "pk")
            rows = list(mine)
            if model in (AccessLog, Letter):
                rows = rows[: len(told[table.name])]  # the file's own are later
            assert rows, table.name
            for row, said in zip(rows, told[table.name], strict=True):
                for field in model._meta.concrete_fields:
                    name = f"{model._meta.label}.{field.name}"
                    if name in KEPT_FIELDS:
                        assert field.name not in said
                        continue
                    if table.name == "downloads":
                        continue  # it was on its way when it wrote of itself
                    expected = json.loads(
                        json.dumps(getattr(row, field.attname), cls=DjangoJSONEncoder)
                    )
                    assert said[field.attname] == expected, name
    assert len(told["notes"]) == 501


def test_pictures_and_sounds_lie_beside_the_tables(full, joe, browse):
    _download, bundle = made_for(joe, browse)
    (told,) = data_of(bundle)["attachments"]
    assert bundle.read(told["file"]).startswith(b"\xff\xd8")
    page = bundle.read(downloads.PAGE).decode()
    assert f'href="{told["file"]}"' in page
    assert "My bike in the yard." in page


def test_every_table_that_may_be_about_somebody_is_in_the_file_or_left_out_by_name():
    about = {
        model._meta.label
        for model in apps.get_app_config("cases").get_models()
        if not issubclass(model, Event) and not model.__name__.endswith("Image")
    }
    in_it = {table.model._meta.label for table in takeaway.TABLES}
    assert about - NOT_IN_IT.keys() == {label for label in in_it if label.startswith("cases.")}
    personal = {name for name in PERSONAL if name.rpartition(".")[0] in in_it}
    kept = {f"{t.model._meta.label}.{field}" for t in takeaway.TABLES for field in t.kept}
    assert kept == KEPT_FIELDS
    assert kept < personal


def test_it_opens_without_a_net_words_first_and_says_what_is_not_in_it(full, joe, browse):
    _download, bundle = made_for(joe, browse)
    assert bundle.namelist()[:3] == [downloads.DATA, downloads.PAGE, downloads.DRESS]
    page = bundle.read(downloads.PAGE).decode()
    assert "Number 499." in page
    assert "http" not in page
    assert page.index("My words") < page.index("My people") < page.index("Who looked")
    assert page.count("<section id=") == page.count("</section>")
    for sentence in takeaway.LEFT_OUT:
        assert str(sentence).replace("’", "’") in page


def test_what_is_withheld_is_not_in_it_and_what_tells_of_others_is_replaced(
    record, joe, amina, diya, browse
):
    make.note(record, by=amina, their_words="About my brother", withheld="somebody_else")
    marked = make.note(record, by=amina, what_we_heard="His neighbour drinks.")
    with acting_as(joe):
        asked = requests.ask(record, by=joe, kind="see", words="", key=new_id())
    with acting_as(diya):
        requests.redact(asked, marked, by=diya, instead="Something about a neighbour.")
    _download, bundle = made_for(joe, browse)
    for name in (downloads.DATA, downloads.PAGE):
        text = bundle.read(name).decode()
        assert "About my brother" not in text
        assert "neighbour drinks" not in text
        assert "Something about a neighbour." in text


def test_asking_twice_is_one_file_under_way_and_shows_how_far_it_is(record, joe, browse):
    client = browse(joe)
    assert "Make my file" in client.get("/me/download/").content.decode()
    for _time in range(2):
        assert client.post("/me/download/").status_code == 302
    page = client.get("/me/download/").content.decode()
    assert f"0 of {downloads.PARTS} parts are done" in page
    assert "hx-get" in page
    with acting_as(joe):
        assert Download.objects.count() == 1
    downloads.go_on()
    downloads.go_on()
    page = client.get("/me/download/").content.decode()
    assert "Your file is ready." in page
    assert "hx-get" not in page
    with acting_as(joe):
        letter = Letter.objects.get(kind="download_ready")
        assert letter.to == joe


def test_the_look_is_of_its_own_section(record, joe, browse):
    made_for(joe, browse)
    with acting_as(joe):
        assert AccessLog.objects.filter(section=access.DOWNLOAD).count() == 1


def test_an_error_half_way_breaks_nothing_and_the_next_knock_makes_it(
    record, joe, browse, folder, monkeypatch
):
    client = browse(joe)
    client.post("/me/download/")

    def fails(table, row):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(takeaway, "readable", fails)
        downloads.go_on()
    assert list(folder.glob("*.zip")) == []
    assert "We are making it" in client.get("/me/download/").content.decode()
    downloads.go_on()
    assert "Your file is ready." in client.get("/me/download/").content.decode()
    assert [path.suffix for path in folder.iterdir()] == [".zip"]


KILLED_AT_NOTES = """
import os, signal
import django
django.setup()
from cases import takeaway
from cases.actions import download
whole = takeaway.rows
def rows(table, *more):
    if table.name == "notes":
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(table, *more)
takeaway.rows = rows
download.go_on()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_no_file_and_the_next_makes_it_again(
    record, joe, browse, folder
):
    client = browse(joe)
    client.post("/me/download/")
    at = urlsplit(os.environ["DATABASE_URL"])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_NOTES],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "relational.settings",
            "DATABASE_URL": at._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
            "DATA_DIR": str(folder.parent),
        },
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert [path.suffix for path in folder.iterdir()] == [".part"]
    page = client.get("/me/download/").content.decode()
    assert "We are making it" in page
    assert f"0 of {downloads.PARTS} parts" not in page
    downloads.go_on()
    assert "Your file is ready." in client.get("/me/download/").content.decode()
    assert [path.suffix for path in folder.iterdir()] == [".zip"]


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_makes_a_file_another_leaves_it_alone(record, joe, browse, folder):
    client = browse(joe)
    client.post("/me/download/")
    with acting_as(joe):
        key = f"download:{Download.objects.get().pk}"
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [key])
        downloads.go_on()
    assert "We are making it" in client.get("/me/download/").content.decode()
    other.close()
    downloads.go_on()
    assert "Your file is ready." in client.get("/me/download/").content.decode()


def test_after_a_day_the_address_and_the_file_are_gone(record, joe, browse, folder):
    client = browse(joe)
    client.post("/me/download/")
    downloads.go_on()
    ticket = client.get("/me/download/").context["ticket"]
    later = timezone.now() + datetime.timedelta(hours=25)
    downloads.forget(timezone.now())
    assert len(list(folder.iterdir())) == 1
    downloads.forget(later)
    assert list(folder.iterdir()) == []
    assert client.get(f"/me/download/{ticket}/").status_code == 302
    with time_machine.travel(later):
        client = browse(joe)
        answer = client.get(f"/me/download/{ticket}/", follow=True)
        assert "gone" in answer.content.decode()
        assert "Make my file" in answer.content.decode()


def test_nobody_else_fetches_it_by_link_or_guess(record, joe, amina, bev, sam, carol, diya, browse):
    client = browse(joe)
    client.post("/me/download/")
    downloads.go_on()
    ticket = client.get("/me/download/").context["ticket"]
    dot = make.door(make.resident("Dot", by=sam), by=sam)
    former = make.worker("Fay Moss", record.hub)
    for other in [amina, bev, sam, carol, diya, dot, former]:
        assert browse(other).get(f"/me/download/{ticket}/").status_code == 404
    assert browse().get(f"/me/download/{ticket}/").status_code == 302
    guess = signing.dumps(str(new_id()), salt=SALT)
    for wrong in [guess, "nothing", ticket + "x", signing.dumps(str(new_id()))]:
        assert client.get(f"/me/download/{wrong}/").status_code == 404


def test_reading_takes_as_many_statements_and_as_much_memory_however_long_the_record(
    record, joe, amina
):
    def cost() -> tuple[int, int]:
        with acting_as(joe):
            people = takeaway.people_known()
            tracemalloc.start()
            with CaptureQueriesContext(connection) as queries:
                for table in takeaway.TABLES:
                    for _row in takeaway.rows(table, record.pk, people):
                        pass
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return len(queries), most

    cost()
    with acting_as(amina):
        Note.objects.bulk_create(
            Note(resident=record, author=amina, happened_at=timezone.now(), their_words="x" * 5_000)
            for _number in range(500)
        )
    statements, most = cost()
    with acting_as(amina):
        Note.objects.bulk_create(
            Note(resident=record, author=amina, happened_at=timezone.now(), their_words="x" * 5_000)
            for _number in range(1_500)
        )
    again, later = cost()
    assert statements == again
    assert later < most * 1.5


def test_one_that_fails_does_not_hold_up_the_others(record, joe, sam, browse, monkeypatch):
    dot = make.door(make.resident("Dot", by=sam), by=sam)
    for client in (browse(joe), browse(dot)):
        client.post("/me/download/")
    with acting_as(joe):
        his = Download.objects.get().pk
    make_one = downloads._make

    def fails_for_joe(download_id, user_id):
        if download_id == his:
            raise OSError
        make_one(download_id, user_id)

    monkeypatch.setattr(downloads, "_make", fails_for_joe)
    downloads.go_on()
    with acting_as(dot):
        assert Download.objects.get().ready_at is not None
    with acting_as(joe):
        assert Download.objects.get().ready_at is None
