"""A flame that burns inside rings or is asked about; who only asks before it is lit, or cooks, is in no danger yet."""

import pytest

from services import safety


@pytest.mark.parametrize(
    "text",
    ["could the propane inside the house hurt us, we feel off", "can my son sleep with the charcoal inside the room"],
)
def test_what_burns_already_is_heard(text: str) -> None:
    assert safety.read(text, {"crisis_medical": 0.1}, language="en").crisis == "crisis_medical"


def test_who_asks_before_it_is_lit_is_in_no_danger() -> None:
    assert safety.read("can we use the propane grill inside", {"crisis_medical": 0.1}, language="en").crisis is None


@pytest.mark.parametrize(
    "text",
    [
        "we have a propane stove to cook in the apartment",
        "usamos la estufita de propano pa cocinar",
        "prendimos la hornilla pa calentar la leche del bebe",
        "usando el calentador eléctrico para calentar el cuarto",
    ],
)
def test_who_cooks_or_heats_by_wire_is_asked_nothing(text: str) -> None:
    assert safety.read(text, {"crisis_medical": 0.02}, language="es").doubt is None
