"""Prints the figures as tables."""

from typing import Any

from rich.console import Console
from rich.table import Table

SIDES = ("ours", "stock")
RATIOS = (("turns_a_second", "turns a second"), ("p95", "p95"), ("cpu_a_turn", "CPU a turn"))


def show(figures: dict[str, Any], console: Console) -> None:
    """Rates, latency by turn number, memory, and the ratios when both sides ran."""
    sides = [side for side in SIDES if side in figures]
    for table in (_load(figures, sides), _turns(figures, sides), _memory(figures, sides), _rest(figures, sides)):
        console.print(table)
    machine = figures["machine"]
    load = machine["load_average"][0]
    console.print(f"{machine['processor']}, {machine['cores']} cores, load average {load}", highlight=False)


def _load(figures: dict[str, Any], sides: list[str]) -> Table:
    table = _table("Families at a time", "side", "turns/s", "p50 ms", "p95 ms", "last text p50 ms", "CPU ms a turn")
    for families in figures["ours"]["load"]:
        for side in sides:
            found = figures[side]["load"][families]
            times = found["latency"] or {}
            cpu = ", ".join(f"{part} {used:.1f}" for part, used in found["cpu_ms_a_turn"].items())
            shown = (times.get(name, "–") for name in ("p50_ms", "p95_ms", "last_p50_ms"))
            table.add_row(families, side, str(found["turns_a_second"]), *map(str, shown), cpu)
    return table


def _turns(figures: dict[str, Any], sides: list[str]) -> Table:
    headings = [f"{side} {name} ms" for side in sides for name in ("p50", "p95")]
    table = _table("Turn of a conversation", *headings)
    for number in figures["ours"]["by_turn"]:
        found = [figures[side]["by_turn"].get(number, {}) for side in sides]
        table.add_row(number, *(str(times.get(name, "–")) for times in found for name in ("p50_ms", "p95_ms")))
    return table


def _memory(figures: dict[str, Any], sides: list[str]) -> Table:
    table = _table("Memory", "peak MB", "after 1,000 turns MB", "at the end MB", "PSS at the end MB")
    names = ("peak_mb", "after_1000_turns_mb", "at_end_mb", "pss_at_end_mb")
    for side in sides:
        for part, held in figures[side]["memory"]["parts"].items():
            table.add_row(f"{side}: {part}", *(str(held[name] if held[name] is not None else "–") for name in names))
    return table


def _rest(figures: dict[str, Any], sides: list[str]) -> Table:
    table = _table("", *sides, *(["ours ÷ stock"] if "ratios" in figures else []))
    for name in ("training_seconds", "start_seconds", "turns", "untrue_answers"):
        table.add_row(
            name.replace("_", " "),
            *(str("–" if figures[side][name] is None else figures[side][name]) for side in sides),
        )
    table.add_row("turn 200 ÷ turn 5", *(str(figures["growth"][side] or "–") for side in sides))
    for families in figures.get("ratios", {}).get("turns_a_second", {}):
        for name, title in RATIOS:
            empty = [""] * len(sides)
            table.add_row(f"{title}, {families} at a time", *empty, str(figures["ratios"][name][families]))
    return table


def _table(*headings: str) -> Table:
    table = Table()
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="left" if place == 0 else "right")
    return table
