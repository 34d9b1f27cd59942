"""Decides whether a service may be offered for a question, at which of its places, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from resources_db.records import Location, Service
from services.directory import weights
from services.directory.asking import Wish, gives_named, is_asked_by_name, needs_of, relevance_of, said_of
from services.directory.costs import cost_of
from services.directory.groups import CHILDREN, groups_in
from services.directory.likeness import likeness
from services.directory.measuring import Office, offices_of
from services.directory.opening import opening_now, opening_then
from services.directory.places import Place, fold
from services.directory.question import HoursState, Question
from services.directory.ranking import HOURS, Match, Tier, is_stale

_NAMES = {
    "es": ("spa", "spanish", "espanol", "castellano"),
    "en": ("eng", "english", "ingles"),
    "pt": ("por", "portuguese", "portugues"),
    "ht": ("hat", "haitian creole", "kreyol", "creole"),
    "pl": ("pol", "polish", "polski"),
    "ar": ("ara", "arabic"),
    "zh": ("zho", "chinese", "mandarin"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_REACHED = {"serves_town": 0, "near": 0, "statewide": 1, "area_unknown": 2, "place_unknown": 2}
_TIER: tuple[Tier, ...] = ("local", "statewide", "unplaced")


@dataclass(frozen=True, slots=True)
class _Reached:
    """A place of a service that the family can go to, and why."""

    why: str
    miles: float | None
    location: Location | None
    hours: HoursState


def match(service: Service, question: Question, wish: Wish, reach: float = weights.NEAR_MILES) -> Match | None:
    """The service at the place that suits the family best, or None when it does not serve them.

    `reach` is how many miles a family may be from an office that names no area.
    """
    age = _age(service, question, wish)
    relevance, said = relevance_of(service, wish), said_of(service, wish.words)
    by_name = is_asked_by_name(service, wish)
    like = likeness(service, wish.sound) if wish.sound is not None else 0.0
    is_for = by_name or _is_for(service, question, relevance, said, like)
    if age == "age_outside" or not is_for:
        return None
    reached = list(_reaches(service, question, reach))
    if not reached:
        return None
    best = min(reached, key=_nearness)
    told = (
        "need" if question.need in service.needs else "",
        "words" if relevance or said or by_name else "",
        "named" if by_name or gives_named(service, question) else "",
        "beside" if wish.sure >= weights.SURELY_MEANT and relevance < weights.BESIDE and not by_name else "",
        best.why,
        "widened" if best.why == "near" and (best.miles or 0.0) > weights.NEAR_MILES else "",
        age,
        _language(languages_of(service, best.location), question),
        _children(service, question, wish),
        "for_a_group" if {*service.marks} - {CHILDREN} - groups_in(question.text or "") else "",
        "stale" if is_stale(service.assured_date, question.now.date()) else "",
    )
    why = tuple(filter(None, told))
    tier = _TIER[_REACHED[best.why]]
    return Match(
        service,
        best.location,
        tier,
        best.miles,
        best.hours,
        1 - wish.sure * (1 - relevance) if wish.things else None,
        said,
        service.fits.get(question.need, 0.0) if question.need else None,
        by_name,
        like,
        cost_of(service),
        why,
    )


def _is_for(service: Service, question: Question, relevance: float, said: float, like: float) -> bool:
    """Whether it bears the need, gives the very thing that was named (without a need, anything), or sounds like it."""
    if like >= weights.SOUNDS_FOR and question.need not in service.denied:
        return True
    if question.need is None:
        return not question.text or relevance > 0 or said > 0
    return question.need in service.needs or service.last_resort or relevance >= weights.EXACT


def _reaches(service: Service, question: Question, reach: float) -> Iterator[_Reached]:
    for office in offices_of(service):
        miles = office.miles_from(question.place)
        why = _reach(office, question.place, miles, reach)
        if why:
            yield _Reached(why, miles, office.location, _hours(service, office.location, question))


def _hours(service: Service, location: Location | None, question: Question) -> HoursState:
    """Whether it is open then. It matters to the order only when it was asked for; else it is worked out when shown."""
    if question.within:
        return opening_then(service, location, question.within).state
    return opening_now(service, location, question.now, following=False).state if question.open_first else "unknown"


def _nearness(found: _Reached) -> tuple[int, int, bool, float]:
    """Of several offices, one that is open then goes before a nearer one."""
    return _REACHED[found.why], HOURS[found.hours], found.miles is None, found.miles or 0.0


def _reach(office: Office, place: Place | None, miles: float | None, reach: float) -> str | None:
    """Why a place of a service is within the family's reach, None when it is not."""
    if office.coverage.whole_state(place):
        return "statewide"
    if place is None:
        return "place_unknown"
    if office.coverage.known:
        return "serves_town" if office.coverage.holds(place) else None
    if office.state not in ("", place.state):
        return None
    if miles is None:
        return "area_unknown"
    return "near" if miles <= reach else None


def _age(service: Service, question: Question, wish: Wish) -> str:
    """Ages are years in decimals, and both limits belong to the range: 0 to 3 ends on the third birthday."""
    low, high = service.minimum_age, service.maximum_age
    if question.age_months is None:
        return ""
    if low is None and high is None:
        return "age_unknown"
    years = question.age_months / 12
    if (low is None or low <= years) and (high is None or years <= high):
        return "age_fits"
    for_parents = low is not None and weights.ADULT_FROM[0] <= low <= weights.ADULT_FROM[1]
    return "for_adults" if for_parents and not needs_of(question, wish) <= weights.CHILD_NEEDS else "age_outside"


def _children(service: Service, question: Question, wish: Wish) -> str:
    needs = needs_of(question, wish)
    if question.age_months is None or not needs or not needs <= weights.CHILD_NEEDS:
        return ""
    return "" if CHILDREN in service.marks else "no_children_named"


def languages_of(service: Service, location: Location | None) -> tuple[str, ...]:
    """What is spoken of a service at a place: the languages that either lists."""
    return tuple(dict.fromkeys((*service.languages, *(location.languages if location else ()))))


def _language(spoken: tuple[str, ...], question: Question) -> str:
    asked = language_code(question.language or "")
    if asked in ("", "en") or not spoken:
        return ""
    return "speaks_language" if asked in map(language_code, spoken) else "other_language"


def language_code(language: str) -> str:
    """The two letters of a language's name or code."""
    name = fold(language)
    return _CODES.get(name, name[:2])
