"""Feed out: the directory by the Open Referral standard, open to everybody, without a key.

https://docs.openreferraluk.org/en/latest/
"""

from __future__ import annotations

import datetime
import json
import math
import uuid
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from hubs import feed_out
from hubs.models import TaxonomyTerm

A_PAGE, LARGEST_PAGE = 50, 500
IN_A_SET = 500
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"

Writer = Callable[[list[Any]], list[dict[str, Any]]]


class Unclear(Exception):
    """A question that cannot be answered. Its argument says why."""


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let every site's pages read it, and answer what is unclear in JSON."""

    @csrf_exempt
    @conditional_page
    @wraps(view)
    def opened(request: HttpRequest, **ids: uuid.UUID) -> HttpResponse:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            response = _problem(405, "This can only be read.")
            response["Allow"] = "GET, HEAD, OPTIONS"
        elif request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        else:
            try:
                response = view(request, **ids)
            except Unclear as why:
                response = _problem(400, str(why))
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return opened


def _problem(status: int, detail: str) -> HttpResponse:
    return JsonResponse(
        {"status": status, "title": detail}, status=status, content_type="application/problem+json"
    )


@_open
def root(request: HttpRequest) -> HttpResponse:
    """Which standard this is."""
    return JsonResponse({"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": OPENAPI})


@_open
def services(request: HttpRequest) -> HttpResponse:
    """Services; filters combine with AND."""
    rows = _filtered(request, feed_out.services(), "")
    rows = _searched(request, rows, "name", "alternate_name", "description", "organization__name")
    if _yes(request, "minimal"):
        return _list(request, rows, _minimal, _minimal)
    return _list(
        request,
        rows,
        lambda page: [feed_out.service_in_list(row) for row in page],
        lambda page: feed_out.full("service", page),
    )


def _minimal(page: list[Any]) -> list[dict[str, Any]]:
    said = (feed_out.short("service", row) for row in page)
    return [
        {key: each[key] for key in ("id", "name", "status", "last_modified") if key in each}
        for each in said
    ]


