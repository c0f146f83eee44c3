"""The doors of asking help in: what is asked, what was answered, and a door for every verb.

Who is asked reads here what their page shows, and no word more.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import referral as asks
from cases.api import said as saying
from cases.api.doors import NEWEST_FIRST, Noun, listed, opened
from cases.ask_letters import shown
from cases.models import Hope, Referral, ReferralEvent, ReferralMessage, Section
from cases.models.referral import REASONS, State
from hubs.access import Right, may
from hubs.models import Organisation, Service
from relational.kernel.api import Body, OneOf, Text, page, stretch_of
from relational.kernel.models import User


# --- What is read ---------------------------------------------------------------------------------
class MoveRow(serializers.ModelSerializer):
    """A move: from where to where, by whom, why."""

    class Meta:
        model = ReferralEvent
        fields = [
            *("number", "before", "after", "party", "reason", "words", "suggestion"),
            *("by_name", "at"),
        ]


class MessageRow(serializers.ModelSerializer):
    """A question, or what was said to it."""

    class Meta:
        model = ReferralMessage
        fields = ["party", "text", "by_name", "at"]


class SharedWords(serializers.Serializer):
    """What a resident says in a part of their page that they share."""

    section = serializers.ChoiceField(choices=Section.choices)
    text = serializers.CharField(allow_blank=True)
    dont = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    voice = serializers.CharField()
    at = serializers.DateTimeField()


class ReferralRow(serializers.ModelSerializer):
    """An ask. Who is asked reads `words`, and neither the resident's id nor what is the asker's own."""

    class Meta:
        model = Referral
        fields = [
            *("id", "state", "kind", "urgency", "resident", "organisation", "service", "hope"),
            *("what_for", "how_best", "sections", "override", "override_why", "sent_at"),
            *("opened_at", "meeting", "meets", "outcome", "heard", "heard_at", "loop_closed"),
            *("asked_together", "tried_before", "made_at"),
        ]

    resident = serializers.UUIDField(source="resident_id", allow_null=True)
    loop_closed = serializers.BooleanField()


# What stands in a row for who is asked, in place of what is not theirs to read.
NOT_THEIRS = {
    "resident": None,
    "hope": None,
    "asked_together": None,
    "tried_before": None,
    "override": "",
    "override_why": "",
    "outcome": "",
    "heard": "",
    "heard_at": None,
    "loop_closed": False,
}


class ReferralPage(ReferralRow):
    """An ask with what happened, what was said, and, for who is asked, the resident's words."""

    closed = serializers.ChoiceField(
        choices=[("", ""), ("over", ""), ("not_shared", "")],
        allow_blank=True,
        read_only=True,
        help_text="Why who is asked reads nothing of the resident: it is over, or no longer shared.",
    )
    known_as = serializers.CharField(read_only=True)
    words = SharedWords(many=True, read_only=True)
    moves = MoveRow(many=True, read_only=True)
    messages = MessageRow(many=True, read_only=True)

    class Meta(ReferralRow.Meta):
        fields = [*ReferralRow.Meta.fields, "closed", "known_as", "words", "moves", "messages"]


def _row(referral: Referral, user: User) -> dict:
    found = dict(ReferralRow(referral).data)
    if not may(user, Right.ANSWER_ASKS, referral):
        return found
    told = shown(referral) or {}
    words = {"what_for": told.get("what_for", ""), "how_best": told.get("how_best", "")}
    return found | NOT_THEIRS | words


def _page(referral: Referral, user: User) -> dict:
    told = shown(referral) or {}
    is_asked = may(user, Right.ANSWER_ASKS, referral)
    closed = told.get("closed", "") if is_asked else ""
    return _row(referral, user) | {
        "closed": closed,
        "known_as": told.get("known_as", "") if is_asked else referral.resident.known_as,
        "words": SharedWords(told.get("sections", []) if is_asked else [], many=True).data,
        "moves": MoveRow([] if closed else referral.events.in_order(), many=True).data,
        "messages": MessageRow([] if closed else _said(referral), many=True).data,
    }


