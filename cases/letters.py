"""The letters that cases write: to whom, whether still due, when, in which words.

Subjects and words are neutral: others may see the phone, so no name of a resident is in them.
Each function runs with the eyes of the letter's reader.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import connection as database
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions import review as reviews
from cases.models import (
    AskingIn,
    Connection,
    ContactPoint,
    Disagreement,
    LookQuestion,
    OfferLink,
    Reflection,
    Reminder,
    Resident,
    Review,
)
from cases.models.reminder import ReminderQuerySet
from hubs.access import Right, may, memberships
from relational.kernel import outbox, sign_in
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message

REMINDERS = ("promise_due", "promises_due")


def register_kinds() -> None:
    """Make the letters known, and the addresses that must never be written to."""
    for name in REMINDERS:
        outbox.register(Kind(name, address_of, _still_due, _after_a_rest, _promise_due))
    outbox.register(
        Kind("promise_yours", address_of, _promise_visible, _not_before, _promise_yours)
    )
    for name in ("promise_moved", "promise_let_go"):
        outbox.register(Kind(name, address_of, _promise_visible, _not_before, _promise_changed))
    for name in ("people_asked", "help_asked"):
        outbox.register(Kind(name, address_of, _promise_waits, _not_before, _people_asked))
    outbox.register(Kind("offer_made", address_of, _offer_waits, _offer_by_day, _offer_made))
    outbox.register(
        Kind("offer_looked_at", address_of, _offer_visible, _offer_by_day, _promise_changed)
    )
    outbox.register(Kind("not_so", address_of, _not_so_visible, _at_work, _not_so))
    outbox.register(Kind("not_happened", address_of, _promise_waits, _not_before, _not_happened))
    outbox.register(Kind("week", address_of, _something_this_week, _at_work, _week))
    outbox.register(Kind("reflection_reply", address_of, _reflection_visible, _at_work, _replied))
    for name in reviews.LETTERS:
        outbox.register(Kind(name, address_of, _review_waits, _at_work, _review))
    outbox.register(
        Kind("walks_with", address_of, _walks_with_still, _connection_not_before, _walks_with)
    )
    outbox.register(Kind("asked_in_opened", address_of, _is_told, _at_once, _asked_in))
    outbox.register(Kind("asked_in_question", address_of, _question_waits, _at_work, _asked_in))
    outbox.register(Kind("why_asked", address_of, _why_waits, _at_work, _why))
    outbox.register(Kind("why_answered", address_of, _why_answered, _at_work, _why))
    sign_in.never_write_to(_unsafe)


def _unsafe(email: str) -> bool:
    with database.cursor() as cursor:
        cursor.execute("select unsafe_email(%s)", [email])
        return cursor.fetchone()[0]


def address_of(letter: Letter) -> str | None:
    """Staff are written to at their own address; a resident only where they said it is safe."""
    resident = Resident.objects.filter(user=letter.to).first()
    if resident is None:
        return letter.to.email
    ways = resident.contact_points.filter(channel=ContactPoint.Channel.EMAIL).order_by("pk")
    unsafe = {way.value.lower() for way in ways if way.safe_to_contact is False}
    safe = (way.value for way in ways if way.safe_to_contact)
    return next((value for value in safe if value.lower() not in unsafe), None)


def _promise(letter: Letter) -> Reminder | None:
    return (
        Reminder.objects.standing()
        .select_related("resident", "resident__hub")
        .filter(pk=letter.about_id)
        .first()
    )


def _promise_visible(letter: Letter) -> bool:
    return _promise(letter) is not None


def _promise_waits(letter: Letter) -> bool:
    """Not once it was kept, moved or let go."""
    promise = _promise(letter)
    return promise is not None and promise.state == Reminder.State.WAITING


def _not_so_visible(letter: Letter) -> bool:
    return Disagreement.objects.filter(pk=letter.about_id).exists()


def _offer(letter: Letter) -> OfferLink | None:
    offers = OfferLink.objects.select_related("resident__hub")
    return offers.filter(pk=letter.about_id).first()


def _offer_by_day(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours of the resident's hub."""
    offer = _offer(letter)
    return offer.resident.hub.first_moment(now) if offer else now


def _offer_visible(letter: Letter) -> bool:
    return _offer(letter) is not None


def _offer_waits(letter: Letter) -> bool:
    """Not once somebody looked at all that this resident gives, or it was taken back."""
    offer = _offer(letter)
    return (
        offer is not None
        and OfferLink.objects.filter(resident=offer.resident_id).waiting().exists()
    )


def _offer_made(letter: Letter) -> Message:
    offer = _offer(letter)
    assert offer is not None  # still_due was asked first
    path = reverse("cases:offers", args=[offer.resident_id])
    return _message(_("Somebody would like to give something"), "offer_made", path)


def _reminds_of(letter: Letter) -> ReminderQuerySet:
    """What a reminder is about: a promise, or all those of its reader with no letter of their own.

    Without what was settled meanwhile, and what its reader no longer sees.
    """
    waiting = Reminder.objects.standing().waiting().exclude(resident__state=Resident.State.ENDED)
    if letter.kind == "promise_due":
        return waiting.filter(pk=letter.about_id)
    told = Letter.objects.filter(to=letter.to, kind="promise_due")
    mine = waiting.made_by(letter.to).filter(reminded_at__isnull=False)
    return mine.exclude(pk__in=told.values("about_id"))


def _still_due(letter: Letter) -> bool:
    return _reminds_of(letter).exists()


