"""Coming in as somebody who works here: staff need a second factor, their programs a token."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from hubs.access import memberships
from hubs.actions import token as tokens
from hubs.models import ApiToken
from relational.kernel import security, sign_in
from relational.kernel.models import User


class AccountAdapter(sign_in.AccountAdapter):
    """Notes in the session whether somebody works here, so that no later page has to ask.

    allauth calls `login` last on every way in: by password, code or passkey, after a second factor.
    """

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session["staff"] = bool(memberships(user))
        if not request.session["staff"]:
            sign_in.stay_short(request)


class TokenAuthentication(authentication.TokenAuthentication):
    """Sign a program in by its holder's token, and let row security see with their eyes.

    The middleware opened the transaction for nobody: a token is read only after it.
    """

    def authenticate(self, request) -> tuple[User, ApiToken] | None:
        found = super().authenticate(request)
        if found:
            security.become(found[0], request_id=request.id)
        return found

    def authenticate_credentials(self, key: str) -> tuple[User, ApiToken]:
        token = tokens.holder(key)
        if token is None:
            raise AuthenticationFailed(_("This token opens nothing."))
        return token.user, token


class SecondFactor(BasePermission):
    """Programs of staff come in with a second factor too.

    A session was opened with one. A token stands for a session, so its holder must have one.
    """

    message = _("Set up a second step for signing in first, on the page of your account.")

    def has_permission(self, request, view) -> bool:
        if not settings.SECOND_FACTOR_REQUIRED:
            return True
        if request.auth is None:
            page = request._request
            return not sign_in.needs_second_factor(page) or sign_in.used_second_factor(page)
        return sign_in.has_second_factor(request.user)
