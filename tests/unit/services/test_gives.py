"""What is asked of "them" is told of the door that gives it; what none of them gives is no question about those."""

import pytest

from services.casework.gives import giver
from services.casework.naming import named
from tests.unit.services.test_what_was_named import service

SERVICES = {
    each.id: each
    for each in (
        service("crib", "Covenant to Care for Children", "cribs", "Cribs and beds.", "", "860-243-1806"),
        service("ride", "HUSKY rides", "medical_ride", "Rides to the doctor.", "", "1-855-478-7350"),
    )
}
DOORS = named([f"service:{id}" for id in SERVICES], SERVICES.get)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("do they got cribs for cheap or free in waterbury", "en"),
        ("does that place have cribs", "en"),
        ("y ahi dan cunas?", "es"),
        ("ellos tienen cunas", "es"),
    ],
)
def test_the_door_that_gives_it_is_told_again(text: str, language: str) -> None:
    assert giver(text, DOORS, language) == "service:crib"


@pytest.mark.parametrize(
    "text",
    [
        "do they got diapers",
        "do they have parking",
        "can they take both girls in the ride",
        "do they have cribs and how much is it",
        "i have a crib",
    ],
)
def test_what_none_gives_or_asks_more_is_none(text: str) -> None:
    assert giver(text, DOORS, "en") is None
