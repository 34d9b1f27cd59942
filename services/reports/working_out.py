"""Tells which hidden cells of a table a reader can work out from its totals.

The reader knows every total and every shown cell, and that what is hidden is no nought. The hidden cells are then a
network between rows and columns: a cell can be another number only if some can rise and others fall by one on a closed
way through it. Where there is no such way, its number follows from the totals.
"""

from collections import deque
from collections.abc import Mapping

type Cell = tuple[str, str]
type Step = tuple[str, str]  # from one line to another; rows and columns are told apart by their sign


def worked_out(hidden: Mapping[Cell, int]) -> set[Cell]:
    """The hidden cells (with their true numbers) that have only one possible number."""
    steps = _steps(hidden)
    return {cell for cell in hidden if not (_rises(cell, steps) or _falls(cell, hidden, steps))}


def _steps(hidden: Mapping[Cell, int]) -> dict[str, set[str]]:
    """From each line, the lines reached by letting a cell rise (row to column) or fall (column to row) by one."""
    found: dict[str, set[str]] = {}
    for (row, column), number in hidden.items():
        found.setdefault(_row(row), set()).add(_column(column))
        if number > 1:  # a reader knows that at least one remains
            found.setdefault(_column(column), set()).add(_row(row))
    return found


def _rises(cell: Cell, steps: Mapping[str, set[str]]) -> bool:
    row, column = _row(cell[0]), _column(cell[1])
    return _leads(column, row, steps, without=(column, row))


def _falls(cell: Cell, hidden: Mapping[Cell, int], steps: Mapping[str, set[str]]) -> bool:
    row, column = _row(cell[0]), _column(cell[1])
    return hidden[cell] > 1 and _leads(row, column, steps, without=(row, column))


def _leads(start: str, end: str, steps: Mapping[str, set[str]], without: Step) -> bool:
    """Whether steps lead from one line to another without the one that would undo the change at once."""
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in steps.get(here, ()):
            if (here, there) == without or there in seen:
                continue
            if there == end:
                return True
            seen.add(there)
            waiting.append(there)
    return False


def _row(name: str) -> str:
    return f"r{name}"


def _column(name: str) -> str:
    return f"c{name}"
