"""What a resident asks about what is kept of them, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access
from cases.actions import subject_request as requests
from cases.forms.subject_request import MyRequestForm
from cases.rows.person import words_in
from cases.rows.subject_request import request_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_rights(request: HttpRequest) -> HttpResponse:
    """Ask to have a copy, to correct, to stop or to delete; and see what one asked."""
    resident = access.own_record(request.user)
    form = MyRequestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        requests.ask(resident, by=request.user, **form.cleaned_data)
        messages.success(request, _("We have it. You get an answer within a month."))
        return redirect("cases:my-rights")
    context = {
        "form": form,
        "asked": request_rows(resident),
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/portal/rights.html", context, status=wrong)
