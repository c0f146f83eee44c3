"""Bringing in a list of community groups: choosing it, looking at what would change, saying yes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.access import Right, require
from hubs.actions import groups
from hubs.forms.groups import GroupsForm
from hubs.group_columns import COLUMNS, RARELY
from hubs.group_columns import example as example_of
from hubs.groups import read
from hubs.models import GroupList
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

LINES = 50


@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a list. It is read, and what would change is shown; nothing comes in yet."""
    require(request.user, Right.KEEP_FEEDS)
    initial = {"name": request.GET.get("name", "")}
    form = GroupsForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"name": form.cleaned_data["name"], "key": form.cleaned_data["key"]}
        try:
            kept = groups.keep(form.found, form.content, by=request.user, **said)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return redirect("hubs:groups-list", kept.pk)
    context = {
        "form": form,
        "columns": [each.heading for name, each in COLUMNS.items() if name not in RARELY],
        "waiting": GroupList.objects.of(request.user).waiting()[:20],
    }
    return render(request, "hubs/groups/begin.html", context, status=WRONG if form.errors else 200)


@signed_in
def example(request: HttpRequest) -> HttpResponse:
    """A list to fill in, with the mark by which spreadsheets know UTF-8."""
    require(request.user, Right.KEEP_FEEDS)
    return HttpResponse(
        "\ufeff" + example_of(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="groups.csv"'},
    )


@signed_in
def waits(request: HttpRequest, list_id) -> HttpResponse:
    """What would change, group by group; once the list is in, how that went."""
    kept = _mine(request, list_id)
    if kept.run:
        return redirect("hubs:feed", kept.run.feed_id)
    would = kept.would
    lines = [(what, each) for what in ("gone", "changed", "new") for each in would.get(what, [])]
    context = {
        "kept": kept,
        "would": would,
        "page": page_of(request, lines, LINES),
        "columns": [
            (column.heading, COLUMNS[column.field].heading if column.field else "")
            for column in read(bytes(kept.content)).columns
        ],
    }
    return render(request, "hubs/groups/page.html", context)


@require_POST
@signed_in
def bring(request: HttpRequest, list_id) -> HttpResponse:
    """Bring the list in."""
    kept = _mine(request, list_id)
    try:
        is_in = groups.bring(kept, by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
        return redirect("hubs:groups-list", list_id)
    if is_in:
        messages.success(request, _("The list is in."))
    else:
        messages.warning(
            request,
            _(
                "Nothing came in yet: the directory changed meanwhile. "
                "Look again at what would change, and press again."
            ),
        )
    return redirect("hubs:groups-list", list_id)


@require_POST
@signed_in
def throw_away(request: HttpRequest, list_id) -> HttpResponse:
    """Forget a list that waits."""
    try:
        groups.throw_away(_mine(request, list_id), by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
        return redirect("hubs:groups-list", list_id)
    messages.success(request, _("The list is thrown away. Nothing came in."))
    return redirect("hubs:groups")


def _mine(request: HttpRequest, list_id) -> GroupList:
    """A list that the reader brought; 404 for anybody else's."""
    require(request.user, Right.KEEP_FEEDS)
    return get_object_or_404(GroupList.objects.of(request.user), pk=list_id)
