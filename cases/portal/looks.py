"""Who looked at one's page, asking why, and a copy of the list to keep."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, looks
from cases.actions import look as verbs
from cases.forms.asking_in import AskWhyForm
from cases.looks import Which
from cases.rows.look import look_cards
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted

A_STRETCH = 20
A_COPY = 2_000


@signed_in
def my_looks(request: HttpRequest) -> HttpResponse:
    """Who looked, and what was shared, stretch by stretch."""
    resident = access.own_record(request.user)
    which = _which(request)
    found = looks.stretch(
        resident, size=A_STRETCH, before=request.GET.get("before", ""), which=which
    )
    cards = look_cards(found)
    begun = "before" in request.GET
    context = {
        "which": which.value,
        "lately": [card for card in cards if card.lately and not begun],
        "before": [card for card in cards if begun or not card.lately],
        "earlier": found.earlier,
        "begun": begun,
    }
    return render(request, "cases/portal/looks.html", context)


@signed_in
def my_looks_copy(request: HttpRequest) -> HttpResponse:
    """The whole list on one plain page, to print or to keep."""
    resident = access.own_record(request.user)
    found = looks.stretch(resident, size=A_COPY)
    context = {
        "resident": resident,
        "cards": look_cards(found),
        "earlier": found.earlier,
        "now": timezone.localtime(),
    }
    return render(request, "cases/portal/looks_copy.html", context)


@signed_in
def my_look_why(request: HttpRequest, look_id) -> HttpResponse:
    """Ask why somebody looked, with a sentence or without."""
    resident = access.own_record(request.user)
    found = looks.the_look(resident, look_id)
    if found is None:
        raise Http404
    form = AskWhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        verbs.ask_why(resident, look_id, by=request.user, question=form.cleaned_data["question"])
        messages.success(request, _("Asked. The answer comes here, and we write to you."))
        return redirect("cases:my-looks")
    context = {"form": form, "card": look_cards(found)[0], "days": verbs.WORKING_DAYS}
    status = WRONG if form.errors else 200
    return render(request, "cases/portal/look_why.html", context, status=status)


def _which(request: HttpRequest) -> Which:
    with suppress(ValueError):
        return Which(request.GET.get("show", ""))
    return Which.ALL
