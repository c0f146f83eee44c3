"""Planting the made-up neighbourhood: through the actions, with the clock moved, in one go."""

from __future__ import annotations

import tomllib
from pathlib import Path

import time_machine
from django.db import transaction
from django.utils import timezone

from cases.demo.asks import Asks
from cases.demo.directory import nearby, read_directory
from cases.demo.doors import Doors
from cases.demo.gives import Gives
from cases.demo.looks import Looks
from cases.demo.messages import Messages
from cases.demo.proxies import Proxies
from cases.demo.story import Story
from cases.demo.talks import Talk
from cases.demo.thoughts import Thought
from cases.demo.work import FOUNDED, at_work, people_at_work
from cases.models import Resident
from hubs.models import Hub, Organisation, Place
from relational.kernel.security import acting_as

STORIES = Path(__file__).with_name("neighbourhood.toml")


def is_empty() -> bool:
    return not Hub.objects.exists()


@transaction.atomic
def plant() -> None:
    """Plant everything, or nothing. Days in the stories count from today."""
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))
    people = people_at_work(stories)
    read_directory()
    places = {given["key"]: Place.objects.get(name=given["name"]) for given in stories["place"]}
    organisations = {
        given["key"]: Organisation.objects.get(name=given["name"])
        for given in stories["organisation"]
    }
    met: dict[str, Resident] = {}
    events = [
        event
        for story in stories["resident"]
        for event in Story(story, people, places, organisations, met).events()
    ]
    for thought in stories["reflection"]:
        events += Thought(thought, people).events()
    events += at_work(stories, people)
    events += nearby(people)
    for talk in stories["review"]:
        events += Talk(talk, people, met).events()
    events += Asks(stories, people, organisations, met).events()
    events += Looks(stories, people, met).events()
    events += Messages(stories, people, met).events()
    events += Gives(stories, people, organisations, met).events()
    events += Doors(stories, people, met).events()
    events += Proxies(stories, people, met).events()
    now = timezone.now()
    with time_machine.travel(now - FOUNDED, tick=False) as clock:
        for event in sorted(events, key=lambda event: event.at):
            clock.move_to(event.at)
            with acting_as(event.by):
                event.do()
