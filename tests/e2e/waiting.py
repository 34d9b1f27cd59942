"""Waits for what is true on a page from outside of it: our pages let no script be made of a string."""

import asyncio
from typing import Final

from playwright.async_api import Page

AT_REST: Final = "document.getAnimations().every((one) => one.playState !== 'running')"
STEP: Final = 50  # milliseconds
LIMIT: Final = 30.0  # seconds


async def until(page: Page, true: str) -> None:
    """Return once an expression is true on a page. Raises TimeoutError when it is not for half a minute."""
    async with asyncio.timeout(LIMIT):
        while not await page.evaluate(true):
            await page.wait_for_timeout(STEP)
