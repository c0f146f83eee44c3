"""The day in a sentence: "I'll ring on Tuesday" holds one, "he sat with Jean" does not.

A narrow ear on purpose. What is written here becomes a promise on a day, so a word that only
sometimes means a day ("sat", "may", "sun") must never make one. It hears English and Welsh whatever
language the page is in: people who work in one write down what was said in the other.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

ONE_TO_TEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
RELATIVE = {
    "the day after tomorrow": 2,
    "a week tomorrow": 8,
    "a week today": 7,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "wythnos i yfory": 8,
    "wythnos i fory": 8,
    "wythnos i heddiw": 7,
    "drennydd": 2,
    "heddiw": 0,
    "heno": 0,
    "yfory": 1,
}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# As they stand after "dydd", and after "nos", which softens some of them.
WELSH_WEEKDAYS = ["llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul"]
WELSH_NIGHTS = ["lun", "fawrth", "fercher", "iau", "wener", "sadwrn", "sul"]
ENGLISH_MONTHS = [
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
]
WELSH_MONTHS = [
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf"),
    *("awst", "medi", "hydref", "tachwedd", "rhagfyr"),
]
# After these a day is not the day of a promise; and before these neither.
BEFORE = r"\b(last|every|each|since|not|after|bob|pob|ers|nid|dim|ddim|wedi|hyd|ar ôl)( on| ar)? $"
AFTERWARDS = r" (diwetha|cynt\b|ar ôl\b)"


def day_in(text: str, today: date) -> date | None:
    """The first day named in a sentence, seen from `today`; None where there is none.

    Understands today, tomorrow, the day after; a weekday (the next one to come; "next Tuesday" is
    next week's, "a week on Tuesday" seven days later); "in three days", "in a fortnight"; "24 March"
    with or without a year (then the next one to come); 24/3/2026 and 2026-03-24. "Last" or "every
    Tuesday" is no day. Of Welsh it knows the same but for the counted days: "ddydd Mawrth", "nos
    Fawrth", "dydd Mawrth nesaf", "wythnos i ddydd Mawrth", "24 Mawrth".
    Raises ValidationError for a day that does not exist, or that has passed.
    """
    # "Only 2 may come" names no day; "24 May" does. Nor does "2 mai" of what somebody said.
    heard = re.sub(r"(\d) may(?= [a-z])", r"\1", text)
    heard = re.sub(r"(\d) mai\b", r"\1", heard).lower()
    readings = [reading for reader in _READERS if (reading := reader(heard, today))]
    if not readings:
        return None
    day = min(readings)[1]
    if day < today:
        raise ValidationError(
            _("That day has passed. Write a day that is still to come, like %(example)s."),
            params={"example": _example(today)},
        )
    return day


def _example(today: date) -> str:
    day = today + timedelta(days=7)
    return f"{day.day} {MONTHS[day.month]}"


def _relative(text: str, today: date) -> tuple[int, date] | None:
    found = _search(rf"\b({'|'.join(RELATIVE)})\b", text)
    return (found.start(), today + timedelta(days=RELATIVE[found[1]])) if found else None


def _weekday(text: str, today: date) -> tuple[int, date] | None:
    found = _search(
        rf"\b(?:(a week on|a fortnight on|next) )?({'|'.join(WEEKDAYS)})( week)?\b", text
    )
    if not found:
        return None
    weeks = {"next": 0, "a fortnight on": 2, "a week on": 1}.get(found[1], 1 if found[3] else 0)
    day = _the_next(WEEKDAYS.index(found[2]), today, of_next_week=found[1] == "next")
    return found.start(), day + timedelta(weeks=weeks)


def _welsh_weekday(text: str, today: date) -> tuple[int, date] | None:
    found = _search(
        r"\b(?:(wythnos|pythefnos) i )?"
        rf"(?:d?dydd ({'|'.join(WELSH_WEEKDAYS)})|nos ({'|'.join(WELSH_NIGHTS)}))\b((?: wythnos)? nesaf?\b)?",
        text,
    )
    if not found:
        return None
    number = WELSH_WEEKDAYS.index(found[2]) if found[2] else WELSH_NIGHTS.index(found[3])
    weeks = {"wythnos": 1, "pythefnos": 2}.get(found[1], 0)
    day = _the_next(number, today, of_next_week=bool(found[4]))
    return found.start(), day + timedelta(weeks=weeks)


def _the_next(number: int, today: date, *, of_next_week: bool) -> date:
    """The next such weekday to come, Monday being 0; or the one of the week that begins next."""
    if of_next_week:
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _search(pattern: str, text: str) -> re.Match[str] | None:
    """The first place where a day is meant as the day of a promise: not "last" nor "every" one."""
    for found in re.finditer(pattern, text):
        if not (
            re.search(BEFORE, text[: found.start()]) or re.match(AFTERWARDS, text[found.end() :])
        ):
            return found
    return None


def _counted(text: str, today: date) -> tuple[int, date] | None:
    found = _search(
        rf"\bin (?:(a fortnight)|(an?|\d{{1,2}}|{'|'.join(ONE_TO_TEN)}) (day|week)s?)\b", text
    )
    if not found:
        return None
    if found[1]:
        return found.start(), today + timedelta(days=14)
    count = found[2]
    number = (
        int(count) if count.isdigit() else ONE_TO_TEN.index(count) + 1 if count in ONE_TO_TEN else 1
    )
    return found.start(), today + timedelta(days=number * (7 if found[3] == "week" else 1))


def _calendar(text: str, today: date) -> tuple[int, date] | None:
    english = {name: number for number, name in enumerate(ENGLISH_MONTHS, 1)}
    english |= {name[:3]: number for name, number in english.items()}
    months = english | {name: number for number, name in enumerate(WELSH_MONTHS, 1)}
    year = r"(?:,? (\d{4}))?"
    found = _search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(months)})\b{year}", text)
    if found:
        return found.start(), _date(found[3], months[found[2]], int(found[1]), today)
    found = _search(rf"\b({'|'.join(english)}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b{year}", text)
    if found:
        return found.start(), _date(found[3], months[found[1]], int(found[2]), today)
    return None


def _figures(text: str, today: date) -> tuple[int, date] | None:
    found = _search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text)
    if found:
        return found.start(), _date(found[1], int(found[2]), int(found[3]), today)
    found = _search(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", text)
    if found:
        return found.start(), _date(found[3], int(found[2]), int(found[1]), today)
    return None


def _date(year: str | None, month: int, day: int, today: date) -> date:
    try:
        if year:
            return date(int(year), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        raise ValidationError(
            _("There is no such day. Write a day that is still to come, like %(example)s."),
            params={"example": _example(today)},
        ) from None


_READERS = [_relative, _weekday, _welsh_weekday, _counted, _calendar, _figures]
