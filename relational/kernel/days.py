"""Days said the way people say them."""

from datetime import date

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def day_in_full(day: date) -> str:
    """The day with its year, for what is read on other days: "12 March 2026"."""
    return written(day, pgettext("a day in full, as a date format", "j F Y"))


def day_in_words(day: date, today: date) -> str:
    """The day as somebody would say it today: "tomorrow", "Thursday", "Thursday 12 March".

    Up to six days either way the weekday says enough; further off the date goes with it, and the
    year too when it is another one. Lower case, so that it can stand in the middle of a sentence.
    """
    away = (day - today).days
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    if away == -1:
        return _("yesterday")
    if abs(away) < 7:
        return written(day, pgettext("a day of this week, as a date format", "l"))
    if day.year == today.year:
        return written(day, pgettext("a day of this year, as a date format", "l j F"))
    return written(day, pgettext("a day of another year, as a date format", "l j F Y"))
