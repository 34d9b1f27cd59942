"""How long one message takes, alone, with every process that reads it bound to one core."""

import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from statistics import quantiles
from typing import Any

import psutil

from benchmarks.processes import cpu_seconds

type Processes = list[psutil.Process]
WARM_UP = 20


async def pace(read: Callable[[str], Awaitable[object]], texts: Sequence[str], processes: Processes) -> dict[str, Any]:
    """Milliseconds a message from call to answer (median, 95th of 100), and of processor; at least two texts."""
    with _on_one_core(processes):
        for text in texts[:WARM_UP]:
            await read(text)
        before, times = cpu_seconds(processes), [await _timed(read, text) for text in texts]
        used = cpu_seconds(processes) - before
    cuts = quantiles(times, n=20, method="inclusive")
    return {
        "messages": len(times),
        "p50_ms": round(cuts[9] * 1000, 2),
        "p95_ms": round(cuts[18] * 1000, 2),
        "processor_ms": round(used / len(times) * 1000, 2),
    }


async def _timed(read: Callable[[str], Awaitable[object]], text: str) -> float:
    began = time.perf_counter()
    await read(text)
    return time.perf_counter() - began


@contextmanager
def _on_one_core(processes: Processes) -> Iterator[None]:
    """Bind every thread to one core; Linux knows cores by thread."""
    everywhere = os.sched_getaffinity(0)
    _bind(processes, {min(everywhere)})
    try:
        yield
    finally:
        _bind(processes, everywhere)


def _bind(processes: Processes, cores: set[int]) -> None:
    for process in processes:
        for thread in process.threads():
            with suppress(ProcessLookupError):  # it has just ended
                os.sched_setaffinity(thread.id, cores)
