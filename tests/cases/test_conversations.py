"""Conversations: written once, put right without overwriting, taken back where they were wrong."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.utils import IntegrityError
from django.utils import timezone

from cases.actions import note as notes
from cases.models import Note, Reminder, Resident
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db


def write(client, resident, **said):
    return client.post(f"/people/{resident.pk}/notes/", said)


def told(user) -> list[str]:
    with acting_as(user):
        return list(Note.objects.order_by("made_at").values_list("their_words", flat=True))


def test_their_words_suffice(record, amina, browse):
    answer = write(browse(amina), record, their_words="Biscuit is poorly.")
    assert answer.url == f"/people/{record.pk}/#life"
    assert told(amina) == ["I only came in for the warm.", "Biscuit is poorly."]


def test_what_we_agreed_suffices(record, amina, browse):
    write(browse(amina), record, agreed="I'll ring on Friday")
    with acting_as(amina):
        assert Reminder.objects.get().note.agreed == "I'll ring on Friday"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "their_words"),
        ({"their_words": " "}, "their_words"),
        ({"their_words": "x" * 20_001}, "their_words"),
        ({"their_words": "Hm.", "when": "nonsense"}, "when"),
        ({"their_words": "Hm.", "when": "2999-01-01"}, "when"),
        ({"their_words": "Hm.", "mode": "on the moon"}, "mode"),
        ({"their_words": "Hm.", "agreed": "on 31 February"}, "agreed"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_bad_input_is_said_at_the_field(said, field, headers, record, amina, browse):
    answer = browse(amina, headers=headers).post(f"/people/{record.pk}/notes/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert len(told(amina)) == 1


def test_the_part_that_htmx_gets_is_in_the_fresh_page(record, amina, browse):
    answer = browse(amina, headers={"HX-Request": "true"}).post(
        f"/people/{record.pk}/notes/", {"their_words": "Biscuit is poorly."}
    )
    part = answer.content.decode()
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    start = part.index('<ol class="life">')
    assert part[start : part.index("</ol>")] in page


def test_a_double_click_writes_once(record, amina, browse):
    key = str(uuid.uuid4())
    for _ in range(2):
        write(browse(amina), record, their_words="Biscuit is poorly.", key=key)
    assert told(amina) == ["I only came in for the warm.", "Biscuit is poorly."]


def test_another_thought_under_the_same_key_is_not_lost(record, amina, browse):
    key = str(uuid.uuid4())
    write(browse(amina), record, their_words="Biscuit is poorly.", key=key)
    write(browse(amina), record, their_words="The vet is dear.", key=key)
    assert told(amina)[1:] == ["Biscuit is poorly.", "The vet is dear."]


def test_somebody_elses_key_writes_nothing_into_their_record(record, amina, sam, browse):
    others = make.resident("Dot", by=sam, words="Ninety-one.")
    with acting_as(sam):
        key = Note.objects.get().pk
    write(browse(amina), record, their_words="Biscuit is poorly.", key=str(key))
    assert told(sam) == ["Ninety-one."]
    assert told(amina)[-1] == "Biscuit is poorly."
    with acting_as(sam):
        assert others.notes.count() == 1


def test_a_conversation_of_last_week_is_heard_last_week(record, amina, browse):
    before = timezone.localdate() - datetime.timedelta(days=7)
    write(browse(amina), record, their_words="Hm.", when=before.isoformat())
    with acting_as(amina):
        assert timezone.localdate(Note.objects.latest("made_at").happened_at) == before
        # He was heard since, at the first meeting.
        assert timezone.localdate(Resident.objects.get().last_heard_at) == timezone.localdate()


def test_a_correction_keeps_the_first_text_behind_it(record, amina):
    with acting_as(amina):
        first = Note.objects.get()
        notes.correct(first, by=amina, reason="I misheard.", their_words="I came in for the warm.")
        (standing,) = Note.objects.standing()
        assert standing.their_words == "I came in for the warm."
        assert standing.supersedes.their_words == "I only came in for the warm."


def test_a_correction_is_made_once_and_says_why(record, amina):
    with acting_as(amina):
        first = Note.objects.get()
        with pytest.raises(ValidationError):
            notes.correct(first, by=amina, reason=" ", their_words="Other")
        notes.correct(first, by=amina, reason="I misheard.", their_words="Other")
        with pytest.raises(ValidationError):
            notes.correct(first, by=amina, reason="Again.", their_words="Another")


def test_nobody_corrects_somebody_elses_words(record, amina, bev, joe, browse):
    with acting_as(amina):
        first = Note.objects.get()
    for somebody in [bev, joe]:
        with acting_as(somebody), pytest.raises(PermissionDenied):
            notes.correct(first, by=somebody, reason="No.", their_words="Other")


def test_what_was_written_by_mistake_shows_only_as_that(record, amina, joe, browse):
    with acting_as(amina):
        first = Note.objects.get()
    browse(amina).post(
        f"/people/{record.pk}/notes/{first.pk}/in-error/", {"reason": "It was another Joe."}
    )
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/")]:
        page = browse(person).get(address).content.decode()
        assert "Written here by mistake" in page
        assert "I only came in for the warm." not in page


def test_the_database_refuses_a_conversation_that_says_nothing(record, amina):
    with acting_as(amina), pytest.raises(IntegrityError):
        Note.objects.create(resident=record, author=amina, happened_at=timezone.now())


def test_each_change_of_a_note_leaves_an_image_and_an_event(record, amina):
    with acting_as(amina):
        first = Note.objects.get()
        notes.enter_in_error(first, by=amina, reason="It was another Joe.")
        images = apps_model("NoteEvent").objects.filter(pgh_obj=first).order_by("pgh_id")
        assert [image.entered_in_error for image in images] == ["", "It was another Joe."]
        assert set(images[1].pgh_context) == {"user", "request"}
        assert AuditEvent.objects.filter(verb="note.entered_in_error").count() == 1


def apps_model(name: str):
    from django.apps import apps

    return apps.get_model("cases", name)


def test_a_lead_of_the_hub_reads_with_a_reason_and_writes_nothing(record, bev, browse):
    client = browse(bev)
    client.post(f"/people/{record.pk}/why/", {"purpose": "support"})
    assert client.get(f"/people/{record.pk}/").status_code == 200
    assert write(client, record, their_words="Hm.").status_code == 403


def test_what_was_promised_by_mistake_waits_here_no_longer(record, amina, joe, browse):
    make.note(record, by=amina, agreed="I'll ring the clinic", due=timezone.localdate())
    with acting_as(amina):
        note = Note.objects.get(agreed="I'll ring the clinic")
        notes.enter_in_error(note, by=amina, reason="It was another Joe.")
        assert Reminder.objects.get().state == "let_go"
    for person, address in [(amina, f"/people/{record.pk}/"), (joe, "/me/"), (amina, "/today/")]:
        assert "the clinic" not in browse(person).get(address).content.decode()


def test_a_mistake_is_not_put_right_and_its_words_do_not_come_back(record, amina):
    with acting_as(amina):
        note = Note.objects.get()
        notes.enter_in_error(note, by=amina, reason="It was another Joe.")
        with pytest.raises(ValidationError):
            notes.correct(note, by=amina, reason="No.", their_words="Other")
        notes.enter_in_error(note, by=amina, reason="Again.")
        assert Note.objects.get().entered_in_error == "It was another Joe."


def test_a_mistake_is_not_when_somebody_was_heard(record, amina):
    earlier = timezone.now() - datetime.timedelta(days=30)
    with acting_as(amina):
        first = Note.objects.get()
        make.note(record, by=amina, happened_at=earlier)
        notes.enter_in_error(first, by=amina, reason="It was another Joe.")
        assert Resident.objects.get().last_heard_at == earlier


def test_a_withheld_conversation_withholds_its_promise(record, joe, amina, browse):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    make.note(record, by=amina, agreed="Ask about the brother", due=tomorrow, withheld="crime")
    assert "the brother" in browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert "the brother" not in browse(joe).get("/me/").content.decode()
    with acting_as(joe):
        assert Reminder.objects.count() == 0


def test_a_correction_takes_its_promise_along(record, amina):
    today = timezone.localdate()
    make.note(record, by=amina, agreed="Ring tomorrow", due=today + datetime.timedelta(days=1))
    with acting_as(amina):
        note = Note.objects.get(agreed="Ring tomorrow")
        corrected = notes.correct(
            note,
            by=amina,
            reason="We said three.",
            agreed="Ring in three days",
            due=today + datetime.timedelta(days=3),
        )
        waiting = Reminder.objects.waiting().get()
        assert (waiting.what, waiting.due, waiting.note) == (
            "Ring in three days",
            today + datetime.timedelta(days=3),
            corrected,
        )
        again = notes.correct(
            corrected, by=amina, reason="No day.", agreed="Ring some time", due=None
        )
        assert not Reminder.objects.waiting().exists()
        assert again.reminders.count() == 2


def test_every_version_stays_behind_the_newest(record, amina, browse):
    with acting_as(amina):
        note = Note.objects.get()
        second = notes.correct(note, by=amina, reason="I misheard.", their_words="Second words.")
        notes.correct(second, by=amina, reason="Again.", their_words="Third words.")
    page = browse(amina).get(f"/people/{record.pk}/").content.decode()
    assert [words in page for words in ["I only came in for the warm.", "Second words."]] == [
        True,
        True,
    ]


def test_what_was_written_after_being_signed_out_is_given_back(record, browse):
    client = browse()
    address = f"/people/{record.pk}/notes/"
    answer = client.post(
        address, {"their_words": "Biscuit is poorly."}, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 401
    assert "Biscuit is poorly." in answer.content.decode()
    elsewhere = client.post(
        address, {"their_words": "Biscuit is poorly."}, headers={"Origin": "http://else.example"}
    )
    assert "Biscuit is poorly." not in elsewhere.content.decode()
    assert client.post(address, {}, headers={"HX-Request": "true"}).status_code == 401


def test_an_event_knows_a_withheld_note_only_by_its_id(record, amina):
    make.note(record, by=amina, their_words="About my brother", withheld="somebody_else")
    with acting_as(amina):
        assert not AuditEvent.objects.filter(verb__icontains="brother").exists()
