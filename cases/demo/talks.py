"""Planting reviews: two at one table, what they said, and what was done since."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases.actions import blocker as blockers
from cases.actions import reminder as promises
from cases.actions import review as reviews
from cases.demo.events import SETTLED_AT, Event, moment
from cases.models import Resident, Review, ReviewPoint
from hubs.models import Organisation
from relational.kernel.models import User

SAT_DOWN_AT = datetime.time(18, 20)
SIGNED_AT = datetime.time(18, 50)


class Talk:
    """One review as events: sat down, perhaps signed, and what was done since."""

    def __init__(self, told: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.told = told
        self.people = people
        self.met = met
        self.manager, self.worker = people[told["manager"]], people[told["worker"]]
        self.done: dict[str, ReviewPoint] = {}  # by what was to be done

    def events(self) -> Iterator[Event]:
        yield Event(moment(self.told["day"], SAT_DOWN_AT), self.manager, self._sit_down)
        if self.told.get("signed"):
            for who in (self.manager, self.worker):
                yield Event(
                    moment(self.told["day"], SIGNED_AT), who, lambda who=who: self._sign(who)
                )
        for point in self.told.get("point", []):
            if "kept" in point:
                who = self.people[point.get("who", self.told["manager"])]
                at = moment(point["kept"], SETTLED_AT)
                yield Event(at, who, lambda point=point, who=who: self._keep(point, who))

    def _sit_down(self) -> None:
        told, by = self.told, self.manager
        review = reviews.begin(self.worker, by=by)
        for field in reviews.WORDS:
            seen = reviews.digest("")
            reviews.write(review, by=by, field=field, text=told.get(field, ""), seen=seen)
        reviews.choose(review, by=by, residents={self.met[key].pk for key in told["people"]})
        for point in told.get("point", []):
            self._talk(review, point)

    def _sign(self, by: User) -> None:
        under_way = Review.objects.between(self.manager, self.worker).under_way()
        review = under_way.with_both().get()
        reviews.sign(review, by=by, seen=reviews.digest_of_all(review))

    def _talk(self, review: Review, told: dict) -> None:
        due = timezone.localdate() + datetime.timedelta(told["in"]) if "in" in told else None
        point = reviews.add_point(
            review,
            by=self.manager,
            what=told["what"],
            in_the_way=told.get("in_the_way", ""),
            action=told.get("action", ""),
            who=self.people[told["who"]] if "who" in told else None,
            due=due,
            resident=self.met[told["about"]] if "about" in told else None,
        )
        if point.action:
            self.done[point.action] = point
        if met := told.get("blocked_by"):
            whose = Organisation.objects.filter(name=met.get("whose", "")).first()
            said = {key: met[key] for key in ("called", "kind", "text")}
            blockers.see(point, by=self.manager, organisation=whose, **said)

    def _keep(self, told: dict, who: User) -> None:
        point = ReviewPoint.objects.get(pk=self.done[told["action"]].pk)
        if point.promise is None:
            reviews.keep(point, by=who)
        else:
            promises.keep(point.promise, by=who)
