"""A conversation's page in a real browser: by keyboard alone, through the palette, and clean for axe in every state."""

import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from waiting import AT_REST, until

from bot.console.testing import Bench
from bot.rasa_process import free_port
from casebook import tables as house
from casebook.care import applying
from casebook.care.changes import Change, FindNeed, KeepPlanItem, OpenReferral, Place, TellFacts
from casebook.care.records import PlanItem
from casebook.console_tables import scheduled
from casebook.queries import desk, mentions, merging
from casebook.queries.rows import new_id, now
from services.directory.question import Found, Question

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHOTS = os.environ.get("ONEDOOR_SCREENSHOTS")
FOOD = {"labels": [["food_need", 0.9]], "handed_over": None}


def pantry(question: Question) -> list[Found]:
    """A directory with one pantry."""
    summary = "Comida gratis los martes." if question.language == "es" else "Free food on Tuesdays."
    return [
        Found(
            service_id="1", name="Corner Pantry", organization="Corner", summary=summary, next_step=None,
            phone="860-555-0144", sms=None, url=None, address=None, town="Hartford", miles=1.2, reach="local",
            hours_state="unknown", why=("need",), verified_on=None,
        )
    ]  # fmt: skip


@dataclass(slots=True)
class Office:
    """A served console; Ana has a conversation with a family that has a record, and Ben is her colleague."""

    bench: Bench
    ana: str
    ben: str
    talk: str
    other: str

    def at(self, more: str = "", talk: str = "") -> str:
        return f"{self.bench.public_url}/staff/conversations/{talk or self.talk}{more}"

    async def keep(self, talk: str, *made: Change) -> None:
        family = await self.family(talk)
        keys = self.bench.casebook.keys
        await self.bench.casebook.write(
            lambda connection: applying.apply(connection, keys, Place(family, talk, "staff:test"), made)
        )

    async def family(self, talk: str) -> str:
        query = select(house.conversation.c.family).where(house.conversation.c.id == talk)
        return str(await self.bench.casebook.read(lambda connection: connection.execute(query).scalar_one()))


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    bench.find = pantry
    runner = web.AppRunner(bench.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield await furnished(bench)
    await runner.cleanup()
    bench.casebook.close()


async def furnished(bench: Bench) -> Office:
    talk = await bench.hears("no tengo comida para esta semana", language="es", reading=FOOD, queue_reason="asked")
    other = await bench.hears("we need food", address="token", channel="web", queue_reason="complaint")
    office = Office(bench, await bench.hire("Ana Ruiz"), await bench.hire("Ben Cole"), talk, other)
    step = PlanItem(new_id(), "step", "Call the pantry", "open", "staff:test", now(), now())
    await office.keep(
        talk,
        TellFacts({"place": "Hartford", "child_age_months": 20.0, "insurance": "husky_a", "phone": "+18605550101"}),
        FindNeed("housing_need", "said", True),
        FindNeed("food_need", "said", True),
        OpenReferral(new_id(), "food_need", "program:wic", "WIC", {}),
        KeepPlanItem(step),
    )
    await office.keep(other, TellFacts({"place": "Hartford", "child_age_months": 20.0, "phone": "+18605550101"}))
    take = partial(desk.join, conversation_id=talk, staff_id=office.ana, greeting="Hola, soy Ana.")
    await bench.casebook.write(partial(take, keys=bench.casebook.keys))
    return office


async def signed_in(context: BrowserContext, office: Office, who: str = "") -> Page:
    token = await office.bench.session(who or office.ana)
    await context.add_cookies([{"name": "onedoor_staff", "value": token, "url": office.bench.public_url}])
    return await context.new_page()


@pytest_asyncio.fixture(loop_scope="session")
async def ana(context: BrowserContext, office: Office) -> Page:
    """Ana, with her conversation open and the suggestions there."""
    page = await signed_in(context, office)
    await page.goto(office.at())
    await expect(page.locator("#suggestions button")).to_have_count(3)
    await page.locator("#content").focus()
    return page


async def test_a_phrase_is_found_filled_and_sent_by_keyboard_alone(ana: Page) -> None:
    await ana.keyboard.press("p")
    await expect(ana.get_by_role("combobox")).to_be_focused()
    await ana.keyboard.type("passed it")
    await expect(ana.locator("#picker-list").get_by_role("option")).to_have_count(1)
    await ana.keyboard.press("Enter")
    reply = ana.locator("#reply")
    await expect(reply).to_be_focused()
    await expect(reply).to_have_value(
        "Hoy le di sus datos a WIC. Si no sabe nada de ellos para el {date}, escríbame aquí."
    )
    await expect(ana.locator("#unfilled")).to_have_text("Still to fill in: {date}")
    await ana.keyboard.type("lunes")  # the open place is marked: typing fills it
    await expect(ana.locator("#unfilled")).to_be_hidden()
    await expect(ana.locator("#count")).to_contain_text("texts: 2")
    await ana.keyboard.press("Control+Enter")
    await expect(ana.locator("li.person").last).to_contain_text("Hoy le di sus datos a WIC.")
    await expect(reply).to_have_value("")


async def test_a_reply_with_an_open_place_is_not_sent(browser: Browser, office: Office) -> None:
    async with await browser.new_context() as context:  # the browser notes the refusal as an error, rightly
        page = await signed_in(context, office)
        await page.goto(office.at())
        await page.locator("#reply").fill("Le escribo el {date}.")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_role("alert").filter(has_text="Fill in {date} first")).to_be_visible()
        await expect(page.locator("#reply")).to_have_value("Le escribo el {date}.")


