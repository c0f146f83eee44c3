"""Times and costs in words, as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.formats import time_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.hours import DAYS
from hubs.models import CostOption, Schedule

ON_DAYS = {
    "MO": gettext_lazy("Mondays"),
    "TU": gettext_lazy("Tuesdays"),
    "WE": gettext_lazy("Wednesdays"),
    "TH": gettext_lazy("Thursdays"),
    "FR": gettext_lazy("Fridays"),
    "SA": gettext_lazy("Saturdays"),
    "SU": gettext_lazy("Sundays"),
}
OF_THE_MONTH = {
    "1": gettext_lazy("first"),
    "2": gettext_lazy("second"),
    "3": gettext_lazy("third"),
    "4": gettext_lazy("fourth"),
    "5": gettext_lazy("fifth"),
    "-1": gettext_lazy("last"),
}
ONE_DAY = {
    "MO": gettext_lazy("Monday"),
    "TU": gettext_lazy("Tuesday"),
    "WE": gettext_lazy("Wednesday"),
    "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"),
    "SA": gettext_lazy("Saturday"),
    "SU": gettext_lazy("Sunday"),
}


def cost_line(cost: CostOption) -> str:
    said = " ".join(each for each in (cost.option, cost.amount_description) if each)
    if cost.amount is None:
        return said
    if cost.amount == 0:
        return said if "free" in said.lower() else f"{_('Free')}. {said}".strip(". ")
    sign = "£" if cost.currency in ("", "GBP") else f"{cost.currency} "
    amount = f"{cost.amount:.2f}".removesuffix(".00")
    return f"{sign}{amount} {said}".strip()


def cost_lines(fees: str, costs: Iterable[CostOption]) -> list[str]:
    lines = [line for cost in costs if (line := cost_line(cost))]
    return lines + ([fees] if fees and fees not in lines else [])


def when_line(schedule: Schedule) -> str:
    """A rule as people say it: “Tuesdays, 1 p.m. to 4 p.m.”"""
    days = _days(schedule)
    hours = ""
    if schedule.opens_at and schedule.closes_at:
        hours = _("%(from)s to %(to)s") % {
            "from": time_format(schedule.opens_at, "P"),
            "to": time_format(schedule.closes_at, "P"),
        }
    elif schedule.opens_at:
        hours = _("from %(from)s") % {"from": time_format(schedule.opens_at, "P")}
    line = ", ".join(part for part in (days, hours) if part)
    return ". ".join(part for part in (line, schedule.description.rstrip(".")) if part)


def _days(schedule: Schedule) -> str:
    said = re.findall(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", schedule.byday.upper())
    if not said:
        if schedule.freq == "WEEKLY" and schedule.dtstart:
            return str(ON_DAYS[DAYS[schedule.dtstart.weekday()]])
        return ""
    which = [day for number, day in said if not number]
    if which == list(DAYS):
        days = _("Every day")
    elif which == list(DAYS[:5]):
        days = _("Mondays to Fridays")
    elif which == list(DAYS[:6]):
        days = _("Mondays to Saturdays")
    elif which:
        days = get_text_list([str(ON_DAYS[day]) for day in which], _("and"))
        if schedule.interval == 2:
            days = _("%(days)s, every other week") % {"days": days}
    else:
        days = ""
    numbered = [
        _("the %(which)s %(day)s of the month")
        % {"which": OF_THE_MONTH.get(number.lstrip("+"), number), "day": ONE_DAY[day]}
        for number, day in said
        if number
    ]
    return capfirst(get_text_list([each for each in (days, *numbered) if each], _("and")))
