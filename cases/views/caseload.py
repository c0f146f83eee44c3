"""Bringing in a list of people: choosing it, looking at it, letting it in, taking it out again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import caseload as reading
from cases.actions import caseload as caseloads
from cases.forms.caseload import ListForm
from cases.models import CaseloadImport, CaseloadRow
from cases.rows.caseload import column_rows, line_rows, list_rows
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

State, Standing = CaseloadImport.State, CaseloadRow.Standing
LINES = 50
SHOWN = {"wrong": Standing.WRONG, "doubtful": Standing.DOUBTFUL, "new": Standing.NEW}


@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a list. It is read, and what would happen is shown; nobody comes in yet."""
    require(request.user, Right.MEET)
    form = ListForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = caseloads.keep(form.found, by=request.user, key=form.cleaned_data["key"])
        return redirect("cases:import-list", kept.pk)
    page = page_of(request, CaseloadImport.objects.of(request.user).newest_first())
    context = {
        "form": form,
        "columns": [name for name, _others in reading.COLUMNS.values()],
        "page": page,
        "lists": list_rows(page),
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/caseload/begin.html", context, status=status)


@signed_in
def template(request: HttpRequest) -> HttpResponse:
    """A list to fill in: headings only, with the mark by which spreadsheets know UTF-8."""
    require(request.user, Right.MEET)
    return HttpResponse(
        "\ufeff" + reading.template(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="people.csv"'},
    )


@signed_in
def read(request: HttpRequest, list_id) -> HttpResponse:
    """A list: what would happen line by line, how far it has come in, or what became of it."""
    caseload = _mine(request, list_id)
    choosing = caseload.state == State.READ
    show = request.GET.get("show", "")
    counts = caseload.rows.counted()
    page = page_of(request, _lines(caseload, show).what_to_look_at_first(), LINES)
    read_columns, other_columns = column_rows(caseload)
    context = {
        "caseload": caseload,
        "state": caseload.state,
        "counts": counts,
        "show": show if show in SHOWN else "",
        "page": page,
        "lines": line_rows(page, request.user, choosing=choosing),
        "columns": read_columns,
        "other_columns": other_columns,
        "undo_until": caseloads.may_undo_until(caseload),
        "went": caseload.brought - counts["came"],
    }
    return render(request, "cases/caseload/list.html", context)


def _lines(caseload: CaseloadImport, show: str):
    """The lines a page of a list tells of: all of them, or once it is done those that are special."""
    if caseload.state == State.READ:
        rows = caseload.rows.all()
        return rows.standing(SHOWN[show]) if show in SHOWN else rows
    return caseload.rows.kept_in() if caseload.state == State.UNDONE else caseload.rows.not_in()


@require_POST
@signed_in
def choose(request: HttpRequest, list_id, row_id) -> HttpResponse:
    """Bring a line in, or leave it out."""
    row = get_object_or_404(_mine(request, list_id).rows, pk=row_id)
    try:
        caseloads.choose(row, wanted=request.POST.get("wanted") == "yes", by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    where = reverse("cases:import-list", args=[list_id])
    return redirect(f"{where}?{request.GET.urlencode()}#line-{row.line}")


@require_POST
@signed_in
def bring(request: HttpRequest, list_id) -> HttpResponse:
    """Let the list come in."""
    caseload = _mine(request, list_id)
    try:
        if not caseloads.bring(caseload, by=request.user):
            messages.warning(
                request,
                _(
                    "Nobody came in yet: somebody on the list became one of your people meanwhile. "
                    "Look at the lines that may be here already, and press again."
                ),
            )
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    return redirect("cases:import-list", list_id)


@require_POST
@signed_in
def throw_away(request: HttpRequest, list_id) -> HttpResponse:
    """Forget a list that waits."""
    try:
        caseloads.throw_away(_mine(request, list_id), by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
        return redirect("cases:import-list", list_id)
    messages.success(request, _("The list is thrown away. Nobody came in."))
    return redirect("cases:import")


@signed_in
def undo(request: HttpRequest, list_id) -> HttpResponse:
    """Show once more who would be taken out, and take them out."""
    caseload = _mine(request, list_id)
    if request.method == "POST":
        try:
            caseloads.undo(caseload, by=request.user)
        except ValidationError as problem:
            messages.warning(request, problem.messages[0])
        return redirect("cases:import-list", list_id)
    until = caseloads.may_undo_until(caseload)
    if until is None:
        return redirect("cases:import-list", list_id)
    context = {"caseload": caseload, "until": until}
    return render(request, "cases/caseload/undo.html", context)


def _mine(request: HttpRequest, list_id) -> CaseloadImport:
    """A list that the reader brought; 404 for anybody else's."""
    require(request.user, Right.MEET)
    return get_object_or_404(CaseloadImport.objects.of(request.user), pk=list_id)
