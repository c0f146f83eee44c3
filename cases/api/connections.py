"""The doors to the circle: who is around a resident, and who walks with them."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import timeline
from cases.actions import connection as connections
from cases.api import said as saying
from cases.api import shown as showing
from cases.api.doors import OfResident, Verb, listed, opened
from cases.models import Connection
from relational.kernel.api import stretch_of


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
