"""What the API says of itself: its schema (OpenAPI 3.1), and a page of it for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from relational.kernel.api import LONGEST_KEY, PATH, PROBLEM

METHODS = ["get", "post", "patch"]
# What can go wrong at every door, and what only where something is sent.
PROBLEMS = {
    "401": "Nobody is signed in, or the token is none.",
    "403": "It is not yours to do; or a lead has not said why yet; or a second factor is missing.",
    "404": "There is nothing here that you can see.",
    "422": "Something is to be looked at; `errors` says what, by field.",
    "429": "That was very often. `Retry-After` says when to try again.",
    "500": "Something went wrong with us. Nothing was changed.",
}
SENDING = {
    "400": "The body is not JSON.",
    "413": "The body is larger than a megabyte.",
    "415": "The body is no `application/json`.",
}
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="Any text of your own. The same call with the same key within a day is one call.",
)


def only_ours(endpoints: list[tuple]) -> list[tuple]:
    """The doors that the schema tells of."""
    return [door for door in endpoints if door[0].startswith(PATH)]


class Token(OpenApiAuthenticationExtension):
    """How the schema names a token."""

    target_class = "rest_framework.authentication.TokenAuthentication"
    match_subclasses = True
    name = "token"

    def get_security_definition(self, auto_schema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word Token, a space, and the token.",
        }


class Schema(AutoSchema):
    """A door with its problems, and with the header that makes a call happen once."""

    def get_override_parameters(self) -> list[Any]:
        return [KEY] if self.method == "POST" else []

    def get_description(self) -> str:
        """What a door says of itself; the docstring of its class is for who reads the code."""
        return ""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix(PATH).split("/")[1]]

    def _map_serializer(self, serializer, direction, bypass_extensions=False) -> dict[str, Any]:
        """An answer holds every field, also where a model need not have it."""
        shape = super()._map_serializer(serializer, direction, bypass_extensions)
        if direction == "response" and "properties" in shape:
            shape["required"] = sorted(shape["properties"])
        return shape

    def _get_response_bodies(self, direction="response") -> dict[str, Any]:
        problems = PROBLEMS if self.method == "GET" else PROBLEMS | SENDING
        return super()._get_response_bodies(direction) | {
            status: {
                "description": description,
                "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for status, description in problems.items()
        }


@cache
def schema() -> dict[str, Any]:
    """The schema of all doors."""
    made = SchemaGenerator().get_schema(request=None, public=True)
    made["components"]["schemas"]["Problem"] = {
        "type": "object",
        "description": "What went wrong, as RFC 9457 writes it.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "object",
                "description": "Sentences by field.",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
        "additionalProperties": False,
    }
    return made


def schema_page(request: HttpRequest) -> HttpResponse:
    body = json.dumps(schema(), indent=1)
    return HttpResponse(body, content_type="application/vnd.oai.openapi+json")


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a body or an answer, as the page tells of it."""

    name: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True)
class Operation:
    """One thing a program can do, as the page tells of it."""

    id: str
    method: str
    path: str
    title: str
    about: str
    asked: list[Field]
    said: list[Field]
    answered: list[Field]
    status: str
    example: str


def docs(request: HttpRequest) -> HttpResponse:
    """The schema as a page for people."""
    nouns: dict[str, list[Operation]] = {}
    for path, doors in schema()["paths"].items():
        for method in METHODS:
            if method in doors:
                operation = _operation(path, method, doors[method])
                nouns.setdefault(doors[method]["tags"][0], []).append(operation)
    problems = {**SENDING, **PROBLEMS}
    context = {"nouns": nouns, "problems": sorted(problems.items())}
    return render(request, "api/docs.html", context)


def _operation(path: str, method: str, door: dict[str, Any]) -> Operation:
    body = _content(door.get("requestBody", {}))
    status = next(code for code in door["responses"] if code.startswith("2"))
    return Operation(
        id=door["operationId"],
        method=method.upper(),
        path=path,
        title=door.get("summary", ""),
        about=_about(door),
        asked=[
            Field(p["name"], _kind(p["schema"]), p.get("required", False), _about(p))
            for p in door.get("parameters", [])
        ],
        said=_fields(body),
        answered=_fields(_row(_content(door["responses"][status]))),
        status=status,
        example=_example(body),
    )


def _content(part: dict[str, Any]) -> dict[str, Any]:
    return part.get("content", {}).get("application/json", {}).get("schema", {})


def _row(answer: dict[str, Any]) -> dict[str, Any]:
    """One row of an answer that is a list of rows."""
    results = _followed(answer).get("properties", {}).get("results")
    return results["items"] if results else answer


def _followed(said: dict[str, Any]) -> dict[str, Any]:
    """A piece of the schema, or what it refers to."""
    for way in ("oneOf", "allOf"):
        if way in said:
            said = said[way][0]
    name = said.get("$ref", "").rpartition("/")[2]
    return schema()["components"]["schemas"][name] if name else said


def _fields(said: dict[str, Any]) -> list[Field]:
    said = _followed(said)
    needed = said.get("required", [])
    return [
        Field(name, _kind(field), name in needed, _about(field))
        for name, field in said.get("properties", {}).items()
    ]


def _about(part: dict[str, Any]) -> str:
    return part.get("description", "").replace("`", "")


def _kind(field: dict[str, Any]) -> str:
    field = _followed(field)
    if "enum" in field:
        return " · ".join(str(word) for word in field["enum"] if word not in {"", None})
    kind = field.get("format") or field.get("type", "")
    return kind if isinstance(kind, str) else kind[0]


EXAMPLES = {
    "uuid": "019a7c1e-5b1d-7c3e-9d55-0c6a2f6f1f10",
    "date": "2027-03-24",
    "date-time": "2027-03-15T10:00:00Z",
    "boolean": False,
}


def _example(body: dict[str, Any]) -> str:
    """A body with all that is needed, and the first thing that is not."""
    fields = sorted(_fields(body), key=lambda field: not field.needed)
    needed = sum(field.needed for field in fields)
    shown = fields[: needed + 1]
    said = {field.name: EXAMPLES.get(field.kind, _word(field)) for field in shown}
    return json.dumps(said, indent=2, ensure_ascii=False) if said else ""


def _word(field: Field) -> str:
    return field.kind.partition(" · ")[0] if " · " in field.kind else "…"
