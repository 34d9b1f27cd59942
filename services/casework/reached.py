"""Hears how a family says that it is reached: who calls it, at what time, by text alone, with a phone that is off."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from re import Pattern as Compiled
from typing import Any, Final

from services.casework.phrases import folded, sentences, within
from services.library.documents import document
from services.library.root import CONTENT

type Pattern = Compiled[str]

LONGEST: Final = 160  # characters
WHO, HOURS, TEXT, GONE = "who", "hours", "text", "gone"
WAYS: Final = (WHO, HOURS, TEXT, GONE)
KEPT: Final = frozenset((HOURS, TEXT, GONE))  # what a coordinator must know before writing or calling


@dataclass(frozen=True, slots=True)
class Reached:
    """What is asked or told of being reached, in the order of WAYS, and the words that are left of the message."""

    ways: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether a message says nothing else."""
        return not self.left


def reached(text: str) -> Reached | None:
    """What a message asks or tells of how its writer is reached; None where it does not, or asks help with a bill."""
    said = folded(text)
    if len(text) > LONGEST:
        return None
    surely = _read(said, {way: _patterns(way) for way in WAYS})
    if surely.ways and set(surely.ways) != {GONE}:
        beside = _read(said, {way: _patterns(way) + _more(way) for way in WAYS})
        return beside if beside.alone else _read(said, {way: _patterns(way) + _beside(way) for way in WAYS})
    if any(each.search(said) for each in _patterns("of_a_bill")):
        return None
    alone = _read(said, {way: _patterns(way) + _more(way) for way in WAYS})
    if alone.ways and alone.alone and set(alone.ways) != {GONE}:
        return alone
    return surely if surely.ways else None


def wishes_a_call(text: str) -> bool:
    """Whether who says when it can be reached wants to be called or written to ("call me after 4")."""
    return any(each.search(folded(text)) for each in _patterns("wished"))


def asks_who_it_is(text: str) -> bool:
    """Whether a whole message asks who the person is that was called ("who is that")."""
    said = folded(text).strip()
    return any(re.fullmatch(each, said) for each in _table()["who_called"])


def goes_by_text(step: str) -> bool:
    """Whether what to do next at a door is, or may be, to text a number."""
    return any(each.search(folded(said)) for said in sentences(step) for each in _patterns("by_text"))


def _read(said: str, patterns: Mapping[str, tuple[Pattern, ...]]) -> Reached:
    """The ways of which a folded text holds a pattern, and the words that stand outside of them all."""
    found = {way: [each.span() for one in some for each in one.finditer(said)] for way, some in patterns.items()}
    left = list(said)
    for start, end in (span for spans in found.values() for span in spans):
        left[start:end] = " " * (end - start)
    words = "".join(left).split()
    ways = tuple(way for way in WAYS if found[way])
    return Reached(ways, tuple(word for word in words if word not in _fillers() and not word.isdigit()))


@cache
def _more(way: str) -> tuple[Pattern, ...]:
    """What counts only where a message says nothing else."""
    return (*(within(each) for each in _table()["alone"].get(way, ())), *_beside(way))


def _beside(way: str) -> tuple[Pattern, ...]:
    return _patterns("gone_beside") if way == GONE else ()


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    return tuple(map(within, _table()[name]))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "reached.yml")
