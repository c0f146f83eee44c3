"""What every door for programs has: who is asking, what may come in, pages, one answer a key, and problems in words."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.db.models import Q, QuerySet
from django.http import Http404, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from relational.kernel.base import Row
from relational.kernel.http import WRONG

PATH = "/api/"
LARGEST_BODY = 1024 * 1024
A_STRETCH = 50  # rows of one answer
A_DAY = 24 * 60 * 60
LONGEST_KEY = 255
PROBLEM = "application/problem+json"
EXPLAINED = "/api/docs/#problems"  # where the problems that are ours are described


# --- What comes in --------------------------------------------------------------------------------


class Json(JSONParser):
    """DRF's, for which a text nested a thousand deep is no JSON either, rather than an error of ours."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return super().parse(stream, media_type, parser_context)
        except (exceptions.ParseError, RecursionError):
            raise exceptions.ParseError(_("The body is not JSON.")) from None


class JsonOnly(DefaultContentNegotiation):
    """Answer in JSON, whatever a caller says it accepts."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Body(serializers.Serializer):
    """What a call may say. A field that nobody knows is refused: a slip of the pen loses no words."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                raise serializers.ValidationError(
                    {name: _("There is no field of this name.") for name in unknown}
                )
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """Words, and nothing that has to be made into words first."""

    default_error_messages = {
        "invalid": gettext_lazy("Write text here."),
        "blank": gettext_lazy("Write something here."),
        "max_length": gettext_lazy("Use {max_length} characters or fewer."),
    }

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class OneOf(serializers.ChoiceField):
    """A word of a list."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Choose one of the words of the list.")
    }

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid_choice", input="")
        return super().to_internal_value(data)


class PerUser(UserRateThrottle):
    """So many calls a minute for each user. Counted in the database, so Valkey may be down."""

    def get_rate(self) -> str:
        return api_settings.DEFAULT_THROTTLE_RATES[self.scope]


# --- Problems (RFC 9457) --------------------------------------------------------------------------


class Problem(exceptions.APIException):
    """A problem with a name of its own."""

    def __init__(self, status: int, kind: str, detail: str, **errors: str) -> None:
        super().__init__(detail)
        self.status_code = status
        self.kind = f"{EXPLAINED}-{kind}"
        self.errors = {field: [sentence] for field, sentence in errors.items()}


class TooLarge(exceptions.APIException):
    """More than a call may say at one time."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("Send a megabyte at most at one time.")


def problem(
    status: int, detail: str = "", *, kind: str = "about:blank", errors: dict | None = None
) -> dict[str, Any]:
    """A problem as RFC 9457 writes it; `errors` holds sentences by field."""
    title = HTTPStatus(status).phrase
    found = {"type": kind, "title": title, "status": status, "detail": detail or title}
    return found | ({"errors": errors} if errors else {})


def not_found() -> JsonResponse:
    """The answer for an address that does not exist, or is not theirs who asks."""
    status = HTTPStatus.NOT_FOUND
    return JsonResponse(problem(status, _nothing_here()), status=status, content_type=PROBLEM)


def broken() -> JsonResponse:
    """The answer where something went wrong with us. What it was stands in our log, not in it."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    told = problem(status, _("Something went wrong here. Nothing was changed. Try again later."))
    return JsonResponse(told, status=status, content_type=PROBLEM)


def answer_problem(problem_met: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what was raised into a problem; None for what is an error of ours."""
    headers: dict[str, str] = {}
    match problem_met:
        case Http404() | exceptions.NotFound():
            told = problem(404, _nothing_here())
        case PermissionDenied():
            told = problem(403, _("This is not yours to do."))
        case ValidationError() | exceptions.ValidationError():
            told = problem(WRONG, _("Something is to be looked at."), errors=_by_field(problem_met))
        case Problem():
            told = problem(
                problem_met.status_code,
                force_str(problem_met.detail),
                kind=problem_met.kind,
                errors=problem_met.errors,
            )
        case exceptions.APIException():
            told = problem(problem_met.status_code, force_str(problem_met.detail))
            headers = _headers(problem_met)
        case _:
            return None
    return Response(told, told["status"], headers=headers, content_type=PROBLEM)


def _nothing_here() -> str:
    return _("There is nothing here that you can see.")


