"""Everybody and everything around a resident; and asking that somebody joins or steps back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import wish
from cases.forms.wish import JoinForm, StepBackForm
from cases.rows.circle import my_circle, was_rows
from cases.rows.need import needs_of
from cases.rows.person import words_in
from cases.rows.promise import my_promise_rows
from cases.rows.proxy import proxy_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_people(request: HttpRequest) -> HttpResponse:
    """Everybody and everything around oneself: drawn, in words, and how it was."""
    resident = access.own_record(request.user)
    unsafe, _ways = timeline.ways_to_reach(resident)
    context = {
        "circle": my_circle(resident.connections.open().around(), everybody=True),
        "was": was_rows(timeline.ended_connections(resident)),
        "asked": my_promise_rows(timeline.answers_awaited(resident)),
        "not_these": needs_of(resident, request.user).not_these,
        "unsafe": unsafe,
        "proxies": proxy_rows(resident, own=True),
        "reads_for": access.reads_for(),
        "words_in": words_in(resident),
    }
    return render(request, "cases/portal/people.html", context)


@signed_in
def my_join(request: HttpRequest) -> HttpResponse:
    """Ask that somebody joins one's people."""
    resident = access.own_record(request.user)
    form = JoinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = wish.ask_to_join(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _asked(asked))
            return redirect("cases:my-people")
    return render(
        request, "cases/portal/join.html", {"form": form}, status=WRONG if form.errors else 200
    )


@signed_in
def my_step_back(request: HttpRequest, connection_id) -> HttpResponse:
    """Ask that somebody steps back."""
    resident = access.own_record(request.user)
    around = get_object_or_404(resident.connections.open().around(), pk=connection_id)
    form = StepBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = wish.ask_to_step_back(around, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _asked(asked))
            return redirect("cases:my-people")
    context = {"form": form, "around": around}
    return render(
        request, "cases/portal/step_back.html", context, status=WRONG if form.errors else 200
    )


def _asked(asked) -> str:
    return _("Saved. %(who)s answers you. The day stands below.") % {"who": asked.by.called}