async def test_a_suggestion_is_one_key_from_the_reply_and_counted(ana: Page) -> None:
    await ana.keyboard.press("1")
    reply = ana.locator("#reply")
    await expect(reply).to_be_focused()
    first = await reply.input_value()
    assert first
    await expect(ana.locator("#count")).not_to_have_text("")
    await ana.keyboard.press("Control+Enter")
    await expect(ana.locator("li.person").last).to_contain_text(first.split("\n")[0][:40])


async def test_suggestions_are_in_the_familys_language(ana: Page) -> None:
    await ana.keyboard.press("s")
    await ana.keyboard.type("corner")
    await expect(ana.locator("#picker-list").get_by_role("option")).to_contain_text("Comida gratis los martes.")
    await ana.keyboard.press("Enter")
    await expect(ana.locator("#reply")).to_have_value(re.compile("^Corner Pantry.*860-555-0144", re.DOTALL))


async def test_a_note_names_a_colleague_who_sees_it(ana: Page, browser: Browser, office: Office) -> None:
    async with await browser.new_context() as his:
        ben = await signed_in(his, office, office.ben)
        await ben.goto(f"{office.bench.public_url}/staff")
        await ana.keyboard.press("n")
        await expect(ana.locator("#note")).to_be_focused()
        await ana.keyboard.type("@b")
        await expect(ana.locator("#names li")).to_have_text(["Ben Cole"])
        await ana.keyboard.press("Enter")
        await ana.keyboard.type("please call the pantry")
        await expect(ana.locator("#note")).to_have_value("@Ben Cole please call the pantry")
        await ana.keyboard.press("Control+Enter")
        await expect(ana.locator("li.note").last).to_contain_text("please call the pantry")
        await expect(ben.locator("[data-mentions-number]")).to_have_text("1")
        await ben.keyboard.press("a")
        await ben.get_by_role("link", name="Ana Ruiz named you in a note").click()
        await expect(ben.locator("li.note").last).to_contain_text("@Ben Cole please call the pantry")
        assert await office.bench.casebook.read(partial(mentions.unseen, staff_id=office.ben)) == 0


