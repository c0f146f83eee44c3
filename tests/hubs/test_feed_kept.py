"""Who keeps the feeds: the administrator sees how each went, and decides where it disagrees with us."""

import datetime
import json

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hubs import tasks
from hubs.access import Refused
from hubs.actions import directory
from hubs.actions import feed as feeds
from hubs.models import FeedSource, FieldConflict, ImportFault, ImportRun, KnownBy, Service
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.security import acting_as
from tests.hubs.feeds import page, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    def bring(*rows) -> ImportRun:
        path = tmp_path / "feed.json"
        path.write_text(json.dumps(page(*rows)))
        return feeds.read_file(path, name="Town", tell=lambda _run: None)

    return bring


@pytest.fixture
def server(server):
    server.answers |= {"/": {"version": "HSDS-UK-3.0"}, "/services": page(service(1))}
    return server


def correct(by, **changes):
    with acting_as(by):
        directory.correct(Service.objects.get(), by=by, **changes)


# --- A correction is never overwritten ------------------------------------------------------------
def test_what_was_corrected_here_stays_while_the_feed_says_what_it_said(bring, amina):
    bring(service(1))
    correct(amina, fees="A pound")
    run = bring(service(1, alert="Closed on Friday"))
    kept = Service.objects.get()
    assert (kept.fees, kept.alert) == ("A pound", "Closed on Friday")
    assert run.conflicts == 0


def test_a_feed_that_changes_what_was_corrected_here_waits_for_a_person(bring, amina):
    bring(service(1))
    correct(amina, fees="A pound")
    assert bring(service(1, fees="Two pounds")).conflicts == 1
    assert Service.objects.get().fees == "A pound"
    conflict = FieldConflict.objects.get()
    assert (conflict.field, conflict.theirs, conflict.ours) == ("fees", "Two pounds", "A pound")
    assert bring(service(1, fees="Two pounds")).changed == 0, "a second time changes nothing"
    assert bring(service(1, fees="Three pounds")).conflicts == 0
    assert FieldConflict.objects.get().theirs == "Three pounds", "it is the same question"


def test_a_feed_that_comes_to_say_what_we_say_settles_it(bring, amina):
    bring(service(1))
    correct(amina, fees="A pound")
    bring(service(1, fees="A pound"))
    bring(service(1, fees="Two pounds"))
    assert Service.objects.get().fees == "Two pounds"
    assert not FieldConflict.objects.exists()


@pytest.mark.parametrize(("choice", "fees"), [("theirs", "Two pounds"), ("ours", "A pound")])
def test_a_person_decides_and_the_next_import_keeps_to_it(bring, amina, ade, browse, choice, fees):
    bring(service(1))
    correct(amina, fees="A pound")
    bring(service(1, fees="Two pounds"))
    conflict = FieldConflict.objects.get()
    answer = browse(ade).post(f"/feeds/conflicts/{conflict.pk}/", {"chosen": choice}, follow=True)
    assert "Decided" in answer.text
    assert Service.objects.get().fees == fees
    conflict.refresh_from_db()
    assert (conflict.chosen, conflict.by_id) == (choice, ade.pk)
    run = bring(service(1, fees="Two pounds"))
    assert (run.changed, run.conflicts) == (0, 0)
    assert Service.objects.get().fees == fees
    bring(service(1, fees="Three pounds"))
    asked = FieldConflict.objects.to_decide()
    assert asked.exists() == (choice == "ours"), "a new word of theirs is a new question"
    again = browse(ade).post(f"/feeds/conflicts/{conflict.pk}/", {"chosen": choice}, follow=True)
    assert "decided this already" in again.text


def test_days_and_numbers_can_be_corrected_and_decided_too(bring, amina, ade):
    bring(service(1))
    correct(amina, assured_date=datetime.date(2026, 5, 1), minimum_age=18)
    bring(service(1, assured_date="2026-06-01", minimum_age=21))
    with acting_as(ade):
        for conflict in FieldConflict.objects.to_decide():
            directory.decide(conflict, "theirs", by=ade)
    kept = Service.objects.get()
    assert (kept.assured_date, kept.minimum_age) == (datetime.date(2026, 6, 1), 21)


def test_what_we_know_beside_it_is_never_the_feeds(bring, amina):
    bring(service(1))
    correct(amina, local_note="Ask for Rita", capacity="no-capacity")
    with acting_as(amina):
        directory.know(Service.objects.get(), by=amina)
        directory.know(Service.objects.get(), by=amina)
    assert bring(service(1)).changed == 0
    kept = Service.objects.get()
    assert (kept.local_note, kept.capacity, kept.corrected) == ("Ask for Rita", "no-capacity", {})
    assert KnownBy.objects.get().user_id == amina.pk
    with acting_as(amina):
        directory.know(kept, by=amina, still=False)
    assert KnownBy.objects.get().until == timezone.localdate()


def test_who_may_correct_and_who_may_decide(bring, amina, pat, joe, ade):
    bring(service(1))
    correct(amina, fees="A pound")
    bring(service(1, fees="Two pounds"))
    conflict = FieldConflict.objects.get()
    for nobody in (pat, joe):
        with pytest.raises(Refused):
            correct(nobody, fees="None")
    with pytest.raises(Refused), acting_as(amina):
        directory.decide(conflict, "ours", by=amina)
    with pytest.raises(ValidationError), acting_as(ade):
        directory.decide(conflict, "mine", by=ade)
    with pytest.raises(ValidationError):
        correct(amina, status="thriving")


