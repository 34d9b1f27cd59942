"""A gun that is put away with kin is no gun to somebody's head."""

import pytest

from services import safety


@pytest.mark.parametrize(
    "text",
    [
        "talked to my wife last nite she took the gun to her brothers. gonna file monday",
        "we brought the rifle to my dads house",
        "i gave the guns to the police station",
    ],
)
def test_who_puts_a_gun_away_tells_of_no_threat(text: str) -> None:
    assert not str(safety.read(text).matched).startswith("threatened_or_trapped")


@pytest.mark.parametrize("text", ["he put the gun to her head", "he took the gun to her house and said he will use it"])
def test_a_gun_to_somebody_rings_as_ever(text: str) -> None:
    assert safety.read(text).crisis == "crisis_violence"