def _headers(problem_met: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if asks := getattr(problem_met, "auth_header", None):
        headers["WWW-Authenticate"] = asks
    if wait := getattr(problem_met, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    return headers


def _by_field(refused: ValidationError | exceptions.ValidationError) -> dict[str, list[str]]:
    """The sentences of a refusal by field; "" holds what is about the whole of it."""
    if isinstance(refused, ValidationError):
        found = (
            refused.message_dict
            if hasattr(refused, "error_dict")
            else {"non_field_errors": refused.messages}
        )
    else:
        found = refused.detail if isinstance(refused.detail, dict) else {"": refused.detail}
    return {
        _sayable("" if field == "non_field_errors" else field): [
            _sayable(said) for said in _sentences(sentences)
        ]
        for field, sentences in found.items()
    }


def _sentences(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return [said for inner in found.values() for said in _sentences(inner)]
    return list(found) if isinstance(found, list | tuple) else [found]


def _sayable(text: Any) -> str:
    """Text that can be written as UTF-8: half a sign that somebody sent cannot."""
    return force_str(text).encode("utf-8", "replace").decode()


# --- Doors ----------------------------------------------------------------------------------------


class Door(APIView):
    """A door for programs: no answer is kept by anything in between, and no body is too large."""

    parser_classes = [Json]
    content_negotiation_class = JsonOnly
    throttle_classes = [PerUser]
    metadata_class = None

    def initial(self, request, *args, **kwargs):
        # Before anything reads the body, and so before who is asking: a form is read for its CSRF token.
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if sent.isdecimal() and int(sent) > LARGEST_BODY:
            raise TooLarge
        if sent != "0" and request._request.content_type != "application/json":
            raise exceptions.UnsupportedMediaType(request.content_type, _("Send JSON."))
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def said(self, body: type[Body]) -> dict[str, Any]:
        """What the call says in its body. Raises ValidationError with sentences by field."""
        return _checked(body(data=self.request.data))

    def asked(self, query: type[Body]) -> dict[str, Any]:
        """What the call asks in its address."""
        return _checked(query(data=self.request.query_params.dict()))


def _checked(body: Body) -> dict[str, Any]:
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


# --- Pages ----------------------------------------------------------------------------------------

ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(frozen=True)
class Stretch(Generic[ModelT]):
    """Some rows of a list, and after which one the next ones begin."""

    rows: list[ModelT]
    last: uuid.UUID | None


def stretch_of(
    rows: QuerySet[ModelT], order: Iterable[str], after: uuid.UUID | None
) -> Stretch[ModelT]:
    """The rows of a list after a row, named by its id; the first ones where none is named.

    `order` goes one way in all its fields and ends in the key. An id says nothing about anybody,
    as a name in an address would; a row that its reader no longer sees names no place any more.
    """
    order = list(order)
    fields = [field.lstrip("-") for field in order]
    rows = rows.order_by(*order)
    if after is not None:
        place = rows.filter(pk=after).values_list(*fields).first()
        if place is None:
            raise ValidationError({"after": _("Begin again at the first page.")})
        rows = rows.filter(_beyond(fields, place, "lt" if order[0].startswith("-") else "gt"))
    found = list(rows[: A_STRETCH + 1])
    more = len(found) > A_STRETCH
    return Stretch(found[:A_STRETCH], found[A_STRETCH - 1].pk if more else None)


def _beyond(fields: list[str], place: tuple[Any, ...], way: str) -> Q:
    (field, *rest), (value, *values) = fields, place
    beyond = Q(**{f"{field}__{way}": value})
    if not rest:
        return beyond
    return beyond | Q(**{field: value}) & _beyond(rest, tuple(values), way)


def page(request, stretch: Stretch[Any], results: list[Any]) -> Response:
    """A stretch of a list, and the address of the next one."""
    follows = None
    if stretch.last is not None:
        query = request.query_params.copy()
        query["after"] = str(stretch.last)
        follows = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return Response({"next": follows, "results": results})


# --- The same call twice --------------------------------------------------------------------------

RowT = TypeVar("RowT", bound=Row)


def once(request, make: Callable[[], RowT], find: Callable[[uuid.UUID], RowT]) -> RowT:
    """Make what a call asks for, or `find` what the same call made before.

    Two calls are the same by user and Idempotency-Key, for a day. What is kept of a call is the id
    of what it made and a digest of what it said; it is kept in the transaction that made it. Two at
    once wait for each other. Raises Problem where the key came with another call before.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return make()
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValidationError({"Idempotency-Key": _("Use between 1 and 255 characters.")})
    name = f"once:{_digest(str(request.user.pk), key)}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
    call = _digest(request.path, json.dumps(request.data, sort_keys=True))
    before = cache.get(name)
    if before is None:
        row = make()
        cache.set(name, (call, row.pk.hex), A_DAY)
        return row
    if before[0] != call:
        raise Problem(
            WRONG,
            "key-used",
            _("This Idempotency-Key came with another call before. Make a new one."),
            **{"Idempotency-Key": _("Make a new one.")},
        )
    return find(uuid.UUID(before[1]))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
