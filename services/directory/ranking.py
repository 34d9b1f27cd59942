"""What goes before what: a service's cost in miles, the lowest first. All numbers stand in weights.py.

1. the last resort comes at the very end;
2. open at the time asked about, then unknown, then closed (only when a time was asked about);
3. of what suits the family about as well, what is free, then what takes what one can pay, then what does not say, then
   what costs, however far (only when the family has no money);
4. miles: how far it is, plus what does not suit the family, minus what suits it well;
5. among equals, what serves fewer needs, then the name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor
from typing import Literal

from resources_db.records import Location, Service
from services.directory import weights
from services.directory.places import fold
from services.directory.question import Cost, HoursState, Question

Tier = Literal["local", "statewide", "unplaced"]
HOURS: Mapping[HoursState, int] = {"open": 0, "unknown": 1, "closed": 2}
_MILES = {
    "other_language": weights.OTHER_LANGUAGE,
    "speaks_language": weights.SPEAKS_LANGUAGE,
    "stale": weights.STALE,
    "age_unknown": weights.AGE_UNKNOWN,
    "for_adults": weights.FOR_ADULTS,
    "for_a_group": weights.FOR_OTHERS,
    "no_children_named": weights.NO_CHILDREN,
}
_COSTS: Mapping[Cost, int] = {"free": 0, "sliding": 1, "unknown": 2, "costs": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be offered, at its best place. "unplaced": it cannot be told whether it reaches the family.

    0 to 1 each: `relevance` is how much of what is meant it gives (the nearer to 1 the less surely that is meant), None
    when nothing is; `said` how many of the other words it holds; `fit` how surely it is for the need, None when none
    was told. `likeness` (-1 to 1) is how much it sounds like an answer to the family's words, 0 where none were.
    """

    service: Service
    location: Location | None
    tier: Tier
    miles: float | None
    hours: HoursState
    relevance: float | None
    said: float
    fit: float | None
    by_name: bool
    likeness: float
    cost: Cost
    why: tuple[str, ...]


def sort_key(match: Match, question: Question) -> tuple[float | str, ...]:
    """Smaller is better; the order is that of this module's first lines."""
    service = match.service
    miles = cost_of(match, question)
    return (
        service.last_resort,
        HOURS[match.hours] if question.open_first or question.within else 0,
        *(_free_first(match, miles) if question.no_money else ()),
        round(miles, 2),
        len(service.needs),
        service.name,
        service.id,
    )


def _free_first(match: Match, miles: float) -> tuple[int, int]:
    """Of what suits about as well, whatever the way, what is free goes first."""
    way = _distance(match) if match.tier == "local" else 0.0
    return floor((miles - way) / weights.ABOUT_AS_WELL), _COSTS[match.cost]


def cost_of(match: Match, question: Question) -> float:
    """How far a service is, in miles, with what suits the family or does not counted as miles too."""
    service = match.service
    miles = _distance(match) + sum(_MILES.get(code, 0.0) for code in match.why)
    miles += weights.MISFIT * (1 - match.relevance) if match.relevance is not None else 0.0
    miles += weights.NEED_MISFIT * (1 - match.fit) if match.fit is not None else 0.0
    miles += weights.WORDS_FOUND * match.said + weights.LIKENESS * match.likeness
    miles += weights.ASKED_BY_NAME if match.by_name else 0.0
    miles += _county(service.name, question.place.county) if question.place and question.place.county else 0.0
    miles += weights.UNCHECKED if service.assured_date is None else 0.0
    return miles if service.phones or (match.location and match.location.phones) else miles + weights.NO_PHONE


def _distance(match: Match) -> float:
    if match.tier == "statewide":
        return weights.STATEWIDE
    if match.tier == "unplaced":
        return weights.UNPLACED
    if match.miles is None:
        return weights.UNMEASURED
    close = min(match.miles, weights.CLOSE)
    way = weights.CLOSE_WEIGHT * close + weights.PER_MILE * (match.miles - close)
    return min(way, weights.NAMED_TOWN) if "serves_town" in match.why else way


@lru_cache(maxsize=8192)
def _county(name: str, county: str) -> float:
    """Whether a service bears the name of the family's county, or of another: then it is for the people of that one."""
    folded = fold(name)
    if "county" not in folded.split():
        return 0.0
    home = fold(county)
    ours = f"{home.removesuffix(' county')} county" in folded and "city" not in home
    return weights.OWN_COUNTY if ours else weights.OTHER_COUNTY


def is_stale(checked: date | None, today: date) -> bool:
    """Whether a record was checked, but too long ago."""
    return checked is not None and (today - checked).days > weights.STALE_DAYS
