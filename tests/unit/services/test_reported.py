"""What is told of the family, or of one thing, stands apart from refusals."""

from services.casework.has_already import HAD
from services.casework.of_whom import PREGNANCY
from services.casework.reported import MOST_KEPT, kept, refusals

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
