"""Who cannot wait until a place opens hears of the line that always answers."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.casework.offer import Offer
from services.casework.until_then import opens_late
from services.casework.when import is_pressing
from services.directory.question import Found

FRIDAY_NIGHT = datetime(2026, 11, 27, 20, 0)
TUESDAY = datetime(2026, 11, 24, 10, 0)
MONDAY_MORNING = datetime(2026, 11, 30, 8, 0)


def door(state: str, opens: datetime | None = None) -> Offer:
    found = Found.__new__(Found)
    for name, value in {"hours_state": state, "next_open": opens}.items():
        object.__setattr__(found, name, value)
    return replace(Offer("service:1", "Pantry", "Pantry", "", ""), found=found)


@pytest.mark.parametrize(
    ("doors", "now", "pressing", "late"),
    [
        ([door("closed", MONDAY_MORNING)], FRIDAY_NIGHT, False, True),
        ([door("closed", datetime(2026, 11, 28, 9, 0))], FRIDAY_NIGHT, False, False),
        ([door("closed", datetime(2026, 11, 28, 9, 0))], FRIDAY_NIGHT, True, True),
        ([door("closed", MONDAY_MORNING), door("open")], FRIDAY_NIGHT, True, False),
        ([door("unknown")], FRIDAY_NIGHT, True, True),
        ([door("unknown")], FRIDAY_NIGHT, False, False),
        ([door("unknown")], TUESDAY, True, False),
        ([Offer("program:snap", "SNAP", "SNAP", "", "")], FRIDAY_NIGHT, True, False),
    ],
)
def test_who_would_wait_long_is_told(doors: list[Offer], now: datetime, pressing: bool, late: bool) -> None:
    assert opens_late(doors, now, pressing=pressing) is late


@pytest.mark.parametrize("text", ["no food till monday", "no hay leche esta noche", "me cortaron la luz hoy"])
def test_a_need_that_cannot_wait_is_heard(text: str) -> None:
    assert is_pressing(text)
    assert not is_pressing("we need food")
