"""The columns of a list of community groups: how lists call them, and which field each fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relational.kernel.languages import in_every_language
from relational.kernel.sheets import Unreadable, folded


@dataclass(frozen=True)
class Known:
    """A column that is read: its name on our own list, other names, and which field it fills."""

    heading: Any
    others: str
    noun: str = "service"
    key: str = "fees"  # any text, where what it says is taken apart here
    in_parts: bool = False  # several columns may say it together


COLUMNS = {
    "name": Known(
        gettext_lazy("Group"),
        "name, group name, name of group, name of the group, organisation, organization, "
        "organisation name, service, club, activity, title",
        key="name",
    ),
    "what": Known(
        gettext_lazy("What they do"),
        "description, about, activities, what, summary, details, what happens",
        key="description",
    ),
    "who": Known(
        gettext_lazy("Who it is for"),
        "who for, for whom, who, eligibility, audience, age group, ages, target group",
        key="eligibility_description",
    ),
    "when": Known(
        gettext_lazy("Day and time"),
        "when, days and times, dates and times, opening times, opening hours, meeting times, "
        "session times, schedule, day, days, time, times, hours",
        in_parts=True,
    ),
    "starts": Known(gettext_lazy("Starts"), "start, start time, starts at, from"),
    "ends": Known(gettext_lazy("Ends"), "end, end time, ends at, finish, until"),
    "place": Known(gettext_lazy("Place"), "venue, location, where, building", "location", "name"),
    "address": Known(
        gettext_lazy("Address"),
        "street, address 1, address 2, address 3, address line 1, address line 2, address line 3, "
        "venue address, full address, town, city",
        "address",
        "address_1",
        in_parts=True,
    ),
    "postcode": Known(gettext_lazy("Postcode"), "post code, postal code", "address", "postal_code"),
    "home": Known(
        gettext_lazy("Somebody’s home"),
        "somebodys home, somebody s home, someone s home, someones home, private home, home",
    ),
    "contact": Known(
        gettext_lazy("Contact"),
        "contact name, contact person, name of contact, who to ask, ask for, organiser, leader",
        "contact",
        "name",
    ),
    "phone": Known(
        gettext_lazy("Phone"),
        "telephone, tel, phone number, telephone number, contact number, mobile, mobile number",
        "phone",
        "number",
        in_parts=True,
    ),
    "email": Known(gettext_lazy("E-mail"), "email, email address, e mail address", key="email"),
    "website": Known(
        gettext_lazy("Website"), "web, url, web site, web address, link, facebook", key="url"
    ),
    "cost": Known(gettext_lazy("Cost"), "costs, price, fee, fees, charge, charges"),
    "join": Known(
        gettext_lazy("How to join"),
        "joining, booking, how to book",
        key="application_process",
    ),
    "languages": Known(gettext_lazy("Languages"), "language, languages spoken", "language", "name"),
    "access": Known(
        gettext_lazy("Accessibility"),
        "access, wheelchair access, step free access, disabled access, accessible",
        "accessibility",
        "description",
    ),
    "checked": Known(
        gettext_lazy("Last checked"), "checked, checked on, date checked", key="assured_date"
    ),
    "id": Known(gettext_lazy("Id"), "ref, reference, group id", key="fees"),
}
RARELY = {"starts", "ends", "id"}  # known, and not on our own list


@dataclass(frozen=True)
class Column:
    """A column of a list, and what it is read as; nothing where it is only kept."""

    heading: str
    field: str


def columns_of(said: list[str]) -> list[Column]:
    """What each column is read as. Raises Unreadable where no column holds a name."""
    known = {
        folded(heading): name
        for name, column in COLUMNS.items()
        for heading in [*in_every_language(column.heading), *column.others.split(", ")]
    }
    columns: list[Column] = []
    for at, heading in enumerate(said, 1):
        name = known.get(folded(heading), "")
        if name and not COLUMNS[name].in_parts and any(each.field == name for each in columns):
            name = ""  # a column before it says the same
        columns.append(Column(heading or _("Column %(number)s") % {"number": at}, name))
    if not any(column.field == "name" for column in columns):
        raise Unreadable(
            _(
                "The list needs a column called “Group” or “Name”. Its first line says: %(headings)s."
            ),
            params={"headings": ", ".join(heading[:40] for heading in said[:20])},
        )
    return columns


def example() -> str:
    """A list to fill in, with three made-up groups: what a spreadsheet program opens."""
    heads = [str(known.heading) for name, known in COLUMNS.items() if name not in RARELY]
    return "\r\n".join([",".join(heads), *EXAMPLE, ""])


EXAMPLE = [
    "Tea and Tangles,Knitting and a chat,Anybody,Tuesdays 2pm to 4pm,Marsh End Library,"
    "3 Quay Street,WX1 2AB,no,Rita,01632 960111,tangles@example.org,https://tangles.example.org,"
    "Free,Come along,English,Step-free,1/3/2026",
    'Quayside Singers,"Songs from everywhere, no need to read notes",Adults,'
    '"First Friday of the month, 7pm to 9pm",St Brannock\'s Hall,Hill Road,WX1 3CD,no,,'
    '01632 960222,,,"£2, or what you can",,"English, Polish",Hearing loop,',
    "Sunday Soup,We cook and eat together,Neighbours,Sundays 12 noon to 2pm,,8 Example Close,"
    "WX1 4EF,yes,Dot,07700 900333,,,Free,Ring Dot first,,,",
]
