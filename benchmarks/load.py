"""Drives one side with some families at a time: each texts, waits for the whole answer, and texts again."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from benchmarks import script
from benchmarks.figures import DRIVER, Stretch, Turn
from benchmarks.processes import cpu_seconds
from benchmarks.target import Target


@dataclass(frozen=True, slots=True)
class Drive:
    """How to drive: families at a time, turns of a conversation, seconds until no conversation or turn is begun.

    With `finish`, a conversation that has begun is talked to its end; else it stops when the time is up.
    """

    families: int
    length: int
    seconds: float
    finish: bool = False


async def drive(target: Target, how: Drive, numbers: Iterator[int]) -> Stretch:
    """One stretch; `numbers` gives each conversation a family of its own. Raises BenchFailed when the side ended."""
    parts = {**target.parts(), DRIVER: [psutil.Process()]}
    before = {part: cpu_seconds(processes) for part, processes in parts.items()}
    began = time.perf_counter()
    ends = began + how.seconds
    turns: list[Turn] = []
    try:
        async with asyncio.TaskGroup() as families:
            for _ in range(how.families):
                families.create_task(_family(target, how, ends, numbers, turns))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    seconds = time.perf_counter() - began
    used = {part: cpu_seconds(processes) - before[part] for part, processes in parts.items()}
    return Stretch(how.families, seconds, tuple(turns), used)


def everyone() -> Iterator[int]:
    """Family after family; each is new to both sides."""
    return itertools.count()


async def _family(target: Target, how: Drive, ends: float, numbers: Iterator[int], turns: list[Turn]) -> None:
    while time.perf_counter() < ends:
        family = next(numbers)
        for number in range(1, how.length + 1):
            if not how.finish and time.perf_counter() >= ends:
                return
            heard = await target.text(script.phone(family), script.text(family, number))
            turns.append(Turn(number, heard.first, heard.last, heard.true))
