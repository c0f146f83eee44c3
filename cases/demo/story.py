"""Planting what happens with one resident, from the first meeting on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import goodbye as goodbyes
from cases.actions import hope as hopes
from cases.actions import kin as kinship
from cases.actions import need as needs
from cases.actions import not_so, safety, wish, withheld
from cases.actions import note as notes
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import strength as strengths
from cases.actions import subject_request as requests
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.demo.events import SAID_AT, SETTLED_AT, Event, moment
from cases.demo.work import sign_in
from cases.models import (
    Connection,
    ContactPoint,
    Hope,
    Note,
    Reminder,
    Resident,
    Step,
    SubjectRequest,
    VisitNote,
)
from hubs.models import Organisation, Place
from relational.kernel.base import new_id
from relational.kernel.models import User
from relational.kernel.security import acting_as

FIRST_MEETING_AT = datetime.time(10, 40)
HOPED_AT = datetime.time(17)
JOINED_AT = datetime.time(18, 10)
NEEDED_AT = datetime.time(17, 45)


class Story:
    """One resident's story as events."""

    def __init__(
        self,
        story: dict,
        people: dict[str, User],
        places: dict[str, Place],
        organisations: dict[str, Organisation],
        met: dict[str, Resident],
    ) -> None:
        self.story = story
        self.people = people
        self.lead = people[story["lead"]]
        self.places = places
        self.organisations = organisations
        self.met = met  # everybody's, by their keys
        self.today = timezone.localdate()
        self.resident: Resident | None = None

    def events(self) -> Iterator[Event]:
        story = self.story
        first = {
            "day": story["met"],
            "mode": story["mode"],
            "agreed": story.get("agreed", ""),
            **{key: story[key] for key in _OUTCOME if key in story},
        }
        yield self._event(story["met"], FIRST_MEETING_AT, lambda: self._meet(first))
        yield from self._outcome(first)
        for told in story.get("note", []):
            hour = datetime.time(told["hour"], 15)
            yield self._event(told["day"], hour, lambda told=told: self._talk(told))
            if "not_so" in told:
                yield self._event(told["day"] + 1, SAID_AT, lambda told=told: self._not_so(told))
            yield from self._outcome(told)
        for told in story.get("join", []):
            yield self._event(told["day"], SAID_AT, lambda told=told: self._ask_to_join(told))
        for told in story.get("words", []):
            yield self._event(told["day"], SAID_AT, lambda told=told: self._say(told))
        for told in story.get("circle", []):
            yield self._event(told["day"], JOINED_AT, lambda told=told: self._join(told))
            if "ended" in told:
                yield self._event(told["ended"], SETTLED_AT, lambda told=told: self._end(told))
        if "depth" in story:
            lead = {"lead": True, "depth": story["depth"]}
            yield self._event(story["met"], JOINED_AT, lambda: self._join(lead))
        for told in story.get("strength", []):
            yield self._event(told["day"], SAID_AT, lambda told=told: self._bring(told))
        for told in story.get("weight", []):
            yield self._event(told["day"], SAID_AT, lambda told=told: self._weigh(told))
        for told in story.get("hope", []):
            yield from self._hope(told)
        yield from self._needs()
        for told in story.get("request", []):
            yield from self._request(told)
        if told := story.get("goodbye"):
            yield self._event(told["day"], SETTLED_AT, lambda told=told: self._goodbye(told))
        if rest := story.get("pause"):
            yield self._event(rest["since"], SETTLED_AT, lambda: self._rest(rest))

    def _needs(self) -> Iterator[Event]:
        """What makes things work for somebody, who belongs to them, and who must not see them."""
        verbs: dict[str, Callable[[dict], Any]] = {
            "access": self._need,
            "adjustment": self._adjust,
            "visit": self._visit,
            "kin": self._link,
            "not_this": self._keep_from,
        }
        for noun, verb in verbs.items():
            for told in self.story.get(noun, []):
                yield self._event(told["day"], NEEDED_AT, lambda told=told, verb=verb: verb(told))
                if "reviewed" in told:
                    yield self._event(
                        told["reviewed"],
                        SETTLED_AT,
                        lambda told=told: self._review(told),
                        by=self.people["bev"],
                    )

    def _request(self, told: dict) -> Iterator[Event]:
        """What somebody asks by law, and what the privacy officer does with it."""
        officer = self.people["diya"]
        asked: list[SubjectRequest] = []

        def ask() -> None:
            assert self.resident is not None  # met before
            resident = Resident.objects.select_related("user").get(pk=self.resident.pk)
            said = {"kind": told["kind"], "words": told["words"], "key": new_id()}
            with acting_as(resident.user):
                asked.append(requests.ask(resident, by=resident.user, **said))

        def acknowledge() -> None:
            requests.acknowledge(asked[0], by=officer)

        def answer() -> None:
            said = {"words": told["answer"], "restricts": False}
            requests.answer(asked[0], by=officer, **said)

        yield self._event(told["day"], SAID_AT, ask)
        if "acknowledged" in told:
            yield self._event(told["acknowledged"], SETTLED_AT, acknowledge, by=officer)
        if "answered" in told:
            yield self._event(told["answered"], SETTLED_AT, answer, by=officer)

    def _goodbye(self, told: dict) -> None:
        assert self.resident is not None  # met before
        said = {key: told[key] for key in ("decided", "their_words", "our_words")}
        goodbyes.end(self.resident, by=self.lead, **said)

    def _event(
        self, day: int, at: datetime.time, do: Callable[[], Any], by: User | None = None
    ) -> Event:
        return Event(moment(day, at), by or self.lead, do)

    def _day(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)

    def _due(self, told: dict) -> datetime.date | None:
        return self._day(told["day"] + told["promise_in"]) if "promise_in" in told else None

    def _meet(self, told: dict) -> None:
        story = self.story
        born = [int(part) for part in story.get("born", "").split("-") if part]
        about = {key: story[key] for key in _ABOUT if key in story}
        if born:
            about["date_of_birth"] = datetime.date(*(*born, 1, 1)[:3])
            about["date_of_birth_precision"] = ["year", "month", "day"][len(born) - 1]
        if day := story.get("speaks_for_self_from"):
            about["speaks_for_self_from"] = datetime.date.fromisoformat(day)
        self.resident = self.met[story["key"]] = residents.meet(
            story["known_as"],
            by=self.lead,
            words=story.get("first_words", ""),
            agreed=told["agreed"],
            due=self._due(told),
            mode=told["mode"],
            place=self.places[story["place"]],
            **about,
        )
        for point in story.get("contact", []):
            residents.reach_by(
                ContactPoint(
                    resident=self.resident,
                    channel=point["channel"],
                    value=point["value"],
                    safe_to_contact=point["safe"],
                    ok_to_leave_message=point["ok_to_leave_message"],
                    best_times=point.get("best_times", ""),
                ),
                by=self.lead,
            )
        if email := story.get("sign_in"):
            user = sign_in(
                story.get("full_name", story["known_as"]), email, self.people["ade"].password, {}
            )
            residents.open_door(self.resident, user, by=self.lead)

    def _talk(self, told: dict) -> None:
        notes.write(
            self.resident,
            by=self.lead,
            mode=told["mode"],
            due=self._due(told),
            **{key: told[key] for key in _WORDS if key in told},
        )

    def _not_so(self, told: dict) -> None:
        """A conversation that the resident, reading it at home, sees otherwise."""
        with self._hand({"own": True}) as by:
            note = Note.objects.get(resident=self.resident, their_words=told["their_words"])
            not_so.say_not_so(note, by=by, text=told["not_so"])

    def _ask_to_join(self, told: dict) -> None:
        with self._hand({"own": True}) as by:
            said = {key: told[key] for key in ("name", "how", "why")}
            wish.ask_to_join(self.resident, by=by, key=None, **said)

    def _say(self, told: dict) -> None:
        """What matters: said by the resident at home, or agreed sitting together."""
        assert self.resident is not None  # met before
        resident = Resident.objects.select_related("user").get(pk=self.resident.pk)
        section, language = told["section"], told.get("language", "en")
        said = Words(told["text"], told.get("dont", ""), language)
        now = words.shown(resident, section)
        base = now.pk if now else None
        if told.get("together"):
            words.agree(resident, section, said, by=self.lead, signed=resident.known_as, base=base)
        else:
            with acting_as(resident.user):
                words.say(resident, section, said, by=resident.user, base=base)
        if beside := told.get("beside"):
            words.add_view(resident, section, beside, by=self.lead)
        if suggested := told.get("suggested"):
            other = Words(suggested, said.dont, language)
            words.write_down(resident, section, other, by=self.lead, base=None)

    def _join(self, told: dict) -> None:
        """Somebody or something joins the circle; or more is said of who leads in it."""
        assert self.resident is not None  # met before
        if told.get("lead"):
            joined = self.resident.connections.get(user=self.lead)
        else:
            joined = circle.join(
                self.resident,
                by=self.lead,
                user=self.people.get(told.get("colleague", "")),
                organisation=self.organisations.get(told.get("organisation", "")),
                person=told.get("person", ""),
                part=told.get("part", Connection.Part.ALONGSIDE),
                about=told.get("about", ""),
            )
        circle.describe(
            joined,
            by=self.lead,
            closeness=told.get("closeness", ""),
            chosen_by_resident=told.get("chosen"),
            depth=told.get("depth", ""),
        )

    def _end(self, told: dict) -> None:
        assert self.resident is not None  # met before
        ended = self.resident.connections.open().around()
        organisation = self.organisations.get(told.get("organisation", ""))
        circle.end(
            ended.get(organisation=organisation, person=told.get("person", "")),
            by=self.lead,
            how_ended=told["how_ended"],
        )

    @contextmanager
    def _hand(self, told: dict) -> Iterator[User]:
        """Who writes: the resident at home, or their worker."""
        if not told.get("own"):
            yield self.lead
            return
        assert self.resident is not None  # met before
        resident = Resident.objects.select_related("user").get(pk=self.resident.pk)
        with acting_as(resident.user):
            yield resident.user

    def _bring(self, told: dict) -> None:
        with self._hand(told) as by:
            strengths.name(
                self.resident,
                by=by,
                text=told["text"],
                kind=told.get("kind", ""),
                theirs=not told.get("seen"),
            )

    def _weigh(self, told: dict) -> None:
        with self._hand(told) as by:
            strengths.weigh_on(
                self.resident,
                by=by,
                their_words=told["words"],
                workers_view=told.get("view", ""),
            )

    def _hope(self, told: dict) -> Iterator[Event]:
        """A hope, and what became of it: how near it felt, its steps, where it is now."""
        made: list[Hope] = []

        def begin() -> None:
            with self._hand(told) as by:
                about = {key: told[key] for key in ("why", "importance") if key in told}
                made.append(hopes.hope_for(self.resident, by=by, text=told["text"], **about))

        def come_near(value: int) -> None:
            with self._hand(told) as by:
                hopes.say_nearness(made[0], value, by=by)

        def turn() -> None:
            with self._hand(told) as by:
                hopes.turn(made[0], told["state"], by=by)

        yield self._event(told["day"], HOPED_AT, begin)
        for day, value in told.get("near", []):
            yield self._event(day, SAID_AT, lambda value=value: come_near(value))
        for step in told.get("step", []):
            yield from self._step(step, made)
        if "state" in told:
            yield self._event(told["turned"], SAID_AT, turn)

    def _step(self, told: dict, towards: list[Hope]) -> Iterator[Event]:
        made: list[Step] = []

        def add() -> None:
            when = self._day(told["when"]) if "when" in told else None
            with self._hand(told) as by:
                step = hopes.add_step(
                    towards[0], by=by, what=told["what"], who=told.get("who", ""), when=when
                )
                hopes.say_confidence(step, told.get("sure"), by=by)
                hopes.make_easier(step, by=by, easier=told.get("easier", ""))
                made.append(step)

        def turn() -> None:
            with self._hand(told) as by:
                hopes.turn_step(made[0], told["state"], by=by)

        yield self._event(told["day"], SAID_AT, add)
        if "state" in told:
            yield self._event(told["turned"], SAID_AT, turn)

    def _need(self, told: dict) -> None:
        said = {key: told[key] for key in ("kind", "format", "what") if key in told}
        with self._hand(told) as by:
            needs.need(self.resident, by=by, **said)

    def _adjust(self, told: dict) -> None:
        with self._hand(told) as by:
            needs.adjust(self.resident, by=by, what=told["what"])

    def _visit(self, told: dict) -> None:
        with self._hand(told) as by:
            needs.visit(self.resident, by=by, text=told["text"], withheld=told.get("withheld", ""))

    def _review(self, told: dict) -> None:
        note = VisitNote.objects.get(resident=self.resident, text=told["text"])
        withheld.review(note, by=self.people["bev"], withhold=told["withhold"])

    def _link(self, told: dict) -> None:
        with self._hand(told) as by:
            kinship.link(self.resident, self.met[told["other"]], by=by, kind=told["kind"])

    def _keep_from(self, told: dict) -> None:
        who = self.people[told["who"]]
        with self._hand(told) as by:
            safety.keep_from(self.resident, who.pk, by=by, reason=told["reason"])

    def _outcome(self, told: dict) -> Iterator[Event]:
        """What became of the promise of a conversation."""
        outcome = told.get("outcome")
        if outcome == "kept":
            yield self._event(
                told["day"] + told["done_after"],
                SETTLED_AT,
                lambda: promises.keep(self._promise(told), by=self.lead),
            )
        elif outcome == "let_go":
            yield self._event(
                told["day"] + told["promise_in"],
                SETTLED_AT,
                lambda: promises.let_go(self._promise(told), by=self.lead, why=told["why"]),
            )
        elif outcome == "moved":
            due = self._day(told["day"] + told["moved_to"])
            yield self._event(
                told["day"] + told["promise_in"],
                SETTLED_AT,
                lambda: promises.move(self._promise(told), by=self.lead, due=due, why=told["why"]),
            )

    def _promise(self, told: dict) -> Reminder:
        return Reminder.objects.waiting().get(
            resident=self.resident, due=self._due(told), what=told["agreed"]
        )

    def _rest(self, rest: dict) -> None:
        promises.rest(
            self.resident, by=self.lead, reason=rest["reason"], until=self._day(rest["until"])
        )


_OUTCOME = ("promise_in", "outcome", "done_after", "moved_to", "why")
_ABOUT = ("full_name", "pronouns", "language", "interpreter", "parental_responsibility")
_WORDS = ("their_words", "what_we_heard", "agreed", "told_again")
