"""One's tokens for programs: seeing them, making one, and ending one."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.access import Right, require
from hubs.actions import token as tokens
from hubs.forms.token import TokenForm
from hubs.models import ApiToken
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """One's tokens: those that open the door, and those that did."""
    require(request.user, Right.USE_PROGRAMS)
    live = ApiToken.objects.of(request.user).live().newest_first()
    ended = ApiToken.objects.of(request.user).ended().newest_first()
    return render(request, "hubs/token/list.html", {"live": live, "ended": ended})


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Make a token, for somebody who just said again who they are."""
    require(request.user, Right.USE_PROGRAMS)
    return _make(request)


@reauthentication_required
def _make(request: HttpRequest) -> HttpResponse:
    """Show the token in the answer to its form, and nowhere else."""
    form = TokenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = tokens.make(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return render(request, "hubs/token/made.html", {"token": token, "secret": secret})
    status = WRONG if form.errors else 200
    return render(request, "hubs/token/new.html", {"form": form}, status=status)


@require_POST
@signed_in
def end(request: HttpRequest, token_id) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(ApiToken.objects.of(request.user), pk=token_id)
    tokens.end(token, by=request.user)
    messages.success(request, _("Ended. No program gets in with it any more."))
    return redirect("hubs:tokens")
