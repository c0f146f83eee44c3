"""Pages for what went wrong: plain words, and nothing that was written is lost."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back what was typed when a page was open too long, for the person to send again.

    Only for a form of our own pages: what another site sent is not shown as the person's words.
    """
    resend = []
    if _comes_from_us(request):
        get_token(request)
        resend = [
            {"name": name, "value": value}
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and "password" not in name
            for value in values
        ]
    return render(
        request, "403_csrf.html", {"resend": resend, "action": request.get_full_path()}, status=403
    )


def _comes_from_us(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()
