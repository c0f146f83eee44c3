"""A picture or a voice where writing is hard: known by its content, freed of its place, read by law."""

import datetime
import io
import os

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from PIL import Image

from cases import media
from cases.actions import attachment as attachments
from cases.actions import connection as circle
from cases.actions import safety, sharing
from cases.models import Attachment, Caption, Message
from hubs.access import Refused
from relational.kernel.models import AccessLog, AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

SHOW = "/me/words/most_important/show/"
KEY = "0190a5d0-0000-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


def upload(content: bytes | None = None, name: str = "IMG_1.jpg", mime: str = "image/jpeg"):
    return SimpleUploadedFile(name, make.picture() if content is None else content, mime)


def file_of(attachment, resident=None) -> str:
    start = f"/people/{resident.pk}" if resident else "/me"
    return f"{start}/attachments/{attachment.pk}/file/"


def only(who) -> Attachment:
    with acting_as(who):
        return Attachment.objects.get()


def test_joe_shows_a_picture_beside_his_words_and_amina_sees_it(browse, record, joe, amina):
    his, hers = browse(joe), browse(amina)
    assert SHOW in his.get("/me/").content.decode()
    assert SHOW in his.get("/me/words/most_important/").content.decode()
    answer = his.post(SHOW, {"brought": upload(), "said": "My bike in the yard."})
    assert answer.status_code == 302
    assert answer.url == "/me/#most_important"
    kept = only(joe)
    for client, pages, address in [
        (his, ["/me/", SHOW], file_of(kept)),
        (
            hers,
            [f"/people/{record.pk}/", f"/people/{record.pk}/what-matters/"],
            file_of(kept, record),
        ),
    ]:
        for page in pages:
            shown = client.get(page).content.decode()
            assert f'src="{address}"' in shown
            assert "My bike in the yard." in shown
        picture = client.get(address)
        assert picture.status_code == 200
        assert Image.open(io.BytesIO(picture.content)).size == (60, 40)


def test_a_file_is_given_out_to_its_reader_alone_and_runs_nothing(browse, record, joe, amina):
    kept = make.shown(record, by=joe)
    answer = browse(amina).get(file_of(kept, record))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="picture.jpg"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    for word in ("private", "no-store"):
        assert word in answer["Cache-Control"]
    with acting_as(amina):
        assert AccessLog.objects.filter(reader=amina).count() == 1


def test_a_picture_loses_where_it_was_taken_and_stands_upright(browse, record, joe):
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone on its side
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)  # GPSLatitude
    content = make.picture(exif=exif.tobytes(), comment=b"at home")
    browse(joe).post(SHOW, {"brought": upload(content)})
    kept = browse(joe).get(file_of(only(joe))).content
    image = Image.open(io.BytesIO(kept))
    assert image.size == (40, 60)
    red, _green, blue = image.getpixel((38, 2))  # the corner that was on the left is on the right
    assert red > 200 > blue
    assert not image.getexif()
    assert b"at home" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF", "JPEG"])
def test_every_picture_becomes_a_small_jpeg(format):
    read = media.read(io.BytesIO(make.picture(3_000, 1_000, format)))
    assert read.mime == "image/jpeg"
    image = Image.open(io.BytesIO(read.content))
    assert (image.format, image.size) == ("JPEG", (2_000, 667))


