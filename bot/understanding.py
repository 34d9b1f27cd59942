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
from bot.turn.understanding import Understanding
from services import safety

PATIENCE = 60.0
NO_ACTIONS = "http://127.0.0.1:9/actions"  # reading calls no action


class Reader:
    """Safety, language and the assistant's understanding of a text, in one answer (see bot/turn/reading.py)."""

    def __init__(self, assistant: Assistant, understanding: Understanding) -> None:
        self._assistant = assistant
        self._understanding = understanding

    async def read(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What each text means, in order."""
        scores = [self._understanding.scores(text) for text in texts]
        chances = [self._chances(text) for text in texts]
        meanings = await self._assistant.understand(list(texts), chances)
        return [read(*each) for each in zip(texts, meanings, scores, strict=True)]

    def _chances(self, text: str) -> list[list[float]] | None:
        """As the turn hands them to Rasa: what only sounds of danger is read for what it asks."""
        return self._understanding.calm(text) if safety.is_ordinary(text) else self._understanding.chances(text)


@asynccontextmanager
async def open_reader(paths: Paths, model: Path | None = None) -> AsyncIterator[Reader]:
    """A Rasa of its own with the house's model, or with `model`; it ends with the block. Raises AssistantFailed."""
    model = model or paths.model
    rasa = RasaProcess(RASA_PYTHON, ROOT, model, free_port(), NO_ACTIONS, paths.rasa_log)
    assistant = Assistant(rasa.url, timeout=120)
    rasa.start()
    try:
        await _wait_for(rasa, paths.rasa_log)
        yield Reader(assistant, Understanding(model.parent / paths.reader.name))
    finally:
        await assistant.close()
        await rasa.stop()


async def _wait_for(rasa: RasaProcess, log: Path) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await rasa.ready.wait()
    except TimeoutError as error:
        raise AssistantFailed(f"Rasa did not start within {PATIENCE:.0f} s; see {log}") from error
