"""The doors of version 1, a noun each: they open the record and enter at the actions, as the pages do."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import ClassVar

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
from cases.actions import note as notes
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import what_matters
from cases.actions.what_matters import Words
from cases.api import said as saying
from cases.api import shown as showing
from cases.models import (
    Note,
    Reminder,
    Resident,
    Statement,
    Suggestion,
)
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
        found = found.prefetch_related("disagreements")
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
        found = found.prefetch_related("disagreements", "not_happened")
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
