"""The run: the real gateway and Rasa, families on sockets and by text, messages at a rate, times and memory."""

import asyncio
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, TCPConnector

from benchmarks import script
from benchmarks.doors.arrivals import Turns, gaps
from benchmarks.doors.held import Held, growth
from benchmarks.doors.page import Page
from benchmarks.figures import Turn, latency
from benchmarks.machine import described
from benchmarks.ours import Ours, apologies, open_ours
from benchmarks.prepare import fresh_house
from benchmarks.target import Heard
from bot.setup.paths import Paths

SEED = 20261127
OPENING_AT_ONCE = 25
WARM = 3.0
DOORS = ("web", "sms")

type Say = Callable[[str], None]
type Member = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """`families` at each door, `rate` messages a second over both, so many minutes, of which the first are `warm`."""

    data: Path
    families: int
    rate: float
    minutes: float
    warm: float = WARM


async def run(plan: Plan, say: Say) -> dict[str, Any]:
    """Measure; answers all figures."""
    cache = plan.data / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="doors-", dir=cache))
    try:
        say("starting")
        async with open_ours(fresh_house(Paths(plan.data), folder), None) as house, _pages(house, plan) as pages:
            say(f"{len(pages)} sockets are open; {plan.rate:g} messages a second for {plan.minutes:g} minutes")
            return await _drive(plan, house, pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _pages(house: Ours, plan: Plan) -> AsyncIterator[list[Page]]:
    """A page for each family at the web's door."""
    sorry = apologies()
    async with ClientSession(house.address, connector=TCPConnector(limit=0)) as session:
        pages: list[Page] = []
        while len(pages) < plan.families:
            numbers = range(len(pages), min(len(pages) + OPENING_AT_ONCE, plan.families))
            languages = [script.LANGUAGES[number % len(script.LANGUAGES)] for number in numbers]
            pages += await asyncio.gather(*(Page.open(session, language, sorry) for language in languages))
        try:
            yield pages
        finally:
            await asyncio.gather(*(page.close() for page in pages))


@dataclass(slots=True)
class Driving:
    """One run under way: what each family has said so far, who waits, and each turn with its moment, by door."""

    house: Ours
    pages: list[Page]
    began: float = field(default_factory=time.perf_counter)
    told: Counter[Member] = field(default_factory=Counter)
    waiting: set[Member] = field(default_factory=set)
    turns: dict[str, list[tuple[float, Turn]]] = field(default_factory=lambda: {door: [] for door in DOORS})
    nobody_free: int = 0

    async def talk(self, moments: Iterable[float], order: Turns[Member]) -> None:
        """A message at each moment, by the next family that does not wait for an answer."""
        async with asyncio.TaskGroup() as talking:
            for at in moments:
                await asyncio.sleep(max(0.0, self.began + at - time.perf_counter()))
                if (member := order.next(self.waiting)) is None:
                    self.nobody_free += 1
                else:
                    self.waiting.add(member)
                    talking.create_task(self._speak(member))

    async def _speak(self, member: Member) -> None:
        self.told[member] += 1
        (door, number), turn, at = member, self.told[member], time.perf_counter() - self.began
        words = script.text(number, turn)
        heard = await (self.pages[number].text(words) if door == "web" else self._by_text(number, words))
        self.turns[door].append((at, Turn(turn, heard.first, heard.last, heard.true)))
        self.waiting.discard(member)

    async def _by_text(self, number: int, words: str) -> Heard:
        return await self.house.text(script.phone(number), words)


async def _drive(plan: Plan, house: Ours, pages: list[Page]) -> dict[str, Any]:
    chance = random.Random(SEED)
    order = Turns([(door, number) for door in DOORS for number in range(plan.families)], chance)
    driving, held = Driving(house, pages), Held()
    watching = asyncio.create_task(held.watch(house.parts()))
    await driving.talk(gaps(plan.rate, plan.minutes * 60, chance), order)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return _figures(plan, driving, held, time.perf_counter() - driving.began)


def _figures(plan: Plan, driving: Driving, held: Held, seconds: float) -> dict[str, Any]:
    minutes, turns = held.minutes(), driving.turns
    worked = sum(map(len, turns.values()))
    asked = {"families_at_each_door": plan.families, "rate": plan.rate, "minutes": plan.minutes, "warm": plan.warm}
    return {
        "machine": described(),
        "asked": asked,
        "messages": worked,
        "messages_a_second": round(worked / seconds, 2),
        "nobody_free": driving.nobody_free,
        "untrue_answers": sum(not turn.true for each in turns.values() for _, turn in each),
        "latency": {door: latency(turn for at, turn in each if at >= plan.warm * 60) for door, each in turns.items()},
        "memory_mb_by_minute": minutes,
        "memory_growth_mb": {name: growth(each, int(plan.warm)) for name, each in minutes.items()},
    }
