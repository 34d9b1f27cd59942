"""No finding of axe in any state of the widget, in both languages, light and dark; nor on our pages."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from waiting import AT_REST, until
from web_stage import Stage
from web_states import offer_cards, states
from web_talk import open_chat, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


async def findings(page: Page) -> list[str]:
    """What axe finds wrong on the page, with the element."""
    # Axe measures colours: it must not look while the panel is still fading in.
    await until(page, AT_REST)
    results = await Axe().run(page, options=RULES)
    return [f"{fault['id']}: {node['html']}" for fault in results.response["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
async def test_axe_finds_nothing_in_any_state(
    browser: Browser, stage: Stage, language: Literal["en", "es"], scheme: Literal["light", "dark"], width: int
) -> None:
    stage.attributes = f'data-language="{language}"'
    found: dict[str, list[str]] = {}
    async with await browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = await context.new_page()
        await page.set_viewport_size({"width": width, "height": 720})
        async for state in states(page, stage, language):
            found[state] = await findings(page)
    assert len(found) == 15
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("color", ["#ffd54f", "#00264d", "#e91e63", "#777777"])
async def test_any_colour_of_an_agency_can_be_read(
    browser: Browser, stage: Stage, color: str, scheme: Literal["light", "dark"]
) -> None:
    stage.attributes = f'data-language="en" data-greeting="off" data-color="{color}"'
    async with await browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = await context.new_page()
        await open_chat(page, stage)
        await write(page, "hi")
        await expect(page.locator(".family time")).to_be_visible()
        offer_cards(stage)
        await expect(page.locator(".card")).to_have_count(2)
        assert await findings(page) == []


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_our_page(
    browser: Browser, stage: Stage, path: str, scheme: Literal["light", "dark"]
) -> None:
    async with await browser.new_context(color_scheme=scheme) as context:
        page = await context.new_page()
        await page.goto(stage.gateway + path)
        await expect(page.locator(".launcher")).to_be_visible()
        assert await findings(page) == []


@pytest.mark.parametrize("forced", ["active", "none"])
async def test_the_widget_works_with_the_colours_a_reader_forces(
    page: Page, stage: Stage, forced: Literal["active", "none"]
) -> None:
    await page.emulate_media(forced_colors=forced)
    await open_chat(page, stage)
    await write(page, "hola")
    await expect(page.locator(".family time")).to_be_visible()
    border = await page.locator(".family .bubble").evaluate("(it) => getComputedStyle(it).borderTopStyle")
    assert border == "solid"
    assert await findings(page) == []
