"""The picture of how near a hope felt over time: drawn here, with its numbers in words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

# The drawing: 340 wide; 0 and 10 are lines of their own, so that no picture exaggerates.
LEFT, RIGHT, TOP, BOTTOM = 40.0, 316.0, 28.0, 92.0
A_FEW = 6  # sayings that are told one by one; of more, the first, the last and between what
APART = 26.0  # how far apart two numbers must stand to be read

Said = tuple[datetime.date, int]


@dataclass(frozen=True)
class Dot:
    """One saying in the picture; places are text, so that no language writes them otherwise."""

    x: str
    y: str
    above: str  # where its number stands
    number: str
    now: bool


@dataclass(frozen=True)
class Nearer:
    """How near a hope felt, as a line from 0 to 10 and in words."""

    line: str
    dots: list[Dot]
    first_day: str
    last_day: str
    words: str
    twin: list[tuple[str, int]]
    now: int

    @classmethod
    def of(cls, said: Sequence[Said], today: datetime.date) -> Nearer | None:
        """From what was said, the first saying first; None where nothing was."""
        if not said:
            return None
        places = list(zip(_across([day for day, _value in said]), said, strict=True))
        points = [
            (x, round(BOTTOM - value * (BOTTOM - TOP) / 10, 1)) for x, (_day, value) in places
        ]
        told = _told([x for x, _y in points])
        last = len(said) - 1
        days = [day_of(day, today) for day, _value in said]
        return cls(
            line="M" + "L".join(f"{x} {y}" for x, y in points),
            dots=[
                Dot(
                    x=f"{x}",
                    y=f"{y}",
                    above=f"{y - 11:.1f}",
                    number=str(said[at][1]) if at in told else "",
                    now=at == last,
                )
                for at, (x, y) in enumerate(points)
                if at in told or len(said) <= 2 * A_FEW
            ],
            first_day=days[0] if len(said) > 1 and days[0] != days[-1] else "",
            last_day=days[-1],
            words=_in_words(said, days),
            twin=[(day, value) for day, (_day, value) in zip(days, said, strict=True)],
            now=said[-1][1],
        )


def day_of(day: datetime.date, today: datetime.date) -> str:
    """A day as it stands under a picture: "12 March", with the year where it is another one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def _across(days: list[datetime.date]) -> list[float]:
    """Where each saying stands from left to right: by its day, or evenly where all are of one."""
    if len(days) == 1:
        return [RIGHT]
    length = (days[-1] - days[0]).days
    if length == 0:
        shares = [at / (len(days) - 1) for at in range(len(days))]
    else:
        shares = [(day - days[0]).days / length for day in days]
    return [round(LEFT + share * (RIGHT - LEFT), 1) for share in shares]


def _told(across: list[float]) -> set[int]:
    """Which sayings have their number beside them: the last, the first, and what has room between."""
    last = len(across) - 1
    if last + 1 > 2 * A_FEW:
        return {0, last}
    told = {last}
    for at, x in enumerate(across):
        if all(abs(x - across[other]) >= APART for other in told):
            told.add(at)
    return told


def _in_words(said: Sequence[Said], days: list[str]) -> str:
    """The picture for who does not see it."""
    if len(said) <= A_FEW:
        numbers = ", ".join(
            _("%(number)d on %(day)s") % {"number": value, "day": day}
            for (_day, value), day in zip(said, days, strict=True)
        )
        return _("How near it feels, out of ten: %(numbers)s.") % {"numbers": numbers}
    values = [value for _day, value in said]
    return _(
        "How near it feels, out of ten: %(first)d on %(first_day)s, %(last)d on %(last_day)s. "
        "Said %(count)d times, between %(least)d and %(most)d."
    ) % {
        "first": values[0],
        "first_day": days[0],
        "last": values[-1],
        "last_day": days[-1],
        "count": len(values),
        "least": min(values),
        "most": max(values),
    }