def _after_a_rest(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the hub's quiet hours; while everybody it is about rests, tomorrow, to ask again."""
    today = timezone.localdate(now)
    promises = _reminds_of(letter).select_related("resident__hub").by_day()
    awake = promises.awake(today).first()
    if awake is not None:
        return awake.resident.hub.first_moment(now)
    hub = promises[0].resident.hub  # still_due was asked first
    tomorrow = datetime.datetime.combine(today + datetime.timedelta(days=1), hub.quiet_until)
    return hub.first_moment(timezone.make_aware(tomorrow))


def _not_before(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours of the resident's hub."""
    reminder = _promise(letter)
    assert reminder is not None  # still_due was asked first
    return reminder.resident.hub.first_moment(now)


def _at_work(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours where the reader works."""
    hubs = (membership.hub for membership in memberships(letter.to) if membership.hub)
    return next((hub.first_moment(now) for hub in hubs), now)


def _something_this_week(letter: Letter) -> bool:
    """Not an empty letter, nor one to who no longer walks with anybody."""
    today = timezone.localdate()
    monday = today - datetime.timedelta(days=today.weekday())
    mine = Reminder.objects.standing().made_by(letter.to).of_the_week(monday).awake(today)
    return may(letter.to, Right.MEET) and mine.exists()


def _reflection_visible(letter: Letter) -> bool:
    """Not to who no longer works here."""
    mine = Reflection.objects.written_by(letter.to).filter(pk=letter.about_id)
    return may(letter.to, Right.READ_REFLECTIONS) and mine.exists()


def _review_waits(letter: Letter) -> bool:
    """Not to who no longer works here, nor about what was signed meanwhile."""
    review = Review.objects.of(letter.to).filter(pk=letter.about_id).first()
    if review is None or not may(letter.to, Right.REVIEW):
        return False
    return review.is_signed == (letter.kind == "review_signed")


def _review(letter: Letter) -> Message:
    path = reverse("cases:review", args=[letter.about_id])
    return _message(_("Sitting down together"), letter.kind, path)


def _connection(letter: Letter) -> Connection | None:
    connections = Connection.objects.open().select_related("resident", "resident__hub")
    return connections.filter(pk=letter.about_id, user=letter.to).first()


def _walks_with_still(letter: Letter) -> bool:
    return _connection(letter) is not None


def _connection_not_before(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    connection = _connection(letter)
    assert connection is not None  # still_due was asked first
    return connection.resident.hub.first_moment(now)


def _walks_with(letter: Letter) -> Message:
    return _message(_("Somebody to walk with"), "walks_with", reverse("cases:people"))


def _asked(letter: Letter) -> AskingIn | None:
    return AskingIn.objects.filter(pk=letter.about_id).first()


def _is_told(letter: Letter) -> bool:
    return may(letter.to, Right.ASK_IN) and _asked(letter) is not None


def _question_waits(letter: Letter) -> bool:
    asked = _asked(letter)
    return may(letter.to, Right.ASK_IN) and asked is not None and asked.waits


def _at_once(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """Somebody reads a record just now: that waits for no morning."""
    return now


def _asked_in(letter: Letter) -> Message:
    path = reverse("cases:asked-in", args=[letter.about_id])
    return _message(_("A colleague asked in"), letter.kind, path)


def _why_waits(letter: Letter) -> bool:
    """Whether anything the reader answers, or looked at, waits: one letter a day tells of all."""
    return LookQuestion.objects.waiting().exists()


def _why_answered(letter: Letter) -> bool:
    return LookQuestion.objects.filter(pk=letter.about_id).exists()


def _why(letter: Letter) -> Message:
    if memberships(letter.to):
        path = reverse("cases:privacy-question", args=[letter.about_id])
        return _message(_("A question about a look"), letter.kind, path)
    path = reverse("cases:my-looks")
    return _message(_("Something new on your page"), "why_answered_yours", path)


def _promise_due(letter: Letter) -> Message:
    subject = (
        _("Something you said you would do")
        if letter.kind == "promise_due"
        else _("More that you said you would do")
    )
    return _message(subject, letter.kind, reverse("cases:today"))


def _promise_yours(letter: Letter) -> Message:
    subject = _("Something a colleague said they would do")
    return _message(subject, "promise_yours", reverse("cases:today"))


def _promise_changed(letter: Letter) -> Message:
    return _message(_("Something new on your page"), letter.kind, reverse("cases:me"))


def _not_so(letter: Letter) -> Message:
    return _message(_("Somebody sees it otherwise"), "not_so", reverse("cases:today"))


def _people_asked(letter: Letter) -> Message:
    return _message(_("Somebody waits for an answer"), letter.kind, reverse("cases:today"))


def _not_happened(letter: Letter) -> Message:
    subject = _("Something that was promised has not happened")
    return _message(subject, "not_happened", reverse("cases:today"))


def _week(letter: Letter) -> Message:
    reflect = link(reverse("cases:reflection-new"))
    return _message(_("Your week"), "week", reverse("cases:today"), reflect=reflect)


def _replied(letter: Letter) -> Message:
    path = reverse("cases:reflection", args=[letter.about_id])
    return _message(_("Somebody answered you"), "reflection_reply", path)


def _message(subject: str, template: str, path: str, **more: str) -> Message:
    words = render_to_string(f"letters/{template}.txt", {"link": link(path), **more})
    return Message(subject, words)


def link(path: str) -> str:
    """The whole address of a page of ours, for a letter."""
    return f"{settings.SITE_URL}{path}"
