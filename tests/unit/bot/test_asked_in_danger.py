"""Which texts of a danger outrank a need that is told at length, and an answer for everybody."""

import pytest

from bot.turn import asked_in_danger, hour
from services.safety.hour import Told


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("hour.pictures_down", True),
        ("hour.pictures_pay", True),
        ("hour.pictures_keep", True),
        ("hour.pictures_seen", False),
        ("hour.pictures_say", False),
        ("hour.pictures_partner", False),
    ],
)
def test_of_pictures_only_what_is_to_be_done_outranks_a_need(name: str, first: bool) -> None:
    told = Told(name, "")
    assert hour.outweighs(told) is first
    assert asked_in_danger.answers_it(told) is first


@pytest.mark.parametrize("name", ["hour.battery_honey", "hour.er_papers", "hour.police_comes_body"])
def test_what_is_asked_of_a_battery_a_hospital_or_the_police_is_answered_first(name: str) -> None:
    assert asked_in_danger.answers_it(Told(name, ""))
