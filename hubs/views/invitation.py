"""Taking an invitation: a new sign-in with a password, or a sign-in that is there already."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hubs.actions import invitation as invitations
from hubs.forms.people import WelcomeForm
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User


def take(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what the invitation is to, and take it by a form; opening the page takes nothing."""
    invitation = invitations.opened_by(secret)
    if invitation is None:
        return render(request, "hubs/invitation/gone.html", status=404)
    signs_in = User.objects.filter(email=invitation.email).first()
    if signs_in is not None:
        return _take_as(request, secret, invitation, signs_in)
    form = WelcomeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.take(secret, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            given = {"email": user.email, "password": form.cleaned_data["password"]}
            return perform_password_login(request, given, Login(user=user, email=user.email))
    status = WRONG if form.errors else 200
    context = {"invitation": invitation, "form": form}
    return render(request, "hubs/invitation/take.html", context, status=status)


def _take_as(request: HttpRequest, secret: str, invitation, user: User) -> HttpResponse:
    """Whose address signs in here already does so first, by their own password."""
    is_theirs = request.user == user
    if request.method == "POST" and is_theirs:
        try:
            invitations.take(secret, user=user)
        except ValidationError as problem:
            messages.warning(request, problem.messages[0])
        else:
            request.session["staff"] = True  # from now on: a second factor is asked for
            messages.success(request, _("Welcome. You work here now."))
        return redirect("cases:front")
    context = {"invitation": invitation, "is_theirs": is_theirs}
    return render(request, "hubs/invitation/take_as.html", context)
