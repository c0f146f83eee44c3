"""Feeds in: everything goes in once, what is wrong is named, and nothing of ours is overwritten."""

import json
import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs.actions import feed as feeds
from hubs.models import (
    FeedSource,
    ImportRun,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from relational.kernel import outside
from tests.hubs.feeds import page, service, with_samples

pytestmark = pytest.mark.django_db


def read(server, name="Town") -> ImportRun:
    return feeds.read_web(server.url, name=name, tell=lambda _run: None)


def read_rows(server, *rows) -> ImportRun:
    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": page(*rows)}
    return read(server)


def file_of(tmp_path, said, name="feed.json"):
    path = tmp_path / name
    path.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
    return path


def read_file(path) -> ImportRun:
    return feeds.read_file(path, name="Town", tell=lambda _run: None)


def faults(run) -> set[tuple[str, str]]:
    return set(run.found.values_list("field", "reason"))


def figures(run) -> dict[str, int]:
    names = ["read", "new", "changed", "gone", "refused", "conflicts"]
    return {name: getattr(run, name) for name in names}


NOTHING = {"new": 0, "changed": 0, "gone": 0, "refused": 0, "conflicts": 0}


# --- The standard's own samples -------------------------------------------------------------------
@with_samples
def test_the_sample_feed_comes_in_whole_and_a_second_time_changes_nothing(server):
    server.sample("Default")
    run = read(server)
    assert (run.state, run.why) == ("done", "")
    # The sample's list of organisations promises a second page, and has one.
    assert faults(run) == {("", "Page 2 of organizations is page 1 again.")}
    counselling = Service.objects.get()
    assert str(counselling.pk) == "ac148810-d857-441c-9679-408f346de14b"
    assert counselling.minimum_age == 12
    numbers = counselling.organization.organization_identifiers.all()
    assert "1234567" in {each.identifier for each in numbers}
    assert counselling.schedules.get().byday == "TH,FR"
    at = counselling.service_at_locations.get()
    assert at.location.addresses.get().postal_code == "ABC 1234"
    assert at.location.accessibility.get().details.startswith("Switch hearing aid")
    assert counselling.cost_options.get().amount == 35
    assert counselling.contacts.get().title == "Reception Manager"
    assert TaxonomyTerm.objects.get().name == "name"
    assert Taxonomy.objects.get().version == "version"
    assert Organisation.objects.filter(feed=run.feed).count() > 1
    assert figures(read(server)) == NOTHING | {"read": 1}


@with_samples
def test_the_sample_feed_with_faults_names_each_and_takes_the_rest(server):
    server.sample("Fail")
    run = read(server)
    assert run.state == "done"
    found = run.found.in_order().values_list("place", "field", "reason")
    assert list(found) == [
        ("services, page 1, row 1", "url", "not_an_address"),
        ("services, page 1, row 1", "email", "not_an_email"),
        ("services, page 1, row 2", "", "cannot_be_fetched"),
        ("services, page 1, row 2", "name", "no_name"),
        ("services, page 1, row 3", "", "cannot_be_fetched"),
        ("services, page 1, row 3", "name", "no_name"),
        ("services, page 1, row 4", "url", "not_an_address"),
        ("services, page 1, row 4", "email", "not_an_email"),
        ("services, page 1, row 4", "id", "twice"),
        ("organizations", "", "Page 2 of organizations is page 1 again."),
    ]
    counselling = Service.objects.get()
    assert (counselling.name, counselling.url, counselling.email) == (
        "Community Counselling",
        "",
        "",
    )
    assert counselling.schedules.count() == 1
    assert TaxonomyTerm.objects.exists()
    assert figures(read(server)) == NOTHING | {"read": 4, "refused": 3}


@with_samples
@pytest.mark.parametrize("name", ["Warn", "Test"])
def test_the_other_sample_feeds_come_in_and_a_second_time_changes_nothing(server, name):
    server.sample(name)
    run = read(server)
    assert run.state == "done", run.why
    assert Service.objects.filter(pk="ac148810-d857-441c-9679-408f346de14b").exists()
    again = read(server)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    assert faults(again) == faults(run)


# --- A feed as it should be -----------------------------------------------------------------------
def test_pages_are_walked_and_whoever_is_on_them_comes_in(server):
    rows = [service(number) for number in range(1, 8)]

    def answer(query):
        number = int(query["page"])
        return page(*rows[(number - 1) * 3 : number * 3], number=number, pages=3, total=7)

    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": answer}
    run = read(server)
    assert (run.state, run.total, run.faults) == ("done", 7, 0)
    assert Service.objects.count() == 7
    assert Schedule.objects.count() == 14
    warm = Service.objects.get(name="Warm room 3")
    assert warm.organization.kind == "community_group"
    assert warm.contacts.get().phones.get().number == "01632 960123"
    assert {each.byday for each in warm.schedules.all()} == {"TU", "TH"}
    assert run.feed.version == "HSDS-UK-3.0"
    assert figures(read(server)) == NOTHING | {"read": 7}


def test_short_records_are_fetched_in_full(server):
    whole = service(1)
    short = {key: whole[key] for key in ("id", "name", "status")}
    server.answers |= {
        "/services": page(short),
        f"/services/{whole['id']}": whole,
    }
    assert read(server).state == "done"
    assert Schedule.objects.count() == 2


def test_what_no_field_is_for_is_kept_as_it_came(server):
    read_rows(server, service(1, colour={"of": ["the door", 3]}, tags=["tea"]))
    assert Service.objects.get().extra == {"colour": {"of": ["the door", 3]}, "tags": ["tea"]}


def test_what_the_feed_changes_changes_here_and_what_leaves_it_is_marked(server):
    read_rows(server, service(1), service(2))
    changed = service(1, name="Warm hall")
    changed["schedules"].pop()
    run = read_rows(server, changed)
    # One schedule, and of the second service: itself, its group and place, and what hangs on them.
    assert (run.changed, run.new) == (1, 0)
    assert Service.objects.still_there().get().name == "Warm hall"
    assert Schedule.objects.still_there().count() == 1
    assert Service.objects.count() == 2, "nothing is deleted"
    back = read_rows(server, service(1), service(2))
    assert Service.objects.still_there().count() == 2
    assert (back.new, back.gone) == (0, 0)


def test_an_id_that_is_taken_here_gets_another_and_keeps_it(server, world):
    mine = service(1)
    Service.objects.create(pk=mine["id"], name="Our own")
    read_rows(server, mine)
    theirs = Service.objects.get(name="Warm room 1")
    assert str(theirs.pk) != mine["id"]
    assert theirs.source_id == mine["id"]
    assert theirs.schedules.count() == 2
    assert Service.objects.get(pk=mine["id"]).name == "Our own"
    assert figures(read(server)) == NOTHING | {"read": 1}


def test_ids_that_are_no_uuid_are_known_again(server):
    read_rows(server, service(1, id="tea-1", schedules=[{"id": "tuesday", "byday": "TU"}]))
    assert Service.objects.get().source_id == "tea-1"
    assert figures(read(server)) == NOTHING | {"read": 1}


def test_statements_do_not_grow_with_the_feed(server):
    def statements(*numbers):
        with CaptureQueriesContext(
            connection,
        ) as made:
            read_rows(server, *[service(number) for number in numbers])
        return len(made)

    statements(1)
    assert statements(2) == statements(*range(10, 60))


def test_an_older_feed_of_version_1_comes_in(server):
    old = {
        "id": "old-1",
        "name": "Lunch club",
        "description": "Soup on Fridays.",
        "url": "https://example.org/lunch",
        "status": "active",
        "deliverable_type": "Advice",
        "organization": {
            "id": "b2a9d1f2-9cf5-43b9-8b66-d09e6b9a4a0c",
            "name": "St Brannock’s",
            "description": "A church.",
            "url": "https://example.org",
        },
        "eligibilitys": [{"id": "e1", "eligibility": "Over 60s", "minimum_age": 60}],
        "regular_schedules": [
            {"id": "s1", "byday": "FR", "opens_at": "12:00", "closes_at": "14:00"}
        ],
        "languages": [{"id": "l1", "language": "Polish"}],
        "contacts": [
            {"id": "c1", "name": "Jo", "phones": [{"id": "p1", "number": "01632 960124"}]}
        ],
        "fundings": [{"id": "f1", "source": "Donations"}],
        "service_taxonomys": [
            {"id": "t1", "taxonomy": {"id": "food", "name": "Food", "vocabulary": "Needs"}}
        ],
        "service_at_locations": [
            {
                "id": "a1",
                "location": {
                    "id": "place-1",
                    "latitude": 51.4,
                    "longitude": -0.2,
                    "physical_addresses": [
                        {
                            "id": "ad1",
                            "address_1": "The hall",
                            "city": "Wexmouth",
                            "postal_code": "WX1 2BB",
                        }
                    ],
                    "accessibility_for_disabilities": [{"id": "ac1", "accessibility": "A ramp"}],
                },
            }
        ],
    }
    short = {key: old[key] for key in ("id", "name", "organization", "status")}
    server.answers |= {
        "/services": {
            "totalElements": 1,
            "totalPages": 1,
            "number": 1,
            "last": True,
            "content": [short],
        },
        "/services/old-1": old,
    }
    run = read(server)
    assert (run.state, faults(run)) == ("done", set())
    assert run.feed.version == "ORUK-1.0"
    lunch = Service.objects.get()
    assert (lunch.name, lunch.minimum_age) == ("Lunch club", 60)
    assert lunch.eligibility_description == "Over 60s"
    assert lunch.extra == {"deliverable_type": "Advice"}
    assert lunch.organization.website == "https://example.org"
    assert lunch.schedules.get().opens_at.hour == 12
    assert lunch.languages.get().name == "Polish"
    assert lunch.funding.get().source == "Donations"
    at = lunch.service_at_locations.get().location
    assert at.addresses.get().postal_code == "WX1 2BB"
    assert at.accessibility.get().accessibility == "A ramp"
    assert Phone.objects.get().number == "01632 960124"
    term = TaxonomyTerm.objects.get()
    assert (term.name, term.taxonomy) == ("Food", "Needs")
    assert figures(read(server)) == NOTHING | {"read": 1}


# --- Bad input ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name": ""}, ("name", "no_name")),
        ({"name": None}, ("name", "no_name")),
        ({"id": None}, ("id", "no_id")),
        ({"description": "x" * 10_000_000}, ("description", "too_long")),
        (
            {"description": "<p>Tea<script>alert(1)</script> &amp; cake</p>"},
            ("description", "markup"),
        ),
        ({"description": {"en": "Tea"}}, ("description", "not_text")),
        ({"email": False}, ("email", "not_text")),
        ({"email": "warm-example_org"}, ("email", "not_an_email")),
        ({"url": "javascript:alert(1)"}, ("url", "not_an_address")),
        ({"status": "thriving"}, ("status", "not_one_of_them")),
        ({"minimum_age": "sixteen"}, ("minimum_age", "not_a_number")),
        ({"minimum_age": 10**400}, ("minimum_age", "not_a_number")),
        ({"assured_date": "31/02/2026"}, ("assured_date", "not_a_date")),
        ({"assured_date": "2026-02-31"}, ("assured_date", "not_a_date")),
        ({"last_modified": "2026-03-01T10:00:00"}, ("last_modified", "no_zone")),
        ({"schedules": {"byday": "TU"}}, ("schedules", "not_a_list")),
        ({"schedules": ["Tuesdays"]}, ("schedules", "not_an_object")),
        ({"schedules": [{"id": "a", "opens_at": "two"}]}, ("opens_at", "not_a_time")),
        ({"organization": "Friends"}, ("organization", "not_an_object")),
        ({"organization": None, "organization_id": "nobody"}, ("organization", "unknown")),
        ({"phones": [{"id": "p", "number": 1632960123}]}, ("number", "was_a_number")),
        ({"languages": [{"name": "Welsh"}]}, ("languages", "no_id")),
        ({"colour": "x" * 30_000}, ("colour", "too_long")),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_goes_in(server, said, expected):
    run = read_rows(server, service(1) | said, service(2))
    assert faults(run) == {expected}
    assert set(run.found.values_list("place", flat=True)) == {"services, page 1, row 1"}
    assert run.state == "done"
    assert Service.objects.filter(name="Warm room 2").exists()
    assert Service.objects.count() == 2 - run.refused
    assert run.refused == (expected in {("name", "no_name"), ("id", "no_id")})
    again = read(server)
    assert (again.new, again.changed, again.gone, faults(again)) == (0, 0, 0, {expected})


def test_html_leaves_its_words_and_nothing_that_runs(server):
    read_rows(
        server, service(1, description="<p>Tea<script>alert(1)</script> &amp; cake</p><br>Come in")
    )
    assert Service.objects.get().description == "Tea & cake\nCome in"


def test_rows_that_are_no_records_and_characters_no_database_holds(server):
    read_rows(server, None, 7, "tea", [], service(1, name="Warm\0 room", colour={"a\0": "\ud800b"}))
    kept = Service.objects.get()
    assert kept.name == "Warm room"
    assert kept.extra == {"colour": {"a": "b"}}


def test_an_id_that_comes_twice_is_named_and_the_first_counts(server):
    run = read_rows(server, service(1), service(1, name="Another"), service(2))
    assert list(run.found.values_list("place", "field", "reason")) == [
        ("services, page 1, row 2", "id", "twice")
    ]
    assert set(Service.objects.values_list("name", flat=True)) == {"Warm room 1", "Warm room 2"}


def test_what_can_no_longer_be_read_has_not_left(server):
    read_rows(server, service(1), service(2))
    run = read_rows(server, service(1, name=""), service(2))
    assert (run.refused, run.gone) == (1, 0)
    assert Service.objects.still_there().count() == 2
    assert Location.objects.still_there().count() == 2


# --- Feeds that break -----------------------------------------------------------------------------
def broken(run) -> str:
    assert run.state == "broken_off"
    return run.why


def test_a_feed_that_dies_half_way_keeps_what_came_and_marks_nothing_as_gone(server):
    read_rows(server, *[service(number) for number in range(1, 7)])
    rows = [service(number) for number in range(1, 4)]

    def answer(query):
        if query["page"] == "1":
            return page(*rows, service(9), number=1, pages=2, total=6)
        return 500, {}, b"{}"

    server.answers["/services"] = answer
    run = read(server)
    assert "answered 500" in broken(run)
    assert Service.objects.still_there().count() == 7
    assert Service.objects.filter(name="Warm room 9").exists()
    assert run.gone == 0


def test_an_interrupted_import_runs_again_to_the_same_result(server):
    rows = [service(number) for number in range(1, 5)]
    stop = True

    def answer(query):
        number = int(query["page"])
        if number == 2 and stop:
            return 200, {}, b'{"contents": [{"id": "cut o'
        return page(*rows[(number - 1) * 2 : number * 2], number=number, pages=2, total=4)

    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": answer}
    assert "JSON" in broken(read(server))
    stop = False
    assert read(server).new > 0
    assert Service.objects.count() == 4
    assert figures(read(server)) == NOTHING | {"read": 4}


def test_a_page_that_leads_to_itself_is_seen(server):
    server.answers |= {
        "/": {"version": "HSDS-UK-3.0"},
        "/services": page(service(1), number=1, pages=10, total=10),
    }
    assert broken(read(server)) == "Page 2 of services is page 1 again."
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, {}, b'{"contents": ['), "JSON cannot be read"),
        ((200, {}, b"[" * 200_000), "JSON cannot be read"),
        ((200, {"Content-Type": "text/html"}, b"<p>Hello"), "sends text/html, not JSON"),
        ((200, {}, b'{"services": 3}'), "has no list in it"),
        ((200, {"Content-Length": "900"}, b'{"contents": []}'), "hung up half-way"),
        ((403, {}, b"{}"), "answered 403"),
        ((302, {"Location": "/services"}, b""), "leads on and on"),
        ((302, {"Location": "http://10.0.0.1/services"}, b""), "private network"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "http:// or https://"),
        (None, "There is nothing at"),
    ],
)
def test_an_answer_that_is_no_feed_is_said_plainly(server, answer, why):
    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": answer}
    assert why in broken(read(server))
    assert not Service.objects.exists()


