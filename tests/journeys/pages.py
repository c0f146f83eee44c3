"""What a visitor does and sees anywhere: signing in, fields, and whole pages asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request

from relational.kernel.models import User
from tests import make


def sign_in(page: Page, user: User) -> None:
    """By password, at the front door."""
    page.goto("/sign-in/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(make.PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def follow(control: Locator) -> None:
    """Press a link or button that leads to another page, and wait until it is there."""
    with control.page.expect_navigation():
        control.click()


def fields(page: Page) -> Locator:
    """Everything somebody could type into, choose or tick."""
    return page.locator("input, textarea, select").locator("visible=true")


def loads(page: Page) -> list[tuple[str, str]]:
    """A list that grows with each whole page asked for from now on: ("GET", "/today/")."""
    loaded: list[tuple[str, str]] = []

    def asked(request: Request) -> None:
        if request.is_navigation_request():
            loaded.append((request.method, urlsplit(request.url).path))

    page.on("request", asked)
    return loaded
