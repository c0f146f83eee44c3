"""The letters that cases write: to whom, whether still due, when, in which words.

Subjects and words are neutral: others may see the phone, so no name of a resident is in them.
Each function runs with the eyes of the letter's reader.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import ContactPoint, Pause, Reminder, Resident
from relational.kernel import outbox, sign_in
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message


def register_kinds() -> None:
    """Make the letters known, and the addresses that must never be written to."""
    outbox.register(Kind("promise_due", _address, _promise_still_due, _not_before, _promise_due))
    for name in ("promise_moved", "promise_let_go"):
        outbox.register(Kind(name, _address, _promise_visible, _not_before, _promise_changed))
    sign_in.never_write_to(_unsafe)


def _unsafe(email: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select unsafe_email(%s)", [email])
        return cursor.fetchone()[0]


def _address(letter: Letter) -> str | None:
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


def _promise_still_due(letter: Letter) -> bool:
    """Not when it was settled meanwhile, nor when its reader no longer walks with the person."""
    reminder = _promise(letter)
    return (
        reminder is not None
        and reminder.state == Reminder.State.WAITING
        and reminder.resident.state != Resident.State.ENDED
    )


def _not_before(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the hub's quiet hours; while the resident rests, tomorrow, to ask again then."""
    reminder = _promise(letter)
    assert reminder is not None  # still_due was asked first
    hub = reminder.resident.hub
    today = timezone.localdate(now)
    rests = Pause.objects.on(today).filter(resident=reminder.resident).exists()
    if rests and letter.kind == "promise_due":
        tomorrow = datetime.datetime.combine(today + datetime.timedelta(days=1), hub.quiet_until)
        return hub.first_moment(timezone.make_aware(tomorrow))
    return hub.first_moment(now)


def _promise_due(letter: Letter) -> Message:
    return _message(_("Something you said you would do"), "promise_due", reverse("cases:today"))


def _promise_changed(letter: Letter) -> Message:
    return _message(_("Something new on your page"), letter.kind, reverse("cases:me"))


def _message(subject: str, template: str, path: str) -> Message:
    link = f"{settings.SITE_URL}{path}"
    return Message(subject, render_to_string(f"letters/{template}.txt", {"link": link}))
