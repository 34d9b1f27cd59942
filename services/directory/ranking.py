"""Every weight of the search, in one place: what goes before what, and by how much.

Services are compared by classes first, each of which outweighs all that follow:

1. the last resort comes at the very end;
2. what the family named: the thing itself, then part of what they named, then only the need (`RELEVANCE_CLASSES`);
3. open at the time asked about, then unknown, then closed (only when a time was asked about);
4. what costs comes after what is free or does not say (only when the family has no money);
5. local help, then statewide lines, then what cannot be placed;
6. miles: how far it is, plus what the weights below count as miles, so that a little farther and better suited can
   win. A family that needs Spanish is better served at three miles than, without it, at one;
7. among equals, what can be called by phone, then what serves fewer needs, then the name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from resources_db.records import Location, Service
from services.directory.question import Cost, HoursState, Question

NEAR_MILES = 15.0  # a service that names no area is taken to serve this far around its office …
WIDER_MILES = (30.0, 60.0)  # … and so far when nothing is found closer by
MOST_LOOKED_AT = 32  # services that each way of looking into the index brings, at least
STATEWIDE_MILES = 400.0  # where only the whole state is named as the family's place, an office may be anywhere
UNMEASURED_MILES = 4.0  # where a service that names the family's town, but has no point, stands among the measured

# What counts as miles.
OTHER_LANGUAGE_MILES = 4.0  # the record lists its languages, and not the family's
SPEAKS_LANGUAGE_MILES = -0.5  # it lists the family's, and that is not English
MISFIT_MILES = 12.0  # times 1 - fit: the need, or what was named, is only mentioned somewhere (mapping.py)
OWN_WORDS_MILES = -3.0  # times the share of the family's own words that stand in its name
STALE_MILES = 15.0  # last checked longer ago than STALE_DAYS
UNCHECKED_MILES = 1.0  # nobody has said when it was checked
COST_UNKNOWN_MILES = 3.0  # when the family has no money and the record does not say what it costs
AGE_UNKNOWN_MILES = 0.5  # the age is known, and the record does not say for which ages it is
FOR_ADULTS_MILES = 1.0  # it is for the parent, as far as ages tell
NO_CHILDREN_MILES = 4.0  # the need is a child's, and the record never speaks of children
OTHERS_MILES = 8.0  # it is for a group (veterans, seniors, …) of which the family's words say nothing
STALE_DAYS = 365

# How well a service fits what was named.
EXACT = 0.6  # a relevance from here on is the thing itself
PARTLY = 0.25
BROADER = 0.35  # of the fit, when it gives the broader thing (food for diapers of the same house)
BEST_SHARE = 0.3  # of several things named, the one it gives best counts so much, the mean of all the rest
BY_NAME = 0.75  # of a service's name in the family's words: then they ask for it and no other
WORDS_WEIGHT = 0.5  # what words outside the vocabulary weigh beside things
NAME_WORDS = 1.0  # a word found in the name …
TEXT_WORDS = 0.7  # … or only in the description

CHILD_NEEDS = frozenset(
    ("developmental_concern", "behavioral_health", "child_care_need", "health_care_need", "special_health_need")
)
"""Needs where age limits mean the child. Elsewhere a service that starts at 14 to 25 years is for the parent."""
ADULT_FROM = (14.0, 25.0)  # years

Tier = Literal["local", "statewide", "unplaced"]
_TIERS = {"local": 0, "statewide": 1, "unplaced": 2}
HOURS: Mapping[HoursState, int] = {"open": 0, "unknown": 1, "closed": 2}
_MILES = {
    "other_language": OTHER_LANGUAGE_MILES,
    "speaks_language": SPEAKS_LANGUAGE_MILES,
    "stale": STALE_MILES,
    "age_unknown": AGE_UNKNOWN_MILES,
    "for_adults": FOR_ADULTS_MILES,
    "for_a_group": OTHERS_MILES,
    "no_children_named": NO_CHILDREN_MILES,
}


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be offered, at its best place, with 0 to 1 of each:

    `relevance`: how much of what was named it gives; `wording`: how much of it in the family's own words; `fit`: how
    surely it is for the need at all. "unplaced" means that it cannot be told whether it reaches the family.
    """

    service: Service
    location: Location | None
    tier: Tier
    miles: float | None
    hours: HoursState
    relevance: float
    wording: float
    fit: float
    cost: Cost
    why: tuple[str, ...]


def sort_key(match: Match, question: Question) -> tuple[float | str, ...]:
    """Smaller is better; the order is that of this module's first lines."""
    service = match.service
    return (
        service.last_resort,
        _relevance_class(match.relevance),
        HOURS[match.hours] if question.open_first or question.within else 0,
        match.cost == "costs" if question.no_money else 0,
        _TIERS[match.tier],
        round(_in_miles(match, question), 2),
        not (service.phones or (match.location and match.location.phones)),
        len(service.needs),
        service.name,
        service.id,
    )


def is_stale(checked: date | None, today: date) -> bool:
    """Whether a record was checked, but too long ago."""
    return checked is not None and (today - checked).days > STALE_DAYS


def _relevance_class(relevance: float) -> int:
    return 0 if relevance >= EXACT else 1 if relevance >= PARTLY else 2


def _in_miles(match: Match, question: Question) -> float:
    """How far a service is, with what does not suit the family counted as miles."""
    miles = match.miles if match.tier == "local" and match.miles is not None else UNMEASURED_MILES
    if match.tier != "local":
        miles = 0.0
    miles += sum(_MILES.get(code, 0.0) for code in match.why)
    miles += MISFIT_MILES * (1 - max(match.fit, match.relevance))
    miles += OWN_WORDS_MILES * match.wording
    miles += UNCHECKED_MILES if match.service.assured_date is None else 0.0
    return miles + (COST_UNKNOWN_MILES if question.no_money and match.cost == "unknown" else 0.0)
