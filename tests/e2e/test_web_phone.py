"""The phone of the demo in a real browser: texts, segments, no finding of axe."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from bot.channels.sms.fake import FakeMessage, FakeProvider
from bot.channels.sms.simulator.routes import simulator_routes
from bot.channels.sockets import OpenSockets, close_sockets

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

SEGMENTS = [
    ("¡Gracias, señora!", "GSM-7 · 1 segment"),
    ("información", "UCS-2 · 1 segment"),
    ("a" * 160, "GSM-7 · 1 segment"),
    ("a" * 161, "GSM-7 · 2 segments"),
    ("€" * 80, "GSM-7 · 1 segment"),
    ("€" * 81, "GSM-7 · 2 segments"),
    ("a" * 152 + "€" + "a" * 151, "GSM-7 · 2 segments"),
    ("a" * 152 + "€" + "a" * 152, "GSM-7 · 3 segments"),
    ("ó" * 70, "UCS-2 · 1 segment"),
    ("ó" * 71, "UCS-2 · 2 segments"),
    ("👪" * 36, "UCS-2 · 2 segments"),
]


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the page is, and the provider behind it."""

    url: str
    provider: FakeProvider


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[Demo]:
    """The simulator beside a webhook that takes everything."""
    port = unused_port()
    provider = FakeProvider("AC1", "secret", "+18605550100", f"http://127.0.0.1:{port}")

    async def webhook(request: web.Request) -> web.Response:
        return web.Response()

    app, sockets = web.Application(), OpenSockets()
    app.add_routes([web.post("/sms/twilio", webhook), *simulator_routes(provider, sockets=sockets)])
    async with TestServer(app, port=port) as server:
        yield Demo(str(server.make_url("/phone")), provider)
        await close_sockets(sockets)
        await provider.close()


async def test_each_phone_shows_its_own_texts(page: Page, demo: Demo) -> None:
    await page.goto(demo.url)
    await page.get_by_label("Text message").fill("necesito pañales")
    await page.keyboard.press("Enter")
    await expect(page.locator(".text.in p")).to_have_text("necesito pañales")
    assert [text.body for text in demo.provider.messages("+18605550101")] == ["necesito pañales"]
    await page.get_by_label("This phone's number").select_option("+18605550102")
    await expect(page.locator(".text")).to_have_count(0)


@pytest.mark.parametrize(("text", "size"), SEGMENTS)
async def test_segments_are_counted_as_a_carrier_counts(page: Page, demo: Demo, text: str, size: str) -> None:
    await page.goto(demo.url)
    await page.get_by_label("Text message").fill(text)
    await expect(page.locator("#count")).to_have_text(size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
async def test_axe_finds_nothing_on_the_phone(
    browser: Browser, demo: Demo, scheme: Literal["light", "dark"], width: int
) -> None:
    for message in answered():
        demo.provider._keep(message)
    async with await browser.new_context(color_scheme=scheme) as context:
        page = await context.new_page()
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(demo.url)
        await expect(page.locator(".text")).to_have_count(2)
        results = await Axe().run(page)
    assert [fault["id"] for fault in results.response["violations"]] == []


def answered() -> list[FakeMessage]:
    """A text and its answer."""
    at = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
    phone = "+18605550101"
    return [
        FakeMessage("SM1", phone, "necesito pañales", at, "in"),
        FakeMessage("SM2", phone, "¿En qué ciudad vive?\n1 Hartford, 2 New Haven", at, "out"),
    ]
