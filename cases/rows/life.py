"""Events of a life line in words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.life import Event
from cases.models import Connection, Note, Referral, Reminder, Resident, Section, Voice
from cases.models.referral import FINAL, Reason, State
from cases.rows.not_so import Beside
from cases.rows.promise import in_words
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to
from relational.kernel.models import User


@dataclass(frozen=True)
class LifeRow:
    """One event, ready to print. What is empty is not shown."""

    icon: str
    warm: bool
    when: str
    title: str
    own: str = ""
    heard: str = ""
    agreed: str = ""
    promised: str = ""
    small: list[str] = field(default_factory=list)
    in_error: str = ""
    corrected: str = ""
    before: list[Note] = field(default_factory=list)
    link: str = ""
    link_text: str = ""
    correct: str = ""
    take_back: str = ""
    beside: Beside | None = None


def life_rows(
    events: Iterable[Event], resident: Resident, reader: User, *, own: bool = False
) -> list[LifeRow]:
    """Rows of a stretch of somebody's life line; `own` where they read it themself."""
    today = timezone.localdate()
    events = list(events)
    replaced = [event.told["supersedes_id"] for event in events if event.what == "talk"]
    before = timeline.earlier_versions(resident, [pk for pk in replaced if pk])
    timeline.not_so(resident)  # once, whatever stands in this stretch
    rows = [_ROWS[event.what](event, resident, reader, today, before, own) for event in events]
    return [
        replace(row, beside=_beside(event, resident, before, own))
        for event, row in zip(events, rows, strict=True)
    ]


@dataclass(frozen=True)
class DayRow:
    """A day, and what somebody wrote down of it."""

    day: str
    life: list[LifeRow]


def own_days(events: Iterable[Event], near: dict[uuid.UUID, Resident]) -> list[DayRow]:
    """What the reader wrote down, day by day; with a way to the records of those they are `near`."""
    today = timezone.localdate()
    days = groupby(events, key=lambda event: timezone.localdate(event.at))
    return [
        DayRow(
            day=capfirst(day_in_words(day, today)),
            life=[_own(event, near.get(uuid.UUID(event.told["resident_id"]))) for event in wrote],
        )
        for day, wrote in days
    ]


def _beside(event: Event, resident: Resident, before: dict, own: bool) -> Beside | None:
    """What the resident says beside an entry that others wrote."""
    told = event.told
    if event.what == "talk":
        earlier = before.get(told["supersedes_id"], [])
        return Beside.of(resident, "note", [event.id, *(note.pk for note in earlier)], own=own)
    if event.what == "promise":
        return Beside.of(resident, "promise", [event.id], own=own)
    if event.what == "heard":
        return Beside.of(resident, "ask", [event.id], own=own)
    if event.what == "asked" and told["after"] in FINAL:
        return Beside.of(resident, "ask", [uuid.UUID(told["ask"])], own=own)
    return None


def _own(event: Event, resident: Resident | None) -> LifeRow:
    told = event.told
    said = {"name": (resident.known_as if resident else told["name"]) or _("somebody")}
    wrong = told["entered_in_error"]
    return LifeRow(
        icon="talk",
        warm=bool(told.get("their_words")),
        when=capfirst(dict(Note.Mode.choices).get(told["mode"], "")),
        title=_("Written of %(name)s by mistake") % said
        if wrong
        else _("You talked with %(name)s") % said,
        own=told.get("their_words", ""),
        heard=told.get("what_we_heard", ""),
        agreed=told.get("agreed", ""),
        small=[] if resident else [_("You no longer walk with them.")],
        in_error=wrong,
        corrected=told["correction_reason"],
        before=told.get("before") or [],
        link=reverse("cases:record", args=[resident.pk]) if resident else "",
        link_text=_("Open the record"),
    )