def _said(referral: Referral) -> QuerySet[ReferralMessage]:
    return referral.messages.order_by("at", "pk")


# --- What is said ---------------------------------------------------------------------------------
class Asked(saying.Listing):
    """Which asks: of one resident, or, without one, those one asked or is asked."""

    resident = serializers.UUIDField(required=False, help_text="Whose.")
    state = OneOf(State.choices, required=False)


class Draft(Body):
    """Whom to ask, what for, and what they may read of the resident's page."""

    resident = serializers.UUIDField()
    organisation = saying.one_of(
        Organisation.objects.still_there(), _("There is no such organisation."), required=False
    )
    service = saying.one_of(
        Service.objects.still_there(), _("There is no such service."), required=False
    )
    kind = OneOf(Referral.Kind.choices, required=False)
    what_for = Text(max_length=2_000, help_text="In the resident's words.")
    how_best = Text(max_length=2_000, required=False, allow_blank=True)
    urgency = OneOf(Referral.Urgency.choices, required=False)
    sections = serializers.ListField(
        child=OneOf(Section.choices), required=False, max_length=len(Section)
    )
    hope = serializers.UUIDField(required=False)
    override = OneOf(Referral.Override.choices, required=False, allow_blank=True)
    override_why = Text(max_length=500, required=False, allow_blank=True)
    asked_together = serializers.UUIDField(
        required=False, help_text="The same for several: the first yes takes the others back."
    )

    def validate(self, said: dict) -> dict:
        """A service names who runs it."""
        service = said.get("service")
        if service is not None:
            said["organisation"] = service.organization
        if said.get("organisation") is None:
            raise serializers.ValidationError({"organisation": _("Choose whom to ask.")})
        return said


def _why(state: State) -> type[Body]:
    """A code and a sentence."""
    choices = [(reason.value, reason.label) for reason in REASONS[state]]
    fields = {
        "__doc__": "Why, by a code and in a sentence.",
        "reason": OneOf(choices),
        "words": Text(max_length=2_000),
    }
    return type(f"Why{state.name.title().replace('_', '')}", (Body,), fields)


class No(_why(State.DECLINED)):
    """Why not, by a code and in a sentence; and, if anybody, who could help instead."""

    suggestion = Text(max_length=300, required=False, allow_blank=True)


class Yes(Body):
    """When and where, and whom they will meet."""

    meeting = Text(max_length=300)
    meets = Text(max_length=160, required=False, allow_blank=True, default="")


class Done(Body):
    """What was done."""

    words = Text(max_length=2_000)


class Begun(Body):
    """How it begins, or goes on."""

    words = Text(max_length=2_000, required=False, allow_blank=True)


class Heard(Body):
    """What the resident says came of it, or why they could not be asked."""

    outcome = OneOf(Referral.Outcome.choices)
    heard = Text(max_length=2_000)
    hope_looked_at = serializers.BooleanField(required=False)


class Said(Body):
    """A question, or what is said to it."""

    text = Text(max_length=2_000)


# --- The doors ------------------------------------------------------------------------------------
class OfReferrals(Noun):
    row = ReferralPage

    def find(self, referral_id: uuid.UUID) -> Referral:
        """One that is theirs who call. Reading it is a look, or, by who is asked, an opening."""
        referral = get_object_or_404(Referral.objects.with_all(), pk=referral_id)
        if may(self.request.user, Right.ANSWER_ASKS, referral):
            asks.look(referral, by=self.request.user)
        else:
            referral.resident = opened(self.request, referral.resident_id)
        return referral

    def shown(self, row: Referral) -> dict:
        return _page(row, self.request.user)