# --- The administrator's pages --------------------------------------------------------------------
def test_a_feed_is_named_read_by_the_worker_and_shown(ade, browse, server):
    client = browse(ade)
    answer = client.post("/feeds/", {"name": "Town", "url": server.url, "nightly": "on"})
    source = FeedSource.objects.get()
    assert answer.url == f"/feeds/{source.pk}/"
    assert "waits to begin" in client.get(answer.url).text
    assert 'hx-trigger="every 2s"' in client.get(answer.url).text
    client.post(f"/feeds/{source.pk}/read/")
    assert ImportRun.objects.count() == 1, "it is asked for once"
    tasks.read_feeds()
    tasks.read_feeds()
    text = client.get(answer.url).text
    assert "Read to the end." in text
    assert "hx-trigger" not in text
    assert ImportRun.objects.get().by_id == ade.pk
    assert Service.objects.count() == 1
    assert "Town" in client.get("/feeds/").text


def test_what_is_wrong_is_shown_with_its_place(ade, browse, bring):
    bring(service(1, email="nowhere"), service(2))
    source = FeedSource.objects.get()
    text = browse(ade).get(f"/feeds/{source.pk}/").text
    assert "feed.json, row 1" in text
    assert "This is not an e-mail address. It was left out." in text
    assert "Read it now" not in text, "a file cannot be read again"


def test_both_words_are_shown_where_a_feed_disagrees(ade, browse, bring, amina):
    bring(service(1))
    correct(amina, fees="A pound")
    bring(service(1, fees="Two pounds"))
    text = browse(ade).get(f"/feeds/{FeedSource.objects.get().pk}/").text
    assert "Two pounds" in text
    assert "A pound" in text
    assert "One thing to decide." in browse(ade).get("/feeds/").text


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "", "url": "https://example.org"}, "name"),
        ({"name": "Town", "url": ""}, "url"),
        ({"name": "Other", "url": "example.org"}, "url"),
        ({"name": "town", "url": "https://example.org"}, "name"),
    ],
)
def test_a_feed_without_name_or_address_or_with_anothers_is_not_kept(
    ade, browse, bring, said, field
):
    bring(service(1))
    answer = browse(ade).post("/feeds/", said)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert FeedSource.objects.count() == 1


def test_a_feed_is_read_at_night_or_no_longer(ade, browse, server):
    client = browse(ade)
    client.post("/feeds/", {"name": "Town", "url": server.url})
    source = FeedSource.objects.get()
    assert not source.nightly
    client.post(f"/feeds/{source.pk}/nightly/", {"nightly": "yes"})
    assert "Read it at night no longer" in client.get(f"/feeds/{source.pk}/").text
    client.post(f"/feeds/{source.pk}/nightly/", {"nightly": "no"})
    source.refresh_from_db()
    assert not source.nightly


def test_statements_do_not_grow_with_feeds(ade, browse, bring):
    client = browse(ade)

    def statements():
        with CaptureQueriesContext(connection) as made:
            assert client.get("/feeds/").status_code == 200
        return len(made)

    bring(service(1))
    before = statements()
    for number in range(3):
        FeedSource.objects.create(name=f"Feed {number}", url="https://example.org")
    assert statements() == before


# --- At night -------------------------------------------------------------------------------------
def nightly(server) -> FeedSource:
    return FeedSource.objects.create(name="Town", url=server.url, nightly=True)


def letters(to) -> list[Letter]:
    with acting_as(to):
        return list(Letter.objects.filter(kind="feeds"))


def test_at_night_one_letter_says_that_something_matters(server, ade, mailoutbox):
    nightly(server)
    tasks.read_nightly_feeds()
    assert letters(ade) == [], "what is new needs nobody's look"
    server.answers["/services"] = page(service(2))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=True):
        tasks.read_nightly_feeds()
        tasks.read_nightly_feeds()
        assert len(letters(ade)) == 1
        outbox.deliver()
    (letter,) = mailoutbox
    assert letter.to == ["ade@demo.example"]
    assert "/feeds/" in letter.body


def test_a_feed_that_broke_off_at_night_matters(server, ade):
    nightly(server)
    server.answers["/services"] = (500, {}, b"{}")
    tasks.read_nightly_feeds()
    assert len(letters(ade)) == 1


def test_a_run_that_died_makes_room_for_the_next(server, ade):
    source = nightly(server)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    died = ImportRun.objects.create(feed=source, state="running", heard_at=long_ago)
    with acting_as(ade):
        feeds.ask(source, by=ade)
    died.refresh_from_db()
    assert (died.state, died.why) == ("broken_off", "It was interrupted.")
    tasks.read_feeds()
    assert source.runs.newest_first()[0].state == "done"


def test_faults_are_all_counted_and_the_first_thousand_kept(bring):
    rows = [service(number, email="nowhere") for number in range(1_050)]
    run = bring(*rows)
    assert run.faults == 1_050
    assert ImportFault.objects.filter(run=run).count() == 1_000
