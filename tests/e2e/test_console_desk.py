"""The console in a real browser: live, by keyboard, without losing a word, and clean for axe."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
import yaml
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from sqlalchemy import delete, update
from waiting import AT_REST, until

from bot.console.testing import PASSWORD, Bench, email
from bot.rasa_process import free_port
from casebook import tables
from casebook.queries import desk, rows, staff
from casebook.records import Say
from services.texts.segments import segments

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "texts" / "segments.yml").read_text("utf-8"))


@dataclass(slots=True)
class Office:
    """A served console with a coordinator and a colleague."""

    bench: Bench
    ana: str
    ben: str

    def at(self, path: str) -> str:
        """The address of a page."""
        return f"{self.bench.public_url}/staff{path}"

    async def taken(self, talk: str, who: str) -> None:
        """Someone takes a conversation."""
        work = partial(
            desk.join, keys=self.bench.casebook.keys, conversation_id=talk, staff_id=who, greeting="Hi there."
        )
        await self.bench.casebook.write(work)
        self.bench.live.nudge(talk)


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    runner = web.AppRunner(bench.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield Office(bench, await bench.hire("Ana Ruiz"), await bench.hire("Ben Cole"))
    await runner.cleanup()
    bench.casebook.close()


async def sign_in(page: Page, office: Office, path: str = "") -> None:
    """Ana signs in and comes to a page."""
    await page.goto(office.at(path))
    await page.get_by_label("E-mail").fill(email("Ana"))
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("body")).to_have_attribute("data-live", "")
    await page.wait_for_load_state()


async def waiting(office: Office, text: str = "hello", **more: object) -> str:
    return await office.bench.hears(text, **{"queue_reason": "asked", "queue_priority": 5} | more)


async def test_the_browser_counts_texts_as_the_gateway_does(page: Page, office: Office) -> None:
    await page.goto(office.at("/sign-in"))
    for case in CASES:
        text = case["text"] * case.get("repeat", 1)
        counted = await page.evaluate("text => window.onedoor.segments(text)", text)
        assert (counted["encoding"], counted["parts"], counted["units"]) == segments(text), case["name"]


async def test_a_crisis_appears_on_top_of_an_open_queue_without_reload(page: Page, office: Office) -> None:
    await waiting(office, "we ran out of food")
    await sign_in(page, office)
    await expect(page).to_have_title("(1) Queue · OneDoor desk")
    await waiting(office, "help me", address="+18605550102", queue_reason="crisis_self_harm", crisis="crisis_self_harm")
    first = page.locator("section", has=page.get_by_role("heading", name="Waiting")).locator("li.row").first
    await expect(first).to_contain_text("Suicide or self-harm")
    await expect(page).to_have_title("(2) Queue · OneDoor desk")
    await expect(page.get_by_role("alert")).to_have_text("A crisis conversation is waiting")


async def test_by_keyboard_alone_a_coordinator_takes_answers_and_closes(page: Page, office: Office) -> None:
    await waiting(office, "i need diapers")
    await sign_in(page, office)
    await page.get_by_role("link", name="Asked for a person").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Reply to the family")).to_be_disabled()
    await page.get_by_role("button", name="Take this conversation").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Reply to the family")).to_be_focused()
    await page.keyboard.type("There is a diaper bank near you.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("li.person").last).to_contain_text("There is a diaper bank near you.")
    await expect(page.get_by_label("Reply to the family")).to_have_value("")
    await page.locator("summary", has_text="Close").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("This conversation is closed")).to_be_visible()
    await expect(page.locator("li.bot").last).to_contain_text("has closed this talk")


async def test_new_lines_appear_while_the_draft_stays(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await office.taken(talk, office.ana)
    await sign_in(page, office, f"/conversations/{talk}")
    reply = page.get_by_label("Reply to the family")
    await reply.fill("I am writing a long ans")
    await office.bench.hears("one more thing")
    await expect(page.locator("#lines li").last).to_contain_text("one more thing")
    await expect(reply).to_have_value("I am writing a long ans")
    await expect(reply).to_be_focused()
    await page.reload()
    await expect(reply).to_have_value("I am writing a long ans")
    await expect(page.locator("#lines li")).to_have_count(3)


async def test_news_leave_the_focus_where_it_was(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await sign_in(page, office, f"/conversations/{talk}")
    button = page.get_by_role("button", name="Take this conversation")
    await button.focus()
    await office.bench.hears("more", queue_reason="complaint", queue_priority=9)
    await expect(page.get_by_role("heading", name="Is not happy with the answers")).to_be_visible()
    await expect(button).to_be_focused()


async def test_a_reader_who_scrolled_up_is_not_pulled_down(page: Page, office: Office) -> None:
    talk = await waiting(office)
    for number in range(40):
        await office.bench.hears(f"line {number}")
    await sign_in(page, office, f"/conversations/{talk}")
    box = page.locator(".transcript")
    await box.evaluate("box => box.scrollTo({top: 100})")
    await office.bench.hears("the newest")
    await expect(page.locator("#lines li").last).to_contain_text("the newest")
    assert await box.evaluate("box => box.scrollTop") == 100
    await page.get_by_role("button", name="New messages below").click()
    await expect(page.get_by_role("button", name="New messages below")).to_be_hidden()


async def test_who_is_too_late_is_told_and_keeps_the_draft(browser: Browser, office: Office) -> None:
    page = await (await browser.new_context()).new_page()  # the browser notes the refusal as an error, rightly
    talk = await waiting(office)
    await office.taken(talk, office.ana)
    await sign_in(page, office, f"/conversations/{talk}")
    reply = page.get_by_label("Reply to the family")
    await reply.fill("my answer")
    await page.wait_for_timeout(1_500)  # that someone writes is told at once; let the page hear of it first
    # Ben gets it behind the page's back: no nudge.
    taken = update(tables.conversation).values(staff=office.ben)
    await office.bench.casebook.write(lambda connection: connection.execute(taken))
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert").filter(has_text="nothing was sent")).to_be_visible()
    await expect(page.locator(".facts")).to_contain_text("Ben Cole has this conversation")
    await expect(reply).to_be_disabled()
    await expect(reply).to_have_value("my answer")
    await page.context.close()


async def test_two_pages_that_take_at_once_end_with_one_owner(browser: Browser, office: Office) -> None:
    talk = await waiting(office)
    pages = []
    for name in ("Ana", "Ben"):
        context = await browser.new_context()
        page = await context.new_page()
        await page.goto(office.at(f"/conversations/{talk}"))
        await page.get_by_label("E-mail").fill(email(name))
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("button", name="Take this conversation")).to_be_visible()
        pages.append(page)
    await asyncio.gather(*(page.evaluate("document.querySelector('#do-take').click()") for page in pages))
    for page in pages:
        await expect(page.locator(".facts")).to_contain_text("this conversation")
    owned = [await page.locator(".facts", has_text="You have").count() for page in pages]
    assert sorted(owned) == [0, 1]
    await expect(pages[owned.index(0)].get_by_text("took this conversation first")).to_be_visible()
    for page in pages:
        await page.context.close()


async def test_the_counter_says_what_a_text_costs_and_why(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await office.taken(talk, office.ana)
    await sign_in(page, office, f"/conversations/{talk}")
    reply, count = page.get_by_label("Reply to the family"), page.locator("#count")
    await reply.fill("a" * 160)
    await expect(count).to_have_text("160 of 160 · texts: 1")
    await reply.fill("a" * 161)
    await expect(count).to_have_text("161 of 306 · texts: 2")
    await reply.fill("í" + "a" * 100)
    await expect(count).to_have_text("101 of 134 · texts: 2 · These letters make each text shorter: í")


async def test_an_ended_session_leads_to_sign_in_and_back_to_the_draft(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await office.taken(talk, office.ana)
    await sign_in(page, office, f"/conversations/{talk}")
    await page.get_by_label("Reply to the family").fill("half a sentence")
    await page.wait_for_load_state("networkidle")  # a fetch on its way would be told of the end first
    await office.bench.casebook.write(lambda connection: connection.execute(delete(tables.staff_session)))
    office.bench.live.nudge(talk)
    await expect(page.get_by_text("You were signed out")).to_be_visible()
    await page.get_by_label("E-mail").fill(email("Ana"))
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_label("Reply to the family")).to_have_value("half a sentence")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert await page.evaluate("sessionStorage.length") == 0


async def test_a_note_draft_never_shows_in_the_reply_box(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await office.taken(talk, office.ana)
    await sign_in(page, office, f"/conversations/{talk}")
    await page.locator("summary", has_text="Internal note").click()
    await page.get_by_role("textbox", name="Internal note").fill("she sounds afraid of her partner")
    await page.reload()
    await expect(page.get_by_role("textbox", name="Internal note")).to_have_value("she sounds afraid of her partner")
    await expect(page.get_by_label("Reply to the family")).to_have_value("")
    await page.get_by_role("button", name="Save the note").click()
    await expect(page.locator("li.note")).to_contain_text("she sounds afraid of her partner")


async def test_the_secret_of_an_invitation_leaves_the_address_bar(page: Page, office: Office) -> None:
    invitation = await office.bench.casebook.write(partial(staff.invite, email="new@example.org"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{office.at('/welcome')}#{invitation.token}")
    await page.get_by_label("New password").fill("four quiet green boats")
    assert page.url == office.at("/welcome")
    await page.get_by_role("button", name="Save and sign in").click()
    await expect(page.get_by_role("heading", name="Queue")).to_be_attached()
    assert not any(invitation.token in address for address in asked)


async def test_a_lost_connection_is_said_and_made_good(page: Page, office: Office) -> None:
    talk = await waiting(office)
    await sign_in(page, office, f"/conversations/{talk}")
    await until(page, "typeof socket !== 'undefined' && socket?.readyState === WebSocket.OPEN")
    await page.evaluate("socket.close()")
    await page.context.set_offline(True)
    await expect(page.locator("#offline")).to_contain_text("The connection is lost", timeout=15_000)
    await office.bench.hears("written meanwhile")
    await page.context.set_offline(False)
    await expect(page.locator("#lines li").last).to_contain_text("written meanwhile", timeout=20_000)
    await expect(page.locator("#offline")).to_be_hidden()


async def test_to_be_alerted_is_a_choice_that_is_kept(page: Page, office: Office) -> None:
    await sign_in(page, office)
    button = page.get_by_role("button", name="Alert me")
    await expect(button).to_have_attribute("aria-pressed", "false")
    await button.click()
    await expect(button).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await expect(button).to_have_attribute("aria-pressed", "true")


async def findings(page: Page) -> list[str]:
    """What axe finds, and whether anything is wider than the window."""
    await until(page, AT_REST)
    results = await Axe().run(page, options=RULES)
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return (["wider than the window"] if wide else []) + [
        f"{fault['id']}: {node['html']}" for fault in results.response["violations"] for node in fault["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
async def test_axe_finds_nothing_in_any_state(
    browser: Browser, office: Office, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    pages = await furnished(office)
    found: dict[str, list[str]] = {}
    async with await browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 768}, reduced_motion="reduce"
    ) as context:
        await context.add_cookies(
            [{"name": "onedoor_staff_language", "value": language, "url": office.bench.public_url}]
        )
        page = await context.new_page()
        await page.goto(office.at("/sign-in"))
        found["sign in"] = await findings(page)
        await page.locator("#email").fill("x@example.org")
        await page.locator("#password").fill("wrong")
        await page.locator("button.main").click()
        await expect(page.locator("#problem")).to_be_visible()
        found["sign in failed"] = await findings(page)
        await page.goto(office.at("/welcome"))
        found["welcome"] = await findings(page)
        token = await office.bench.session(office.ana)
        await context.add_cookies([{"name": "onedoor_staff", "value": token, "url": office.bench.public_url}])
        for path in ("", "/recent", "/conversations/" + "0" * 32, *pages):
            await page.goto(office.at(path))
            for summary in await page.locator("main summary").all():
                await summary.click()
                found[f"{path} {await summary.inner_text()}"] = await findings(page)
            found[path] = await findings(page)
    assert {state: faults for state, faults in found.items() if faults} == {}


async def furnished(office: Office) -> list[str]:
    """Families in every state; answers the paths of their conversations."""
    choices = ({"title": "Birth to Three", "choice": {}}, {"title": "Talk to a person", "choice": {}})
    state = {"slots": {"needs": ["food_need"], "child_age_months": 20, "town": "Hartford", "insurance": "husky_a"}}
    bench = office.bench
    talks = [
        await bench.hears("hello", Say("Hi", choices), address="+18605550101", queue_reason="asked", state=state),
        await bench.hears("x" * 300, address="+18605550102", queue_reason="crisis_medical", crisis="crisis_medical"),
        await bench.hears("mine", address="+18605550103", queue_reason="asked"),
        await bench.hears("theirs", address="tab", channel="web", language="es", queue_reason="asked"),
        await bench.hears("STOP", address="+18605550104", consent=False, queue_reason="complaint"),
    ]
    unsure = {"labels": [["social_support", 0.3]], "handed_over": None}
    unclear = await bench.hears("we ran out of food", address="+18605550105", reading=unsure)
    for talk, who in ((talks[2], office.ana), (talks[3], office.ben), (talks[4], office.ana)):
        await office.taken(talk, who)
    await bench.casebook.write(
        partial(desk.note, keys=bench.casebook.keys, conversation_id=talks[2], staff_id=office.ana, text="A note.")
    )
    await bench.casebook.write(partial(rows.alert, kind="dead_letter", conversation=talks[2]))
    await bench.casebook.write(lambda connection: connection.execute(update(tables.outbox).values(state="dead")))
    return ["/unclear", f"/conversations/{unclear}/lines/1/labels", *(f"/conversations/{talk}" for talk in talks)]
