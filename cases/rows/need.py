"""What somebody needs in words: short sentences where they matter, and everything on a page of its own."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import timeline
from cases.models import AccessNeed, Kin, Resident, VisitNote
from cases.models.need import PAPERS
from relational.kernel.days import day_in_full, day_in_words
from relational.kernel.models import User

# What one is to the other; the second word is for the one from whose record it was not written.
BELONGS = {
    Kin.Kind.HOUSEHOLD: (gettext_lazy("same household"), gettext_lazy("same household")),
    Kin.Kind.PARENT: (gettext_lazy("parent"), gettext_lazy("child")),
    Kin.Kind.CHILD: (gettext_lazy("child"), gettext_lazy("parent")),
    Kin.Kind.PARTNER: (gettext_lazy("partner"), gettext_lazy("partner")),
    Kin.Kind.SIBLING: (gettext_lazy("brother or sister"), gettext_lazy("brother or sister")),
    Kin.Kind.CARER: (gettext_lazy("carer"), gettext_lazy("cares for them")),
    Kin.Kind.OTHER: (gettext_lazy("another relation"), gettext_lazy("another relation")),
}


@dataclass(frozen=True)
class Line:
    """One thing that was said or written; noun and id name it in an address."""

    noun: str
    id: str
    text: str
    wrote: str  # who, and when
    theirs: bool  # the resident said it themself


@dataclass(frozen=True)
class VisitLine(Line):
    """What to know before a visit, and whether the resident reads it."""

    withheld: str  # why they do not
    waits: bool  # until somebody else has looked at it
    may_review: bool


@dataclass(frozen=True)
class KinLine(Line):
    """Somebody who belongs to this one, and what they are; of whom one does not see, no name."""

    name: str
    them: str


@dataclass(frozen=True)
class KeptFromLine(Line):
    """Somebody at work here who must not see the record; the text is why."""

    name: str


@dataclass(frozen=True)
class Rest:
    """Some quiet that somebody asked for: until when, and why."""

    until: datetime.date
    reason: str


@dataclass(frozen=True)
class Needs:
    """All of it, as far as the reader sees it."""

    access: list[Line]
    papers: list[str]  # those of them that say how to write to somebody
    adjustments: list[Line]
    visits: list[VisitLine]
    kin: list[KinLine]
    not_these: list[KeptFromLine]
    child: list[str]
    rest: Rest | None

    @property
    def says(self) -> list[str]:
        """What makes things work, in short sentences."""
        return [line.text for line in [*self.access, *self.adjustments]]

    @property
    def kept_from(self) -> str:
        """How many must not see the record; on its face nobody is named."""
        if not self.not_these:
            return ""
        return ngettext(
            "One person here must not see this record.",
            "%(count)s people here must not see this record.",
            len(self.not_these),
        ) % {"count": len(self.not_these)}

    def line(self, noun: str, row_id: uuid.UUID) -> Line | None:
        """One of them by its noun and id; None where it holds no longer."""
        lines: dict[str, Sequence[Line]] = {
            "access": self.access,
            "adjustment": self.adjustments,
            "visit": self.visits,
            "kin": self.kin,
            "not-this-person": self.not_these,
        }
        return next((line for line in lines[noun] if line.id == str(row_id)), None)

    @property
    def some(self) -> bool:
        """Whether there is anything to say beside how to visit."""
        return bool(self.says or self.child or self.kin or self.not_these)


def needs_of(
    resident: Resident, reader: User, *, may_review: bool = False, in_full: bool = False
) -> Needs:
    """What makes things work for somebody, read in one statement.

    may_review: whether the reader may look at what somebody else withheld. in_full: also who wrote
    it, which takes another statement.
    """
    said = timeline.needs(resident)
    rest = said.pop("rest")
    rows = [row for listed in said.values() for row in listed]
    names = timeline.names_of(row["author"] for row in rows) if in_full else {}
    today = timezone.localdate()

    def line(noun: str, row: dict[str, Any], text: str) -> dict[str, Any]:
        theirs = row["author"] == str(resident.user_id)
        who = resident.known_as if theirs else names.get(row["author"], "")
        day = day_in_words(_local_day(row["made_at"]), today)
        wrote = ", ".join(filter(None, [who, day]))
        return {"noun": noun, "id": row["id"], "text": text, "wrote": wrote, "theirs": theirs}

    return Needs(
        access=[Line(**line("access", row, _access(row))) for row in said["access"]],
        papers=[_access(row) for row in said["access"] if row["format"]],
        adjustments=[
            Line(**line("adjustment", row, _sentence(row["what"]))) for row in said["differently"]
        ],
        visits=[
            VisitLine(
                **line("visit", row, _sentence(row["text"])),
                withheld=str(dict(VisitNote.Withheld.choices).get(row["withheld"], "")),
                waits=bool(row["withheld"]) and row["reviewed_at"] is None,
                may_review=may_review and row["author"] != str(reader.pk),
            )
            for row in said["visits"]
        ],
        kin=[
            KinLine(
                **line("kin", row, str(BELONGS[Kin.Kind(row["kind"])][not row["from_here"]])),
                name=row["name"] or "",
                them=row["them"],
            )
            for row in said["belonging"]
        ],
        not_these=[
            KeptFromLine(
                **line("not-this-person", row, _sentence(row["reason"])), name=row["name"] or ""
            )
            for row in said["kept_from"]
        ],
        child=_child(resident, today),
        rest=rest and Rest(datetime.date.fromisoformat(rest["until"]), rest["reason"]),
    )


def _local_day(moment: str) -> datetime.date:
    return timezone.localdate(datetime.datetime.fromisoformat(moment))


def _sentence(text: str) -> str:
    """Somebody's text with the capital and the full stop of a sentence."""
    text = capfirst(text.strip())
    return text if not text or text[-1] in ".!?…۔。؟" else f"{text}."


def _access(row: dict[str, Any]) -> str:
    if not row["format"]:
        return _sentence(row["what"])
    papers = str(PAPERS[AccessNeed.Format(row["format"])])
    return _sentence(f"{papers}: {row['what']}" if row["what"] else papers)


def _child(resident: Resident, today: datetime.date) -> list[str]:
    """Who decides with a child by law, and from when the child speaks for themself."""
    if not resident.may_be_a_child(today):
        return []
    lines = []
    if resident.parental_responsibility:
        who = resident.parental_responsibility.rstrip(".")
        lines.append(_("Parental responsibility: %(who)s.") % {"who": who})
    if resident.speaks_for_self_from:
        said = {
            "name": resident.known_as,
            "day": day_in_full(resident.speaks_for_self_from),
        }
        if resident.speaks_for_self_from <= today:
            lines.append(_("%(name)s has spoken for themself since %(day)s.") % said)
        else:
            lines.append(_("%(name)s speaks for themself from %(day)s.") % said)
    return lines
