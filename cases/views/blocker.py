"""Naming what stops the right thing: one page, from a point of a review or from what a hub missed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.forms.review import BlockedByForm
from cases.models import Sighting
from relational.kernel.http import WRONG, posted


def name_it(
    request: HttpRequest,
    see: Callable[..., Sighting],
    *,
    back: str,
    back_to: str,
    draft: uuid.UUID,
    text: str = "",
) -> HttpResponse:
    """Ask what it is and how it showed, and `see` it; likely twins are shown first."""
    form = BlockedByForm(posted(request), initial={"text": text})
    asks = False
    if request.method == "POST" and form.is_valid():
        if form.must_ask:
            asks = True
        else:
            said = form.cleaned_data
            try:
                seen = see(
                    by=request.user,
                    text=said["text"],
                    blocker=form.known,
                    called=said["called"],
                    kind=said["kind"],
                    organisation=form.organisation,
                )
            except ValidationError as problem:
                form.refuse(problem)
            else:
                told = _("Named: %(name)s. Everybody who meets it can add to it.")
                messages.success(request, told % {"name": seen.blocker.name})
                return redirect(back)
    context = {
        "back": back,
        "back_to": back_to,
        "draft": draft,
        "form": form,
        "asks": asks or (form.asks_which and form.twins),
    }
    status = WRONG if asks or form.errors else 200
    return render(request, "cases/blocker/new.html", context, status=status)
