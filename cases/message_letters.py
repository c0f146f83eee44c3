"""The letters about messages: somebody wrote, nobody answered yet, and the answer.

Subjects and words name nobody and tell nothing of what was written. Each function runs with the eyes
of the letter's reader.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.letters import address_of
from cases.models import Message
from hubs.access import Right, may
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind
from relational.kernel.outbox import Message as Words

TO_CIRCLE = ("message_came", "message_waits")


def register_kinds() -> None:
    """Make the letters known."""
    for name in TO_CIRCLE:
        outbox.register(Kind(name, address_of, _waits, _by_day, _to_circle))
    outbox.register(Kind("message_answer", address_of, _is_there, _by_day, _to_resident))


def _message(letter: Letter) -> Message | None:
    return Message.objects.select_related("resident__hub").filter(pk=letter.about_id).first()


def _waits(letter: Letter) -> bool:
    """Not once it was answered, nor to who no longer reads the record or works here."""
    unanswered = Message.objects.all().unanswered().filter(pk=letter.about_id)
    return may(letter.to, Right.MEET) and unanswered.exists()


def _is_there(letter: Letter) -> bool:
    return _message(letter) is not None


def _by_day(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours of the resident's hub."""
    message = _message(letter)
    assert message is not None  # still_due was asked first
    return message.resident.hub.first_moment(now)


def _to_circle(letter: Letter) -> Words:
    message = _message(letter)
    assert message is not None  # still_due was asked first
    subjects = {
        "message_came": _("Somebody wrote to you"),
        "message_waits": _("Somebody waits for your answer"),
    }
    path = reverse("cases:messages", args=[message.resident_id])
    return _words(subjects[letter.kind], letter, path)


def _to_resident(letter: Letter) -> Words:
    return _words(_("Something new on your page"), letter, reverse("cases:my-messages"))


def _words(subject: str, letter: Letter, path: str) -> Words:
    link = f"{settings.SITE_URL}{path}"
    return Words(subject, render_to_string(f"letters/{letter.kind}.txt", {"link": link}))
