"""Loads what the first family would otherwise wait for."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from bot.errors import AssistantFailed
from bot.turn.assistant import Assistant
from bot.turn.reading import read
from services.casework.needs import all_needs
from services.casework.promises import due
from services.directory.places import connecticut
from services.directory.question import Found, Question
from services.eligibility import all_programs


async def warm_up(assistant: Assistant, find: Callable[[Question], list[Found]], now: datetime) -> None:
    """Read content, patterns and directory, and let the model read its first messages."""
    await asyncio.to_thread(_read_content)
    await asyncio.to_thread(find, Question(need="food_need", now=now))
    with suppress(AssistantFailed):
        await assistant.understand(["hello, we need food", "hola, necesito comida"])


def _read_content() -> None:
    read("three or more xyzzy words", {})  # words that tell no language call the model of languages too
    all_programs()
    all_needs()
    connecticut()
    due("first", None, datetime.now(UTC).replace(tzinfo=None))  # the calendar of holidays, for the desk's queue
