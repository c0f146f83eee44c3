"""A worker's promises in their own calendar, by an address that only they know."""

from __future__ import annotations

import datetime
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from cases import timeline
from cases.actions import calendar
from cases.forms.promise import CalendarForm
from cases.models import CalendarKey, Reminder
from hubs.access import Right, may
from relational.kernel.errors import signed_in
from relational.kernel.models import User
from relational.kernel.security import acting_as

_signer = signing.Signer(salt="calendar")
A_DAY = datetime.timedelta(days=1)


@require_POST
@signed_in
def renew(request: HttpRequest) -> HttpResponse:
    """Make a new address; the one before it ends."""
    form = CalendarForm(request.POST)
    form.is_valid()
    calendar.renew(by=request.user, instead_of=form.cleaned_data.get("instead_of"))
    messages.success(request, _("This is the address of your calendar now. Keep it to yourself."))
    return redirect(f"{reverse('cases:today')}#calendar")


@require_safe
@cache_control(private=True, no_store=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. No session: who holds the address reads it, with its owner's eyes.

    It names no resident, so it is no look. An address that is wrong, was renewed, or is of somebody
    who no longer works here, is no door at all.
    """
    try:
        user_id, key = _signer.unsign_object(token)
    except signing.BadSignature:
        raise Http404 from None
    with acting_as(uuid.UUID(user_id)):
        mine = CalendarKey.objects.select_related("user").filter(key=key).first()
        if mine is None or not mine.user.is_active or not may(mine.user, Right.MEET):
            raise Http404
        written = _calendar_of(mine.user)
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def address_of(user: User) -> tuple[str, str] | None:
    """The address of somebody's calendar, and its key; None where they made none yet."""
    mine = CalendarKey.objects.filter(user=user).first()
    if mine is None:
        return None
    path = reverse("cases:calendar", args=[_signer.sign_object([str(user.pk), str(mine.key)])])
    return f"{settings.SITE_URL}{path}", str(mine.key)


def _calendar_of(user: User) -> bytes:
    """What they said they would do, as whole days (RFC 5545); without a name or a word of anybody."""
    written = Calendar(prodid="-//Relational//Promises//EN", version="2.0")
    with translation.override(user.language or settings.LANGUAGE_CODE):
        written.add("x-wr-calname", _("What I said I would do"))
        for promise in timeline.waiting_promises_of(user):
            written.add_component(_event(promise))
    return written.to_ical()


def _event(promise: Reminder) -> Event:
    site = urlsplit(settings.SITE_URL).hostname
    today = f"{settings.SITE_URL}{reverse('cases:today')}"
    event = Event(uid=f"{promise.pk}@{site}", transp="TRANSPARENT")  # it keeps no hour of the day
    event.add("class", "PRIVATE")
    event.add("dtstamp", promise.made_at.astimezone(datetime.UTC))
    event.add("dtstart", promise.due)
    event.add("dtend", promise.due + A_DAY)
    event.add("summary", _("Something you said you would do"))
    event.add("description", today)
    event.add("url", today)
    return event
