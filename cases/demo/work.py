"""Planting who works here, since when, who is full and who stands in for whom."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator

from django.utils import timezone

from cases.demo.directory import DIRECTORY, DIRECTORY_NAME, organisation_of
from cases.demo.events import SAID_AT, SETTLED_AT, Event, moment
from cases.demo_people import PASSWORD
from hubs.actions import cover as covers
from hubs.actions import place, team
from hubs.models import FeedSource, Hub, Place, Team
from relational.kernel.base import new_id
from relational.kernel.models import User
from relational.kernel.security import acting_as

FOUNDED = datetime.timedelta(days=800)


def people_at_work(stories: dict) -> dict[str, User]:
    """Everybody who works here, since long before the first story."""
    starts = timezone.localdate() - FOUNDED
    feed = FeedSource.objects.create(name=DIRECTORY_NAME)
    said = json.loads(DIRECTORY.read_text(encoding="utf-8"))["contents"]
    ids = {each["organization"]["name"]: uuid.UUID(each["organization"]["id"]) for each in said}
    organisations = {o["key"]: organisation_of(o, feed, ids) for o in stories["organisation"]}
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
            people[key] = sign_in(person["name"], person["email"], ade.password, person)
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


def at_work(stories: dict, people: dict[str, User]) -> Iterator[Event]:
    """Who says that they are full, and who stands in for whom."""
    for person in stories["staff"]:
        if "full" in person:
            by = people[person["key"]]
            yield Event(moment(person["full"], SAID_AT), by, lambda by=by: team.say_full(by, True))
    names = {hub["key"]: hub["name"] for hub in stories["hub"]}
    for told in stories["cover"]:
        by = people[told["by"]]
        at = moment(told["arranged"], SETTLED_AT)
        days = {
            end: timezone.localdate() + datetime.timedelta(days=told[end])
            for end in ("starts", "until")
        }

        def arrange(told: dict = told, by: User = by, days: dict = days) -> None:
            hub = Hub.objects.get(name=names[told["hub"]])
            who, away = people[told["who"]], people[told["instead_of"]]
            covers.arrange(hub, by=by, who=who, instead_of=away, key=new_id(), **days)

        yield Event(at, by, arrange)


def sign_in(name: str, email: str, password: str, more: dict) -> User:
    """A user with an already hashed password: hashing it thirty times takes seconds."""
    user = User(
        display_name=name,
        email=email,
        password=password,
        pronouns=more.get("pronouns", ""),
    )
    user.save(force_insert=True)
    return user
