"""What the directory says of the groups of a list, and what a new one would change: was, would be."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hubs.group_columns import COLUMNS
from hubs.models import CostOption, FeedSource, FieldConflict, ImportRun, Schedule
from hubs.oruk import KEPT_HERE, NOUNS, REASONS
from hubs.words import cost_line, when_line

MOST_FAULTS = 200

# Which column shows a field of a row.
SHOWN: dict[str, dict[str, str]] = {
    "service": {
        "name": "name",
        "description": "what",
        "eligibility_description": "who",
        "fees": "cost",
        "application_process": "join",
        "email": "email",
        "url": "website",
        "assured_date": "checked",
    },
    "schedule": {},
    "location": {"name": "place", "somebodys_home": "home"},
    "address": {
        "address_1": "address",
        "address_2": "address",
        "city": "address",
        "postal_code": "postcode",
    },
    "contact": {"name": "contact"},
    "phone": {"number": "phone"},
    "language": {"name": "languages"},
    "accessibility": {"description": "access"},
    "cost_option": {},
}
IN_WORDS = {"schedule": "when", "cost_option": "cost"}


@dataclass
class Group:
    """What the directory says of a group, by the headings of a list."""

    pk: uuid.UUID
    name: str
    said: dict[str, str] = field(default_factory=dict)
    is_home: bool = False

    def say(self, heading: str, text: str) -> None:
        if text:
            before = self.said.get(heading)
            self.said[heading] = f"{before}, {text}" if before else text

    @property
    def shows_an_address(self) -> bool:
        places = {str(COLUMNS[name].heading) for name in ("address", "postcode")}
        return not self.is_home and not places.isdisjoint(self.said)


@dataclass
class Standing:
    """All groups of a list as they stand now, and the open questions about them."""

    groups: dict[str, Group] = field(default_factory=dict)  # by their id on the list
    group_of: dict[uuid.UUID, str] = field(default_factory=dict)  # by any row of theirs
    questions: dict[tuple[uuid.UUID, str], FieldConflict] = field(default_factory=dict)


def standing_of(name: str) -> Standing:
    """How the groups of a list stand now, by as many statements as there are kinds of rows."""
    found = Standing()
    source = FeedSource.objects.filter(name=name).first()
    if source is None:
        return found
    for noun, columns in SHOWN.items():
        rows = NOUNS[noun].model.objects.still_there().filter(feed=source)
        for row in rows.order_by("source_id"):
            group_id = row.source_id
            if noun == "service":
                found.groups[group_id] = Group(row.pk, row.name)
            else:
                group_id = group_id.rpartition("/")[0]
            found.group_of[row.pk] = group_id
            if group := found.groups.get(group_id):
                _tell(group, noun, columns, row)
    for conflict in source.conflicts.to_decide():
        found.questions[conflict.about_id, conflict.field] = conflict
    return found


def _tell(group: Group, noun: str, columns: dict[str, str], row: Any) -> None:
    for name, column in columns.items():
        text = _text(getattr(row, name))
        if text and noun == "address" and group.is_home:
            text = _("%(address)s (shown to nobody)") % {"address": text}
        group.say(str(COLUMNS[column].heading), text)
    if noun == "location":  # it comes before its address
        group.is_home = group.is_home or row.somebodys_home
    if noun in IN_WORDS:
        heading = str(COLUMNS[IN_WORDS[noun]].heading)
        group.say(heading, _in_words(row))
    for heading, text in row.extra.get(KEPT_HERE, {}).items():
        group.say(heading, text)


def _in_words(row: Schedule | CostOption) -> str:
    return when_line(row) if isinstance(row, Schedule) else cost_line(row)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return str(value or "")


def changes(before: Standing, after: Standing, run: ImportRun) -> dict[str, Any]:
    """What a list changed, as JSON: who is new, changed, gone or the same, and what to look at."""
    both = before.groups.keys() & after.groups.keys()
    changed = {key: _lines(before.groups[key], after.groups[key]) for key in both}
    came = [after.groups[key] for key in after.groups.keys() - both]
    went = [before.groups[key] for key in before.groups.keys() - both]
    found = list(run.found.in_order()[:MOST_FAULTS])
    return {
        "new": _by_name({"name": group.name, "said": _rest(group)} for group in came),
        "changed": _by_name(
            {"name": before.groups[key].name, "pk": str(before.groups[key].pk), "lines": lines}
            for key, lines in changed.items()
            if lines
        ),
        "gone": _by_name({"name": group.name, "pk": str(group.pk)} for group in went),
        "same": sum(not lines for lines in changed.values()),
        "questions": _questions(before, after),
        "refused": run.refused,
        "faults": [
            [fault.place, fault.field, str(REASONS.get(fault.reason, fault.reason))]
            for fault in found
        ],
        "all_faults": run.faults,
        "homes": sum(group.is_home for group in after.groups.values()),
        "addresses": sum(group.shows_an_address for group in after.groups.values()),
    }


def _by_name(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """In an order that is the same each time."""
    return sorted(rows, key=lambda row: (row["name"].casefold(), str(row)))


def _rest(group: Group) -> list[list[str]]:
    """What is said of a group beside its name."""
    name = str(COLUMNS["name"].heading)
    return [[heading, text] for heading, text in group.said.items() if heading != name]


def _lines(before: Group, after: Group) -> list[list[str]]:
    """Each heading under which something changed: what it was, what it would be."""
    headings = list(dict.fromkeys([*before.said, *after.said]))
    return [
        [heading, before.said.get(heading, ""), after.said.get(heading, "")]
        for heading in headings
        if before.said.get(heading, "") != after.said.get(heading, "")
    ]


def _questions(before: Standing, after: Standing) -> list[list[str]]:
    """Where the list says something else than what was corrected here: whose, what, ours, theirs."""
    asked = []
    for (about, name), conflict in after.questions.items():
        known = before.questions.get((about, name))
        if known is not None and known.theirs == conflict.theirs:
            continue
        group = after.groups.get(after.group_of.get(about, ""))
        noun = next(noun for noun in NOUNS if NOUNS[noun].model.__name__ == conflict.about_type)
        column = SHOWN.get(noun, {}).get(name) or IN_WORDS.get(noun)
        asked.append(
            [
                group.name if group else conflict.about_name,
                str(COLUMNS[column].heading) if column else name,
                _text(conflict.ours),
                _text(conflict.theirs),
            ]
        )
    return sorted(asked)
