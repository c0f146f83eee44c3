"""`python -m tests.bench.search`: how long it takes to find, and how many misspelt names are found."""

from __future__ import annotations

import argparse
import itertools
import random
import tomllib
from collections.abc import Iterable
from urllib.parse import quote

from tests.bench import town
from tests.bench.pages import Measure, getting, measure
from tests.bench.town import PROJECT, Visitor

BUDGET = 8  # milliseconds
# What sounds alike, so that people write one for the other.
ALIKE = [
    *(("a", "e"), ("e", "a"), ("i", "e"), ("o", "u"), ("u", "o"), ("y", "i"), ("i", "y")),
    *(("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"), ("f", "ph"), ("ph", "f"), ("w", "v")),
    *(("ck", "k"), ("gh", "g"), ("th", "t"), ("h", ""), ("ee", "i"), ("ou", "u"), ("j", "y")),
]


def misspelt(name: str, chance: random.Random) -> str:
    """A name of more than four letters as somebody might write it who half remembers it."""
    place = chance.randrange(1, len(name) - 1)
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    heard = [name.replace(a, b, 1) for a, b in ALIKE if a in name[1:]]
    ways = [
        name[:place] + name[place:][1:],
        name[:place] + name[place] + name[place:],
        swapped,
        *(chance.sample(heard, 1) if heard else []),
    ]
    return chance.choice([way for way in ways if way != name] or [swapped + "e"])


def asked(words: Iterable[str]):
    """Addresses of a search for each of the words in turn, again and again."""
    turn = itertools.cycle([f"/search/?q={quote(word)}" for word in words])
    return lambda: next(turn)


def searches(visitor: Visitor, names: list[str], wrong: list[str], who: str) -> list[Measure]:
    pool = tomllib.loads((PROJECT / "cases" / "seed.toml").read_text())["words"]
    return [
        getting(visitor, f"part of a name, {who}", asked(name[:4] for name in names), BUDGET),
        getting(visitor, f"misspelt name, {who}", asked(wrong), BUDGET),
        getting(visitor, f"common word, {who}", asked(pool["things"].split()), BUDGET),
        getting(visitor, f"rare word, {who}", asked(pool["seldom"].split()), BUDGET),
        getting(visitor, f"no word, {who}", asked(["qwertyuiop"]), BUDGET),
    ]


def found(visitor: Visitor, wrong: list[tuple[str, str]]) -> None:
    """Print how many of those whose names are misspelt stand on the first page."""
    there = sum(pk.encode() in visitor.get(f"/search/?q={quote(name)}").page for name, pk in wrong)
    print(f"{there} of {len(wrong)} found, {100 * there / len(wrong):.1f} %")


def main() -> None:
    options = town.options(argparse.ArgumentParser(description=__doc__))
    town.prepare(options)

    chance = random.Random(1)
    worker, lead = town.somebody("worker"), town.somebody("lead")
    visitor, leading = Visitor(worker), Visitor(lead)
    names = [
        (name, str(resident.pk))
        for resident in town.people_of(worker)
        for name in {resident.known_as, *resident.full_name.split()}
        if len(name) > 4 and name.isalpha()
    ]
    wrong = [(misspelt(name.lower(), chance), pk) for name, pk in names]
    right = [name for name, _pk in names]
    spelled = [name for name, _pk in wrong]
    measure(
        [
            getting(visitor, "floor", lambda: "/floor/"),
            *searches(visitor, right, spelled, "worker"),
            *searches(leading, right, spelled, "lead"),
        ],
        options.times,
    )
    found(visitor, wrong)


if __name__ == "__main__":
    main()
