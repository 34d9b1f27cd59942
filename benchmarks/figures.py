"""From single turns to figures: rates, percentiles by turn number, ratios. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Any

TURNS = (2, 5, 20, 100, 200)
DRIVER = "load"  # the benchmark itself, among the parts of a side
AROUND = 2  # five turns in a row are one of each kind (texts.yml)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation; `number` from 1, `first` and `last` in seconds (see Heard)."""

    number: int
    first: float
    last: float
    true: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A measured stretch of one side: its turns, how long it lasted, processor seconds of each part."""

    families: int
    seconds: float
    turns: tuple[Turn, ...]
    cpu: dict[str, float]

    @property
    def rate(self) -> float:
        """Turns a second."""
        return len(self.turns) / self.seconds


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, between neighbours; there must be one at least."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def latency(turns: Iterable[Turn]) -> dict[str, float | int] | None:
    """Percentiles in milliseconds to the first text of the answer, the median to its last, and how many turns."""
    timed = list(turns)
    if not timed:
        return None
    first = [turn.first for turn in timed]
    return {
        "p50_ms": _ms(percentile(first, 0.5)),
        "p95_ms": _ms(percentile(first, 0.95)),
        "last_p50_ms": _ms(percentile([turn.last for turn in timed], 0.5)),
        "turns": len(timed),
    }


def by_turn(stretches: Iterable[Stretch]) -> dict[str, dict[str, float | int]]:
    """Latency at the turns of interest, each with its neighbours (turn 2 stands alone: turn 1 opens the record)."""
    turns = list(chain.from_iterable(stretch.turns for stretch in stretches))
    found = {str(number): latency(turn for turn in turns if _near(turn.number, number)) for number in TURNS}
    return {number: figures for number, figures in found.items() if figures is not None}


def load(stretches: Sequence[Stretch]) -> dict[str, Any]:
    """The rate of a number of families at a time (median of the stretches), latency, processor time a turn."""
    turns = list(chain.from_iterable(stretch.turns for stretch in stretches))
    parts = stretches[0].cpu
    cpu = {part: 1000 * sum(stretch.cpu[part] for stretch in stretches) / max(1, len(turns)) for part in parts}
    return {
        "turns_a_second": round(median(stretch.rate for stretch in stretches), 2),
        "stretches": [round(stretch.rate, 2) for stretch in stretches],
        "latency": latency(turns),
        "by_turn": by_turn(stretches),
        "cpu_ms_a_turn": {part: round(used, 2) for part, used in cpu.items()},
        "cores_used": {
            part: round(sum(s.cpu[part] for s in stretches) / sum(s.seconds for s in stretches), 2) for part in parts
        },
    }


def growth(turn_figures: dict[str, dict[str, float | int]]) -> float | None:
    """How many times as long turn 200 takes as turn 5 (medians)."""
    if "5" not in turn_figures or "200" not in turn_figures:
        return None
    return round(turn_figures["200"]["p50_ms"] / turn_figures["5"]["p50_ms"], 2)


def ratios(ours: dict[str, Any], stock: dict[str, Any]) -> dict[str, Any]:
    """Ours ÷ stock, for each number of families and each turn number that both reached."""
    together = [families for families in ours["load"] if families in stock["load"]]
    turns = [number for number in ours["by_turn"] if number in stock["by_turn"]]
    return {
        "turns_a_second": {n: _ratio(ours["load"][n], stock["load"][n], "turns_a_second") for n in together},
        "p95": {n: _ratio(ours["load"][n]["latency"], stock["load"][n]["latency"], "p95_ms") for n in together},
        "cpu_a_turn": {n: round(_cpu(ours["load"][n]) / _cpu(stock["load"][n]), 3) for n in together},
        "p95_by_turn": {n: _ratio(ours["by_turn"][n], stock["by_turn"][n], "p95_ms") for n in turns},
    }


def _near(number: int, wanted: int) -> bool:
    return abs(number - wanted) <= (AROUND if wanted > AROUND else 0)


def _ratio(ours: dict[str, float], stock: dict[str, float], name: str) -> float:
    return round(ours[name] / stock[name], 3)


def _cpu(found: dict[str, Any]) -> float:
    """Processor time of a turn in all parts of a side, the benchmark's own left out."""
    parts: dict[str, float] = found["cpu_ms_a_turn"]
    return sum(used for part, used in parts.items() if part != DRIVER)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
