"""Every weight of the search, in one place: what goes before what, and by how much.

Nearest goes first. What suits a family less well is counted as extra miles, so that a little farther and
better suited can win: a family that needs Spanish is better served at three miles than, without it, at one.
"""

from dataclasses import dataclass
from typing import Literal

from resources_db.records import Location, Service
from services.directory.question import HoursState, Question

NEAR_MILES = 15.0  # a service that names no area is taken to serve this far around its office
UNMEASURED_MILES = 4.0  # where a service that names the family's town, but has no point, stands among the measured
OTHER_LANGUAGE_MILES = 5.0  # the record lists its languages, and not the family's
CHILD_NEEDS = frozenset(
    ("developmental_concern", "behavioral_health", "child_care_need", "health_care_need", "special_health_need")
)
"""Needs where age limits mean the child. Elsewhere a service that starts at 18 to 21 years is for the parent."""
ADULT_FROM = (18.0, 21.0)  # years

Tier = Literal["local", "statewide", "unplaced"]
_TIERS = {"local": 0, "statewide": 1, "unplaced": 2}
_HOURS = {"open": 0, "unknown": 1, "closed": 2}


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be offered, at its best place. `words` is 0 to 2: how much of the family's words it holds.

    A match is "unplaced" when it cannot be told whether the service reaches the family.
    """

    service: Service
    location: Location | None
    tier: Tier
    miles: float | None
    hours: HoursState
    words: int
    why: tuple[str, ...]


def sort_key(match: Match, question: Question) -> tuple[float | str, ...]:
    """Smaller is better: last resort at the end; then words, open when asked for, reach, miles.

    Equals, as statewide lines are, go by whether they can be called, how few needs they are for, and checked or not.
    """
    miles = UNMEASURED_MILES if match.miles is None else match.miles
    if "other_language" in match.why:
        miles += OTHER_LANGUAGE_MILES
    return (
        match.service.last_resort,
        -match.words,
        _HOURS[match.hours] if question.open_first else 0,
        _TIERS[match.tier],
        round(miles, 2),
        not (match.service.phones or (match.location and match.location.phones)),
        len(match.service.needs),
        match.service.assured_date is None,
        match.service.name,
        match.service.id,
    )
