"""What was found, in words: people by their names, and lines in which words stand."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Connection, Note, Section
from cases.search import Hit
from hubs.access import Reach
from relational.kernel.days import day_in_words
from relational.kernel.languages import SIGNED

DONT = "dont"  # the second text of its section
NOBODY = uuid.UUID(int=0)
MARKED = re.compile("\x02(.*?)\x03", re.DOTALL)


@dataclass(frozen=True)
class PersonRow:
    """Somebody whose name was found."""

    name: str
    url: str
    also: str  # other names they are known by
    how: str  # how the reader is connected with them


@dataclass(frozen=True)
class WordsRow:
    """A line in which words were found: its pieces, and whether each is one of the words."""

    name: str
    url: str
    place: str
    when: str
    theirs: bool
    language: str
    pieces: list[tuple[str, bool]]


def person_rows(people: Iterable[Hit]) -> list[PersonRow]:
    return [
        PersonRow(
            name=hit.known_as,
            url=_address("cases:record", hit),
            also=", ".join(hit.also or []),
            how=_how(hit),
        )
        for hit in people
    ]


def words_rows(found: Iterable[Hit]) -> list[WordsRow]:
    today = timezone.localdate()
    return [
        WordsRow(
            name=hit.known_as,
            url=_where(hit),
            place=_place(hit),
            when=day_in_words(timezone.localdate(hit.at), today),
            theirs=bool(hit.theirs),
            language="" if hit.language in SIGNED else hit.language or "",
            pieces=_pieces(hit.line or ""),
        )
        for hit in found
    ]


def _how(hit: Hit) -> str:
    said = {"name": hit.known_as, "worker": hit.lead}
    if hit.part == Connection.Part.LEAD:
        return _("You walk with %(name)s.") % said
    walks = _("%(worker)s walks with %(name)s.") % said if hit.lead else ""
    if hit.near > Reach.OWN:
        return f"{walks} {_('When you open their record you say why.')}".strip()
    if not hit.near:
        return f"{_('You asked in: it is open to you for a day.')} {walks}".strip()
    if hit.part is None:
        return f"{_('You stand in for a colleague.')} {walks}".strip()
    part = _("You are around them: %(part)s.") % {"part": Connection.Part(hit.part).label}
    return f"{part} {walks}".strip()


def _place(hit: Hit) -> str:
    """Where words stand: where a conversation was, a section, or what they are."""
    match hit.kind:
        case "note":
            return capfirst(Note.Mode(hit.place).label) if hit.place else _("Conversation")
        case "statement":
            return _("Please don’t") if hit.place == DONT else str(Section(hit.place).label)
        case "hope":
            return _("A hope")
        case "strength":
            return _("What they bring")
        case "concern":
            return _("What weighs on them")
    return _("Who is around")


def _where(hit: Hit) -> str:
    """The page on which words stand, as near as it can be named."""
    match hit.kind:
        case "note":
            words = " ".join(MARKED.findall(hit.line or "")[:1])
            return f"{_address('cases:life', hit)}?{urlencode({'words': words})}"
        case "statement":
            return _address("cases:what-matters", hit)
        case "connection":
            return _address("cases:circle", hit)
    return _address("cases:hopes", hit)


def _address(name: str, hit: Hit) -> str:
    """The address of a page about somebody; asking for each by its name takes longer than a row."""
    return _shape(name).replace(str(NOBODY), str(hit.resident_id))


@cache
def _shape(name: str) -> str:
    return reverse(name, args=[NOBODY])


def _pieces(line: str) -> list[tuple[str, bool]]:
    pieces = MARKED.split(line)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
