"""Hears that a family asks for a place to which it can simply go, and says of a door whether it is one."""

from collections.abc import Mapping
from functools import cache
from re import Pattern
from typing import Any, Final

from services.casework.offer import Offer
from services.casework.phrases import folded, within
from services.casework.when import time_asked
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 140  # characters
TODAY: Final = "today"


def walk_in_asked(text: str) -> str | None:
    """The time for which a message asks where one can simply go; today where it tells none. None where it does not."""
    said = folded(text)
    spans = [found.span() for pattern in _patterns() for found in pattern.finditer(said)]
    if len(text) > LONGEST or not spans:
        return None
    left = list(said)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    words = [word for word in "".join(left).split() if word not in _table()["fillers"]]
    return None if words else (time_asked(text) or TODAY)  # "where can i go to be safe" is another question


def can_walk_in(door: Offer) -> bool:
    """Whether a door has an address near the family, and says nothing of coming only at a set time."""
    found = door.found
    if found is None or not found.address or found.reach != "local" or door.last_resort or "hidden_place" in found.why:
        return False
    said = f"{door.summary} {door.next_step}".casefold()
    return not any(each in said for each in _table()["by_time"])


@cache
def _patterns() -> tuple[Pattern[str], ...]:
    return tuple(map(within, _table()["asks"]))


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "walk_in.yml")
