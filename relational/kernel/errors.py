"""Pages for what went wrong: plain words, and nothing that was written is lost."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

# Never shown back, and never sent again: the person types these afresh.
SECRET = re.compile(r"csrfmiddlewaretoken|password|credential|code", re.IGNORECASE)
# What a machine wrote into the form: keys, addresses of pages, the names of choices, days.
MACHINE_NAMES = {"key", "next", "action", "version"}
MACHINE_WORDS = re.compile(r"[a-z0-9_:./-]*")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back what was typed when a page was open too long, for the person to send again.

    Only for a form of our own pages: what another site sent is not shown as the person's words.
    """
    resend = []
    if _comes_from_us(request):
        get_token(request)
        resend = [
            (name, _label(name, value), value)
            for name, values in request.POST.lists()
            if not SECRET.search(name)
            for value in values
        ]
        if not any(label for _name, label, _value in resend):
            resend = []  # nothing a person wrote: the page asks them to do it again
    response = render(
        request, "403_csrf.html", {"resend": resend, "action": request.get_full_path()}, status=403
    )
    add_never_cache_headers(response)
    return response


def _label(name: str, value: str) -> str:
    """What to call a value on the page; empty for what no person wrote."""
    if name in MACHINE_NAMES or MACHINE_WORDS.fullmatch(value):
        return ""
    if name in {"login", "email"}:
        return _("Your e-mail address")
    if name == "known_as":
        return _("The name you wrote")
    return _("What you wrote")


def _comes_from_us(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()
