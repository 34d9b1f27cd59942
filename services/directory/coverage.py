"""Reads a service's areas: whole states, certain towns, or nothing that can be told."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from resources_db.index.wanted import UNTOLD
from resources_db.records import Area
from services.directory.places import Place, connecticut, fold
from services.directory.polygons import is_inside, polygons_in
from services.library.documents import document
from services.library.root import CONTENT

_COUNTRY = frozenset(("nationwide", "national", "united states", "usa", "us"))
_ALL = re.compile(r"\b(all|of|the|entire|whole|state|statewide|residents|throughout|across|everyone|anyone|conn)\b")
_BETWEEN = re.compile(r"[;|\n]|\band\b|&", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(except|excepting|excluding|excludes|not|outside|excepto|menos)\b")
_TOWNS_OF = re.compile(r"^\s*(?:the\s+)?(?:towns?|cities|city)(?:\s+and\s+cities)?\s+of\s+", re.IGNORECASE)
OURS = "CT"
EVERYWHERE = "US"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The states and the towns of Connecticut that are served; neither when the record does not say it readably."""

    states: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()

    @property
    def statewide(self) -> bool:
        """Whether all of Connecticut is served."""
        return OURS in self.states or EVERYWHERE in self.states

    @property
    def known(self) -> bool:
        """Whether it can be told whom the service is for."""
        return bool(self.states or self.towns)

    def whole_state(self, place: Place | None) -> bool:
        """Whether it serves the whole state of a place, Connecticut when there is none."""
        return EVERYWHERE in self.states or (place.state if place else OURS) in self.states

    def holds(self, place: Place) -> bool:
        """Whether it names the town."""
        return place.state == OURS and place.town in self.towns

    def index_keys(self) -> tuple[str, ...]:
        """What the index keeps of it: whom it reaches."""
        states = [state_key(state) for state in sorted(self.states)]
        return (*states, *(town_key(town) for town in sorted(self.towns))) or (UNTOLD,)


def state_key(state: str) -> str:
    """A whole state in the index."""
    return f"state:{state}"


def town_key(town: str) -> str:
    """A town of Connecticut in the index."""
    return f"town:{OURS}:{fold(town)}"


def reaching(place: Place | None) -> tuple[str, ...]:
    """The keys of everything that reaches a place."""
    wide = (state_key(EVERYWHERE), state_key(place.state if place else OURS))
    return (*wide, town_key(place.town)) if place and place.state == OURS else wide


@lru_cache(maxsize=8192)
def coverage_of(areas: tuple[Area, ...]) -> Coverage:
    """What the areas cover together. The extent says it exactly; the name is read only when the extent does not."""
    read = [_read(area.extent) if _read(area.extent).known else _read(area.name) for area in areas]
    towns = frozenset().union(*(each.towns for each in read))
    states = frozenset().union(*(each.states for each in read))
    return Coverage(states | ({OURS} if len(towns) == len(connecticut().towns) else set()), towns)


@lru_cache(maxsize=8192)
def _read(words: str | None) -> Coverage:
    if words and words.lstrip().startswith("{"):
        return Coverage(towns=_towns_inside(words))
    if not words or _EXCEPT.search(fold(words)):
        return Coverage()  # "all towns except Hartford" must not be Hartford
    terms = [words, *(term for clause in _BETWEEN.split(words) for term in _terms(clause))]
    states = frozenset(state for term in terms if (state := _state(fold(term))))
    towns = (connecticut().named(_TOWNS_OF.sub("", term)) for term in terms)
    return Coverage(states) if states else Coverage(towns=frozenset().union(*towns))


def _terms(clause: str) -> list[str]:
    """What a clause names. The state behind a town says only where the town is, and one in another state is no town."""
    kept: list[str] = []
    for term in clause.split(","):
        name = fold(term)
        state = None if connecticut().named(name) else states().get(name)
        if kept and name in _COUNTRY:
            continue
        if kept and state and not _state(fold(kept[-1])):
            if state != OURS:
                kept.pop()
            continue
        kept.append(term)
    return kept


def _towns_inside(drawn: str) -> frozenset[str]:
    """The towns whose middle lies in what is drawn."""
    shapes = polygons_in(drawn)
    towns = connecticut().towns.values() if shapes else ()
    return frozenset(place.town for place in towns if is_inside(shapes, place.lat, place.lon))


def _state(name: str) -> str | None:
    """The state that a folded name means the whole of. A name that is also a town of Connecticut means the town."""
    if name in _COUNTRY:
        return EVERYWHERE
    bare = " ".join(_ALL.sub(" ", name).split())
    if not bare:
        return OURS if {"state", "statewide", "conn"} & set(name.split()) else None
    return None if bare == name and connecticut().named(name) else states().get(bare)


@cache
def states() -> dict[str, str]:
    """Each state's postal code by its folded name and by its folded code."""
    codes = document(CONTENT / "places" / "states.yml")["states"]
    return {fold(name): code for code, name in codes.items()} | {code.lower(): code for code in codes}
