"""Decides whether a service may be offered for a question, at which of its places, and why."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from resources_db.records import Location, Service
from services.directory.coverage import coverage_of
from services.directory.hours import hours_state
from services.directory.places import Place, connecticut, fold
from services.directory.question import Question
from services.directory.ranking import ADULT_FROM, CHILD_NEEDS, NEAR_MILES, Match, Tier
from services.directory.wording import shared_words

_EARTH = 3958.8  # miles
_OURS = frozenset(("", "ct", "conn", "connecticut"))
_NAMES = {
    "es": ("spa", "spanish", "espanol"),
    "en": ("eng", "english", "ingles"),
    "pt": ("por", "portuguese", "portugues"),
    "ht": ("hat", "haitian creole", "kreyol"),
    "pl": ("pol", "polish", "polski"),
    "ar": ("ara", "arabic"),
    "zh": ("zho", "chinese", "mandarin"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_REACHED = {"serves_town": 0, "near": 0, "statewide": 1, "area_unknown": 2, "place_unknown": 2}
_TIER: tuple[Tier, ...] = ("local", "statewide", "unplaced")


def match(service: Service, question: Question) -> Match | None:
    """The service at the place that suits the family best, or None when it does not serve them."""
    age = _age(service, question)
    if age == "age_outside":
        return None
    words = shared_words(service, question.text) if question.text else 0
    if question.text and not question.need and not words:
        return None
    reached = [found for found in _reaches(service, question) if found]
    if not reached:
        return None
    why, miles, location = min(reached, key=lambda found: (_REACHED[found[0]], found[1] is None, found[1] or 0.0))
    hours = hours_state((location.schedules if location else ()) or service.schedules, question.now)
    codes = ("need" if question.need else "", "words" if words else "", why, age, _language(service, question))
    told = (*filter(None, codes), *({"open": ("open_now",), "closed": ("closed_now",)}.get(hours, ())))
    return Match(service, location, _TIER[_REACHED[why]], miles, hours, words, told)


def _reaches(service: Service, question: Question) -> Iterator[tuple[str, float | None, Location | None] | None]:
    for location in service.locations or (None,):
        miles = _miles(question.place, location)
        why = _reach(service, location, question.place, miles)
        yield (why, miles, location) if why else None


def _reach(service: Service, location: Location | None, place: Place | None, miles: float | None) -> str | None:
    """Why a place of a service is within the family's reach, None when it is not."""
    coverage = coverage_of((location.areas if location else ()) or service.areas)
    if coverage.statewide:
        return "statewide"
    if place is None:
        return "place_unknown"
    if coverage.known:
        return "serves_town" if place.town in coverage.towns else None
    if location and fold(location.state or "") not in _OURS:
        return None
    if miles is None:
        return "area_unknown"
    return "near" if miles <= NEAR_MILES else None


def _miles(place: Place | None, location: Location | None) -> float | None:
    """Miles from the family's place to a location, by its point, else its ZIP's, else its town's."""
    if place is None or location is None:
        return None
    if location.latitude is not None and location.longitude is not None:
        return _between(place.lat, place.lon, location.latitude, location.longitude)
    if fold(location.state or "") not in _OURS:
        return None
    find = connecticut().find
    there = find(location.postal_code or "") or find(location.town or "")
    return _between(place.lat, place.lon, there.lat, there.lon) if there else None


def _between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle miles between two points given in degrees."""
    north, east = radians(other_lat - lat), radians(other_lon - lon)
    part = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(part))


def _age(service: Service, question: Question) -> str:
    low, high = service.minimum_age, service.maximum_age
    if question.age_months is None:
        return ""
    if low is None and high is None:
        return "age_unknown"
    years = question.age_months / 12
    if (low is None or low <= years) and (high is None or years <= high):
        return "age_fits"
    for_parents = low is not None and ADULT_FROM[0] <= low <= ADULT_FROM[1]
    return "for_adults" if for_parents and question.need and question.need not in CHILD_NEEDS else "age_outside"


def _language(service: Service, question: Question) -> str:
    asked = _code(question.language or "")
    if asked in ("", "en") or not service.languages:
        return ""
    return "speaks_language" if asked in map(_code, service.languages) else "other_language"


def _code(language: str) -> str:
    name = fold(language)
    return _CODES.get(name, name[:2])
