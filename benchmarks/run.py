"""The whole run: both sides up, measured by turns so that what disturbs the machine disturbs both, then the figures."""

import asyncio
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figures import AROUND, Stretch, by_turn, growth, load, ratios
from benchmarks.load import Drive, drive, everyone
from benchmarks.machine import described
from benchmarks.memory import Watch
from benchmarks.ours import open_ours
from benchmarks.prepare import fresh_house, training_seconds
from benchmarks.processes import BenchFailed
from benchmarks.stock.project import ensure_project
from benchmarks.stock.running import open_stock
from benchmarks.target import Target
from bot.setup.paths import Paths

SHORT = 20  # turns of a conversation while the rate is measured
WARM_UP = 3.0

type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a run: see `onedoor bench --help`."""

    data: Path
    families: tuple[int, ...]
    turns: int
    seconds: float
    rounds: int
    stock: bool
    stock_epochs: int | None
    training: bool = True


@dataclass(slots=True)
class Side:
    """One side with what was measured of it."""

    target: Target
    watch: Watch = field(default_factory=Watch)
    short: dict[int, list[Stretch]] = field(default_factory=dict)
    long: list[Stretch] = field(default_factory=list)


async def run(plan: Plan, say: Say) -> dict[str, Any]:
    """Measure; answers all figures. Ends what it started when it is done, fails or is told to stop."""
    _stop_as_asked()
    cache = plan.data / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=cache))
    try:
        async with AsyncExitStack() as stack:
            sides = [Side(await stack.enter_async_context(side)) for side in await _prepared(plan, cache, folder, say)]
            await _measure(plan, sides, say)
            figures = _figures(plan, sides)
    except BenchFailed:
        raise  # the folder stays: it holds what the processes said
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    return figures


async def _prepared(plan: Plan, cache: Path, folder: Path, say: Say) -> list[AbstractAsyncContextManager[Target]]:
    """The sides, ready to be started: all training is over by then."""
    say(f"the model of OneDoor{', and how long its training takes' if plan.training else ''}")
    house = fresh_house(Paths(plan.data), folder)
    training = await training_seconds(folder) if plan.training else None
    sides: list[AbstractAsyncContextManager[Target]] = [open_ours(house, training)]
    if plan.stock:
        say("the model of stock Rasa (long when the examples have changed)")
        project = await ensure_project(cache, plan.stock_epochs)
        (folder / "stock").mkdir()
        sides.append(open_stock(project, folder / "stock"))
    say("starting")
    return sides


async def _measure(plan: Plan, sides: list[Side], say: Say) -> None:
    numbers = everyone()
    for side in sides:
        await drive(side.target, Drive(2, SHORT, WARM_UP), numbers)
    for number in range(1, plan.rounds + 1):
        for families in plan.families:
            for side in sides:
                say(f"round {number} of {plan.rounds}: {families} at a time, {side.target.name}")
                side.short.setdefault(families, []).append(
                    await _stretch(side, Drive(families, SHORT, plan.seconds), numbers)
                )
        for side in sides:
            say(f"round {number} of {plan.rounds}: a conversation of {plan.turns} turns, {side.target.name}")
            long = Drive(1, plan.turns + AROUND, plan.seconds, finish=True)
            side.long.append(await _stretch(side, long, numbers))


async def _stretch(side: Side, how: Drive, numbers: Iterator[int]) -> Stretch:
    async with side.watch.over(side.target.parts()):
        stretch = await drive(side.target, how, numbers)
    side.watch.note(len(stretch.turns))
    return stretch


def _figures(plan: Plan, sides: list[Side]) -> dict[str, Any]:
    known = {side.target.name: _of(side) for side in sides}
    asked = {"families": plan.families, "turns": plan.turns, "seconds": plan.seconds, "rounds": plan.rounds}
    figures: dict[str, Any] = {
        "machine": described(),
        "asked": {**asked, "short_conversation": SHORT, "stock_epochs": plan.stock_epochs},
        **known,
        "growth": {name: growth(figures["by_turn"]) for name, figures in known.items()},
    }
    if plan.stock:
        figures["ratios"] = ratios(known["ours"], known["stock"])
    return figures


def _of(side: Side) -> dict[str, Any]:
    alone = [*side.short.get(1, []), *side.long]
    everything = [*(stretch for stretches in side.short.values() for stretch in stretches), *side.long]
    return {
        "training_seconds": side.target.prepared.training,
        "start_seconds": side.target.prepared.start,
        "turns": sum(len(stretch.turns) for stretch in everything),
        "untrue_answers": sum(not turn.true for stretch in everything for turn in stretch.turns),
        "load": {str(families): load(stretches) for families, stretches in side.short.items()},
        "by_turn": by_turn(alone),
        "memory": side.watch.figures(),
    }


def _stop_as_asked() -> None:
    """SIGTERM and SIGINT end the run by the way that ends what it started."""
    task = asyncio.current_task()
    assert task is not None
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
