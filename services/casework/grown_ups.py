"""Hears that a grown-up of the family needs care, where the network takes it for a birth or a child's illness."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT


def tells_of_a_grown_up(text: str) -> bool:
    """Whether a message tells that a grown-up of the family needs care, whatever need the network hears."""
    return who_needs_care(text) is not None


def who_needs_care(text: str) -> str | None:
    """What the grown-up who needs care is called ("my wife"): who stands nearest to the care, unless it is a child."""
    said = folded(text)
    grown = list(_pattern("who").finditer(said))
    if not grown or _pattern("unless").search(said):
        return None
    if _pattern("no_child").search(said):
        return grown[0].group()
    children = list(children_named().finditer(said))
    if not children and _pattern("old").search(said):
        return grown[0].group()
    people = [*grown, *children]
    nearest = (min(people, key=lambda each: _gap(each, care)) for care in _pattern("care").finditer(said))
    return next((each.group() for each in nearest if each in grown), None)


def is_for_no_child(text: str) -> bool:
    """Whether a message says that help is for a grown-up who needs care, and for no child."""
    return who_needs_care(text) is not None and _pattern("no_child").search(folded(text)) is not None


def _gap(who: re.Match[str], care: re.Match[str]) -> int:
    """How many characters lie between two places of a text; 0 where one is within the other."""
    return max(who.start() - care.end(), care.start() - who.end(), 0)


@cache
def children_named() -> re.Pattern[str]:
    """A child that is spoken of ("my daughter")."""
    return within(str(document(CONTENT / "language" / "of_whom.yml")["child"]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return within(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "grown_ups.yml")
