"""Bringing in a list of people: nothing lost, nobody twice, nobody found out, and a day to undo it."""

import datetime
import html
import io
import re
import threading
import uuid
import zipfile
from functools import partial

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import tasks
from cases.actions import caseload as caseloads
from cases.actions import connection as circle
from cases.actions import note as notes
from cases.actions import reflection as reflections
from cases.actions import resident as residents
from cases.models import CaseloadImport, CaseloadRow, ContactPoint, Note, Resident
from hubs.access import Refused
from hubs.models import Membership
from relational.kernel.base import id_for
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make
from tests.cases.test_at_once import at_once
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

HEAD = "Known as,Full name,Date of birth,Phone,Last seen,Note\n"
LEROY = "Leroy,Leroy Bright,14/03/1951,07700 900123,1/3/2026,He used to sing.\n"
DOT = "Dot,,1948,,,\n"


def choose(client, content, name="people.csv", **more):
    if isinstance(content, str):
        content = content.encode()
    return client.post("/people/import/", {"people": SimpleUploadedFile(name, content)} | more)


def chosen(client, content, **more) -> str:
    """The address of the list's page."""
    answer = choose(client, content, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def said(answer) -> str:
    return answer.context["form"].errors["people"][0]


def people(user) -> list[str]:
    with acting_as(user):
        return sorted(Resident.objects.values_list("known_as", flat=True))


def bring_in(client, content) -> str:
    where = chosen(client, content)
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    return where


def lines(client, where: str) -> dict[int, object]:
    return {row.line: row for row in client.get(where).context["lines"]}


def sheet(*rows, **more) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title in more.get("others", []):
        book.create_sheet(title).append(["Something else"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def edited(content: bytes, part: str, *changes: tuple[bytes, bytes]) -> bytes:
    """An XLSX file with a part of it changed, as other programs and other people write them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes if name == part else []:
                assert before in text
                text = text.replace(before, after)
            new.writestr(name, text)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


# --- Before anybody comes in ----------------------------------------------------------------------
def test_a_list_is_shown_line_by_line_before_anybody_comes_in(amina, browse):
    client = browse(amina)
    where = chosen(client, HEAD + LEROY + DOT + "Kay,,31/2/1950,,,\n")
    page = client.get(where)
    assert people(amina) == []
    assert [(row.line, row.name, row.what) for row in page.context["lines"]] == [
        (4, "Kay", "Cannot go in."),
        (2, "Leroy Bright", "Comes in as somebody new."),
        (3, "Dot", "Comes in as somebody new."),
    ]
    text = page.content.decode()
    for shown in ["Born 14 March 1951", "Born 1948", "07700 900123", "Last seen 1 March 2026"]:
        assert shown in text
    assert "Bring in 2 people" in text


def test_who_comes_in_is_met_as_anybody_is(amina, world, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY + DOT)
    assert people(amina) == ["Dot", "Leroy"]
    with acting_as(amina):
        leroy = Resident.objects.get(known_as="Leroy")
        assert (leroy.full_name, leroy.hub) == ("Leroy Bright", world.marsh_end)
        assert (leroy.date_of_birth, leroy.date_of_birth_precision) == (
            datetime.date(1951, 3, 14),
            "day",
        )
        (lead,) = leroy.connections.all()
        assert (lead.user, lead.part, lead.voice) == (amina, "lead", "contributes")
        (way,) = leroy.contact_points.all()
        assert (way.channel, way.value, way.safe_to_contact) == ("mobile", "07700 900123", None)
        (note,) = leroy.notes.all()
        assert (note.author, note.what_we_heard) == (amina, "He used to sing.")
        assert timezone.localdate(note.happened_at) == datetime.date(2026, 3, 1)
        assert leroy.last_heard_at == note.happened_at
        assert Resident.objects.get(known_as="Dot").last_heard_at is None
    assert "2 people on the list are your people now" in client.get(where).content.decode()
    assert "He used to sing." in client.get(f"/people/{leroy.pk}/").content.decode()


def test_every_verb_is_in_the_trail_and_the_trail_holds_no_words(amina, browse):
    bring_in(browse(amina), HEAD + LEROY)
    with acting_as(amina):
        leroy = Resident.objects.get()
        assert [
            *AuditEvent.objects.filter(resident_id=leroy.pk)
            .order_by("seq")
            .values_list("verb", flat=True)
        ] == [
            "resident.met",
            "contact_point.written",
            "note.written",
        ]
        mine = AuditEvent.objects.filter(resident_id=None, who_id=amina.pk).order_by("seq")
        assert [event.verb for event in mine] == [
            "caseload.read",
            "caseload.bring",
            "caseload.brought",
        ]


def test_who_was_brought_in_reads_what_was_brought(amina, browse):
    bring_in(browse(amina), HEAD + LEROY)
    with acting_as(amina):
        leroy = Resident.objects.get()
    door = make.door(leroy, by=amina, email="leroy@demo.example")
    page = browse(door).get("/me/").content.decode()
    assert "Leroy" in page
    assert "He used to sing." in page
    with acting_as(door):
        assert ContactPoint.objects.get().value == "07700 900123"


# --- Columns and what stands in them --------------------------------------------------------------
@pytest.mark.parametrize(
    ("headings", "cells", "field", "value"),
    [
        ("Name", "Leroy Bright", "known_as", "Leroy"),
        ("  NAME ", "Leroy", "full_name", ""),
        ("Name", '"Bright, Leroy"', "full_name", "Leroy Bright"),
        ("Name", "Mr. Leroy Bright", "known_as", "Leroy"),
        ("Name", "Mrs Bright", "known_as", "Mrs Bright"),
        ("First name,Surname", "Leroy,Bright", "full_name", "Leroy Bright"),
        ("preferred_name,Name", "Lee,Leroy Bright", "known_as", "Lee"),
        ("Known as,DOB", "Leroy,1951-03", "date_of_birth_precision", "month"),
        ("Known as,D.O.B.", "Leroy,3/1951", "date_of_birth", datetime.date(1951, 3, 1)),
        ("Known as,Language", "Leroy,polish", "language", "pl"),
        ("Known as,Language", "Leroy,BSL", "language", "bfi"),
        ("Known as,Language", "Leroy,ur", "language", "ur"),
        ("Known as,Interpreter needed", "Leroy,Y", "interpreter", True),
        ("Known as,Pronouns", "Leroy,he/him", "pronouns", "he/him"),
        ("Known as,AKA", "Leroy,Mr B", "other_names", "Mr B"),
        ("Known as,Area", "Leroy,marsh end", "place_name", "Marsh End"),
        ("Known as;Pronouns", "Leroy;he/him", "pronouns", "he/him"),
        ("Known as\tPronouns", "Leroy\the/him", "pronouns", "he/him"),
    ],
)
def test_headings_and_cells_are_read_as_people_write_them(
    headings, cells, field, value, amina, browse
):
    bring_in(browse(amina), f"{headings}\n{cells}\n")
    with acting_as(amina):
        found = Resident.objects.select_related("place").get()
        told = found.place.name if field == "place_name" else getattr(found, field)
        assert told == value


@pytest.mark.parametrize(
    ("heading", "cell", "ways"),
    [
        ("Phone", "01632 960001", [("phone", "01632 960001")]),
        ("Phone", "+44 7700 900123", [("mobile", "+44 7700 900123")]),
        ("Mobile", "7700900123", [("mobile", "07700900123")]),  # a spreadsheet dropped the 0
        ("Email", "leroy@example.org", [("email", "leroy@example.org")]),
        (
            "Address 1,Town,Postcode",
            "2 Quay St,Wexmouth,WX1 1AA",
            [("post", "2 Quay St, Wexmouth, WX1 1AA")],
        ),
    ],
)
def test_ways_to_reach_somebody_come_in_and_none_is_used(heading, cell, ways, amina, browse):
    bring_in(browse(amina), f"Known as,{heading}\nLeroy,{cell}\n")
    with acting_as(amina):
        found = ContactPoint.objects.all()
        assert [(way.channel, way.value) for way in found] == ways
        assert not found.safe().exists()


def test_a_column_that_is_not_brought_in_is_named(amina, browse):
    client = browse(amina)
    where = chosen(client, "Name,Shoe size,What matters,DOB,Born\nLeroy,9,Singing,1951,1952\n")
    left = client.get(where).context["other_columns"]
    assert [(column.heading, column.why_not) for column in left] == [
        ("Shoe size", ""),
        ("What matters", "It is written with them, in their own words, on their page."),
        ("Born", "A column before it says the same."),
    ]
    page = client.get(where).content.decode()
    assert "Shoe size" in page
    assert "Singing" not in page


def test_a_place_or_language_that_is_on_no_list_stays_empty_and_says_so(amina, browse):
    client = browse(amina)
    where = chosen(client, "Name,Place,Language\nLeroy,Atlantis,Klingon\n")
    assert lines(client, where)[2].problems == [
        "Language “Klingon”: This is not on our list, so it stays empty.",
        "Place “Atlantis”: This is not on our list, so it stays empty.",
    ]
    assert "Bring in one person" in client.get(where).content.decode()


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (",Leroy@,,", "There is no name."),
        ("Leroy,not an address,,", "E-mail “not an address”: Write an e-mail address, like name@example.org."),
        ("Leroy,,31/2/1951,", "Date of birth “31/2/1951”: Write it like 1951, 1951-03 or 14/3/1951."),
        ("Leroy,,14/3/51,", "Date of birth “14/3/51”: Write it like 1951, 1951-03 or 14/3/1951."),
        ("Leroy,,1/1/2999,", "Date of birth “1/1/2999”: Write it like 1951, 1951-03 or 14/3/1951."),
        ("Leroy,,,1/1/2999", "Last seen “1/1/2999”: Write a day that has been, or leave it empty."),
        ("Leroy,,,soon", "Last seen “soon”: Write a day like 24/3/2026, or leave it empty."),
        (f"{'x' * 81},,,", "Known as: use 80 characters or fewer. It has 81."),
        ("#REF!,,,", "Known as: the spreadsheet has no result for this formula. Open the list there, put it right and save it."),
        ("Leroy,,,,2 Quay St", "There are more cells than headings. Put what has a comma in it in quotation marks."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_go_in_says_why_and_the_others_go_in(cells, problem, amina, browse):
    client = browse(amina)
    where = chosen(client, f"Known as,E-mail,Date of birth,Last seen\n{cells}\nDot,,,\n")
    assert problem in lines(client, where)[2].problems
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Dot"]
    assert (
        problem in lines(client, where)[2].problems
    )  # and is not forgotten when the others are in


# --- Files of all kinds ---------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_letters_come_in_as_they_were_meant(encoding, amina, browse):
    bring_in(browse(amina), 'Name,Note\nZoë,"Café"\n'.encode(encoding))
    assert people(amina) == ["Zoë"]


def test_how_it_was_read_is_said_before_anybody_comes_in(amina, browse):
    client = browse(amina)
    for encoding, name in [("latin-1", "Windows-1252"), ("utf-8", "UTF-8")]:
        page = client.get(chosen(client, "Name\nZoë\n".encode(encoding))).content.decode()
        assert f"As CSV, {name}." in page
        assert "Zoë" in page


def test_words_in_other_scripts_come_in(amina, browse):
    bring_in(browse(amina), "Name,Note\nعلی,میں یہاں گاتا تھا\n")
    assert people(amina) == ["علی"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_what_begins_like_a_formula_is_text(begins, amina, browse):
    told = f'{begins}HYPERLINK("http://x","y")'
    for content in [
        'Name,Note\nLeroy,"{}"\n'.format(told.replace('"', '""')).encode(),
        sheet(["Name", "Note"], ["Dot", told]) if begins != "=" else b"Name\nDot\n",
    ]:
        bring_in(browse(amina), content)
    with acting_as(amina):
        assert {note.what_we_heard for note in Note.objects.all()} == {told}


def test_a_spreadsheet_comes_in_with_its_days_and_numbers(amina, browse):
    client = browse(amina)
    born = datetime.datetime(1951, 3, 14)
    where = bring_in(
        client,
        sheet(
            ["Name", "DOB", "Mobile", "Interpreter"],
            ["Leroy Bright", born, 7700900123, True],
            ["Dot", 1948, None, None],
            [],
            ["Kay", 1948.0, "07700 900124", False],
        ),
    )
    with acting_as(amina):
        leroy = Resident.objects.get(known_as="Leroy")
        assert (leroy.date_of_birth, leroy.interpreter) == (born.date(), True)
        assert leroy.contact_points.get().value == "07700900123"
        assert Resident.objects.get(known_as="Kay").date_of_birth_precision == "year"
    assert "3 people on the list are your people now" in client.get(where).content.decode()


def test_of_a_formula_its_result_is_read(amina, browse):
    worked_out = edited(
        sheet(["Name", "Note"], ["Leroy", "=1+1"], ["Dot", "=A1"]),
        SHEET,
        (b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"),
        (b'<c r="B3"><f>A1</f><v />', b'<c r="B3" t="str"><f>A1</f><v></v>'),
    )
    bring_in(browse(amina), worked_out)
    with acting_as(amina):
        assert Note.objects.get().what_we_heard == "2"
    assert people(amina) == ["Dot", "Leroy"]


def test_a_formula_that_nobody_worked_out_keeps_its_line_out(amina, browse):
    client = browse(amina)
    where = chosen(client, sheet(["Name", "Note"], ["Leroy", "=1+1"], ["Dot", "x"], ["=A2", None]))
    found = lines(client, where)
    assert [found[2].what, found[3].what, found[4].what] == [
        "Cannot go in.",
        "Comes in as somebody new.",
        "Cannot go in.",
    ]
    assert found[2].problems[0].startswith("Note: the spreadsheet has no result for this formula.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b" \r\n\r\n", "There is nothing in this file."),
        (b"Known as,Note\n", "There are headings in this file, and nobody under them."),
        (b"Shoe size,Colour\n9,red\n", "The list needs a column called “Known as” or “Full name”. Its first line says: Shoe size, Colour."),
        (b"Leroy,Bright\nDot,Moss\n", "The list needs a column called “Known as” or “Full name”. Its first line says: Leroy, Bright."),
        (b"%PDF-1.7\nName\n", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"Name\nLe\x00roy\n", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"\xff\xfe\x00", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"PK\x03\x04 and no more", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This file has a password or is of an old kind (.xls). Save it as CSV or XLSX without a password, and choose that."),
        (b'Name,Note\nDot,x\nLeroy,"He said\nKay,\n', "On line 3 a quotation mark opens and does not close, or stands inside a cell. Put it right there, and choose the file again."),
        (b"Name\n" + b"Leroy\n" * 10_001, "There are more than 10,000 lines on this list. Bring it in in parts."),
        (b"Name\n" + b"x" * 5 * 1024 * 1024, "This file is larger than 5 MB. Bring the list in in parts."),
        (b"," * 101 + b"Name\n", "This list has more than 100 columns. Keep those that you want to bring in."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_says_what_to_do(content, sentence, amina, browse):
    answer = choose(browse(amina), content)
    assert (answer.status_code, said(answer)) == (422, sentence)
    assert sentence in html.unescape(answer.content.decode())
    with acting_as(amina):
        assert not CaseloadImport.objects.exists()


def test_no_file_at_all_is_said_at_the_field(amina, browse):
    answer = browse(amina).post("/people/import/")
    assert (answer.status_code, said(answer)) == (422, "Choose a file with your list.")


def test_a_spreadsheet_that_unfolds_without_end_is_refused(amina, browse):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(SHEET, b"0" * (41 * 1024 * 1024))
    answer = choose(browse(amina), bomb.getvalue())
    assert len(bomb.getvalue()) < 100_000
    assert said(answer) == "There is far more in this file than a list. Save it as CSV."


def test_a_spreadsheet_that_says_it_is_endless_is_read_as_far_as_it_goes(amina, browse):
    """Read as wide and as long as it claims to be, it would fill the machine's memory."""
    endless = edited(
        sheet(["Name"], ["Leroy"]),
        SHEET,
        (b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"'),
        (b'<row r="2"', b'<row r="1048576"'),
        (b'r="A2"', b'r="A1048576"'),
    )
    client = browse(amina)
    assert list(lines(client, chosen(client, endless))) == [1_048_576]


def test_a_spreadsheet_that_says_it_is_small_is_read_to_its_end(amina, browse):
    small = edited(
        sheet(["Name"], ["Leroy"], ["Dot"]),
        SHEET,
        (b'<dimension ref="A1:A3"', b'<dimension ref="A1"'),
    )
    client = browse(amina)
    assert list(lines(client, chosen(client, small))) == [2, 3]


def test_a_spreadsheet_with_entities_of_its_own_is_refused(amina, browse):
    laughing = edited(
        sheet(["Name"], ["Leroy"]),
        SHEET,
        (b"<worksheet", b'<!DOCTYPE x [<!ENTITY ha "ha">]><worksheet'),
    )
    assert said(choose(browse(amina), laughing)).startswith("This file is no list we can read.")


def test_the_list_to_fill_in_can_be_filled_in(amina, browse):
    client = browse(amina)
    answer = client.get("/people/import/template.csv")
    headings = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert not re.search(r"(^|,)[=+\-@]", headings)
    where = chosen(client, headings.encode() + b"Leroy\n")
    assert client.get(where).context["other_columns"] == []


# --- Nobody twice ---------------------------------------------------------------------------------
def test_who_is_here_already_waits_for_a_yes(record, amina, browse):
    client = browse(amina)
    where = chosen(client, "Name,DOB\nJOE,1951\nDot,\n")
    joe = lines(client, where)[2]
    assert joe.url == f"/people/{record.pk}/"
    assert not joe.wanted
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Dot", "Joe"]
    assert lines(client, where)[2].name == "JOE"  # left out, and not lost


def test_somebody_new_of_the_same_name_comes_in_when_told_so(record, amina, browse):
    client = browse(amina)
    where = chosen(client, "Name\nJoe\n")
    client.post(lines(client, where)[2].choice, {"wanted": "yes"})
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Joe", "Joe"]


def test_who_stands_twice_on_the_list_comes_in_once(amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY + DOT + "Lee,leroy  BRIGHT,1951,,,\n")
    assert people(amina) == ["Dot", "Leroy"]
    assert lines(client, where)[4].what == (
        "Stays out, unless it is somebody new: line 2 may be the same person."
    )


def test_a_different_birth_is_a_different_person(amina, browse):
    bring_in(browse(amina), "Name,DOB\nAnn Lee,1951\nAnn Lee,1952-01-01\nAnn Lee,1951-03\nAnn,\n")
    assert people(amina) == ["Ann", "Ann"]


def test_somebody_can_be_left_out(amina, browse):
    client = browse(amina)
    where = chosen(client, HEAD + LEROY + DOT)
    client.post(lines(client, where)[2].choice, {"wanted": "no"})
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Dot"]


def test_a_line_that_is_wrong_does_not_come_in_whatever_is_sent(amina, browse):
    client = browse(amina)
    where = chosen(client, "Name,DOB\nLeroy,soon\nDot,\n")
    with acting_as(amina):
        wrong = CaseloadRow.objects.get(line=2)
    answer = client.post(f"{where}lines/{wrong.pk}/", {"wanted": "yes"}, follow=True)
    assert "This line cannot go in as it is." in answer.content.decode()
    with acting_as(amina), pytest.raises(IntegrityError), transaction.atomic():
        CaseloadRow.objects.filter(line=2).update(wanted=True)


def test_a_list_finds_nobody_out_whom_the_reader_does_not_see(record, amina, sam, browse):
    with acting_as(amina):
        about = {"full_name": "Joe Harrow", "date_of_birth": datetime.date(1951, 3, 14)}
        residents.describe(record, by=amina, **about)
    client = browse(sam)
    where = chosen(client, "Name,DOB\nJoe Harrow,14/3/1951\n")
    joe = lines(client, where)[2]
    assert (joe.what, joe.known) == ("Comes in as somebody new.", "")
    with acting_as(amina):
        assert not AuditEvent.objects.filter(verb="resident.may_be_known").exists()


def test_a_lead_of_the_hub_is_told_only_of_whom_they_walk_with(record, bev, browse):
    client = browse(bev)
    where = chosen(client, "Name\nJoe\n")
    assert lines(client, where)[2].known == ""


def test_pressed_twice_everybody_comes_in_once(amina, browse):
    client = browse(amina)
    where = chosen(client, HEAD + LEROY + DOT)
    for _ in range(2):
        client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    client.post(f"{where}bring/")
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Dot", "Leroy"]


def test_a_file_sent_twice_by_one_form_is_one_list(amina, browse):
    client, key = browse(amina), str(uuid.uuid4())
    first, second = (chosen(client, HEAD + LEROY, key=key) for _ in range(2))
    other = chosen(client, HEAD + DOT, key=key)
    assert first == second != other


def test_the_same_list_again_brings_in_only_who_is_missing(amina, browse):
    client = browse(amina)
    bring_in(client, HEAD + LEROY)
    bring_in(client, HEAD + LEROY + DOT)
    assert people(amina) == ["Dot", "Leroy"]


def test_two_lists_read_at_the_same_time_bring_nobody_in_twice(amina, browse):
    client = browse(amina)
    first, second = (chosen(client, HEAD + LEROY) for _ in range(2))
    client.post(f"{first}bring/")
    answer = client.post(f"{second}bring/", follow=True)
    assert "Another list of yours is at work." in answer.content.decode()
    tasks.go_on_with_caseloads()
    answer = client.post(f"{second}bring/", follow=True)
    assert "became one of your people meanwhile" in answer.content.decode()
    tasks.go_on_with_caseloads()
    assert people(amina) == ["Leroy"]


# --- On its way -----------------------------------------------------------------------------------
def test_a_list_that_died_half_way_goes_on_to_the_same_end(amina, browse):
    client = browse(amina)
    where = chosen(client, "Known as\n" + "".join(f"Person {n}\n" for n in range(7)))
    client.post(f"{where}bring/")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
    assert caseloads.go_on_with(caseload.pk, amina.pk, in_a_set=3)  # and here the worker dies
    page = client.get(where).content.decode()
    assert "3 of 7 are in." in page
    assert 'hx-trigger="every 2s"' in page
    for _ in range(2):
        tasks.go_on_with_caseloads()
    assert people(amina) == [f"Person {n}" for n in range(7)]
    assert "7 people on the list are your people now" in client.get(where).content.decode()


def test_a_set_that_fails_takes_all_of_itself_back(amina, browse):
    """Somebody of the second set is there already, as if by a line written twice."""
    client = browse(amina)
    where = chosen(client, "Known as\n" + "".join(f"Person {n}\n" for n in range(4)))
    client.post(f"{where}bring/")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
        fourth = caseload.rows.get(line=5)
        taken = id_for(amina.pk, fourth.pk)
        hub = amina.memberships.get().hub
        Resident.objects.bulk_create([Resident(id=taken, known_as="X", hub=hub)])
    caseloads.go_on(in_a_set=2)
    assert people(amina) == ["Person 0", "Person 1"]
    assert "2 of 4 are in." in client.get(where).content.decode()


def test_who_stopped_working_here_brings_in_nobody_else(amina, browse):
    client = browse(amina)
    where = chosen(client, "Known as\n" + "".join(f"Person {n}\n" for n in range(4)))
    client.post(f"{where}bring/")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
        caseloads.go_on_with(caseload.pk, amina.pk, in_a_set=3)
        Membership.objects.filter(user=amina).update(ends=timezone.localdate())
    tasks.go_on_with_caseloads()
    with acting_as(amina):
        caseload.refresh_from_db()
        assert (caseload.state, caseload.brought) == ("in", 3)


def test_a_set_takes_as_many_statements_for_forty_as_for_four(amina, browse):
    counts = []
    for size in [4, 40]:
        client = browse(amina)
        rows = "".join(f"P{size}x{n},07700 900123,1/3/2026,Hm.\n" for n in range(size))
        where = chosen(client, f"Name,Phone,Last seen,Note\n{rows}")
        client.post(f"{where}bring/")
        with acting_as(amina):
            caseload = CaseloadImport.objects.newest_first().first()
        with CaptureQueriesContext(connection) as asked:
            caseloads.go_on_with(caseload.pk, amina.pk)
        counts.append(len(asked))
        tasks.go_on_with_caseloads()
    assert counts[0] == counts[1]


def test_a_page_of_a_list_asks_the_same_for_one_line_and_for_fifty(record, amina, browse):
    client, counts = browse(amina), []
    for size in [1, 50]:
        where = chosen(client, "Name\n" + "Joe\n" * size)
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            client.get(where)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_long_list_is_shown_page_by_page_what_needs_a_look_first(amina, browse):
    client = browse(amina)
    where = chosen(client, "Name,DOB\n" + "".join(f"P {n},\n" for n in range(60)) + "Kay,soon\n")
    first, second = (client.get(where, {"page": page}).context["lines"] for page in (1, 2))
    assert (len(first), len(second)) == (50, 11)
    assert first[0].name == "Kay"
    assert [row.name for row in client.get(where, {"show": "wrong"}).context["lines"]] == ["Kay"]


# --- Taking it back -------------------------------------------------------------------------------
def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def take_out(client, where: str):
    answer = client.post(f"{where}undo/", follow=True)
    tasks.go_on_with_caseloads()
    return answer


def test_undone_nothing_is_kept_but_that_it_happened(record, amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY + DOT)
    with acting_as(amina):
        leroy = Resident.objects.get(known_as="Leroy")
    client.get(f"/people/{leroy.pk}/")
    assert client.get(f"{where}undo/").status_code == 200
    take_out(client, where)
    assert people(amina) == ["Joe"]
    assert "2 people were taken out." in client.get(where).content.decode()
    with acting_as(amina):
        tables = ["resident", "connection", "contactpoint", "note"]
        found = {table: (rows(f"cases_{table}"), rows(f"cases_{table}event")) for table in tables}
        assert found == {
            "resident": (1, 1),
            "connection": (1, 1),
            "contactpoint": (0, 0),
            "note": (1, 1),
        }
        assert rows("cases_caseloadrow") == 0
        told = AuditEvent.objects.filter(resident_id=leroy.pk, who_id=amina.pk).order_by("seq")
        assert [event.verb for event in told] == [
            "resident.met",
            "contact_point.written",
            "note.written",
            "resident.taken_back",
        ]


def test_who_was_written_about_since_stays_and_it_is_said_why(amina, bev, browse):
    client = browse(amina)
    where = bring_in(client, "Name\nLeroy\nDot\nKay\nSean\n")
    with acting_as(amina):
        leroy, dot, kay = (Resident.objects.get(known_as=name) for name in ["Leroy", "Dot", "Kay"])
        circle.join(dot, by=amina, user=bev)
        circle.join(kay, by=amina, person="Maureen", part="family")
    with acting_as(bev):
        notes.write(dot, by=bev, their_words="Hello.")
    browse(bev).get(f"/people/{leroy.pk}/why/")
    browse(bev).post(f"/people/{leroy.pk}/why/", {"purpose": "support"})
    take_out(client, where)
    assert people(amina) == ["Dot", "Kay", "Leroy"]
    assert [row.what for row in client.get(where).context["lines"]] == [
        "Stayed: a colleague read the record since.",
        "Stayed: something was written since.",
        "Stayed: something was written since.",
    ]
    assert [row.known for row in client.get(where).context["lines"]] == ["Leroy", "Dot", "Kay"]
    with acting_as(bev):
        assert Note.objects.filter(their_words="Hello.").exists()


def test_who_something_hangs_on_that_no_trail_tells_of_stays(amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY + DOT)
    with acting_as(amina):
        reflections.reflect(by=amina, note=Note.objects.get(), what_next="Ask again.")
    take_out(client, where)
    assert people(amina) == ["Leroy"]


def test_after_a_day_nobody_is_taken_out(amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=24, minutes=1)):
        client = browse(amina)
        assert "Take them out again" not in client.get(where).content.decode()
        answer = take_out(client, where)
        assert "This day is over." in answer.content.decode()
        assert client.get(f"{where}undo/").url == where
    assert people(amina) == ["Leroy"]


def test_taking_out_that_died_half_way_goes_on_to_the_same_end(amina, browse):
    client = browse(amina)
    where = bring_in(client, "Known as\n" + "".join(f"Person {n}\n" for n in range(7)))
    client.post(f"{where}undo/")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
    caseloads.go_on_with(caseload.pk, amina.pk, in_a_set=3)
    assert "3 of 7 are out." in client.get(where).content.decode()
    for _ in range(2):
        client.post(f"{where}undo/")
        tasks.go_on_with_caseloads()
    assert people(amina) == []
    assert "7 people were taken out." in client.get(where).content.decode()


def test_the_database_takes_nobody_out_of_somebody_elses_list(amina, sam, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY)
    client.post(f"{where}undo/")
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
    for who in [sam, None]:
        with (
            acting_as(who),
            pytest.raises(DatabaseError, match="no rows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select take_back(%s, 'practitioner', 9)", [caseload.pk])
    assert people(amina) == ["Leroy"]


# --- Whose it is ----------------------------------------------------------------------------------
def test_nobody_else_sees_a_list(amina, bev, sam, browse):
    where = chosen(browse(amina), HEAD + LEROY)
    with acting_as(amina):
        row = CaseloadRow.objects.get()
    for other in [bev, sam]:
        client = browse(other)
        assert client.get(where).status_code == 404
        assert client.post(f"{where}lines/{row.pk}/", {"wanted": "no"}).status_code == 404
        for verb in ["bring", "undo", "throw-away"]:
            assert client.post(f"{where}{verb}/").status_code == 404
        with acting_as(other):
            assert (rows("cases_caseloadimport"), rows("cases_caseloadrow")) == (0, 0)
            assert CaseloadRow.objects.update(wanted=False) == 0
            assert CaseloadRow.objects.all().delete() == (0, {})
        assert "None yet." in client.get("/people/import/").content.decode()


def test_nobody_puts_a_line_on_somebody_elses_list(amina, sam, browse):
    chosen(browse(amina), HEAD + LEROY)
    with acting_as(amina):
        caseload = CaseloadImport.objects.get()
    with acting_as(sam), pytest.raises(ProgrammingError), transaction.atomic():
        CaseloadRow.objects.create(caseload_id=caseload.pk, line=9, standing=3, wanted=True)


def test_who_meets_nobody_brings_nobody_in(pat, carol, diya, joe, browse):
    for outsider in [pat, carol, diya, joe]:
        assert browse(outsider).get("/people/import/").status_code == 403
        assert choose(browse(outsider), HEAD + LEROY).status_code == 403
        with acting_as(outsider), pytest.raises(Refused):
            caseloads.keep(None, by=outsider, key=uuid.uuid4())


def test_a_list_thrown_away_leaves_nothing(amina, browse):
    client = browse(amina)
    where = chosen(client, HEAD + LEROY)
    answer = client.post(f"{where}throw-away/", follow=True)
    assert "The list is thrown away." in answer.content.decode()
    assert client.get(where).status_code == 404
    with acting_as(amina):
        assert (rows("cases_caseloadimport"), rows("cases_caseloadrow")) == (0, 0)


def test_a_list_that_is_in_is_not_thrown_away(amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY)
    answer = client.post(f"{where}throw-away/", follow=True)
    assert "This list is no longer waiting" in answer.content.decode()
    with acting_as(amina):
        assert CaseloadImport.objects.exists()


def test_what_came_in_is_forgotten_on_the_list_at_once(amina, browse):
    bring_in(browse(amina), HEAD + LEROY + "Kay,,soon,,,\n")
    with acting_as(amina):
        assert [(row.line, bool(row.said)) for row in CaseloadRow.objects.order_by("line")] == [
            (2, False),
            (3, True),
        ]


def test_the_lines_of_a_list_are_forgotten_after_a_week(amina, browse):
    client = browse(amina)
    where = bring_in(client, HEAD + LEROY + "Kay,,soon,,,\n")
    waiting = chosen(client, HEAD + DOT)
    tasks.forget_caseloads()
    with acting_as(amina):
        assert rows("cases_caseloadrow") == 3
    with time_machine.travel(timezone.now() + datetime.timedelta(days=7, minutes=1)):
        tasks.forget_caseloads()
        client = browse(amina)
        assert client.get(waiting).status_code == 404
        assert (
            "One person on the list is one of your people now" in client.get(where).content.decode()
        )
    with acting_as(amina):
        assert rows("cases_caseloadrow") == 0
    assert people(amina) == ["Leroy"]


def test_my_people_leads_to_bringing_in_a_list(amina, browse):
    assert 'href="/people/import/"' in browse(amina).get("/people/").content.decode()


def test_several_lists_stand_with_what_became_of_them(amina, browse):
    client = browse(amina)
    bring_in(client, HEAD + LEROY)
    chosen(client, HEAD + DOT)
    assert [row.what for row in client.get("/people/import/").context["lists"]] == [
        "Waits for you",
        "1 person came in",
    ]


def test_nobody_wanted_is_nobody_brought_in(record, amina, browse):
    client = browse(amina)
    where = chosen(client, "Name\nJoe\n")
    assert "Bring in" not in re.sub("Bring in as", "", client.get(where).content.decode())
    answer = client.post(f"{where}bring/", follow=True)
    assert "Nobody on this list is to come in." in answer.content.decode()
    assert people(amina) == ["Joe"]


# --- Several at once, on a committed database -----------------------------------------------------
def workers(count: int) -> None:
    """So many workers that go on with whatever waits, at the same moment and in small sets."""

    def work():
        try:
            caseloads.go_on(in_a_set=2)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    caseloads.go_on()  # as the beat knocks once more


@pytest.mark.django_db(transaction=True)
def test_four_workers_bring_in_and_take_out_everybody_once_and_the_trail_holds(amina, browse):
    client = browse(amina)
    names = [f"Person {n}" for n in range(9)]
    where = chosen(client, "Known as,Phone\n" + "".join(f"{name},01632\n" for name in names))
    client.post(f"{where}bring/")
    workers(4)
    assert people(amina) == names
    with acting_as(amina):
        assert ContactPoint.objects.count() == 9
        assert AuditEvent.objects.filter(verb="caseload.brought").count() == 1
    client.post(f"{where}undo/")
    workers(4)
    assert people(amina) == []
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="resident.taken_back").count() == 9
    with as_owner():
        call_command("verify_trail")


@pytest.mark.django_db(transaction=True)
def test_of_two_lists_pressed_at_the_same_moment_one_waits(amina):
    lists = [make.caseload("Name\nLeroy\n", by=amina) for _ in range(2)]
    raised = at_once(amina, *(partial(caseloads.bring, each, by=amina) for each in lists))
    assert [type(problem) for problem in raised] == [ValidationError]
    caseloads.go_on()
    assert people(amina) == ["Leroy"]


@pytest.mark.django_db(transaction=True)
def test_who_is_written_about_while_others_are_taken_out_is_not_lost(amina, browse):
    """Either the note came first and they stay, or they are gone and the note is refused."""
    client = browse(amina)
    where = bring_in(client, "Name\nLeroy\n")
    client.post(f"{where}undo/")
    with acting_as(amina):
        leroy, caseload = Resident.objects.get(), CaseloadImport.objects.get()
    raised = at_once(
        amina,
        partial(notes.write, leroy, by=amina, their_words="Hello."),
        partial(caseloads.go_on_with, caseload.pk, amina.pk),
    )
    with acting_as(amina):
        assert Note.objects.count() == Resident.objects.count() == 1 - len(raised)