def test_a_see_through_picture_stands_on_white():
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    read = media.read(io.BytesIO(file.getvalue()))
    assert Image.open(io.BytesIO(read.content)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"OggS" + b"\0" * 60, "audio/ogg"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\0" * 60, "audio/webm"),
        (b"\0\0\0\x1cftypM4A " + b"\0" * 60, "audio/mp4"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 60, "audio/mp4"),
        (b"ID3\x04" + b"\0" * 60, "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + b"\0" * 60, "audio/mpeg"),
        (make.sound(), "audio/wav"),
    ],
)
def test_a_sound_is_known_by_how_it_begins_and_kept_as_it_is(content, mime):
    read = media.read(io.BytesIO(content))
    assert (read.mime, read.content) == (mime, content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7",
        b"\0\0\0\x1cftypheic" + b"\0" * 60,
        b"\xff\xfe<\0s\0",
        b"\xff\xd8\xff\xe0 no picture after all",
        make.picture()[:300],
        b"MZ\x90",
    ],
)
def test_what_is_neither_is_refused_whatever_it_is_called(browse, record, joe, content, folder):
    answer = browse(joe).post(SHOW, {"brought": upload(content), "said": "My bike."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose a picture or a sound." in page
    assert "My bike." in page  # nothing typed is lost
    with acting_as(joe):
        assert not Attachment.objects.exists()
    assert not folder.exists()


def test_a_20_mb_photo_gets_a_sentence_and_the_words_stay(browse, record, joe):
    huge = upload(make.picture() + b"\0" * 20_000_000)
    for address, words in [(SHOW, "said"), ("/me/messages/", "text")]:
        huge.seek(0)
        answer = browse(joe).post(address, {"brought": huge, words: "My bike in the yard."})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "bigger than 10 MB" in page
        assert "My bike in the yard." in page
    with acting_as(joe):
        assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("size", "format", "how"),
    [
        ((9_000, 9_000), "PNG", {}),
        ((60_000, 2_700), "JPEG", {}),  # too long to be read smaller
        ((9_000, 9_000), "JPEG", {"progressive": True}),  # held whole, however small it is drawn
    ],
)
def test_a_picture_of_too_many_dots_is_not_opened(size, format, how):
    file = io.BytesIO()
    Image.new("L" if format == "JPEG" else "1", size).save(file, format, **how)
    with pytest.raises(ValidationError, match="too many dots"):
        media.read(io.BytesIO(file.getvalue()))


def test_no_file_and_an_empty_one_are_asked_for_again(browse, record, joe):
    none = browse(joe).post(SHOW, {"said": "My bike."}).content.decode()
    assert "Choose a picture or a sound first." in none
    assert "My bike." in none
    empty = browse(joe).post(SHOW, {"brought": upload(b"")}).content.decode()
    assert "There is nothing in this file." in empty


def test_a_message_can_be_a_sound_alone_and_so_can_its_answer_be_a_picture(
    browse, record, joe, amina
):
    voice = upload(make.sound(), "voice.bin", "application/octet-stream")
    assert browse(joe).post("/me/messages/", {"brought": voice}).status_code == 302
    page = browse(amina).get(f"/people/{record.pk}/messages/").content.decode()
    kept = only(amina)
    assert f'<audio controls preload="none" src="{file_of(kept, record)}"' in page
    assert "Nobody has written down yet what is said here." in page
    answer = browse(amina).post(
        f"/people/{record.pk}/messages/", {"brought": upload(), "said": "The form to sign."}
    )
    assert answer.status_code == 302
    assert "The form to sign." in browse(joe).get("/me/messages/").content.decode()


def test_a_player_gets_the_part_it_asks_for(browse, record, joe):
    make.message(record, by=joe, brought=media.read(io.BytesIO(make.sound())))
    his, address, whole = browse(joe), file_of(only(joe)), make.sound()
    part = his.get(address, headers={"range": "bytes=4-11"})
    assert (part.status_code, part.content) == (206, whole[4:12])
    assert part["Content-Range"] == f"bytes 4-11/{len(whole)}"
    rest = his.get(address, headers={"range": "bytes=8000-"})
    assert rest.content == whole[8_000:]
    assert his.get(address, headers={"range": "bytes=99999-"}).status_code == 416
    for nonsense in ("bytes=x-", "lines=1-2", "bytes=1-2,3-4"):
        assert his.get(address, headers={"range": nonsense}).content == whole


def test_somebody_else_writes_down_what_is_said_and_both_see_who(browse, record, joe, amina):
    kept = make.shown(record, by=joe)
    address = f"/people/{record.pk}/attachments/{kept.pk}/"
    hers = browse(amina)
    assert "Nobody has written down yet" in hers.get(address).content.decode()
    assert hers.post(address, {"text": " "}).status_code == 422
    for _time in range(2):
        assert hers.post(address, {"text": "A red bike."}).status_code == 302
    browse(joe).post(f"/me/attachments/{kept.pk}/", {"text": "My red bike."})
    page = hers.get(address).content.decode()
    assert page.index("My red bike.") < page.index("A red bike.")  # the latest first
    assert "In words by Amina, today" in page
    assert "In words by Joe, today" in page
    assert "In words by you, today" in browse(joe).get("/me/").content.decode()
    with acting_as(amina):
        assert Caption.objects.count() == 2
    long = hers.post(address, {"text": "so " * 2_000})
    assert long.status_code == 422
    assert "so so so" in long.content.decode()


def test_a_form_sent_twice_keeps_one_file_and_another_picture_is_another(
    browse, record, joe, folder
):
    for _time in range(2):
        browse(joe).post(SHOW, {"brought": upload(), "key": KEY})
        browse(joe).post("/me/messages/", {"brought": upload(), "key": KEY})
    assert len(list(folder.iterdir())) == 2
    other = make.picture(50, 50)
    browse(joe).post(SHOW, {"brought": upload(other), "key": KEY})
    browse(joe).post("/me/messages/", {"brought": upload(other), "key": KEY})
    assert len(list(folder.iterdir())) == 4
    with acting_as(joe):
        assert (Attachment.objects.count(), Message.objects.count()) == (4, 2)


def test_joe_takes_away_what_he_showed_and_the_file_is_deleted_at_night(
    browse, record, joe, amina, folder
):
    kept = make.shown(record, by=joe)
    his = browse(joe)
    page = his.get(f"/me/attachments/{kept.pk}/").content.decode()
    assert f"/me/attachments/{kept.pk}/take-away/" in page
    for _time in range(2):
        his.post(f"/me/attachments/{kept.pk}/take-away/")
    for client, address in [
        (his, file_of(kept)),
        (browse(amina), file_of(kept, record)),
        (his, f"/me/attachments/{kept.pk}/"),
    ]:
        assert client.get(address).status_code == 404
    with acting_as(joe):
        assert AuditEvent.objects.filter(verb="attachment.taken_away").count() == 1
    attachments.forget_files(timezone.now() + datetime.timedelta(days=2))
    assert list(folder.iterdir()) == []


def test_what_was_sent_with_a_message_stays_and_only_joe_takes_his_away(
    browse, record, joe, amina, folder
):
    make.message(record, by=joe, brought=media.read(io.BytesIO(make.picture())))
    sent = only(joe)
    assert browse(joe).post(f"/me/attachments/{sent.pk}/take-away/").status_code == 404
    with acting_as(joe), pytest.raises(Refused):
        attachments.take_away(sent, by=joe)
    shown = make.shown(record, by=joe)
    with acting_as(amina), pytest.raises(Refused):
        attachments.take_away(shown, by=amina)
    with acting_as(amina), pytest.raises(Refused):
        attachments.show(record, "most_important", media.Media("image/jpeg", b""), by=amina)
    for sql in (
        "update cases_attachment set until = now()",
        "update cases_attachment set mime = 'text/html'",
        "delete from cases_attachment",
        "update cases_caption set text = 'No.'",
    ):
        with acting_as(amina), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(sql)
                    assert cursor.rowcount == 0
            except DatabaseError:
                pass
    attachments.forget_files(timezone.now() + datetime.timedelta(days=2))
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_nothing_was_saved_with_is_deleted_after_a_day(record, joe, folder):
    with acting_as(joe), pytest.raises(RuntimeError), transaction.atomic():
        make.shown(record, by=joe)
        raise RuntimeError  # the request ended here
    (orphan,) = folder.iterdir()
    attachments.forget_files(timezone.now())
    assert orphan.exists()  # its request may be under way
    half = folder / "half.part"
    half.write_bytes(b"")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=False):
        attachments.forget_files(timezone.now())
        attachments.forget_files(timezone.now())
    assert list(folder.iterdir()) == []


