"""The drawn circle: nobody hides anybody, close is near, and the same circle is always the same."""

import itertools
import random

import pytest

from cases.rows.drawing import CENTRE, LETTERS, MIDDLE, NODE, WIDTH, Wish, cut, place

HARDLY_SEEN = 3  # units of the picture
NAMES = (
    "Maureen|Grace Okafor|Marsh End…|Amina|Quay Street…|Wm|Bartholomew Wm|Christopher M.|Maximilianwwww|"
    "Ivy|Zbigniew|Old Bus Club|Mo|Penelope|ناسرین|山田花子さん"
).split("|")
ROLES = "sister|next door…|walks with Joe|old workmates|community…|nurse Lena|friend".split("|")


def circles(number: int):
    """Circles of so many: all close, all steady, all far, and mixed ones; short and long names."""
    chance = random.Random(number)
    for rings in ([0], [1], [2], [0, 1, 2], [0, 1, 1, 2]):
        for _ in range(40):
            names = chance.choice([NAMES, NAMES[5:9]])
            yield tuple(
                Wish.of(chance.choice(rings), chance.choice(names), chance.choice(ROLES))
                for _ in range(number)
            )


def overlap(one, other) -> float:
    """How far one box reaches into another."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0, min(across, down))


@pytest.mark.parametrize("number", range(1, 11))
def test_no_label_lies_on_another_nor_on_anybody(number):
    for wishes in circles(number):
        spots = place(wishes)
        assert len(spots) == number
        for one, other in itertools.permutations(spots, 2):
            assert overlap(one.label, other.label) <= HARDLY_SEEN, wishes
            assert overlap(one.label, other.node) <= HARDLY_SEEN, wishes
            assert overlap(one.node, other.node) <= HARDLY_SEEN, wishes


@pytest.mark.parametrize("number", range(1, 11))
def test_everything_is_inside_the_picture_and_outside_the_middle(number):
    for wishes in circles(number):
        for spot in place(wishes):
            for box in (spot.node, spot.label):
                assert box.left >= 0
                assert box.right <= WIDTH
            assert (spot.x - MIDDLE) ** 2 + spot.y**2 > (CENTRE + NODE) ** 2


def test_who_is_close_stands_nearer_than_who_is_not():
    spots = place(tuple(Wish.of(ring, "Grace", "friend") for ring in (0, 1, 2, 0, 1, 2, 0, 1)))
    far_out = [((spot.x - MIDDLE) ** 2 + spot.y**2) ** 0.5 for spot in spots]
    assert max(far_out[0::3]) < min(far_out[1::3])
    assert max(far_out[1::3]) < min(far_out[2::3])


def test_the_first_stands_at_the_top():
    for wishes in circles(8):
        top, *_others = place(wishes)
        assert abs(top.x - MIDDLE) < WIDTH / 4
        assert top.y < 0


def test_the_same_circle_is_always_drawn_the_same():
    for wishes in circles(10):
        assert place(wishes) == place(wishes)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Maureen", "Maureen"),
        ("walks with Joe", "walks with Joe"),
        ("Quay Street Surgery", "Quay Street…"),
        ("next door, has a key", "next door…"),
        ("Bartholomew-James", "Bartholomew-J…"),
        ("Al Bartholomewson", "Al Bartholome…"),
        ("山田花子さんのお姉さん", "山田花子さん…"),
        ("", ""),
    ],
)
def test_a_label_is_cut_between_words_where_that_leaves_enough(text, label):
    assert cut(text) == label
    assert len(cut(text)) <= LETTERS
