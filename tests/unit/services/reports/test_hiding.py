"""What is hidden cannot be worked out. The tests do not use the product's way of knowing it: they try every table."""

from collections.abc import Iterator, Mapping
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.hiding import FEWEST, OTHER, Count, covered, folded
from services.reports.working_out import Cell, worked_out

NUMBERS = st.sampled_from([0, 0, 1, 2, 5, 9, 10, 11, 12, 14, 20])
TABLES = st.integers(2, 3).flatmap(
    lambda rows: st.integers(2, 3).flatmap(
        lambda columns: st.fixed_dictionaries({
            (f"r{i}", f"c{j}"): NUMBERS for i in range(rows) for j in range(columns)
        })
    )
)  # fmt: skip


def counted(numbers: Mapping[Cell, int]) -> dict[Cell, Count]:
    """Each thing from a family of its own."""
    names = count()
    return {cell: Count(n, frozenset(str(next(names)) for _ in range(n))) for cell, n in numbers.items()}


def possible(numbers: Mapping[Cell, int], hidden: set[Cell]) -> dict[Cell, set[int]]:
    """Numbers that each hidden cell has in some table with the same totals and shown cells; all of them, or two."""
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for filling in _fillings(numbers, sorted(hidden), _sums(numbers, hidden)):
        for cell, number in filling.items():
            found[cell].add(number)
        if all(len(each) > 1 for each in found.values()):
            break  # nothing can be worked out: enough is known
    return found


def _sums(numbers: Mapping[Cell, int], hidden: set[Cell]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for cell in hidden:
        for line in cell:
            sums[line] = sums.get(line, 0) + numbers[cell]
    return sums


def _fillings(numbers: Mapping[Cell, int], cells: list[Cell], left: dict[str, int]) -> Iterator[dict[Cell, int]]:
    if not cells:
        if not any(left.values()):
            yield {}
        return
    (row, column), rest = cells[0], cells[1:]
    lowest, highest = min(1, numbers[row, column]), min(left[row], left[column])
    if row not in {each for each, _ in rest}:  # the last of its row takes what is left
        lowest = max(lowest, left[row])
    for number in range(lowest, highest + 1):
        after = left | {row: left[row] - number, column: left[column] - number}
        for filling in _fillings(numbers, rest, after):
            yield filling | {(row, column): number}


@given(numbers=TABLES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_hidden_number_follows_from_the_totals_and_the_shown_ones(numbers: dict[Cell, int]) -> None:
    hidden = covered(counted(numbers))
    if hidden is None:
        return  # nothing of the table is shown
    assert {cell for cell, number in numbers.items() if 0 < number < FEWEST} <= hidden
    assert all(len(each) > 1 for each in possible(numbers, set(hidden)).values())


@given(numbers=TABLES, chosen=st.sets(st.tuples(st.sampled_from(["r0", "r1"]), st.sampled_from(["c0", "c1", "c2"]))))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_can_be_worked_out_is_exactly_what_has_one_possible_number(
    numbers: dict[Cell, int], chosen: set[Cell]
) -> None:
    hidden = chosen & numbers.keys()
    one = {cell for cell, each in possible(numbers, hidden).items() if len(each) == 1}
    assert worked_out({cell: numbers[cell] for cell in hidden}) == one


@given(numbers=TABLES)
@settings(deadline=None, derandomize=True)
def test_the_hidden_cells_of_a_line_are_not_a_handful_together_either(numbers: dict[Cell, int]) -> None:
    hidden = covered(counted(numbers)) or frozenset()
    for line in {each for cell in hidden for each in cell}:
        assert sum(numbers[cell] for cell in hidden if line in cell) >= FEWEST


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    numbers = {(row, column): 11 for row in "ab" for column in "xy"}
    assert covered(counted(numbers)) == frozenset()


def test_a_nought_is_shown() -> None:
    numbers = {("a", "x"): 0, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 11}
    assert covered(counted(numbers)) == frozenset()


def test_many_things_of_few_families_are_hidden_too() -> None:
    few = Count(40, frozenset(map(str, range(10))))
    plenty = Count(40, frozenset(map(str, range(40))))
    cells = {("a", "x"): few, ("a", "y"): plenty, ("b", "x"): plenty, ("b", "y"): plenty}
    assert ("a", "x") in (covered(cells) or {("a", "x")})


def test_small_lines_go_together_until_they_are_enough() -> None:
    sizes = {"a": 30, "b": 12, "c": 6, "d": 3, "e": 0}
    lines = {name: Count(n, frozenset(f"{name}{i}" for i in range(n))) for name, n in sizes.items()}
    assert folded(lines) == {"a": "a", "b": OTHER, "c": OTHER, "d": OTHER}


def test_when_all_together_are_too_few_there_are_no_lines() -> None:
    assert folded({"a": Count(5, frozenset("12345"))}) == {}
    assert folded({}) == {}
