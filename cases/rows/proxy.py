"""Who reads a page for a resident, in words; and what they read there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import timeline
from cases.models import Proxy, Referral, Reminder, Resident, Section, Statement
from cases.models.referral import State
from cases.rows.need import needs_of
from cases.rows.promise import became
from cases.rows.words import lines
from relational.kernel.days import day_in_full, day_in_words
from relational.kernel.models import User


@dataclass(frozen=True)
class ProxyRow:
    """Somebody who reads a page for a resident: until when, and by which words."""

    id: UUID
    called: str
    says: str
    wish: str
    how: str


def proxy_rows(resident: Resident, *, own: bool = False) -> list[ProxyRow]:
    """Those who may read today; `own` as the resident reads it."""
    today = timezone.localdate()
    return [
        _proxy(each, resident, today, own=own) for each in resident.proxies.all().holding(today)
    ]


def _proxy(proxy: Proxy, resident: Resident, today: datetime.date, *, own: bool) -> ProxyRow:
    said = {
        "reader": proxy.called,
        "name": resident.known_as,
        "day": day_in_full(proxy.until),
        "said": day_in_words(timezone.localdate(proxy.made_at), today),
    }
    return ProxyRow(
        id=proxy.pk,
        called=proxy.called,
        says=(
            _("%(reader)s reads your page for you until %(day)s.")
            if own
            else _("%(reader)s reads %(name)s’s page for them until %(day)s.")
        )
        % said,
        wish=proxy.wish,
        how=_how(proxy, own=own) % said,
    )


def _how(proxy: Proxy, *, own: bool) -> str:
    told = proxy.said_how == Proxy.SaidHow.TOLD
    if own:
        return (
            _("You told it to who walks with you, %(said)s.")
            if told
            else _("You said so, %(said)s.")
        )
    return (
        _("Told to who walks with them, %(said)s.")
        if told
        else _("Said on their own page, %(said)s.")
    )


@dataclass(frozen=True)
class Words:
    """One section of somebody's words, as who reads for them reads it."""

    title: str
    text: str
    dont: list[str]
    language: str


@dataclass(frozen=True)
class Promised:
    """What somebody promised: in which words, who, and by when."""

    what: str
    who: str
    when: str


@dataclass(frozen=True)
class Read:
    """All that is read for somebody: every word of it is read before it is shown."""

    called: str
    until: str
    words: list[Words]
    promises: list[Promised]
    help: list[tuple[str, str]]  # who helps, and where it stands
    needs: list[str]


def read(resident: Resident, reader: User, until: datetime.date) -> Read:
    """What is read for somebody: their words, promises to them, help under way, what they need."""
    today = timezone.localdate()
    asks = Referral.objects.asked_for(resident).with_a_service().with_all().newest_first()
    return Read(
        called=resident.known_as,
        until=day_in_full(until),
        words=[_words(each) for each in timeline.words_let_read(resident)],
        promises=_promised(timeline.promises_waiting(resident), today),
        help=[(ask.to, _stands(ask)) for ask in asks],
        needs=needs_of(resident, reader).says,
    )


def _words(said: Statement) -> Words:
    return Words(
        title=str(Section(said.section).label),
        text=said.text,
        dont=lines(said.dont),
        language=said.language,
    )


def _promised(promises: Iterable[Reminder], today: datetime.date) -> list[Promised]:
    return [Promised(each.what, each.by.called, became(each, today)) for each in promises]


def _stands(ask: Referral) -> str:
    if ask.state == State.ACCEPTED and ask.meeting:
        return _("They said yes: %(meeting)s") % {"meeting": ask.meeting}
    return {
        State.SENT: _("They are asked. There is no answer yet."),
        State.ACCEPTED: _("They said yes."),
        State.IN_PROGRESS: _("They are helping now."),
        State.ON_HOLD: _("It rests for now."),
    }[State(ask.state)]
