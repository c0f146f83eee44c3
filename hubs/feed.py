"""Reading somebody else's directory over the network, or from a file: one page after another.

An address that leads into a private network is refused, on every redirect too (`kernel/outside.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from hubs import oruk
from relational.kernel import outside
from relational.kernel.outside import Broken

MOST_REDIRECTS = 5
MOST_PAGES = 100_000
A_PAGE = 100
AT_ONCE = 8  # full records that are fetched side by side
LISTS = {
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "organizations": "organization",
    "services": "service",
}


class NotThere(Broken):
    """There is nothing under this address."""


@dataclass(frozen=True)
class Said:
    """A record of a feed, and where it stands there; `fault` is the key of a reason.

    Who read it may have found something of their own: `notes`, each with its field and the reason
    as a key or a sentence; that it cannot go in, `out`; and what the standard has no field for,
    `beside`, by the noun and the id of its row.
    """

    noun: str
    place: str
    record: Any
    fault: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    out: bool = False
    beside: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Some records that came together, and of how many services, where the feed says so."""

    rows: list[Said]
    services: int | None = None


# --- One answer -----------------------------------------------------------------------------------
def fetch(url: str) -> Any:
    """The JSON under an address. Raises Broken."""
    for _redirect in range(MOST_REDIRECTS + 1):
        status, headers, body = outside.ask(url)
        if status in {301, 302, 303, 307, 308} and headers.get("Location"):
            url = urljoin(url, headers["Location"])
            continue
        if status in {404, 410}:
            raise NotThere(_("There is nothing at %(url)s.") % {"url": url})
        if status != 200:
            raise Broken(_("%(url)s answered %(status)s.") % {"url": url, "status": status})
        kind = headers.get_content_type()
        if "json" not in kind:
            raise Broken(_("%(url)s sends %(kind)s, not JSON.") % {"url": url, "kind": kind})
        return _json(body, url)
    raise Broken(_("%(url)s leads on and on.") % {"url": url})


def _json(body: bytes | str, where: str) -> Any:
    try:
        return json.loads(body, parse_constant=lambda _word: None)
    except (ValueError, RecursionError):
        raise Broken(
            _("%(where)s is not whole: its JSON cannot be read to the end.") % {"where": where}
        ) from None


# --- A whole feed ---------------------------------------------------------------------------------
class Web:
    """A feed on the web: its address is that of its root, or of its list of services."""

    def __init__(self, url: str) -> None:
        try:
            self.base = _without(url.strip()).removesuffix("/services").rstrip("/")
        except ValueError:
            raise Broken(_("This is not a web address.")) from None
        self.faults: list[tuple[str, str]] = []  # whole lists that could not be read
        self.version = self._version()

    def _version(self) -> str:
        try:
            root = fetch(self.base + "/")
            if isinstance(root, dict) and isinstance(root.get("version"), str):
                return root["version"][:20]
        except Broken:
            pass  # a feed of 1.0 has no root; the list of services will say what is wrong
        page = fetch(f"{self.base}/services?page=1&per_page=1")
        return "ORUK-1.0" if isinstance(page, dict) and "content" in page else "HSDS-UK-3.0"

    @property
    def is_1_0(self) -> bool:
        return self.version == "ORUK-1.0"

    def pages(self) -> Iterator[Page]:
        """Page after page, of all lists that hold something. Raises Broken where it dies."""
        for name, noun in LISTS.items():
            if self.is_1_0 and name != "services":
                continue
            try:
                yield from self._list(name, noun)
            except NotThere:
                if name == "services":
                    raise
            except Broken as problem:
                if name == "services":
                    raise
                self.faults.append((name, str(problem)))

    def _list(self, name: str, noun: str) -> Iterator[Page]:
        before: list[str] | None = None
        for number in range(1, MOST_PAGES):
            asked: dict[str, Any] = {"page": number, "per_page": A_PAGE}
            if not self.is_1_0 and name in {"services", "organizations"}:
                asked["full"] = "true"
            page = fetch(f"{self.base}/{name}?{urlencode(asked)}")
            rows, total, is_last = _opened(page, number, name)
            ids = [oruk.id_of(row) for row in rows]
            if rows and ids == before:
                raise Broken(
                    _("Page %(page)s of %(list)s is page %(before)s again.")
                    % {"page": number, "list": name, "before": number - 1}
                )
            before = ids
            said = [Said(noun, _place(name, at, number), row) for at, row in enumerate(rows, 1)]
            if noun == "service" and rows and not any(_is_full(row) for row in rows):
                said = self._in_full(said)
            if self.is_1_0:
                said = [
                    Said(each.noun, each.place, oruk.from_1_0(each.record), each.fault)
                    for each in said
                ]
            yield Page(said, total if noun == "service" else None)
            if is_last:
                return

    def _in_full(self, rows: list[Said]) -> list[Said]:
        """The full record of each, a handful at a time."""

        def one(said: Said) -> Said:
            said_id = oruk.id_of(said.record)
            if not said_id:
                return said
            try:
                full = fetch(f"{self.base}/services/{quote(said_id, safe='')}")
            except Broken:
                return Said(said.noun, said.place, said.record, "cannot_be_fetched")
            if oruk.id_of(full) != said_id:
                return Said(said.noun, said.place, said.record, "cannot_be_fetched")
            return Said(said.noun, said.place, full)

        with ThreadPoolExecutor(AT_ONCE) as hands:
            return list(hands.map(one, rows))


