"""Percentages beside the figures to beat, without giving small numbers away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from services.reports.hiding import FEWEST

MOST_HIDDEN: Final = FEWEST - 1


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage between `low` and `high`, the same when nothing had to be hidden; both whole numbers.

    `of` is how many were counted, None when that is hidden.
    """

    low: int
    high: int
    of: int | None = None

    def beside(self, goal: int) -> Literal["reached", "missed", "open"]:
        """How it stands to a figure to beat; `open` when the hidden numbers could decide it."""
        if self.low >= goal:
            return "reached"
        return "missed" if self.high < goal else "open"


def share(answers: Iterable[tuple[str, bool]]) -> Share | None:
    """(family, yes) as a percentage of yes; None when they are too few.

    A handful on one side is hidden, as in tables: then only bounds are told, which follow from the sum of both alone.
    """
    listed = list(answers)
    yes = {family for family, each in listed if each}
    no = {family for family, each in listed if not each}
    number = sum(each for _, each in listed)
    if len(yes | no) < FEWEST or (_few(yes) and _few(no)):
        return None
    total = len(listed)
    if _few(no):
        return Share(100 * (total - MOST_HIDDEN) // total, 100, total) if total - number <= MOST_HIDDEN else None
    if _few(yes):
        return Share(0, -(-100 * MOST_HIDDEN // total), total) if number <= MOST_HIDDEN else None
    exact = round(100 * number / total)
    return Share(exact, exact, total)


def _few(families: set[str]) -> bool:
    return 0 < len(families) < FEWEST
