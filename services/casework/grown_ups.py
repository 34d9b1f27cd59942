"""Hears that a grown-up of the family needs care, where the network takes it for a birth or a child's illness."""

from collections.abc import Mapping
from functools import cache
from re import Pattern
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT


def of_a_grown_up(need: str, text: str) -> bool:
    """Whether a need that a message seems to tell is that of a grown-up ("somebody to bathe my mother")."""
    table, said = _table(), folded(text)
    if need not in (*table["instead_of"], *table["elsewhere"]):
        return False
    words = ("who", "care") if need in table["instead_of"] else ("who", "care", "at_home")
    return all(_pattern(name).search(said) for name in words) and not _pattern("unless").search(said)


def tells_of_a_grown_up(text: str) -> bool:
    """Whether a message tells that a grown-up of the family needs care, whatever need the network hears."""
    said = folded(text)
    return all(_pattern(name).search(said) for name in ("who", "care")) and not _pattern("unless").search(said)


@cache
def _pattern(name: str) -> Pattern[str]:
    return within(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "grown_ups.yml")
