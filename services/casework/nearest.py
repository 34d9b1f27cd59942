"""The place near a family in the stead of a program that many places give: content/search/nearest.yml."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

from services.casework.offer import Offer, service_door
from services.directory.places import Place
from services.directory.question import Found, Question
from services.library.documents import document
from services.library.root import CONTENT

MOST_LOOKED_AT: Final = 5


def nearest_for(
    door: Offer,
    home: Place,
    language: str,
    now: datetime,
    find: Callable[[Question], list[Found]],
    named: Sequence[str],
) -> Offer:
    """The place near home that gives what the program does, and is not `named` by its key; else the program itself."""
    asked = _asked().get(door.key)
    if asked is None:
        return door
    found = find(replace(asked, now=now, place=home, language=language))
    near = (service_door(each) for each in found if each.reach == "local" and not each.last_resort)
    return next((each for each in near if each.key not in named), door)


@cache
def _asked() -> Mapping[str, Question]:
    """How the places of a program are looked for, by the program's key."""
    return {
        f"program:{each['program']}": Question(each["need"], datetime.min, limit=MOST_LOOKED_AT, text=each["words"])
        for each in document(CONTENT / "search" / "nearest.yml")["nearest"]
    }
