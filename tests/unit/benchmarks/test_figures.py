"""What the benchmark makes of single turns."""

from itertools import pairwise

import pytest

from benchmarks.figures import Stretch, Turn, by_turn, growth, latency, load, percentile, ratios


def turns(*seconds: float, start: int = 1) -> tuple[Turn, ...]:
    return tuple(Turn(number, value, value + 0.01, true=True) for number, value in enumerate(seconds, start=start))


def stretch(*seconds: float, lasted: float = 1.0, cpu: float = 0.0) -> Stretch:
    return Stretch(1, lasted, turns(*seconds), {"rasa": cpu})


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([1.0], 0.95, 1.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([1.0, 2.0], 0.5, 1.5),
        ([float(value) for value in range(101)], 0.95, 95.0),
    ],
)
def test_a_percentile_lies_between_its_neighbours(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == pytest.approx(expected)


def test_latency_counts_to_the_first_text_and_tells_the_last_apart() -> None:
    figures = latency(turns(0.010, 0.020, 0.030))
    assert figures == {"p50_ms": 20.0, "p95_ms": 29.0, "last_p50_ms": 30.0, "turns": 3}


def test_no_turns_have_no_latency() -> None:
    assert latency([]) is None


def test_a_turn_of_interest_is_measured_with_its_neighbours_of_every_kind() -> None:
    figures = by_turn([stretch(*[0.001 * number for number in range(1, 11)])])
    assert figures["5"]["turns"] == 5
    assert figures["5"]["p50_ms"] == 5.0


def test_turn_two_stands_alone_because_turn_one_opens_the_record() -> None:
    assert by_turn([stretch(9.0, 0.002, 9.0)])["2"] == {
        "p50_ms": 2.0,
        "p95_ms": 2.0,
        "last_p50_ms": 12.0,
        "turns": 1,
    }


def test_a_turn_that_nobody_reached_is_left_out() -> None:
    assert "200" not in by_turn([stretch(*[0.001] * 20)])


def test_the_rate_is_the_median_so_that_one_disturbed_stretch_does_not_count() -> None:
    figures = load([stretch(*[0.1] * 10), stretch(*[0.1] * 12), stretch(0.1, lasted=10.0)])
    assert figures["turns_a_second"] == 10.0
    assert figures["stretches"] == [10.0, 12.0, 0.1]


def test_processor_time_is_told_for_each_turn_and_as_cores() -> None:
    figures = load([stretch(*[0.1] * 10, lasted=2.0, cpu=0.5), stretch(*[0.1] * 10, lasted=2.0, cpu=1.5)])
    assert figures["cpu_ms_a_turn"] == {"rasa": 100.0}
    assert figures["cores_used"] == {"rasa": 0.5}


def test_growth_is_turn_200_over_turn_5() -> None:
    assert growth({"5": {"p50_ms": 10.0}, "200": {"p50_ms": 13.0}}) == 1.3


def test_growth_is_unknown_when_no_conversation_was_long_enough() -> None:
    assert growth({"5": {"p50_ms": 10.0}}) is None


def test_ratios_compare_only_what_both_sides_reached() -> None:
    ours = {"load": {"1": side(50.0, 20.0), "16": side(100.0, 90.0)}, "by_turn": {"5": times(20.0), "200": times(20.0)}}
    stock = {"load": {"1": side(10.0, 100.0)}, "by_turn": {"5": times(80.0)}}
    assert ratios(ours, stock) == {
        "turns_a_second": {"1": 5.0},
        "p95": {"1": 0.2},
        "cpu_a_turn": {"1": 1.0},
        "p95_by_turn": {"5": 0.25},
    }


def side(rate: float, p95: float) -> dict[str, object]:
    return {"turns_a_second": rate, "latency": times(p95), "cpu_ms_a_turn": {"rasa": 30.0, "load": p95}}


def times(p95: float) -> dict[str, float]:
    return {"p95_ms": p95}


def test_percentiles_never_fall_as_the_share_grows() -> None:
    found = [percentile([5.0, 1.0, 4.0, 2.0], share / 10) for share in range(11)]
    assert all(low <= high for low, high in pairwise(found))
