"""Asks in the resident's own words: where each stands, how it came about, and what they can do."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.bringing import Told
from cases.models import Referral, ReferralEvent, Resident
from cases.models.referral import FINAL, OPEN_TO_THE_SERVICE, Party, State
from cases.rows.referral import Move
from hubs.rows.directory import GROUPS
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to


@dataclass(frozen=True)
class MyAskRow:
    """An ask as the resident it is about reads it."""

    ask: Referral
    url: str
    to: str
    group: bool
    by: str
    own: bool  # they asked themself
    moves: list[Move]
    stands: str

    @property
    def is_open(self) -> bool:
        return self.ask.state not in FINAL

    @property
    def waits_for_me(self) -> bool:
        return self.ask.state == State.AWAITING_AGREEMENT

    @property
    def may_write(self) -> bool:
        return self.own and self.ask.state in OPEN_TO_THE_SERVICE


def my_ask_rows(told: Iterable[Told], resident: Resident) -> list[MyAskRow]:
    return [my_ask_row(each, resident) for each in told]


def my_ask_row(told: Told, resident: Resident) -> MyAskRow:
    today = timezone.localdate()
    ask = told.ask
    own = ask.kind == Referral.Kind.SELF
    told_of = told.events[1:] if own else told.events  # they sent it as they wrote it
    moves = [_moved(event, ask, resident, today) for event in told_of]
    moves += [
        Move(
            at=message.at,
            when=_day(message.at, today),
            title=_("You wrote")
            if message.by_id == resident.user_id
            else _("%(who)s wrote") % {"who": message.by_name},
            words=message.text,
        )
        for message in told.messages
    ]
    return MyAskRow(
        ask=ask,
        url=path_to("cases:my-ask", ask.pk),
        to=ask.to,
        group=ask.organisation.kind in GROUPS,
        by=told.events[0].by_name,
        own=own,
        moves=sorted(moves, key=lambda move: move.at),
        stands=_stands(ask, told),
    )


def _stands(ask: Referral, told: Told) -> str:
    """Where it stands now, in a sentence or two."""
    last = told.messages[-1] if told.messages else None
    if (
        last is not None
        and last.party == Party.ANSWERS
        and ask.state in OPEN_TO_THE_SERVICE
        and last.at > told.events[-1].at
    ):
        return _("They asked something. They wait for an answer.")
    if ask.state == State.ACCEPTED and ask.meeting:
        return _("They said yes: %(meeting)s") % {"meeting": ask.meeting}
    return {
        State.DRAFT: _("It is written down. Nobody was asked yet."),
        State.AWAITING_AGREEMENT: _("It waits for your yes."),
        State.SENT: _("They have opened it. There is no answer yet.")
        if ask.opened_at
        else _("It is sent. They have not opened it yet."),
        State.ACCEPTED: _("They said yes."),
        State.DECLINED: _("They said no. That is not because of you. You can ask somebody else."),
        State.IN_PROGRESS: _("They are helping now."),
        State.ON_HOLD: _("It rests for now."),
        State.COMPLETED: _("It is done."),
        State.ENDED_EARLY: _("It ended early."),
        State.WITHDRAWN: _("It was taken back."),
        State.EXPIRED: _("Nobody answered. You can ask somebody else."),
    }[State(ask.state)]


def _moved(event: ReferralEvent, ask: Referral, resident: Resident, today: datetime.date) -> Move:
    mine = event.by_id is not None and event.by_id == resident.user_id
    said = {"who": event.by_name, "them": ask.organisation.name}
    title = {
        State.DRAFT: _("%(who)s wrote it down"),
        State.AWAITING_AGREEMENT: _("%(who)s asks whether you agree"),
        State.SENT: _("You said yes, and %(them)s was asked")
        if mine and event.before == State.AWAITING_AGREEMENT
        else _("You asked %(them)s")
        if mine
        else _("%(who)s asked %(them)s"),
        State.ACCEPTED: _("%(them)s said yes"),
        State.DECLINED: _("%(them)s said no"),
        State.IN_PROGRESS: _("%(them)s began"),
        State.ON_HOLD: _("%(them)s let it rest"),
        State.COMPLETED: _("%(them)s did it"),
        State.ENDED_EARLY: _("%(them)s ended it early"),
        State.WITHDRAWN: _("You took it back") if mine else _("It was taken back"),
        State.EXPIRED: _("Nobody answered in time"),
    }[State(event.after)]
    words = event.words
    if event.after == State.ACCEPTED and ask.meets:
        words = _("%(when)s, with %(who)s") % {"when": words, "who": ask.meets}
    return Move(event.at, _day(event.at, today), title % said, words=words)


def _day(moment: datetime.datetime, today: datetime.date) -> str:
    return day_in_words(timezone.localdate(moment), today)
