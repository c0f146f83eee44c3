"""Reads a list of people: what its columns mean, what each line says, and what is wrong with it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import ContactPoint, Note, Resident
from cases.models.resident import birth, born
from relational.kernel.languages import in_every_language, language_name, spoken_languages
from relational.kernel.sheets import (
    MOST_ROWS,
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
    too_many,
    with_its_0,
)

# What each column is read as: its name on our own list, and the other names lists give it.
COLUMNS = {
    "known_as": (
        gettext_lazy("Known as"),
        "preferred name, likes to be called, what they like to be called, called, nickname, goes by",
    ),
    "full_name": (
        gettext_lazy("Full name"),
        "name, person, resident, resident name, client, client name, customer name",
    ),
    "first_name": (gettext_lazy("First name"), "forename, given name"),
    "last_name": (gettext_lazy("Last name"), "surname, family name"),
    "other_names": (gettext_lazy("Other names"), "also known as, aka, alias"),
    "pronouns": (gettext_lazy("Pronouns"), "pronoun"),
    "born": (
        gettext_lazy("Date of birth"),
        "dob, d o b, born, birth date, birthdate, birthday, year of birth",
    ),
    "language": (
        gettext_lazy("Language"),
        "preferred language, first language, main language, spoken language",
    ),
    "interpreter": (
        gettext_lazy("Interpreter"),
        "needs an interpreter, needs interpreter, interpreter needed, interpreter required",
    ),
    "place": (gettext_lazy("Place"), "neighbourhood, area, ward, estate"),
    "mobile": (gettext_lazy("Mobile"), "mobile phone, mobile number, mobile no"),
    "phone": (
        gettext_lazy("Phone"),
        "telephone, tel, phone number, telephone number, contact number, landline, home phone",
    ),
    "email": (gettext_lazy("E-mail"), "email, email address, e mail address"),
    "address": (
        gettext_lazy("Address"),
        "home address, postal address, full address, street, address 1, address 2, address 3, "
        "address line 1, address line 2, address line 3, town, city, postcode, post code",
    ),
    "heard_on": (
        gettext_lazy("Last seen"),
        "last contact, last heard, last heard from, last visit, date last seen, note date, "
        "date of note",
    ),
    "note": (
        gettext_lazy("Note"),
        "notes, comment, comments, case note, case notes, what we heard, first note, summary",
    ),
}
IN_PARTS = {"address"}  # what several columns say together
NAMES_IN_TWO = {"first_name", "last_name"}  # for lists that keep names so
IN_THEIR_WORDS = "what matters, what matters most, what matters to me, what matters to them, "
IN_THEIR_WORDS += "most important, most important to me, most important to them, about me"

TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr"}
YES, NO = (
    {"yes", "y", "true", "1", "x", "needed", "required", "ie", "ydy", "oes", "angen"},
    {"", "no", "n", "false", "0", "none", "na", "nac ydy", "nac oes", "dim"},
)
# What lists call languages that our names of them do not.
LANGUAGES = {
    "bsl": "bfi",
    "isl": "isg",
    "bengali": "bn",
    "farsi": "fa",
    "dari": "fa-AF",
    "panjabi": "pa",
    "sorani": "ckb",
    "kurdish sorani": "ckb",
    "kurmanji": "ku",
}


@dataclass(frozen=True)
class Column:
    """A column of the list, and what it is read as; or why it is not brought in."""

    heading: str
    field: str = ""
    why_not: str = ""


@dataclass
class Line:
    """One person on the list. `wrong` keeps them out; `left_out` says what is not brought in."""

    number: int
    said: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Caseload:
    """A list that was read."""

    read_as: str
    digest: str
    columns: list[Column]
    lines: list[Line]


def template() -> str:
    """A list to fill in: a line of headings, for a spreadsheet program to open."""
    headings = [
        str(name) for known, (name, _others) in COLUMNS.items() if known not in NAMES_IN_TWO
    ]
    return ",".join(headings) + "\r\n"


def read(content: bytes, *, places: Iterable[str]) -> Caseload:
    """Read a list of people. `places` are the names of the neighbourhoods known here.

    Raises Unreadable.
    """
    read_as, rows = rows_of(content)
    return _list_of(read_as, hashlib.sha256(content).hexdigest(), rows, places)


def _list_of(read_as: str, digest: str, rows: Iterable[Row], places: Iterable[str]) -> Caseload:
    said = filled(rows)
    _number, head = next(said, (0, []))
    if not head:
        raise Unreadable(_("There is nothing in this file."))
    columns = _columns(headings(head))
    read_line = partial(
        _line,
        columns=columns,
        places={place.casefold(): place for place in places},
        languages=_languages(),
    )
    lines: list[Line] = []
    for number, cells in said:
        if len(lines) == MOST_ROWS:
            raise too_many()
        lines.append(read_line(number, cells))
    if not lines:
        raise Unreadable(_("There are headings in this file, and nobody under them."))
    return Caseload(read_as, digest, columns, lines)


def _columns(said: list[str]) -> list[Column]:
    """What each column is read as. Raises Unreadable where no column holds a name."""
    known = _known_headings()
    columns: list[Column] = []
    for heading in said:
        name = known.get(folded(heading), "")
        why_not = ""
        if folded(heading) in IN_THEIR_WORDS.split(", "):
            why_not = _("It is written with them, in their own words, on their page.")
        elif name and name not in IN_PARTS and any(column.field == name for column in columns):
            name, why_not = "", _("A column before it says the same.")
        columns.append(Column(heading, name, why_not))
    if not {column.field for column in columns} & {"known_as", "full_name", "first_name"}:
        raise Unreadable(
            _(
                "The list needs a column called “Known as” or “Full name”. "
                "Its first line says: %(headings)s."
            ),
            params={"headings": ", ".join(heading[:40] for heading in said[:20])},
        )
    return columns


def _known_headings() -> dict[str, str]:
    """What headings are read as, in each language of ours whichever the reader's."""
    return {
        folded(heading): known
        for known, (name, others) in COLUMNS.items()
        for heading in [*in_every_language(name), known, *others.split(", ")]
    }


