"""Two coordinators at one desk in a real browser: who looks and writes, give, put off, overdue, teams; axe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update
from waiting import AT_REST, until

from bot.console.testing import Bench
from bot.rasa_process import free_port
from casebook import tables
from casebook.queries import desk, passing, teams
from casebook.queries.rows import now

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WITH_STEPS = (2, 4, 6)  # pages of which every step is opened: teams, a conversation that waits, one of mine
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"


@dataclass(slots=True)
class Office:
    """A served console; `ids` are accounts by first name."""

    bench: Bench
    ids: dict[str, str]

    async def waits(self, reason: str = "asked", minutes: float = 0, **more: Any) -> str:
        """A family waits for so many minutes; open pages hear of it at the end."""
        talk = await self.bench.hears(more.pop("text", "hello"), queue_reason=reason, **more)
        since = update(tables.conversation).where(tables.conversation.c.id == talk)
        await self.bench.casebook.write(
            lambda connection: connection.execute(since.values(queued_at=now() - timedelta(minutes=minutes)))
        )
        self.bench.live.nudge(talk)
        return talk

    async def do(self, how: Any, talk: str, who: str, **more: Any) -> None:
        """Somebody does something behind the browser's back."""
        keys = {"keys": self.bench.casebook.keys} if how is not passing.snooze else {}
        work = partial(how, conversation_id=talk, staff_id=self.ids[who], **keys, **more)
        await self.bench.casebook.write(work)
        self.bench.live.nudge(talk)


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    runner = web.AppRunner(bench.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    people = {"ana": ("Ana Ruiz",), "ben": ("Ben Cole",), "lea": ("Lea Stone", "lead")}
    yield Office(bench, {first: await bench.hire(*told) for first, told in people.items()})
    await runner.cleanup()
    bench.casebook.close()


@asynccontextmanager
async def at_desk(browser: Browser, office: Office, who: str, **looks: Any) -> AsyncIterator[BrowserContext]:
    """Somebody's browser, signed in."""
    language = looks.pop("language", "en")
    async with await browser.new_context(**{"viewport": {"width": 1366, "height": 768}} | looks) as context:
        context.set_default_timeout(10_000)
        cookies = {"onedoor_staff": await office.bench.session(office.ids[who]), "onedoor_staff_language": language}
        await context.add_cookies(
            [{"name": name, "value": value, "url": office.bench.public_url} for name, value in cookies.items()]
        )
        yield context


async def opened(context: BrowserContext, office: Office, path: str = "") -> Page:
    page = await context.new_page()
    await page.goto(f"{office.bench.public_url}/staff{path}")
    return page


def row(page: Page, talk: str) -> Any:
    return page.locator(f"#row-{talk}")


async def test_a_colleague_who_looks_and_writes_is_seen_in_the_queue_and_in_the_conversation(
    browser: Browser, office: Office
) -> None:
    talk = await office.waits()
    async with at_desk(browser, office, "ana") as ana, at_desk(browser, office, "ben") as ben:
        queue = await opened(ana, office)
        bens = await opened(ben, office, f"/conversations/{talk}")
        await expect(row(queue, talk)).to_contain_text("Looking at it: Ben Cole")
        anas = await opened(ana, office, f"/conversations/{talk}")
        await expect(anas.locator(".together")).to_have_text("Looking at it: Ben Cole")
        await expect(bens.locator(".together")).to_have_text("Looking at it: Ana Ruiz")
        await bens.locator("summary", has_text="Internal note").click()
        await bens.get_by_role("textbox", name="Internal note").press_sequentially("She called")
        await expect(anas.locator(".together.collision")).to_contain_text("Ben Cole is writing in this conversation")
        await expect(row(queue, talk)).to_contain_text("Writing in it: Ben Cole")
        await anas.screenshot(path=shot("collision"))
        await expect(anas.locator(".together")).to_have_text("Looking at it: Ben Cole", timeout=15_000)
        await bens.close()
        await expect(anas.locator(".together")).to_have_text("")
        await expect(row(queue, talk).locator(".together")).to_have_text("")


async def test_by_keyboard_a_conversation_is_given_and_put_off(browser: Browser, office: Office) -> None:
    talk = await office.waits("no_answer")
    async with at_desk(browser, office, "ana") as ana, at_desk(browser, office, "ben") as ben:
        bens_queue = await opened(ben, office)
        anas = await opened(ana, office, f"/conversations/{talk}")
        await anas.locator("#step-give").focus()
        await anas.keyboard.press("Enter")
        await anas.keyboard.press("Tab")
        await anas.keyboard.type("Ben")
        await office.bench.hears("one more thing")  # the head is drawn again; the choice stays
        await expect(anas.locator("#lines li").last).to_contain_text("one more thing")
        await anas.screenshot(path=shot("give"))
        await anas.locator("#do-give").focus()
        await anas.keyboard.press("Enter")
        await expect(anas.locator(".facts")).to_contain_text("Ben Cole has this conversation")
        await expect(anas.locator("#lines li").last).to_contain_text("Ben Cole, a care coordinator, has this talk now")
        mine = bens_queue.locator("section", has=bens_queue.get_by_role("heading", name="Mine"))
        await expect(mine).to_contain_text("given by Ana Ruiz")
        await expect(bens_queue.locator("#announce")).to_have_text("A conversation was given to you")
        await bens_queue.get_by_role("link", name="Did not answer how it went").click()
        await bens_queue.locator("#step-snooze").focus()
        await bens_queue.keyboard.press("Enter")
        await bens_queue.locator("#snooze-moment").fill("2099-01-01T09:00")
        await expect(bens_queue.locator("#snooze-at")).to_be_checked()
        await bens_queue.locator("#snooze-tomorrow").focus()
        await bens_queue.keyboard.press("Space")
        await bens_queue.screenshot(path=shot("snooze"))
        await bens_queue.locator("#do-snooze").press("Enter")
        await expect(bens_queue.locator(".facts")).to_contain_text("put off until")
        await bens_queue.get_by_role("link", name="Queue").click()
        later = bens_queue.locator("section", has=bens_queue.get_by_role("heading", name="For later"))
        await expect(later).to_contain_text("Did not answer how it went")
        await office.bench.hears("hello again")
        await expect(later).to_have_count(0)
        await expect(mine).to_contain_text("First answer")


async def test_what_becomes_overdue_is_said_and_noticed_only_when_allowed(browser: Browser, office: Office) -> None:
    stand_in = """
        window.noticed = [];
        class Notification extends EventTarget {
          static permission = "granted";
          constructor(title, options) {
            super();
            document.documentElement.dataset.noticed = window.noticed.push(options.body);
          }
        }
        window.Notification = Notification;
        Object.defineProperty(document, "hidden", { get: () => true });
    """
    async with at_desk(browser, office, "ana") as ana:
        await ana.add_init_script(stand_in)
        page = await opened(ana, office)
        await expect(page.locator("#sound")).to_be_visible()
        await office.waits("worried", minutes=16, address="+18605550111")
        await expect(page.locator("#announce")).to_have_text("A family waits longer than promised")
        await expect(page.locator(".promise.late")).to_contain_text("First answer: overdue by 1 min")
        assert await page.evaluate("noticed") == []
        await page.get_by_role("button", name="Alert me").click()
        talk = await office.waits("worried", minutes=16, address="+18605550112")
        await expect(page.locator("html")).to_have_attribute("data-noticed", "1")
        await office.do(passing.give, talk, "lea", to=office.ids["ana"], told="Hi.", lead=True)
        await expect(page.locator("html")).to_have_attribute("data-noticed", "2")
        assert await page.evaluate("noticed") == [
            "A family waits longer than promised",
            "A conversation was given to you",
        ]


async def test_a_lead_makes_a_team_and_its_member_sees_what_waits_for_it(browser: Browser, office: Office) -> None:
    talk, other = await office.waits(address="+18605550111"), await office.waits(address="+18605550112")
    housing = await office.bench.casebook.write(partial(teams.create, name="Housing", by=office.ids["lea"]))
    async with at_desk(browser, office, "lea") as lea, at_desk(browser, office, "ben") as ben:
        page = await opened(lea, office)
        await page.get_by_role("link", name="Teams").click()
        await page.get_by_label("New team").fill("Español")
        await page.get_by_role("button", name="Make the team").click()
        team = page.locator("article", has=page.get_by_role("heading", name="Español"))
        await team.get_by_label("Ben Cole").check()
        await team.get_by_role("button", name="Save the members").click()
        await expect(team.get_by_label("Ben Cole")).to_be_checked()
        await page.screenshot(path=shot("teams"), full_page=True)
        await page.goto(f"{office.bench.public_url}/staff/conversations/{talk}")
        await page.locator("#step-share").click()
        await page.locator("#share-team").select_option("Español")
        await page.locator("#do-share").click()
        await expect(page.locator(".facts")).to_contain_text("for the team Español")
        await office.do(passing.share, other, "lea", to=housing, told="", lead=True)
        bens = await opened(ben, office)
        await bens.get_by_role("link", name="My teams").click()
        await expect(row(bens, talk)).to_contain_text("for the team Español")
        await expect(row(bens, other)).to_have_count(0)
        await office.waits(address="+18605550113")  # the list is drawn again and stays what was chosen
        await expect(bens.locator("li.row")).to_have_count(2)
        await expect(row(bens, other)).to_have_count(0)


async def test_fifty_conversations_are_drawn_and_drawn_again_in_order(browser: Browser, office: Office) -> None:
    for number in range(50):
        await office.bench.hears(f"family {number}", address=f"+1860555{number:04}", queue_reason="asked")
    async with at_desk(browser, office, "ana") as ana:
        page = await opened(ana, office)
        rows = page.locator("li.row")
        await expect(rows).to_have_count(50)
        await page.locator("li.row a").nth(20).focus()
        kept = await page.evaluate("document.activeElement.id")
        crisis = await office.waits("crisis_medical", address="+18605559999", crisis="crisis_medical")
        await expect(rows).to_have_count(51)
        await expect(rows.first).to_have_attribute("id", f"row-{crisis}")
        assert await page.evaluate("document.activeElement.id") == kept


def shot(name: str) -> str:
    SHOTS.mkdir(parents=True, exist_ok=True)
    return str(SHOTS / f"queue-{name}.png")


async def findings(page: Page) -> list[str]:
    """What axe finds, and whether anything is wider than the window."""
    await until(page, AT_REST)
    results = await Axe().run(page, options=RULES)
    wide = await page.evaluate(
        """document.documentElement.scrollWidth > innerWidth ||
           [...document.querySelectorAll("details[open] form")].some((box) => box.getBoundingClientRect().left < 0)"""
    )
    return (["wider than the window"] if wide else []) + [
        f"{fault['id']}: {node['html']}" for fault in results.response["violations"] for node in fault["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 768, 1366])
async def test_axe_finds_nothing_in_any_state_of_the_queue(
    browser: Browser, office: Office, language: str, width: int
) -> None:
    paths = await furnished(office)
    found: dict[str, list[str]] = {}
    scheme = "dark" if width == 768 else "light"
    looks = {"viewport": {"width": width, "height": 768}, "reduced_motion": "reduce", "color_scheme": scheme}
    async with (
        at_desk(browser, office, "ben") as ben,
        at_desk(browser, office, "lea", language=language, **looks) as lea,
    ):
        for path in paths[3:5]:
            await opened(ben, office, path)
        page = await opened(lea, office)
        await expect(page.locator(".row .together", has_text="Ben Cole")).to_have_count(2)
        for number, path in enumerate(paths):
            await page.goto(f"{office.bench.public_url}/staff{path}")
            found[path] = await findings(page)
            await page.screenshot(path=shot(f"{language}-{width}-{number}"), full_page=True)
            for summary in await page.locator("main summary").all() if number in WITH_STEPS else []:
                await summary.click()
                name = await summary.inner_text()
                found[f"{path} {name}"] = await findings(page)
                if "team" not in path and number == 6:
                    await page.screenshot(path=shot(f"{language}-{width}-{name.split()[0]}"))
                await summary.click()
    assert {state: faults for state, faults in found.items() if faults} == {}


async def furnished(office: Office) -> list[str]:
    """A desk on which everything lies; answers the paths of its pages."""
    team = await office.bench.casebook.write(partial(teams.create, name="Housing help", by=office.ids["lea"]))
    members = [office.ids["lea"]]
    await office.bench.casebook.write(partial(teams.fill, team_id=team, members=members, by=office.ids["lea"]))
    crisis = await office.waits("crisis_medical", 3, address="+18605550101", crisis="crisis_medical")
    late = await office.waits("worried", 100, address="+18605550102", text="my sister is not well " * 8)
    shared = await office.waits(address="+18605550103", language="es", text="necesito ayuda con la renta")
    given = await office.waits("complaint", address="+18605550104")
    asleep = await office.waits("screening", address="tab", channel="web")
    theirs = await office.waits("call_back", address="+18605550106")
    mine = await office.waits(address="+18605550107")
    await office.do(passing.share, shared, "ben", to=team, told="", lead=False)
    await office.do(passing.give, given, "ben", to=office.ids["lea"], told="Hi.", lead=False)
    await office.do(passing.snooze, asleep, "ben", until=now() + timedelta(days=1))
    await office.do(desk.join, theirs, "ben", greeting="Hi there.")
    await office.do(desk.join, mine, "lea", greeting="Hi there.")
    talks = (crisis, late, shared, given, asleep, theirs, mine)
    return ["", "?show=teams", "/teams", *(f"/conversations/{talk}" for talk in talks)]
