"""Asks in words: as who is asked reads one, what happened since, and lists of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Referral, ReferralEvent, ReferralMessage, Section, ThreeWayMeeting
from cases.models.referral import FINAL, Party, Reason, State
from cases.rows.person import written_in
from cases.rows.words import lines
from relational.kernel.days import day_in_words
from relational.kernel.languages import language_name
from relational.kernel.prose import shortened

A_LINE = 90  # letters of what somebody wants, in a list


@dataclass(frozen=True)
class SharedRow:
    """A part of the resident's page that they share, in their words."""

    title: str
    text: str
    dont: list[str]
    language: str


@dataclass(frozen=True)
class AskRow:
    """An ask as who is asked reads it. Where it is `closed`, nothing of the resident is in it."""

    id: UUID
    closed: str
    state: str
    asker: str
    asker_email: str
    hub: str
    foot: str
    organisation: str
    name: str
    what_for: str
    theirs: bool
    day: str
    how_best: str
    speaks: str
    urgent: bool
    takes_over: bool
    own: bool  # the resident asks for themself; `asker` walks with them
    language: str
    shared: list[SharedRow]
    parts: str

    @classmethod
    def of(cls, referral: Referral, told: dict[str, Any]) -> AskRow:
        name, shared = told.get("known_as", ""), told.get("sections", [])
        parts = ngettext(
            "One part of %(name)s’s page that is shared with you",
            "%(n)s parts of %(name)s’s page that are shared with you",
            len(shared),
        )
        return cls(
            id=referral.pk,
            closed=told["closed"],
            state=referral.state,
            asker=told["asker"],
            asker_email=told["asker_email"] or "",
            hub=told["hub"] or "",
            foot=f"{told['hub']}, {told['hub_address']}." if told["hub_address"] else "",
            organisation=told["organisation"],
            name=name,
            what_for=told.get("what_for", ""),
            theirs=not referral.override,  # who could not be asked said nothing
            day=_on(referral.sent_at),
            how_best=told.get("how_best", ""),
            speaks=_speaks(told),
            urgent=bool(name) and referral.urgency == Referral.Urgency.URGENT,
            takes_over=referral.kind == Referral.Kind.HAND_OVER,
            own=told["own"],
            language=written_in(told.get("language", "")),
            shared=[_shared(part) for part in _in_order(shared)],
            parts=parts % {"name": name, "n": len(shared)},
        )

    @property
    def names(self) -> dict[str, str]:
        """What forms call who asks, and for whom."""
        return {"name": self.name, "asker": self.asker.split(" ")[0]}


@dataclass(frozen=True)
class StepRow:
    """Something that happened with an ask, or was said about it."""

    icon: str
    says: str
    when: str
    words: str


def step_rows(happened: Iterable[ReferralEvent | ReferralMessage]) -> list[StepRow]:
    """What happened, each in a sentence with its day and the words that came with it."""
    return [_step(one) for one in happened]


@dataclass(frozen=True)
class AskTile:
    """One ask in a list: about whom, who asks or is asked, and where it stands."""

    url: str
    name: str
    who: str
    words: str
    stands: str


@dataclass(frozen=True)
class Group:
    """Asks that wait for the same."""

    title: str
    tiles: list[AskTile]


def received_groups(asks: Iterable[Referral]) -> list[Group]:
    """What we are asked, by what it waits for."""
    sorted_in: dict[str, list[AskTile]] = {"us": [], "them": [], "begun": [], "over": []}
    for ask in asks:
        told = ask.shown
        closed = bool(told["closed"])
        waits_for_us = ask.state == State.SENT and ask.last_said != Party.ANSWERS
        tile = AskTile(
            url=reverse("cases:asked", args=[ask.pk]),
            name=told.get("known_as", ""),
            who=_who_asks(told),
            words=shortened(told.get("what_for", ""), A_LINE),
            stands=_("Not shared with you just now")
            if told["closed"] == "not_shared"
            else _stands(ask),
        )
        if closed:
            sorted_in["over"].append(tile)
        elif ask.state == State.SENT:
            sorted_in["us" if waits_for_us else "them"].append(tile)
        else:
            sorted_in["begun"].append(tile)
    return _groups(
        [
            (_("Waits for you"), sorted_in["us"]),
            (_("Waits for who asks"), sorted_in["them"]),
            (_("You said yes"), sorted_in["begun"]),
            (_("Over lately"), sorted_in["over"]),
        ]
    )


def _who_asks(told: dict[str, Any]) -> str:
    if told["own"] and told.get("known_as"):
        return _("%(name)s asks for themself") % {"name": told["known_as"]}
    return _("%(asker)s at %(hub)s asks") % {"asker": told["asker"], "hub": told["hub"]}


