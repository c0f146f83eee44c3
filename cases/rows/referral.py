"""Asks in words: who could help, what they may see, how an ask went and what it waits for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.bringing import Candidate, Told, UnderWay
from cases.models import Referral, ReferralEvent, Resident, Section
from cases.models.referral import FINAL, OPEN_TO_THE_SERVICE, SAID_YES, Party, Reason, State
from cases.models.sharing import Answer
from hubs.models import Organisation, Service
from hubs.rows.directory import GROUPS, room
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to
from relational.kernel.models import User

TO_HEAR = (State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD, *FINAL)


# --- Who could help -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Tile:
    """A service or a group to choose."""

    id: str
    name: str
    why: str
    more: str
    checked: bool


def tiles(
    candidates: Iterable[Candidate], resident: Resident, reader: User, chosen: Iterable[str]
) -> list[Tile]:
    chosen = set(chosen)
    return [
        Tile(
            id=str(each.thing.pk),
            name=each.thing.name,
            why=" ".join(_why(each, resident, reader)),
            more=" ".join(_more(each)),
            checked=str(each.thing.pk) in chosen,
        )
        for each in candidates
    ]


def _why(candidate: Candidate, resident: Resident, reader: User) -> list[str]:
    """What makes us think of them: around the person already, and known to whom of us."""
    said = []
    if candidate.is_around:
        said.append(_("Around %(name)s already.") % {"name": resident.known_as})
    others = [user.called for user in candidate.known_by if user != reader]
    if reader in candidate.known_by and others:
        said.append(_("%(names)s know them.") % {"names": _listed([_("You"), *others])})
    elif reader in candidate.known_by:
        said.append(_("You know them yourself."))
    elif len(others) == 1:
        said.append(_("%(name)s knows them.") % {"name": others[0]})
    elif others:
        said.append(_("%(names)s know them.") % {"names": _listed(others)})
    else:
        said.append(_("Nobody here knows them yet."))
    return said


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _more(candidate: Candidate) -> list[str]:
    thing, organisation = candidate.thing, candidate.organisation
    kind = organisation.kind
    label = capfirst(str(Organisation.Kind(kind).label)) if kind in Organisation.Kind.values else ""
    by = organisation.name if organisation.name != thing.name else ""
    said = [f"{part}." for part in [", ".join(filter(None, [by, label]))] if part]
    said.append(_full_or_not(thing))
    if not candidate.can_be_written_to:
        said.append(_("No e-mail address of theirs is known here. Ring them."))
    return [part for part in said if part]


def _full_or_not(thing: Service | Organisation) -> str:
    """Whether they have room, said before anybody asks."""
    said = room(thing)
    if thing.capacity == Service.Capacity.NO_CAPACITY:
        return _("Full for now. %(said)s") % {"said": said}
    return said


# --- What they may see ----------------------------------------------------------------------------
@dataclass(frozen=True)
class SectionTile:
    """A section of what matters, and what the resident said of sharing it."""

    section: str
    title: str
    answer: str
    checked: bool
    kept: bool  # from who asks


def section_tiles(
    answers: dict[str, str], chosen: Iterable[str], kept: Iterable[str]
) -> list[SectionTile]:
    chosen, kept = set(chosen), set(kept)
    return [
        SectionTile(
            section=section.value,
            title=str(section.label),
            answer=answers[section],
            checked=section in chosen and answers[section] != Answer.NO,
            kept=section in kept,
        )
        for section in Section
    ]


@dataclass(frozen=True)
class Shown:
    """An ask as a service reads it, ready to print."""

    told: dict[str, Any]
    shared: list[tuple[str, dict[str, Any]]]  # the title of each section, and its words
    kept: list[str]  # the titles of those that the reader may not read themself


def shown_rows(told: dict[str, Any]) -> Shown:
    """What `ask_told` says in the database, with its sections in their own order."""
    said = {each["section"]: each for each in told.get("sections", [])}
    return Shown(
        told,
        [(str(section.label), said[section]) for section in Section if section in said],
        [str(section.label) for section in Section if section in told.get("kept", [])],
    )


# --- How an ask goes ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Move:
    """One thing that happened, or was said, in the order of time."""

    at: datetime.datetime
    when: str
    title: str
    words: str = ""
    small: str = ""


@dataclass(frozen=True)
class AskRow:
    """An ask, ready to print. What is empty is not shown."""

    ask: Referral
    url: str
    to: str
    by: str
    asks: str  # of whom, for what
    group: bool
    state: str
    moves: list[Move]
    waits: str  # what it waits for, now
    later: list[str]  # what is still to come
    instead: str
    to_answer: bool  # they asked something, and nobody has answered
    closed: bool  # the loop
    verbs: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.ask.state not in FINAL


def ask_rows(told: Iterable[Told], resident: Resident, reader: User) -> list[AskRow]:
    return [ask_row(each, resident, reader) for each in told]


def ask_row(told: Told, resident: Resident, reader: User) -> AskRow:
    today = timezone.localdate()
    ask = told.ask
    last = told.messages[-1] if told.messages else None
    to_answer = (
        last is not None
        and last.party == Party.ANSWERS
        and ask.state in OPEN_TO_THE_SERVICE
        and last.at > told.events[-1].at
    )
    moves = [
        _event(event, ask, resident, reader, today)
        for event in told.events
        if event.after != State.DRAFT or event.before or ask.sent_at is None
    ]
    moves += [
        Move(
            at=message.at,
            when=_day(message.at, today),
            title=_("%(who)s asked or said") % {"who": message.by_name}
            if message.party == Party.ANSWERS
            else (_("You wrote") if message.by_id == reader.pk else _wrote(message.by_name)),
            words=message.text,
        )
        for message in told.messages
    ]
    if ask.opened_at is not None:
        moves.append(Move(ask.opened_at, _day(ask.opened_at, today), _("They opened it")))
    if ask.heard_at is not None:
        moves.append(_heard(ask, resident, today))
    if ask.hope_looked_at is not None:
        looked = _("The hope was looked at again")
        moves.append(Move(ask.hope_looked_at, _day(ask.hope_looked_at, today), looked))
    return AskRow(
        ask=ask,
        url=path_to("cases:referral", resident.pk, ask.pk),
        to=ask.to,
        by=ask.organisation.name if ask.organisation.name != ask.to else "",
        asks=_asks(ask, resident),
        group=ask.organisation.kind in GROUPS,
        state=ask.state,
        moves=sorted(moves, key=lambda move: move.at),
        waits=_("They asked something. They wait for your answer.")
        if to_answer
        else _waits(ask, resident),
        later=_later(ask, resident),
        instead=_instead(told.events) if ask.state == State.DECLINED else "",
        to_answer=to_answer,
        closed=ask.loop_closed,
        verbs=_verbs(ask),
    )


def _waits(ask: Referral, resident: Resident) -> str:
    if ask.kind == Referral.Kind.HAND_OVER and ask.state in (State.ACCEPTED, State.IN_PROGRESS):
        return _("They said yes. The three of you meet, write down what was said, and both sign.")
    return waits_for(ask.state, ask.opened_at, resident.known_as, ask.heard_at)


def _asks(ask: Referral, resident: Resident) -> str:
    """For whom, and what they are asked to do."""
    said = {"name": resident.known_as, "kind": ask.get_kind_display()}
    if ask.kind == Referral.Kind.SELF:
        return _("%(name)s asks this themself.") % said
    return _("Asked for %(name)s: %(kind)s.") % said


def under_way_rows(asks: Iterable[UnderWay], resident: Resident) -> list[tuple[str, str, str]]:
    """Asks on the record: who is asked, the page, and what it waits for."""
    return [
        (
            each.to,
            path_to("cases:referral", resident.pk, each.pk),
            _now_waits(each, resident.known_as),
        )
        for each in asks
    ]


def _now_waits(each: UnderWay, name: str) -> str:
    if each.last_said_by == Party.ANSWERS and each.state in OPEN_TO_THE_SERVICE:
        return _("They asked something. They wait for your answer.")
    if each.state == State.ACCEPTED and each.meeting:
        return _("They said yes: %(meeting)s") % {"meeting": each.meeting}
    return waits_for(each.state, each.opened_at, name, each.heard_at)


def waits_for(
    state: str,
    opened_at: datetime.datetime | None,
    name: str,
    heard_at: datetime.datetime | None = None,
) -> str:
    """What an ask waits for, in a sentence; empty where it waits for nothing."""
    said = {
        State.DRAFT: _("Kept for later. Nobody was written to."),
        State.AWAITING_AGREEMENT: _("It waits until %(name)s agrees."),
        State.SENT: _("They opened it. No answer yet.")
        if opened_at
        else _("Sent. Nobody there has opened it yet."),
        State.EXPIRED: _("Nobody answered. It can be sent again, or somebody else asked."),
        State.ON_HOLD: _("It rests for now."),
        State.ACCEPTED: _("They said yes, and have not begun yet."),
        State.IN_PROGRESS: _("They are at it."),
    }.get(State(state), "")
    if state == State.DECLINED:
        said = _("They said no. Somebody else can be asked, with nothing typed again.")
    elif state in (State.COMPLETED, State.ENDED_EARLY) and heard_at is None:
        said = _("Nobody has asked %(name)s yet how it went.")
    return said % {"name": name}


def _later(ask: Referral, resident: Resident) -> list[str]:
    later = []
    if ask.state == State.SENT:
        later.append(_("They say yes, ask something, or say why not"))
    if ask.kind == Referral.Kind.HAND_OVER and ask.state == State.SENT:
        later.append(_("The three of you meet, and both sign: then somebody else walks with them"))
    if ask.state not in (State.WITHDRAWN, State.EXPIRED) and ask.heard_at is None:
        later.append(_("%(name)s says what came of it") % {"name": resident.known_as})
    if ask.state != State.WITHDRAWN and ask.hope_id and ask.hope_looked_at is None:
        later.append(_("You look at the hope again, together"))
    return later


def _instead(events: list[ReferralEvent]) -> str:
    return next((event.words for event in reversed(events) if event.after == State.DECLINED), "")


def _verbs(ask: Referral) -> list[str]:
    verbs = {
        State.DRAFT: ["send", "ask_them", "change", "withdraw"],
        State.AWAITING_AGREEMENT: ["send", "change", "withdraw"],
        State.SENT: ["withdraw"],
        State.EXPIRED: ["send", "elsewhere", "withdraw"],
        State.DECLINED: ["elsewhere"],
        State.ACCEPTED: ["withdraw"],
        State.IN_PROGRESS: ["withdraw"],
        State.ON_HOLD: ["withdraw"],
        State.WITHDRAWN: ["elsewhere"],
        State.ENDED_EARLY: ["elsewhere"],
    }.get(State(ask.state), [])
    if may_hear(ask):
        verbs = ["hear", *verbs]
    if ask.kind == Referral.Kind.HAND_OVER and ask.state in SAID_YES:
        verbs = ["meet", *verbs]
    if ask.state in OPEN_TO_THE_SERVICE:
        verbs = [*verbs, "say"]
    return verbs


def may_hear(ask: Referral) -> bool:
    """Whether there is something to ask the resident about."""
    return ask.sent_at is not None and ask.state in TO_HEAR


def _event(
    event: ReferralEvent, ask: Referral, resident: Resident, reader: User, today: datetime.date
) -> Move:
    said = {
        "who": _("You") if event.by_id == reader.pk else event.by_name or _("Somebody"),
        "them": ask.organisation.name,
        "name": resident.known_as,
    }
    again = event.before == State.EXPIRED
    title = {
        State.DRAFT: _("%(who)s wrote it down")
        if not event.before
        else _("%(who)s put it back, to be kept for later"),
        State.AWAITING_AGREEMENT: _("%(who)s put it to %(name)s first"),
        State.SENT: _("%(who)s asked %(them)s again") if again else _("%(who)s asked %(them)s"),
        State.ACCEPTED: _("%(them)s said yes"),
        State.DECLINED: _("%(them)s said no"),
        State.IN_PROGRESS: _("%(them)s began"),
        State.ON_HOLD: _("%(them)s let it rest"),
        State.COMPLETED: _("%(them)s did it"),
        State.ENDED_EARLY: _("%(them)s ended it early"),
        State.WITHDRAWN: _("%(who)s took it back") if event.by_id else _("It was taken back"),
        State.EXPIRED: _("Nobody answered in time"),
    }[State(event.after)] % said
    words = event.words
    if event.after == State.ACCEPTED and ask.meets:
        words = _("%(when)s, with %(who)s") % {"when": words, "who": ask.meets}
    small = [str(capfirst(Reason(event.reason).label))] if event.reason else []
    if event.suggestion:
        small.append(_("Who could help instead: %(who)s") % {"who": event.suggestion})
    return Move(event.at, _day(event.at, today), title, words=words, small=". ".join(small))


def _heard(ask: Referral, resident: Resident, today: datetime.date) -> Move:
    assert ask.heard_at is not None
    if ask.outcome == Referral.Outcome.COULD_NOT_ASK:
        title = _("%(name)s could not be asked") % {"name": resident.known_as}
    else:
        outcome = Referral.Outcome(ask.outcome).label
        title = _("%(name)s says: %(outcome)s") % {"name": resident.known_as, "outcome": outcome}
    return Move(ask.heard_at, _day(ask.heard_at, today), title, words=ask.heard)


def _wrote(name: str) -> str:
    return _("%(who)s wrote") % {"who": name}


def _day(moment: datetime.datetime, today: datetime.date) -> str:
    return capfirst(day_in_words(timezone.localdate(moment), today))
