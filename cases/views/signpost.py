"""Telling somebody of help that they go to by themself: a line of their life line."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import bringing
from cases.actions import signpost as verbs
from cases.forms.signpost import SignpostForm
from cases.models import Resident
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.http import WRONG, posted


@opens
def new(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Choose of whom one told them, and write it down."""
    require(request.user, Right.WRITE_RECORD, resident)
    data = posted(request)
    named = data.getlist("to") if data else request.GET.getlist("with")
    candidates = bringing.who_could_help(resident, request.user, [*filter(None, map(_uuid, named))])
    form = SignpostForm(
        data,
        name=resident.known_as,
        candidates=candidates,
        initial={"to": request.GET.get("with", "")},
    )
    if request.method == "POST" and form.is_valid():
        organisation, service = form.chosen.whom
        said = {name: form.cleaned_data[name] for name in ("words", "key")}
        verbs.point_to(resident, organisation, service, by=request.user, **said)
        messages.success(request, _("Written into the life line. Nobody was asked."))
        return redirect("cases:record", resident.pk)
    context = {"resident": resident, "form": form, "candidates": candidates}
    status = WRONG if form.errors else 200
    return render(request, "cases/signpost/write.html", context, status=status)


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
