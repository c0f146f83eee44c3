"""The picture of how near a hope felt: from 0 to 10, by its days, and the same in words."""

import datetime
import re

import pytest

from cases.rows.nearer import BOTTOM, LEFT, RIGHT, TOP, Nearer

TODAY = datetime.date(2027, 3, 20)


def drawn(*said: tuple[int, int]) -> Nearer:
    """From pairs of how many days ago, and the number."""
    return Nearer.of([(TODAY - datetime.timedelta(days=ago), value) for ago, value in said], TODAY)


def test_nothing_said_is_no_picture():
    assert Nearer.of([], TODAY) is None


def test_one_saying_is_a_dot_with_its_number_and_day():
    picture = drawn((8, 4))
    (dot,) = picture.dots
    assert (dot.number, dot.now) == ("4", True)
    assert (picture.first_day, picture.last_day) == ("", "12 March")
    assert picture.words == "How near it feels, out of ten: 4 on 12 March."
    assert picture.twin == [("12 March", 4)]


def test_two_sayings_are_a_line_between_its_first_and_last_day():
    picture = drawn((128, 0), (8, 10))
    first, last = picture.dots
    assert picture.line == f"M{LEFT} {BOTTOM}L{RIGHT} {TOP}"  # from the one limit to the other
    assert [(dot.x, dot.y) for dot in (first, last)] == [
        (f"{LEFT}", f"{BOTTOM}"),
        (f"{RIGHT}", f"{TOP}"),
    ]
    assert (first.now, last.now) == (False, True)
    assert (picture.first_day, picture.last_day) == ("12 November 2026", "12 March")
    assert picture.words == (
        "How near it feels, out of ten: 0 on 12 November 2026, 10 on 12 March."
    )


def test_a_small_change_looks_small_and_a_number_stands_where_it_always_stands():
    heights = {dot.number: float(dot.y) for dot in drawn((30, 4), (15, 5), (0, 4)).dots}
    assert heights["4"] - heights["5"] == pytest.approx((BOTTOM - TOP) / 10)
    assert {dot.y for dot in drawn((30, 5), (0, 5)).dots} == {f"{heights['5']}"}


def test_a_line_goes_by_its_days():
    across = [float(dot.x) for dot in drawn((100, 1), (75, 2), (0, 3)).dots]
    assert across == pytest.approx([LEFT, LEFT + (RIGHT - LEFT) / 4, RIGHT])


def test_several_on_one_day_stand_side_by_side():
    picture = drawn((0, 4), (0, 5), (0, 3))
    assert [float(dot.x) for dot in picture.dots] == [LEFT, (LEFT + RIGHT) / 2, RIGHT]
    assert (picture.first_day, picture.last_day) == ("", "20 March")


def test_numbers_that_would_stand_on_each_other_are_left_to_the_words():
    picture = drawn((100, 1), (99, 2), (50, 3), (1, 4), (0, 5))
    assert [dot.number for dot in picture.dots] == ["1", "", "3", "", "5"]
    assert "2 on 11 December 2026" in picture.words


def test_thirty_sayings_are_a_line_with_its_ends_told():
    said = [(90 - 3 * at, at % 9) for at in range(30)]
    picture = drawn(*said)
    assert [(dot.number, dot.now) for dot in picture.dots] == [("0", False), ("2", True)]
    assert len(re.findall("[ML]", picture.line)) == 30
    assert picture.words == (
        "How near it feels, out of ten: 0 on 20 December 2026, 2 on 17 March. "
        "Said 30 times, between 0 and 8."
    )
    assert len(picture.twin) == 30


@pytest.mark.parametrize("many", [1, 2, 7, 30, 400])
def test_whatever_is_said_stays_in_the_picture(many):
    picture = drawn(*[(many - at, at % 11) for at in range(many)])
    places = re.findall(r"([\d.]+) ([\d.]+)", picture.line)
    assert all(LEFT <= float(x) <= RIGHT and TOP <= float(y) <= BOTTOM for x, y in places)
    assert picture.dots[-1].now
    assert len(picture.dots) <= 12
