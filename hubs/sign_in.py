"""Signing in as somebody who works here: staff need a second factor."""

from hubs.access import memberships
from relational.kernel import sign_in


class AccountAdapter(sign_in.AccountAdapter):
    """Notes in the session whether somebody works here, so that no later page has to ask."""

    def login(self, request, user) -> None:
        super().login(request, user)
        request.session["staff"] = bool(memberships(user))
