"""What matters in words: the seven sections, and every version beside the one before."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.core.paginator import Page
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import timeline
from cases.models import Resident, Section, StaffView, Statement, Suggestion, Voice
from cases.rows.door import Door
from cases.rows.message import MediaRow, media_rows
from cases.rows.not_so import Beside
from relational.kernel.days import day_in_words
from relational.kernel.prose import direction

A_FEW_VERSIONS = 10


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison: the same, added ("ins"), or gone ("del")."""

    mark: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """What changed from one text to the other, word by word."""
    old, new = (re.findall(r"\s*\S+\s*", text) for text in (before, after))
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    pieces = []
    for mark, a, b, c, d in matcher.get_opcodes():
        if mark == "equal":
            pieces.append(Piece("", "".join(new[c:d])))
            continue
        if gone := "".join(old[a:b]):
            pieces.append(Piece("del", gone))
        if added := "".join(new[c:d]):
            pieces.append(Piece("ins", added))
    return pieces


@dataclass(frozen=True)
class ViewRow:
    """What a worker wrote beside a section: who and when, and what the resident says to it."""

    who: str
    text: str
    beside: Beside


@dataclass(frozen=True)
class WordsRow:
    """One section of what matters, ready to print."""

    section: str
    title: str
    text: str
    dont: list[str]
    language: str
    by: str
    signed: str
    theirs: bool
    donts: bool
    kept: bool  # from who reads
    beside: list[ViewRow]
    suggested: list[Suggestion]
    aside: list[Statement]
    media: list[MediaRow]

    @property
    def says_something(self) -> bool:
        """Whether somebody said something here, in words or without; or it is not for this reader."""
        return bool(self.text or self.media or self.kept)

    @classmethod
    def of(
        cls,
        said: timeline.InTheirWords,
        resident: Resident,
        today: datetime.date,
        own: bool,
    ) -> WordsRow:
        statement = said.statement
        return cls(
            section=said.section.value,
            title=str(said.section.label),
            text=statement.text if statement else "",
            dont=lines(statement.dont) if statement else [],
            language=statement.language if statement else "",
            by=whose(statement, resident, _day(statement, today)) if statement else "",
            signed=_signed(statement) if statement else "",
            theirs=statement is not None and statement.theirs,
            donts=said.section == Section.PLEASE_DO_AND_DO_NOT,
            kept=said.kept,
            beside=_views(said.beside, resident, today, own=own),
            suggested=said.suggested,
            aside=said.aside,
            media=media_rows(said.shown, Door(resident, own=own, may_write=own)),
        )


def lines(text: str) -> list[str]:
    """The lines of a text, without the strokes people begin them with."""
    return [line.lstrip("-–•* ").strip() for line in text.splitlines() if line.strip("-–•* ")]


def whose(statement: Statement, resident: Resident, day: str) -> str:
    """Whose words these are, and of when; the day in words, as its reader will read it."""
    said = {
        "name": resident.known_as,
        "who": statement.supported_by,
        "how": statement.how_completed,
        "day": day,
    }
    if statement.voice == Voice.ON_BEHALF:
        return _("Written for %(name)s, %(day)s. %(how)s") % said
    if statement.voice == Voice.WITH_SUPPORT:
        return _("%(name)s’s words, written with %(who)s, %(day)s") % said
    return _("%(name)s’s own words, %(day)s") % said


def _day(statement: Statement, today: datetime.date) -> str:
    return day_in_words(timezone.localdate(statement.made_at), today)


def _signed(statement: Statement) -> str:
    if not statement.signed:
        return ""
    return _("Signed by %(name)s and %(who)s") % {
        "name": statement.signed,
        "who": statement.supported_by,
    }


def _who_and_when(said: StaffView | Suggestion, today: datetime.date) -> str:
    return f"{said.author.called}, {day_in_words(timezone.localdate(said.made_at), today)}"


def words_rows(resident: Resident, *, own: bool = False) -> list[WordsRow]:
    """The seven sections of somebody, in order; `own` where they read them themself."""
    today = timezone.localdate()
    return [WordsRow.of(said, resident, today, own) for said in timeline.what_matters(resident)]


@dataclass(frozen=True)
class Side:
    """One of two texts compared, with what is only in it marked."""

    text: list[Piece]
    dont: list[Piece]
    language: str
    dir: str


@dataclass(frozen=True)
class VersionRow:
    """One version of a section beside the one it came from, with what changed marked in both."""

    by: str
    signed: str
    set_aside: bool
    said: Side
    before: Side | None

    @classmethod
    def of(
        cls,
        said: Statement | Suggestion,
        before: Statement | None,
        *,
        by: str,
        signed: str = "",
        set_aside: bool = False,
    ) -> VersionRow:
        return cls(
            by=by,
            signed=signed,
            set_aside=set_aside,
            said=_side(said, before, without="del"),
            before=_side(before, said, without="ins") if before else None,
        )


def _side(
    of: Statement | Suggestion, beside: Statement | Suggestion | None, *, without: str
) -> Side:
    """One side of a comparison: all its pieces but those that are only in the other."""

    def pieces(this: str, other: str) -> list[Piece]:
        if not other:
            return [Piece("", this)] if this else []
        both = compared(other, this) if without == "del" else compared(this, other)
        return [piece for piece in both if piece.mark != without]

    return Side(
        text=pieces(of.text, beside.text if beside else ""),
        dont=pieces(of.dont, beside.dont if beside else ""),
        language=of.language,
        dir=direction(of.text or of.dont),
    )


def versions_of(page: Page, resident: Resident, section: str, *, own: bool = False) -> dict:
    """A page of versions of a section, and what else was written there, ready to print."""
    today = timezone.localdate()
    return {
        "page": page,
        "versions": [
            VersionRow.of(
                version,
                version.supersedes,
                by=whose(version, resident, _day(version, today)),
                signed=_signed(version),
                set_aside=version.set_aside,
            )
            for version in page
        ],
        "suggestions": [
            VersionRow.of(suggestion, suggestion.against, by=_suggested(suggestion, today))
            for suggestion in timeline.other_words(resident, section)
        ],
        "views": _views(timeline.earlier_views(resident, section), resident, today, own=own),
    }


def _suggested(suggestion: Suggestion, today: datetime.date) -> str:
    became = {
        Suggestion.State.WAITING: _("It waits for an answer."),
        Suggestion.State.CHANGED: _("Taken with changes."),
        Suggestion.State.LEFT: _("The words stayed as they were."),
    }
    return _("%(who)s suggested this. %(became)s") % {
        "who": _who_and_when(suggestion, today),
        "became": became[Suggestion.State(suggestion.state)],
    }


def _views(
    views: Iterable[StaffView], resident: Resident, today: datetime.date, *, own: bool
) -> list[ViewRow]:
    return [
        ViewRow(
            who=_who_and_when(view, today),
            text=view.text,
            beside=Beside.of(resident, "view", [view.pk], own=own),
        )
        for view in views
    ]
