"""Writes the figures as the page docs/reference/understanding.md."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
SIDES = ("onedoor", "stock")
# What issue 3 asks of messages that nobody here has seen; ours are dev voices, so these are goals, not verdicts.
GOALS = {
    "any_right": {"en": 0.88, "es": 0.84},
    "best_right": {"en": 0.80, "es": 0.75},
    "needs_f1_micro": {"en": 0.80, "es": 0.76},
    "language": {"en": 0.99, "es": 0.98},
    "child_age_months": {"en": 0.95, "es": 0.92},
    "town": {"en": 0.97, "es": 0.97},
    "zip": {"en": 0.97, "es": 0.97},
    "recall": {"en": 0.98, "es": 0.97},
    "traps": {"en": 0.06, "es": 0.07},
    "everyday": {"en": 0.003, "es": 0.005},
}


def page(figures: dict[str, Any], plots: Sequence[str]) -> str:
    """The page as Markdown; `plots` are file names beside it."""
    sides = [side for side in SIDES if side in figures]
    values = {"figures": figures, "sides": sides, "plots": plots, "goals": GOALS, "worst": list(worst(figures))}
    return written("page.md.j2", values)


def written(template: str, values: dict[str, Any]) -> str:
    """A page or a part of one; a figure that is missing is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(percent=percent, exact=exact, decimal=decimal)
    return environment.get_template(template).render(**values)


def percent(found: dict[str, Any]) -> str:
    """A share for a table: "87.5 %", or a dash of nothing."""
    return "–" if found["share"] is None else f"{100 * found['share']:.1f} %"


def exact(found: dict[str, Any]) -> str:
    """A share with its count and interval: "87.5 % (35 of 40; 74–95)"."""
    if found["share"] is None:
        return "–"
    return f"{percent(found)} ({found['hits']} of {found['of']}; {100 * found['low']:.0f}–{100 * found['high']:.0f})"


def decimal(number: float | None) -> str:
    """Two places, or a dash."""
    return "–" if number is None else f"{number:.2f}"


def worst(figures: dict[str, Any], most: int = 12) -> Iterator[tuple[str, str, str, int]]:
    """The commonest mistakes: language, what it was, what it was taken for, how often."""
    found: Iterable[tuple[str, str, str, int]] = (
        (language, true, taken, number)
        for language, rows in figures["onedoor"]["confusion"].items()
        for true, counts in rows.items()
        for taken, number in counts.items()
        if taken != true
    )
    yield from sorted(found, key=lambda row: -row[3])[:most]
