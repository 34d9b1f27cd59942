"""Messages come at the rate that was asked, from families who do not wait; growth is told from warming up."""

import random
from itertools import pairwise

import pytest

from benchmarks.doors.arrivals import Turns, gaps
from benchmarks.doors.held import growth


def test_messages_come_at_about_the_rate_and_never_after_the_end() -> None:
    moments = list(gaps(25.0, 200.0, random.Random(1)))
    assert len(moments) == pytest.approx(5_000, rel=0.05)
    assert moments[-1] < 200.0
    assert all(before < after for before, after in pairwise(moments))


def test_all_families_write_in_turn_and_who_waits_is_passed_over() -> None:
    order = Turns(["a", "b", "c"], random.Random(1))
    first = [order.next(set()) for _ in range(3)]
    assert sorted(filter(None, first)) == ["a", "b", "c"]
    assert [order.next({str(first[0])}) for _ in range(3)] == [first[1], first[2], first[1]]
    assert order.next({"a", "b", "c"}) is None


@pytest.mark.parametrize(
    ("minutes", "grown"),
    [
        ([100, 180, 200, 200, 201, 200, 200, 200, 200], 0),  # it only warmed up
        ([100, 180, 200, 210, 220, 230, 240, 250, 260], 50),
        ([100, 200], None),
    ],
)
def test_growth_is_what_comes_after_warming_up(minutes: list[float], grown: float | None) -> None:
    assert growth(minutes, warm=2) == grown
