"""`python -m tests.bench.feed`: how fast a directory comes in, and goes out, and in how much memory."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
import uuid
from pathlib import Path

import django
import psutil

from relational.embedded import APP, OWNER, Postgres
from tests.bench.town import HOST, _run

BUDGET = 500  # services a second


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=10_000)
    return parser.parse_args()


def prepare(folder: Path) -> None:
    """An empty database of its own, as the app role."""
    postgres = Postgres(folder / "postgres")
    postgres.borrow()
    os.environ |= {
        "RELATIONAL_ENV": "production",
        "SECRET_KEY": "for measuring only, on a made-up town of a machine's own",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": postgres.url(APP),
        "DATABASE_OWNER_URL": postgres.url(OWNER),
        "DATABASE_POOL": "1",
        "REDIS_URL": f"unix://{folder}/nobody.sock",
        "EMAIL_URL": "dummymail://",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    _run("migrate", "-v0")
    django.setup()


def write(path: Path, services: int, said: str) -> None:
    """A feed with a group for every fourth service, and a place, times and words for each."""
    from tests.hubs.feeds import service

    with path.open("w") as lines:
        for number in range(services):
            row = service(number, description=f"{said} {number}. " + "Tea and talk. " * 20)
            group = uuid.uuid5(uuid.NAMESPACE_URL, str(number // 4))
            row["organization"] = {"id": str(group), "name": f"Group {group}", "description": "Us."}
            lines.write(json.dumps(row) + "\n")


def bring(what: str, path: Path) -> None:
    from hubs.actions import feed

    me, heights = psutil.Process(), []

    def tell(run) -> None:
        heights.append(me.memory_info().rss / 2**20)

    began = time.monotonic()
    run = feed.read_file(path, name="Town", tell=tell)
    a_second = run.read / (time.monotonic() - began)
    early = statistics.median(heights[len(heights) // 10 :][:5])
    print(
        f"{what:<22} {a_second:>7,.0f} services a second (budget {BUDGET}); memory {early:,.0f} MB "
        f"early, {max(heights):,.0f} MB at most; {run.new:,} rows new, {run.changed:,} changed, "
        f"{run.faults} faults, {run.state}"
    )


def ask(what: str, query: dict[str, str]) -> None:
    from django.test import Client

    client, times = Client(), []
    for _time in range(20):
        began = time.perf_counter()
        answer = client.get("/api/oruk/services", query, secure=True, headers={"Host": HOST})
        size = len(b"".join(answer) if answer.streaming else answer.content)
        times.append((time.perf_counter() - began) * 1000)
        if answer.streaming:
            break
    print(f"{what:<22} {statistics.median(times):>7,.0f} ms, {size / 1024:,.0f} KB")


def main() -> None:
    asked = options()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        path = Path(folder) / "feed.ndjson"
        write(path, asked.services, "A warm room")
        bring("a first time", path)
        bring("a second time", path)
        write(path, asked.services, "A warm hall")
        bring("all changed", path)
        ask("a page of 50", {})
        ask("page 100", {"page": "100"})
        ask("50 in full", {"full": "true"})
        ask("searched", {"search": "tea group"})
        ask("everything, ndjson", {"format": "ndjson"})


if __name__ == "__main__":
    main()