def taking_over_groups(meetings: Iterable[ThreeWayMeeting]) -> list[Group]:
    """In which hand-overs somebody takes over, by what each waits for."""
    mine, others = [], []
    for meeting in meetings:
        told = meeting.shown
        tile = AskTile(
            url=reverse("cases:taking-over", args=[meeting.referral_id]),
            name=told.get("known_as", ""),
            who=_("%(name)s hands over to you") % {"name": meeting.giver_name},
            words=shortened(told.get("what_for", ""), A_LINE),
            stands=_("Not shared with you just now")
            if told["closed"]
            else _("You met %(day)s") % {"day": day_in_words(meeting.met_on, timezone.localdate())},
        )
        (others if meeting.taker_signed_at else mine).append(tile)
    return _groups([(_("Waits for your name"), mine), (_("Waits for who hands over"), others)])


def sent_groups(asks: Iterable[Referral]) -> list[Group]:
    """What we asked, by what it waits for."""
    sorted_in: dict[str, list[AskTile]] = {"us": [], "them": [], "begun": [], "over": []}
    for ask in asks:
        tile = AskTile(
            url=reverse("cases:referral", args=[ask.resident_id, ask.pk]),
            name=ask.resident.known_as,
            who=_("You asked %(who)s") % {"who": ask.to} if ask.sent_at else ask.to,
            words=shortened(ask.what_for, A_LINE),
            stands=_stands(ask),
        )
        sorted_in[_waits_for(ask)].append(tile)
    return _groups(
        [
            (_("Waits for you"), sorted_in["us"]),
            (_("Waits for them"), sorted_in["them"]),
            (_("They said yes"), sorted_in["begun"]),
            (_("Over lately"), sorted_in["over"]),
        ]
    )


def _waits_for(ask: Referral) -> str:
    """Whom something that was asked waits for."""
    if ask.state == State.WITHDRAWN or ask.loop_closed:
        return "over"
    if ask.state in (State.DRAFT, State.AWAITING_AGREEMENT, State.EXPIRED, *FINAL):
        return "us"  # to send it, to ask again, or to hear what came of it
    if ask.last_said == Party.ANSWERS:
        return "us"  # they asked something
    return "them" if ask.state == State.SENT else "begun"


def _groups(groups: list[tuple[str, list[AskTile]]]) -> list[Group]:
    """Those with something in them, each by first name."""
    return [
        Group(title, sorted(tiles, key=lambda tile: tile.name.casefold()))
        for title, tiles in groups
        if tiles
    ]


def _stands(ask: Referral) -> str:
    said = capfirst(ask.get_state_display())
    return f"{said}, {_on(ask.moved_at)}" if ask.moved_at else said


def _in_order(shared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which the sections stand on the page."""
    places = {section: place for place, section in enumerate(Section.values)}
    return sorted(shared, key=lambda part: places[part["section"]])


def _shared(part: dict[str, Any]) -> SharedRow:
    return SharedRow(
        title=str(Section(part["section"]).label),
        text=part["text"],
        dont=lines(part["dont"]),
        language=written_in(part["language"]),
    )


def _speaks(told: dict[str, Any]) -> str:
    if not told.get("language") and not told.get("interpreter"):
        return ""
    said = {"name": told["known_as"], "language": language_name(told["language"] or "")}
    if not told["language"]:
        return _("%(name)s needs an interpreter.") % said
    if told["interpreter"]:
        return _("%(name)s speaks %(language)s, with an interpreter.") % said
    return _("%(name)s speaks %(language)s.") % said


def _step(happened: ReferralEvent | ReferralMessage) -> StepRow:
    who = {"who": happened.by_name}
    when = _on(happened.at)
    if isinstance(happened, ReferralMessage):
        return StepRow("talk", _("%(who)s wrote") % who, when, happened.text)
    icon, says = {
        State.SENT: ("ask", _("%(who)s asked")),
        State.ACCEPTED: ("tick", _("%(who)s said yes")),
        State.DECLINED: ("hand", _("%(who)s said no")),
        State.IN_PROGRESS: ("walk", _("%(who)s has begun")),
        State.ON_HOLD: ("clock", _("%(who)s lets it rest")),
        State.COMPLETED: ("tick", _("%(who)s says it is done")),
        State.ENDED_EARLY: ("hand", _("%(who)s ended it early")),
        State.WITHDRAWN: ("hand", _("It was taken back")),
        State.EXPIRED: ("clock", _("Nobody answered in time")),
    }[State(happened.after)]
    reason = capfirst(str(Reason(happened.reason).label)) + ". " if happened.reason else ""
    return StepRow(icon, says % who, when, f"{reason}{happened.words}")


def _on(moment: datetime.datetime | None) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())
