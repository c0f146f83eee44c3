"""Planting who looked, somebody who asked in, and what was asked and answered about looks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from cases import access
from cases.access import Purpose
from cases.actions import asking_in as asking
from cases.actions import look as verbs
from cases.demo.events import Event
from cases.models import AskingIn, LookQuestion, Resident
from cases.models.resident import birth
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, User
from relational.kernel.security import acting_as


class Looks:
    """What the stories tell of looks: `days` and `hours` count back from now."""

    def __init__(self, stories: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.stories, self.people, self.met = stories, people, met
        self.births = {told["key"]: told.get("born", "") for told in stories["resident"]}
        self.now = timezone.now()

    def events(self) -> Iterator[Event]:
        for told in self.stories["look"]:
            by = self.people[told["by"]]
            for days in told["days"]:
                at = self.now - datetime.timedelta(days=days, hours=told.get("hours", 1))
                yield Event(at, by, lambda told=told, by=by: self._look(told, by))
        for told in self.stories["asked_in"]:
            yield from self._asking(told)

    def _look(self, told: dict, by: User) -> None:
        resident = self.met[told["resident"]]
        if "purpose" in told:
            why = {"purpose": Purpose(told["purpose"]), "reason": told["reason"]}
            access.open_with_purpose(by, resident.pk, **why)
        access.open_resident(by, resident.pk, section=told.get("section", access.RECORD))

    def _asking(self, told: dict) -> Iterator[Event]:
        by = self.people[told["by"]]
        yield Event(self._ago(told["hours"]), by, lambda: self._ask(told, by))
        if "ended" in told:
            yield Event(self._ago(told["ended"]), by, lambda: self._end(told, by))
        if "why" in told:
            asks = told["why"]
            at = self._ago(asks["hours"])
            yield Event(at, by, lambda: self._ask_why(self.met[told["resident"]], asks, by))
            diya = self.people[asks["answered_by"]]
            yield Event(self._ago(asks["answered"]), diya, lambda: self._answer(asks, diya))

    def _ago(self, hours: int) -> datetime.datetime:
        return self.now - datetime.timedelta(hours=hours)

    def _ask(self, told: dict, by: User) -> None:
        resident = self.met[told["resident"]]
        born, _precision = birth(self.births[told["resident"]])
        assert born is not None  # the stories tell it of whom somebody asks in about
        opened = asking.ask_in(
            told["name"],
            born,
            by=by,
            kind=told["kind"],
            why=told["ground"],
            reason=told["reason"],
            key=new_id(),
        )
        if opened is not None:
            access.open_resident(by, resident.pk)

    def _end(self, told: dict, by: User) -> None:
        for opened in AskingIn.objects.all().holding().filter(asker=by):
            asking.end(opened, by=by)

    def _ask_why(self, resident: Resident, asks: dict, reader: User) -> None:
        looked = AccessLog.objects.filter(resident_id=resident.pk, reader=reader).latest("at")
        joe = self._door(resident)
        with acting_as(joe):
            verbs.ask_why(resident, looked.pk, by=joe, question=asks["question"])

    def _door(self, resident: Resident) -> User:
        lead = self.people[self._lead(resident)]
        with acting_as(lead):
            user = Resident.objects.select_related("user").get(pk=resident.pk).user
        assert user is not None  # who asks why has a page of their own
        return user

    def _lead(self, resident: Resident) -> str:
        keys = {met.pk: key for key, met in self.met.items()}
        leads = {told["key"]: told["lead"] for told in self.stories["resident"]}
        return leads[keys[resident.pk]]

    def _answer(self, asks: dict, by: User) -> None:
        for asked in LookQuestion.objects.all().waiting():
            verbs.answer(asked, by=by, words=asks["answer"])
