"""One lane per conversation: its work is done in order and never twice at once, others go on beside it.

Nothing polls: a lane runs when it is woken and ends when its step says that nothing is left.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()

LONGEST_PAUSE = 30.0

# Does one piece of a key's work. Answers the seconds until the next piece is due, or None when nothing is left.
type Step = Callable[[str], Awaitable[float | None]]


class Lanes:
    """Runs `step(key)` for each woken key, at most `at_once` keys at a time."""

    def __init__(self, name: str, step: Step, at_once: int = 64) -> None:
        self._name = name
        self._step = step
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: dict[str, asyncio.Event] = {}
        self._places = asyncio.Semaphore(at_once)

    def wake(self, key: str) -> None:
        """There may be work for this key."""
        if key in self._running:
            self._woken[key].set()
            return
        self._woken[key] = asyncio.Event()
        self._running[key] = asyncio.create_task(self._run(key), name=f"{self._name} lane")

    async def close(self) -> None:
        """Stop all lanes; what they had not committed is done again at the next start."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, key: str) -> None:
        failures = 0
        try:
            while True:
                self._woken[key].clear()
                try:
                    async with self._places:
                        pause = await self._step(key)
                    failures = 0
                except Exception as error:  # a lane must outlive any fault of one piece; it is tried again
                    failures += 1
                    pause = min(LONGEST_PAUSE, 0.2 * 2**failures) * random.uniform(0.8, 1.2)
                    log.error("lane_failed", lane=self._name, error=type(error).__name__, failures=failures)
                if pause is None and not self._woken[key].is_set():
                    return
                await self._wait(key, pause or 0)
        finally:
            del self._running[key], self._woken[key]

    async def _wait(self, key: str, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._woken[key].wait()
        except TimeoutError:
            pass
