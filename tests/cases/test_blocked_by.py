"""What stops the right thing: named once, without names, and gathered from everywhere it was seen."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import blocker as blockers
from cases.actions import referral as asks
from cases.actions import review as reviews
from cases.models import ReviewPoint, Sighting
from hubs.actions import blocker as names
from hubs.models import Blocker
from relational.kernel.days import day_in_full
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
LETTERS = {
    "called": "Three missed letters and you are off",
    "kind": "rule",
    "text": "A letter came to the wrong house.",
}


@pytest.fixture
def point(record, amina, bev):
    """Bev and Amina talk about Joe."""
    review = make.review(bev, amina)
    with acting_as(bev):
        reviews.choose(review, by=bev, residents={record.pk})
        return reviews.add_point(review, by=bev, what="The letters.", resident=record)


@pytest.fixture
def elsewhere(sam, world):
    """Martha and Sam, at another hub."""
    martha = make.worker("Martha Quill", world.hillfoot, role="hub_manager")
    with acting_as(martha):
        review = reviews.begin(sam, by=martha)
        return reviews.add_point(review, by=martha, what="Post.")


def address(point: ReviewPoint) -> str:
    return f"/reviews/{point.review_id}/points/{point.pk}/blocked-by/"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_named_from_a_point_it_stands_on_the_page_with_day_and_hub(point, bev, browse):
    here = browse(bev)
    answer = here.post(address(point), LETTERS, follow=True)
    assert f"Named: {LETTERS['called']}." in text_of(answer)
    assert f"Blocked by: {LETTERS['called']}" in text_of(answer)
    (row,) = here.get("/blocked-by/").context["blockers"]
    assert (row.name, row.kind, row.often) == (LETTERS["called"], "A rule", 1)
    assert row.seen == [(f"{day_in_full(timezone.localdate())}, Marsh End Hub", LETTERS["text"])]


def test_a_likely_twin_is_shown_before_it_is_named_a_second_time(
    point, elsewhere, bev, sam, browse
):
    browse(bev).post(address(point), LETTERS)
    here = browse(sam)
    said = {"called": "three letters missed, then off", "kind": "rule", "text": "It came late."}
    asked = here.post(address(elsewhere), said)
    assert asked.status_code == 422
    assert "This may be named already." in text_of(asked)
    assert f"{LETTERS['called']} (a rule)" in text_of(asked)
    assert asked.context["form"]["text"].value() == "It came late."
    with acting_as(sam):
        twin = Blocker.objects.get()
    here.post(address(elsewhere), {**said, "which": twin.pk})
    with acting_as(sam):
        assert Blocker.objects.count() == 1
        assert {sighting.hub.name for sighting in Sighting.objects.all()} == {
            "Marsh End Hub",
            "Hillfoot Hub",
        }


def test_who_says_that_it_is_another_one_names_another(point, elsewhere, bev, sam, browse):
    browse(bev).post(address(point), LETTERS)
    said = {**LETTERS, "called": "Three missed visits and you are off", "which": "another"}
    browse(sam).post(address(elsewhere), said)
    with acting_as(sam):
        assert Blocker.objects.count() == 2


def test_the_same_name_is_the_same_thing_whatever_its_letters(point, elsewhere, bev, sam, browse):
    browse(bev).post(address(point), LETTERS)
    said = {**LETTERS, "called": f" {LETTERS['called'].upper()} ", "kind": ""}
    assert browse(sam).post(address(elsewhere), said).status_code == 302
    with acting_as(sam):
        assert Blocker.objects.count() == 1
        assert Sighting.objects.count() == 2


def test_a_point_meets_the_same_thing_once(point, bev, browse):
    for _click in range(2):
        browse(bev).post(address(point), LETTERS)
    with acting_as(bev):
        assert Sighting.objects.count() == 1
        assert AuditEvent.objects.filter(verb="blocker.seen").count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"called": ""}, "called"),
        ({"called": "x" * 121}, "called"),
        ({"kind": ""}, "kind"),
        ({"kind": "person"}, "kind"),
        ({"text": " "}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"whose": "Nobody we know"}, "whose"),
        ({"which": "not-an-id"}, "which"),
    ],
)
def test_bad_input_names_nothing_and_loses_nothing(said, field, point, bev, browse):
    answer = browse(bev).post(address(point), LETTERS | said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    with acting_as(bev):
        assert not Blocker.objects.exists()


@pytest.mark.parametrize("field", ["called", "text"])
@pytest.mark.parametrize(
    "words",
    [
        "Joe had no letter.",
        "it was joe’s letter",
        "Adeyemi, again",
        "Amina rang.",
        "Bev’s form",
        "Dot, too.",
    ],
)
def test_a_name_of_somebody_is_refused(field, words, point, record, amina, bev, browse):
    make.resident("Dot", by=amina)
    with acting_as(amina):
        make.residents.describe(record, by=amina, full_name="Joseph Adeyemi")
    answer = browse(bev).post(address(point), LETTERS | {field: words})
    assert answer.status_code == 422
    assert "is a name. Say it without names." in text_of(answer)
    with acting_as(bev):
        assert not Blocker.objects.exists()


def test_a_word_that_is_also_somebodys_name_is_a_word(point, amina, bev, browse):
    for name in ["Will", "May", "Art"]:
        make.resident(name, by=amina)
    said = LETTERS | {"text": "They will send it again, it may be lost, an art."}
    assert browse(bev).post(address(point), said).status_code == 302


def test_whose_it_is_can_be_said_as_the_list_knows_it(point, bev, browse):
    near = browse(bev).post(address(point), LETTERS | {"whose": "Wexmuth Council"})
    assert "Is it one of these? Wexmouth Council." in text_of(near)
    browse(bev).post(address(point), LETTERS | {"whose": "wexmouth council"})
    (row,) = browse(bev).get("/blocked-by/").context["blockers"]
    assert row.whose == "Wexmouth Council"


def test_they_stand_by_name_whatever_was_seen_how_often(point, elsewhere, bev, sam, browse):
    for who, at, called in [
        (bev, point, "Zebra form"),
        (sam, elsewhere, "Zebra form"),
        (sam, elsewhere, "apple rule"),
    ]:
        browse(who).post(address(at), LETTERS | {"called": called})
    for who in [bev, sam]:
        page = browse(who).get("/blocked-by/")
        assert [(row.name, row.often) for row in page.context["blockers"]] == [
            ("apple rule", 1),
            ("Zebra form", 2),
        ]


def test_no_worker_and_no_resident_stands_on_the_page(point, bev, sam, browse):
    browse(bev).post(address(point), LETTERS)
    main = text_of(browse(sam).get("/blocked-by/")).split("Skip to main content")[1]
    assert not [name for name in ["Joe", "Amina", "Bev"] if name in main]
    with acting_as(sam):
        assert not ReviewPoint.objects.exists()


def test_the_page_costs_the_same_however_much_was_seen(point, elsewhere, bev, sam, browse):
    here = browse(bev)
    here.post(address(point), LETTERS)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            here.get("/blocked-by/")
        return len(asked)

    cost()
    once = cost()
    browse(sam).post(address(elsewhere), LETTERS)
    browse(sam).post(address(elsewhere), LETTERS | {"called": "Another form", "kind": "form"})
    assert cost() == once


def test_who_works_with_nobody_reads_and_names_none(point, pat, joe, diya, sam, browse):
    for outsider in [pat, joe, diya]:
        assert browse(outsider).get("/blocked-by/").status_code == 403
        with acting_as(outsider):
            assert not Sighting.objects.exists()
            with pytest.raises(PermissionDenied):
                names.name("A rule", "rule", by=outsider)
    with acting_as(sam):
        assert browse(sam).get(address(point)).status_code == 404
        with pytest.raises(PermissionDenied):
            blockers.see(point, by=sam, **LETTERS)


def test_what_was_seen_is_not_changed(point, bev, browse):
    browse(bev).post(address(point), LETTERS)
    for change in [
        lambda: Sighting.objects.update(text="Else."),
        lambda: Blocker.objects.update(name="Else."),
    ]:
        with acting_as(bev), pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_a_name_and_its_kind_are_both_needed(bev):
    for called, kind in [(" ", "rule"), ("A rule", "person")]:
        with acting_as(bev), pytest.raises(ValidationError):
            names.name(called, kind, by=bev)


def test_to_a_signed_review_it_can_still_be_added(point, bev, browse):
    with acting_as(bev):
        review = point.review
        reviews.sign(review, by=bev, seen=reviews.digest_of_all(review), name="Amina")
    assert browse(bev).post(address(point), LETTERS).status_code == 302


def test_what_was_asked_for_and_not_to_be_had_is_named_from_the_list(
    record, amina, pat, bev, world, browse
):
    ask = make.ask(record, by=amina, organisation=world.advice)
    with acting_as(pat):
        asks.answer(ask, "declined", by=pat, reason="full", words="Not before May.")
    here = browse(bev)
    page = here.get(f"/hubs/{world.marsh_end.pk}/asks/").content.decode()
    (query,) = re.findall(r'href="[^"]+/asks/blocked-by/\?([^"]+)"', page)
    to_name = f"/hubs/{world.marsh_end.pk}/asks/blocked-by/"
    form = here.get(f"{to_name}?{query.replace('&amp;', '&')}").context["form"]
    began = form["text"].value()
    assert began == f"We asked for “{ask.to}”. No room now."
    said = {"called": "One adviser for the whole town", "kind": "contract", "text": began}
    for _twice in range(2):
        assert here.post(to_name, said).headers["Location"] == f"/hubs/{world.marsh_end.pk}/asks/"
    (row,) = here.get("/blocked-by/").context["blockers"]
    assert (row.name, row.often, [text for _where, text in row.seen]) == (
        said["called"],
        1,
        [began],
    )


def test_from_the_list_too_nobody_is_named_and_what_was_typed_stays(record, bev, world, browse):
    to_name = f"/hubs/{world.marsh_end.pk}/asks/blocked-by/"
    said = {**LETTERS, "text": "Joe waits for it."}
    answer = browse(bev).post(to_name, said)
    assert answer.status_code == 422
    assert "“Joe” is a name." in text_of(answer)
    assert answer.context["form"]["called"].value() == LETTERS["called"]


@pytest.mark.parametrize("query", ["", "?asked=Repairs&why=nonsense", "?why=full"])
def test_another_query_begins_with_an_empty_sentence(world, bev, browse, query):
    page = browse(bev).get(f"/hubs/{world.marsh_end.pk}/asks/blocked-by/{query}")
    assert not page.context["form"]["text"].value()


def test_the_database_takes_no_sighting_of_a_hub_from_who_does_not_lead_it(world, amina, sam, bev):
    with acting_as(bev):
        blocker = names.name("A form of nine pages", "form", by=bev)
        where = {"blocker": blocker, "seen_on": timezone.localdate(), "text": "Nine pages."}
        Sighting.objects.create(hub=world.marsh_end, **where)
    for who, hub in ((amina, world.marsh_end), (bev, world.hillfoot), (sam, world.hillfoot)):
        with acting_as(who), pytest.raises(ProgrammingError), transaction.atomic():
            Sighting.objects.create(hub=hub, **where)
