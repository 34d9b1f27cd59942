"""Hears the question whether something that a child does is normal: no record answers it, and nobody guesses."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

_ASKED: Final = re.compile(r"normal\s*\?", re.IGNORECASE)
LONGEST: Final = 140  # characters of a message that is such a question and nothing else


def asks_if_normal(text: str, needs: Iterable[str]) -> bool:
    """Whether a message asks it of a child, by its words or by the needs that the talk is about."""
    if len(text) > LONGEST:
        return False
    said = folded(text)
    if within(str(_table()["told"])).search(said) and not _ASKED.search(text):
        return False
    if not set(_table()["unless"]).isdisjoint(said.split()):  # somebody told them so
        return False
    if any(pattern.search(said) for pattern in _patterns("of_a_child")):
        return True
    growing = not set(_table()["of_growing"]).isdisjoint(needs)
    return growing and any(pattern.search(said) for pattern in _patterns("bare"))


@cache
def _patterns(which: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()[which]))


def _table() -> dict[str, Any]:
    return dict(document(CONTENT / "language" / "asking.yml")["normal"])
