"""Reading for somebody, as they wished: their page, and giving it back. Nothing is written here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import proxy as proxies
from cases.rows.proxy import read
from relational.kernel.errors import signed_in


@signed_in
def reading(request: HttpRequest) -> HttpResponse:
    """For whom one reads; straight to their page where it is one."""
    people = access.reads_for()
    if not people:
        raise Http404
    if len(people) == 1:
        return redirect("cases:reads-for", people[0].resident_id)
    return render(request, "cases/reading/people.html", {"people": people})


@signed_in
def reads_for(request: HttpRequest, resident_id) -> HttpResponse:
    """What somebody wished to be read for them."""
    with access.reading_for(resident_id) as (resident, until):
        context = {"page": read(resident, request.user, until), "resident_id": resident_id}
    return render(request, "cases/reading/page.html", context)


@require_POST
@signed_in
def stop_reading(request: HttpRequest, resident_id) -> HttpResponse:
    """Give it back, in one tap."""
    if not proxies.give_back(resident_id):
        raise Http404
    messages.success(request, _("You do not read for them any more."))
    return redirect("cases:front")
