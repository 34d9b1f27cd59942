"""Tables of counts that can be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.reports.hiding import OTHER, Count, covered, folded
from services.reports.working_out import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by two things. A cell of None is hidden; `open` is False when every cell is.

    Rows and columns come largest first, small ones together as OTHER last. Totals are always shown; a table of nobody,
    or of too few, has no rows.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    row_totals: Mapping[str, int] | None = None
    column_totals: Mapping[str, int] | None = None
    cells: Mapping[Cell, int | None] | None = None
    open: bool = False

    def cell(self, row: str, column: str) -> int | None:
        """The number of a cell, None where it is hidden or the table does not have it."""
        return self.cells.get((row, column)) if self.cells else None


type Item = tuple[str, str, str]  # (family, row, column): one thing to count


def table(items: Iterable[Item]) -> Table:
    """The items counted, with small lines together and small cells hidden so that none can be worked out."""
    listed = list(items)
    rows = folded(_counted((family, row) for family, row, _ in listed))
    columns = folded(_counted((family, column) for family, _, column in listed))
    if not rows or not columns:
        return Table()
    noughts: dict[Cell, Count] = {(row, column): Count() for row in rows.values() for column in columns.values()}
    counts = noughts | _counted((family, (rows[row], columns[column])) for family, row, column in listed)
    row_totals, column_totals = _totals(counts, 0), _totals(counts, 1)
    hidden = covered(counts) if len(row_totals) > 1 and len(column_totals) > 1 else None
    cells = {cell: None if hidden is None or cell in hidden else count.number for cell, count in counts.items()}
    return Table(
        rows=tuple(row_totals),
        columns=tuple(column_totals),
        row_totals=row_totals,
        column_totals=column_totals,
        cells=cells,
        open=any(number is not None for number in cells.values()),
    )


def listing(items: Iterable[tuple[str, str]]) -> dict[str, int]:
    """(family, line) counted by line, largest first, small ones together; {} when all are too few."""
    lines = _counted(items)
    names = folded(lines)
    found: dict[str, int] = {}
    for line, name in names.items():
        found[name] = found.get(name, 0) + lines[line].number
    return _in_order(found)


def _counted[Key](items: Iterable[tuple[str, Key]]) -> dict[Key, Count]:
    numbers: dict[Key, int] = {}
    families: dict[Key, set[str]] = {}
    for family, key in items:
        numbers[key] = numbers.get(key, 0) + 1
        families.setdefault(key, set()).add(family)
    return {key: Count(number, frozenset(families[key])) for key, number in numbers.items()}


def _totals(counts: Mapping[Cell, Count], side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, count in counts.items():
        found[cell[side]] = found.get(cell[side], 0) + count.number
    return _in_order(found)


def _in_order(found: dict[str, int]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda line: (line[0] == OTHER, -line[1], line[0])))