def _languages() -> dict[str, str]:
    """Languages by their code and by their names."""
    known = {}
    for code, names in spoken_languages():
        for name in [code, language_name(code), *str(names).split(" – ")]:
            known[name.casefold()] = code
    return known | LANGUAGES


def _line(
    number: int,
    cells: list[object],
    *,
    columns: list[Column],
    places: dict[str, str],
    languages: dict[str, str],
) -> Line:
    """One line: what it says of somebody, and what is wrong with it."""
    line = Line(number)
    told: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        text = plain(cell)
        if not column.field:
            continue
        if cell is NO_RESULT or text in SHEET_ERRORS:
            line.wrong.append(
                _(
                    "%(column)s: the spreadsheet has no result for this formula. "
                    "Open the list there, put it right and save it."
                )
                % {"column": column.heading}
            )
        elif text:
            before = told.get(column.field)
            told[column.field] = f"{before}, {text}" if before else text
    if any(plain(cell) for cell in cells[len(columns) :]):
        line.wrong.append(
            _("There are more cells than headings. Put what has a comma in it in quotation marks.")
        )
    _name(line, told)
    _day(line, told, "born", _born)
    _day(line, told, "heard_on", _heard_on)
    _interpreter(line, told)
    _from_a_list(line, told, "language", languages)
    _from_a_list(line, told, "place", places)
    for known in ("other_names", "pronouns"):
        line.said[known] = _in_one_line(told.get(known, ""))
    for channel in ("mobile", "phone", "email", "address"):
        line.said[channel] = ", ".join(
            part for part in map(_in_one_line, told.get(channel, "").split("\n")) if part
        )
    for channel in ("mobile", "phone"):
        line.said[channel] = with_its_0(line.said[channel])
    line.said["note"] = told.get("note", "")
    _check_email(line)
    _check_lengths(line)
    line.said = {known: text for known, text in line.said.items() if text}
    return line