async def test_a_message_is_planned_and_taken_back_by_keyboard(ana: Page, office: Office) -> None:
    await ana.keyboard.press("r")
    await ana.keyboard.type("Mañana le cuento.")
    await ana.keyboard.press("Escape")
    await ana.locator("#content").focus()
    await ana.keyboard.press("l")
    await expect(ana.locator("#at")).to_be_focused()
    await expect(ana.locator("#at")).not_to_have_value("")
    await ana.keyboard.press("Enter")  # plans: it must never send at once
    planned = ana.locator("li.planned")
    await expect(planned).to_contain_text("Mañana le cuento.")
    await expect(planned).to_contain_text("10:00 AM")
    await expect(ana.locator("#reply")).to_have_value("")
    await expect(ana.locator("#lines li.person", has_text="Mañana")).to_have_count(0)
    await planned.get_by_role("button", name="Cancel").focus()
    await ana.keyboard.press("Enter")
    await expect(planned).to_have_count(0)
    rows = await office.bench.casebook.read(lambda connection: connection.execute(select(scheduled)).all())
    assert [row.state for row in rows] == ["cancelled"]


async def test_the_palette_knows_every_command_by_name(ana: Page) -> None:
    await ana.locator("#reply").focus()
    await ana.keyboard.press("Control+k")
    await ana.keyboard.type("internal")
    await expect(ana.locator("#picker-list").get_by_role("option")).to_have_count(1)
    await ana.keyboard.press("Enter")
    await expect(ana.locator("#note")).to_be_focused()
    await ana.keyboard.press("Control+k")
    await ana.keyboard.type("plan and care")
    await ana.keyboard.press("Enter")
    await expect(ana.get_by_role("heading", name="Plan and care")).to_be_visible()


async def test_one_key_leads_to_putting_the_family_forward(ana: Page) -> None:
    await ana.keyboard.press("f")
    await expect(ana.get_by_label("To", exact=True)).to_be_focused()


async def test_a_link_to_a_line_shows_that_line(ana: Page, office: Office) -> None:
    for number in range(30):
        await office.bench.hears(f"line {number}")
    await ana.goto(office.at("#line-1"))
    await ana.reload()
    await expect(ana.locator("#line-1")).to_be_in_viewport()
    await ana.goto(office.at())
    await expect(ana.locator("#lines li").last).to_be_in_viewport()


async def test_help_lists_the_keys_works_by_mouse_and_turns_them_off(ana: Page) -> None:
    await ana.keyboard.press("?")
    dialog = ana.get_by_role("dialog", name="Keys and commands")
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name="Hand back to the computer helper").click()
    await expect(ana.locator("#do-hand-back")).to_be_focused()
    await ana.get_by_role("button", name="Keys (?)").click()
    await dialog.get_by_label("Single keys are on").uncheck()
    await ana.keyboard.press("Escape")
    await ana.locator("#content").focus()
    await ana.keyboard.press("n")
    await expect(ana.locator("#note")).not_to_be_focused()
    await ana.reload()
    await ana.locator("#content").focus()
    await ana.keyboard.press("?")
    await expect(dialog).to_be_hidden()
    await ana.keyboard.press("Control+k")
    await expect(ana.get_by_role("combobox")).to_be_focused()


async def test_keys_never_act_while_something_is_written(ana: Page) -> None:
    await ana.locator("#reply").focus()
    await ana.keyboard.type("tnhjkpx1?")
    await expect(ana.locator("#reply")).to_have_value("tnhjkpx1?")
    await expect(ana.get_by_role("dialog")).to_have_count(0)


async def test_what_cannot_be_done_is_said(ana: Page) -> None:
    await ana.keyboard.press("t")  # it is hers already
    await expect(ana.locator("#announce")).to_have_text("Not possible here now: Take this conversation")


async def test_j_and_k_go_through_the_queue(ana: Page, office: Office) -> None:
    await ana.keyboard.press("j")
    await expect(ana.locator("body")).to_have_attribute("data-conversation", office.other)
    await ana.wait_for_load_state()
    await ana.locator("#content").focus()
    await ana.keyboard.press("k")
    await expect(ana.locator("body")).to_have_attribute("data-conversation", office.talk)


