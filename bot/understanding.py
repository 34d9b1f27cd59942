"""Reads messages outside any conversation, exactly as a first turn would: for `onedoor parse` and `onedoor eval`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.errors import AssistantFailed
from bot.rasa_process import RasaProcess, free_port
from bot.setup.paths import RASA_PYTHON, ROOT, Paths
from bot.turn.assistant import Assistant
from bot.turn.reading import read

PATIENCE = 60.0
NO_ACTIONS = "http://127.0.0.1:9/actions"  # reading calls no action


class Reader:
    """Safety, language and the assistant's understanding of a text, in one answer (see bot/turn/reading.py)."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def read(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What each text means, in order."""
        meanings = await self._assistant.understand(list(texts))
        return [read(text, meaning) for text, meaning in zip(texts, meanings, strict=True)]


@asynccontextmanager
async def open_reader(paths: Paths, model: Path | None = None) -> AsyncIterator[Reader]:
    """A Rasa of its own with the house's model, or with `model`; it ends with the block. Raises AssistantFailed."""
    rasa = RasaProcess(RASA_PYTHON, ROOT, model or paths.model, free_port(), NO_ACTIONS, paths.rasa_log)
    assistant = Assistant(rasa.url, timeout=120)
    rasa.start()
    try:
        await _wait_for(rasa, paths.rasa_log)
        yield Reader(assistant)
    finally:
        await assistant.close()
        await rasa.stop()


async def _wait_for(rasa: RasaProcess, log: Path) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await rasa.ready.wait()
    except TimeoutError as error:
        raise AssistantFailed(f"Rasa did not start within {PATIENCE:.0f} s; see {log}") from error
