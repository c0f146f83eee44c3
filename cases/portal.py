"""The resident's own door: their record, and the promises made to them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cases import access, timeline
from cases.models import Pause
from cases.rows import born_in_words, look_rows, note_rows, promise_rows, words_in
from relational.kernel.errors import signed_in
from relational.kernel.http import page_of

LAST_LOOKS = 5


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """A resident's page: their words first, then what was promised to them, then what we wrote."""
    resident = access.own_record(request.user)
    page = page_of(request, timeline.life(resident), size=10)
    return render(
        request,
        "cases/portal/me.html",
        {
            "resident": resident,
            "born": born_in_words(resident),
            "first": timeline.first_words(resident),
            "page": page,
            "life": note_rows(page, resident, request.user),
            "promises": promise_rows(timeline.promises(resident), request.user, may_settle=False),
            "rest": Pause.objects.now().filter(resident=resident).order_by("-until").first(),
            "people": resident.connections.open().select_related("user"),
            "ways": resident.contact_points.order_by("pk"),
            "looks": look_rows(access.looks_at(resident)[:LAST_LOOKS]),
            "words_in": words_in(resident),
        },
    )


@csrf_exempt  # leaving must never fail, also from a page that was open for hours
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: sign out, and show the weather."""
    logout(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL, status=303)
    response["Clear-Site-Data"] = '"cache"'
    return response
