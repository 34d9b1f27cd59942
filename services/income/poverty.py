"""The share of the federal poverty guideline that an income is, by the guidelines of content/income."""

from datetime import date
from functools import cache
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def percent_of_poverty(a_year: float, people: int, on: date) -> float | None:
    """Percent, to one decimal, by the guideline in force on that day; None before the first one that we know."""
    line = _line(people, on)
    return None if line is None else round(100 * a_year / line, 1)


def a_month_at(percent: float, people: int, on: date) -> int | None:
    """Whole dollars a month that are that share of the guideline, rounded down; None before the first that we know."""
    line = _line(people, on)
    return None if line is None else int(line * percent / 100 / 12)


def _line(people: int, on: date) -> float | None:
    in_force = [each for each in _guidelines() if each["from"] <= on]
    return in_force[-1]["one"] + in_force[-1]["each_more"] * (people - 1) if in_force else None


@cache
def _guidelines() -> list[dict[str, Any]]:
    page = document(CONTENT / "income" / "guidelines.yml")
    return sorted(page["guidelines"], key=lambda each: each["from"])
