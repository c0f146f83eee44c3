"""Planting who reads a page for somebody: by a wish that was told, and when they looked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases import access
from cases.actions import proxy as proxies
from cases.demo.events import Event
from cases.models import Proxy, Resident
from relational.kernel.base import new_id
from relational.kernel.models import User
from relational.kernel.security import acting_as


class Proxies:
    """Who reads for whom; `days` and `looked` count back from now, `until` on from it."""

    def __init__(self, stories: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.stories, self.people, self.met = stories, people, met
        self.now = timezone.now()

    def events(self) -> Iterator[Event]:
        for told in self.stories["proxy"]:
            by, made = self.people[told["by"]], list[Proxy]()
            yield Event(
                self._ago(told["days"]),
                by,
                lambda told=told, by=by, made=made: made.append(self._let_read(told, by)),
            )
            for days in told["looked"]:
                yield Event(self._ago(days), by, lambda made=made: self._look(made[0]))

    def _ago(self, days: int) -> datetime.datetime:
        return self.now - datetime.timedelta(days=days, hours=3)

    def _let_read(self, told: dict, by: User) -> Proxy:
        return proxies.make(
            self.met[told["resident"]],
            by=by,
            called=told["called"],
            email=told["email"],
            until=timezone.localdate(self.now) + datetime.timedelta(days=told["until"]),
            wish=told["wish"],
            key=new_id(),
        )

    def _look(self, proxy: Proxy) -> None:
        with acting_as(proxy.user_id), access.reading_for(proxy.resident_id):
            pass  # opening it is the look