def _talk(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    when = _when(event, today)
    mode = dict(Note.Mode.choices).get(told["mode"])
    mine = told["author_id"] == str(reader.pk)
    author = _first_name(told["author"])
    ids = [resident.pk, event.id]
    if own:
        title = _("With %(author)s") % {"author": author}
    elif mine:
        title = _("You talked")
    else:
        title = _("A conversation with %(author)s") % {"author": author}
    return LifeRow(
        icon="talk",
        warm=bool(told["their_words"]),
        when=f"{when}, {mode}" if mode else when,
        title=_("Written here by mistake") if told["entered_in_error"] else title,
        own=told["their_words"],
        heard=told["what_we_heard"],
        agreed=told["agreed"],
        promised=_promised(told["promise"], today),
        small=_about_the_talk(told, resident, own),
        in_error=told["entered_in_error"],
        corrected=told["correction_reason"],
        before=before.get(told["supersedes_id"], []),
        correct=reverse("cases:note-correct", args=ids) if mine and not own else "",
        take_back=reverse("cases:note-in-error", args=ids) if mine and not own else "",
    )


def _about_the_talk(told: dict, resident: Resident, own: bool) -> list[str]:
    small = []
    if told["told_again"]:
        said = {"name": resident.known_as}
        small.append(
            _("You had to tell your story again.")
            if own
            else _("%(name)s had to tell their story again.") % said
        )
    if told["withheld"] and not own:
        why = dict(Note.Withheld.choices)[told["withheld"]]
        small.append(_("Kept from their own page, because %(why)s.") % {"why": why})
    return small


def _pointed(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    said = {"them": told["to"], "who": _first_name(told["author"])}
    if not own:
        title = _("Pointed to %(them)s") % said
    elif told["author"]:
        title = _("%(who)s told you about %(them)s") % said
    else:
        title = _("You were told about %(them)s") % said
    small = _sentences(told["words"])
    return LifeRow("onward", False, _when(event, today), title, small=small)


def _words(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    section = Section(told["section"])
    said = {"name": resident.known_as, "who": told["supported_by"]}
    if told["voice"] == Voice.ON_BEHALF:
        title = _("Words written for %(name)s") % said
    elif told["voice"] == Voice.WITH_SUPPORT:
        title = _("%(name)s and %(who)s wrote words together") % said
    elif own:
        title = _("You wrote your words")
    else:
        title = _("%(name)s wrote their words") % said
    address = (
        reverse("cases:my-history", args=[section])
        if own
        else reverse("cases:words-history", args=[resident.pk, section])
    )
    return LifeRow(
        icon="pencil",
        warm=True,
        when=_when(event, today),
        title=title,
        small=[f"{section.label}."],
        link=address,
        link_text=_("See both, side by side") if told["number"] > 1 else _("See them"),
    )


def _joined(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    said = {"who": _who(told), "name": resident.known_as}
    if told["part"] == Connection.Part.LEAD:
        title = _("%(who)s began to walk with %(name)s") % said
        if own:
            title = _("%(who)s began to walk with you") % said
    elif own:
        title = _("%(who)s joined your people") % said
    else:
        title = _("%(who)s joined the circle") % said
    return LifeRow("leaf", False, _when(event, today), title, small=_sentences(told["about"]))


def _left(event: Event, resident, reader, today, before, own) -> LifeRow:
    title = _("%(who)s is no longer around") % {"who": _who(event.told)}
    small = _sentences(event.told["how_ended"])
    return LifeRow("leaf", False, _when(event, today), title, small=small)


def _promise(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    said = {"who": _first_name(told["who"])}
    if told["state"] == Reminder.State.DONE:
        title = _("%(who)s kept a promise") % said
    elif told["moved_to"]:
        said["day"] = day_in_words(parse_date(told["moved_to"]), today)
        title = _("%(who)s moved a promise to %(day)s") % said
    else:
        title = _("%(who)s let a promise go") % said
    return LifeRow(
        icon="knot",
        warm=False,
        when=_when(event, today),
        title=title,
        small=[f"“{told['what']}”", *_sentences(told["why"])],
    )


def _hope(event: Event, resident, reader, today, before, own) -> LifeRow:
    title = _("A hope of yours") if own else _("A hope")
    return LifeRow("sun", True, _when(event, today), title, own=event.told["text"])


def _reached(event: Event, resident, reader, today, before, own) -> LifeRow:
    return LifeRow("sun", True, _when(event, today), _("Reached"), own=event.told["text"])


def _step(event: Event, resident, reader, today, before, own) -> LifeRow:
    small = _sentences(event.told["what"])
    title = _("%(who)s: a step done") % {"who": event.told["who"] or resident.known_as}
    return LifeRow("tick", False, _when(event, today), title, small=small)


def _asked(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    said = {"them": told["to"], "who": _first_name(told["by"])}
    title = {
        State.SENT: _("%(them)s was asked to help"),
        State.ACCEPTED: _("%(them)s said yes"),
        State.DECLINED: _("%(them)s said no"),
        State.IN_PROGRESS: _("%(them)s began to help"),
        State.ON_HOLD: _("%(them)s let it rest"),
        State.COMPLETED: _("%(them)s helped, and it is done"),
        State.ENDED_EARLY: _("%(them)s ended it early"),
        State.WITHDRAWN: _("What %(them)s was asked was taken back"),
        State.EXPIRED: _("%(them)s did not answer"),
    }[State(told["after"])] % said
    reason = capfirst(str(Reason(told["reason"]).label)) if told["reason"] else ""
    small = [f"{reason}." if reason else "", told["words"]]
    return LifeRow(
        icon="ask",
        warm=False,
        when=_when(event, today),
        title=title,
        small=[line for line in small if line],
        **_to_the_ask(told, resident, own),
    )


def _heard(event: Event, resident, reader, today, before, own) -> LifeRow:
    told = event.told
    outcome = Referral.Outcome(told["outcome"])
    unheard = outcome == Referral.Outcome.COULD_NOT_ASK
    said = {"name": resident.known_as, "them": told["to"], "outcome": outcome.label}
    if unheard:
        title = _("Nobody could ask how it went with %(them)s") % said
    elif own:
        title = _("You said of %(them)s: %(outcome)s") % said
    else:
        title = _("%(name)s says of %(them)s: %(outcome)s") % said
    return LifeRow(
        icon="ask",
        warm=not unheard,
        when=_when(event, today),
        title=title,
        own="" if unheard else told["heard"],
        small=_sentences(told["heard"]) if unheard else [],
        **_to_the_ask(told, resident, own),
    )


def _to_the_ask(told: dict, resident: Resident, own: bool) -> dict[str, str]:
    """The way to the page of an ask, which is a worker's."""
    if own:
        return {}
    address = path_to("cases:referral", resident.pk, uuid.UUID(told["ask"]))
    return {"link": address, "link_text": _("How it goes")}


_ROWS = {
    "asked": _asked,
    "heard": _heard,
    "talk": _talk,
    "pointed": _pointed,
    "words": _words,
    "joined": _joined,
    "left": _left,
    "promise": _promise,
    "hope": _hope,
    "reached": _reached,
    "step": _step,
}


def _when(event: Event, today: datetime.date) -> str:
    return capfirst(day_in_words(timezone.localdate(event.at), today))


def _who(told: dict) -> str:
    return _first_name(told["user"]) or told["organisation"] or told["person"]


def _first_name(name: str | None) -> str:
    return name.split()[0] if name else ""


def _sentences(text: str) -> list[str]:
    return [text] if text else []


def _promised(promise: dict | None, today: datetime.date) -> str:
    """What became of the promise of a conversation."""
    if promise is None:
        return ""
    settled = parse_datetime(promise["settled_at"]) if promise["settled_at"] else None
    return in_words(
        state=promise["state"],
        due=parse_date(promise["due"]),
        settled_at=settled,
        moved_to=parse_date(promise["moved_to"]) if promise["moved_to"] else None,
        today=today,
    )
