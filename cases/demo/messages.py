"""Planting what Joe and Amina wrote to each other, with a drawing of his."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from django.utils import timezone
from PIL import Image, ImageDraw

from cases import media
from cases.actions import message as messages
from cases.demo.events import Event
from cases.models import Resident
from relational.kernel.base import new_id
from relational.kernel.models import User
from relational.kernel.security import acting_as


class Messages:
    """What the stories tell of messages: `hours` count back from now."""

    def __init__(self, stories: dict, people: dict[str, User], met: dict[str, Resident]) -> None:
        self.stories, self.people, self.met = stories, people, met
        self.leads = {told["key"]: people[told["lead"]] for told in stories["resident"]}
        self.now = timezone.now()

    def events(self) -> Iterator[Event]:
        for told in self.stories["message"]:
            at = self.now - datetime.timedelta(hours=told["hours"])
            by = self.people.get(told.get("by"), self.leads[told["resident"]])
            yield Event(at, by, lambda told=told, by=by: self._send(told, by))

    def _send(self, told: dict, by: User) -> None:
        resident = Resident.objects.select_related("user").get(pk=self.met[told["resident"]].pk)
        if "by" not in told:
            assert resident.user is not None  # who writes has a page of their own
            by = resident.user
        said = {"text": told["text"], "said": told.get("drawn", "")}
        drawn = media.read(_drawing()) if "drawn" in told else None
        with acting_as(by):
            messages.send(resident, by=by, brought=drawn, key=new_id(), **said)


def _drawing() -> io.BytesIO:
    """A green door in a brick wall, with a bolt that hangs by one screw."""
    paper = Image.new("RGB", (640, 800), "#f4ecd8")
    pen = ImageDraw.Draw(paper)
    for row in range(0, 800, 50):
        for column in range(-60 * (row // 50 % 2), 640, 120):
            pen.rectangle((column, row, column + 120, row + 50), outline="#b0826b", width=4)
    pen.rectangle((140, 90, 500, 800), fill="#3f6b4f", outline="#20382a", width=8)
    for plank in (230, 320, 410):
        pen.line((plank, 94, plank, 800), fill="#20382a", width=4)
    pen.ellipse((430, 400, 456, 426), fill="#8a8f94", outline="#33373a", width=4)
    pen.line((444, 414, 480, 540), fill="#8a8f94", width=22)
    pen.ellipse((452, 560, 470, 578), outline="#20382a", width=4)
    file = io.BytesIO()
    paper.save(file, "PNG")
    file.seek(0)
    return file
