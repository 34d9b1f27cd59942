"""Where a place of a service is, and how far from the family."""

from collections.abc import Iterator
from functools import lru_cache

from haversine import Unit, haversine

from resources_db.records import Location
from services.directory.coverage import states
from services.directory.places import Place, connecticut, fold


def miles_to(place: Place | None, location: Location | None) -> float | None:
    """Miles from the family's place to a location, by its point, else its ZIP's, else its town's; None if unknown."""
    there = point_of(location) if location else None
    if place is None or there is None:
        return None
    return float(haversine((place.lat, place.lon), there, unit=Unit.MILES))


def point_of(location: Location) -> tuple[float, float] | None:
    """The point (degrees) of a location, or of the ZIP or town that it is in; none of a confidential one."""
    if location.confidential:
        return None
    if location.latitude is not None and location.longitude is not None:
        return location.latitude, location.longitude
    if state_of(location) not in ("", "CT"):
        return None
    return _center(location.postal_code or "", location.town or "")


def state_of(location: Location) -> str:
    """The postal code of a location's state; empty when it is not told, as said when there is no such state."""
    name = fold(location.state or "")
    return states().get(name, "CT" if name == "conn" else name.upper())


@lru_cache(maxsize=4096)
def _center(postal_code: str, town: str) -> tuple[float, float] | None:
    found = next(_found(postal_code, town), None)
    return (found.lat, found.lon) if found else None


def _found(*words: str) -> Iterator[Place]:
    for each in words:
        if each and (place := connecticut().find(each)):
            yield place
