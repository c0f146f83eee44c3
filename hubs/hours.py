"""What people write of days and times, as a rule of RFC 5545: “Tuesdays, 2 to 4pm”."""

from __future__ import annotations

import re

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = (
    r"(mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nesday|s)?s?|thu(?:rs?(?:day)?)?s?"
    r"|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)\b\.?"
)
WHICH = {
    "1st": "1",
    "first": "1",
    "2nd": "2",
    "second": "2",
    "3rd": "3",
    "third": "3",
    "4th": "4",
    "fourth": "4",
    "last": "-1",
}
A_WHICH = rf"({'|'.join(WHICH)})\b"
AND = r"\s*(?:,\s*and\b|,|&|\+|/|\band\b)\s*"
TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*"
CLOCK = (
    r"(noon|midday|12\s*noon|\d{1,2}(?:[:.]\d{2})?(?::\d{2})?)\s*(a\.?m\b\.?|p\.?m\b\.?|noon\b)?"
)

EVERY_DAY = re.compile(r"(?:every\s?day|daily|seven days a week)\b")
WEEKDAYS = re.compile(r"(?:every\s+)?week\s?days?\b")
FROM_DAY_TO_DAY = re.compile(rf"{DAY}{TO}{DAY}")
OF_THE_MONTH = re.compile(
    rf"(?:the\s+|every\s+)?{A_WHICH}(?:{AND}{A_WHICH})?\s+{DAY}"
    r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+month|\s+(?:each|every|a)\s+month|\s+monthly)?"
)
EVERY_OTHER = re.compile(rf"(?:every\s+(?:other|second)|alternate|fortnightly(?:\s+on)?)\s+{DAY}")
SOME_DAYS = re.compile(rf"(?:(?:every|each|weekly|on)\s+)*{DAY}(?:{AND}{DAY})*")
SPAN = re.compile(rf"[\s,:;(]*(?:(?:from|at|between)\s+)?{CLOCK}(?:{TO}|\s+and\s+){CLOCK}\)?")
START = re.compile(rf"[\s,:;(]*(?:from|at)?\s*{CLOCK}\)?")


def rule(text: str) -> dict[str, str | int] | None:
    """A rule by the standard's names, or nothing where it cannot be read beyond doubt."""
    said = " ".join(text.casefold().split())
    days, end = _days(said)
    if not days:
        return None
    hours, end = _hours(said, end)
    if hours is None:
        return None
    rest = " ".join(text.split())[end:].strip(" ,.;:–-()")
    if re.search(rf"\d|\b{DAY}", rest.casefold()):
        return None  # there is more to it than one rule
    return days | hours | ({"description": rest} if rest else {})


def _days(said: str) -> tuple[dict[str, str | int], int]:
    if found := EVERY_DAY.match(said):
        return _weekly(DAYS), found.end()
    if found := WEEKDAYS.match(said):
        return _weekly(DAYS[:5]), found.end()
    if found := OF_THE_MONTH.match(said):
        day = _code(found[3])
        each = [WHICH[which] + day for which in found.groups()[:2] if which]
        return {"freq": "MONTHLY", "byday": ",".join(each)}, found.end()
    if found := EVERY_OTHER.match(said):
        return _weekly([_code(found[1])]) | {"interval": 2}, found.end()
    if found := FROM_DAY_TO_DAY.match(said):
        first, last = (DAYS.index(_code(day)) for day in found.groups())
        return (_weekly(DAYS[first : last + 1]), found.end()) if first < last else ({}, 0)
    if found := SOME_DAYS.match(said):
        names = {_code(day) for day in re.findall(DAY, found[0])}
        return _weekly([day for day in DAYS if day in names]), found.end()
    return {}, 0


def _weekly(days) -> dict[str, str | int]:
    return {"freq": "WEEKLY", "byday": ",".join(days)}


def _code(day: str) -> str:
    return day[:2].upper()


def _hours(said: str, at: int) -> tuple[dict[str, str] | None, int]:
    """When it opens and closes; nothing where it says times that could be two."""
    if found := SPAN.match(said, at):
        span = _span(found[1], found[2], found[3], found[4])
        return ({"opens_at": span[0], "closes_at": span[1]}, found.end()) if span else (None, at)
    if found := START.match(said, at):
        moments = _moments(found[1], found[2])
        return (
            ({"opens_at": _written(moments[0])}, found.end()) if len(moments) == 1 else (None, at)
        )
    return {}, at


def _span(first: str, of_first: str, last: str, of_last: str) -> tuple[str, str] | None:
    opens, closes = _moments(first, of_first), _moments(last, of_last)
    if not opens or not closes:
        return None
    if len(opens) > 1 and len(closes) > 1:  # “10-12” is in the day; of “7-9” nobody can tell
        opens = [each for each in opens if 9 * 60 <= each <= 12 * 60 + 59]
    # “2-4pm”: the shortest stretch that fits is meant.
    fitting = [(end - begin, begin, end) for begin in opens for end in closes if end > begin]
    if not fitting:
        return None
    _length, begin, end = min(fitting)
    return _written(begin), _written(end)


def _moments(clock: str, half: str | None) -> list[int]:
    """The minutes of the day that a time can mean."""
    if "noon" in clock or "midday" in clock or half == "noon":
        return [12 * 60]
    hour, minute, *_seconds = [*map(int, re.split(r"[:.]", clock)), 0]
    if hour > 23 or minute > 59:
        return []
    if half:
        if not 1 <= hour <= 12:
            return []
        return [(hour % 12 + (12 if half.startswith("p") else 0)) * 60 + minute]
    if hour > 12 or hour == 0 or clock.startswith("0"):
        return [hour * 60 + minute]
    return [hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute]


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
