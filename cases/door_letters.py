"""The letters about residents' own doors: a code to type, and that somebody typed wrong ones."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.actions import door_code as codes
from cases.formats import in_format
from cases.letters import address_of, link
from cases.models import DoorCode
from relational.kernel import outbox, sign_in
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message


def register_kinds() -> None:
    """Make the letters known."""
    outbox.register(Kind("door_code", _safe_address, _opens_still, _at_once, _code))
    outbox.register(Kind("door_code_locked", address_of, _is_there, _at_once, _locked))
    outbox.register(Kind("door_code_again", address_of, _is_there, _at_once, _again))


def _safe_address(letter: Letter) -> str | None:
    """Where the resident said it is safe, if that holds at this moment."""
    found = codes.letter_of(letter.about_id)
    address = found.address if found else None
    return address if address and sign_in.safe_to_write_to(address) else None


def _opens_still(letter: Letter) -> bool:
    return codes.letter_of(letter.about_id) is not None


def _at_once(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """They sit together and wait for it; and a door that somebody tries waits for no morning."""
    return now


def _code(letter: Letter) -> Message:
    found = codes.letter_of(letter.about_id)
    assert found is not None  # still_due was asked first
    code = codes.spelled(codes.code_of(letter.about_id))
    said = {"link": codes.address(), "code": code, "ends": found.ends_at}
    written = dict(settings.LANGUAGES).keys() & {found.language}
    with translation.override(next(iter(written), settings.LANGUAGE_CODE)):
        message = Message(_("Your code"), render_to_string("letters/door_code.txt", said))
        return in_format(message, set(found.formats))


def _is_there(letter: Letter) -> bool:
    return DoorCode.objects.filter(pk=letter.about_id).exists()


def _locked(letter: Letter) -> Message:
    return _about_code(_("A code you made was typed wrong"), letter)


def _again(letter: Letter) -> Message:
    return _about_code(_("A new way to somebody’s own page"), letter)


def _about_code(subject: str, letter: Letter) -> Message:
    code = DoorCode.objects.get(pk=letter.about_id)
    path = link(reverse("cases:invite", args=[code.resident_id]))
    return Message(subject, render_to_string(f"letters/{letter.kind}.txt", {"link": path}))
