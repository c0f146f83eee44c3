"""Callers of the API: a token, kept as a hash, says who is asking; the database hears it too."""

from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from relational.kernel import security


class TokenAuthentication(KnoxTokenAuthentication):
    """Sign a caller in by token, and let row security see with their eyes.

    The middleware opened the transaction for nobody: a token is read only after it.
    """

    def authenticate(self, request):
        with security.acting_as(security.SYSTEM):
            found = super().authenticate(request)
        if found:
            security.become(found[0], request_id=request.id)
        return found

    def authenticate_credentials(self, token):
        if not token.isalnum():
            raise AuthenticationFailed(_("Invalid token."))
        return super().authenticate_credentials(token)
