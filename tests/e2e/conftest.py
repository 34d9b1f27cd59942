"""A headless Chromium and a stage for each test; without a browser the tests are skipped, and say so."""

import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

# Another package of this environment is called `tests`, so ours is not importable by that name.
sys.path.insert(0, str(Path(__file__).parent))

from web_stage import Stage, open_stage

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "e2e: drives a real browser; needs Chromium")


def _chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine: install the package `chromium`, or set CHROMIUM to its path")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests; each test has its own context."""
    path = _chromium()
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    """The web channel over a fake inbox, and a host site on another origin."""
    async with open_stage() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A fresh browser profile; what a page logs as an error fails the test."""
    async with await browser.new_context(viewport={"width": 1366, "height": 800}) as fresh:
        fresh.set_default_timeout(5_000)
        faults: list[str] = []
        fresh.on("console", _noting(faults))
        fresh.on("weberror", lambda error: faults.append(str(error.error)))
        yield fresh
    assert faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext) -> Page:
    """One tab."""
    return await context.new_page()


def _noting(faults: list[str]) -> Callable[[ConsoleMessage], None]:
    """Return a listener that keeps errors, except the browser's own notes on a lost network."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "net::ERR_" not in message.text and "WebSocket connection" not in message.text:
            faults.append(message.text)

    return note
