"""Working days, nation by nation: Monday to Friday, without the bank holidays there."""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays
from django.db import models
from django.utils.translation import gettext_lazy as _


class Nation(models.TextChoices):
    """Whose bank holidays are kept: a part of the United Kingdom, by ISO 3166-2:GB."""

    ENGLAND = "ENG", _("England")
    WALES = "WLS", _("Wales")
    SCOTLAND = "SCT", _("Scotland")
    NORTHERN_IRELAND = "NIR", _("Northern Ireland")


@lru_cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(day: datetime.date, nation: str) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(nation)


def back(today: datetime.date, days: int, nation: str) -> datetime.date:
    """The working day that is the so-manieth, counted backwards, with today as the first.

    Something of the day before it, or earlier, is at least that many working days old today.
    """
    day = today
    while True:
        if is_working_day(day, nation):
            days -= 1
            if days <= 0:
                return day
        day -= datetime.timedelta(days=1)


def ahead(today: datetime.date, days: int, nation: str) -> datetime.date:
    """The working day that is the so-manieth after today."""
    day = today
    while days > 0:
        day += datetime.timedelta(days=1)
        days -= is_working_day(day, nation)
    return day
