"""The circle: seeing it, letting somebody join, saying more of them, handing over, and ending."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access, people, timeline
from cases.actions import connection as connections
from cases.forms.connection import (
    DescribeConnectionForm,
    EndConnectionForm,
    HandOverForm,
    JoinColleagueForm,
    JoinGroupForm,
    JoinPersonForm,
)
from cases.forms.fields import SearchForm
from cases.models import Connection, Resident
from cases.rows.circle import circle_rows, leads_of, was_rows
from cases.rows.proxy import proxy_rows
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

MOST_FOUND = 12  # of a list to choose from; more words find fewer


@opens
def circle(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Everybody and everything around somebody: drawn, in words, and how it was."""
    context = {
        "resident": resident,
        "circle": circle_rows(resident, request.user, everybody=True),
        "was": was_rows(timeline.ended_connections(resident), resident),
        "proxies": proxy_rows(resident),
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
    }
    return render(request, "cases/circle/page.html", context)


@opens
def add(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Let somebody or something join: by name, from the list of groups, or a colleague."""
    require(request.user, Right.WRITE_RECORD, resident)
    kind = request.GET.get("kind", "person")
    search = SearchForm.of(request.GET)
    found: list = []
    if kind == "group":
        search.fields["q"].label = _("Part of its name, or what it does")
        found = list(timeline.groups(search.words))
        form = JoinGroupForm(
            posted(request),
            resident=resident,
            found=found[:MOST_FOUND],
            initial={} if found else {"name": search.words},
        )
    elif kind == "colleague":
        found = timeline.colleagues(search.words)
        form = JoinColleagueForm(posted(request), resident=resident, found=found[:MOST_FOUND])
    else:
        form = JoinPersonForm(posted(request), resident=resident)
    if request.method == "POST" and form.is_valid():
        try:
            joined = connections.join(resident, by=request.user, **form.joining())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _joined(joined, resident))
            return redirect("cases:circle", resident.pk)
    return _page(
        request,
        "cases/circle/add.html",
        resident,
        form,
        kind=kind,
        search=search,
        found=found[:MOST_FOUND],
        more=len(found) > MOST_FOUND,
    )


@signed_in
def whose(request: HttpRequest) -> HttpResponse:
    """Choose into whose circle a group or a service comes, or for whom it is asked for help."""
    require(request.user, Right.WRITE_RECORD)
    search = SearchForm.of(request.GET)
    context = {
        "name": search.words,
        "ask": request.GET.get("ask", ""),
        "page": page_of(request, people.walked_with(request.user)),
    }
    return render(request, "cases/circle/whose.html", context)


@opens
def change(request: HttpRequest, resident: Resident, connection_id) -> HttpResponse:
    """Say more of somebody around, or say it differently."""
    require(request.user, Right.WRITE_RECORD, resident)
    connection = _connection(resident, connection_id)
    form = DescribeConnectionForm(
        posted(request), resident=resident, connection=connection, reader=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            connections.describe(connection, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return _on_from(request, resident)
    return _page(
        request,
        "cases/circle/change.html",
        resident,
        form,
        connection=connection,
        leads=connection.part == Connection.Part.LEAD,
    )


@opens
def lead(request: HttpRequest, resident: Resident, connection_id) -> HttpResponse:
    """Choose who walks with somebody from now on, and write down what they say to it."""
    _require_to_let_go(request, resident)
    connection = _connection(resident, connection_id)
    leads = leads_of(resident)
    search = SearchForm.of(request.GET)
    near = [each.user_id for each in resident.around if each.user_id and each != leads]
    others = timeline.colleagues(search.words, None if search.words or not near else near)
    found = [each for each in others if leads is None or each.user_id != leads.user_id]
    form = HandOverForm(
        posted(request),
        resident=resident,
        lead=leads,
        found=found[:MOST_FOUND],
        initial={
            "seen": leads.pk if leads else None,
            "colleague": connection.user_id if connection != leads else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            connections.hand_over_lead(
                resident,
                said["colleague"],
                by=request.user,
                resident_view=said["resident_view"],
                stays=said.get("stays", False),
                seen=said["seen"],
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            walks = _("%(who)s walks with %(name)s from now on.")
            said = {"who": said["colleague"].called, "name": resident.known_as}
            messages.success(request, walks % said)
            return _on_from(request, resident)
    return _page(
        request,
        "cases/circle/lead.html",
        resident,
        form,
        leads=leads,
        search=search,
        found=found[:MOST_FOUND],
        more=len(found) > MOST_FOUND,
    )


@opens
def end(request: HttpRequest, resident: Resident, connection_id) -> HttpResponse:
    """Ask how it ended, and end it."""
    _require_to_let_go(request, resident)
    connection = _connection(resident, connection_id)
    form = EndConnectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            connections.end(connection, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            said = {"who": connection.called, "name": resident.known_as}
            messages.success(request, _("%(who)s is no longer around %(name)s.") % said)
            return _on_from(request, resident)
    return _page(
        request,
        "cases/circle/end.html",
        resident,
        form,
        connection=connection,
        is_me=connection.user_id == request.user.pk,
        leads=connection.part == Connection.Part.LEAD,
        may_let_go=allows(request.user, Right.LET_LEAD_LEAVE, resident.seen_from),
    )


def _joined(joined: Connection, resident: Resident) -> str:
    said = {"who": joined.called, "name": resident.known_as}
    if joined.voice == Connection.Voice.NEITHER:
        return _("%(who)s is around %(name)s now.") % said
    return _("%(who)s is around %(name)s now, and sees this record.") % said


def _connection(resident: Resident, connection_id) -> Connection:
    """One of the resident's, with whom or what it is with."""
    return get_object_or_404(resident.connections.around(), pk=connection_id)


def _require_to_let_go(request: HttpRequest, resident: Resident) -> None:
    """Whoever writes in the record, or may let a lead leave."""
    if not allows(request.user, Right.LET_LEAD_LEAVE, resident.seen_from):
        require(request.user, Right.WRITE_RECORD, resident)


def _on_from(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Back to the circle; or to my people, where one's own sight ended with the change."""
    try:
        access.may_open(request.user, resident.pk)
    except Http404:
        return redirect("cases:people")
    return redirect("cases:circle", resident.pk)


def _page(request: HttpRequest, template: str, resident: Resident, form, **more) -> HttpResponse:
    context = {"resident": resident, "form": form, **more}
    return render(request, template, context, status=WRONG if form.errors else 200)
