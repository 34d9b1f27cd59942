"""How long a family at the website waits, in a real browser, from Enter until the answer stands on the screen."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from rich.console import Console

from benchmarks import script
from benchmarks.figures import percentile
from benchmarks.machine import described
from benchmarks.ours import open_ours
from benchmarks.prepare import fresh_house
from benchmarks.processes import BenchFailed
from bot.setup.paths import Paths

TURNS_EACH = 3
ALL_SENT = 1_500  # ms after which a slower second text of the answer has come too
# From the key to the frame after the one in which the new line was laid out.
WATCH = """
(log) => {
  const lines = () => log.querySelectorAll("li.line.bot").length;
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const [begun, had] = [performance.now(), lines()];
    window.seen = new Promise((done) => {
      new MutationObserver((_changes, observer) => {
        if (lines() <= had) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
      }).observe(log, { childList: true, subtree: true });
    });
  }, true);
}
"""


async def run(data: Path, families: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Let so many families write three messages each, one after the other; times in milliseconds."""
    cache = data / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="seen-", dir=cache))
    say("starting")
    try:
        async with open_ours(fresh_house(Paths(data), folder), None) as house, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            times = [time for number in range(families) for time in await _family(browser, house.address, number)]
            await browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    shares = {f"p{share}_ms": round(percentile(times, share / 100), 1) for share in (50, 95)}
    return {"machine": described(), "answers": len(times), **shares, "under_300_ms": sum(time < 300 for time in times)}


def show(figures: dict[str, Any], console: Console) -> None:
    """One line of figures."""
    console.print(", ".join(f"{name} {value}" for name, value in figures.items() if name != "machine"), highlight=False)


async def _family(browser: Browser, address: str, number: int) -> list[float]:
    language = script.LANGUAGES[number % len(script.LANGUAGES)]
    async with await browser.new_context(locale=f"{language}-US") as context:
        page = await context.new_page()
        await page.goto(f"{address}/")
        await page.get_by_role("button", name="chat").first.click()
        await page.get_by_role("log").evaluate(WATCH)
        return [await _turn(page, script.text(number, turn)) for turn in range(1, TURNS_EACH + 1)]


async def _turn(page: Page, words: str) -> float:
    await page.wait_for_timeout(ALL_SENT)
    await page.get_by_role("textbox").fill(words)
    await page.keyboard.press("Enter")
    return float(await page.evaluate("window.seen"))


def _chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise BenchFailed("no Chromium on this machine: install the package `chromium`, or set CHROMIUM to its path")
    return path
