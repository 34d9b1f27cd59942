"""Where in the country a place is: points of ZIP codes and towns, and the state that an address names."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from statistics import fmean
from typing import Any, Literal

import zipcodes
from haversine import Unit, haversine

from resources_db.importers.cleaning import Unusable, text

Point = tuple[float, float]  # degrees: north, east
FAR = 100.0  # miles: a point this far from its own ZIP code is somebody else's
_COUNTRY = (13.0, 72.0, -180.0, -64.0)  # degrees: south, north, west, east; all states and the islands
_ALASKA_AND_GUAM_EAST = 144.0
_matching: Any = zipcodes.matching  # the package says nothing of its types
_filter_by: Any = zipcodes.filter_by
_NAMES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "conn": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL",
    "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS",
    "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "mass": "MA",
    "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE",
    "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD",
    "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA",
    "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip


def state_of(address: dict[str, Any]) -> str | None:
    """The two letters of an address's state; by its ZIP code when it names none."""
    said = re.sub(r"[^a-z ]", "", (text(address.get("state_province")) or "").lower()).strip()
    if said:
        return _NAMES.get(said) or (said.upper() if said.upper() in _NAMES.values() else None)
    found = _zip(text(address.get("postal_code")))
    return str(found["state"]) if found else None


def home_state(states: Iterable[str | None]) -> str | None:
    """The state where most places of a feed are."""
    counted = Counter(state for state in states if state)
    return counted.most_common(1)[0][0] if counted else None


def point(latitude: Any, longitude: Any) -> Point | None:
    """A point in the country, None when the feed gives none; 0,0 and points elsewhere are Unusable."""
    if text(latitude) is None and text(longitude) is None:
        return None
    try:
        at = (_degrees(latitude), _degrees(longitude))
    except (TypeError, ValueError):
        raise Unusable(f"{latitude!r}, {longitude!r} is not a point on the map") from None
    south, north, west, east = _COUNTRY
    if not (south <= at[0] <= north and (west <= at[1] <= east or at[1] >= _ALASKA_AND_GUAM_EAST)):
        raise Unusable(f"{latitude}, {longitude} is not in the United States")
    return at


def _degrees(value: Any) -> float:
    """Degrees, also with a comma for the point, as a spreadsheet of another country writes them."""
    return float(value.replace(",", ".") if isinstance(value, str) else value)


def is_far(at: Point, addresses: Iterable[dict[str, Any]]) -> bool:
    """Whether a point is far from the ZIP code of its own address."""
    middles = [middle for address in addresses if (middle := _of_zip(text(address.get("postal_code"))))]
    return bool(middles) and all(float(haversine(at, middle, unit=Unit.MILES)) > FAR for middle in middles)


def middle_of(
    addresses: Iterable[dict[str, Any]], home: str | None = None
) -> tuple[Point, Literal["zip", "town"], str] | None:
    """The middle of the ZIP code, else of the town, of the first address that has one: (point, which, its name).

    A town that names no state is in the feed's home.
    """
    for address in addresses:
        code, town = text(address.get("postal_code")), text(address.get("city"))
        if code and (at := _of_zip(code)):
            return at, "zip", code[:5]
        state = state_of(address) or (None if text(address.get("state_province")) else home)
        if town and state and (at := _of_town(town, state)):
            return at, "town", town
    return None


def _of_zip(code: str | None) -> Point | None:
    found = _zip(code)
    return _at(found) if found else None


@lru_cache(maxsize=8192)
def _zip(code: str | None) -> dict[str, Any] | None:
    digits = re.match(r"\d{3,5}", code or "")
    found = _matching(digits[0].zfill(5)) if digits else []  # a spreadsheet takes the first 0 off
    return found[0] if found else None


@lru_cache(maxsize=8192)
def _of_town(town: str, state: str) -> Point | None:
    found = [at for row in _filter_by(city=town.title(), state=state) if (at := _at(row))]
    return (fmean(lat for lat, _ in found), fmean(lon for _, lon in found)) if found else None


def _at(row: dict[str, Any]) -> Point | None:
    return (float(row["lat"]), float(row["long"])) if row["lat"] else None
