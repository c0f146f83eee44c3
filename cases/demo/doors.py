"""Planting codes to own doors: one that waits to be typed, and a talk that waits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases.actions import door_code as codes
from cases.demo.events import Event
from cases.models import DoorCode, Resident
from relational.kernel.base import new_id
from relational.kernel.models import User


class Doors:
    """Who was let in, or is to be; `days` count back from now."""

    def __init__(self, stories: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.stories, self.people, self.met = stories, people, met
        self.now = timezone.now()

    def events(self) -> Iterator[Event]:
        for told in self.stories["door_code"]:
            by = self.people[told["by"]]
            at = self.now - datetime.timedelta(days=told["days"], hours=2)
            yield Event(
                at, by, lambda told=told, by=by: self._let_in(self.met[told["resident"]], told, by)
            )

    def _let_in(self, resident: Resident, told: dict, by: User) -> None:
        if not told["alone"]:
            codes.wait(resident, by=by)
            return
        codes.make(resident, by=by, device=told["device"], way=DoorCode.Way.PAPER, key=new_id())
