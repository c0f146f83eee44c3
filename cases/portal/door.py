"""Coming in at one's own door by a code; how one signs in; and signing out everywhere."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import door_code as codes
from cases.forms.door_code import CodeForm, ComeInForm, SentCodeForm
from cases.rows.door_code import code_rows
from relational.kernel import sign_in
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User

WRONG_CODES = {"door_code": "5/h/ip"}  # from one address of the network
TYPED = "door_code"  # in the session: the digest of what was typed, and when
TIME_TO_COME_IN = 15 * 60
LETTERS = {"door_email": "10/h/ip"}
SENT = "door_email"  # in the session: an address, the digest of what was sent there, wrong tries
TRIES = 5
TAKES = 0.2  # seconds: longer than trying ever takes, so that its length tells nothing


def code(request: HttpRequest) -> HttpResponse:
    """Type the code of an invitation. One answer for every code that opens nothing."""
    form = CodeForm(posted(request))
    locked = not _may_try(request)
    if request.method == "POST" and not locked and form.is_valid():
        began = time.perf_counter()
        tried = codes.try_code(form.cleaned_data["code"])
        if tried.state == "open":
            digest = codes.digest_of(codes.heard(form.cleaned_data["code"]))
            request.session[TYPED] = [digest, time.time()]
            return redirect("cases:come-in")
        if tried.state == "run_out":
            return render(request, "cases/door/run_out.html", status=WRONG)
        time.sleep(max(0.0, began + TAKES - time.perf_counter()))
        ratelimit.consume(request, app="cases", action=TYPED, config=WRONG_CODES)
        locked = tried.state == "locked" or not _may_try(request)
        form.add_error("code", _("This is not a code that opens. Look again, and type it again."))
    if locked:
        return render(request, "cases/door/locked.html", status=429)
    status = WRONG if form.errors else 200
    return render(request, "cases/door/code.html", {"form": form}, status=status)


def come_in(request: HttpRequest) -> HttpResponse:
    """Say where codes go from now on, and be in; or take the page as who signs in here already."""
    digest, found = _typed(request)
    if found.state != "open":
        return redirect("cases:door-code")
    me = request.user if request.user.is_authenticated else None
    form = ComeInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["email"] and me is None:
            return _write_to(request, form.cleaned_data["email"])
        try:
            user = codes.take(digest, user=me)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return _welcome(request, user, is_in=me is not None)
    context = {"form": form, "called": found.called, "me": me}
    status = WRONG if form.errors else 200
    return render(request, "cases/door/come_in.html", context, status=status)


def prove_address(request: HttpRequest) -> HttpResponse:
    """Type what was sent to the address that one gave: it is theirs, and written as they meant it."""
    digest, found = _typed(request)
    email, sent, tries = request.session.get(SENT, ("", "", 0))
    if found.state != "open" or not email:
        return redirect("cases:come-in")
    form = SentCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if tries >= TRIES:
            del request.session[SENT]
            messages.warning(request, _("That was wrong too often. Write your e-mail again."))
            return redirect("cases:come-in")
        if constant_time_compare(sent, codes.digest_of(_bare(form.cleaned_data["code"]))):
            try:
                user = codes.take(digest, email=email)
            except ValidationError as problem:
                form.refuse(problem)
            else:
                return _welcome(request, user, is_in=False)
        else:
            request.session[SENT] = [email, sent, tries + 1]
            form.add_error("code", _("This is not the code. Look again, and type it once more."))
    context = {"form": form, "email": email}
    status = WRONG if form.errors else 200
    return render(request, "cases/door/prove.html", context, status=status)


def _typed(request: HttpRequest) -> tuple[str, codes.Tried]:
    """The code that was typed here a moment ago, and what it opens."""
    digest, typed_at = request.session.get(TYPED, ("", 0))
    recent = time.time() <= typed_at + TIME_TO_COME_IN
    return digest, codes.behind(digest if recent else "")


def _write_to(request: HttpRequest, email: str) -> HttpResponse:
    """Send a code to an address; nothing goes to one that is not safe, and this does not tell."""
    if not ratelimit.consume(request, app="cases", action=SENT, config=LETTERS):
        return ratelimit.respond_429(request)
    code = get_adapter().generate_login_code()
    sign_in.write_to(email, "login_code", {"code": code})
    request.session[SENT] = [email, codes.digest_of(_bare(code)), 0]
    return redirect("cases:prove-address")


def _bare(code: str) -> str:
    return "".join(filter(str.isalnum, code)).upper()


def _welcome(request: HttpRequest, user: User, *, is_in: bool) -> HttpResponse:
    for name in (TYPED, SENT):
        request.session.pop(name, None)
    messages.success(request, _("Welcome. This is your page. What you change here, we all read."))
    if is_in:
        return redirect("cases:me")
    record_authentication(request, user, method="code")
    return perform_login(
        request, Login(user=user, email=user.email, redirect_url=reverse("cases:me"))
    )


def _may_try(request: HttpRequest) -> bool:
    tried = ratelimit.consume(
        request, app="cases", action=TYPED, config=WRONG_CODES, dry_run=True, limit_get=True
    )
    return tried is not None


@signed_in
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """How one signs in, how long one stays in, and signing out everywhere."""
    resident = access.own_record(request.user)
    context = {"minutes": sign_in.QUIET_MINUTES, "codes": code_rows(resident)}
    return render(request, "cases/portal/sign_in.html", context)


@require_POST
@signed_in
def my_sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on every phone and computer at once."""
    access.own_record(request.user)
    sign_in.end_sessions(request.user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    response = redirect("account_login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
