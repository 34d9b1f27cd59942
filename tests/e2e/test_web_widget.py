"""The widget as a family meets it, in a real browser, on an agency's site of another origin and strict policy."""

import pytest
from playwright.async_api import BrowserContext, Page, expect
from web_stage import Stage
from web_talk import PAIRS, answer_with, open_chat, write

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]


async def bubbles(page: Page) -> list[str]:
    """The messages on the page after the opening, in order."""
    return await page.locator(".line:not(.opening):not(.working) .bubble").all_inner_texts()


async def test_a_family_writes_and_is_answered(page: Page, stage: Stage) -> None:
    answer_with(stage, "Which town are you in?")
    await open_chat(page, stage)
    await expect(page.get_by_text("I am a computer program, not a person")).to_be_visible()
    await write(page, "we are out of food")
    await expect(page.get_by_text("Which town are you in?", exact=True).last).to_be_visible()
    assert await bubbles(page) == ["we are out of food", "Which town are you in?"]
    await expect(page.get_by_role("textbox")).to_be_focused()
    await expect(page.get_by_role("textbox")).to_have_value("")


async def test_a_pressed_button_is_the_answer_and_the_buttons_go(page: Page, stage: Stage) -> None:
    answer_with(stage, "Can you go today?", PAIRS)
    await open_chat(page, stage)
    await write(page, "food")
    stage.inbox.answer = None
    await page.get_by_role("button", name="Another day").click()
    await expect(page.locator(".family .bubble").last).to_have_text("Another day")
    await expect(page.get_by_role("button", name="Yes, today")).to_have_count(0)
    assert stage.inbox.taken[-1].choice == (2, 1)
    await expect(page.get_by_role("textbox")).to_be_focused()


async def test_the_conversation_goes_on_tomorrow_in_the_same_browser(context: BrowserContext, stage: Stage) -> None:
    first = await context.new_page()
    await open_chat(first, stage)
    await write(first, "my son does not talk")
    await expect(first.locator(".family time")).to_be_visible()
    await first.close()
    await stage.gone()
    stage.say("How old is he?")
    page = await context.new_page()
    await page.goto(stage.host)
    await expect(page.get_by_role("button", name="New messages: 1")).to_be_visible()
    await page.get_by_role("button", name="New messages: 1").click()
    await expect(page.get_by_text("How old is he?", exact=True).last).to_be_visible()
    assert await bubbles(page) == ["my son does not talk", "How old is he?"]


async def test_two_tabs_show_the_same_lines(context: BrowserContext, stage: Stage) -> None:
    one, two = await context.new_page(), await context.new_page()
    await open_chat(one, stage)
    await expect(one.locator(".composer")).to_be_visible()
    await one.wait_for_function("Object.keys(localStorage).some((key) => key.endsWith(':token'))")
    await open_chat(two, stage)
    await write(one, "from one")
    await expect(two.locator(".family .bubble")).to_have_text("from one")
    await write(two, "from two")
    await expect(one.locator(".family .bubble").last).to_have_text("from two")
    assert await bubbles(one) == await bubbles(two) == ["from one", "from two"]


async def test_words_written_without_a_connection_arrive_once_when_it_is_back(
    context: BrowserContext, page: Page, stage: Stage
) -> None:
    await open_chat(page, stage)
    await write(page, "first")
    await expect(page.locator(".family time")).to_be_visible()
    await context.set_offline(True)
    await expect(page.get_by_text("There is no connection").first).to_be_visible()
    await write(page, "second")
    await write(page, "third")
    await expect(page.get_by_text("Not sent yet")).to_have_count(2)
    stage.say("said meanwhile")
    await context.set_offline(False)
    await expect(page.locator(".banner")).to_be_hidden()
    await expect(page.locator(".waiting, .sending, .sent")).to_have_count(0)
    assert [message.text for message in stage.inbox.taken] == ["first", "second", "third"]
    assert await bubbles(page) == ["first", "said meanwhile", "second", "third"]