@_open
def service(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    return _one(feed_out.services(), row_id, lambda row: feed_out.full("service", [row])[0])


@_open
def organizations(request: HttpRequest) -> HttpResponse:
    rows = _searched(request, feed_out.organizations(), "name", "alternate_name", "about")
    return _list(
        request,
        rows,
        lambda page: [feed_out.short("organization", row) for row in page],
        lambda page: feed_out.full("organization", page),
    )


@_open
def organization(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    return _one(feed_out.organizations(), row_id, feed_out.organization_in_full)


@_open
def service_at_locations(request: HttpRequest) -> HttpResponse:
    for name in ("postcode", "proximity"):
        if request.GET.get(name):
            raise Unclear(f"{name}: places are not sorted by nearness here.")
    rows = _filtered(request, feed_out.service_at_locations(), "service__")
    rows = _searched(request, rows, "service__name", "service__description", "location__name")
    return _list(
        request,
        rows,
        lambda page: [feed_out.service_at_location_in_list(row) for row in page],
        lambda page: [
            {**said, "service": feed_out.service_in_list(row.service)}
            for said, row in zip(feed_out.full("service_at_location", page), page, strict=True)
        ],
    )


@_open
def service_at_location(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    return _one(feed_out.service_at_locations(), row_id, feed_out.service_at_location_in_full)


@_open
def taxonomies(request: HttpRequest) -> HttpResponse:
    rows = _searched(request, feed_out.taxonomies(), "name", "description")
    return _list(
        request,
        rows,
        lambda page: [feed_out.short("taxonomy", row) for row in page],
        lambda page: feed_out.full("taxonomy", page),
    )


@_open
def taxonomy(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    return _one(feed_out.taxonomies(), row_id, lambda row: feed_out.full("taxonomy", [row])[0])


@_open
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    rows = _searched(request, feed_out.taxonomy_terms(), "name", "description")
    if said := _id(request, "taxonomy_id"):
        rows = rows.filter(taxonomy_id=said)
    if said := _id(request, "parent_id"):
        rows = rows.filter(parent_id=said)
    if _yes(request, "top_only"):
        rows = feed_out.without_narrower(rows)

    def write(page: list[Any]) -> list[dict[str, Any]]:
        return [feed_out.short("taxonomy_term", row) for row in page]

    return _list(request, rows, write, write)


@_open
def taxonomy_term(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    return _one(feed_out.taxonomy_terms(), row_id, lambda row: feed_out.short("taxonomy_term", row))


# --- What was asked -------------------------------------------------------------------------------
def _filtered(request: HttpRequest, rows: QuerySet, service: str) -> QuerySet:
    link = f"{service}pk"
    if said := _id(request, "taxonomy_term_id"):
        rows = feed_out.sorted_under(rows, link, TaxonomyTerm.objects.filter(pk=said))
    if said := _id(request, "taxonomy_id"):
        rows = feed_out.sorted_under(rows, link, TaxonomyTerm.objects.filter(taxonomy_id=said))
    if said := _id(request, "organization_id"):
        rows = rows.filter(**{f"{service}organization": said})
    if since := _moment(request, "modified_after"):
        rows = rows.filter(**{f"{service}changed_at__gte": since})
    return rows


def _searched(request: HttpRequest, rows: QuerySet, *fields: str) -> QuerySet:
    return feed_out.with_words(rows, request.GET.get("search", "").replace("\0", ""), *fields)


def _yes(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").lower() in {"true", "1", "yes"}


def _number(request: HttpRequest, name: str, otherwise: int, most: int) -> int:
    said = request.GET.get(name, "")
    if not said:
        return otherwise
    if not (said.isascii() and said.isdigit()) or not int(said[:12]) >= 1:
        raise Unclear(f"{name}: write a number from 1 on.")
    return min(int(said[:12]), most)


def _id(request: HttpRequest, name: str) -> uuid.UUID | None:
    said = request.GET.get(name, "")
    try:
        return uuid.UUID(said) if said else None
    except ValueError:
        raise Unclear(f"{name}: write an id as it stands in this feed.") from None


def _moment(request: HttpRequest, name: str) -> datetime.datetime | None:
    said = request.GET.get(name, "").replace(" ", "+")
    if not said:
        return None
    try:
        moment = parse_datetime(said) or parse_datetime(f"{said}T00:00:00")
        if moment is not None:
            return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    except (ValueError, OverflowError):
        pass
    raise Unclear(f"{name}: write a moment like 2026-03-24T09:30:00Z.")


# --- How it is answered ---------------------------------------------------------------------------
def _list(request: HttpRequest, rows: QuerySet, in_list: Writer, in_full: Writer) -> HttpResponse:
    wanted = request.GET.get("format", "json")
    if wanted == "ndjson":
        return StreamingHttpResponse(_lines(rows, in_full), content_type="application/x-ndjson")
    if wanted != "json":
        raise Unclear("format: json or ndjson.")
    size = _number(request, "per_page", A_PAGE, LARGEST_PAGE)
    number = _number(request, "page", 1, 1_000_000)
    total = rows.count()
    page = list(rows[(number - 1) * size : number * size])
    write = in_full if _yes(request, "full") else in_list
    pages = max(1, math.ceil(total / size))
    response = JsonResponse(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(page),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not page,
            "contents": write(page),
        }
    )
    return _dated(response, feed_out.changed_at())


def _lines(rows: QuerySet, write: Writer) -> Iterator[str]:
    """All of them, one a line, read in sets so that memory stays flat."""
    last: uuid.UUID | None = None
    while page := list((rows.filter(pk__gt=last) if last else rows)[:IN_A_SET]):
        for said in write(page):
            yield json.dumps(said, ensure_ascii=False) + "\n"
        last = page[-1].pk


def _one(rows: QuerySet, row_id: uuid.UUID, write: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    row = rows.filter(pk=row_id).first()
    if row is None:
        return _problem(404, "There is nothing with this id.")
    return _dated(JsonResponse(write(row)), getattr(row, "changed_at", None))


def _dated(response: HttpResponse, at: datetime.datetime | None) -> HttpResponse:
    if at is not None:
        response["Last-Modified"] = http_date(at.timestamp())
    return response
