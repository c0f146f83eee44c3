"""What happens in the neighbourhood: at a moment, by somebody, through the actions."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import timezone

from relational.kernel.models import User

SETTLED_AT = datetime.time(16, 20)
SAID_AT = datetime.time(17, 30)
ANSWERED_AT = datetime.time(18, 10)


class Event(NamedTuple):
    """Something that happened in the neighbourhood: when, by whom, what."""

    at: datetime.datetime
    by: User
    do: Callable[[], Any]


def moment(day: int, at: datetime.time) -> datetime.datetime:
    """A time of a day that is so many days from today."""
    date = timezone.localdate() + datetime.timedelta(days=day)
    return timezone.make_aware(datetime.datetime.combine(date, at))
