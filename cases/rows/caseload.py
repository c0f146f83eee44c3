"""A list that somebody brings in, as its pages show it: its columns, and what happens to each line."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access import nearest
from cases.caseload import COLUMNS
from cases.models import CaseloadImport, CaseloadRow, Resident
from cases.models.resident import birth
from cases.rows.person import born_in_words
from relational.kernel.days import day_in_full
from relational.kernel.languages import language_name
from relational.kernel.models import User

State, Standing = CaseloadImport.State, CaseloadRow.Standing
A_LOOK = 200  # letters of a note


@dataclass(frozen=True)
class ListRow:
    """One of the lists somebody brought."""

    url: str
    when: datetime.datetime
    what: str


def list_rows(caseloads: Iterable[CaseloadImport]) -> list[ListRow]:
    return [
        ListRow(
            url=reverse("cases:import-list", args=[caseload.pk]),
            when=timezone.localtime(caseload.made_at),
            what=_how_it_went(caseload),
        )
        for caseload in caseloads
    ]


def _how_it_went(caseload: CaseloadImport) -> str:
    if caseload.state != State.IN:
        return capfirst(caseload.get_state_display())
    came = ngettext("%(count)d person came in", "%(count)d people came in", caseload.brought)
    return came % {"count": caseload.brought}


@dataclass(frozen=True)
class ColumnRow:
    """A column of the list: what it is read as, or why it is not brought in."""

    heading: str
    read_as: str
    why_not: str


def column_rows(caseload: CaseloadImport) -> tuple[list[ColumnRow], list[ColumnRow]]:
    """The columns that are read, and those that are not."""
    rows = [
        ColumnRow(
            heading=heading or _("(without a heading)"),
            read_as=str(COLUMNS[known][0]) if known else "",
            why_not=why_not,
        )
        for heading, known, why_not in caseload.columns
    ]
    return [row for row in rows if row.read_as], [row for row in rows if not row.read_as]


@dataclass(frozen=True)
class LineRow:
    """A line of the list: whom it is about, what happens to it, and what can be chosen."""

    id: str
    line: int
    name: str
    facts: str
    note: str
    what: str
    problems: list[str]
    known: str
    url: str
    wanted: bool
    choice: str


def line_rows(rows: Iterable[CaseloadRow], by: User, *, choosing: bool) -> list[LineRow]:
    """Lines as they are shown to who brought them. Names of residents come from who `by` sees."""
    rows = list(rows)
    ids = {row.known_id for row in rows} | {row.resident_id for row in rows}
    seen = nearest(by).in_bulk([pk for pk in ids if pk])
    return [_line_row(row, seen, choosing=choosing) for row in rows]


def _line_row(row: CaseloadRow, seen: dict, *, choosing: bool) -> LineRow:
    known = seen.get(row.known_id) or seen.get(row.resident_id)
    said = row.said
    name = said.get("full_name") or said.get("known_as") or (str(known) if known else "")
    choose = choosing and row.standing != Standing.WRONG
    return LineRow(
        id=f"line-{row.line}",
        line=row.line,
        name=name or _("Nobody"),
        facts=". ".join(_facts(said)),
        note=Truncator(said.get("note", "")).chars(A_LOOK),
        what=_what(row),
        problems=row.problems,
        known=known.known_as if known else "",
        url=reverse("cases:record", args=[known.pk]) if known else "",
        wanted=row.wanted,
        choice=reverse("cases:import-choose", args=[row.caseload_id, row.pk]) if choose else "",
    )


def _what(row: CaseloadRow) -> str:
    """What happens to a line, or happened."""
    if row.kept:
        return _("Stayed: %(why)s.") % {"why": row.get_kept_display()}
    if row.standing == Standing.WRONG:
        return _("Cannot go in.")
    if row.standing == Standing.NEW:
        return _("Comes in as somebody new.") if row.wanted else _("You leave this line out.")
    if row.wanted:
        return _("Comes in as somebody new, as you said.")
    if row.known_id:
        return _("Stays out, unless it is somebody new: you may walk with them already.")
    return _("Stays out, unless it is somebody new: line %(line)d may be the same person.") % {
        "line": row.twin_line
    }


def _facts(said: dict[str, str]) -> list[str]:
    """What would be written down about somebody, in words, so that what was misread shows."""
    day, precision = birth(said.get("born", ""))
    born = born_in_words(Resident(date_of_birth=day, date_of_birth_precision=precision))
    heard = said.get("heard_on", "")
    full, known_as = said.get("full_name", ""), said.get("known_as", "")
    facts = [
        _("Known as %(name)s") % {"name": known_as} if full and known_as else "",
        _("Also known as %(names)s") % {"names": said["other_names"]}
        if "other_names" in said
        else "",
        said.get("pronouns", ""),
        _("Born %(day)s") % {"day": born} if born else "",
        language_name(said["language"]) if "language" in said else "",
        _("Needs an interpreter") if "interpreter" in said else "",
        _("Lives in %(place)s") % {"place": said["place"]} if "place" in said else "",
        *(said.get(way, "") for way in ("mobile", "phone", "email", "address")),
        _("Last seen %(day)s") % {"day": day_in_full(datetime.date.fromisoformat(heard))}
        if heard
        else "",
    ]
    return [fact for fact in facts if fact]
