"""`python -m tests.bench.pages`: how long the pages take for one person, beside their budgets."""

from __future__ import annotations

import argparse
import itertools
import statistics
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench import town
from tests.bench.town import Visit, Visitor


@dataclass
class Measure:
    """A page that is visited again and again, and what it may take."""

    name: str
    visit: Callable[[], Visit]
    most: float | None = None  # milliseconds
    statements: tuple[int, int] | None = None
    most_statements: int | None = None
    took: list[float] = field(default_factory=list)
    last: Visit | None = None

    def line(self, floor: float) -> str:
        median = statistics.median(self.took)
        slow = statistics.quantiles(self.took, n=20)[-1] if len(self.took) > 20 else max(self.took)
        budget = f"≤ {self.most:g}" if self.most else ""
        asked = f"{self.statements[0]} ({self.statements[1]})" if self.statements else ""
        most = f"≤ {self.most_statements}" if self.most_statements else ""
        size = f"{self.last.kilobytes:.1f}" if self.last and self.last.page else ""
        return (
            f"{self.name:<34}{median:>7.1f} {budget:>6}{slow:>8.1f}{median / floor:>7.1f}×"
            f"{asked:>9} {most:<5}{size:>7}"
        )


def getting(
    visitor: Visitor,
    name: str,
    address: Callable[[], str],
    most: float | None = None,
    sql: int | None = None,
) -> Measure:
    """A page that is only read; `sql` is how many statements of its own it may ask."""
    return Measure(name, lambda: visitor.get(address()), most, visitor.statements(address()), sql)


def measure(measures: list[Measure], times: int) -> None:
    """Visit each in turn, so that a busy moment of the machine falls on all alike; print figures."""
    for turn in range(times + 5):
        for each in measures:
            each.last = each.visit()
            if each.last.status not in (200, 303):
                raise SystemExit(f"{each.name}: answered {each.last.status}")
            if turn >= 5:
                each.took.append(each.last.took)
    print(f"{times} visits each. SQL: all (its own).")
    print(f"{'':<34}{'median':>7}{'ms':>7}{'95 %':>8}{'floor':>8}{'SQL':>9} {'':<5}{'gz KB':>7}")
    floor = statistics.median(measures[0].took)
    for each in measures:
        print(each.line(floor))


def pages(visitor: Visitor, ids: list[str]) -> list[Measure]:
    """What is measured, for a worker who walks with these people."""
    turn = itertools.cycle(ids)

    def write() -> Visit:
        said = {"their_words": "I slept a bit better.", "agreed": "", "key": str(uuid.uuid4())}
        return visitor.post(f"/people/{next(turn)}/notes/", **said)

    return [
        getting(visitor, "floor", lambda: "/floor/"),
        getting(visitor, "my people", lambda: "/people/", 10, 6),
        getting(visitor, "a record with its life line", lambda: f"/people/{next(turn)}/", 12, 12),
        Measure("write a note", write, 10),
    ]


def main() -> None:
    options = town.options(argparse.ArgumentParser(description=__doc__))
    town.prepare(options)

    worker = town.somebody("worker")
    people = town.people_of(worker)
    measure(pages(Visitor(worker), [str(resident.pk) for resident in people]), options.times)


if __name__ == "__main__":
    main()
