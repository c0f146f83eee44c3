"""The day in a sentence: "I'll ring on Tuesday" holds one, "he sat with Jean" does not.

A narrow ear on purpose. What is written here becomes a promise on a day, so a word that only
sometimes means a day ("sat", "may", "sun") must never make one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

ONE_TO_TEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def day_in(text: str, today: date) -> date | None:
    """The first day named in a sentence, seen from `today`; None where there is none.

    Understands today, tomorrow, the day after; a weekday (the next one to come; "next Tuesday" is
    next week's, "a week on Tuesday" seven days later); "in three days", "in a fortnight"; "24 March"
    with or without a year (then the next one to come); 24/3/2026 and 2026-03-24. "Last" or "every
    Tuesday" is no day.
    Raises ValidationError for a day that does not exist, or that has passed.
    """
    # "Only 2 may come" names no day; "24 May" does.
    heard = re.sub(r"(\d) may(?= [a-z])", r"\1", text).lower()
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
    words = {
        pgettext("a day in a sentence", "the day after tomorrow"): 2,
        pgettext("a day in a sentence", "a week tomorrow"): 8,
        pgettext("a day in a sentence", "a week today"): 7,
        pgettext("a day in a sentence", "today"): 0,
        pgettext("a day in a sentence", "tonight"): 0,
        pgettext("a day in a sentence", "tomorrow"): 1,
    }
    found = _search(rf"\b({'|'.join(words)})\b", text)
    return (found.start(), today + timedelta(days=words[found[1]])) if found else None


def _weekday(text: str, today: date) -> tuple[int, date] | None:
    names = {str(name).lower(): number for number, name in WEEKDAYS.items()}
    found = _search(
        rf"\b(?:(a week on|a fortnight on|next) )?({'|'.join(map(re.escape, names))})( week)?\b",
        text,
    )
    if not found:
        return None
    number = names[found[2]]
    day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if found[1] == "next":
        day = today + timedelta(days=7 - today.weekday() + number)
    elif found[1] == "a fortnight on":
        day += timedelta(days=14)
    elif found[1] or found[3]:
        day += timedelta(days=7)
    return found.start(), day


def _search(pattern: str, text: str) -> re.Match[str] | None:
    """The first place where a day is meant as the day of a promise: not "last" nor "every" one."""
    for found in re.finditer(pattern, text):
        if not re.search(r"\b(last|every|each|since|not|after)( on)? $", text[: found.start()]):
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
    months = {str(name).lower(): number for number, name in MONTHS.items()}
    months |= {str(name).lower(): number for number, name in MONTHS_3.items()}
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    year = r"(?:,? (\d{4}))?"
    found = _search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({names})\b{year}", text)
    if found:
        return found.start(), _date(found[3], months[found[2]], int(found[1]), today)
    found = _search(rf"\b({names}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b{year}", text)
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


_READERS = [_relative, _weekday, _counted, _calendar, _figures]
