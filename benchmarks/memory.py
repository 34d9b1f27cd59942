"""Watches what the processes of a side hold: the peak over the run, and what is held after so many turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psutil

from benchmarks.processes import megabytes, proportional, resident

EVERY = 1.0
ENOUGH = 1_000

type Parts = dict[str, list[psutil.Process]]


class Watch:
    """What each part of one side holds, read every second while it is driven."""

    def __init__(self) -> None:
        self._peak: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._shared_fairly: dict[str, int | None] = {}
        self._then: dict[str, int] | None = None
        self._turns = 0
        self._turns_then = 0

    @asynccontextmanager
    async def over(self, parts: Parts) -> AsyncIterator[None]:
        """Watch while the block lasts."""
        task = asyncio.create_task(self._read_on(parts))
        try:
            yield
        finally:
            task.cancel()
            self._read(parts)
            self._shared_fairly = {name: proportional(processes) for name, processes in parts.items()}

    def note(self, turns: int) -> None:
        """So many turns more were worked; what is held after the first thousand is kept."""
        self._turns += turns
        if self._then is None and self._turns >= ENOUGH:
            self._then, self._turns_then = dict(self._last), self._turns

    def figures(self) -> dict[str, Any]:
        """Millions of bytes of each part: `peak`, `at_end`, `pss_at_end`, `after_1000_turns` (None before that)."""
        return {
            "after_turns": self._turns_then or None,
            "parts": {name: self._figures(name) for name in self._peak},
        }

    def _figures(self, name: str) -> dict[str, float | None]:
        shared = self._shared_fairly.get(name)
        return {
            "peak_mb": megabytes(self._peak[name]),
            "at_end_mb": megabytes(self._last[name]),
            "pss_at_end_mb": megabytes(shared) if shared is not None else None,
            "after_1000_turns_mb": megabytes(self._then[name]) if self._then else None,
        }

    async def _read_on(self, parts: Parts) -> None:
        while True:
            self._read(parts)
            await asyncio.sleep(EVERY)

    def _read(self, parts: Parts) -> None:
        self._last = {name: resident(processes) for name, processes in parts.items()}
        self._peak = {name: max(held, self._peak.get(name, 0)) for name, held in self._last.items()}
