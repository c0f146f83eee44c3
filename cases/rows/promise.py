"""Promises in words: for when, by whom, and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.models import Pause, Reminder, Resident
from cases.rows.not_so import NotSoRow, said_beside, say_not_so
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to
from relational.kernel.models import User


def on_day(day: datetime.date, today: datetime.date) -> str:
    """ "today", "tomorrow", or "on Tuesday 24 March": the date too, to be sure of the day."""
    if 0 <= (day - today).days < 2:
        return day_in_words(day, today)
    shape = "l j F" if day.year == today.year else "l j F Y"
    return _("on %(day)s") % {"day": date_format(day, shape)}


def reminding(due: datetime.date | None, resident: Resident) -> str:
    """What we will do about a promise made just now: said back, so that a misheard day shows."""
    if due is None:
        return ""
    today = timezone.localdate()
    rest = Pause.objects.on(max(due, today)).filter(resident=resident).order_by("-until").first()
    if rest is not None:
        return _("It is promised for %(day)s; we remind you after the rest, %(until)s.") % {
            "day": day_in_words(due, today),
            "until": on_day(rest.until, today),
        }
    return _("We remind you %(day)s.") % {"day": on_day(due, today)}


def promised_for(due: datetime.date, today: datetime.date) -> str:
    """A day to come is said plainly; one that passed is said as it was promised."""
    if due >= today:
        return capfirst(day_in_words(due, today))
    return _("Said for %(day)s") % {"day": day_in_words(due, today)}


@dataclass(frozen=True)
class PromiseRow:
    """One promise: what was said, by whom, and what became of it."""

    id: str
    what: str
    who: str
    mine: bool
    when: str
    why: str
    kept: bool
    kind: str  # empty for a promise like any other
    name: str
    person: str
    keep: str
    move: str
    let_go: str
    may_settle: bool
    beside: list[NotSoRow]

    @classmethod
    def of(
        cls,
        promise: Reminder,
        reader: User,
        today: datetime.date,
        may_settle: bool,
        beside: list[NotSoRow],
    ) -> PromiseRow:
        ids = [promise.resident_id, promise.pk]
        return cls(
            id=f"promise-{promise.pk}",
            what=promise.what,
            who=promise.by.called,
            mine=promise.by_id == reader.pk,
            when=became(promise, today),
            why=promise.why,
            kept=promise.state == Reminder.State.DONE,
            kind=""
            if promise.kind == Reminder.Kind.PROMISE
            else capfirst(promise.get_kind_display()),
            name=promise.resident.known_as,
            person=path_to("cases:record", promise.resident_id),
            keep=path_to("cases:promise-keep", *ids),
            move=path_to("cases:promise-move", *ids),
            let_go=path_to("cases:promise-let-go", *ids),
            may_settle=may_settle and promise.state == Reminder.State.WAITING,
            beside=beside,
        )


def became(promise: Reminder, today: datetime.date) -> str:
    """What became of a promise, or its day where it waits."""
    return in_words(
        state=promise.state,
        due=promise.due,
        settled_at=promise.settled_at,
        moved_to=promise.moved_to.due if promise.moved_to else None,
        today=today,
    )


def in_words(
    *,
    state: str,
    due: datetime.date,
    settled_at: datetime.datetime | None,
    moved_to: datetime.date | None,
    today: datetime.date,
) -> str:
    if settled_at is None:
        return promised_for(due, today)
    settled = day_in_words(timezone.localdate(settled_at), today)
    if state == Reminder.State.DONE:
        return _("Kept %(day)s") % {"day": settled}
    if moved_to is not None:
        return _("Moved to %(day)s") % {"day": day_in_words(moved_to, today)}
    return _("Let go %(day)s") % {"day": settled}


def promise_rows(
    promises: Iterable[Reminder], reader: User, *, may_settle: bool
) -> list[PromiseRow]:
    """Rows of promises read with their resident, `by` and `moved_to`."""
    today = timezone.localdate()
    promises = list(promises)
    said = timeline.beside_promises(promises)
    return [
        PromiseRow.of(
            promise,
            reader,
            today,
            may_settle,
            said_beside(promise.resident.known_as, said.get(promise.pk, []), own=False),
        )
        for promise in promises
    ]


@dataclass(frozen=True)
class MyPromiseRow:
    """One promise as the resident it was made to reads it."""

    id: str
    what: str
    said: str
    when: str
    why: str
    kept: bool
    beside: list[NotSoRow]
    say: str  # where to say that one sees it otherwise
    not_happened: str  # where to say that it has not happened; empty before its day


def my_promise_rows(promises: Iterable[Reminder]) -> list[MyPromiseRow]:
    """Rows of promises read with `by` and `moved_to`, said to who they were made to."""
    today = timezone.localdate()
    promises = list(promises)
    said = timeline.beside_promises(promises)
    return [_my_row(promise, said.get(promise.pk, []), today) for promise in promises]


def _my_row(
    promise: Reminder, said: list[tuple[str, datetime.datetime]], today: datetime.date
) -> MyPromiseRow:
    said_today = any(not text and timezone.localdate(at) == today for text, at in said)
    may_miss = promise.state == Reminder.State.WAITING and promise.due <= today and not said_today
    return MyPromiseRow(
        id=f"promise-{promise.pk}",
        what=promise.what,
        said=(
            _("%(who)s answers you.")
            if promise.kind == Reminder.Kind.ANSWER
            else _("%(who)s said so.")
        )
        % {"who": promise.by.called},
        when=became(promise, today),
        why=promise.why,
        kept=promise.state == Reminder.State.DONE,
        beside=said_beside("", said, own=True),
        say=say_not_so("promise", promise.pk),
        not_happened=reverse("cases:my-not-happened", args=[promise.pk]) if may_miss else "",
    )
