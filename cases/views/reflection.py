"""Reflections: writing one, sharing it, reading and answering."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import reflection as reflections
from cases.forms.reflection import ReflectForm, ReplyForm, ShareForm
from cases.models import Note, Resident
from cases.models.reflection import ReflectionQuerySet
from cases.rows.reflection import ReflectionRow, reflection_rows, reply_rows
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

A_FEW = 5


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My reflections, and the latest that my team shared."""
    seen = _visible(request)
    page = page_of(request, seen.written_by(request.user).newest_first())
    shared = seen.shared_by_others(request.user)[: A_FEW + 1]
    context = {
        "page": page,
        "mine": reflection_rows(page, request.user),
        "shared": reflection_rows(shared[:A_FEW], request.user),
        "more": len(shared) > A_FEW,
    }
    return render(request, "cases/reflection/mine.html", context)


@signed_in
def shared(request: HttpRequest) -> HttpResponse:
    """All that colleagues shared with me, page by page."""
    page = page_of(request, _visible(request).shared_by_others(request.user))
    context = {"page": page, "shared": reflection_rows(page, request.user)}
    return render(request, "cases/reflection/shared.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write down a thought."""
    require(request.user, Right.READ_REFLECTIONS)
    return _write(request)


@opens
def about_note(request: HttpRequest, resident: Resident, note_id) -> HttpResponse:
    """Write down a thought about a conversation one just had."""
    require(request.user, Right.WRITE_RECORD, resident)
    note = get_object_or_404(
        Note, pk=note_id, resident=resident, author=request.user, entered_in_error=""
    )
    return _write(request, resident, note)


def _visible(request: HttpRequest) -> ReflectionQuerySet:
    require(request.user, Right.READ_REFLECTIONS)
    return access.reflections(request.user)


def _write(
    request: HttpRequest, resident: Resident | None = None, note: Note | None = None
) -> HttpResponse:
    form = ReflectForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            written = reflections.reflect(by=request.user, note=note, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down. Only you read it."))
            return redirect("cases:reflection", written.pk)
    context = {"form": form, "resident": resident, "note": note}
    status = WRONG if form.errors else 200
    return render(request, "cases/reflection/new.html", context, status=status)


@signed_in
def read(request: HttpRequest, reflection_id) -> HttpResponse:
    """Read a thought, and answer one that was shared."""
    reflection = get_object_or_404(_visible(request), pk=reflection_id)
    form = ReplyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            reflections.reply(reflection, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Answered."))
            return redirect("cases:reflection", reflection.pk)
    context = {
        "row": ReflectionRow.of(reflection, request.user),
        "reflection": reflection,
        "replies": reply_rows(timeline.answers(reflection), request.user),
        "form": form,
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/reflection/read.html", context, status=status)


@signed_in
def share(request: HttpRequest, reflection_id) -> HttpResponse:
    """Show once more what the team will read, and share it."""
    reflection = get_object_or_404(_visible(request).written_by(request.user), pk=reflection_id)
    form = ShareForm(posted(request), teams=reflections.teams_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            reflection = reflections.share(reflection, by=request.user, team=form.team())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("%(team)s can read it now.") % {"team": reflection.team})
            return redirect("cases:reflection", reflection.pk)
    context = {
        "row": ReflectionRow.of(reflection, request.user),
        "reflection": reflection,
        "form": form,
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/reflection/share.html", context, status=status)
