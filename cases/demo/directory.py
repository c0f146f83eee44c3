"""Planting the neighbourhood's directory, and what people find out about it."""

from __future__ import annotations

import datetime
import json
import tomllib
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.utils import timezone

import hubs
from cases.demo.events import ANSWERED_AT, SAID_AT, Event, moment
from hubs.actions import correction as corrections
from hubs.actions import directory, postcode
from hubs.actions import feed as reading
from hubs.actions import offer as offers
from hubs.models import FeedSource, ImportRun, Location, Organisation, Service
from relational.kernel.base import new_id
from relational.kernel.models import User

DIRECTORY = Path(hubs.__file__).with_name("demo_feed.json")
POSTCODES = Path(hubs.__file__).with_name("demo_postcodes.json")
NEARBY = Path(hubs.__file__).with_name("demo_nearby.toml")
DIRECTORY_NAME = "Wexmouth directory"


def organisation_of(given: dict, feed: FeedSource, ids: dict[str, uuid.UUID]) -> Organisation:
    """One of the stories; where the neighbourhood's directory has it too, it is that very row."""
    organisation = Organisation(name=given["name"], kind=given["kind"], about=given["about"])
    if given["name"] in ids:
        organisation.pk = ids[given["name"]]
        organisation.feed, organisation.source_id = feed, str(organisation.pk)
    return organisation


def read_directory() -> None:
    """Read what the neighbourhood's own directory says, as any feed is read."""
    run = reading.read_file(DIRECTORY, name=DIRECTORY_NAME, tell=lambda _run: None)
    if run.state != ImportRun.State.DONE or run.faults:
        raise RuntimeError(f"the demo's directory is not whole: {run.why}")
    # No feed says so of a place; a person here does.
    homes = Location.objects.filter(feed=run.feed, description="At somebody’s home")
    homes.update(somebodys_home=True)
    placed = json.loads(POSTCODES.read_text(encoding="utf-8"))
    postcode.keep((code, *spot) for code, spot in placed.items())


def nearby(people: dict[str, User]) -> Iterator[Event]:
    """What people found out about services, what groups give, and what is not right."""
    told = tomllib.loads(NEARBY.read_text(encoding="utf-8"))
    for known in told["known"]:
        service = Service.objects.get(name=known["service"], feed__name=DIRECTORY_NAME)
        at = moment(known["on"], SAID_AT)
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
        at = moment(given.pop("on"), ANSWERED_AT)
        if "ends" in given:
            ends = datetime.timedelta(days=given.pop("ends"))
            given["until"] = timezone.localdate() + ends
        said = offers.Said(**given)
        yield Event(at, by, partial(offers.offer, group, said, by=by, key=new_id()))
    for wrong in told["wrong"]:
        service = Service.objects.get(name=wrong["service"], feed__name=DIRECTORY_NAME)
        at, contact = moment(wrong["on"], SAID_AT), wrong.get("contact", "")
        say = partial(corrections.suggest, service, what=wrong["what"], contact=contact)
        yield Event(at, people["ade"], partial(say, key=new_id()))
