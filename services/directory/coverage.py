"""Reads a service's areas: the whole state, certain towns, or nothing that can be told."""

import re
from dataclasses import dataclass
from functools import lru_cache

from resources_db.records import Area
from services.directory.places import connecticut, fold

_WHOLE_STATE = frozenset(
    (
        *("connecticut", "ct", "statewide", "state of connecticut", "all of connecticut", "entire state"),
        *("connecticut statewide", "nationwide", "national", "united states", "usa"),
    )
)
_BETWEEN = re.compile(r"[;,|\n]|\band\b|&", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The towns served; statewide when all of them; neither when the record does not say it in a way we can read."""

    statewide: bool = False
    towns: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether it can be told whom the service is for."""
        return self.statewide or bool(self.towns)


@lru_cache(maxsize=8192)
def coverage_of(areas: tuple[Area, ...]) -> Coverage:
    """What the areas cover together. The extent says it exactly; the name is read only when the extent does not."""
    read = [_read(area.extent) if _read(area.extent).known else _read(area.name) for area in areas]
    towns = frozenset().union(*(each.towns for each in read))
    return Coverage(any(each.statewide for each in read) or len(towns) == len(connecticut().towns), towns)


def _read(words: str | None) -> Coverage:
    terms = [words, *_BETWEEN.split(words)] if words else []
    if any(fold(term) in _WHOLE_STATE for term in terms):
        return Coverage(statewide=True)
    return Coverage(towns=frozenset().union(*(connecticut().named(term) for term in terms)))
