"""Pictures of the main pages of a demo portal: ``python -m tools.camera ADDRESS FOLDER``.

Fixed windows, no animation, no scroll bars; WebP as Chromium writes it, so that all pictures
together stay small. Pages about one business are reached as a user reaches them, by links.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tools.fonts import write_configuration

WINDOWS = {
    "desktop": {"width": 1280, "height": 860},
    "phone": {"width": 390, "height": 844},
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=zh-CN"]
QUALITY = 70
PASSWORD = "Chengjiang-2026"  # of every demo account
ACTIVE = "main tbody tr:has-text('存续') th a"
PATIENCE = 90_000  # ms: the first page of a portal that has just started takes its time


@dataclass(frozen=True)
class Shot:
    """One page as one user sees it.

    Attributes:
        user: name of a demo account; empty for a visitor.
        path: where it begins.
        follow: links to go along from there, each a selector.
    """

    name: str
    user: str
    path: str
    follow: tuple[str, ...] = ()


SHOTS = (
    Shot("public-home", "", "/"),
    Shot("public-search", "", "/search/?q=澄江"),
    Shot("public-entity", "", "/publications/acts/penalty/", ("main tbody th a",)),
    Shot("public-column", "", "/publications/acts/penalty/"),
    Shot("public-lists", "", "/lists/"),
    Shot("public-verify", "", "/reports/verify/"),
    Shot("my-home", "qiye", "/my/"),
    Shot("my-grade", "qiye", "/my/grade/"),
    Shot("my-repair", "qiye", "/my/repair/"),
    Shot("my-disputes", "qiye", "/my/disputes/", ("main tbody th a",)),
    Shot("desk-entity", "chuangkou", "/desk/entities/?q=澄江", (ACTIVE,)),
    Shot("desk-commitment", "chuangkou", "/desk/window/?q=澄江", (ACTIVE,)),
    Shot("desk-home", "xinyong", "/desk/"),
    Shot("desk-import", "xinyong", "/desk/imports/", ("main tbody th a",)),
    Shot("desk-ledger", "xinyong", "/desk/ledgers/"),
    Shot("dashboard", "xinyong", "/desk/dashboard/"),
)  # fmt: skip


def main() -> None:
    """Take every picture in both windows."""
    address, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as fonts:
        os.environ.setdefault("FONTCONFIG_FILE", str(write_configuration(Path(fonts))))
        _take_all(address, folder)


def _take_all(address: str, folder: Path) -> None:
    program = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for window in WINDOWS:
            for user, shots in groupby(SHOTS, lambda shot: shot.user):
                with _signed_in(browser, address, user, window) as page:
                    for shot in shots:
                        _take(page, address, shot, folder / f"{shot.name}-{window}.webp")
        browser.close()


@contextmanager
def _signed_in(browser: Browser, address: str, user: str, window: str) -> Iterator[Page]:
    """Open a page of a fresh visitor, or of one who has just logged in."""
    size = WINDOWS[window]
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, locale="zh-CN",
        timezone_id="Asia/Shanghai", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    if user:
        page.goto(f"{address}/login/")
        page.fill("input[name=login]", user)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login" not in url)
    yield page
    context.close()


def _take(page: Page, address: str, shot: Shot, file: Path) -> None:
    page.goto(address + shot.path)
    for link in shot.follow:
        page.goto(address + str(page.locator(link).first.get_attribute("href")))
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")  # from a field with focus
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    file.write_bytes(base64.b64decode(taken["data"]))
    print(f"  {file.name:<34}{file.stat().st_size / 1024:6.0f} KB  {page.title()}", flush=True)


if __name__ == "__main__":
    main()
