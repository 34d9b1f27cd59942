"""What is told of the family, or of one thing, stands apart from refusals."""

import pytest

from services.casework.has_already import HAD
from services.casework.of_whom import PREGNANCY
from services.casework.reached import to_keep
from services.casework.reported import MOST_KEPT, kept, kept_with, refusals

TOLD = [PREGNANCY, f"{HAD}wic", "not_for:9889:pump"]


def test_only_refusals_leave_doors_out() -> None:
    assert refusals([*TOLD, "service:1", "line:211", "kind:cribs"]) == ["service:1", "line:211", "kind:cribs"]


def test_no_sort_pushes_another_out() -> None:
    refused = [f"service:{number}" for number in range(MOST_KEPT)]
    assert kept([*TOLD, *refused]) == [*TOLD, *refused]
    assert kept([*TOLD, *refused, "service:new"]) == [*TOLD, *refused[1:], "service:new"]
    assert kept([*refused, *TOLD, *(f"not_for:{number}:pump" for number in range(MOST_KEPT))])[: MOST_KEPT + 2] == [
        *refused,
        *TOLD[:2],
    ]


@pytest.mark.parametrize(
    "told",
    [
        ("call me after 4 pm", "call me before 2 pm", "call me after 4 pm"),
        ("despues de las 4", "antes de las 2", "despues de las 4"),
    ],
)
def test_a_time_that_is_told_again_is_the_newest_and_the_only_one(told: tuple[str, ...]) -> None:
    before = [*TOLD, *to_keep("just text", ["text"])]
    for text in told:
        before = kept_with(before, to_keep(text, ["hours"]))
    assert before == [*TOLD, "reached:text:just text", f"reached:hours:{told[-1]}"]


def test_what_is_told_again_stands_last() -> None:
    assert kept_with(["service:1", "service:2"], ["service:1"]) == ["service:2", "service:1"]
