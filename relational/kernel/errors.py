"""Pages for what went wrong: plain words, and nothing that was written is lost."""

import re
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from relational.kernel import api

# Never shown back, and never sent again: the person types these afresh.
SECRET = re.compile(r"csrfmiddlewaretoken|password|credential|code", re.IGNORECASE)
# Fields that a machine or a choice filled: they go along unseen.
UNSEEN = {
    *("key", "next", "back", "action", "version", "somebody_new", "full"),
    *("channel", "safe_to_contact", "ok_to_leave_message", "interpreter", "place", "purpose"),
    *("when", "mode", "told_again", "withheld", "base", "how", "leave"),
    *("kind", "part", "closeness", "chosen_by_resident", "voice", "depth"),
    *("organisation", "colleague", "seen", "stays"),
    *("state", "value", "importance", "confidence", "whose", "no_longer", "still"),
    *("need", "which", "successor", "withhold", "speaks_for_self_from", "wanted"),
    *("nightly", "chosen"),
    *("alone", "device", "way"),
    *("verb", "ground", "room"),
    *("not_named", "let_go"),
    *("decided", "promised", "restricts", "show"),
    *("to", "with", "sections", "look", "named", "then"),
}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back what was typed when a page was open too long, for the person to send again."""
    return _give_back(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a page is not there or not theirs, and give back the words that were meant for it.

    It is one answer for both, so that nobody learns which records there are.
    """
    if request.path.startswith(api.PATH):
        return api.not_found()
    return _give_back(request, "404.html", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is an error of ours; to a program as a problem. Django has logged it by then."""
    if request.path.startswith(api.PATH):
        return api.broken()
    return server_error(request)


def signed_in(view: Callable) -> Callable:
    """Open a view to who is signed in. What somebody wrote after their time ran out comes back.

    A part that htmx asks for is refused with 401, so that no sign-in page lands inside a page.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        if request.method == "POST":
            return _give_back(request, "signed_out.html", 401)
        return redirect_to_login(request.get_full_path())

    return guarded


def _give_back(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Show a form's words to who wrote them; the page may offer a way to send them again.

    Only for a form of our own pages: what another site sent is not shown as the person's words.
    """
    resend = []
    if _comes_from_us(request):
        get_token(request)
        resend = [
            (name, _label(name), value)
            for name, values in request.POST.lists()
            if not SECRET.search(name)
            for value in values
        ]
        if not any(label and value for _name, label, value in resend):
            resend = []  # nothing a person wrote: the page asks them to do it again
    context = {"resend": resend, "action": request.get_full_path()}
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def _label(name: str) -> str:
    """What to call a value on the page; empty for what no person wrote."""
    if name in UNSEEN:
        return ""
    if name in {"login", "email"}:
        return _("Your e-mail address")
    if name == "known_as":
        return _("The name you wrote")
    return _("What you wrote")


def _comes_from_us(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # not an address at all
        return False
