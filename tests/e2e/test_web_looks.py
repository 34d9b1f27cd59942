"""Pictures of the widget in each state, for the eye (var/screenshots); and nothing wider than its window in any."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser
from web_stage import open_stage, widget_texts
from web_states import states

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

PICTURES = Path(__file__).parents[2] / "var" / "screenshots"
CUT_OFF = """() => [...document.querySelector("onedoor-chat").shadowRoot.querySelectorAll(".panel, .log, .place")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""
AT_REST = """document.getAnimations().every(
  (one) => one.effect.getTiming().iterations > 1 || one.playState !== "running")"""


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at the page."""

    width: int
    height: int
    attributes: str = 'data-language="en"'
    context: dict[str, Any] = field(default_factory=dict)
    direction: str = "ltr"


LOOKS = {
    "wide": Look(1366, 768),
    "narrow": Look(320, 640, context={"has_touch": True, "device_scale_factor": 2}),
    "dark": Look(1366, 768, context={"color_scheme": "dark"}),
    "forced": Look(1366, 768, context={"forced_colors": "active"}),
    "zoom-200": Look(683, 384, context={"device_scale_factor": 2}),
    "rtl": Look(1366, 768, direction="rtl"),
    "spanish": Look(390, 780, 'data-language="es" data-color="#8a1c5c"', {"device_scale_factor": 2}),
    "4k": Look(3840, 2160),
}


@pytest.mark.parametrize("name", LOOKS)
async def test_no_state_is_cut_off(browser: Browser, name: str) -> None:
    look, folder, texts = LOOKS[name], PICTURES / name, widget_texts()
    folder.mkdir(parents=True, exist_ok=True)
    texts["widget"]["dir"] = dict.fromkeys(("en", "es"), look.direction)
    cut_off: dict[str, list[str]] = {}
    screen = {"width": look.width, "height": look.height}
    async with (
        open_stage(texts) as stage,
        await browser.new_context(viewport=screen, reduced_motion="reduce", **look.context) as context,
    ):  # type: ignore[arg-type]
        stage.attributes = look.attributes
        page = await context.new_page()
        page.set_default_timeout(8_000)
        async for state in states(page, stage, "es" if "es" in look.attributes else "en"):
            await page.wait_for_function(AT_REST)
            await page.screenshot(path=folder / f"{state.replace('?', '')}.png")
            if too_wide := await page.evaluate(CUT_OFF):
                cut_off[state] = too_wide
    assert cut_off == {}
