"""A Spanish family and a coordinator in two browsers: each sees that the other has seen its words."""

import os
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from waiting import AT_REST, until

from bot.testing import Stage, open_stage, stage_settings
from casebook.queries import sessions, staff

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHOTS = os.environ.get("ONEDOOR_SCREENSHOTS")
HIDE = "Object.defineProperty(document, 'hidden', {get: () => %s, configurable: true});"
TURN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(stage_settings(tmp_path, ONEDOOR_REQUIRE_SECOND_FACTOR="off")) as opened:
        yield opened


async def hide(page: Page, hidden: bool) -> None:
    """Another tab comes to the front, or this one again."""
    await page.evaluate(HIDE % str(hidden).lower() + TURN)


async def at_the_desk(page: Page, house: Stage, language: str) -> None:
    casebook = house.house.casebook
    hire = partial(staff.ensure_demo, email="a@example.org", name="Ana Ruiz", password_hash="x", role="coordinator")
    token = await casebook.write(partial(sessions.start, staff_id=await casebook.write(hire)))
    for name, value in (("onedoor_staff", token), ("onedoor_staff_language", language)):
        await page.context.add_cookies([{"name": name, "value": value, "url": house.address}])


async def findings(page: Page) -> list[str]:
    await until(page, AT_REST)
    results = await Axe().run(page, options=RULES)
    return [f"{fault['id']}: {node['html']}" for fault in results.response["violations"] for node in fault["nodes"]]


async def shown(page: Page, name: str) -> None:
    """At both widths: no finding of axe, nothing that stands out; a picture where one is asked for."""
    for width in (320, 1366):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await findings(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("console", ["en", "es"])
async def test_a_spanish_family_sees_who_has_seen_its_words_and_the_coordinator_sees_the_same_of_hers(
    browser: Browser, house: Stage, console: str
) -> None:
    family = await (await browser.new_context(locale="es-US")).new_page()
    desk = await (await browser.new_context()).new_page()
    await family.goto(f"{house.address}/")
    await family.get_by_role("button", name=re.compile("Abrir el chat")).click()
    await family.get_by_role("textbox").fill("necesito hablar con alguien")
    await family.keyboard.press("Enter")
    token = await family.wait_for_function("Object.entries(localStorage).find(([key]) => key.endsWith(':token'))?.[1]")
    await expect(family.locator(".line.family").last.locator("time")).to_be_visible()
    talk = (await house.conversation("web", str(await token.json_value()))).id
    await expect(family.locator(".read")).to_have_count(0)

    await at_the_desk(desk, house, console)
    await desk.goto(f"{house.address}/staff/conversations/{talk}")
    await expect(family.locator(".read")).to_have_text("Lo vio Ana Ruiz")

    await hide(family, True)
    await desk.locator("#do-take").click()
    reply = desk.locator("#reply")
    await expect(reply).to_be_enabled()
    await reply.fill("¿La puedo llamar mañana?")
    await desk.keyboard.press("Control+Enter")
    fate = desk.locator("li.person").last.locator("[data-fate]")
    unseen, seen = {"en": ("Not seen yet", "Seen"), "es": ("Todavía sin ver", "Visto")}[console]
    await expect(family.locator(".line.person").last).to_contain_text("¿La puedo llamar mañana?")
    await family.wait_for_timeout(500)
    await expect(fate).to_have_text(unseen)  # it is on the page, but nobody looks at it
    await hide(family, False)
    await expect(fate).to_have_text(seen)

    await hide(desk, True)
    await family.get_by_role("textbox").fill("mañana a las diez")
    await family.keyboard.press("Enter")
    await expect(desk.locator("#lines")).to_contain_text("mañana a las diez")
    await family.wait_for_timeout(500)
    await expect(family.locator(".line.family").last.locator(".read")).to_have_count(0)
    await hide(desk, False)
    await expect(family.locator(".line.family").last.locator(".read")).to_have_text("Lo vio Ana Ruiz")
    await shown(desk, f"seen-desk-{console}")
    await shown(family, f"seen-family-{console}")
    for page in (family, desk):
        await page.context.close()
