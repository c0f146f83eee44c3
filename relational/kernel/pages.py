"""Public pages: accessibility, privacy, and whether everything runs."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from relational.kernel import outbox
from relational.kernel.models import Pulse

A_PULSE_IS_FRESH = timedelta(minutes=3)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


def status(request: HttpRequest) -> HttpResponse:
    """Say whether database, broker and background are well. 503 where one is not.

    It is drawn without a reader, so that it needs no session, and so no database.
    """
    try:
        pulse = Pulse.objects.filter(name="worker").first()
        database = True
    except DatabaseError:
        pulse, database = None, False
    checks = {
        "database": database,
        "broker": outbox.broker_answers(),
        "background": pulse is not None and timezone.now() - pulse.at < A_PULSE_IS_FRESH,
    }
    page = render_to_string("status.html", {"checks": checks, "pulse": pulse})
    return HttpResponse(page, status=200 if all(checks.values()) else 503)
