"""What each worker carries: drawn as blocks, said in a sentence, and told in a table."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Connection
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to

Depth = Connection.Depth
WIDTH = 440  # of the picture, in its own units
GAP, TALL, A_LINE = 4, 26, 46  # between blocks; a block; a line of them
BLOCKS = {Depth.DEEP: 34, Depth.STEADY: 20, Depth.LIGHT: 12, "": 12}  # how wide each is


class Block(NamedTuple):
    """One person somebody walks with, drawn."""

    depth: str
    x: int
    y: int
    wide: int
    middle: float
    below: int
    unheard: bool


@dataclass(frozen=True)
class CarrierRow:
    """What one worker carries. `deep`, `steady`, `light` and `unsaid` are how many people."""

    name: str
    team: str
    says: str
    full: bool
    deep: int
    steady: int
    light: int
    unsaid: int
    unheard: int
    promised: int
    sentence: str
    blocks: list[Block]
    end_x: int
    end_y: int
    tall: int
    move: str

    @classmethod
    def of(cls, told: dict[str, Any], hub: UUID, today: datetime.date) -> CarrierRow:
        people = told["people"]
        many = {depth: sum(one["depth"] == depth for one in people) for depth in BLOCKS}
        blocks, end_x, end_y = _drawn(people)
        return cls(
            name=told["name"],
            team=told["team"] or "",
            says=_says(told, today),
            full=told["full"],
            deep=many[Depth.DEEP],
            steady=many[Depth.STEADY],
            light=many[Depth.LIGHT],
            unsaid=many[""],
            unheard=sum(one["unheard"] for one in people),
            promised=told["promised"],
            sentence=_sentence(len(people), many),
            blocks=blocks,
            end_x=end_x,
            end_y=end_y,
            tall=end_y + A_LINE,
            move=path_to("cases:move", hub, UUID(told["id"])) if people else "",
        )


@dataclass(frozen=True)
class PersonRow:
    """Somebody to think of: who walks with them, if anybody does."""

    name: str
    worker: str
    url: str


def carrier_rows(told: dict[str, Any], hub: UUID, today: datetime.date) -> list[CarrierRow]:
    return [CarrierRow.of(one, hub, today) for one in told["workers"]]


def unheard_rows(told: dict[str, Any]) -> list[PersonRow]:
    """Of whom nobody heard for long, by first name."""
    rows = [
        PersonRow(one["name"], worker["name"], path_to("cases:record", UUID(one["id"])))
        for worker in told["workers"]
        for one in worker["people"]
        if one["unheard"]
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.url))


def alone_rows(told: dict[str, Any]) -> list[PersonRow]:
    """With whom nobody walks just now, by first name."""
    return [
        PersonRow(one["name"], "", path_to("cases:circle", UUID(one["id"])))
        for one in told["alone"]
    ]


@dataclass(frozen=True)
class AwaitedRow:
    """An answer that is awaited from somebody."""

    to: str
    name: str
    url: str
    asked: str


def awaited_rows(told: dict[str, Any], today: datetime.date) -> list[AwaitedRow]:
    """Whose answers are awaited, by who is asked."""
    return [
        AwaitedRow(
            to=one["to"],
            name=one["name"],
            url=path_to("cases:referral", UUID(one["resident"]), UUID(one["id"])),
            asked=_("%(who)s asked, %(day)s.")
            % {
                "who": one["worker"],
                "day": day_in_words(
                    timezone.localdate(datetime.datetime.fromisoformat(one["at"])), today
                ),
            },
        )
        for one in told["awaited"]
    ]


def _drawn(people: list[dict[str, Any]]) -> tuple[list[Block], int, int]:
    """Blocks in lines, those somebody walks with most first, and where the last one ends."""
    blocks: list[Block] = []
    x, y = 1, 0
    for depth, wide in BLOCKS.items():
        for one in people:
            if one["depth"] != depth:
                continue
            if x + wide > WIDTH - 8:
                x, y = 1, y + A_LINE
            kind = depth or "unsaid"
            blocks.append(Block(kind, x, y + 7, wide, x + wide / 2, y + 40, one["unheard"]))
            x += wide + GAP
    return blocks, x + 2, y


def _says(told: dict[str, Any], today: datetime.date) -> str:
    """That a worker says they are full, and who stands in for them."""
    said = [_("Says: full")] if told["full"] else []
    if away := told["away"]:
        until = datetime.date.fromisoformat(away["until"])
        stands_in = {"who": away["who"], "day": day_in_words(until, today)}
        said.append(_("%(who)s stands in until %(day)s") % stands_in)
    return ". ".join(said)


def _sentence(all_of_them: int, many: dict[Any, int]) -> str:
    """ "14 people: 3 deep, 7 steady, 4 light"."""
    if not all_of_them:
        return _("Nobody yet")
    words = {
        Depth.DEEP: _("%(n)s deep"),
        Depth.STEADY: _("%(n)s steady"),
        Depth.LIGHT: _("%(n)s light"),
        "": _("%(n)s not said"),
    }
    said = ", ".join(words[depth] % {"n": n} for depth, n in many.items() if n)
    people = ngettext("One person", "%(n)s people", all_of_them) % {"n": all_of_them}
    return f"{people}: {said}"
