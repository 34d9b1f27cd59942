"""Prints the figures of a run at both doors."""

from typing import Any

from rich.console import Console
from rich.table import Table


def show(figures: dict[str, Any], console: Console) -> None:
    """Times by door, memory by part, and what was asked."""
    console.print(_times(figures))
    console.print(_memory(figures))
    machine = figures["machine"]
    said = f"{figures['messages']} messages, {figures['messages_a_second']} a second"
    untrue = f"{figures['untrue_answers']} without a true answer, {figures['nobody_free']} for which no family was free"
    console.print(f"{said}; {untrue}", highlight=False)
    console.print(f"{machine['processor']}, {machine['cores']} cores, load average {machine['load_average'][0]}")


def _times(figures: dict[str, Any]) -> Table:
    table = Table("door", "messages", "p50 ms", "p95 ms")
    for door, found in figures["latency"].items():
        times = found or {}
        table.add_row(door, *(str(times.get(name, "–")) for name in ("turns", "p50_ms", "p95_ms")))
    return table


def _memory(figures: dict[str, Any]) -> Table:
    table = Table("part", "MB at first", "MB at the end", "growth MB after warm-up")
    for name, minutes in figures["memory_mb_by_minute"].items():
        grown = figures["memory_growth_mb"][name]
        table.add_row(name, str(minutes[0]), str(minutes[-1]), "–" if grown is None else str(grown))
    return table
