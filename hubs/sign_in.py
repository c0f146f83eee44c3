"""Signing in as somebody who works here: staff need a second factor."""

from django.http import HttpRequest

from hubs.access import memberships
from relational.kernel import sign_in
from relational.kernel.models import User


class AccountAdapter(sign_in.AccountAdapter):
    """Notes in the session whether somebody works here, so that no later page has to ask.

    allauth calls `login` last on every way in: by password, code or passkey, after a second factor.
    """

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session["staff"] = bool(memberships(user))
