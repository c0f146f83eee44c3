"""Reads the rows of a CSV or XLSX file, within bounds that no file can talk its way out of."""

from __future__ import annotations

import csv
import datetime
import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import repeat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

log = logging.getLogger(__name__)

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000  # besides the headings
MOST_COLUMNS = 100
# A small file can unfold to a huge one, and a sheet can say that it is a million columns wide.
MOST_UNPACKED = 40 * 1024 * 1024
LAST_ROW = 1_048_576  # of any XLSX sheet
MOST_LETTERS = 20_000_000  # of all cells: in XLSX many cells may point at one long text

SPREADSHEET, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<!DOCTYPE", b"<html", b"GIF8")
NO_RESULT = object()  # a formula that nobody has worked out yet
SHEET_ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"}

Row = tuple[int, list[object]]  # the line's number, and its cells


csv.field_size_limit(MOST_BYTES)  # a long cell is its reader's to refuse, by name


class Unreadable(ValidationError):
    """Nothing of the file can be brought in. It says why, and what to do."""


def rows_of(content: bytes) -> tuple[str, Iterable[Row]]:
    """How a file was read ("CSV, UTF-8"), and its rows. Raises Unreadable, also while they are read.

    What kind of file it is, its first bytes tell, not its name.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(_("This file is larger than 5 MB. Bring the list in in parts."))
    if content.startswith(OLD_OR_LOCKED):
        raise Unreadable(
            _(
                "This file has a password or is of an old kind (.xls). "
                "Save it as CSV or XLSX without a password, and choose that."
            )
        )
    return _sheet(content) if content.startswith(SPREADSHEET) else _text(content)


def filled(rows: Iterable[Row]) -> Iterator[Row]:
    """Those with something in them."""
    return (
        (number, cells)
        for number, cells in rows
        if any(cell is NO_RESULT or plain(cell) for cell in cells)
    )


def plain(cell: object) -> str:
    """What a cell says, as text: no control signs, and days and whole numbers as people write them."""
    if cell is None or cell is NO_RESULT:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return f"{cell:%Y-%m-%d}"
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff]", "", text).strip()


def folded(heading: str) -> str:
    """A heading as it is compared: small letters, and one space for anything between words."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def headings(cells: list[object]) -> list[str]:
    """What the first line says over each column. Raises Unreadable where there are too many."""
    said = [plain(cell) for cell in cells]
    while said and not said[-1]:
        said.pop()
    if len(said) > MOST_COLUMNS:
        raise Unreadable(
            _("This list has more than 100 columns. Keep those that you want to bring in.")
        )
    return said


def as_iso(text: str) -> str:
    """A day as 1951-03-14, however a list writes it: 14/3/1951, 14.03.1951, 3/1951, 1951."""
    text = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2})?$", "", text.strip())
    parts = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", text)
    if not parts:
        return text
    day, month, year = parts.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def with_its_0(number: str) -> str:
    """A phone number whose first 0 a spreadsheet dropped: it takes a number for a sum."""
    return re.sub(r"^(?=[1-37-9]\d{9}$)", "0", number)


def too_many() -> Unreadable:
    return Unreadable(_("There are more than 10,000 lines on this list. Bring it in in parts."))


def _text(content: bytes) -> tuple[str, Iterator[Row]]:
    """The lines of a CSV file. What a cell begins with does nothing: it is text."""
    text, encoding = _decoded(content)
    if content.lstrip().startswith(OTHER_FILES) or re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise _no_list()
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    return f"CSV, {encoding}", _lines_of(text, delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    """Text as its first bytes say, else as UTF-8 where it is that, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            raise _no_list() from None
    for codec, name in [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "Latin-1"


def _lines_of(text: str, delimiter: str) -> Iterator[Row]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(rows, None)
        except csv.Error:
            raise Unreadable(
                _(
                    "On line %(line)d a quotation mark opens and does not close, or stands inside "
                    "a cell. Put it right there, and choose the file again."
                ),
                params={"line": begins},
            ) from None
        if cells is None:
            return
        yield begins, list(cells)
        begins = rows.line_num + 1


def _sheet(content: bytes) -> tuple[str, list[Row]]:
    """The lines of the first sheet of an XLSX file: what its cells show, never what they compute."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("There is far more in this file than a list. Save it as CSV."))
            computes = any(
                re.search(rb"<(\w+:)?f[ />]", packed.read(part))
                for part in packed.namelist()
                if part.startswith("xl/worksheets/")
            )
        return "XLSX", list(_shown(content, computes=computes))
    except Unreadable:
        raise
    except Exception as problem:  # a broken file breaks its reader in any way
        log.info("list unreadable: %s", type(problem).__name__)
        raise _no_list() from None


def _shown(content: bytes, *, computes: bool) -> Iterator[Row]:
    """The rows that show something. A formula whose result the file does not hold is NO_RESULT."""
    written = _cells(content, data_only=False) if computes else repeat(())
    found, letters, gap = 0, 0, ()
    both = zip(_cells(content, data_only=True), written, strict=False)
    for number, (shown, formulas) in enumerate(both, 1):
        if shown is gap:  # many rows that are not there are one and the same
            continue
        if all(cell is EMPTY_CELL for cell in shown):
            gap = shown
            continue
        cells = [cell.value for cell in shown]
        for place, formula in enumerate(formulas):
            if formula.data_type == "f" and shown[place].data_type == "n" and cells[place] is None:
                cells[place] = NO_RESULT
        found += any(cell is not None for cell in cells)
        letters += sum(len(cell) for cell in cells if isinstance(cell, str))
        if letters > MOST_LETTERS:
            raise Unreadable(_("There is too much text in this file. Bring the list in in parts."))
        if found > MOST_ROWS + 1:
            raise too_many()
        yield number, cells


def _cells(content: bytes, *, data_only: bool) -> Iterator[tuple]:
    """The rows of the first sheet, as wide as a list may be, however wide the sheet says it is."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    return book.worksheets[0].iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS + 1)


def _no_list() -> Unreadable:
    return Unreadable(_("This file is no list we can read. Choose a CSV or XLSX file."))
