"""What a resident says beside an entry that they see otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import not_so
from cases.forms.not_so import NotSoForm
from cases.rows.not_so import Beside, entry_row
from cases.rows.person import words_in
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_not_so(request: HttpRequest, noun: str, entry_id) -> HttpResponse:
    """Say beside an entry how one sees it oneself."""
    resident = access.own_record(request.user)
    entry = timeline.entry(resident, noun, entry_id)
    if entry is None:
        raise Http404
    back = _back(noun, entry)
    form = NotSoForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            not_so.say_not_so(entry, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved. It stands beside it now, for everybody to read."))
            return redirect(back)
    context = {
        "entry": entry_row(noun, entry),
        "beside": Beside.of(resident, noun, [entry.pk], own=True),
        "form": form,
        "words_in": words_in(resident),
        "back": back,
    }
    return render(
        request, "cases/portal/not_so.html", context, status=WRONG if form.errors else 200
    )


def _back(noun: str, entry) -> str:
    """The page where the entry stands."""
    pages = {
        "view": f"{reverse('cases:me')}#{getattr(entry, 'section', '')}",
        "concern": f"{reverse('cases:my-hopes')}#weighs",
        "promise": f"{reverse('cases:my-promises')}#promise-{entry.pk}",
    }
    return pages.get(noun) or f"{reverse('cases:me')}#said"
