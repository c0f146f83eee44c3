"""What stands around every request: its transaction, who is asking, and what browsers may keep."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError, connection, transaction
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from relational.kernel import security, sign_in

# Before somebody is signed in their user must be found by an address.
SIGN_IN_PATHS = ("/sign-in/",)
SIGN_OUT_PATH = "/sign-out/"
# The page that says whether the database answers must not need it.
STATUS_PATH = "/status/"
# Pages on which a person may set up the second factor that everything else waits for; and the door
# for programs, which asks for it by itself, since nobody stands there to be led to a page.
FREE_OF_SECOND_FACTOR = (
    "/api/",
    "/account/",
    "/language/",
    "/sign-in/",
    "/sign-out/",
    "/static/",
    "/accessibility/",
    "/privacy/",
    "/status/",
)
# But nobody lets a program in before they have used it.
NOT_FREE = ("/account/tokens/",)


def well_formed(get_response):
    """Refuse what no browser sends, before anything further in stumbles over it."""

    def middleware(request):
        try:
            urlsplit(request.GET.get("next", ""))
        except ValueError:
            return HttpResponseBadRequest()
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not session.isalnum():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def one_transaction(get_response):
    """One transaction a request, the session's own changes in it too.

    It takes back all that a failed request wrote: handlers further in turn exceptions into answers,
    so a rollback asks for the status.
    """

    def middleware(request):
        if request.path == STATUS_PATH:
            return get_response(request)
        inside_another = connection.in_atomic_block
        with transaction.atomic():
            response = get_response(request)
            if connection.errors_occurred and not connection.is_usable():
                # Sessions turn a lost database into a bad request; it is ours, and nothing holds.
                raise OperationalError
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif inside_another:  # its end would take the context back
                security.become(None)
        return response

    return middleware


def short_sessions(get_response):
    """Sign out who did nothing for a while, where their session is one that stays short."""

    def middleware(request):
        if request.path != STATUS_PATH and sign_in.has_gone_quiet(request):
            request.session.flush()
        return get_response(request)

    return middleware


def acting(get_response):
    """Let the database see with the eyes of the person signed in, for the rest of the request."""

    def middleware(request):
        if request.path == STATUS_PATH:
            return get_response(request)
        request.id = str(uuid.uuid4())
        signed_in = request.session.get(SESSION_KEY)
        who: security.Actor
        if request.path.startswith(SIGN_IN_PATHS):
            who = security.SYSTEM  # first: the cookie of somebody turned off must not bar others
        elif signed_in:
            who = uuid.UUID(signed_in)
        else:
            who = None
        security.become(who, request_id=request.id)
        return get_response(request)

    return middleware


def in_their_language(get_response):
    """Speak the language that whoever is signed in chose; else the browser's, as Django found it."""

    def middleware(request):
        if request.path != STATUS_PATH and request.user.is_authenticated:
            chosen = request.user.language
            if chosen in dict(settings.LANGUAGES):
                translation.activate(chosen)
                request.LANGUAGE_CODE = chosen
        return get_response(request)

    return middleware


def second_factor(get_response):
    """Send staff whose session has one factor only to set up, or to use, a second one."""

    def middleware(request):
        if (
            (
                not request.path.startswith(FREE_OF_SECOND_FACTOR)
                or request.path.startswith(NOT_FREE)
            )
            and sign_in.needs_second_factor(request)
            and request.user.is_authenticated
            and not sign_in.used_second_factor(request)
        ):
            if sign_in.has_second_factor(request.user):
                return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def no_store(get_response):
    """Personal pages are kept by no browser and no proxy."""

    def middleware(request):
        response = get_response(request)
        if request.path == STATUS_PATH:
            return response
        if SESSION_KEY in request.session or request.path.startswith(SIGN_IN_PATHS):
            add_never_cache_headers(response)
        if request.method == "POST" and request.path == SIGN_OUT_PATH:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware
