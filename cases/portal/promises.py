"""What was promised to a resident, and what they do themself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, timeline
from cases.actions import not_so
from cases.rows.door import Door
from cases.rows.hope import hoped
from cases.rows.person import words_in
from cases.rows.promise import my_promise_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import page_of


@signed_in
def my_promises(request: HttpRequest) -> HttpResponse:
    """Every promise, those that wait first; and the steps that are one's own."""
    resident = access.own_record(request.user)
    page = page_of(request, timeline.my_promises(resident))
    context = {
        "page": page,
        "promises": my_promise_rows(page),
        "steps": hoped(Door(resident, own=True, may_write=True)).own_steps,
        "words_in": words_in(resident),
    }
    return render(request, "cases/portal/promises.html", context)


@require_POST
@signed_in
def my_not_happened(request: HttpRequest, promise_id) -> HttpResponse:
    """This has not happened: said in one tap."""
    resident = access.own_record(request.user)
    promise = get_object_or_404(timeline.my_promises(resident), pk=promise_id)
    try:
        not_so.say_not_happened(promise, by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, _("Thank you for saying so. They are told now."))
    return redirect(f"{reverse('cases:my-promises')}#promise-{promise.pk}")
