"""Ending together with somebody, a word to it, and opening their record again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import goodbye as goodbyes
from cases.forms.goodbye import GoodbyeForm, LastWordForm
from cases.models import Resident
from cases.rows.goodbye import goodbye_row
from cases.rows.person import words_in
from cases.views.opening import opens
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@opens
def goodbye(request: HttpRequest, resident: Resident) -> HttpResponse:
    """End together, or add our word to a goodbye that was said."""
    access.require_to_end(request.user, resident)
    ended = resident.goodbyes.all().holding().first()
    waiting = list(resident.reminders.all().standing().waiting().by_day())
    form = LastWordForm(posted(request))
    if ended is None:
        form = GoodbyeForm(posted(request), waiting=bool(waiting))
    if request.method == "POST" and form.is_valid():
        try:
            if ended:
                goodbyes.add_words(ended, by=request.user, **form.cleaned_data)
            else:
                goodbyes.end(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("cases:record", resident.pk)
    context = {
        "resident": resident,
        "goodbye": goodbye_row(resident),
        "waiting": waiting,
        "asked": resident.referrals.all().still_open().select_related("organisation", "service"),
        "form": form,
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/goodbye/page.html", context, status=wrong)


@require_POST
@signed_in
@opens
def way_back(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Open an ended record again."""
    goodbyes.come_back(resident, by=request.user)
    said = {"name": resident.known_as}
    messages.success(request, _("%(name)s’s record is open again.") % said)
    return redirect("cases:record", resident.pk)
