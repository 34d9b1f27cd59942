"""Who the family is: what is told behind "both" is noted, and it is still about all of them."""

from typing import Any

import pytest

from actions.family import ActionNoteFamily
from tests.unit.actions.test_actions import Room

KNOWN = [{"months": 24.0, "sex": None}, {"months": 48.0, "sex": None}]


@pytest.mark.parametrize(
    ("text", "told", "months"),
    [
        ("both. Emma is 2 and Leo is 5", [24.0, 60.0], [48.0, 24.0, 60.0]),
        ("both of them. the big one is 4", [48.0], [24.0, 48.0]),
        ("los dos. el chiquito tiene 3", [36.0], [24.0, 48.0, 36.0]),
    ],
)
async def test_both_stays_both_whatever_ages_are_told_behind_it(
    text: str, told: list[float], months: list[float]
) -> None:
    room = Room()
    room.slots |= {"children": KNOWN, "requested_slot": "which_child", "child_age_months": 24.0}
    await room.run(ActionNoteFamily(), text=text, entities=_children(told))
    assert (room.slots["which_child"], room.slots["child_age_months"]) == ("all", None)
    assert [child["months"] for child in room.slots.get("children", KNOWN)] == months


async def test_where_nothing_was_asked_an_age_is_of_its_child() -> None:
    room = Room()
    room.slots |= {"children": KNOWN}
    await room.run(ActionNoteFamily(), text="both boys, the big one is 4", entities=_children([48.0]))
    assert room.slots["which_child"] == "48.0"


def _children(months: list[float]) -> list[dict[str, Any]]:
    return [{"entity": "child", "value": {"months": each}} for each in months]
