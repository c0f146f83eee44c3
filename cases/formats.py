"""Letters to a resident in the format they need (Accessible Information Standard, DCB1605)."""

from __future__ import annotations

import datetime
import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import timeline
from cases.letters import address_of, link
from cases.models import AccessNeed, Connection, Resident
from hubs.access import memberships
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message

BY_HAND = "by_hand"
NO_EMAIL_IS = {AccessNeed.Format.AUDIO, AccessNeed.Format.BRAILLE}


def register() -> None:
    """Set residents' letters as they need them, and tell who walks with them where none can be."""
    outbox.register(Kind(BY_HAND, address_of, _walks_with_them, _by_day, _bring_it))
    outbox.dress_with(dress)


def dress(letter: Letter, message: Message) -> Message | None:
    """A letter in large print or easy read for who needs that; others as they are.

    None where no e-mail can be in the format: it stands on their page, and who walks with them is
    told, once a day, to bring it.
    """
    if letter.to is None or memberships(letter.to):  # letters at work are no letters to a resident
        return message
    resident = Resident.objects.filter(user=letter.to).first()
    needed = timeline.papers_needed(resident) if resident else set()
    if resident and _cannot_be_an_email(resident, needed):
        _ask_to_bring_it(resident)
        return None
    return in_format(message, needed)


def in_format(message: Message, needed: set[str]) -> Message:
    """A letter in large print or easy read, where that is needed; else as it is."""
    is_easy = AccessNeed.Format.EASY_READ in needed
    is_large = AccessNeed.Format.LARGE_PRINT in needed
    if not is_easy and not is_large:
        return message
    body = _a_sentence_a_line(message.body) if is_easy else message.body
    set_as = {"subject": message.subject, "lines": body.split("\n\n"), "is_large": is_large}
    return Message(message.subject, body, render_to_string("letters/set.html", set_as))


def _cannot_be_an_email(resident: Resident, needed: set[str]) -> bool:
    """An electronic letter, for a screen reader or a Braille display, is an e-mail."""
    if AccessNeed.Format.ELECTRONIC in needed:
        return False
    ours = {code.split("-")[0] for code, _name in settings.LANGUAGES}
    translated = AccessNeed.Format.TRANSLATED in needed
    is_foreign = translated and resident.language.split("-")[0] not in ours
    return is_foreign or not needed.isdisjoint(NO_EMAIL_IS)


def _a_sentence_a_line(body: str) -> str:
    return re.sub(r"(?<=[.?!]) +", "\n\n", body)


def _ask_to_bring_it(resident: Resident) -> None:
    circle = resident.connections.open().filter(voice=Connection.Voice.CONTRIBUTES)
    lead = circle.filter(part=Connection.Part.LEAD)
    for connection in lead or circle.exclude(user=None):
        key = f"{BY_HAND}:{resident.pk}:{connection.user_id}:{timezone.localdate()}"
        outbox.post(BY_HAND, to=connection.user_id, about=connection, dedupe_key=key)


def _connection(letter: Letter) -> Connection | None:
    mine = Connection.objects.open().select_related("resident__hub").filter(user=letter.to)
    return mine.filter(pk=letter.about_id).first()


def _walks_with_them(letter: Letter) -> bool:
    return _connection(letter) is not None


def _by_day(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    connection = _connection(letter)
    assert connection is not None  # still_due was asked first
    return connection.resident.hub.first_moment(now)


def _bring_it(letter: Letter) -> Message:
    connection = _connection(letter)
    assert connection is not None  # still_due was asked first
    path = reverse("cases:record", args=[connection.resident_id])
    return Message(
        _("Something to bring to somebody"),
        render_to_string("letters/by_hand.txt", {"link": link(path)}),
    )
