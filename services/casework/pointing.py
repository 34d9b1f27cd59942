"""What in a family's words points at a door that was named: whose it is, which words tell, which kinds they name."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.directory.senses import in_its_sense
from services.directory.things import vocabulary
from services.directory.words import is_small, stem
from services.library.documents import document
from services.library.root import CONTENT

SHORTEST = 3  # letters of a word that tells something


def left_over(said: str) -> list[str]:
    """The words of a folded text by which a door may be meant."""
    return [word for word in said.split() if word not in _listed("beside")]


def telling(said: str, language: str) -> list[str]:
    """Those of them that are no small words of the language."""
    return [word for word in left_over(said) if len(word) >= SHORTEST and not is_small(word, language)]


def points(said: str) -> bool:
    """Whether a folded text points at a thing ("the lawyer", "lo del pañal") that is nobody's own."""
    return any(vocabulary().knows(found[1]) for found in _pointing().finditer(not_owned(said)))


def not_owned(said: str) -> str:
    """A text without what is somebody's or any ("my landlord", "a lawyer"): no place that was named is."""
    return _owned().sub(" ", said)


def kinds(said: str, language: str) -> list[str]:
    """The things that some words name; a word of many names ("help", "home") names none by itself."""
    said = in_its_sense(said)
    vague = " ".join(word for word in said.split() if stem(word) in general())
    unsaid = {key for key, _ in vocabulary().asked(vague, language).things}
    return [key for key, _ in vocabulary().asked(said, language).things if key not in unsaid]


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(_table()['owned'])}) \S+(?= )")


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(_table()['pointing'])})(?= (\S+))")


@cache
def general() -> frozenset[str]:
    """Stems of words that many places bear in their names."""
    return frozenset(stem(word) for word in _table()["general"])


def lines() -> frozenset[str]:
    """Words for a telephone line."""
    return _listed("lines")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "named.yml")
