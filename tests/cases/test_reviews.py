"""Caseload reviews: two people at one screen, theirs alone, signed by both; never a ranking."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import access
from cases.actions import review as reviews
from cases.models import Connection, Reminder, Review, ReviewPerson, ReviewPoint
from hubs.models import Membership
from relational.kernel import outbox
from relational.kernel.models import AccessLog, AuditEvent, Letter
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SOON = datetime.timedelta(days=3)


@pytest.fixture
def gwen(world):
    """She works beside Amina."""
    return make.worker("Gwen Pritchard", world.marsh_end, team=world.quay)


@pytest.fixture
def martha(world):
    """She leads another hub."""
    return make.worker("Martha Quill", world.hillfoot, role="hub_manager")


@pytest.fixture
def review(amina, bev):
    return make.review(bev, amina)


@pytest.fixture
def about_joe(review, record, bev):
    """Joe is chosen to talk about."""
    with acting_as(bev):
        reviews.choose(review, by=bev, residents={record.pk})
    return record


def add(review, by, **said) -> ReviewPoint:
    with acting_as(by):
        return reviews.add_point(review, by=by, **({"what": "The letters."} | said))


def sign(review, by, **said) -> Review:
    with acting_as(by):
        return reviews.sign(review, by=by, seen=reviews.digest_of_all(review), **said)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- Beginning ------------------------------------------------------------------------------------


def test_bev_begins_with_amina_who_is_told_in_neutral_words(amina, bev, browse):
    answer = browse(bev).post("/reviews/new/", {"worker": amina.pk})
    with acting_as(amina):
        review = Review.objects.get()
        assert answer["Location"] == f"/reviews/{review.pk}/"
    outbox.deliver(timezone.now().replace(hour=12) + datetime.timedelta(days=1))
    (letter,) = mail.outbox
    assert letter.to == ["amina@demo.example"]
    assert letter.subject == "Sitting down together"
    assert f"/reviews/{review.pk}/" in letter.body
    assert "a review with you was begun." in text_of(browse(amina).get("/today/"))


def test_beginning_twice_goes_on_with_the_one_under_way(amina, bev, review):
    assert make.review(bev, amina) == review


@pytest.mark.parametrize("who", ["bev", "sam", "pat", "nobody"])
def test_a_manager_sits_down_only_with_whom_she_leads(who, bev, sam, pat, browse):
    worker = {"bev": bev.pk, "sam": sam.pk, "pat": pat.pk, "nobody": ""}[who]
    answer = browse(bev).post("/reviews/new/", {"worker": worker})
    assert answer.status_code == 422
    if worker:
        with acting_as(bev), pytest.raises(PermissionDenied):
            reviews.begin({"bev": bev, "sam": sam, "pat": pat}[who], by=bev)


def test_a_practitioner_begins_none(amina, gwen, browse):
    assert browse(amina).get("/reviews/new/").status_code == 403
    with acting_as(amina), pytest.raises(PermissionDenied):
        reviews.begin(gwen, by=amina)


def test_who_leads_nobody_yet_is_told_so(martha, browse):
    assert "Nobody walks with people at your hub yet." in text_of(
        browse(martha).get("/reviews/new/")
    )


# --- Who reads ------------------------------------------------------------------------------------

ADDRESSES = [
    "",
    "people/",
    "points/",
    "points/{point}/",
    "points/{point}/blocked-by/",
    "sign/",
    "print/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_two_read_it(address, review, bev, amina, request, browse):
    point = add(review, bev)
    path = f"/reviews/{review.pk}/{address.format(point=point.pk)}"
    found = {
        name: browse(request.getfixturevalue(name)).get(path).status_code
        for name in ["bev", "amina", "gwen", "martha", "sam", "pat", "carol", "diya", "joe"]
    }
    assert found == {
        **dict.fromkeys(["bev", "amina"], 200),
        **dict.fromkeys(["gwen", "martha", "sam"], 404),
        **dict.fromkeys(["pat", "carol", "diya", "joe"], 403),
    }


def test_the_database_shows_it_to_the_two_alone(review, about_joe, bev, request):
    add(review, bev, resident=about_joe)
    tables = ["review", "reviewperson", "reviewpoint"]
    found = {}
    for name in ["bev", "amina", "gwen", "martha", "diya", "joe"]:
        with acting_as(request.getfixturevalue(name)), connection.cursor() as cursor:
            counts = []
            for table in tables + [f"{each}event" for each in tables]:
                cursor.execute(f"select count(*) > 0 from cases_{table}")
                counts.append(cursor.fetchone()[0])
            found[name] = all(counts) if any(counts) else None
    assert found == dict.fromkeys(["bev", "amina"], True) | dict.fromkeys(
        ["gwen", "martha", "diya", "joe"]
    )


def test_a_privacy_officer_reads_the_trail_and_nothing_said(review, about_joe, bev, diya):
    add(review, bev, resident=about_joe)
    with acting_as(diya):
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"review.begun", "review.talks_about", "review.point_written"} <= verbs
        assert not Review.objects.exists()


def test_who_no_longer_works_here_reads_it_no_more(review, amina, browse):
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=TODAY())
        assert not Review.objects.exists()
    assert browse(amina).get(f"/reviews/{review.pk}/").status_code == 403


def test_nobody_begins_one_in_anothers_name(bev, amina, world):
    with acting_as(amina), pytest.raises(ProgrammingError), transaction.atomic():
        Review.objects.create(manager=bev, worker=amina, hub=world.marsh_end)


def test_the_list_has_ones_own_by_the_workers_name(amina, gwen, bev, martha, browse):
    for worker in [gwen, amina]:
        make.review(bev, worker)
    page = browse(bev).get("/reviews/")
    assert [row.who for row in page.context["reviews"]] == ["Amina Yusuf", "Gwen Pritchard"]
    assert [seat.who for seat in page.context["seats"]] == ["Amina Yusuf", "Gwen Pritchard"]
    assert [row.who for row in browse(amina).get("/reviews/").context["reviews"]] == ["Bev Archer"]
    assert "With whom?" not in text_of(browse(amina).get("/reviews/"))
    assert browse(martha).get("/reviews/").context["reviews"] == []


def test_no_page_counts_reviews_or_points_by_worker(amina, gwen, bev, browse):
    for worker in [amina, gwen]:
        add(make.review(bev, worker), bev, action="Ring them.")
    for address in ["/reviews/", "/reviews/new/", "/today/", "/blocked-by/"]:
        with CaptureQueriesContext(connection) as asked:
            browse(bev).get(address)
        assert [query["sql"] for query in asked if "GROUP BY" in query["sql"]] == []


def test_pages_cost_the_same_however_much_stands_on_them(review, about_joe, bev, amina, browse):
    here = browse(bev)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert here.get(address).status_code == 200
        return len(asked)

    addresses = [f"/reviews/{review.pk}/", f"/reviews/{review.pk}/sign/", "/reviews/"]
    add(review, bev, resident=about_joe, action="Ring them.")
    for address in addresses:
        here.get(address)
    once = [cost(address) for address in addresses]
    for _more in range(3):
        add(review, bev, resident=about_joe, action="Ring them.")
    assert [cost(address) for address in addresses] == once


# --- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["how_are_you", "went_well"])
def test_either_writes_and_both_read(field, review, bev, amina, browse):
    for who, words in [(bev, "Tired."), (amina, "Tired, and glad.")]:
        here = browse(who)
        seen = here.get(f"/reviews/{review.pk}/").context[field]["seen"].value()
        answer = here.post(f"/reviews/{review.pk}/", {field: words, "seen": seen}, follow=True)
        assert "Saved." in text_of(answer)
        assert words in text_of(browse(bev).get(f"/reviews/{review.pk}/"))


def test_two_who_write_at_once_lose_nothing(review, bev, amina, browse):
    address = f"/reviews/{review.pk}/"
    seen = browse(bev).get(address).context["how_are_you"]["seen"].value()
    browse(amina).post(address, {"how_are_you": "Tired.", "seen": seen})
    here = browse(bev)
    answer = here.post(address, {"how_are_you": "She is fine.", "seen": seen})
    assert answer.status_code == 422
    assert "Other words were saved here meanwhile." in text_of(answer)
    assert "Tired." in text_of(answer)
    assert "She is fine." in text_of(answer)
    again = answer.context["how_are_you"]["seen"].value()
    here.post(address, {"how_are_you": "Tired; Bev thinks fine.", "seen": again})
    with acting_as(amina):
        assert Review.objects.get().how_are_you == "Tired; Bev thinks fine."


def test_too_many_words_come_back(review, bev, browse):
    answer = browse(bev).post(f"/reviews/{review.pk}/", {"went_well": "x" * 2001})
    assert answer.status_code == 422
    assert list(answer.context["went_well"].errors) == ["went_well"]


# --- Whom they talk about -------------------------------------------------------------------------


def test_they_choose_of_the_workers_people_whom_both_may_see(
    review, record, amina, gwen, bev, browse
):
    make.resident("Leroy", by=gwen)
    kept = make.resident("Dot", by=amina)
    with acting_as(amina):
        make.NotThisPerson.objects.create(resident=kept, user=bev, reason="Her aunt.", author=amina)
    for who in [bev, amina]:
        form = browse(who).get(f"/reviews/{review.pk}/people/").context["form"]
        assert [name for _key, name in form.fields["residents"].choices] == ["Joe"]
    address = f"/reviews/{review.pk}/people/"
    assert browse(bev).post(address, {"residents": [kept.pk]}).status_code == 422
    with acting_as(bev), pytest.raises(ValidationError):
        reviews.choose(review, by=bev, residents={kept.pk})
    assert browse(bev).post(address, {"residents": [record.pk]}).status_code == 302
    assert "Talk about Joe" in text_of(browse(bev).get(f"/reviews/{review.pk}/"))
    browse(bev).post(address, {})
    assert "Talk about Joe" not in text_of(browse(bev).get(f"/reviews/{review.pk}/"))
    with acting_as(amina):
        assert ReviewPerson.objects.count() == 1  # left out, not deleted


def test_opening_a_record_is_a_look_to_support_who_walks_with_them(
    review, about_joe, bev, joe, browse
):
    here = browse(bev)
    opened = here.post(f"/reviews/{review.pk}/people/{about_joe.pk}/open/")
    assert opened["Location"] == f"/people/{about_joe.pk}/"
    assert here.get(opened["Location"]).status_code == 200
    with acting_as(joe):
        look = AccessLog.objects.get(section=access.SAYING_WHY)
        assert (look.purpose, look.reason) == ("support", "Sat down with Amina.")


def test_amina_opens_the_record_as_always(review, about_joe, amina, joe, browse):
    browse(amina).post(f"/reviews/{review.pk}/people/{about_joe.pk}/open/")
    with acting_as(joe):
        assert not AccessLog.objects.filter(section=access.SAYING_WHY).exists()


def test_only_who_is_chosen_is_opened_from_here(review, record, bev, browse):
    path = f"/reviews/{review.pk}/people/{record.pk}/open/"
    assert browse(bev).post(path).status_code == 404
    assert browse(bev).get(path).status_code == 405


def test_joe_sees_that_the_two_read_what_they_said_about_him(
    review, about_joe, bev, amina, joe, browse
):
    for who in [bev, amina]:
        browse(who).get(f"/reviews/{review.pk}/")
    with acting_as(joe):
        looks = AccessLog.objects.filter(section=access.REVIEW)
        assert set(looks.values_list("reader", "purpose")) == {
            (bev.pk, "support"),
            (amina.pk, "walks_with"),
        }
    browse(bev).get(f"/reviews/{review.pk}/print/")
    with acting_as(joe):
        assert AccessLog.objects.filter(section=access.PRINT, reader=bev).exists()


def test_a_look_is_left_at_whom_a_point_names_though_they_are_left_out(
    review, about_joe, bev, joe, browse
):
    add(review, bev, resident=about_joe)
    with acting_as(bev):
        reviews.choose(review, by=bev, residents=set())
    browse(bev).get(f"/reviews/{review.pk}/")
    with acting_as(joe):
        assert AccessLog.objects.filter(section=access.REVIEW, reader=bev).exists()


def test_when_sight_ends_the_name_goes_and_the_words_stay(review, about_joe, bev, amina, browse):
    add(review, bev, resident=about_joe, what="The damp.")
    with acting_as(amina):
        Connection.objects.filter(resident=about_joe).update(until=timezone.now())
    for who in [bev, amina]:
        page = text_of(browse(who).get(f"/reviews/{review.pk}/"))
        assert "Joe" not in page
        assert "The damp." in page
        assert "Somebody you do not see now" in page


def test_who_must_not_see_somebody_reads_no_word_of_it(review, about_joe, bev, amina, browse):
    add(review, bev, resident=about_joe, what="The damp.")
    with acting_as(amina):
        make.NotThisPerson.objects.create(
            resident=about_joe, user=bev, reason="An aunt.", author=amina
        )
    assert "The damp." not in text_of(browse(bev).get(f"/reviews/{review.pk}/"))
    assert "The damp." in text_of(browse(amina).get(f"/reviews/{review.pk}/"))


# --- Points ---------------------------------------------------------------------------------------


def test_what_is_to_be_done_is_the_managers_unless_said(review, bev, amina, browse):
    here = browse(amina)
    form = here.get(f"/reviews/{review.pk}/points/").context["form"]
    assert form["who"].value() == str(bev.pk)
    for said in [{}, {"who": amina.pk}, {"who": bev.pk}]:
        here.post(f"/reviews/{review.pk}/points/", {"what": "Rota", "action": "Ring", **said})
    with acting_as(amina):
        points = ReviewPoint.objects.order_by("made_at")
        assert [point.who for point in points] == [bev, amina, bev]


def test_a_point_needs_nothing_but_what_it_is_about(review, bev, browse):
    answer = browse(bev).post(f"/reviews/{review.pk}/points/", {"what": "Endings"}, follow=True)
    assert "Written down." in text_of(answer)
    with acting_as(bev):
        assert ReviewPoint.objects.get().who is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "what"),
        ({"what": " "}, "what"),
        ({"what": "x" * 2001}, "what"),
        ({"what": "Rota", "action": "Ring", "who": "somebody"}, "who"),
        ({"what": "Rota", "action": "Ring", "due": "2020-01-01"}, "due"),
        ({"what": "Rota", "action": "Ring", "due": "soon"}, "due"),
        ({"what": "Rota", "due": "2099-01-01"}, "action"),
        ({"what": "Rota", "resident": "not-an-id"}, "resident"),
    ],
)
def test_bad_input_writes_no_point_and_loses_nothing(said, field, review, about_joe, bev, browse):
    answer = browse(bev).post(f"/reviews/{review.pk}/points/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    with acting_as(bev):
        assert not ReviewPoint.objects.exists()


def test_neither_a_stranger_nor_somebody_not_chosen_comes_into_a_point(review, record, bev, sam):
    for said in [{"resident": record}, {"action": "Ring", "who": sam}]:
        with pytest.raises(ValidationError):
            add(review, bev, **said)


def test_a_double_click_writes_one_point(review, bev, browse):
    here = browse(bev)
    key = str(here.get(f"/reviews/{review.pk}/points/").context["form"]["key"].value())
    for _click in range(2):
        here.post(f"/reviews/{review.pk}/points/", {"what": "Rota", "key": key})
    with acting_as(bev):
        assert ReviewPoint.objects.count() == 1


def test_a_point_is_changed_until_both_have_signed(review, bev, amina, browse):
    point = add(review, bev, action="Ring them.")
    here, address = browse(amina), f"/reviews/{review.pk}/points/{point.pk}/"
    form = here.get(address).context["form"]
    assert form["action"].value() == "Ring them."
    seen = form["seen"].value()
    said = {"what": "The rota.", "action": "Write.", "who": amina.pk, "seen": seen}
    assert here.post(address, said).status_code == 302
    late = browse(bev).post(address, {"what": "Something else.", "seen": seen})
    assert late.status_code == 422
    assert "Somebody changed this meanwhile." in text_of(late)
    with acting_as(bev):
        changed = ReviewPoint.objects.get()
        assert (changed.what, changed.action, changed.who) == ("The rota.", "Write.", amina)


def test_a_point_of_another_review_is_not_here(review, bev, amina, gwen, browse):
    other = add(make.review(bev, gwen), bev)
    path = f"/reviews/{review.pk}/points/{other.pk}/"
    assert browse(bev).get(path).status_code == 404
    assert browse(bev).post(f"{path}kept/").status_code == 404


# --- Signing --------------------------------------------------------------------------------------


def test_each_signs_with_their_own_hand(review, bev, amina, browse):
    here, address = browse(bev), f"/reviews/{review.pk}/sign/"
    seen = here.get(address).context["form"]["seen"].value()
    assert "Signed." in text_of(here.post(address, {"seen": seen}, follow=True))
    with acting_as(amina):
        (letter,) = Letter.objects.filter(kind="review_to_sign")
        assert (letter.to, letter.about_id) == (amina, review.pk)
    theirs = browse(amina)
    page = theirs.get(address)
    assert "name" not in page.context["form"].fields
    theirs.post(address, {"seen": page.context["form"]["seen"].value()})
    with acting_as(amina):
        signed = Review.objects.get()
        assert signed.is_signed
        assert signed.signed == ""
    page = text_of(here.get(f"/reviews/{review.pk}/"))
    assert "Bev signed today. Amina signed today." in page
    assert here.get(address).status_code == 302


def test_at_one_screen_the_worker_signs_by_her_own_name_and_hears_of_it(review, bev, amina, browse):
    here, address = browse(bev), f"/reviews/{review.pk}/sign/"
    seen = here.get(address).context["form"]["seen"].value()
    wrong = here.post(address, {"seen": seen, "name": "Bev"})
    assert wrong.status_code == 422
    assert "Only Amina signs here, by their own name." in text_of(wrong)
    here.post(address, {"seen": seen, "name": " amina "})
    with acting_as(amina):
        signed = Review.objects.get()
        assert (signed.is_signed, signed.signed) == (True, "amina")
        assert Letter.objects.filter(kind="review_signed").count() == 1
    assert "Amina signed today, by name, at Bev’s screen." in text_of(
        browse(amina).get(f"/reviews/{review.pk}/")
    )


def test_nobody_signs_what_they_have_not_read(review, bev, amina, browse):
    here, address = browse(bev), f"/reviews/{review.pk}/sign/"
    seen = here.get(address).context["form"]["seen"].value()
    add(review, amina, what="Endings.")
    answer = here.post(address, {"seen": seen})
    assert answer.status_code == 422
    assert "Something was written meanwhile." in text_of(answer)
    assert "Endings." in text_of(answer)
    again = answer.context["form"]["seen"].value()
    assert here.post(address, {"seen": again}).status_code == 302
    assert browse(amina).post(address, {}).status_code == 422


def test_what_changes_after_one_signed_is_signed_again(review, bev, amina):
    sign(review, bev)
    add(review, amina)
    with acting_as(bev):
        assert Review.objects.get().manager_signed_at is None


def test_who_is_left_out_takes_a_signature_back_and_saving_the_same_does_not(
    review, about_joe, bev, amina
):
    sign(review, bev)
    with acting_as(amina):
        reviews.write(review, by=amina, field="went_well", text="", seen="")
        reviews.choose(review, by=amina, residents={about_joe.pk})
        assert Review.objects.get().manager_signed_at is not None
        reviews.choose(review, by=amina, residents=set())
        assert Review.objects.get().manager_signed_at is None


def test_signing_twice_is_signing(review, bev, amina):
    sign(review, bev, name="Amina")
    before = sign(review, bev).worker_signed_at
    assert sign(review, amina).worker_signed_at == before


def test_a_signed_review_is_not_changed_but_added_to(review, about_joe, bev, amina, browse):
    point = add(review, bev, action="Ring them.")
    sign(review, bev, name="Amina")
    here = browse(amina)
    refused = here.post(f"/reviews/{review.pk}/", {"how_are_you": "Well."})
    assert refused.status_code == 422
    assert "Add to it instead." in text_of(refused)
    for address, said in [
        ("people/", {}),
        (f"points/{point.pk}/", {"what": "Else.", "seen": reviews.digest_of(point)}),
    ]:
        assert here.post(f"/reviews/{review.pk}/{address}", said).status_code == 422
    here.post(f"/reviews/{review.pk}/points/", {"what": "And thanks.", "action": "Bring cake."})
    page = text_of(here.get(f"/reviews/{review.pk}/"))
    assert "And thanks." in page
    assert "Amina added this today." in page
    with acting_as(amina):
        assert ReviewPoint.objects.get(action="Bring cake.").who == amina
        assert Review.objects.get().is_signed


def test_nobody_agrees_for_somebody_else_afterwards(review, bev, amina):
    sign(review, bev, name="Amina")
    with pytest.raises(ValidationError):
        add(review, bev, action="Ring them.", who=amina)


@pytest.mark.parametrize("what", ["words", "signature", "point", "person"])
def test_the_database_itself_keeps_what_was_signed(what, review, about_joe, bev):
    add(review, bev)
    sign(review, bev, name="Amina")
    with acting_as(bev), pytest.raises(IntegrityError), transaction.atomic():
        if what == "words":
            Review.objects.update(how_are_you="Fine.")
        elif what == "signature":
            Review.objects.update(worker_signed_at=None)
        elif what == "point":
            ReviewPoint.objects.update(what="Nothing.")
        else:
            ReviewPerson.objects.update(chosen=False)


# --- What is done ---------------------------------------------------------------------------------


def test_what_amina_does_for_joe_becomes_a_promise_once_both_have_signed(
    review, about_joe, bev, amina, joe, browse
):
    add(review, bev, resident=about_joe, action="Go with him.", who=amina, due=TODAY() + SOON)
    with acting_as(joe):
        assert not Reminder.objects.exists()
    sign(review, bev, name="Amina")
    with acting_as(joe):
        promise = Reminder.objects.get()
        assert (promise.by, promise.what, promise.due) == (amina, "Go with him.", TODAY() + SOON)
        assert AuditEvent.objects.filter(verb="promise.made", resident_id=about_joe.pk).exists()
    assert [row.what for row in browse(amina).get("/today/").context["soon"]] == ["Go with him."]
    assert browse(amina).get("/today/").context["from_reviews"] == []


@pytest.mark.parametrize("why", ["the manager's", "about nobody", "no day"])
def test_everything_else_stays_an_action_of_the_review(why, review, about_joe, bev, amina, browse):
    said = {"resident": about_joe, "who": amina, "due": TODAY() + SOON}
    said |= {
        "the manager's": {"who": bev},
        "about nobody": {"resident": None},
        "no day": {"due": None},
    }[why]
    who = said["who"]
    add(review, bev, action="Ring them.", **said)
    assert browse(who).get("/today/").context["from_reviews"] == []  # not agreed yet
    sign(review, bev, name="Amina")
    (row,) = browse(who).get("/today/").context["from_reviews"]
    assert row.what == "Ring them."
    with acting_as(bev):
        assert not Reminder.objects.exists()


def test_a_day_that_passed_before_both_signed_promises_nothing(review, about_joe, bev, amina):
    point = add(review, bev, resident=about_joe, action="Go.", who=amina, due=TODAY())
    with acting_as(bev):
        ReviewPoint.objects.filter(pk=point.pk).update(due=TODAY() - SOON)
    sign(review, bev, name="Amina")
    with acting_as(bev):
        assert not Reminder.objects.exists()


def test_on_today_bev_sees_what_she_promised_and_says_that_it_is_done(review, bev, amina, browse):
    point = add(review, bev, action="Take the duty phone.")
    here = browse(bev)
    early = here.post(f"/reviews/{review.pk}/points/{point.pk}/kept/", follow=True)
    assert "once you have both signed" in text_of(early)
    sign(review, bev, name="Amina")
    page = text_of(here.get("/today/"))
    assert "What did I say when we sat down?" in page
    assert "Take the duty phone." in page
    path = f"/reviews/{review.pk}/points/{point.pk}/kept/"
    assert browse(amina).post(path).status_code == 403
    assert here.post(path, {"back": "today"})["Location"] == "/today/"
    assert here.post(path).status_code == 302  # twice is once
    assert "What did I say when we sat down?" not in text_of(here.get("/today/"))
    with acting_as(bev):
        assert AuditEvent.objects.filter(verb="review.action_kept").count() == 1


def test_beside_who_carries_what_stands_what_the_manager_promised(review, bev, world, browse):
    add(review, bev, action="Take the duty phone.")
    sign(review, bev, name="Amina")
    page = browse(bev).get(f"/hubs/{world.marsh_end.pk}/caseloads/")
    assert [row.what for row in page.context["from_reviews"]] == ["Take the duty phone."]
    assert "With Amina" in text_of(page)


def test_the_next_review_begins_with_what_the_manager_promised_kept_or_not(
    review, bev, amina, browse
):
    older = add(review, bev, action="Ask about the damp.")
    add(review, bev, action="Bring the forms.", who=amina)
    sign(review, bev, name="Amina")
    second = make.review(bev, amina)
    done = add(second, bev, action="Take the duty phone.", due=TODAY() + SOON)
    add(second, bev, action="Ring the landlord.")
    sign(second, bev, name="Amina")
    with acting_as(bev):
        reviews.keep(done, by=bev)
    third = make.review(bev, amina)
    for who in [bev, amina]:
        page = browse(who).get(f"/reviews/{third.pk}/")
        assert [(row.what, row.kept) for row in page.context["last_manager"]] == [
            ("Take the duty phone.", True),
            ("Ask about the damp.", False),
            ("Ring the landlord.", False),
        ]
        assert [row.what for row in page.context["last_worker"]] == ["Bring the forms."]
    said = text_of(browse(amina).get(f"/reviews/{third.pk}/"))
    assert said.index("How are you, Amina?") < said.index("What Bev promised, last time")
    assert said.index("What Bev promised, last time") < said.index("Whom do we talk about?")
    answer = browse(bev).post(f"/reviews/{review.pk}/points/{older.pk}/kept/", {"back": "now"})
    assert answer["Location"] == f"/reviews/{third.pk}/"


def test_what_is_done_is_said_also_when_sight_has_ended(review, about_joe, bev, amina, browse):
    point = add(review, bev, resident=about_joe, action="Ring them.")
    sign(review, bev, name="Amina")
    with acting_as(amina):
        Connection.objects.filter(resident=about_joe).update(until=timezone.now())
    answer = browse(bev).post(f"/reviews/{review.pk}/points/{point.pk}/kept/", follow=True)
    assert "Done today" in text_of(answer)


def test_another_workers_promises_are_not_shown(review, bev, amina, gwen, browse):
    add(review, bev, action="Take the duty phone.")
    sign(review, bev, name="Amina")
    page = browse(gwen).get(f"/reviews/{make.review(bev, gwen).pk}/")
    assert page.context["last_manager"] == []


def test_a_letter_about_what_was_signed_meanwhile_is_not_sent(review, bev, amina):
    sign(review, bev)
    sign(review, amina)
    outbox.deliver(timezone.now().replace(hour=12) + datetime.timedelta(days=1))
    assert mail.outbox == []


def test_a_letter_tells_each_what_waits(review, bev, amina):
    sign(review, amina)
    outbox.deliver(timezone.now().replace(hour=12) + datetime.timedelta(days=1))
    assert [letter.to for letter in mail.outbox] == [["amina@demo.example"], ["bev@demo.example"]]
    sign(review, bev)
    assert not [letter for letter in mail.outbox if "Joe" in letter.body + letter.subject]
