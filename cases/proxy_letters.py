"""The letter to who is asked to read for somebody: neutral, and with no name in it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Proxy
from relational.kernel import outbox, sign_in
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message


def register_kinds() -> None:
    """Make the letter known."""
    outbox.register(Kind("reads_for", _address, _holds_still, _at_once, _asked_to_read))


def _address(letter: Letter) -> str | None:
    """The address they sign in with: it was given for this, unless it is not safe."""
    email = letter.to.email
    return email if email and sign_in.safe_to_write_to(email) else None


def _holds_still(letter: Letter) -> bool:
    """With the eyes of who is asked: they see the wish for as long as it holds."""
    return Proxy.objects.filter(pk=letter.about_id).exists()


def _at_once(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """Somebody waits for them, and they may not know our hours."""
    return now


def _asked_to_read(letter: Letter) -> Message:
    link = f"{settings.SITE_URL}{reverse('account_request_login_code')}"
    body = render_to_string("letters/reads_for.txt", {"link": link})
    return Message(_("Somebody asked you to read something for them"), body)
