"""Hides small numbers, and as many others as it takes that nobody can work the hidden ones out.

A count from 1 to 10 families is small (the Centers for Medicare & Medicaid Services' rule for published tables); 0 is
shown. A table has visible totals, so one hidden cell in a line could be had by subtraction: others are hidden with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from services.reports.working_out import Cell, worked_out

FEWEST: Final = 11  # families behind a number that is shown
OTHER: Final = "_other"  # where small lines go together


@dataclass(frozen=True, slots=True)
class Count:
    """How many things, and from which families."""

    number: int = 0
    families: frozenset[str] = frozenset()

    def __add__(self, other: "Count") -> "Count":
        return Count(self.number + other.number, self.families | other.families)

    @property
    def small(self) -> bool:
        """Whether it must not be shown."""
        return 0 < len(self.families) < FEWEST


def folded(lines: Mapping[str, Count]) -> dict[str, str]:
    """Under which name each line goes: its own, or OTHER together with other small ones.

    When even those together are small, the next smallest join them. Lines of nobody are left out. The result is empty
    when all together are too few.
    """
    there = {name: count for name, count in lines.items() if count.families}
    others = {name for name, count in there.items() if count.small}
    while others and sum((there[name] for name in others), Count()).small:
        rest = [name for name in there if name not in others]
        if not rest:
            return {}
        others.add(min(rest, key=lambda name: (len(there[name].families), name)))
    return {name: OTHER if name in others else name for name in there}


def covered(cells: Mapping[Cell, Count]) -> frozenset[Cell] | None:
    """The cells to hide in a table whose totals are shown; None when only hiding the whole table is safe."""
    hidden = {cell for cell, count in cells.items() if count.small}
    while weak := _weak(cells, hidden):
        more = [cell for cell in cells if cell not in hidden and any(_meet(cell, each) for each in weak)]
        more = more or [cell for cell in cells if cell not in hidden]
        if not more:
            return None
        # The smallest number costs least; a nought tells too little to hide much.
        hidden.add(min(more, key=lambda cell: (cells[cell].number == 0, cells[cell].number, cell)))
    return frozenset(hidden)


def _weak(cells: Mapping[Cell, Count], hidden: set[Cell]) -> set[Cell]:
    """Hidden cells that can be worked out, and those of lines whose hidden cells are few families even together."""
    found = set(worked_out({cell: cells[cell].number for cell in hidden}))
    for line in _lines(hidden):
        if sum((cells[cell] for cell in line), Count()).small:
            found.update(line)
    return found


def _lines(hidden: Iterable[Cell]) -> list[list[Cell]]:
    rows: dict[str, list[Cell]] = {}
    columns: dict[str, list[Cell]] = {}
    for cell in sorted(hidden):
        rows.setdefault(cell[0], []).append(cell)
        columns.setdefault(cell[1], []).append(cell)
    return [*rows.values(), *columns.values()]


def _meet(one: Cell, other: Cell) -> bool:
    return one[0] == other[0] or one[1] == other[1]
