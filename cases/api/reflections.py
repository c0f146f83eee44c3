"""The doors to reflections: ours until we share them, and what others say to them."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import access, timeline
from cases.actions import reflection as reflections
from cases.api import said as saying
from cases.api import shown as showing
from cases.api.doors import NEWEST_FIRST, Noun, listed, opened
from cases.models import Note, Reflection
from hubs.models import Team
from relational.kernel.api import stretch_of


class OfReflections(Noun):
    """A door to one's own reflections, and to those shared with one's team."""

    row = showing.ReflectionRow

    def find(self, reflection_id: uuid.UUID) -> Reflection:
        return get_object_or_404(access.reflections(self.request.user), pk=reflection_id)


class Reflections(OfReflections):
    @extend_schema(
        operation_id="reflections_list",
        summary="Your reflections, and those shared with your team, the newest first",
        parameters=[saying.Listing],
        responses=listed(showing.ReflectionRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.Listing)
        found = access.reflections(request.user)
        return self.listed(stretch_of(found, NEWEST_FIRST, asked.get("after")))

    @extend_schema(
        operation_id="reflections_write",
        summary="Write down a thought",
        description="Only you read it, until you share it.",
        request=saying.Reflect,
        responses={201: showing.ReflectionRow},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Reflect)
        if "note" in said:
            said["note"] = self._mine(said["note"])
        return self.done(lambda: reflections.reflect(by=request.user, **said), self.find)

    def _mine(self, note_id: uuid.UUID) -> Note:
        """A conversation of one's own, its record opened."""
        mine = Note.objects.filter(author=self.request.user, entered_in_error="")
        note = get_object_or_404(mine, pk=note_id)
        note.resident = opened(self.request, note.resident_id)
        return note


class OneReflection(OfReflections):
    row = showing.ReflectionPage

    @extend_schema(
        operation_id="reflections_read",
        summary="One reflection, and what was answered",
        responses=showing.ReflectionPage,
    )
    def get(self, request: Request, reflection_id: uuid.UUID) -> Response:
        reflection = self.find(reflection_id)
        reflection.answers = timeline.answers(reflection)
        return Response(self.shown(reflection))


class ShareReflection(OfReflections):
    status = HTTPStatus.OK

    @extend_schema(
        operation_id="reflections_share",
        summary="Let your team read a reflection",
        request=saying.Share,
        responses=showing.ReflectionRow,
    )
    def post(self, request: Request, reflection_id: uuid.UUID) -> Response:
        mine = access.reflections(request.user).written_by(request.user)
        reflection = get_object_or_404(mine, pk=reflection_id)
        team = self.said(saying.Share).get("team") or self._only_team()
        return self.done(
            lambda: reflections.share(reflection, by=request.user, team=team), self.find
        )

    def _only_team(self) -> Team:
        teams = reflections.teams_of(self.request.user)
        if len(teams) != 1:
            raise ValidationError({"team": _("Choose a team that is yours.")})
        return teams[0]


class ReplyToReflection(OfReflections):
    row = showing.ReplyRow

    @extend_schema(
        operation_id="reflections_reply",
        summary="Answer a reflection that was shared",
        request=saying.Reply,
        responses={201: showing.ReplyRow},
    )
    def post(self, request: Request, reflection_id: uuid.UUID) -> Response:
        reflection = self.find(reflection_id)
        said = self.said(saying.Reply)
        return self.done(
            lambda: reflections.reply(reflection, by=request.user, **said),
            lambda made: get_object_or_404(timeline.answers(self.find(reflection_id)), pk=made),
        )
