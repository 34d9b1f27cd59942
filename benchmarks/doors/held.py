"""What the processes hold, minute by minute, and whether it grows once all is warm."""

import asyncio
from collections.abc import Sequence
from statistics import median

import psutil

from benchmarks.processes import megabytes, resident

EVERY = 5.0
A_MINUTE = 60.0

type Parts = dict[str, list[psutil.Process]]


class Held:
    """Megabytes of each part, one figure (the median of its readings) for each minute that has passed."""

    def __init__(self) -> None:
        self._readings: dict[str, list[float]] = {}

    async def watch(self, parts: Parts) -> None:
        """Read on until cancelled."""
        while True:
            for name, processes in parts.items():
                self._readings.setdefault(name, []).append(megabytes(resident(processes)))
            await asyncio.sleep(EVERY)

    def minutes(self) -> dict[str, list[float]]:
        """The figure of each minute, by part."""
        each = int(A_MINUTE / EVERY)
        return {
            name: [median(readings[start : start + each]) for start in range(0, len(readings), each)]
            for name, readings in self._readings.items()
        }


def growth(minutes: Sequence[float], warm: int) -> float | None:
    """Megabytes by which the last third lies above the first third, after `warm` minutes; None when too short."""
    after = list(minutes[warm:])
    third = len(after) // 3
    return round(median(after[-third:]) - median(after[:third]), 1) if third else None
