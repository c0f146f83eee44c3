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
from cases.demo_asks import Asks
from cases.demo_doors import Doors
from cases.demo_gives import Gives
from cases.demo_looks import Looks
from cases.demo_messages import Messages
from cases.demo_people import PASSWORD
from cases.demo_proxies import Proxies
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
class Event(NamedTuple):
    """Something that happened in the neighbourhood: when, by whom, what."""

    at: datetime.datetime
    by: User
    do: Callable[[], Any]


def is_empty() -> bool:
    return not Hub.objects.exists()


@transaction.atomic
def plant() -> None:
    """Plant everything, or nothing. Days in the stories count from today."""
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))
    people = _people_at_work(stories)
    _read_directory()
    places = {given["key"]: Place.objects.get(name=given["name"]) for given in stories["place"]}
    organisations = {
        given["key"]: Organisation.objects.get(name=given["name"])
        for given in stories["organisation"]
    }
    met: dict[str, Resident] = {}
    events = [
        event
        for story in stories["resident"]
        for event in _Story(story, people, places, organisations, met).events()
    ]
    for thought in stories["reflection"]:
        events += _Thought(thought, people).events()
    events += _at_work(stories, people)
    events += _nearby(people)
    for talk in stories["review"]:
        events += _Talk(talk, people, met).events()
    for told in Asks(stories, people, organisations, met).happenings():
        events.append(Event(_moment(told.day, told.at), told.by, told.do))
    for told in [
        *Looks(stories, people, met).happenings(),
        *Messages(stories, people, met).happenings(),
    ]:
        events.append(Event(told.at, told.by, told.do))
    events += [Event(*told) for told in Gives(stories, people, organisations, met).happenings()]
    for told in [
        *Doors(stories, people, met).happenings(),
        *Proxies(stories, people, met).happenings(),
    ]:
        events.append(Event(told.at, told.by, told.do))
    now = timezone.now()
    with time_machine.travel(now - FOUNDED, tick=False) as clock:
        for event in sorted(events, key=lambda event: event.at):
            clock.move_to(event.at)
            with acting_as(event.by):
                event.do()


def _organisation(given: dict, feed: FeedSource, ids: dict[str, uuid.UUID]) -> Organisation:
    """One of the stories; where the neighbourhood's directory has it too, it is that very row."""
    organisation = Organisation(name=given["name"], kind=given["kind"], about=given["about"])
    if given["name"] in ids:
        organisation.pk = ids[given["name"]]
        organisation.feed, organisation.source_id = feed, str(organisation.pk)
    return organisation


def _read_directory() -> None:
    """Read what the neighbourhood's own directory says, as any feed is read."""
    run = reading.read_file(DIRECTORY, name=DIRECTORY_NAME, tell=lambda _run: None)
    if run.state != ImportRun.State.DONE or run.faults:
        raise RuntimeError(f"the demo's directory is not whole: {run.why}")
    # No feed says so of a place; a person here does.
    homes = Location.objects.filter(feed=run.feed, description="At somebody’s home")
    homes.update(somebodys_home=True)
    placed = json.loads(POSTCODES.read_text(encoding="utf-8"))
    postcode.keep((code, *spot) for code, spot in placed.items())


def _people_at_work(stories: dict) -> dict[str, User]:
    """Everybody who works here, since long before the first story."""
    starts = timezone.localdate() - FOUNDED
    feed = FeedSource.objects.create(name=DIRECTORY_NAME)
    said = json.loads(DIRECTORY.read_text(encoding="utf-8"))["contents"]
    ids = {each["organization"]["name"]: uuid.UUID(each["organization"]["id"]) for each in said}
    organisations = {o["key"]: _organisation(o, feed, ids) for o in stories["organisation"]}
    places = {p["key"]: Place(name=p["name"]) for p in stories["place"]}
    hubs = {
        h["key"]: Hub(
            name=h["name"],
            address=h["address"],
            place=places[h["place"]],
            organisation=organisations[h["organisation"]],
        )
        for h in stories["hub"]
    }
    teams = {t["key"]: Team(name=t["name"], hub=hubs[t["hub"]]) for t in stories["team"]}
    given = {person["key"]: person for person in stories["staff"]}
    founder = given.pop("ade")
    home = organisations[founder["organisation"]]
    ade = team.found(
        founder["name"],
        email=founder["email"],
        password=PASSWORD,
        organisation=home,
        starts=starts,
    )
    people = {"ade": ade}
    with acting_as(ade):
        rows = [*organisations.values(), *places.values(), *hubs.values(), *teams.values()]
        for row in rows:
            if row is not home:
                place.put(row, by=ade)
        for key, person in given.items():
            people[key] = _sign_in(person["name"], person["email"], ade.password, person)
            team.join(
                people[key],
                organisations[person["organisation"]],
                by=ade,
                role=person["role"],
                starts=starts,
                hub=hubs.get(person.get("hub")),
                team=teams.get(person.get("team")),
            )
    return people


