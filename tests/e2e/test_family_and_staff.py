"""The whole house in a real browser: a family asks for a person, staff answer, and the bot comes back."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.run import Running
from bot.settings import DEMO_EMAIL
from bot.setup.demo import demo_password, ensure_demo_account
from bot.setup.paths import Paths
from bot.testing import whole_house

pytestmark = [
    pytest.mark.e2e, pytest.mark.model, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240),
]  # fmt: skip

PATIENT = 20_000


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    folder = tmp_path_factory.mktemp("house")
    async with whole_house(folder) as here:
        await ensure_demo_account(here.house.casebook, Paths(folder).demo)
        yield here


async def sign_in(page: Page, house: Running) -> None:
    await page.goto(f"{house.address}/staff")
    await page.get_by_label("E-mail").fill(DEMO_EMAIL)
    await page.get_by_label("Password", exact=True).fill(demo_password(Paths(house.house.settings.data_dir).demo))
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name=re.compile("Waiting"))).to_be_visible(timeout=PATIENT)


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")


async def test_a_spanish_family_reaches_a_person_and_comes_back_to_the_bot(browser: Browser, house: Running) -> None:
    family = await (await browser.new_context(locale="es-US")).new_page()
    desk = await (await browser.new_context(viewport={"width": 1366, "height": 800})).new_page()
    for page in (family, desk):
        page.set_default_timeout(PATIENT)

    await family.goto(f"{house.address}/")
    await family.get_by_role("button", name=re.compile("Open the chat|Abrir el chat")).click()
    await write(family, "mi nene de 20 meses no habla y no tenemos carro 06106")
    await expect(family.get_by_text("Birth to Three").first).to_be_visible(timeout=PATIENT)
    await write(family, "quiero hablar con una persona")
    await expect(family.get_by_text(re.compile("coordinadora")).first).to_be_visible(timeout=PATIENT)

    await sign_in(desk, house)
    await desk.get_by_role("link", name=re.compile("person|persona", re.IGNORECASE)).first.click()
    await expect(desk.get_by_text("mi nene de 20 meses no habla").first).to_be_visible()
    await expect(desk.locator("aside.story")).to_contain_text("06106")
    await desk.get_by_role("button", name="Take").first.click()
    reply = desk.get_by_role("textbox", name=re.compile("Reply"))
    await expect(reply).to_be_enabled(timeout=PATIENT)
    await reply.fill("Hola, soy Ana de la Infoline. ¿Cuándo la puedo llamar?")
    await desk.get_by_role("button", name="Send").click()

    talk = family.get_by_role("log")
    await expect(talk).to_contain_text("soy Ana de la Infoline", timeout=PATIENT)
    await write(family, "mañana por la tarde")
    await expect(desk.locator("#lines").get_by_text("mañana por la tarde")).to_be_visible(timeout=PATIENT)

    await desk.locator("#step-hand-back").click()
    await desk.locator("#do-hand-back").click()
    await expect(reply).to_be_disabled(timeout=PATIENT)
    await write(family, "necesito pañales")
    await expect(talk).to_contain_text(re.compile("Diaper", re.IGNORECASE), timeout=PATIENT)
    for page in (family, desk):
        await page.context.close()
