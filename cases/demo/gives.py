"""Planting what residents ask for themselves, and what they give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases.actions import asking, wish
from cases.actions import offer as offers
from cases.actions import referral as asks
from cases.demo.events import Event
from cases.models import OfferLink, Referral, Resident
from hubs.models import Organisation, Service
from relational.kernel.base import new_id
from relational.kernel.models import User
from relational.kernel.security import acting_as

AT = datetime.time(19, 5)


class Gives:
    """What the stories tell of it; `met` are the residents as soon as they are met."""

    def __init__(
        self,
        stories: dict,
        people: dict[str, User],
        organisations: dict[str, Organisation],
        met: dict[str, Resident],
    ) -> None:
        self.stories, self.people = stories, people
        self.organisations, self.met = organisations, met
        self.leads = {told["key"]: people[told["lead"]] for told in stories["resident"]}
        self.given: dict[int, OfferLink] = {}
        self.asked: dict[int, Referral] = {}

    def events(self) -> Iterator[Event]:
        for place, told in enumerate(self.stories["gives"]):
            lead = self.leads[told["resident"]]
            yield Event(_on(told["day"]), lead, lambda p=place, t=told: self._give(p, t))
            if "shown" in told:
                at = _on(told["shown"])
                yield Event(at, lead, lambda p=place, t=told: self._show(p, t))
        for place, told in enumerate(self.stories["own_ask"]):
            lead = self.leads[told["resident"]]
            yield Event(_on(told["day"]), lead, lambda p=place, t=told: self._ask(p, t))
            if "said" in told:
                by = self.people[told["said"]["by"]]
                at = _on(told["said"]["day"])
                yield Event(at, by, lambda p=place, t=told, by=by: self._say(p, t, by))

    def _resident(self, told: dict) -> tuple[Resident, User]:
        resident = Resident.objects.select_related("user").get(pk=self.met[told["resident"]].pk)
        assert resident.user is not None  # who gives and asks has a page of their own
        return resident, resident.user

    def _give(self, place: int, told: dict) -> None:
        resident, by = self._resident(told)
        said = {name: told[name] for name in ("kind", "words", "named") if name in told}
        with acting_as(by):
            self.given[place] = offers.offer(resident, by=by, **said)

    def _show(self, place: int, told: dict) -> None:
        lead = self.leads[told["resident"]]
        offers.show(self.given[place], by=lead, title=told["title"], about=told.get("about", ""))

    def _ask(self, place: int, told: dict) -> None:
        resident, by = self._resident(told)
        if "to" not in told:
            with acting_as(by):
                wish.ask_for_help(resident, by=by, what=told["what_for"], key=new_id())
            return
        organisation = Organisation.objects.get(pk=self.organisations[told["to"]].pk)
        service = Service.objects.get(organization=organisation, name=told["service"])
        with acting_as(by):
            self.asked[place] = asking.ask_for_oneself(
                resident,
                organisation,
                service,
                by=by,
                what_for=told["what_for"],
                sections=told.get("sections", []),
                key=new_id(),
            )

    def _say(self, place: int, told: dict, by: User) -> None:
        asks.say(self.asked[place], told["said"]["text"], by=by)


def _on(day: int) -> datetime.datetime:
    date = timezone.localdate() + datetime.timedelta(days=day)
    return timezone.make_aware(datetime.datetime.combine(date, AT))
