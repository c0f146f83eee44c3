"""`python -m tests.bench.directory`: how long it takes to find what is near among many services."""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from relational.embedded import Postgres
from tests.bench.feed import ask, prepare
from tests.bench.town import HOST, _run

BUDGET = 100  # milliseconds
WAYS = {
    "all of it": {},
    "a word": {"q": "warm"},
    "a word, misspelt": {"q": "gardning"},
    "three words": {"q": "bike repair children"},
    "near": {"near": "WX1 1AA"},
    "a day": {"day": "TU", "part": "afternoon"},
    "a word, a day, near": {"q": "warm", "day": "TU", "near": "WX1 1AA"},
    "words, a time, near": {"q": "warm room tea", "day": "TU", "part": "afternoon", "near": "WX1"},
    "near a street, free": {"near": "Long Street", "free": "on"},
    "nothing": {"q": "submarine", "near": "WX9 9ZZ"},
}
WORDS = """advice afternoon allotment art baby bike books bread breakfast bus carers chapel chess
children choir clothes coffee college computer cooking dance debt dogs drawing evening family
football forms friends games garden gardening group hall health history home housing kitchen
language learning library lunch mending men morning mothers museum music neighbours nurse older
painting park pottery quiet reading repair rights room running school sewing shed singing soup
swimming talk tea tools toys walking warm water welcome women workshop yoga young""".split()
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    return parser.parse_args()


def write(path: Path, services: int) -> list[tuple[str, int, int]]:
    """A feed of services with words, times, places and costs. Returns where its postcodes are."""
    chance = random.Random(1)
    units = [first + second for first in "ABDEFGHJLN" for second in "ABDEFGHJLN"]
    places = [
        (f"WX{district}{sector}{unit}", chance.randrange(40_000), chance.randrange(40_000))
        for district in range(1, 10)
        for sector in range(1, 6)
        for unit in units
    ]

    def said(many: int) -> str:
        return " ".join(chance.choices(WORDS, k=many))

    def new() -> str:
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))

    with path.open("w") as lines:
        for number in range(services):
            code, _easting, _northing = chance.choice(places)
            group = uuid.uuid5(uuid.NAMESPACE_URL, str(number // 2))
            row = {
                "id": new(),
                "name": said(3).capitalize(),
                "description": f"{said(60)}.",
                "status": "active",
                "organization": {"id": str(group), "name": f"Group {group}", "description": "Us."},
                "schedules": [
                    {
                        "id": new(),
                        "freq": "WEEKLY",
                        "byday": chance.choice(DAYS),
                        "opens_at": f"{chance.randrange(8, 19):02}:00",
                        "closes_at": "20:00",
                    }
                ],
                "cost_options": [{"id": new(), "option": "", "amount": chance.choice([0, 0, 3])}],
                "service_at_locations": [
                    {
                        "id": new(),
                        "location": {
                            "id": new(),
                            "location_type": "physical",
                            "name": f"{said(1).capitalize()} hall",
                            "addresses": [
                                {
                                    "id": new(),
                                    "address_1": f"{number} {said(1).capitalize()} Street",
                                    "city": "Wexmouth",
                                    "state_province": "Wexshire",
                                    "postal_code": f"{code[:3]} {code[3:]}",
                                    "country": "GB",
                                    "address_type": "physical",
                                }
                            ],
                        },
                    }
                ],
            }
            lines.write(json.dumps(row) + "\n")
    return places


def find(what: str, asked: dict[str, str], times: int) -> None:
    from django.test import Client

    client, took = Client(), []
    for turn in range(times + 2):
        began = time.perf_counter()
        page = client.get("/directory/", asked, secure=True, headers={"Host": HOST})
        if turn >= 2:
            took.append((time.perf_counter() - began) * 1000)
        if page.status_code != 200:
            raise SystemExit(f"{what}: answered {page.status_code}")
    slow = statistics.quantiles(took, n=20)[-1]
    counted = re.search(r"Found ([\d,]+|one)", page.content.decode())
    print(
        f"{what:<22} {statistics.median(took):>7,.0f} ms, 95 %: {slow:>6,.0f} "
        f"(budget {BUDGET}); {counted[1] if counted else 'all'} found"
    )


def main() -> None:
    asked = options()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        _run("collectstatic", "--noinput", "-v0")
        from hubs.actions import feed, postcode

        path = Path(folder) / "feed.ndjson"
        places = write(path, asked.services)
        began = time.monotonic()
        run = feed.read_file(path, name="Town", tell=lambda _run: None)
        print(f"{run.read / (time.monotonic() - began):,.0f} services a second in, {run.state}")
        postcode.keep(places)
        with Postgres(Path(folder) / "postgres").connect("relational") as owner:
            owner.execute("analyze")
        for what, way in WAYS.items():
            find(what, way, asked.times)
        ask("oruk: a page of 50", {})
        ask("oruk: page 100", {"page": "100"})
        ask("oruk: 50 in full", {"full": "true"})
        ask("oruk: searched", {"search": "tea group"})


if __name__ == "__main__":
    main()