def test_an_answer_that_is_too_large_is_not_taken(server, monkeypatch):
    monkeypatch.setattr(outside, "LARGEST", 100_000)
    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": (200, {}, b" " * 200_000)}
    assert "more than we take" in broken(read(server))


def test_a_feed_that_says_nothing_does_not_keep_us(server, monkeypatch, settings):
    monkeypatch.setattr(outside, "A_WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.FEED_MAY_REACH = [f"127.0.0.1:{port}"]
        run = feeds.read_web(f"http://127.0.0.1:{port}", name="Silent", tell=lambda _run: None)
    assert "took too long" in broken(run)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://224.0.0.1/",
    ],
)
def test_no_feed_is_read_from_a_private_network(url, db):
    run = feeds.read_web(url, name="Inside", tell=lambda _run: None)
    assert "private network" in broken(run)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a:99999/", "ftp://example.org/"])
def test_what_is_no_web_address_is_said_so(url, db):
    assert "address" in broken(feeds.read_web(url, name="Odd", tell=lambda _run: None)).lower()


# --- Files ----------------------------------------------------------------------------------------
def test_a_saved_feed_comes_in_as_a_page_as_a_list_and_a_line_each(tmp_path):
    rows = [service(number) for number in range(1, 4)]
    assert read_file(file_of(tmp_path, page(*rows))).new > 3
    assert figures(read_file(file_of(tmp_path, rows))) == NOTHING | {"read": 3}
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    assert figures(read_file(file_of(tmp_path, lines, "feed.ndjson"))) == NOTHING | {"read": 3}


