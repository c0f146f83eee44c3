"""Everybody and everything around a resident."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access, timeline
from cases.rows.circle import my_circle, was_rows
from relational.kernel.errors import signed_in


@signed_in
def my_people(request: HttpRequest) -> HttpResponse:
    """Everybody and everything around oneself: drawn, in words, and how it was."""
    resident = access.own_record(request.user)
    context = {
        "circle": my_circle(resident.connections.open().around(), everybody=True),
        "was": was_rows(timeline.ended_connections(resident)),
    }
    return render(request, "cases/portal/people.html", context)