async def test_a_restart_of_the_gateway_loses_nothing(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await write(page, "before")
    await expect(page.locator(".family time")).to_be_visible()
    await stage.cut()
    stage.say("answer after the restart")
    await write(page, "during")
    await expect(page.locator(".family time")).to_have_count(2)
    assert await bubbles(page) == ["before", "answer after the restart", "during"]


async def test_a_text_that_is_too_long_stays_in_the_box_with_a_kind_word(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await write(page, "a" * 2001)
    await expect(page.get_by_role("alert")).to_contain_text("send it in two parts")
    await expect(page.get_by_role("textbox")).to_have_value("a" * 2001)
    assert stage.inbox.taken == []


async def test_the_family_sees_that_a_person_has_come(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await page.get_by_role("button", name="Talk to a person").click()
    await expect(page.locator(".family time")).to_be_visible()
    stage.inbox.hand_to(stage.token, "queue")
    await expect(page.get_by_text("Waiting for a person").first).to_be_visible()
    stage.inbox.hand_to(stage.token, "person")
    stage.inbox.say(stage.token, "Hi, this is Ana.", sender="person")
    await expect(page.get_by_text("A person has joined").first).to_be_visible()
    assert (await page.locator(".lines > li").all_inner_texts())[-2].startswith("A person has joined")
    await expect(page.locator(".status")).to_have_text("You are with a person")


async def test_a_message_never_takes_the_focus(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await write(page, "hi")
    await expect(page.locator(".family time")).to_be_visible()
    leave = page.get_by_role("button", name="Leave quickly")
    await leave.focus()
    stage.say("Which town?", PAIRS)
    await expect(page.get_by_role("button", name="Another day")).to_be_visible()
    await expect(leave).to_be_focused()


async def test_each_answer_is_spoken_once_and_then_gone_from_the_live_region(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await write(page, "hi")
    await expect(page.locator(".family time")).to_be_visible()
    live = page.locator("[aria-live=polite]").last  # the one inside the open panel
    stage.say("Which town?", PAIRS)
    await expect(live).to_have_text("Computer helper: Which town? Yes, today, Another day")
    await expect(live).to_have_text("")
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")


async def test_escape_closes_and_the_focus_returns_to_the_launcher(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await page.get_by_role("textbox").fill("half a thought")
    await page.keyboard.press("Escape")
    launcher = page.get_by_role("button", name="Open the chat")
    await expect(launcher).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox")).to_have_value("half a thought")
    await expect(page.get_by_role("textbox")).to_be_focused()


async def test_everything_can_be_done_with_the_keyboard(page: Page, stage: Stage) -> None:
    answer_with(stage, "Can you go today?", PAIRS)
    await page.goto(stage.host)
    await page.get_by_role("button", name="Open the chat").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("food")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Another day")).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Another day")).to_be_focused()
    await page.keyboard.press("Space")
    await expect(page.locator(".family .bubble").last).to_have_text("Another day")


async def test_a_panel_that_covers_a_small_screen_keeps_the_focus_inside(page: Page, stage: Stage) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    await open_chat(page, stage)
    await expect(page.get_by_role("dialog")).to_have_attribute("aria-modal", "true")
    for _ in range(25):
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.localName") == "onedoor-chat"


async def test_leaving_quickly_goes_elsewhere_and_forgets_the_chat(page: Page, stage: Stage) -> None:
    await page.route("https://www.weather.gov/", lambda route: route.fulfill(body="weather"))
    await open_chat(page, stage)
    await write(page, "he will hurt me")
    await expect(page.locator(".family time")).to_be_visible()
    await page.get_by_role("button", name="Leave quickly").click()
    await page.wait_for_url("https://www.weather.gov/")
    await page.goto(stage.host)
    assert await page.evaluate("Object.keys(localStorage)") == []
    await page.get_by_role("button", name="Open the chat").click()
    await expect(page.locator(".starters")).to_be_visible()
    assert await bubbles(page) == []


async def test_a_cleared_chat_is_gone_from_every_tab(context: BrowserContext, stage: Stage) -> None:
    one, two = await context.new_page(), await context.new_page()
    await open_chat(one, stage)
    await write(one, "private words")
    await expect(one.locator(".family time")).to_be_visible()
    await open_chat(two, stage)
    await expect(two.locator(".family .bubble")).to_have_text("private words")
    await one.get_by_role("button", name="More", exact=True).click()
    await one.get_by_role("button", name="Clear chat").click()
    await expect(one.get_by_role("button", name="Keep it")).to_be_focused()
    await one.get_by_role("button", name="Yes, clear it").click()
    for page in (one, two):
        await expect(page.locator(".family")).to_have_count(0)
    await write(two, "a new start")
    await expect(two.locator(".family time")).to_be_visible()
    assert len(stage.inbox.conversations) == 2


async def test_no_word_of_the_conversation_is_kept_on_the_device(page: Page, stage: Stage) -> None:
    answer_with(stage, "Which town?")
    await open_chat(page, stage)
    await write(page, "secret-word")
    await expect(page.locator(".bot:not(.opening) .bubble").last).to_have_text("Which town?")
    kept = await page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
    assert "secret-word" not in kept
    assert "Which town" not in kept
    assert kept.count(stage.token) == 1


async def test_the_language_changes_at_once_and_goes_with_the_next_message(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await page.get_by_role("button", name="Español").click()
    await expect(page.get_by_role("dialog", name="Ayuda para familias")).to_be_visible()
    await expect(page.get_by_text("Soy un programa de computadora")).to_be_visible()
    await write(page, "no hay comida")
    await expect(page.locator(".family time")).to_be_visible()
    assert stage.inbox.taken[0].language == "es"
    await page.reload()
    await expect(page.get_by_role("dialog", name="Ayuda para familias")).to_be_visible()  # as it was left


async def test_whoever_writes_spanish_on_an_english_page_reads_its_buttons_in_spanish(page: Page, stage: Stage) -> None:
    await open_chat(page, stage)
    await write(page, "no tenemos comida")
    await expect(page.get_by_text("no tenemos comida")).to_be_visible()
    stage.inbox.conversations[stage.token].language = "es"
    stage.say("¿En qué pueblo vive?")
    await expect(page.get_by_role("button", name="English")).to_be_visible()
    await expect(page.get_by_role("dialog", name="Ayuda para familias")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("dialog", name="Ayuda para familias")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await write(page, "thanks")
    await expect(page.get_by_text("thanks")).to_be_visible()
    assert [one.language for one in stage.inbox.taken] == ["en", "en"]
    await page.reload()
    await expect(page.get_by_role("dialog", name="Help for families")).to_be_visible()  # as the family has set it


LINKED = [
    ("Call (860) 555-0142 now.", {"tel:+18605550142": "(860) 555-0142"}),
    ("1-860-555-0199 o 860.555.0101", {"tel:+18605550199": "1-860-555-0199", "tel:+18605550101": "860.555.0101"}),
    ("Llame al 911. O al 988, o 2-1-1!", {"tel:911": "911", "tel:988": "988", "tel:211": "2-1-1"}),
    ("911 Main Street, $988, 06211, 211-4", {}),
    ("See https://example.org/a?b=(c), ok", {"https://example.org/a?b=(c)": "https://example.org/a?b=(c)"}),
    ("(https://example.org/x).", {"https://example.org/x": "https://example.org/x"}),
    ("javascript:alert(1) https:// ftp://x", {}),
]


@pytest.mark.parametrize(("text", "links"), LINKED)
async def test_addresses_and_numbers_can_be_tapped(page: Page, stage: Stage, text: str, links: dict[str, str]) -> None:
    answer_with(stage, text)
    await open_chat(page, stage)
    await write(page, "hi")
    answer = page.locator(".bot:not(.opening):not(.working) .bubble").last
    await expect(answer).to_have_text(text)
    found = await answer.locator("a").evaluate_all("all => all.map((a) => [a.getAttribute('href'), a.textContent])")
    assert dict(found) == links


async def test_markup_is_shown_as_words(page: Page, stage: Stage) -> None:
    text = "<img src=x onerror=alert(1)><b>bold</b> & <script>alert(2)</script>"
    answer_with(stage, text, (text,))
    await open_chat(page, stage)
    await write(page, text)
    await expect(page.locator(".bot:not(.opening):not(.working) .bubble").last).to_have_text(text)
    await expect(page.locator("onedoor-chat img, onedoor-chat b, onedoor-chat script")).to_have_count(0)


async def test_the_agency_chooses_colour_side_and_greeting(page: Page, stage: Stage) -> None:
    stage.attributes = 'data-language="es" data-color="#ffd54f" data-position="left"'
    await page.goto(stage.host)
    await expect(page.locator(".greeting")).to_be_visible()
    launcher = page.get_by_role("button", name="Abrir el chat").last
    box = await launcher.bounding_box()
    assert box
    assert box["x"] < 40
    colours = await launcher.evaluate("(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]")
    assert colours == ["rgb(255, 213, 79)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("width", [320, 480, 683, 1366, 3840])
async def test_nothing_is_cut_off_at_any_width(page: Page, stage: Stage, width: int) -> None:
    answer_with(stage, "https://example.org/" + "long/" * 40, ("A very long answer to choose " * 4,))
    await page.set_viewport_size({"width": width, "height": 500})
    await open_chat(page, stage)
    await write(page, "W" * 300)
    await expect(page.get_by_role("button", name="A very long answer")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = "(log) => log.scrollWidth <= log.clientWidth"
    assert await page.get_by_role("log").evaluate(wide)


@pytest.mark.parametrize(("width", "height"), [(683, 384), (320, 256)], ids=["200 %", "400 %"])
async def test_a_zoomed_page_shows_the_answer_and_the_box(page: Page, stage: Stage, width: int, height: int) -> None:
    answer_with(stage, "Which town?", PAIRS)
    await page.set_viewport_size({"width": width, "height": height})
    await open_chat(page, stage)
    await write(page, "food")
    await expect(page.get_by_role("button", name=PAIRS[1])).to_be_attached()
    stage.say("And your ZIP?")
    await expect(page.locator(".bot .bubble").last).to_have_text("And your ZIP?")
    log = page.get_by_role("log")
    await log.evaluate("(it) => it.scrollTo(0, it.scrollHeight)")
    await expect(page.locator(".bot .bubble").last).to_be_in_viewport(ratio=0.9)
    await expect(page.get_by_role("textbox")).to_be_in_viewport(ratio=1)
    await expect(page.get_by_role("button", name="Leave quickly")).to_be_in_viewport(ratio=1)
    await expect(page.get_by_role("button", name="Talk to a person")).to_be_in_viewport(ratio=1)


async def test_every_button_is_large_enough_to_tap(page: Page, stage: Stage) -> None:
    answer_with(stage, "Can you go today?", PAIRS)
    await page.set_viewport_size({"width": 320, "height": 640})
    await open_chat(page, stage)
    await write(page, "food")
    await expect(page.get_by_role("button", name="Another day")).to_be_visible()
    sizes = await page.locator("onedoor-chat button:visible").evaluate_all(
        "all => all.map((one) => [one.textContent, one.offsetWidth, one.offsetHeight])"
    )
    assert [name for name, width, height in sizes if width < 24 or height < 24] == []


async def test_a_family_that_wants_no_motion_sees_none(context: BrowserContext, page: Page, stage: Stage) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await open_chat(page, stage)
    assert await page.get_by_role("dialog").evaluate("(it) => getComputedStyle(it).animationName") == "none"


async def test_the_chat_can_be_printed_as_a_plan_to_keep(page: Page, stage: Stage) -> None:
    answer_with(stage, "Bring your ID to the pantry.", PAIRS)
    await open_chat(page, stage)
    await write(page, "food")
    await expect(page.get_by_role("button", name="Another day")).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.get_by_text("Bring your ID to the pantry.").last).to_be_visible()
    await expect(page.get_by_role("textbox")).to_be_hidden()
    await expect(page.get_by_role("button", name="Another day")).to_be_hidden()


async def test_the_widget_is_there_once_however_often_it_is_embedded(page: Page, stage: Stage) -> None:
    await page.goto(stage.host)
    await expect(page.locator("onedoor-chat")).to_have_count(1)
    await page.evaluate(
        """async () => { const first = document.querySelector("script");
        const again = Object.assign(document.createElement("script"), { src: first.src, nonce: first.nonce });
        await new Promise((done, failed) => {
          Object.assign(again, { onload: done, onerror: failed }); document.body.append(again); }); }"""
    )
    await expect(page.locator("onedoor-chat")).to_have_count(1)