def _name(line: Line, told: dict[str, str]) -> None:
    """What they are called, and their full name: either can be taken from the other columns."""
    first, last = (_in_one_line(told.get(part, "")) for part in ("first_name", "last_name"))
    full = _in_one_line(told.get("full_name", "")) or (f"{first} {last}" if first and last else "")
    if full.count(",") == 1:  # "Harrow, Joe"
        full = " ".join(reversed([part.strip() for part in full.split(",")])).strip()
    known_as = _in_one_line(told.get("known_as", "")) or first or _first_word(full)
    if not known_as:
        line.wrong.append(_("There is no name."))
    line.said |= {"known_as": known_as, "full_name": "" if full == known_as else full}


def _first_word(full_name: str) -> str:
    words = full_name.split()
    if len(words) > 2 and words[0].casefold().rstrip(".") in TITLES:
        return words[1]
    if len(words) == 2 and words[0].casefold().rstrip(".") in TITLES:
        return full_name  # "Mrs Harrow"
    return words[0] if words else ""


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _born(text: str) -> str:
    try:
        return born(*birth(as_iso(text)))
    except ValueError:
        raise ValidationError(_("Write it like 1951, 1951-03 or 14/3/1951.")) from None


def _heard_on(text: str) -> str:
    try:
        day = datetime.date.fromisoformat(as_iso(text))
    except ValueError:
        raise ValidationError(_("Write a day like 24/3/2026, or leave it empty.")) from None
    if day > timezone.localdate() or day.year < 1900:
        raise ValidationError(_("Write a day that has been, or leave it empty."))
    return day.isoformat()


def _day(line: Line, told: dict[str, str], known: str, heard: Callable[[str], str]) -> None:
    if known not in told:
        return
    try:
        line.said[known] = heard(told[known])
    except ValidationError as problem:
        line.wrong.append(_say(known, told[known], problem.messages[0]))


def _interpreter(line: Line, told: dict[str, str]) -> None:
    answer = told.get("interpreter", "").casefold()
    if answer in YES:
        line.said["interpreter"] = "yes"
    elif answer not in NO:
        line.wrong.append(_say("interpreter", told["interpreter"], _("Write yes or no.")))


def _from_a_list(line: Line, told: dict[str, str], known: str, names: dict[str, str]) -> None:
    """What we keep a list of. What is not on it stays empty, and the line says so."""
    text = _in_one_line(told.get(known, ""))
    if not text:
        return
    if text.casefold() in names:
        line.said[known] = names[text.casefold()]
    else:
        line.left_out.append(_say(known, text, _("This is not on our list, so it stays empty.")))


def _check_email(line: Line) -> None:
    address = line.said["email"]
    if not address:
        return
    try:
        validate_email(address)
    except ValidationError:
        wrong = _("Write an e-mail address, like name@example.org.")
        line.wrong.append(_say("email", address, wrong))


def _longest(model: type[Model], name: str) -> int:
    return model._meta.get_field(name).max_length or 0  # type: ignore[union-attr]


OF_RESIDENT = ("known_as", "full_name", "other_names", "pronouns")
LONGEST = {
    **{name: _longest(Resident, name) for name in OF_RESIDENT},
    **{way: _longest(ContactPoint, "value") for way in ("mobile", "phone", "email", "address")},
    "note": _longest(Note, "what_we_heard"),
}


def _check_lengths(line: Line) -> None:
    for known, longest in LONGEST.items():
        if len(line.said.get(known, "")) > longest:
            line.wrong.append(
                _("%(column)s: use %(longest)d characters or fewer. It has %(length)d.")
                % {
                    "column": COLUMNS[known][0],
                    "longest": longest,
                    "length": len(line.said[known]),
                }
            )
            line.said[known] = line.said[known][:longest]


def _say(known: str, text: str, what: str) -> str:
    """A sentence about a cell: which column, what it says, what to do."""
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    said = {"column": COLUMNS[known][0], "text": shown, "what": what}
    return _("%(column)s “%(text)s”: %(what)s") % said
