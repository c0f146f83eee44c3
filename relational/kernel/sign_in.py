"""Signing in, by allauth: nobody signs themself up, and nothing is sent to an unsafe address."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from relational.kernel.models import User

log = logging.getLogger(__name__)

# Mail about signing in leaves by a thread of its own, so that an answer takes as long for an
# address that somebody has here as for one that nobody has.
post_office = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sign-in mail")

# A session of a resident ends after so long without a word: a phone can be picked up by somebody.
QUIET_MINUTES = 30
A_MINUTE = 60
SEEN = "seen"  # in the session of who does not stay in: when they did something last

_refusals: list[Callable[[str], bool]] = []


def never_write_to(is_unsafe: Callable[[str], bool]) -> None:
    """Register a check that says whether an e-mail address is unsafe to write to."""
    _refusals.append(is_unsafe)


def safe_to_write_to(email: str) -> bool:
    return not any(is_unsafe(email) for is_unsafe in _refusals)


def display_name(user: User) -> str:
    return user.display_name


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as problem:  # smtplib's errors are OSErrors too
        log.warning("sign-in mail not sent: %s", type(problem).__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's doors, as this house has them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This sign-in is closed. Ask the people you know here."),
        "email_password_mismatch": _(
            "This e-mail address and this password do not go together. Look at both and try again."
        ),
        "enter_current_password": _("This is not your password of now. Try again."),
        "incorrect_code": _("This is not the code. Look again, and type it once more."),
        "incorrect_password": _("This is not your password. Try again."),
        "invalid_password_reset": _("This link no longer works."),
        "rate_limited": _("That was very often. Wait a few minutes, then try again."),
        "too_many_login_attempts": _(
            "That did not work too often. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Keep the language that somebody chose at the door, unless they chose one before."""
        super().login(request, user)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if not user.language and chosen in dict(settings.LANGUAGES):
            user.language = chosen
            user.save(update_fields=["language"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send once the transaction holds. A mail server that is away never breaks a page.

        It is written in the language its reader chose, else in that of the page that sends it.
        """
        if template_prefix == "account/email/unknown_account" or not safe_to_write_to(email):
            return
        reader = User.objects.filter(email=email.lower()).first()
        with translation.override((reader and reader.language) or translation.get_language()):
            message = self.render_mail(template_prefix, email, {"email": email} | context)
        transaction.on_commit(partial(post_office.submit, _send, message))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody that their ways of signing in changed; one neutral letter for all ways."""
        if user.email:
            self.send_mail("account/email/changed", user.email, {"when": timezone.localtime()})


def tell_of_change(user: User) -> None:
    """Tell somebody that there is another way in for them, or for what acts for them."""
    get_adapter().send_notification_mail("", user)


def write_to(email: str, letter: str, context: dict[str, Any]) -> None:
    """Write to somebody about signing in, who may be no user yet."""
    get_adapter().send_mail(f"account/email/{letter}", email, context)


def stay_short(request: HttpRequest) -> None:
    """Let this session end when nothing happens in it for a while."""
    request.session[SEEN] = time.time()


def has_gone_quiet(request: HttpRequest) -> bool:
    """Whether a session that stays short has had its time; if not, it begins anew."""
    seen = request.session.get(SEEN)
    quiet = 0 if seen is None else time.time() - seen
    if A_MINUTE < quiet <= QUIET_MINUTES * A_MINUTE:
        stay_short(request)
    return quiet > QUIET_MINUTES * A_MINUTE


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere, at once."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def start_anew(user: User, email: str) -> None:
    """Shut every way in that somebody had, but `email` (or none) from now on.

    Whoever can read what was sent to the address before, or knows the password, is out.
    """
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.email = email.lower() or None
    user.save(update_fields=["password", "email"])
    one_address(user)


def one_address(user: User) -> None:
    """Forget the list of addresses that allauth makes for somebody.

    The one address in `User.email` opens the door: an old one on a second list would go on doing so.
    """
    EmailAddress.objects.filter(user_id=user.pk).delete()


def opens_for(user: User | None, email: str) -> User | None:
    """The user whose present address this is, whatever list they were found on."""
    return user if user is not None and user.email == email.lower() else None


# --- The second factor ----------------------------------------------------------------------------


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether whoever is signed in needs one: everybody who works here.

    A session from a door that did not say whether they do counts as one of staff.
    """
    return settings.SECOND_FACTOR_REQUIRED and request.session.get("staff", True)


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed later, with an app, a passkey or a spare code.

    allauth writes into the session by which methods its user came in.
    """
    return any(
        record["method"] == "mfa" for record in get_authentication_records(request, request.user)
    )


def made_second_factor(request: HttpRequest, kind: str) -> None:
    """Count a second factor that was just made as used: making it took a code, or the device."""
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def protections(user: User) -> dict[str, Any]:
    """What stands between somebody's account and everybody else."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "password": user.has_usable_password(),
        "app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "spare_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }


def came_in_lately(request: HttpRequest) -> bool:
    """Whether somebody proved who they are within the last few minutes."""
    latest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(
        record["at"] > latest for record in get_authentication_records(request, request.user)
    )
