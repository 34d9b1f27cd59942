"""Hears that a grown-up of the family needs care, where the network takes it for a birth or a child's illness."""

from collections.abc import Mapping
from functools import cache
from re import Pattern
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT


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
