"""The letters that hubs write: to whom, whether still due, and in which words."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hubs.access import Right, may
from hubs.models import ImportRun
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message


def register_kinds() -> None:
    """Make the letters known."""
    outbox.register(Kind("feeds", _address, _needs_a_look, _in_the_morning, _feeds))


def _address(letter: Letter) -> str | None:
    return letter.to.email


def _needs_a_look(letter: Letter) -> bool:
    return (
        may(letter.to, Right.KEEP_FEEDS) and ImportRun.objects.filter(pk=letter.about_id).exists()
    )


def _in_the_morning(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    return now


def _feeds(letter: Letter) -> Message:
    link = f"{settings.SITE_URL}{reverse('hubs:feeds')}"
    return Message(
        _("Directories that were read last night"),
        render_to_string("letters/feeds.txt", {"link": link}),
    )
