"""Planting what residents say of sharing, the help that is asked in, and what they were told of, through the actions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases.actions import ask_clock, sharing, signpost, three_way
from cases.actions import referral as asks
from cases.demo.events import Event, moment
from cases.models import Hope, Referral, Resident, ThreeWayMeeting
from hubs.actions import directory
from hubs.models import Organisation, Service
from relational.kernel.models import User
from relational.kernel.security import acting_as

DECIDED_AT = datetime.time(18, 15)
ASKED_AT = datetime.time(18, 25)
WENT_ON_AT = datetime.time(18, 40)
REMINDED_AT = datetime.time(9, 30)
A_WORKING_DAY_IN = 5  # days: among so many in a row somebody is at work
FIELDS = ("what_for", "how_best", "sections", "kind", "urgency")


class Asks:
    """What the stories tell of sharing and asking; `met` are the residents as soon as they are met."""

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
        self.asked: dict[str, Referral] = {}  # by their keys

    def events(self) -> Iterator[Event]:
        for told in self.stories["known"]:
            yield from self._known(told)
        for told in self.stories["sharing"]:
            yield self._decision(told)
        for told in self.stories["signpost"]:
            yield self._signpost(told)
        for told in self.stories["ask"]:
            lead = self.leads[told["resident"]]
            yield Event(moment(told["day"], ASKED_AT), lead, lambda told=told: self._ask(told))
            for first in told.get("time_passes", []):
                for day in range(first, first + A_WORKING_DAY_IN):
                    yield Event(
                        moment(day, REMINDED_AT), lead, lambda: ask_clock.go_on(timezone.now())
                    )
            for then in told.get("then", []):
                by = self.people[then["by"]] if "by" in then else lead
                yield Event(
                    moment(then["day"], WENT_ON_AT),
                    by,
                    lambda told=told, then=then, by=by: self._go_on(told, then, by),
                )

    def _known(self, told: dict) -> Iterator[Event]:
        organisation = self.organisations[told["organisation"]]
        for key in told["by"]:
            by = self.people[key]
            yield Event(
                moment(told["day"], DECIDED_AT),
                by,
                lambda by=by: directory.know(organisation, by=by, still=True),
            )

    def _decision(self, told: dict) -> Event:
        lead = self.leads[told["resident"]]

        def decide() -> None:
            resident = Resident.objects.get(pk=self.met[told["resident"]].pk)
            said = {"purpose", "capacity", "how_explained"} & told.keys()
            by = (told.get("own") and resident.user) or lead
            with acting_as(by):
                sharing.decide(
                    resident,
                    told["sections"],
                    told["answer"],
                    by=by,
                    organisation=self.organisations[told["with"]] if "with" in told else None,
                    **{name: told[name] for name in said},
                )

        return Event(moment(told["day"], DECIDED_AT), lead, decide)

    def _signpost(self, told: dict) -> Event:
        lead = self.leads[told["resident"]]

        def point() -> None:
            organisation = Organisation.objects.get(pk=self.organisations[told["to"]].pk)
            resident, words = self.met[told["resident"]], told.get("words", "")
            signpost.point_to(resident, organisation, by=lead, words=words)

        return Event(moment(told["day"], ASKED_AT), lead, point)

    def _ask(self, told: dict) -> None:
        resident, by = self.met[told["resident"]], self.leads[told["resident"]]
        organisation = Organisation.objects.get(pk=self.organisations[told["to"]].pk)
        ask = asks.draft(
            resident,
            by=by,
            organisation=organisation,
            service=Service.objects.get(organization=organisation, name=told["service"])
            if "service" in told
            else None,
            hope=Hope.objects.get(resident=resident, text=told["hope"]) if "hope" in told else None,
            tried_before=self.asked[told["before"]] if "before" in told else None,
            **{name: told[name] for name in FIELDS if name in told},
        )
        go_on = asks.wait_for_agreement if told.get("agree") else asks.send
        self.asked[told["key"]] = go_on(ask, by=by)

    def _go_on(self, told: dict, then: dict, by: User) -> None:
        ask = self.asked[told["key"]]
        said = {name: value for name, value in then.items() if name not in ("day", "by", "verb")}
        match then["verb"]:
            case "say":
                asks.say(ask, said["text"], by=by)
            case "accept":
                asks.accept(ask, by=by, **said)
            case "answer":
                asks.answer(ask, by=by, **said)
            case "hear":
                asks.hear(ask, by=by, **said)
            case "meet":
                met_on = timezone.localdate() + datetime.timedelta(days=said["met"] - then["day"])
                taker = self.people[said["taker"]].pk
                three_way.write(ask, by=by, taker=taker, met_on=met_on, resident_view=said["view"])
            case "sign":
                meeting = ThreeWayMeeting.objects.get(referral=ask)
                three_way.sign(meeting, by=by, seen=three_way.digest_of(meeting))
            case unknown:
                raise RuntimeError(f"the demo's stories know no verb {unknown}")