def _without(url: str) -> str:
    """An address without what asks for a certain page."""
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query) if k not in {"page", "per_page", "full"}]
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), urlencode(query), ""))


def _opened(page: Any, number: int, name: str) -> tuple[list[Any], int | None, bool]:
    """The records of a page, of how many there are in all, and whether it is the last."""
    rows = page.get("contents", page.get("content")) if isinstance(page, dict) else page
    if not isinstance(rows, list):
        raise Broken(_("%(list)s has no list in it.") % {"list": name})
    if not isinstance(page, dict):
        return rows, len(rows), True
    total = page.get("total_items", page.get("totalElements"))
    pages = page.get("total_pages", page.get("totalPages"))
    last = page.get("last_page", page.get("last"))
    is_last = not rows or last is True or (isinstance(pages, int) and number >= pages)
    is_last = is_last or (last is None and not isinstance(pages, int))
    return rows, total if isinstance(total, int) and 0 <= total < 10**9 else None, is_last


def _is_full(record: Any) -> bool:
    return isinstance(record, dict) and any(
        isinstance(value, list) and key != "contents" for key, value in record.items()
    )


def _place(name: str, row: int, page: int | None = None) -> str:
    if page is None:
        return _("%(list)s, row %(row)s") % {"list": name, "row": row}
    return _("%(list)s, page %(page)s, row %(row)s") % {"list": name, "page": page, "row": row}


class File:
    """A feed that somebody saved: a page of services, a list, one record, or a record a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[tuple[str, str]] = []
        self.version = ""
        if not path.is_file():
            raise Broken(_("There is no file %(path)s.") % {"path": path})

    def pages(self) -> Iterator[Page]:
        """Its records, some hundred at a time. Raises Broken where it is not whole."""
        yield from self._lines() if self.path.suffix == ".ndjson" else self._whole()

    def _lines(self) -> Iterator[Page]:
        rows: list[Said] = []
        with self.path.open(encoding="utf-8", errors="replace") as lines:
            for at, line in enumerate(lines, 1):
                place = _("line %(row)s") % {"row": at}
                try:
                    if line.strip():
                        rows.append(self._said(place, _json(line, place)))
                except Broken:
                    rows.append(Said("service", place, None))
                if len(rows) == A_PAGE * 5:
                    yield Page(rows)
                    rows = []
        yield Page(rows)

    def _whole(self) -> Iterator[Page]:
        said = _json(self.path.read_text(encoding="utf-8-sig", errors="replace"), str(self.path))
        if isinstance(said, dict) and "contents" not in said and "content" not in said:
            said = [said, *(said["services"] if isinstance(said.get("services"), list) else [])]
        if isinstance(said, dict) and "content" in said:
            self.version = "ORUK-1.0"
        rows, total, _is_last = _opened(said, 1, self.path.name)
        for at in range(0, len(rows), A_PAGE * 5):
            yield Page(
                [
                    self._said(_place(self.path.name, at + place), row)
                    for place, row in enumerate(rows[at : at + A_PAGE * 5], 1)
                ],
                total,
            )

    def _said(self, place: str, record: Any) -> Said:
        if self.version == "ORUK-1.0" or oruk.is_1_0(record):
            self.version, record = "ORUK-1.0", oruk.from_1_0(record)
        self.version = self.version or "HSDS-UK-3.0"
        return Said(_noun_of(record), place, record)


def _noun_of(record: Any) -> str:
    """What a record of a file is, by what only its kind has."""
    if not isinstance(record, dict):
        return "service"
    if "taxonomy_terms" in record:
        return "taxonomy"
    if "term_uri" in record or "taxonomy_id" in record or "parent_id" in record:
        return "taxonomy_term"
    if "organization_identifiers" in record or "website" in record or "services" in record:
        return "organization"
    if ("location" in record or "location_id" in record) and "name" not in record:
        return "service_at_location"
    return "service"
