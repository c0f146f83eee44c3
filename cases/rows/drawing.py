"""Placing a circle on paper: who is close stands near the middle, and no two labels overlap.

It knows no resident, only how far out each one belongs and how long their labels are. The same
circle is always drawn the same.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

WIDTH = 440  # of the picture, in its own units: letters are sized by it, so it never changes
MIDDLE = WIDTH / 2
EDGE = 2  # how near to the picture's edge something is drawn
CENTRE, NODE = 44, 25  # half the size of whom it is about, and of who is around them
GAP = 4  # between somebody and their label
LETTERS, IN_THE_MIDDLE = 14, 10  # of a label; the list beside the picture says the rest
ROLE, ON_A_PHONE = 11.5, 17  # sizes of letters, as in the style sheet; on a desk a name is smaller
TALL = 33  # a label of two lines
RINGS = (104, 154, 190)  # how far out close, steady and all others stand
CROWDED, APART = 5, 30  # of more on one ring, every other one stands this much farther out
# A crowd needs height: how much taller than wide the rings are, by the number around.
TALLER = (1, 1, 1, 1, 1, 1, 1.06, 1.14, 1.2, 1.34, 1.38)
# Where to try: degrees to either side of one's place, and farther out; the least change first.
MOVES = sorted(
    ((turn, out) for turn in range(-24, 25, 6) for out in range(-24, 43, 6)),
    key=lambda move: (abs(move[0]) + abs(move[1]), move),
)
LEANING = (0, 12, -12)  # degrees by which the first one may stand beside the top
HARDLY = 4.0  # an overlap nobody sees, in square units


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def shared_with(self, other: Box) -> float:
        """The area that lies in both."""
        if self.bottom <= other.top or other.bottom <= self.top:
            return 0.0
        across = min(self.right, other.right) - max(self.left, other.left)
        return (
            across * (min(self.bottom, other.bottom) - max(self.top, other.top))
            if across > 0
            else 0.0
        )


class Wish(NamedTuple):
    """One to place: on which ring, with a label how wide."""

    ring: int
    wide: float

    @classmethod
    def of(cls, ring: int, name: str, role: str) -> Wish:
        return cls(ring, max(width(name, ON_A_PHONE), width(role, ROLE)))


class Spot(NamedTuple):
    """Where one stands, and where their label does."""

    x: float
    y: float
    label_x: float
    above: bool
    node: Box
    label: Box

    def crowds(self, other: Spot) -> float:
        return (
            self.label.shared_with(other.label)
            + self.label.shared_with(other.node)
            + self.node.shared_with(other.label)
            + self.node.shared_with(other.node)
        )


THE_MIDDLE = Box(MIDDLE - CENTRE, -CENTRE, MIDDLE + CENTRE, CENTRE)


def cut(text: str, letters: int = LETTERS) -> str:
    """A label of no more than so many letters, cut between words where that leaves enough of it.

    Letters as wide as two count as two.
    """
    room, end = letters, 0
    while end < len(text) and (room := room - _wide(text[end])) >= 0:
        end += 1
    if end == len(text):
        return text
    begun = text[: end - 1]
    whole = begun if text[end - 1] == " " else begun.rpartition(" ")[0]
    kept = whole if len(whole) * 2 >= letters else begun
    return f"{kept.rstrip(' ,;:.-–')}…"


def width(text: str, size: float) -> float:
    """About how wide bold letters of this size are, rather too wide than too narrow."""
    return size * sum(_ems(letter) for letter in text)


def _wide(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _ems(letter: str) -> float:
    if letter in "iljtfrI.,:;’'!|()- ":
        return 0.4
    if letter in "mwMW@%&…œæŒÆ":
        return 0.92
    if letter.isascii():
        return 0.68 if letter.isupper() else 0.59
    return (0, 0.68, 1.05)[_wide(letter)]


def place(wishes: tuple[Wish, ...]) -> list[Spot]:
    """Where each one stands: the first at the top, the others around, close and far in turn."""
    best: list[Spot] = []
    least = math.inf
    for lean, order in product(LEANING, _orders(wishes)):
        spots, crowding = _placed([wishes[index] for index in order], lean - 90)
        if crowding < least:
            least = crowding
            best = [spots[order.index(index)] for index in range(len(wishes))]
        if least <= HARDLY:
            break
    return best


def _orders(wishes: tuple[Wish, ...]) -> Iterator[list[int]]:
    """In which order to go around: so that close and far alternate; then others to try."""
    first, *others = range(len(wishes))
    others.sort(key=lambda index: wishes[index].ring)
    half = (len(others) + 1) // 2
    near, far = others[:half], others[half:]
    for turn in range(max(1, len(far))):
        turned = [*far[turn:], *far[:turn]]
        woven = [index for pair in zip(near, turned, strict=False) for index in pair]
        yield [first, *woven, *near[len(turned) :]]


def _placed(wishes: list[Wish], top: float) -> tuple[list[Spot], float]:
    """Each at the place where it crowds the others least, and how much crowding is left."""
    spots: list[Spot] = []
    left = 0.0
    rings = [wish.ring for wish in wishes]
    for number, wish in enumerate(wishes):
        radius = RINGS[wish.ring]
        if rings.count(wish.ring) > CROWDED:
            radius += APART * (number % 2)
        degrees = 360 * number / len(wishes) + top
        best, least = None, math.inf
        for spot in _places(wish, degrees, radius, TALLER[len(wishes)]):
            crowd = spot.label.shared_with(THE_MIDDLE)
            for other in spots:
                crowd += spot.crowds(other)
                if crowd >= least:
                    break
            if crowd < least:
                best, least = spot, crowd
            if least <= HARDLY:
                break
        assert best is not None
        spots.append(best)
        left += least
    return spots, left


def _places(wish: Wish, degrees: float, radius: float, taller: float) -> Iterator[Spot]:
    """Places for one, the best first."""
    half = wish.wide / 2
    farthest = MIDDLE - EDGE - NODE
    for turn, out in MOVES:
        if radius + out < RINGS[wish.ring]:
            continue
        angle = math.radians(degrees + turn)
        across = (radius + out) * math.cos(angle)
        y = (radius + out) * math.sin(angle) * taller
        x = MIDDLE + max(-farthest, min(across, farthest))
        label_x = min(max(x, EDGE + half), WIDTH - EDGE - half)
        node = Box(x - NODE, y - NODE, x + NODE, y + NODE)
        for above in (y < 0, y >= 0) if abs(math.sin(angle)) < 0.5 else (y < 0,):
            top = node.top - GAP - TALL if above else node.bottom + GAP
            label = Box(label_x - half, top, label_x + half, top + TALL)
            yield Spot(x, y, label_x, above, node, label)
