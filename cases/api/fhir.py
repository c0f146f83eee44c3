"""The doors to asks in the words of FHIR R4: read-only, by the same law as everywhere."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import fhir
from cases.api.asks import OfReferrals
from cases.ask_letters import shown
from cases.models import Referral
from hubs.access import Right, may
from relational.kernel.api import PROBLEM, Problem

FHIR = "application/fhir+json"
ANSWERS = {
    (200, FHIR): OpenApiTypes.OBJECT,
    (501, PROBLEM): OpenApiResponse(OpenApiTypes.OBJECT, "The extra “fhir” is not installed here."),
}


class OfFhir(OfReferrals):
    def resource(self, referral_id: uuid.UUID, make: Callable[[Referral, dict], str]) -> Response:
        referral = self.find(referral_id)
        if not fhir.is_installed():
            raise Problem(
                HTTPStatus.NOT_IMPLEMENTED,
                "no-fhir",
                _("FHIR is not installed here: it is the extra “fhir”."),
            )
        told = shown(referral) or {}
        if not may(self.request.user, Right.ANSWER_ASKS, referral):
            own = ("what_for", "how_best")
            told |= {name: getattr(referral, name) for name in own}
            told |= {"known_as": referral.resident.known_as, "closed": ""}
        return HttpResponse(make(referral, told), content_type=FHIR)


class ServiceRequest(OfFhir):
    @extend_schema(
        operation_id="fhir_service_request",
        summary="An ask as a ServiceRequest of FHIR R4",
        tags=["fhir"],
        responses=ANSWERS,
    )
    def get(self, request: Request, referral_id: uuid.UUID) -> Response:
        return self.resource(referral_id, fhir.service_request)


class Task(OfFhir):
    @extend_schema(
        operation_id="fhir_task",
        summary="What the service does about an ask, as a Task of FHIR R4",
        description="The states are those of the Gravity Project.",
        tags=["fhir"],
        responses=ANSWERS,
    )
    def get(self, request: Request, referral_id: uuid.UUID) -> Response:
        return self.resource(referral_id, fhir.task)
