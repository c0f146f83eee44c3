"""Every look is logged, once a quarter hour, with its reason."""

import datetime

import pytest
import time_machine

from relational.kernel.models import AccessLog
from relational.kernel.security import acting_as

pytestmark = pytest.mark.django_db
TEN = datetime.datetime(2027, 3, 15, 10, 0, 30, tzinfo=datetime.UTC)


def looks(joe) -> list[tuple[str, str, str, str]]:
    """What Joe reads about who looked."""
    with acting_as(joe):
        return list(
            AccessLog.objects.order_by("pk").values_list(
                "reader_name", "role", "section", "purpose"
            )
        )


def test_each_open_of_the_record_is_one_look(record, amina, joe, browse):
    with time_machine.travel(TEN, tick=False) as clock:
        client = browse(amina)
        for _ in range(3):
            client.get(f"/people/{record.pk}/")
        client.get(f"/people/{record.pk}/promises/")
        client.get(f"/people/{record.pk}/notes/", headers={"HX-Request": "true"})
        assert looks(joe) == [("Amina Yusuf", "practitioner", "record", "walks_with")]
        clock.shift(datetime.timedelta(minutes=15))
        client.get(f"/people/{record.pk}/")
        assert len(looks(joe)) == 2


def test_pretending_to_be_a_part_of_a_page_is_a_look_all_the_same(record, amina, joe, browse):
    browse(amina).get(f"/people/{record.pk}/", headers={"HX-Request": "true"})
    assert len(looks(joe)) == 1


def test_my_people_writes_no_look(record, amina, joe, browse):
    browse(amina).get("/people/")
    assert looks(joe) == []


def test_a_stranger_who_knocks_leaves_no_look_and_finds_no_door(record, sam, joe, browse):
    assert browse(sam).get(f"/people/{record.pk}/").status_code == 404
    assert looks(joe) == []


def test_a_lead_says_why_and_joe_can_read_it(record, bev, joe, browse):
    client = browse(bev)
    answer = client.get(f"/people/{record.pk}/notes/")
    assert answer.url == f"/people/{record.pk}/why/?next=%2Fpeople%2F{record.pk}%2Fnotes%2F"
    assert "Joe" not in client.get(answer.url).content.decode()
    assert looks(joe) == []
    answer = client.post(answer.url, {"purpose": "safety", "reason": "Nobody answered the door."})
    assert answer.url == f"/people/{record.pk}/notes/"
    assert client.get(answer.url).status_code == 200
    assert looks(joe) == [
        ("Bev Archer", "hub_manager", "why", "safety"),
        ("Bev Archer", "hub_manager", "record", "safety"),
    ]
    page = browse(joe).get("/me/").content.decode()
    assert "Bev Archer, hub manager" in page
    assert "Nobody answered the door." in page


@pytest.mark.parametrize("purpose", ["", "curiosity", "walks_with", "own_record"])
def test_a_reason_is_one_of_the_list(purpose, record, bev, joe, browse):
    answer = browse(bev).post(f"/people/{record.pk}/why/", {"purpose": purpose})
    assert answer.status_code == 422
    assert looks(joe) == []


def test_a_reason_holds_for_an_hour(record, bev, browse):
    with time_machine.travel(TEN, tick=False) as clock:
        client = browse(bev)
        client.post(f"/people/{record.pk}/why/", {"purpose": "support"})
        clock.shift(datetime.timedelta(minutes=50))
        assert client.get(f"/people/{record.pk}/").status_code == 200
        clock.shift(datetime.timedelta(minutes=20))  # looking does not stretch it
        assert client.get(f"/people/{record.pk}/").status_code == 302


def test_the_way_on_after_a_reason_leads_to_no_other_site(record, bev, browse):
    answer = browse(bev).post(
        f"/people/{record.pk}/why/?next=https://example.org/", {"purpose": "support"}
    )
    assert answer.url == f"/people/{record.pk}/"


def test_printing_is_a_look_of_its_own_and_joe_reads_that_it_was(record, amina, joe, browse):
    client = browse(amina)
    client.get(f"/people/{record.pk}/")
    for layout in ["bag", "large", "easy"]:
        client.get(f"/people/{record.pk}/print/?as={layout}")
    assert looks(joe) == [
        ("Amina Yusuf", "practitioner", "record", "walks_with"),
        ("Amina Yusuf", "practitioner", "print", "walks_with"),
    ]
    whys = [look.why for look in browse(joe).get("/me/").context["looks"]]
    assert whys == ["Printed it. Walks with them", "Walks with them"]


def test_a_lead_who_prints_says_why_first_and_the_layout_is_kept(record, bev, joe, browse):
    client = browse(bev)
    answer = client.get(f"/people/{record.pk}/print/?as=large")
    assert "large" in answer.url
    answer = client.post(answer.url, {"purpose": "safety", "reason": "Off to hospital."})
    assert answer.url == f"/people/{record.pk}/print/?as=large"
    assert client.get(answer.url).status_code == 200
    assert looks(joe)[-1] == ("Bev Archer", "hub_manager", "print", "safety")
    page = browse(joe).get("/me/").content.decode()
    assert "Printed it. Somebody may not be safe. Off to hospital." in page


def test_a_stranger_prints_nothing_and_leaves_no_look(record, sam, joe, browse):
    assert browse(sam).get(f"/people/{record.pk}/print/").status_code == 404
    assert browse(sam).get("/me/print/").status_code == 404
    assert looks(joe) == []


def test_joes_own_printing_is_logged_too(record, joe, browse):
    browse(joe).get("/me/print/")
    assert looks(joe) == [("Joe", "resident", "print", "own_record")]
    assert browse(joe).get("/me/").context["looks"] == []


def test_joes_own_look_is_logged_too(record, joe, browse):
    browse(joe).get("/me/")
    assert looks(joe) == [("Joe", "resident", "me", "own_record")]
