"""The share of the federal poverty guideline that an income is, by the guidelines of content/income."""

from datetime import date
from functools import cache
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def percent_of_poverty(a_year: float, people: int, on: date) -> float | None:
    """Percent, to one decimal, by the guideline in force on that day; None before the first one that we know."""
    in_force = [each for each in _guidelines() if each["from"] <= on]
    if not in_force:
        return None
    line: float = in_force[-1]["one"] + in_force[-1]["each_more"] * (people - 1)
    return round(100 * a_year / line, 1)


@cache
def _guidelines() -> list[dict[str, Any]]:
    page = document(CONTENT / "income" / "guidelines.yml")
    return sorted(page["guidelines"], key=lambda each: each["from"])
