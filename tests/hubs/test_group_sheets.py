"""Lists of groups in: tried out first, brought in as shown, and every bad line named."""

import datetime
import html
import io
import json

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hubs import tasks
from hubs.actions import directory
from hubs.actions import groups as lists
from hubs.group_columns import example
from hubs.groups import read
from hubs.hours import rule
from hubs.models import (
    Address,
    Contact,
    FeedSource,
    FieldConflict,
    GroupList,
    ImportRun,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
)
from relational.kernel.models import AuditEvent
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.hubs.feeds import page, service

pytestmark = pytest.mark.django_db

HEAD = "Group,What they do,Day and time,Phone,Postcode,Somebody's home\n"
CHOIR = "Quay Choir,Songs,Fridays 7pm to 9pm,01632 960111,wx12ab,\n"
SOUP = "Sunday Soup,We cook,Sundays 12 noon to 2pm,07700 900333,WX1 4EF,yes\n"
KNIT = "Knit and Natter,Wool,Tuesdays 2-4pm,,WX1 3CD,no\n"


@pytest.fixture
def client(ade, browse):
    return browse(ade)


def choose(client, content, *, name="Town groups", file="groups.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    groups = SimpleUploadedFile(file, content)
    return client.post("/feeds/groups/", {"name": name, "groups": groups} | more)


def chosen(client, content, **more) -> str:
    answer = choose(client, content, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def would(client, where: str) -> dict:
    return client.get(where).context["would"]


def bring_in(client, content, **more) -> ImportRun:
    where = chosen(client, content, **more)
    answer = client.post(f"{where}bring/", follow=True)
    assert "The list is in." in answer.text
    return ImportRun.objects.order_by("-started_at").first()


def sheet(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def named(would: dict, what: str) -> list[str]:
    return [group["name"] for group in would[what]]


def faults(would: dict) -> list[tuple[str, str]]:
    return [(place, field) for place, field, _reason in would["faults"]]


def kept_rows() -> dict[str, int]:
    models = (FeedSource, ImportRun, Service, Organisation, Location, Address, Phone, Schedule)
    return {model.__name__: model.objects.count() for model in models}


# --- Trying it out --------------------------------------------------------------------------------
def test_a_list_is_shown_group_by_group_and_nothing_is_written(client):
    before = kept_rows()
    where = chosen(client, HEAD + CHOIR + SOUP)
    answer = client.get(where)
    assert kept_rows() == before
    text = html.unescape(answer.text)
    assert "Nothing is in yet." in text
    assert "2 groups would be new" in text
    assert "Fridays, 7 p.m. to 9 p.m." in text
    assert "WX1 2AB" in text
    assert named(answer.context["would"], "new") == ["Quay Choir", "Sunday Soup"]
    assert (answer.context["would"]["homes"], answer.context["would"]["addresses"]) == (1, 1)


def test_what_was_shown_comes_in_as_a_group_that_everybody_finds(client, browse):
    bring_in(client, HEAD + CHOIR)
    choir = Service.objects.get(name="Quay Choir")
    assert choir.organization.kind == "community_group"
    assert Phone.objects.get(service=choir).number == "01632 960111"
    hours = Schedule.objects.get(service=choir)
    assert (hours.byday, hours.opens_at) == ("FR", datetime.time(19))
    assert "Quay Choir" in browse(None).get("/directory/?q=songs").text
    assert GroupList.objects.count() == 0, "nobody else sees it"


def test_a_second_time_changes_nothing(client):
    bring_in(client, HEAD + CHOIR + SOUP + KNIT)
    before = kept_rows()
    found = would(client, chosen(client, HEAD + CHOIR + SOUP + KNIT))
    assert (found["new"], found["changed"], found["gone"], found["same"]) == ([], [], [], 3)
    run = bring_in(client, HEAD + CHOIR + SOUP + KNIT)
    assert (run.new, run.changed, run.gone) == (0, 0, 0)
    assert kept_rows() == before | {"ImportRun": before["ImportRun"] + 1}


def test_what_changes_is_shown_field_by_field_and_who_left_is_marked(client):
    bring_in(client, HEAD + CHOIR + SOUP)
    new = CHOIR.replace("Fridays", "Mondays").replace("960111", "960999")
    where = chosen(client, HEAD + new + KNIT)
    found = would(client, where)
    assert (named(found, "new"), named(found, "gone")) == (["Knit and Natter"], ["Sunday Soup"])
    ((choir,), lines) = (found["changed"], found["changed"][0]["lines"])
    assert choir["name"] == "Quay Choir"
    assert sorted(lines) == [
        ["Day and time", "Fridays, 7 p.m. to 9 p.m.", "Mondays, 7 p.m. to 9 p.m."],
        ["Phone", "01632 960111", "01632 960999"],
    ]
    assert Service.objects.still_there().count() == 2
    client.post(f"{where}bring/")
    assert set(Service.objects.still_there().values_list("name", flat=True)) == {
        "Quay Choir",
        "Knit and Natter",
    }
    assert Phone.objects.get(service__name="Quay Choir").number == "01632 960999"
    soup = would(client, chosen(client, HEAD + SOUP))
    assert named(soup, "new") == ["Sunday Soup"], "who comes back is new again"


def test_a_list_comes_in_only_as_it_was_shown(client):
    bring_in(client, HEAD + CHOIR)
    first = chosen(client, HEAD + CHOIR.replace("Songs", "Shanties"))
    bring_in(client, HEAD + CHOIR.replace("Songs", "Ballads"))
    answer = client.post(f"{first}bring/", follow=True)
    assert "the directory changed meanwhile" in answer.text
    assert Service.objects.get().description == "Ballads"
    assert would(client, first)["changed"][0]["lines"] == [["What they do", "Ballads", "Shanties"]]
    client.post(f"{first}bring/")
    client.post(f"{first}bring/")
    assert Service.objects.get().description == "Shanties"
    assert ImportRun.objects.count() == 3


def test_a_double_click_keeps_one_list(client, ade):
    key = client.get("/feeds/groups/").context["form"]["key"].value()
    assert chosen(client, HEAD + CHOIR, key=key) == chosen(client, HEAD + CHOIR, key=key)
    with acting_as(ade):
        assert GroupList.objects.count() == 1


def test_what_was_corrected_here_stays_and_the_question_is_shown_first(client, amina):
    bring_in(client, "Group,Cost\nQuay Choir,2\n")
    with acting_as(amina):
        directory.correct(Service.objects.get(), by=amina, fees="A pound")
    where = chosen(client, "Group,Cost\nQuay Choir,3\n")
    found = would(client, where)
    assert found["questions"] == [["Quay Choir", "Cost", "A pound", "£3"]]
    assert (found["changed"], found["same"]) == ([], 1)
    assert not FieldConflict.objects.exists()
    client.post(f"{where}bring/")
    assert (Service.objects.get().fees, FieldConflict.objects.get().theirs) == ("A pound", "£3")


def test_a_list_can_be_thrown_away_and_is_forgotten_after_a_week(client, ade):
    answer = client.post(f"{chosen(client, HEAD + CHOIR)}throw-away/", follow=True)
    assert "Nothing came in." in answer.text
    chosen(client, HEAD + CHOIR)
    with acting_as(ade):
        assert GroupList.objects.count() == 1
    tasks.forget_groups()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8), tick=True):
        tasks.forget_groups()
    with acting_as(ade):
        assert not GroupList.objects.exists()


def test_what_is_in_is_not_kept_beside_it_and_cannot_be_thrown_away(client, ade):
    where = chosen(client, HEAD + SOUP)
    client.post(f"{where}bring/")
    with acting_as(ade):
        kept = GroupList.objects.get()
        assert (bytes(kept.content), kept.would) == (b"", {})
    answer = client.post(f"{where}throw-away/", follow=True)
    assert "in already" in answer.text
    assert Service.objects.exists()


def test_the_trail_says_who_brought_it(client, ade):
    bring_in(client, HEAD + CHOIR)
    with acting_as(ade):
        verbs = AuditEvent.objects.filter(verb__startswith="groups.").order_by("seq")
        assert [*verbs.values_list("verb", flat=True)] == ["groups.read", "groups.brought"]


def test_a_list_is_its_owners(client, world, browse, amina):
    where = chosen(client, HEAD + SOUP)
    other = make.worker(
        "Ola Cole", None, role="administrator", at=world.council, email="ola@demo.example"
    )
    assert browse(other).get(where).status_code == 404
    assert browse(other).post(f"{where}bring/").status_code == 404
    assert browse(amina).get(where).status_code == 403


# --- Homes, and what is shown to nobody -----------------------------------------------------------
HOME = "Group,Address,Postcode,Somebody's home,Chair's phone\nSunday Soup,8 Example Close,WX1 4EF,{},01632 960777\n"


@pytest.mark.parametrize("said", ["yes", "Y", "x", "sometimes", "Dot's house"])
def test_the_address_of_a_home_is_shown_to_nobody(client, browse, said):
    bring_in(client, HOME.format(said))
    soup = Service.objects.get()
    assert Address.objects.get().address_1 == "8 Example Close"
    street = browse(None)
    for path in [
        f"/directory/{soup.pk}/",
        "/directory/?q=soup",
        f"/api/oruk/services/{soup.pk}",
        "/api/oruk/service_at_locations?full=true",
    ]:
        answer = street.get(path).text
        assert "Example Close" not in answer, path
        assert "4EF" not in answer, path


def test_what_other_columns_say_is_kept_and_goes_nowhere(client, browse):
    where = chosen(client, HOME.format("no"))
    assert ["Chair's phone", "01632 960777"] in would(client, where)["new"][0]["said"]
    assert "Kept, and shown to nobody else." in client.get(where).text
    client.post(f"{where}bring/")
    soup = Service.objects.get()
    assert "01632 960777" in json.dumps(soup.extra)
    street = browse(None)
    for path in [f"/directory/{soup.pk}/", f"/api/oruk/services/{soup.pk}", "/api/oruk/services"]:
        assert "960777" not in street.get(path).text, path
    assert "Example Close" in street.get(f"/directory/{soup.pk}/").text


def test_a_home_stays_one_where_the_list_says_nothing_or_somebody_here_said_so(client, amina):
    bring_in(client, HOME.format("yes"))
    bring_in(client, HOME.format(""))
    assert Location.objects.get().somebodys_home
    found = would(client, chosen(client, HOME.format("no")))
    assert found["changed"][0]["lines"] == [
        ["Somebody’s home", "yes", "no"],
        ["Address", "8 Example Close (shown to nobody)", "8 Example Close"],
        ["Postcode", "WX1 4EF (shown to nobody)", "WX1 4EF"],
    ]
    bring_in(client, HOME.format("no"))
    with acting_as(amina):
        directory.correct(Location.objects.get(), by=amina, somebodys_home=True)
    bring_in(client, HOME.format("no"))
    assert Location.objects.get().somebodys_home


# --- What lines say -------------------------------------------------------------------------------
def test_the_example_can_be_brought_in_as_it_is(client):
    answer = client.get("/feeds/groups/example/")
    assert answer["Content-Disposition"] == 'attachment; filename="groups.csv"'
    found = would(client, chosen(client, answer.content))
    assert named(found, "new") == ["Quayside Singers", "Sunday Soup", "Tea and Tangles"]
    assert (found["faults"], found["homes"], found["addresses"]) == ([], 1, 2)
    bring_in(client, answer.content)
    assert set(Language.objects.values_list("name", flat=True)) == {"English", "Polish"}
    assert Contact.objects.filter(name="Rita").exists()
    assert Schedule.objects.get(service__name="Quayside Singers").byday == "1FR"


def test_a_spreadsheet_is_read_by_what_its_cells_show(client):
    content = sheet(
        ["Name", "Tel", "Day", "Time", "Price", "Last checked", "Postcode"],
        ["Quay Choir", 1632960111, "Friday", "7pm-9pm", 2.5, datetime.datetime(2026, 3, 1), None],
        ["Knitters", "01632 960222", "Monday", datetime.time(14), 0, "1/3/2026", "Marsh End"],
    )
    where = chosen(client, content, file="groups.xlsx")
    assert faults(would(client, where)) == [("line 3", "Postcode")]
    client.post(f"{where}bring/")
    choir, knitters = Service.objects.order_by("-name")
    assert (choir.fees, knitters.fees) == ("£2.50", "Free")
    assert choir.assured_date == knitters.assured_date == datetime.date(2026, 3, 1)
    assert Phone.objects.get(service=choir).number == "01632960111"
    assert Schedule.objects.get(service=choir).closes_at == datetime.time(21)
    assert Schedule.objects.get(service=knitters).opens_at == datetime.time(14)


def test_lines_of_one_name_are_one_group_unless_they_have_ids(client):
    found = would(client, chosen(client, "Group,Place\nKnitters,Hall\nKNITTERS ,Library\n"))
    assert (named(found, "new"), found["refused"]) == (["Knitters"], 1)
    assert found["faults"][0][:2] == ["line 3", "Group"]
    assert "stands on line 2" in found["faults"][0][2]
    both = "Id,Group,Place\n1,Knitters,Hall\n2,Knitters,Library\n"
    bring_in(client, both)
    assert Service.objects.filter(name="Knitters").count() == 2
    renamed = would(client, chosen(client, both.replace("2,Knitters", "2,Weavers")))
    assert renamed["changed"][0]["lines"] == [["Group", "Knitters", "Weavers"]]
    twice = would(client, chosen(client, both.replace("2,", "1,")))
    assert "This id stands on line 2 already" in twice["faults"][0][2]


@pytest.mark.parametrize(
    ("head", "cell", "sentence"),
    [
        ("Phone", "1.63E+09", "lost part of it"),
        ("Phone", "ask Rita", "no phone number"),
        ("E-mail", "rita at home", "not an e-mail address"),
        ("Website", "rita's page", "web address"),
        ("What they do", "<b>Songs</b><script>x()</script>", "HTML"),
        ("What they do", "=HYPERLINK(A1)", "formula without its result"),
        ("What they do", "#REF!", "formula without its result"),
        ("What they do", "x" * 20_001, "far too long"),
        ("Last checked", "31/2/2026", "date"),
        ("Day and time", "2026-03-24", "one date, not a day of the week"),
        ("Day and time", "whenever", "could not be read"),
        ("Somebody's home", "maybe", "read as yes"),
        ("Postcode", "Marsh End", "no postcode"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_goes_in(client, head, cell, sentence):
    where = chosen(client, f'Group,{head},Who it is for\nQuay Choir,"{cell}",Adults\n')
    ((place, field, reason),) = would(client, where)["faults"]
    assert (place, field) == ("line 2", head)
    assert sentence in reason
    client.post(f"{where}bring/")
    choir = Service.objects.get()
    assert choir.eligibility_description == "Adults"
    assert "<" not in choir.description


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",Songs", "There is no name."),
        ("=A1,Songs", "There is no name."),
        ("Quay Choir,Songs,and more", "more cells than headings"),
    ],
)
def test_a_line_that_cannot_go_in_is_named_and_the_others_go_in(client, line, sentence):
    where = chosen(client, f"Group,What they do\n{line}\nKnitters,Wool\n")
    found = would(client, where)
    assert found["refused"] == 1
    assert sentence in found["faults"][-1][2]
    client.post(f"{where}bring/")
    assert [*Service.objects.values_list("name", flat=True)] == ["Knitters"]


def test_a_group_whose_line_cannot_be_read_this_time_has_not_left(client):
    bring_in(client, "Id,Group,What they do\n1,Quay Choir,Songs\n2,Knitters,Wool\n")
    found = would(client, chosen(client, "Id,Group,What they do\n1,,Songs\n2,Knitters,Wool\n"))
    assert (found["gone"], found["refused"], found["same"]) == ([], 1, 2)


# --- Files that are no list -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b"\r\n\r\n", "There is nothing in this file."),
        (b"Group,Place\n", "There are headings in this file, and no group under them."),
        (b"Shoe size\n9\n", "The list needs a column called “Group” or “Name”. Its first line says: Shoe size."),
        (b"%PDF-1.7\n", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"PK\x03\x04 and no more", "This file is no list we can read. Choose a CSV or XLSX file."),
        (b"Group\n" + b"x" * 5 * 1024 * 1024, "This file is larger than 5 MB. Bring the list in in parts."),
        (b"Group\n" + b"".join(b"Choir %d\n" % at for at in range(2_001)), "There are more than 2,000 groups on this list. Bring in several lists instead."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_says_what_to_do_and_keeps_the_name(client, content, sentence):
    answer = choose(client, content)
    assert answer.status_code == 422
    assert answer.context["form"].errors["groups"] == [sentence]
    assert 'value="Town groups"' in answer.text


def test_a_field_of_many_megabytes_is_left_out_by_name(client):
    long = "x" * 4_000_000
    found = would(client, chosen(client, f"Group,What they do\nQuay Choir,{long}\n"))
    assert faults(found) == [("line 2", "What they do")]
    found = would(client, chosen(client, f"Group,Notes\nQuay Choir,{long}\n"))
    assert [place for place, _field in faults(found)] == ["line 2"]


@pytest.mark.parametrize("name", ["", "town", " "])
def test_a_list_needs_a_name_that_no_feed_has(client, tmp_path, name):
    make.feed("Town")
    answer = choose(client, HEAD + CHOIR, name=name)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]


def test_a_newer_list_goes_under_the_old_ones_name(client):
    bring_in(client, HEAD + CHOIR)
    source = FeedSource.objects.get()
    assert (source.version, source.is_list) == ("CSV, UTF-8", True)
    text = client.get(f"/feeds/{source.pk}/").text
    assert "?name=Town%20groups" in text
    assert 'value="Town groups"' in client.get("/feeds/groups/?name=Town%20groups").text
    bring_in(client, HEAD + CHOIR, name="town GROUPS")
    assert FeedSource.objects.count() == 1


# --- By command -----------------------------------------------------------------------------------
def test_the_command_tries_a_list_out_and_brings_it_in(tmp_path, capsys):
    path = tmp_path / "groups.csv"
    path.write_text(HEAD + CHOIR + ",Nameless,,,,\n")
    call_command("import_feed", str(path), "--dry-run")
    out = capsys.readouterr().out
    for said in ["+ Quay Choir", "line 3 Group: There is no name.", "Nothing was written. 1 would"]:
        assert said in out
    assert not Service.objects.exists()
    call_command("import_feed", str(path))
    assert "groups (CSV, UTF-8): 2 services read, 1 refused" in capsys.readouterr().out
    path.write_text(HEAD + CHOIR.replace("Songs", "Shanties"))
    call_command("import_feed", str(path), "--dry-run")
    assert "What they do: Songs → Shanties" in capsys.readouterr().out


def test_the_command_says_why_it_could_not(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(page(service(1))))
    with pytest.raises(CommandError, match="Only a list of groups"):
        call_command("import_feed", str(path), "--dry-run")
    with pytest.raises(CommandError, match="no file"):
        call_command("import_feed", str(tmp_path / "none.csv"))
    (tmp_path / "none.csv").write_text("")
    with pytest.raises(CommandError, match="nothing in this file"):
        call_command("import_feed", str(tmp_path / "none.csv"))


# --- How long it takes, and what of days and times can be read ------------------------------------
def test_statements_do_not_grow_with_the_list(ade):
    def statements(size: int) -> int:
        found = read(
            (HEAD + "".join(CHOIR.replace("Quay", f"Q{at}") for at in range(size))).encode()
        )
        with CaptureQueriesContext(connection) as made, acting_as(SYSTEM):
            lists.try_out(found, name="Town groups", by=None)
        return len(made)

    assert statements(3) == statements(60)


@pytest.mark.parametrize(
    ("said", "byday", "hours"),
    [
        ("Tuesdays 2pm to 4pm", "TU", "14:00-16:00"),
        ("Tue & Thu, 10-12", "TU,TH", "10:00-12:00"),
        ("Mon - Fri 9.30am – 5pm", "MO,TU,WE,TH,FR", "09:30-17:00"),
        ("Wednesday 10-2pm", "WE", "10:00-14:00"),
        ("every day 08:00-20:00", "MO,TU,WE,TH,FR,SA,SU", "08:00-20:00"),
        ("2nd and 4th Monday of the month, 7pm", "2MO,4MO", "19:00-"),
        ("Saturdays", "SA", "-"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(said, byday, hours):
    found = rule(said)
    assert found["byday"] == byday
    assert f"{found.get('opens_at', '')}-{found.get('closes_at', '')}" == hours


def test_the_rest_of_a_sentence_is_kept_with_its_rule():
    assert rule("Tuesdays 10am to 12 noon, term time only")["description"] == "term time only"
    assert rule("every other Friday 10am")["interval"] == 2


@pytest.mark.parametrize(
    "said",
    ["Tuesdays 7-9", "Tuesdays 2-4", "Mondays 10-12 and 2-4pm", "by arrangement", "Monday 25:00"],
)
def test_what_could_mean_two_things_is_no_rule(said):
    assert rule(said) is None


def test_our_own_example_has_as_many_cells_as_headings():
    lines = example().splitlines()
    assert not [said for said in read("\n".join(lines).encode()).lines if said.out]
