"""OneDoor as a reader of cases: the very code of `onedoor parse`."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil

from benchmarks.processes import family_of
from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import Read
from benchmarks.understanding.pace import Processes
from bot.setup.paths import Paths
from bot.understanding import Reader, open_reader

BATCH = 50


class Ours:
    """Reads through safety, language and the assistant."""

    name = "onedoor"

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def one(self, text: str) -> None:
        """Read one message, for its time."""
        await self._reader.read([text])

    async def all(self, cases: Sequence[Case]) -> list[Read]:
        """Read every case."""
        return [
            read for start in range(0, len(cases), BATCH) for read in await self._batch(cases[start : start + BATCH])
        ]

    def processes(self) -> Processes:
        """This process, which looks for danger first, and Rasa's."""
        return family_of(psutil.Process(os.getpid()))

    async def _batch(self, cases: Sequence[Case]) -> list[Read]:
        readings = await self._reader.read([case.text for case in cases])
        return [_read(case, reading) for case, reading in zip(cases, readings, strict=True)]


@asynccontextmanager
async def open_ours(paths: Paths, model: Path | None = None) -> AsyncIterator[Ours]:
    """OneDoor with the house's model, or with `model`."""
    async with open_reader(paths, model) as reader:
        yield Ours(reader)


def _read(case: Case, reading: dict[str, Any]) -> Read:
    labels = tuple((str(label["name"]), float(label["confidence"])) for label in reading["labels"])
    return Read(case, labels, reading["crisis"], reading["language"], reading["entities"], reading["doubt"])
