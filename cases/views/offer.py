"""What a resident gives: looking at it before neighbours read it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.actions import offer as verbs
from cases.forms.offer import LeaveItForm, ShowForm
from cases.models import OfferLink, Resident
from cases.rows.offer import offer_rows
from cases.rows.person import words_in
from cases.views.opening import opens
from hubs.access import Right, may, require
from relational.kernel.http import WRONG, page_of, posted
from relational.kernel.prose import shortened

A_TITLE = 120  # letters


@opens
def offers(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Everything somebody gives, and what of it waits to be looked at."""
    page = page_of(request, resident.offers.all().newest_first())
    context = {
        "resident": resident,
        "page": page,
        "given": offer_rows(page, own=False),
        "may_look": may(request.user, Right.OFFER, resident.hub.organisation),
        "words_in": words_in(resident),
    }
    return render(request, "cases/offer/list.html", context)


@opens
def look(request: HttpRequest, resident: Resident, offer_id: UUID) -> HttpResponse:
    """Show it to neighbours, as one writes it here, or leave it and say why."""
    require(request.user, Right.OFFER, resident.hub.organisation)
    link = get_object_or_404(resident.offers.all().newest_first(), pk=offer_id)
    leaves = request.POST.get("then") == "leave"
    show = ShowForm(None if leaves else posted(request), initial=_as_said(link))
    leave = LeaveItForm(posted(request) if leaves else None)
    form = leave if leaves else show
    if request.method == "POST" and form.is_valid():
        try:
            act = verbs.leave_it if leaves else verbs.show
            act(link, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            shown, told = _("Neighbours can find it now."), _("They are told why.")
            messages.success(request, told if leaves else shown)
            return redirect("cases:offers", resident.pk)
    (row,) = offer_rows([link], own=False)
    context = {
        "resident": resident,
        "row": row,
        "show": show,
        "leave": leave,
        "form": form,
        "words_in": words_in(resident),
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/offer/look.html", context, status=status)


def _as_said(link: OfferLink) -> dict[str, str]:
    """Their first line as the title, and all of it where there is more."""
    first = link.words.splitlines()[0]
    title = shortened(first, A_TITLE)
    return {"title": title, "about": "" if title == link.words else link.words}
