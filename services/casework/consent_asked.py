"""Hears what a family asks before it says yes or no to being put forward: who calls, who else hears of it, must we."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from services.casework.asked import LONGEST, only_asks
from services.casework.asked_of import is_shaped
from services.casework.consent import doubted
from services.casework.naming import Named
from services.casework.phrases import folded, within
from services.casework.when import door_named
from services.casework.which import which
from services.library.documents import document
from services.library.root import CONTENT

MOST_WORDS = 10  # of a wish for another door
_PAGE = CONTENT / "language" / "referring.yml"
OTHERS, CALL = "others", "call"
TIME = "when"  # a time to call that is wished: no question, and where nothing is in doubt, no reason to ask again


def asked_in_consent(text: str) -> list[str]:
    """What is asked, by the names in content/language/referring.yml; with it what is asked of the door itself."""
    if len(text) > LONGEST:
        return []
    said = folded(text)
    found = [name for name, patterns in _patterns().items() if any(each.search(said) for each in patterns)]
    if not found or (found == [TIME] and not doubted(text) and "?" not in text):
        return []
    if OTHERS in found and CALL in found:  # "will they call my landlord" is no question about the call
        found.remove(CALL)
    rest = " ".join(_without(said, found).split())
    return [*found, *(aspect for aspect in only_asks(rest) if found == [TIME])]


def another_instead(
    text: str, listed: Sequence[str], doors: Callable[[], Sequence[Named]], language: str
) -> str | None:
    """The door that a family would rather have asked ("nvm the second one", "no, mejor la de los abogados").

    None where it says anything more, or where it is not clear which.
    """
    said = folded(text)
    number, rest = door_named(said)
    if "?" in text or text.strip().isdigit() or len(said.split()) > MOST_WORDS:
        return None
    others = [word for word in rest.split() if word not in {*document(_PAGE)["fillers"], *document(_PAGE)["instead"]}]
    if number and not others:
        return listed[number - 1] if number <= len(listed) else None
    wants = set(said.split()) & set(document(_PAGE)["instead"])
    meant = which(rest, doors(), language) if others and wants else []
    return meant[0].key if len(meant) == 1 and (meant[0].surely or is_shaped(said)) else None


def _without(said: str, names: Sequence[str]) -> str:
    for pattern in (pattern for name in names for pattern in _patterns()[name]):
        said = pattern.sub(" ", said)
    return said


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    asks: Mapping[str, Sequence[str]] = document(_PAGE)["asked_in_consent"]
    return {name: tuple(map(within, patterns)) for name, patterns in asks.items()}
