"""A headless Chromium that looks at the live server and accepts no defect in silence.

``PORTAL_CHROMIUM`` names the program and ``FONTCONFIG_FILE`` its fonts; ``make test`` sets both.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.look import DESKTOP, looks_right
from tools.fonts import write_configuration

OpenPage = Callable[..., Page]
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for the session. Skipped where there is none."""
    program = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium: set PORTAL_CHROMIUM")
    os.environ.setdefault(
        "FONTCONFIG_FILE", str(write_configuration(tmp_path_factory.mktemp("fonts")))
    )
    # Playwright's own event loop would make Django refuse the ORM in fixtures and tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=ARGUMENTS)


@pytest.fixture
def open_page(browser: Browser, live_server, client) -> Iterator[OpenPage]:
    """``open_page("/desk/", user=…, viewport=PHONE)`` → a page, which must stay clean to the end.

    Clean: nothing on the console, no failed request, no request to another host. A page that is
    meant to be refused is opened with its ``status``.
    """
    contexts, complaints = [], []

    def open_it(path: str, user=None, viewport=DESKTOP, status=200) -> Page:
        context = browser.new_context(viewport=viewport, locale="zh-CN", reduced_motion="reduce")
        contexts.append(context)
        if user:
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
            context.add_cookies([{**cookie, "url": live_server.url}])
        page = context.new_page()
        _watch(page, live_server.url, complaints)
        assert page.goto(live_server.url + path).status == status
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


def _watch(page: Page, host: str, complaints: list[str]) -> None:
    def console(line) -> None:
        own_status = "Failed to load" in line.text and line.location["url"] == page.url
        if not own_status:  # which open_page compares with what the test expects
            complaints.append(f"{line.type}: {line.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))

    def failed(request) -> None:
        # Leaving a page early and turning an answer into a download both count as aborted.
        if "ERR_ABORTED" not in request.failure:
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("requestfailed", failed)

    def external(request) -> None:
        if not request.url.startswith((host, "data:", "blob:")):
            complaints.append(f"external: {request.url}")

    page.on("request", external)


@pytest.fixture
def walk(open_page: OpenPage, live_server) -> Callable[..., Page]:
    """``walk(paths, user=…)`` opens one page after another and asserts that each looks right."""

    def through(paths: Iterable[str], user=None) -> Page:
        first, *others = paths
        page = open_page(first, user=user)
        looks_right(page)
        for path in others:
            assert page.goto(live_server.url + path).ok, path
            looks_right(page)
        return page

    return through