async def test_records_are_joined_and_taken_apart(ana: Page, office: Office) -> None:
    await ana.keyboard.press("m")
    await ana.get_by_role("link", name="Family").click()
    await expect(ana.get_by_text("They gave the same phone number", exact=False).first).to_be_visible()
    await ana.get_by_role("button", name="Join them").click()
    await expect(ana.get_by_text("Ana Ruiz joined another record")).to_be_visible()
    assert await office.family(office.other) == await office.family(office.talk)
    await ana.get_by_role("button", name="Take them apart").click()
    await expect(ana.get_by_text("joined another record")).to_have_count(0)
    assert await office.family(office.other) != await office.family(office.talk)


async def test_the_suggestions_follow_what_the_family_writes(ana: Page, office: Office) -> None:
    await ana.locator("#reply").fill("half a draft")
    await office.bench.hears("y la renta", reading={"labels": [["housing_need", 0.9]], "handed_over": None})
    await expect(ana.locator("#suggestions")).to_contain_text("Housing")
    await expect(ana.locator("#reply")).to_have_value("half a draft")


async def findings(page: Page) -> list[str]:
    """What axe finds, and whether anything is wider than the window."""
    await until(page, AT_REST)
    results = await Axe().run(page, options=RULES)
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return (["wider than the window"] if wide else []) + [
        f"{fault['id']}: {node['html']}" for fault in results.response["violations"] for node in fault["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 768, 1366])
async def test_axe_finds_nothing_in_any_state(browser: Browser, office: Office, language: str, width: int) -> None:
    keys, found = office.bench.casebook.keys, {}
    write = office.bench.casebook.write
    note = partial(desk.note, keys=keys, conversation_id=office.talk, staff_id=office.ben)
    await write(partial(note, text="@Ana Ruiz please look."))
    later = partial(desk.later, keys=keys, conversation_id=office.talk, staff_id=office.ana, due_at=now())
    await write(partial(later, text="Le escribo mañana."))
    size = {"width": width, "height": 768}
    async with await browser.new_context(viewport=size, reduced_motion="reduce") as context:
        await context.add_cookies(
            [{"name": "onedoor_staff_language", "value": language, "url": office.bench.public_url}]
        )
        page = await signed_in(context, office)

        async def look(name: str) -> None:
            found[name] = await findings(page)
            if SHOTS:
                await page.screenshot(path=f"{SHOTS}/{name}-{language}-{width}.png")

        await page.goto(f"{office.bench.public_url}/staff/mentions")
        await look("mentions")
        await page.goto(office.at())
        await expect(page.locator("#suggestions button")).to_have_count(3)
        await look("talk")
        for name, selectors in (
            ("phrases", ["[data-opens=phrases]"]),
            ("palette", ["#open-help", "#open-palette"]),
            ("keys", ["#open-help"]),
        ):
            for selector in selectors:
                await page.locator(selector).click()
            if name != "keys":
                await expect(page.locator("#picker-list").get_by_role("option").first).to_be_visible()
            await look(name)
            await page.keyboard.press("Escape")
        await page.locator("#to-name").click()
        await page.locator("#family-name").fill("Sra. Díaz")
        await look("name")
        await page.locator("#do-name").click()
        await expect(page.locator(".ways")).to_contain_text("Sra. Díaz")
        await look("named")
        await page.locator("#later").click()
        await page.locator("#reply").fill("El {date} le escribo.")
        await page.locator(".noting summary").click()
        await page.locator("#note").press_sequentially("@b")
        await look("writing")
        for summary in await page.locator(".part summary").all():
            await summary.click()
        await look("beside")
        await page.goto(office.at(f"/merge?other={office.other}"))
        await look("merge")
        join = partial(merging.merge, keys=keys, kept=await office.family(office.talk), staff_id=office.ana)
        await write(partial(join, merged=await office.family(office.other)))
        await page.goto(office.at("/merge"))
        await look("merged")
    assert {state: faults for state, faults in found.items() if faults} == {}
