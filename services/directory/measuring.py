"""Where a service can be gone to, whom it serves there, and how far that is from the family."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from haversine import Unit, haversine

from resources_db.records import Location, Service
from services.directory.coverage import Coverage, coverage_of, states
from services.directory.places import Place, connecticut, fold


@dataclass(frozen=True, slots=True)
class Office:
    """A place of a service, None for one that has none. `point` is in degrees, None and "" mean unknown."""

    location: Location | None
    point: tuple[float, float] | None
    state: str
    coverage: Coverage

    def miles_from(self, place: Place | None) -> float | None:
        """Miles from the family's place, None if unknown."""
        if place is None or self.point is None:
            return None
        return float(haversine((place.lat, place.lon), self.point, unit=Unit.MILES))


@lru_cache(maxsize=8192)
def offices_of(service: Service) -> tuple[Office, ...]:
    """The places of a service, of which it has at least one. An area of a place goes before those of the service."""
    return tuple(
        Office(
            location=place,
            point=point_of(place) if place else None,
            state=state_of(place) if place else "",
            coverage=coverage_of((place.areas if place else ()) or service.areas),
        )
        for place in service.locations or (None,)
    )


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


@lru_cache(maxsize=8192)
def _center(postal_code: str, town: str) -> tuple[float, float] | None:
    found = next(_found(postal_code, town), None)
    return (found.lat, found.lon) if found else None


def _found(*words: str) -> Iterator[Place]:
    for each in words:
        if each and (place := connecticut().find(each)):
            yield place
