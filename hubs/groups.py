"""Reads a list of community groups: each line becomes a record, as a feed of the standard has it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hubs.feed import Page, Said
from hubs.group_columns import COLUMNS, Column, columns_of
from hubs.hours import rule
from hubs.oruk import KEPT_HERE, NOUNS, CannotRead, id_of
from relational.kernel.sheets import (
    NO_RESULT,
    SHEET_ERRORS,
    Row,
    Unreadable,
    as_iso,
    filled,
    folded,
    headings,
    plain,
    rows_of,
    with_its_0,
)

MOST_GROUPS = 2_000
LONGEST_ID = 100
BY_NAME = uuid.UUID("0198c1f2-6f1e-7c5e-9a3b-5d0f8a7e4c21")  # under it names become ids


YES = {"yes", "y", "true", "1", "x", "ie", "ydy", "oes"}
NO = {"no", "n", "false", "0", "none", "na", "nac ydy", "nac oes", "dim"}
FREE = {"0", "£0", "0.00", "£0.00", "no", "none", "nothing", "nil", "no cost", "no charge"}
FREE |= {"am ddim", "di-dâl", "rhad ac am ddim"}
A_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})", re.IGNORECASE)
A_SUM = re.compile(r"\d+(\.\d+)?E\+\d+", re.IGNORECASE)


@dataclass
class Groups:
    """A list that was read, in the manner of a feed."""

    version: str
    columns: list[Column]
    lines: list[Said]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def pages(self) -> Iterator[Page]:
        yield Page(self.lines, len(self.lines))


def read(content: bytes) -> Groups:
    """Read a list of groups. Raises Unreadable."""
    read_as, rows = rows_of(content)
    said = filled(rows)
    _number, head = next(said, (0, []))
    if not head:
        raise Unreadable(_("There is nothing in this file."))
    columns = columns_of(headings(head))
    lines = list(_lines(columns, said))
    if not lines:
        raise Unreadable(_("There are headings in this file, and no group under them."))
    return Groups(read_as, columns, lines)


# --- Lines ----------------------------------------------------------------------------------------
def _lines(columns: list[Column], rows: Iterable[Row]) -> Iterator[Said]:
    before: dict[str, int] = {}
    for count, (number, cells) in enumerate(rows):
        if count == MOST_GROUPS:
            raise Unreadable(
                _("There are more than 2,000 groups on this list. Bring in several lists instead.")
            )
        line = _Line(columns, cells)
        if line.id and line.id in before:
            line.refuse_twin(before[line.id])
        before.setdefault(line.id, number)
        yield line.said(_("line %(row)s") % {"row": number})


class _Line:
    """One group on the list: what it says, and what of it cannot be taken as it stands."""

    def __init__(self, columns: list[Column], cells: list[object]) -> None:
        self.notes: list[tuple[str, str]] = []
        self.out = False
        self.heading: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        told: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            text = self._result(column, cell)
            self.heading.setdefault(column.field, column.heading)
            if text and column.field:
                before = told.get(column.field)
                told[column.field] = f"{before}, {text}" if before else text
            elif text:
                self.kept[column.heading] = text
        if any(plain(cell) for cell in cells[len(columns) :]):
            self._refuse(
                "",
                _(
                    "There are more cells than headings. "
                    "Put what has a comma in it in quotation marks."
                ),
            )
        said_id = told.pop("id", "")
        self.told = {name: self._read(name, text) for name, text in told.items()}
        self.has_id = bool(said_id) and len(said_id) <= LONGEST_ID
        self.id = id_of({"id": said_id}) if self.has_id else self._by_name()
        if said_id and not self.has_id:
            self._refuse(self.heading["id"], _("An id has 100 characters or fewer."))
        if not self.told.get("name"):
            self._refuse(self.heading.get("name", ""), _("There is no name."))

    def _by_name(self) -> str:
        name = " ".join(str(self.told.get("name") or "").casefold().split())
        return f"by-name/{uuid.uuid5(BY_NAME, name)}" if name else ""

    def _refuse(self, heading: str, why: str) -> None:
        self.out = True
        self.notes.append((heading, why))

    def refuse_twin(self, line: int) -> None:
        """Keep it out: the line before that is the same group counts."""
        why = _(
            "A group of this name stands on line %(line)s. If they are two, "
            "give each an id of its own in a column called “Id”."
        )
        if self.has_id:
            why = _("This id stands on line %(line)s already. The first one counts.")
        self._refuse(self.heading["id" if self.has_id else "name"], why % {"line": line})

    def _result(self, column: Column, cell: object) -> str:
        text = plain(cell)
        if cell is NO_RESULT or text in SHEET_ERRORS or re.match(r"=\s*[\w(+@-]", text):
            self.notes.append(
                (
                    column.heading,
                    _(
                        "This is a formula without its result, so it was left out. "
                        "Open the list in the spreadsheet, put it right and save it."
                    ),
                )
            )
            return ""
        return text

    def _read(self, name: str, text: str) -> Any:
        """What a cell says, by the rules for its field."""
        column = COLUMNS[name]
        prepared = PREPARED[name](text) if name in PREPARED else text
        try:
            return NOUNS[column.noun].fields[column.key](
                prepared, lambda reason: self.notes.append((self.heading[name], reason))
            )
        except CannotRead as problem:
            self.notes.append((self.heading[name], str(problem)))
            return None

    # --- As a record ------------------------------------------------------------------------------
    def said(self, place: str) -> Said:
        if self.out:
            return Said("service", place, {"id": self.id}, notes=tuple(self.notes), out=True)
        at, beside = self._at()
        record = {
            "id": self.id,
            "organization": {
                "id": f"{self.id}/organization",
                "name": self.told["name"],
                "legal_status": "community_group",
            },
            **{COLUMNS[name].key: self.told.get(name) for name in TAKEN_AS_IT_STANDS},
            "assured_date": day.isoformat() if (day := self.told.get("checked")) else None,
            "schedules": self._many("when", self._hours()),
            "contacts": self._many("contact", self._words("contact", "name")),
            "phones": self._many("phone", self._numbers()),
            "languages": self._many("language", self._words("languages", "name", LISTED)),
            "service_at_locations": at,
        }
        if self.kept:
            record[KEPT_HERE] = self.kept
        return Said("service", place, record, notes=tuple(self.notes), beside=beside)

    def _many(self, noun: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"id": f"{self.id}/{noun}-{at}", **row} for at, row in enumerate(rows, 1)]

    def _words(self, name: str, key: str, apart: str = r"\n") -> list[dict[str, Any]]:
        parts = re.split(apart, self.told.get(name) or "")
        return [{key: part.strip()} for part in parts if part.strip()]

    def _numbers(self) -> list[dict[str, Any]]:
        numbers = []
        for said in self._words("phone", "number", r"[,;/\n]|\bor\b"):
            number = said["number"]
            if A_SUM.fullmatch(number):
                why = _(
                    "The spreadsheet took this number for a sum and lost part of it, so it was left "
                    "out. Write it with a space, like 01632 960123."
                )
            elif sum(letter.isdigit() for letter in number) < 3:
                why = _("This is no phone number, so it was left out.")
            else:
                numbers.append({"number": with_its_0(number)})
                continue
            self.notes.append((self.heading["phone"], why))
        return numbers

    def _hours(self) -> list[dict[str, Any]]:
        """When they meet: as a rule where it is beyond doubt, else in the list's own words."""
        said = self.told.get("when") or ""
        if begins := self.told.get("starts"):
            ends = self.told.get("ends")
            said = " ".join([said, f"{begins} to {ends}" if ends else begins]).strip()
        found = []
        for part in re.split(r"[;\n]", said):
            if part := part.strip():
                hours = rule(part)
                if hours is None:
                    heading = self.heading.get("when") or self.heading["starts"]
                    self.notes.append((heading, _no_rule(part)))
                found.append(hours or {"description": part})
        return found

    def _at(self) -> tuple[list[dict[str, Any]], dict]:
        """Where they meet, and whether it is somebody's home."""
        street, postcode = self.told.get("address") or "", self.told.get("postcode") or ""
        if not postcode and (inside := A_POSTCODE.search(street)):
            postcode = inside[0]
            street = (street[: inside.start()] + street[inside.end() :]).strip(" ,\n")
        home, easy = self._home(), self._easy()
        place = {"id": f"{self.id}/place", "name": self.told.get("place"), "accessibility": easy}
        if street or postcode:
            address = {
                "id": f"{self.id}/address",
                "address_1": street,
                "postal_code": self._postcode(postcode),
                "country": "GB",
                "address_type": "physical",
            }
            place["addresses"] = [address]
        if not (place["name"] or street or postcode or easy or home):
            return [], {}
        beside = {} if home is None else {("location", place["id"]): {"somebodys_home": home}}
        return [{"id": f"{self.id}/at", "location": place}], beside

    def _postcode(self, said: str) -> str:
        parts = A_POSTCODE.fullmatch(said.strip())
        if said and not parts:
            self.notes.append(
                (
                    self.heading.get("postcode", self.heading.get("address", "")),
                    _("This is no postcode of here. It was taken as it stands."),
                )
            )
        return f"{parts[1]} {parts[2]}".upper() if parts else said

    def _home(self) -> bool | None:
        """Whether they meet at somebody's home; what cannot be read is a home, to be safe."""
        said = folded(self.told.get("home") or "")
        if not said:
            return None
        if said not in YES | NO:
            self.notes.append(
                (
                    self.heading["home"],
                    _("Write yes or no. It was read as yes, so that no address is shown."),
                )
            )
        return said not in NO

    def _easy(self) -> list[dict[str, Any]]:
        said, heading = self.told.get("access") or "", self.heading.get("access", "")
        if folded(said) in YES:
            said = heading
        elif folded(said) in NO:
            said = f"{heading}: {said}"
        return [{"id": f"{self.id}/access", "description": said}] if said else []


TAKEN_AS_IT_STANDS = ["name", "what", "who", "email", "website", "cost", "join"]
LISTED = r"[,;/\n]|\band\b"


def _no_rule(said: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d|[\d/.-]{6,10}", said):
        return _(
            "This is one date, not a day of the week. It is shown as it stands, and not found by day."
        )
    return _(
        "Day and time could not be read, so it is shown as it stands and not found by day. "
        "Write it like “Tuesdays 2pm to 4pm”."
    )


def _web(text: str) -> str:
    return f"https://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else text


def _cost(text: str) -> str:
    if text.casefold() in FREE:
        return _("Free")
    amount = re.fullmatch(r"£?\s*(\d+)(?:\.(\d\d?))?", text)
    if not amount:
        return text
    return f"£{amount[1]}.{amount[2]:0<2}" if amount[2] else f"£{amount[1]}"


# What people write, put as the standard has it.
PREPARED: dict[str, Callable[[str], str]] = {
    "website": _web,
    "cost": _cost,
    "checked": as_iso,
}
