"""Signing in, by allauth: nobody signs themself up, and nothing is sent to an unsafe address."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter

from relational.kernel.models import User

_refusals: list[Callable[[str], bool]] = []


def never_write_to(is_unsafe: Callable[[str], bool]) -> None:
    """Register a check that says whether an e-mail address is unsafe to write to."""
    _refusals.append(is_unsafe)


def safe_to_write_to(email: str) -> bool:
    return not any(is_unsafe(email) for is_unsafe in _refusals)


def display_name(user: User) -> str:
    return user.display_name


class AccountAdapter(DefaultAccountAdapter):
    """allauth's doors, as this house has them."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        if safe_to_write_to(email):
            super().send_mail(template_prefix, email, context)