def test_a_bad_line_is_named_and_the_others_come_in(tmp_path):
    lines = [json.dumps(service(1)), '{"id": "cut', json.dumps(service(2))]
    run = read_file(file_of(tmp_path, "\n".join(lines).encode(), "feed.ndjson"))
    assert list(run.found.values_list("place", "reason")) == [("line 2", "not_an_object")]
    assert Service.objects.count() == 2


def test_a_truncated_file_is_said_so(tmp_path):
    assert "JSON cannot be read" in broken(read_file(file_of(tmp_path, b'{"contents": [')))


@with_samples
def test_one_record_of_each_kind_can_be_brought_from_a_file(tmp_path):
    from tests.hubs.feeds import DATA

    for name in ["service_full", "organization", "service_at_location_full", "taxonomy"]:
        run = feeds.read_file(
            DATA / f"mocks/Default/{name}.json", name=name, tell=lambda _run: None
        )
        assert (run.state, faults(run)) == ("done", set()), name
        assert run.new > 0
    assert ServiceAtLocation.objects.exists()


def test_the_command_reports_what_it_did(tmp_path, capsys):
    path = file_of(tmp_path, page(service(1), service(2, email="nowhere")))
    call_command("import_feed", str(path), "--name", "Town")
    out = capsys.readouterr().out
    assert "row 2" in out
    assert "not an e-mail address" in out
    assert "2 services read" in out
    assert FeedSource.objects.get().name == "Town"


def test_the_command_says_why_it_could_not(tmp_path):
    with pytest.raises(CommandError, match="no file"):
        call_command("import_feed", str(tmp_path / "nothing.json"))
    with pytest.raises(CommandError, match="JSON cannot be read"):
        call_command("import_feed", str(file_of(tmp_path, b"{")))
    with pytest.raises(CommandError, match="private network"):
        call_command("import_feed", "http://127.0.0.1/")
