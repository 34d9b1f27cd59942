"""What a family does with the widget, in steps that the tests share."""

import re

from playwright.async_api import Page
from web_stage import Stage

from bot.messages import Inbound

PAIRS = ("Yes, today", "Another day")


async def open_chat(page: Page, stage: Stage) -> None:
    """Go to the agency's page and press the launcher."""
    await page.goto(stage.host)
    await page.get_by_role("button", name=re.compile("Open the chat|Abrir el chat")).click()


async def write(page: Page, text: str) -> None:
    """Write a text and press Enter."""
    await page.get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")


def answer_with(stage: Stage, text: str, choices: tuple[str, ...] = ()) -> None:
    """Let the bot answer each message so."""

    def answer(message: Inbound) -> None:
        stage.inbox.say(message.address, text, choices)

    stage.inbox.answer = answer