def _at_work(stories: dict, people: dict[str, User]) -> Iterator[Event]:
    """Who says that they are full, and who stands in for whom."""
    for person in stories["staff"]:
        if "full" in person:
            by = people[person["key"]]
            yield Event(_moment(person["full"], SAID_AT), by, lambda by=by: team.say_full(by, True))
    names = {hub["key"]: hub["name"] for hub in stories["hub"]}
    for told in stories["cover"]:
        by = people[told["by"]]
        at = _moment(told["arranged"], SETTLED_AT)
        days = {
            end: timezone.localdate() + datetime.timedelta(days=told[end])
            for end in ("starts", "until")
        }

        def arrange(told: dict = told, by: User = by, days: dict = days) -> None:
            hub = Hub.objects.get(name=names[told["hub"]])
            who, away = people[told["who"]], people[told["instead_of"]]
            covers.arrange(hub, by=by, who=who, instead_of=away, key=new_id(), **days)

        yield Event(at, by, arrange)


def _nearby(people: dict[str, User]) -> Iterator[Event]:
    """What people found out about services, what groups give, and what is not right."""
    told = tomllib.loads(NEARBY.read_text(encoding="utf-8"))
    for known in told["known"]:
        service = Service.objects.get(name=known["service"], feed__name=DIRECTORY_NAME)
        at = _moment(known["on"], SAID_AT)
        found = {"assured_date": at.date()}
        if "note" in known:
            found["local_note"] = known["note"]
        if "room" in known:
            found |= {"capacity": known["room"], "capacity_date": at.date()}
        by = people[known["by"][0]]
        yield Event(at, by, partial(directory.correct, service, by=by, **found))
        for key in known["by"]:
            yield Event(at, people[key], partial(directory.know, service, by=people[key]))
    for given in told["offer"]:
        by = people[given.pop("by")]
        group = Organisation.objects.get(name=given.pop("group"))
        at = _moment(given.pop("on"), ANSWERED_AT)
        if "ends" in given:
            ends = datetime.timedelta(days=given.pop("ends"))
            given["until"] = timezone.localdate() + ends
        said = offers.Said(**given)
        yield Event(at, by, partial(offers.offer, group, said, by=by, key=new_id()))
    for wrong in told["wrong"]:
        service = Service.objects.get(name=wrong["service"], feed__name=DIRECTORY_NAME)
        at, contact = _moment(wrong["on"], SAID_AT), wrong.get("contact", "")
        say = partial(corrections.suggest, service, what=wrong["what"], contact=contact)
        yield Event(at, people["ade"], partial(say, key=new_id()))


def _sign_in(name: str, email: str, password: str, more: dict) -> User:
    """A user with an already hashed password: hashing it thirty times takes seconds."""
    user = User(
        display_name=name,
        email=email,
        password=password,
        pronouns=more.get("pronouns", ""),
    )
    user.save(force_insert=True)
    return user


def _moment(day: int, at: datetime.time) -> datetime.datetime:
    """A time of a day that is so many days from today."""
    date = timezone.localdate() + datetime.timedelta(days=day)
    return timezone.make_aware(datetime.datetime.combine(date, at))


class _Thought:
    """One reflection as events: written, perhaps shared, perhaps answered."""

    def __init__(self, told: dict, people: dict[str, User]) -> None:
        self.told = told
        self.people = people
        self.author = people[told["author"]]
        self.reflection: Reflection | None = None

    def events(self) -> Iterator[Event]:
        yield Event(_moment(self.told["day"], REFLECTED_AT), self.author, self._write)
        if "shared" in self.told:
            yield Event(_moment(self.told["shared"], SHARED_AT), self.author, self._share)
        for reply in self.told.get("reply", []):
            by = self.people[reply["by"]]
            at = _moment(reply["day"], ANSWERED_AT)
            yield Event(at, by, lambda reply=reply, by=by: self._answer(reply, by))

    def _write(self) -> None:
        words = {field: self.told[field] for field in reflections.WORDS if field in self.told}
        self.reflection = reflections.reflect(by=self.author, note=self._note(), **words)

    def _note(self) -> Note | None:
        """The last conversation with whom it is about, if it is about somebody."""
        if "about" not in self.told:
            return None
        notes = Note.objects.filter(resident__known_as=self.told["about"], author=self.author)
        return notes.newest_first().select_related("resident").first()

    def _share(self) -> None:
        assert self.reflection is not None  # written before
        team = reflections.teams_of(self.author)[0]
        reflections.share(self.reflection, by=self.author, team=team)

    def _answer(self, reply: dict, by: User) -> None:
        assert self.reflection is not None  # shared before
        reflections.reply(self.reflection, by=by, text=reply["text"])


class _Talk:
    """One review as events: sat down, perhaps signed, and what was done since."""

    def __init__(self, told: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.told = told
        self.people = people
        self.met = met
        self.manager, self.worker = people[told["manager"]], people[told["worker"]]
        self.done: dict[str, ReviewPoint] = {}  # by what was to be done

    def events(self) -> Iterator[Event]:
        yield Event(_moment(self.told["day"], SAT_DOWN_AT), self.manager, self._sit_down)
        if self.told.get("signed"):
            for who in (self.manager, self.worker):
                yield Event(
                    _moment(self.told["day"], SIGNED_AT), who, lambda who=who: self._sign(who)
                )
        for point in self.told.get("point", []):
            if "kept" in point:
                who = self.people[point.get("who", self.told["manager"])]
                at = _moment(point["kept"], SETTLED_AT)
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


class _Story:
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
