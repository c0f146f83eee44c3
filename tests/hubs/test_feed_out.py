"""Feed out: whole, by the standard, open to everybody, and the same again after a round trip."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs.actions import directory
from hubs.actions import feed as feeds
from hubs.models import Location, Organisation, Service
from relational.kernel.security import acting_as
from tests.hubs.feeds import DATA, service, with_samples

pytestmark = pytest.mark.django_db

API = "/api/oruk/"


def bring(tmp_path, *rows, name="Town"):
    path = tmp_path / f"{uuid.uuid4()}.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return feeds.read_file(path, name=name, tell=lambda _run: None)


def validator(name):
    from jsonschema import Draft202012Validator

    schema = json.loads((DATA / f"V3.0-UK/{name}.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture
def street(browse):
    return browse()


@pytest.fixture
def town(tmp_path):
    return bring(tmp_path, *[service(number) for number in range(1, 8)])


def lines(client, path="services", **query) -> list[dict]:
    answer = client.get(API + path, {"format": "ndjson"} | query)
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


# --- By the standard ------------------------------------------------------------------------------
@with_samples
def test_root_lists_and_records_are_as_the_schemas_want_them(street, town):
    names = {
        "services": "service",
        "service_at_locations": "service_at_location",
        "taxonomy_terms": "taxonomy_term",
    }
    validator("api_details").validate(street.get(API).json())
    for path, name in names.items():
        for query in ({}, {"full": "true"}, {"per_page": 2, "page": 2}, {"search": "nothing"}):
            answer = street.get(API + path, query)
            assert answer.status_code == 200
            validator(f"{name}_list").validate(answer.json())
        for row in street.get(API + path).json()["contents"]:
            validator(name).validate(street.get(f"{API}{path}/{row['id']}").json())
    for row in lines(street):
        validator("service").validate(row)
    for row in street.get(API + "organizations").json()["contents"]:
        validator("organization").validate(street.get(f"{API}organizations/{row['id']}").json())


@with_samples
def test_what_came_from_the_sample_is_published_as_it_came(street, tmp_path):
    said = json.loads((DATA / "mocks/Default/service_full.json").read_text())
    bring(tmp_path, said)
    ours = street.get(f"{API}services/{said['id']}").json()
    validator("service").validate(ours)
    assert ours == said


def test_a_list_is_walked_page_by_page(street, town):
    first = street.get(API + "services", {"per_page": 3}).json()
    contents = first.pop("contents")
    assert first == {
        "total_items": 7,
        "total_pages": 3,
        "page_number": 1,
        "size": 3,
        "first_page": True,
        "last_page": False,
        "empty": False,
    }
    last = street.get(API + "services", {"per_page": 3, "page": 3}).json()
    assert (last["last_page"], last["size"]) == (True, 1)
    beyond = street.get(API + "services", {"per_page": 3, "page": 4}).json()
    assert (beyond["empty"], beyond["contents"]) == (True, [])
    assert "schedules" not in contents[0]
    full = street.get(API + "services", {"per_page": 1, "full": "true"}).json()
    assert len(full["contents"][0]["schedules"]) == 2
    assert set(street.get(API + "services", {"minimal": "true"}).json()["contents"][0]) == {
        *("id", "name", "status", "last_modified")
    }


def test_a_round_trip_gives_the_same_field_for_field(street, tmp_path, world):
    rows = [service(number, colour={"of": "the door"}) for number in range(1, 6)]
    bring(tmp_path, *rows)
    Service.objects.create(name="Ours", organization=world.advice, description="Made here")
    ours = lines(street)
    organisations = street.get(API + "organizations", {"full": "true"}).json()
    with connection.cursor() as cursor:  # another hub, with nothing in it
        cursor.execute("set constraints all immediate")
        cursor.execute("truncate hubs_feedsource, hubs_organisation, hubs_location cascade")
    run = bring(tmp_path, *ours)
    assert (run.state, run.faults) == ("done", 0)
    assert lines(street) == ours
    again = street.get(API + "organizations", {"full": "true"}).json()
    known = {row["id"]: row for row in organisations["contents"]}
    assert all(known[row["id"]] == row for row in again["contents"])
    # What came is what was published.
    assert [row for row in ours if row["name"] != "Ours"] == rows


# --- Asked for ------------------------------------------------------------------------------------
def names(client, **query) -> set[str]:
    return {row["name"] for row in client.get(API + "services", query).json()["contents"]}


def test_filters_combine_with_and(street, tmp_path):
    term = {
        "id": str(uuid.uuid4()),
        "name": "Food",
        "description": "Food",
        "taxonomy_id": str(uuid.uuid4()),
    }

    def food():
        return {"attributes": [{"id": str(uuid.uuid4()), "taxonomy_term": term}]}

    bring(tmp_path, service(1), service(2, **food()), service(3, name="Soup", **food()))
    group = service(2)["organization"]["id"]
    assert names(street, search="warm") == {"Warm room 1", "Warm room 2"}
    assert names(street, search="room warm 2") == {"Warm room 2"}
    assert names(street, search="quay 3") == {"Soup"}
    assert names(street, taxonomy_term_id=term["id"]) == {"Warm room 2", "Soup"}
    assert names(street, taxonomy_id=term["taxonomy_id"], search="soup") == {"Soup"}
    assert names(street, taxonomy_term_id=str(uuid.uuid4())) == set()
    assert names(street, organization_id=group) == {"Warm room 2"}
    assert names(street, organization_id=group, search="soup") == set()
    assert names(street, modified_after="2020-01-01") == {"Warm room 1", "Warm room 2", "Soup"}
    assert names(street, modified_after="2099-01-01T00:00:00Z") == set()


@pytest.mark.parametrize(
    "query",
    [
        {"page": "two"},
        {"page": "0"},
        {"page": "-1"},
        {"per_page": "²"},
        {"taxonomy_term_id": "food"},
        {"organization_id": "1"},
        {"modified_after": "lately"},
        {"modified_after": "2026-02-31"},
        {"format": "xml"},
    ],
)
def test_a_question_that_is_unclear_is_answered_in_words(street, query):
    answer = street.get(API + "services", query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert next(iter(query)) in answer.json()["title"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_nearness_is_not_pretended(street):
    assert street.get(API + "service_at_locations", {"postcode": "WX1 1AA"}).status_code == 400


def test_every_site_may_read_it_and_nobody_may_write(street, town):
    for path in ["", "services", "taxonomies", f"services/{service(1)['id']}"]:
        assert street.get(API + path)["Access-Control-Allow-Origin"] == "*"
    assert street.post(API + "services", {}).status_code == 405
    assert street.options(API + "services").status_code == 204
    missing = street.get(f"{API}services/{uuid.uuid4()}")
    assert (missing.status_code, missing["Access-Control-Allow-Origin"]) == (404, "*")


def test_what_did_not_change_is_not_sent_again(street, town, amina):
    path = f"{API}services/{service(1)['id']}"
    first = street.get(path)
    assert street.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert (
        street.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    )
    with acting_as(amina):
        directory.correct(Service.objects.get(pk=service(1)["id"]), by=amina, fees="A pound")
    again = street.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["fees"]) == (200, "A pound")


def test_statements_do_not_grow_with_a_page(street, town):
    def statements(**query):
        with CaptureQueriesContext(connection) as made:
            street.get(API + "services", query)
        return len(made)

    assert statements(per_page=1) == statements(per_page=7)
    assert statements(per_page=1, full="true") == statements(per_page=7, full="true")


# --- What is not published ------------------------------------------------------------------------
def test_what_left_its_feed_is_not_published(street, tmp_path):
    bring(tmp_path, service(1), service(2))
    bring(tmp_path, service(1))
    assert names(street) == {"Warm room 1"}
    assert street.get(f"{API}services/{service(2)['id']}").status_code == 404
    assert len(lines(street)) == 1


def test_somebodys_home_is_never_published(street, town, amina):
    home = Location.objects.get(pk=service(1)["service_at_locations"][0]["location"]["id"])
    with acting_as(amina):
        directory.correct(home, by=amina, somebodys_home=True)
    at = service(1)["service_at_locations"][0]["id"]
    for path, query in [
        (f"services/{service(1)['id']}", {}),
        (f"service_at_locations/{at}", {}),
        ("service_at_locations", {"per_page": 500}),
        ("service_at_locations", {"per_page": 500, "full": "true"}),
        (f"organizations/{service(1)['organization']['id']}", {}),
    ]:
        answer = street.get(API + path, query).json()
        rows = [row for row in answer.get("contents", [answer]) if str(home.pk) in json.dumps(row)]
        assert rows, path
        for row in rows:
            said = json.dumps(row)
            assert "Quay Street" not in said, path
            assert "51.5" not in said, path
            assert "net loft" not in said, path
    assert "A ramp" in json.dumps(street.get(f"{API}services/{service(1)['id']}").json())


def test_what_somebody_at_work_only_named_for_a_circle_is_not_published(street, town, amina):
    with acting_as(amina):
        named = directory.name("Aunt Dilys’s Thursday table", "community_group", by=amina)
    assert str(named.pk) not in street.get(API + "organizations").content.decode()
    assert street.get(f"{API}organizations/{named.pk}").status_code == 404
    assert street.get(f"/directory/{named.pk}/").status_code == 404


def test_what_people_at_work_know_stays_here(street, town, amina):
    warm = Service.objects.get(pk=service(1)["id"])
    with acting_as(amina):
        directory.correct(warm, by=amina, local_note="Ask for Rita", capacity="waitlist")
        directory.know(warm, by=amina)
    assert "Rita" not in json.dumps(lines(street))
    assert Organisation.objects.filter(services=warm).exists()
