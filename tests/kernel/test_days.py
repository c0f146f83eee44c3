"""Days are said the way people say them."""

from datetime import UTC, date, datetime

from django.template import Context, Template
from django.utils import timezone, translation

from relational.kernel.days import day_in_words

TUESDAY = date(2026, 3, 17)


def said(day):
    with translation.override("en-gb"):
        return day_in_words(day, TUESDAY)


def test_the_days_next_to_today_have_their_own_words():
    assert [said(date(2026, 3, day)) for day in (16, 17, 18)] == ["yesterday", "today", "tomorrow"]


def test_within_six_days_either_way_the_weekday_is_enough():
    assert [said(date(2026, 3, day)) for day in (11, 15, 19, 23)] == [
        "Wednesday",
        "Sunday",
        "Thursday",
        "Monday",
    ]


def test_a_week_away_the_date_goes_with_the_weekday():
    assert [said(date(2026, 3, day)) for day in (10, 24)] == [
        "Tuesday 10 March",
        "Tuesday 24 March",
    ]


def test_another_year_is_named():
    assert said(date(2025, 10, 22)) == "Wednesday 22 October 2025"


def test_next_week_may_lie_in_another_year_and_still_be_a_weekday():
    with translation.override("en-gb"):
        assert day_in_words(date(2027, 1, 2), date(2026, 12, 30)) == "Saturday"


def test_a_moment_late_in_the_evening_belongs_to_the_day_where_the_reader_is():
    moment = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)
    page = Template("{% load ui %}{{ moment|day }}")
    with translation.override("en-gb"), timezone.override("Europe/London"):
        assert page.render(Context({"moment": moment})) == "Wednesday 2 July 2025"


def test_no_day_is_no_words():
    assert Template("{% load ui %}{{ nothing|day }}").render(Context({"nothing": None})) == ""
