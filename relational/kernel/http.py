"""How a view answers: a part to htmx, a redirect to everybody else; and lists page by page."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

A_PAGE = 20
WRONG = 422  # htmx swaps an answer of this kind: a form with something to look at


def part(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict[str, Any]],
    *,
    otherwise: str,
) -> HttpResponse:
    """Answer a change: htmx gets the part beside the page, everybody else goes on to an address.

    The part of "cases/note/list.html" is "cases/note/_list.html". It gets `swapped=True`, for what
    must ride along with it. What it shows is read only where it is shown.
    """
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(otherwise, status=303)
    return render(request, part_of(template), {**context(), "swapped": True})


def look_again(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer a form with something to look at: the page, or its part to htmx."""
    if request.headers.get("HX-Request"):
        return render(request, part_of(template), context, status=WRONG)
    return render(request, template, context, status=WRONG)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty one was sent all the same, and has things to look at."""
    return request.POST if request.method == "POST" else None


def part_of(template: str) -> str:
    path = PurePosixPath(template)
    return str(path.with_name(f"_{path.name}"))


def page_of(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], size: int = A_PAGE) -> Page:
    """The page of a list that the address asks for; the nearest one where there is none such."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def path_to(name: str, *ids: UUID) -> str:
    """The address of a page by its name and the ids in it, for lists: reverse() is slow."""
    return _shape(name, len(ids)) % ids


@cache
def _shape(name: str, ids: int) -> str:
    marks = [UUID(int=number) for number in range(1, ids + 1)]
    shape = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        shape = shape.replace(str(mark), "%s")
    return shape
