"""The widget in each of its states, brought about as a family and the house would; axe and the eye look at each."""

from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import Page, expect
from web_stage import Stage
from web_talk import PAIRS, answer_with, open_chat, write

OFFLINE = {"en": "There is no connection", "es": "No hay conexión"}

SAID = "1. Park Street Pantry: groceries each week."
CARDS: list[dict[str, Any]] = [
    {
        "key": "service:pantry",
        "number": 1,
        "name": "Park Street Pantry",
        "about": "Free groceries each week for families in Hartford.",
        "next": "Call 860-555-0142 before you come.",
        "near": "Hartford, 0.4 miles from you",
        "hours": "Open now, until 5 PM.",
        "hours_until": "2199-01-01T17:00:00-05:00",
        "open": True,
        "address": "1 Park Street, Hartford, CT 06106",
        "phone": "860-555-0142",
        "map": "https://map.example.org/?q=1+Park+Street",
        "web": "https://pantry.example.org/",
        "notes": ["Free.", "Bring: a photo ID, proof of address."],
    },
    {
        "key": "program:wic",
        "number": 2,
        "name": "WIC",
        "about": "Food and advice for mothers and children under 5.",
        "next": "Call 1-800-555-0199.",
        "phone": "1-800-555-0199",
    },
]


def offer_cards(stage: Stage) -> None:
    """Let the bot say two doors as cards, between two sentences."""
    text = f"Here is help{SAID} What is your ZIP code?"
    stage.inbox.say(stage.token, text, ("Skip",), extras={"cards": CARDS, "cards_at": [12, 12 + len(SAID)]})


async def states(page: Page, stage: Stage, language: str) -> AsyncIterator[str]:
    """Yield the name of each state while the page is in it."""
    answer_with(stage, "https://example.org (860) 555-0142?", PAIRS)
    await page.goto(stage.host)
    await expect(page.locator(".greeting")).to_be_visible()
    yield "closed"
    await open_chat(page, stage)
    yield "open"
    await write(page, "hola")
    await expect(page.get_by_role("button", name=PAIRS[1])).to_be_visible()
    yield "choices"
    stage.inbox.answer = None
    async for name in _of_the_talk(page, stage):
        yield name
    async for name in _of_the_footer(page):
        yield name
    await page.context.set_offline(True)
    await expect(page.locator(".banner")).to_contain_text(OFFLINE[language])
    await write(page, "gracias")
    yield "offline"
    await page.context.set_offline(False)


async def _of_the_talk(page: Page, stage: Stage) -> AsyncIterator[str]:
    offer_cards(stage)
    await expect(page.locator(".card")).to_have_count(2)
    await page.locator(".save").first.click()
    await expect(page.locator(".kept")).to_have_count(1)
    await page.locator("summary").click()
    yield "cards"
    stage.inbox.say(
        stage.token, "Has your child said two words together?", PAIRS, extras={"progress": {"done": 3, "total": 10}}
    )
    await expect(page.locator("progress")).to_be_visible()
    yield "progress"
    await write(page, "necesito hablar")
    await expect(page.locator(".working")).to_be_visible()
    yield "working"
    stage.inbox.hand_to(stage.token, "queue")
    await expect(page.locator(".away")).to_be_visible()
    yield "nobody here"
    stage.inbox.hand_to(stage.token, "person", "Ana Ruiz")
    stage.inbox.say(stage.token, "Hi, this is Ana.", sender="person")
    await expect(page.locator(".note")).to_be_visible()
    stage.inbox.staff_read(stage.token, stage.inbox.conversations[stage.token].lines[-1].seq)
    await expect(page.locator(".read")).to_contain_text("Ana Ruiz")
    yield "person"
    stage.typing.tell(stage.inbox.conversations[stage.token].id, "person")
    await expect(page.locator(".working.person")).to_be_visible()
    yield "typing"


async def _of_the_footer(page: Page) -> AsyncIterator[str]:
    more = page.locator(".menu-button")
    await more.click()
    yield "menu"
    await page.locator("[data-item=call_me]").click()
    await page.locator("#phone").fill("12")
    await page.locator(".sheet .main").click()
    await expect(page.locator("#phone-fault")).not_to_be_empty()
    yield "form"
    await page.keyboard.press("Escape")
    await more.click()
    await page.locator("[data-item=by_text]").click()
    await expect(page.locator(".code")).to_be_visible()
    yield "code"
    await page.keyboard.press("Escape")
    await more.click()
    await page.locator(".item").last.click()
    yield "clear?"
    await page.keyboard.press("Escape")
    await write(page, "a" * 2001)
    await expect(page.locator("#fault")).not_to_be_empty()
    yield "error"
    await page.get_by_role("textbox").fill("")