class Referrals(OfReferrals):
    @extend_schema(
        operation_id="referrals_list",
        summary="Help that is asked in, the newest first",
        description="Of one resident; or, without one, what you asked and what you are asked.",
        parameters=[Asked],
        responses=listed(ReferralRow),
    )
    def get(self, request: Request) -> Response:
        asked = self.asked(Asked)
        found = self._about(asked.get("resident"))
        if "state" in asked:
            found = found.filter(state=asked["state"])
        stretch = stretch_of(found.with_all(), NEWEST_FIRST, asked.get("after"))
        rows = [_row(referral, request.user) for referral in stretch.rows]
        return page(request, stretch, rows)

    def _about(self, resident_id: uuid.UUID | None) -> QuerySet[Referral]:
        if resident_id is not None:
            return Referral.objects.asked_for(opened(self.request, resident_id))
        return Referral.objects.of(self.request.user)

    @extend_schema(
        operation_id="referrals_draft",
        summary="Begin to ask a service for help with somebody",
        description="Nobody is written to until it is sent.",
        request=Draft,
        responses={201: ReferralPage},
    )
    def post(self, request: Request) -> Response:
        said = self.said(Draft)
        resident = opened(request, said.pop("resident"))
        if "hope" in said:
            said["hope"] = get_object_or_404(Hope, pk=said["hope"], resident=resident)
        return self.done(lambda: self._draft(resident, **said), self.find)

    def _draft(self, resident, **said) -> Referral:
        referral = asks.draft(resident, by=self.request.user, **said)
        referral.resident = resident
        return referral


class OneReferral(OfReferrals):
    @extend_schema(operation_id="referrals_read", summary="One ask", responses=ReferralPage)
    def get(self, request: Request, referral_id: uuid.UUID) -> Response:
        return Response(self.shown(self.find(referral_id)))


class Verb(OfReferrals):
    """A door to one verb about one ask."""

    status = HTTPStatus.OK

    def turn(self, referral_id: uuid.UUID, body: type[Body], verb: Callable) -> Response:
        referral, said = self.find(referral_id), self.said(body)
        return self.done(lambda: self._do(verb, referral, said), self.find)

    def _do(self, verb: Callable, referral: Referral, said: dict) -> Referral:
        verb(referral, by=self.request.user, **said)
        return self.find(referral.pk)


def _to(state: State) -> Callable[..., Referral]:
    return lambda referral, **said: asks.answer(referral, state, **said)


def _door(name: str, summary: str, body: type[Body], verb: Callable) -> type[Verb]:
    """The door of one verb."""

    @extend_schema(
        operation_id=f"referrals_{name.replace('-', '_')}",
        summary=summary,
        request=None if body is saying.Nothing else body,
        responses=ReferralPage,
    )
    def post(self: Verb, request: Request, referral_id: uuid.UUID) -> Response:
        return self.turn(referral_id, body, verb)

    return type(f"Referral{name.title().replace('-', '')}", (Verb,), {"post": post})


# Each move by its verb, as in `cases.models.referral.MOVES`, and what is said beside them.
VERBS = {
    "await-agreement": ("Ask the resident first", saying.Nothing, asks.wait_for_agreement),
    "send": ("Send it, or send it again", saying.Nothing, asks.send),
    "withdraw": ("Take it back", _why(State.WITHDRAWN), asks.withdraw),
    "accept": ("Say yes", Yes, asks.accept),
    "decline": ("Say no", No, _to(State.DECLINED)),
    "begin": ("Begin, or go on", Begun, _to(State.IN_PROGRESS)),
    "rest": ("Let it rest", _why(State.ON_HOLD), _to(State.ON_HOLD)),
    "complete": ("Say what was done", Done, _to(State.COMPLETED)),
    "end-early": ("End it early", _why(State.ENDED_EARLY), _to(State.ENDED_EARLY)),
    "hear": ("Write down what the resident says came of it", Heard, asks.hear),
    "say": ("Ask something, or answer that", Said, asks.say),
}
DOORS = {name: _door(name, summary, body, verb) for name, (summary, body, verb) in VERBS.items()}
