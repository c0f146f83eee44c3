"""Public pages: accessibility, privacy, and whether everything runs."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from relational.kernel import outbox
from relational.kernel.models import Pulse

A_PULSE_IS_FRESH = timedelta(minutes=3)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


def status(request: HttpRequest) -> HttpResponse:
    """Say whether database, broker and background are well. 503 where one is not."""
    pulse = Pulse.objects.filter(name="worker").first()
    since = timezone.now() - pulse.at if pulse else None
    checks = {
        "database": _database_answers(),
        "broker": outbox.broker_answers(),
        "background": since is not None and since < A_PULSE_IS_FRESH,
    }
    return render(
        request,
        "status.html",
        {"checks": checks, "pulse": pulse},
        status=200 if all(checks.values()) else 503,
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True
