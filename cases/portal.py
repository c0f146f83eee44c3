"""The resident's own door: their record, and the promises made to them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cases import access
from cases.models import Reminder
from cases.models.resident import born
from cases.rows import note_rows, promise_rows, words_in
from relational.kernel.http import page_of


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """A resident's page: their words first, then what was promised to them, then what we wrote."""
    resident = access.own_record(request.user)
    notes = resident.notes.all().standing()
    page = page_of(
        request,
        notes.select_related("author", "supersedes")
        .prefetch_related("reminders__by")
        .newest_first(),
        size=10,
    )
    promises = resident.reminders.select_related("resident", "by", "moved_to")
    settled = promises.exclude(state=Reminder.State.WAITING).order_by("-settled_at")[:5]
    return render(
        request,
        "cases/portal/me.html",
        {
            "resident": resident,
            "born": born(resident.date_of_birth, resident.date_of_birth_precision),
            "first": notes.with_words()
            .select_related("author")
            .order_by("happened_at", "pk")
            .first(),
            "page": page,
            "life": note_rows(page, request.user),
            "promises": promise_rows([*promises.waiting().by_day(), *settled], request.user),
            "people": resident.connections.open().select_related("user"),
            "ways": resident.contact_points.order_by("pk"),
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
