"""Appointments in the evening or at the weekend are asked of a place; a shift, or a visit that one has, is not."""

import pytest

from services.casework.asked import only_asks
from services.casework.when import asks_for_visits, hours_asked


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("do they have appointments after work", "tonight"),
        ("does the first one have saturday appointments", "sa"),
        ("tienen citas por la tarde?", "tonight"),
        ("dan citas los sabados?", "sa"),
    ],
)
def test_evening_appointments_are_hours_that_are_asked(text: str, when: str) -> None:
    found = hours_asked(text, bare=False)
    assert found is not None
    assert found.when == when


@pytest.mark.parametrize(
    "text",
    ["i have an appointment tonight", "i have a night class", "mi nuera tiene turno de noche", "my cita is at 3"],
)
def test_a_visit_of_ones_own_is_no_question(text: str) -> None:
    assert not asks_for_visits(text)


@pytest.mark.parametrize("text", ["is it the same number?", "es el mismo numero?", "llamo al mismo 1800 pa los dos?"])
def test_whether_it_is_one_number_is_asked(text: str) -> None:
    assert only_asks(text) == ["same"]


@pytest.mark.parametrize("text", ["i have the same number since 2010", "are they the same place"])
def test_what_only_sounds_so_is_not(text: str) -> None:
    assert "same" not in only_asks(text)
