"""Judges which services at places are for a ZIP code."""

from collections.abc import Iterable

from resources_db.importers import geography
from resources_db.publishing.finding import Spot, metres
from services.directory.coverage import coverage_of
from services.directory.places import Place, connecticut


def near(spots: Iterable[Spot], postcode: str, proximity: float | None) -> list[int]:
    """The rows of those that serve a ZIP code, and are within `proximity` metres of its middle when that is given.

    One that names no readable area serves any; without `proximity`, those of unknown area come after the others.
    """
    middle = geography.middle_of([{"postal_code": postcode}])
    if middle is None:
        return []
    place = connecticut().find(postcode)
    reached = [(_serves(spot, place), spot) for spot in spots if _within(spot, middle[0], proximity)]
    order = {True: 0, None: 1}
    return [spot.row for serves, spot in sorted(reached, key=lambda each: order.get(each[0], 2)) if serves is not False]


def _within(spot: Spot, middle: tuple[float, float], proximity: float | None) -> bool:
    return proximity is None or (spot.point is not None and metres(spot.point, middle) <= proximity)


def _serves(spot: Spot, place: Place | None) -> bool | None:
    """Whether its area holds the place; None when it names none that can be read."""
    coverage = coverage_of(spot.areas)
    if not coverage.known:
        return None
    return coverage.whole_state(place) or (place is not None and coverage.holds(place))
