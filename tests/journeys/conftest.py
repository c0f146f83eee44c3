"""A real browser for the journeys: one a worker process, and a fresh window for each visitor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

from relational.kernel.models import User
from tests import make

PATIENCE = 15_000  # milliseconds: machines that run tests are busy
# It knows no names but our own, so nothing leaves the machine.
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = make.browser_path()
    if path is None:
        pytest.fail("No browser: install chromium. The journeys are not skipped in CI.")
    # Playwright keeps a loop of its own in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                NO_NAMES,
            ],
            # Playwright turns this cache off; people's browsers have it, and "back" reads it.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser, live_server, transactional_db, browse) -> Iterator[Callable[..., Page]]:
    """Open a window: `visit(amina, width=375)`; with nobody, a stranger from the street.

    However it is used, no script may fail, the browser may refuse nothing for its policy, and
    every style sheet, font and script must be there.
    """
    trouble: list[str] = []
    windows = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            trouble.append(message.text)

    def answered(response: Response) -> None:
        if response.status == 500 or (response.status >= 400 and "/static/" in response.url):
            trouble.append(f"{response.status} {response.url}")

    def open_window(
        user: User | None = None,
        *,
        width: int = 1280,
        script: bool = True,
        dark: bool = False,
    ) -> Page:
        window = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        windows.append(window)
        window.set_default_timeout(PATIENCE)
        if user is not None:
            name = settings.SESSION_COOKIE_NAME
            value = browse(user).cookies[name].value
            window.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = window.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", heard)
        page.on("response", answered)
        return page

    yield open_window
    for window in windows:
        window.close()
    assert trouble == []


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request) -> bool:
    """Every journey works with JavaScript and without."""
    return request.param