def test_a_file_that_is_gone_is_no_error(browse, record, joe, folder):
    kept = make.shown(record, by=joe)
    for path in folder.iterdir():
        os.unlink(path)
    assert browse(joe).get(file_of(kept)).status_code == 404
    assert browse(joe).get("/me/").status_code == 200


def test_nobody_finds_it_who_may_not_read_what_it_stands_with(
    browse, record, joe, amina, bev, sam, carol
):
    kept = make.shown(record, by=joe)
    dot = make.resident("Dot", by=amina)
    dots = make.door(dot, by=amina)
    for who in (sam, carol, dots):
        for address in (file_of(kept), file_of(kept, record), file_of(kept, dot)):
            assert browse(who).get(address).status_code == 404
    assert browse(amina).get(file_of(kept, dot)).status_code == 404
    callum = make.worker("Callum Ross", record.hub)
    with acting_as(amina):
        safety.keep_from(record, bev.pk, by=amina, reason="He asked.")
    for who in (bev, callum):
        assert browse(who).get(file_of(kept, record)).status_code == 404
        with acting_as(who):
            assert not Attachment.objects.exists()


def test_a_no_to_a_part_of_his_page_keeps_its_pictures_too(browse, record, joe, amina, world):
    callum = make.worker("Callum Ross", record.hub)
    with acting_as(amina):
        circle.join(record, by=amina, user=callum)
    kept = make.shown(record, by=joe)
    his = browse(callum)
    assert his.get(file_of(kept, record)).status_code == 200
    with acting_as(joe):
        sharing.decide(record, ["most_important"], "no", by=joe)
    assert his.get(file_of(kept, record)).status_code == 404
    assert file_of(kept, record) not in his.get(f"/people/{record.pk}/").content.decode()


def test_names_of_files_cannot_be_guessed_and_stand_on_no_page(browse, record, joe, folder):
    make.shown(record, by=joe)
    (path,) = folder.iterdir()
    assert len(path.name) >= 43
    assert path.name not in browse(joe).get("/me/").content.decode()
    assert (folder.stat().st_mode & 0o777) == 0o700
