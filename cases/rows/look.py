"""Looks at a record in words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.access import (
    API,
    ASK,
    ASKS,
    HANDING_OVER,
    OWN_NOTES,
    PRINT,
    READING,
    RECORD,
    REQUEST,
    REVIEW,
    SEARCH,
    Purpose,
)
from cases.looks import Looks, Seen
from cases.models import AskingIn, Connection, Disclosure, LookQuestion
from hubs.models import Role
from relational.kernel.days import day_in_words

A_WHILE = datetime.timedelta(hours=1)
A_FEW_DAYS = datetime.timedelta(days=6)


@dataclass(frozen=True)
class LookRow:
    """One look at a record, as the resident reads it on their first page."""

    who: str
    why: str
    when: str


@dataclass(frozen=True)
class Question:
    """What the resident asked about a look, and what came of it."""

    question: str
    due: datetime.date
    readers_words: str
    answer: str
    answered_by: str


@dataclass
class LookCard:
    """Looks of one person for one reason that stand together, or something that was shared."""

    ask: uuid.UUID | None  # the look that can be asked about
    name: str
    kind: str  # whose face it is
    part: str
    whens: list[str]
    saw: list[str]
    shared: bool
    why: str
    notice: str
    lately: bool
    question: Question | None
    first: datetime.datetime = field(repr=False)

    @property
    def when(self) -> str:
        return "; ".join(dict.fromkeys(self.whens))

    @property
    def what(self) -> str:
        what = ", ".join(dict.fromkeys(self.saw))
        return what if self.shared else _("Saw: %(what)s") % {"what": what}


def look_rows(seen: Iterable[Seen]) -> list[LookRow]:
    """Looks in words, newest first: who in what role, why and whether they printed it, and when."""
    today = timezone.localdate()
    roles = dict(Role.choices)
    rows = []
    for look in seen:
        role = roles.get(look.role, look.role)
        who = _("Safeguarding team") if look.kind == "hidden" else look.name
        why = ". ".join(capfirst(said) for said in _how_and_why(look) if said)
        when = day_in_words(timezone.localdate(look.at), today)
        rows.append(LookRow(f"{who}, {role}" if role else who, why, when))
    return rows


def look_cards(looks: Looks) -> list[LookCard]:
    """Looks as their list shows them. Those of one person for one reason within an hour are one."""
    cards: list[LookCard] = []
    last: Seen | None = None
    for seen in looks.seen:
        asked = looks.questions.get(seen.id)
        if last is not None and _same(last, seen) and cards[-1].first - seen.at < A_WHILE:
            card = cards[-1]
            card.whens.insert(0, capfirst(_when(seen.at)))
            card.saw.insert(0, _saw(seen))
            if asked is not None:
                card.question, card.ask = _question(asked), None
        else:
            cards.append(_card(seen, looks, asked))
        last = seen
    return cards


def _same(one: Seen, other: Seen) -> bool:
    return one.kind in ("look", "hidden") and (
        (one.kind, one.reader_id, one.name, one.purpose, one.reason)
        == (other.kind, other.reader_id, other.name, other.purpose, other.reason)
    )


def _card(seen: Seen, looks: Looks, asked: LookQuestion | None) -> LookCard:
    # Why somebody reads for them, a resident said themself.
    reads_for = seen.purpose == Purpose.READS_FOR
    can_ask = seen.kind in ("look", "hidden") and asked is None and not reads_for
    return LookCard(
        ask=seen.id if can_ask else None,
        name=_("Safeguarding team") if seen.kind == "hidden" else seen.name,
        kind=_face(seen),
        part=_part(seen, looks),
        whens=[capfirst(_when(seen.at))],
        saw=[_saw(seen)],
        shared=seen.kind in ("sent", "told"),
        why=_why(seen, looks),
        notice=_notice(seen, looks),
        lately=seen.at > timezone.now() - A_FEW_DAYS,
        question=_question(asked) if asked else None,
        first=seen.at,
    )


def _face(seen: Seen) -> str:
    if seen.purpose == Purpose.READS_FOR:
        return "person"
    return "service" if seen.kind == "link" or seen.role == Role.RECEIVER else "staff"


def _part(seen: Seen, looks: Looks) -> str:
    """What somebody is to the resident, and in what role and for whom they looked."""
    if seen.kind == "hidden":
        return _("Their name is kept back for now, for a reason that somebody looks at.")
    part = looks.around.get(seen.reader_id) if seen.reader_id else None
    if seen.purpose == Purpose.READS_FOR:
        return _("reads your page for you")
    near = {None: "", Connection.Part.LEAD: _("walks with you")}.get(part, _("one of your people"))
    role = str(dict(Role.choices).get(seen.role, seen.role))
    return ", ".join(filter(None, [near, role, seen.organisation]))


def _saw(seen: Seen) -> str:
    if seen.kind == "sent":
        return _("Shared something with %(name)s") % {"name": seen.what}
    if seen.kind == "told":
        return _("Told %(name)s something") % {"name": seen.what}
    return {
        RECORD: _("your page"),
        PRINT: _("your page, on paper"),
        API: _("your page, with another program"),
        OWN_NOTES: _("what they had written themself"),
        SEARCH: _("your name, in a search"),
        REVIEW: _("what two people who help you talked about"),
        ASK: _("what is shared with them"),
        ASKS: _("your name, on a list of who asked them for help"),
        HANDING_OVER: _("your name, and what was promised to you"),
        READING: _("what you let them read for you"),
    }.get(seen.section, seen.section)


def _why(seen: Seen, looks: Looks) -> str:
    if seen.kind == "sent":
        return _("To ask them for help")
    why = _ground(seen, looks)
    return f"{why}. “{seen.reason}”" if seen.reason else why


def _ground(seen: Seen, looks: Looks) -> str:
    if seen.kind == "told":
        return capfirst(str(dict(Disclosure.Why.choices).get(seen.purpose, "")))
    opening = _opening(seen, looks)
    if opening is not None:
        return {
            AskingIn.Why.WITH_ME: _("You were with them"),
            AskingIn.Why.ASKED: _("They say that you asked them to"),
            AskingIn.Why.SAFETY: _("Somebody may not be safe"),
        }[AskingIn.Why(opening.why)]
    return {
        Purpose.WALKS_WITH: _("They help you"),
        Purpose.OWN_NOTES: _("They helped you before"),
        Purpose.LEADS: _("They lead the people who help you"),
        Purpose.SUPPORT: _("To support the person who walks with you"),
        Purpose.STAND_IN: _("They stand in for somebody who helps you"),
        Purpose.ASKED: _("They say that you asked them to"),
        Purpose.SAFETY: _("Somebody may not be safe"),
        Purpose.PUT_RIGHT: _("To put a mistake right"),
        Purpose.ASKED_TO_HELP: _("They were asked to help you"),
        Purpose.READS_FOR: _("You wished that they read it for you"),
        Purpose.ASKED_IN: _("Somebody may not be safe"),  # the name is kept back, so it is that
    }.get(Purpose(seen.purpose), "")


def _opening(seen: Seen, looks: Looks) -> AskingIn | None:
    """What opened the record for a day to who looked, where it was that."""
    if seen.purpose != Purpose.ASKED_IN or seen.kind != "look":
        return None
    mine = (each for each in looks.openings if each.asker_id == seen.reader_id)
    return next((each for each in mine if each.made_at <= seen.at), None)


def _notice(seen: Seen, looks: Looks) -> str:
    """What is said of a look by who is not around the resident: who was told, and until when it was."""
    opening = _opening(seen, looks)
    if opening is None:
        return ""
    ends = opening.ended_at or opening.ends_at
    assert ends is not None  # what is opened ends
    told = [looks.told[pk] for pk in opening.told if pk in looks.told]
    said = {"name": seen.name.split()[0], "told": ", ".join(told), "when": _when(ends)}
    near = (
        _("%(name)s is not one of your people. So %(told)s was told at once.")
        if told
        else _("%(name)s is not one of your people.")
    )
    until = (
        _("%(name)s can read your page until %(when)s.")
        if opening.holds
        else _("%(name)s could read your page until %(when)s.")
    )
    return f"{near % said} {until % said}"


def _question(asked: LookQuestion) -> Question:
    return Question(
        question=asked.question,
        due=asked.due,
        readers_words=asked.readers_words,
        answer=asked.answer,
        answered_by=asked.signed,
    )


def _when(at: datetime.datetime) -> str:
    """Day and time: “today, 09:40”."""
    here = timezone.localtime(at)
    day = day_in_words(here.date(), timezone.localdate())
    return f"{day}, {date_format(here, 'H:i')}"


def _how_and_why(look: Seen) -> list[str]:
    if look.kind == "sent":
        return [_("shared with %(name)s") % {"name": look.what}]
    if look.kind == "told":
        return [_("told %(name)s") % {"name": look.what}, look.reason]
    if look.kind == "link":
        return [_("read what is shared with them, by the link we sent")]
    how = {
        PRINT: _("printed it"),
        API: _("read it by another program"),
        OWN_NOTES: _("read again what they had written themself"),
        SEARCH: _("saw the name in a search"),
        REVIEW: _("read what two colleagues talked about"),
        ASK: _("read what is shared with them"),
        ASKS: _("saw the name among what they are asked"),
        REQUEST: _("read the conversations, to answer what you asked"),
        HANDING_OVER: _("saw the name and what was promised, to find who takes over"),
    }.get(look.section, "")
    return [how, str(dict(Purpose.choices).get(look.purpose, "")), look.reason]
