"""Care in a real browser: the plan, a receiver's page and the desk's, clean for axe and no wider than a small phone."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page
from sqlalchemy import select

from bot.console.testing import Bench
from bot.plan.routes import PlanPages
from bot.rasa_process import free_port
from bot.receivers.routes import Receivers
from casebook import tables as house
from casebook.care import applying, links, reading
from casebook.care.changes import KeepPlanItem, OpenLink, Place
from casebook.care.records import PlanItem
from casebook.queries.rows import new_id, now
from services.plan.links import LASTS, hashed, new_secret
from services.referrals.opening import Proposal, agreed

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHOTS = os.environ.get("ONEDOOR_SCREENSHOTS")


@dataclass(slots=True)
class Site:
    """A bench whose one family was put forward, with the addresses of its pages."""

    bench: Bench
    talk: str
    referral: str
    plan: str
    shared: str
    receiver: str

    def pages(self) -> dict[str, str]:
        return {
            "plan": self.plan,
            "shared plan": self.shared,
            "receiver": self.receiver,
            "ended": "/r/" + "x" * 43,
            "referrals": "/staff/referrals",
            "referral": f"/staff/referrals/{self.referral}",
            "care": f"/staff/conversations/{self.talk}/care",
        }


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    monkeypatch.delenv("ONEDOOR_SCREENSHOTS", raising=False)
    app = bench.app()
    app.add_routes(PlanPages(bench.casebook, bench.public_url).routes())
    app.add_routes(Receivers(bench.casebook, bench.live).routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield await _filled(bench)
    await runner.cleanup()
    bench.casebook.close()


async def _filled(bench: Bench) -> Site:
    talk = await bench.hears("my son does not talk yet")
    query = select(house.conversation.c.family).where(house.conversation.c.id == talk)
    family = await bench.casebook.read(lambda c: str(c.execute(query).scalar_one()))
    told = {"contact": {"channel": "sms"}, "language": "en", "place": "Hartford", "need": "developmental_concern"}
    proposal = Proposal("program:birth_to_three", "Birth to Three", "developmental_concern", told)
    own, shared, at = new_secret(), new_secret(), now()
    made = [
        *agreed(proposal, "your phone number", "en", "sms", talk, at),
        KeepPlanItem(PlanItem(new_id(), "wish", "That he tells me what he wants", "open", "family", at, at)),
        KeepPlanItem(PlanItem(new_id(), "support", "His grandmother", "open", "family", at, at)),
        OpenLink(hashed(own), at + LASTS),
        OpenLink(hashed(shared), at + LASTS, "his teacher"),
    ]
    await bench.casebook.write(lambda c: applying.apply(c, bench.casebook.keys, Place(family, talk), made))
    record = await bench.casebook.read(lambda c: reading.read(c, bench.casebook.keys, family))
    referral = record.referrals[0].id
    secret = await bench.casebook.write(lambda c: links.make(c, referral, "staff:test"))
    return Site(bench, talk, referral, f"/plan/{own}", f"/plan/{shared}", f"/r/{secret}")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 768, 1366])
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, site: Site, language: str, width: int
) -> None:
    found: dict[str, list[str]] = {}
    size, spoken = {"width": width, "height": 900}, "es-PR" if language == "es" else "en-US"
    async with await browser.new_context(viewport=size, locale=spoken, reduced_motion="reduce") as context:
        token = await site.bench.session(await site.bench.hire("Lee Park", "lead"))
        for name, value in (("onedoor_staff_language", language), ("onedoor_staff", token)):
            await context.add_cookies([{"name": name, "value": value, "url": site.bench.public_url}])
        page = await context.new_page()
        for name, path in site.pages().items():
            found[name] = await _faults(page, f"{site.bench.public_url}{path}{'?lang=es' if language == 'es' else ''}")
            if SHOTS:
                await page.screenshot(path=f"{SHOTS}/{name}-{language}-{width}.png", full_page=True)
    assert found == {name: [] for name in site.pages()}


async def _faults(page: Page, address: str) -> list[str]:
    await page.goto(address)
    results = await Axe().run(page, options=RULES)
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [each["id"] for each in results.response["violations"]] + (["too wide"] if wide else [])


async def test_a_receiver_says_no_with_the_keyboard_alone(browser: Browser, site: Site) -> None:
    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.goto(f"{site.bench.public_url}{site.receiver}")
        await page.get_by_label("Why not").focus()
        await page.get_by_label("Why not").select_option("full")
        await page.keyboard.press("Tab")
        await page.keyboard.type("a list until May")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.get_by_text("Thank you. The care coordinator sees your answer").wait_for()
        assert await page.get_by_text("You said no").is_visible()
