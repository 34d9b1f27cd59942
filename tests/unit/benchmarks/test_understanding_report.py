"""The page of figures: the part in which stock Rasa stands beside ours."""

from typing import Any

from benchmarks.understanding.measures import share
from benchmarks.understanding.report import written


def side(right: int, seconds: float) -> dict[str, Any]:
    found = share([True] * right + [False] * (10 - right))
    alarms = {"traps": found, "everyday": found}
    return {
        "headline": {"en": {"any_right": found, "best_right": found, "needs_f1_micro": right / 10}},
        "crisis": {"en": {"recall": found, "false_alarms": alarms}},
        "pace": {"p50_ms": 9.0, "processor_ms": 10.0},
        "training_seconds": seconds,
    }


def test_both_sides_stand_in_a_row_for_each_figure_with_what_they_were_taught() -> None:
    sides = {"onedoor": side(9, 60.4), "stock": side(4, 900.0)}
    page = written(
        "beside.md.j2", {"figures": {"beside": {"share": 0.05, "examples": 700, "epochs": 10, "sides": sides}}}
    )
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert "same 700 examples, 5 % of the voices" in page
    assert "for 10 epochs instead of its own number" in page
    assert rows[0] == "| measure | en, onedoor | en, stock |"
    assert {row.count("|") for row in rows[:8]} == {4}
    assert "|\n\n| side |" in page
    assert any(row.startswith("| best label") and "90.0 % (9 of 10" in row and "40.0 % (4 of 10" in row for row in rows)
    assert "| stock | 900 s | 9.0 ms | 10.0 ms |" in rows
