"""The doors of version 1, a noun each: they open the record and enter at the actions, as the pages do."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import access, timeline
from cases.access import PurposeNeeded
from cases.actions import connection as connections
from cases.actions import note as notes
from cases.actions import reflection as reflections
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import what_matters
from cases.actions.what_matters import Words
from cases.api import said as saying
from cases.api import shown as showing
from cases.models import (
    Connection,
    Note,
    Reflection,
    Reminder,
    Resident,
    Statement,
    Suggestion,
)
from hubs.models import Team
from relational.kernel.api import Body, Door, Problem, Stretch, once, page, stretch_of

NEWEST_FIRST = ["-made_at", "-pk"]


def listed(row: type[serializers.Serializer]) -> serializers.Serializer:
    """The shape of a stretch of a list."""
    return inline_serializer(
        f"{row.__name__}s",
        {
            "next": serializers.URLField(
                allow_null=True, help_text="Where the list goes on; null at its end."
            ),
            "results": row(many=True),
        },
    )


def opened(request: Request, resident_id: uuid.UUID) -> Resident:
    """The record that a call is about, opened as on a page: 404 for a stranger; the look is logged.

    Raises Problem for a lead who has not said why within the hour: that is said on a page.
    """
    if Resident.objects.filter(user=request.user, pk=resident_id).exists():
        return access.own_record(request.user, section=access.API)
    try:
        return access.open_resident(request.user, resident_id, section=access.API)
    except PurposeNeeded:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "say-why",
            _("Say why you open this record first, on its page: %(page)s")
            % {"page": request.build_absolute_uri(reverse("cases:why", args=[resident_id]))},
        ) from None


class Noun(Door):
    """A door to the rows of one noun."""

    row: ClassVar[type[serializers.Serializer]]
    status: ClassVar[int] = HTTPStatus.CREATED

    def shown(self, row: models.Model) -> dict:
        return self.row(row).data

    def listed(self, stretch: Stretch) -> Response:
        return page(self.request, stretch, [self.shown(row) for row in stretch.rows])

    def done(self, make, find) -> Response:
        """Do once what the call asks for, and answer with what came of it."""
        return Response(self.shown(once(self.request, make, find)), self.status)


class OfResident(Noun):
    """A door to rows that hang on a resident: `find` reads one, and opens the record it is in."""

    rows: ClassVar[models.QuerySet]

    def find(self, row_id: uuid.UUID) -> models.Model:
        row = get_object_or_404(self.rows.all(), pk=row_id)
        row.resident = opened(self.request, row.resident_id)
        return row


class Verb(OfResident):
    """A door to one verb about one row."""

    status = HTTPStatus.OK

    def turn(self, row_id: uuid.UUID, body: type[Body], verb) -> Response:
        row = self.find(row_id)
        said = self.said(body)
        return self.done(lambda: verb(row, by=self.request.user, **said), self.find)


class Residents(Noun):
    row = showing.ResidentRow

    @extend_schema(
        operation_id="residents_list",
        summary="The people you walk with, by first name",
        description="And you yourself, where you are one of them. Each name shown is a look.",
        parameters=[saying.Listing],
        responses=listed(showing.ResidentRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.Listing)
        people = access.nearest(request.user)
        stretch = stretch_of(people, ["known_as", "pk"], asked.get("after"))
        access.look_at_all(request.user, stretch.rows, section=access.API)
        return self.listed(stretch)

    @extend_schema(
        operation_id="residents_meet",
        summary="Meet somebody",
        description="You walk with them from now on.",
        request=saying.Meet,
        responses={201: showing.ResidentRow},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Meet)
        return self.done(lambda: self._meet(**said), lambda made: opened(request, made))

    def _meet(self, **said) -> Resident:
        resident = residents.meet(by=self.request.user, **said)
        resident.refresh_from_db(fields=["last_heard_at"])  # kept beside, when words were said
        return resident


class OneResident(Noun):
    row = showing.ResidentRow

    @extend_schema(
        operation_id="residents_read",
        summary="What is known of somebody",
        responses=showing.ResidentRow,
    )
    def get(self, request: Request, resident_id: uuid.UUID) -> Response:
        return Response(self.shown(opened(request, resident_id)))

    @extend_schema(
        operation_id="residents_describe",
        summary="Write down what is known of somebody",
        description="Only what is sent changes.",
        request=saying.Describe,
        responses=showing.ResidentRow,
    )
    def patch(self, request: Request, resident_id: uuid.UUID) -> Response:
        resident = opened(request, resident_id)
        said = self.said(saying.Describe)
        return Response(self.shown(residents.describe(resident, by=request.user, **said)))


class Notes(OfResident):
    row = showing.NoteRow
    rows = Note.objects.select_related("author")

    @extend_schema(
        operation_id="notes_list",
        summary="Conversations with somebody, the newest first",
        description="With those that a correction took the place of: the later one `supersedes` them.",
        parameters=[saying.OfResident],
        responses=listed(showing.NoteRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.OfResident)
        found = timeline.conversations(opened(request, asked["resident"]))
        return self.listed(stretch_of(found, ["-happened_at", "-pk"], asked.get("after")))

    @extend_schema(
        operation_id="notes_write",
        summary="Write down a conversation",
        request=saying.Write,
        responses={201: showing.NoteRow},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Write)
        resident = opened(request, said.pop("resident"))
        return self.done(lambda: notes.write(resident, by=request.user, **said), self.find)


class OneNote(OfResident):
    row = showing.NoteRow
    rows = Note.objects.select_related("author")

    @extend_schema(operation_id="notes_read", summary="One conversation", responses=showing.NoteRow)
    def get(self, request: Request, note_id: uuid.UUID) -> Response:
        return Response(self.shown(self.find(note_id)))


SAID = PolymorphicProxySerializer(
    component_name="Said",
    serializers=[showing.StatementRow, showing.SuggestionRow],
    resource_type_field_name=None,
    many=False,
)


class Statements(Noun):
    row = showing.StatementRow

    @extend_schema(
        operation_id="statements_list",
        summary="What matters to somebody, in their words",
        parameters=[saying.StatementsOf],
        responses=listed(showing.StatementRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.StatementsOf)
        resident = opened(request, asked["resident"])
        found = timeline.words_of(
            resident, asked.get("section", ""), every_version=asked.get("versions") == "all"
        )
        return self.listed(stretch_of(found, NEWEST_FIRST, asked.get("after")))

    @extend_schema(
        operation_id="statements_say",
        summary="Write down words in a section",
        description=(
            "As the resident: the words are theirs. As a worker: a statement, or where the resident "
            "has words there already a suggestion, which waits for their answer. Words written while "
            "somebody else saved first are kept and `set_aside`."
        ),
        request=saying.Say,
        responses={201: SAID},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Say)
        resident = opened(request, said.pop("resident"))
        return self.done(lambda: self._say(resident, **said), self.find)

    def _say(
        self, resident: Resident, *, section, words: Words, base=None, **how
    ) -> Statement | Suggestion:
        user = self.request.user
        helped = how.pop("supported_by", "")
        if resident.user_id == user.pk:
            return what_matters.say(
                resident, section, words, by=user, base=base, supported_by=helped
            )
        return what_matters.write_down(resident, section, words, by=user, base=base, **how)

    def find(self, made: uuid.UUID) -> Statement | Suggestion:
        row = timeline.said(made)
        if row is None:
            raise Http404
        opened(self.request, row.resident_id)
        return row

    def shown(self, row: models.Model) -> dict:
        if isinstance(row, Suggestion):
            return showing.SuggestionRow(row).data
        return super().shown(row)


class Connections(OfResident):
    row = showing.ConnectionRow
    rows = Connection.objects.around()

    @extend_schema(
        operation_id="connections_list",
        summary="Who and what is around somebody, and was",
        parameters=[saying.OfResident],
        responses=listed(showing.ConnectionRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.OfResident)
        found = timeline.circle(opened(request, asked["resident"]))
        return self.listed(stretch_of(found, ["-since", "-pk"], asked.get("after")))

    @extend_schema(
        operation_id="connections_join",
        summary="Let somebody or something join",
        description=(
            "Send one of `person`, `organisation`, `colleague`, or the `name` and `kind` of a group "
            "that stands on no list yet. A colleague sees the record from now on."
        ),
        request=saying.Join,
        responses={201: showing.ConnectionRow},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Join)
        resident = opened(request, said.pop("resident"))
        return self.done(lambda: connections.join(resident, by=request.user, **said), self.find)


class OneConnection(OfResident):
    row = showing.ConnectionRow
    rows = Connection.objects.around()

    @extend_schema(
        operation_id="connections_read",
        summary="Somebody or something around somebody",
        responses=showing.ConnectionRow,
    )
    def get(self, request: Request, connection_id: uuid.UUID) -> Response:
        return Response(self.shown(self.find(connection_id)))

    @extend_schema(
        operation_id="connections_describe",
        summary="Say more of a connection",
        description="Only what is sent changes. `voice` may end the sight of a colleague, or yours.",
        request=saying.DescribeConnection,
        responses=showing.ConnectionRow,
    )
    def patch(self, request: Request, connection_id: uuid.UUID) -> Response:
        connection = self.find(connection_id)
        said = self.said(saying.DescribeConnection)
        if said.get("part", connection.part) != connection.part:
            saying.check_part(said["part"], _kind_of(connection))
        return Response(self.shown(connections.describe(connection, by=request.user, **said)))


def _kind_of(connection: Connection) -> str:
    if connection.user_id:
        return "colleague"
    return "organisation" if connection.organisation_id else "person"


class EndConnection(Verb):
    row = showing.ConnectionRow
    rows = Connection.objects.around()

    @extend_schema(
        operation_id="connections_end",
        summary="End a connection",
        description=(
            "Sight of the record ends with it. Where it was your own, the same call again finds "
            "nothing any more."
        ),
        request=saying.EndConnection,
        responses=showing.ConnectionRow,
    )
    def post(self, request: Request, connection_id: uuid.UUID) -> Response:
        return self.turn(connection_id, saying.EndConnection, connections.end)


class Lead(OfResident):
    row = showing.ConnectionRow
    rows = Connection.objects.around()
    status = HTTPStatus.OK

    @extend_schema(
        operation_id="residents_hand_over",
        summary="Let a colleague walk with somebody from now on",
        description="The answer is the connection of who leads now.",
        request=saying.HandOver,
        responses=showing.ConnectionRow,
    )
    def post(self, request: Request, resident_id: uuid.UUID) -> Response:
        resident = opened(request, resident_id)
        said = self.said(saying.HandOver)
        to = said.pop("colleague")
        return self.done(
            lambda: connections.hand_over_lead(resident, to, by=request.user, **said), self.find
        )


class Reminders(OfResident):
    row = showing.ReminderRow
    rows = Reminder.objects.standing().select_related("by")

    @extend_schema(
        operation_id="reminders_list",
        summary="What was promised to somebody, the latest day first",
        parameters=[saying.OfResident],
        responses=listed(showing.ReminderRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(saying.OfResident)
        found = timeline.all_promises(opened(request, asked["resident"]))
        return self.listed(stretch_of(found, ["-due", "-pk"], asked.get("after")))

    @extend_schema(
        operation_id="reminders_promise",
        summary="Promise something by a day",
        request=saying.Promise,
        responses={201: showing.ReminderRow},
    )
    def post(self, request: Request) -> Response:
        said = self.said(saying.Promise)
        resident = opened(request, said.pop("resident"))
        return self.done(lambda: promises.promise(resident, by=request.user, **said), self.find)


class OneReminder(Verb):
    row = showing.ReminderRow
    rows = Reminder.objects.standing().select_related("by")


class Keep(OneReminder):
    @extend_schema(
        operation_id="reminders_keep",
        summary="Say that a promise was kept",
        request=None,
        responses=showing.ReminderRow,
    )
    def post(self, request: Request, promise_id: uuid.UUID) -> Response:
        return self.turn(promise_id, saying.Nothing, promises.keep)


class Move(OneReminder):
    @extend_schema(
        operation_id="reminders_move",
        summary="Promise the same by another day",
        description="The answer is the new promise.",
        request=saying.Move,
        responses=showing.ReminderRow,
    )
    def post(self, request: Request, promise_id: uuid.UUID) -> Response:
        return self.turn(promise_id, saying.Move, promises.move)


class LetGo(OneReminder):
    @extend_schema(
        operation_id="reminders_let_go",
        summary="Let a promise go",
        request=saying.LetGo,
        responses=showing.ReminderRow,
    )
    def post(self, request: Request, promise_id: uuid.UUID) -> Response:
        return self.turn(promise_id, saying.LetGo, promises.let_go)


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
