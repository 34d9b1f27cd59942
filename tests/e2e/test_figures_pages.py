"""The figures and the case review in a real browser: clean for axe, no wider than a small phone, fit to print."""

import importlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext

from bot.console import figures
from bot.console.testing import Bench
from bot.rasa_process import free_port

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "services" / "reports"))
from made_up_site import cases, site

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("/staff/figures?year=2025", "/staff/figures?year=1999", "/staff/figures/review")


@pytest_asyncio.fixture(loop_scope="session")
async def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    module, everybody = importlib.import_module("bot.console.routes"), cases(1, 400)
    others = tuple(each for each in module.TABLE if not each.path.startswith("/staff/figures"))
    wired = figures.routes(lambda _: site(1, 600), lambda _: (everybody[:3], everybody))
    monkeypatch.setattr(module, "TABLE", (*others, *wired))
    monkeypatch.setattr(figures, "YEARS", 40)  # the made-up site is of 2025, whenever this runs
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    runner = web.AppRunner(bench.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield bench
    await runner.cleanup()
    bench.casebook.close()


async def entered(context: BrowserContext, bench: Bench, language: str) -> None:
    token = await bench.session(await bench.hire("Lee Park", "lead"))
    for name, value in (("onedoor_staff_language", language), ("onedoor_staff", token)):
        await context.add_cookies([{"name": name, "value": value, "url": bench.public_url}])


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1366])
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, bench: Bench, language: str, width: int
) -> None:
    found: dict[str, list[str]] = {}
    async with await browser.new_context(viewport={"width": width, "height": 768}, reduced_motion="reduce") as context:
        await entered(context, bench, language)
        page = await context.new_page()
        for path in PAGES:
            await page.goto(f"{bench.public_url}{path}")
            results = await Axe().run(page, options=RULES)
            wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[path] = [each["id"] for each in results.response["violations"]] + (["too wide"] if wide else [])
    assert found == {path: [] for path in PAGES}


async def test_the_words_of_a_picture_stay_within_it(browser: Browser, bench: Bench) -> None:
    for language in ("en", "es"):
        async with await browser.new_context(viewport={"width": 1366, "height": 768}) as context:
            await entered(context, bench, language)
            page = await context.new_page()
            await page.goto(f"{bench.public_url}{PAGES[0]}")
            widest = await page.evaluate(
                "Math.max(...[...document.querySelectorAll('.bars text')].map(t => t.getBBox().width))"
            )
            assert widest <= 320


async def test_the_review_prints_without_menus(browser: Browser, bench: Bench) -> None:
    async with await browser.new_context() as context:
        await entered(context, bench, "en")
        page = await context.new_page()
        await page.goto(f"{bench.public_url}{PAGES[2]}")
        await page.emulate_media(media="print")
        assert not await page.locator(".top").is_visible()
        assert not await page.locator("a[download]").is_visible()
        assert await page.locator("article").count() == 3
