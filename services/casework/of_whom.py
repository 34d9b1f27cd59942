"""What a message tells of the family that holds for the whole talk: content/language/of_whom.yml."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from services.casework.grown_ups import children_named, tells_of_a_grown_up
from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

OF: Final = "of:"  # before it, among what a family reported
PREGNANCY: Final = f"{OF}pregnancy"
GROWN_UP: Final = f"{OF}grown_up"


def told_of(text: str, kept: Iterable[str]) -> list[str]:
    """What is kept of a family now, in its order, with what a message adds or takes back."""
    said, before = folded(text), list(kept)
    over = {PREGNANCY: _says("pregnancy", "over", said), GROWN_UP: _says("grown_up", "over", said)}
    told = {
        PREGNANCY: any(each.search(said) and not unless.search(said) for each, unless in _told_pregnancy()),
        GROWN_UP: tells_of_a_grown_up(text),
    }
    now = [each for each in before if not over.get(each, False)]
    return [*now, *(each for each, is_told in told.items() if is_told and not over[each] and each not in now)]


def speaks_of_a_child(text: str) -> bool:
    """Whether a message is about a child, and no grown-up."""
    return children_named().search(folded(text)) is not None


def need_of_the_grown_up(heard: str) -> str:
    """The need that is meant in the care of a grown-up, where the network heard one of a child."""
    return str(document(CONTENT / "language" / "of_whom.yml")["grown_up"]["meant"].get(heard, heard))


def without_denied(said: str) -> str:
    """A folded text without the words that say that nobody is pregnant."""
    return _pattern("pregnancy", "over").sub("", said)


def _says(what: str, how: str, said: str) -> bool:
    return _pattern(what, how).search(said) is not None


@cache
def _told_pregnancy() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    entries = document(CONTENT / "language" / "of_whom.yml")["pregnancy"]["told"]
    return tuple((within(each["says"]), within(each["unless"])) for each in entries)


@cache
def _pattern(what: str, how: str) -> re.Pattern[str]:
    return within(str(document(CONTENT / "language" / "of_whom.yml")[what][how]))
