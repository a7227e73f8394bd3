"""The portal with its demo in a real browser: fixtures for every test here, and what no page may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize
from pytest_django.live_server_helper import LiveServer

from accounts.system import COMMAND_LINE
from config.demo.accounts import PASSWORD
from config.demo.load import load_demo
from tests.browser import snapshot
from tests.browser.snapshot import Snapshot
from tests.demo_data import at_noon_of

SHEETS = Path(__file__).parents[1] / "data" / "sheets"
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SIZES = {"wide": WIDE, "phone": PHONE}
PARTS_OF_A_PAGE = 400
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def loaded() -> list[Snapshot]:
    """Keep the loaded demo, once there is one."""
    return []


@pytest.fixture
def demo(transactional_db: None, loaded: list[Snapshot]) -> None:
    """Let the demo be there as on 30 November 2026: loaded once, then put back for each test.

    What was kept of another test's rows goes by the number of the last entry in the log, which comes back as well.
    """
    cache.clear()
    if loaded:
        loaded[0].put_back()
        return
    with override_settings(DEMO=True), at_noon_of(date(2026, 11, 30)):
        load_demo(by=COMMAND_LINE, today=date(2026, 11, 30))
    loaded.append(snapshot.take())


@pytest.fixture
def browse(browser: Browser, demo: None, live_server: LiveServer) -> Iterator[Open]:
    """Open a window on the portal, as somebody who logs in by the page, or as a stranger.

    At the end no page may have asked another host, missed a file, or complained on its console.
    """
    opened: list[BrowserContext] = []
    faults: list[str] = []
    host = urlsplit(live_server.url).netloc

    def watch(context: BrowserContext) -> None:
        context.on(
            "request", lambda r: faults.append(r.url) if urlsplit(r.url).netloc not in {host, ""} else None
        )
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("response", lambda response: faults.extend(fault_of(response)))
        context.on(
            "console", lambda said: faults.append(said.text) if is_complaint(said.type, said.text) else None
        )

    def go(username: str = "", path: str = "/", *, size: str = "wide", script: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=SIZES[size], java_script_enabled=script, accept_downloads=True
        )
        opened.append(context)
        watch(context)
        page = context.new_page()
        if username:
            log_in(page, username)
        page.goto(path)
        return page

    yield go
    for context in opened:
        for page in context.pages:
            # What a page still loads by itself must not meet a database that is being emptied.
            page.wait_for_load_state("networkidle")
        context.close()
    assert faults == []


def fault_of(response: Response) -> list[str]:
    """Return what is wrong with an answer; a page may say no, a part of a page may not be missing."""
    is_page = response.request.resource_type == "document"
    least = 500 if is_page else PARTS_OF_A_PAGE
    return [f"{response.status} {response.url}"] if response.status >= least else []


def is_complaint(kind: str, text: str) -> bool:
    """Tell whether the console complains; that a page answered 403 or 422 it says as well, which is none."""
    return kind in {"error", "warning"} and not text.startswith("Failed to load resource")


def log_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Fill in the login page."""
    page.goto("/accounts/login/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("main button[type=submit], form button[type=submit]").last.click()


def upload(page: Page, file: Path) -> None:
    """Hand in a sheet of members."""
    page.goto("/imports/upload/members/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()


def confirm(page: Page, button: str) -> None:
    """Press a button that asks first, and say yes."""
    page.locator(f"main button:has-text('{button}')").first.click()
    page.locator("dialog .btn-primary").click()


def counts(page: Page) -> dict[str, str]:
    """Return the numbers that a page shows on its cards, by title."""
    cards = page.locator("main .figure-card").all()
    return {
        card.locator(".figure-title").inner_text().strip(): " ".join(
            card.locator(".figure-value").inner_text().split()
        )
        for card in cards
    }
