"""The page of what families say after the first help (content/language/care.yml), read once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from services.casework.phrases import within
from services.library.documents import document
from services.library.root import CONTENT


def says(said: str, *path: str) -> bool:
    """Whether a folded text holds one of the patterns of a list of the page."""
    return next(matches(said, *path), None) is not None


def matches(said: str, *path: str) -> Iterator[re.Match[str]]:
    """Where the patterns of a list stand in a folded text, each the first time."""
    return (found for pattern in patterns(*path) if (found := pattern.search(said)))


@cache
def patterns(*path: str) -> tuple[re.Pattern[str], ...]:
    """A list of patterns; one that says itself where it begins is taken as it is."""
    return tuple(re.compile(rf"{each}(?= )") if each[:1] in " ^" else within(each) for each in listed(*path))


def listed(*path: str) -> Any:
    """A list, or a table, of the page."""
    found: Any = _page()
    for name in path:
        found = found[name]
    return found


@cache
def words(*path: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(listed(*path))


@cache
def _page() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "care.yml")
