"""Hears a yes or a no to what would be told to others; what is in doubt is neither, and never a yes."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

from services.casework.phrases import cut, folded
from services.casework.taken_back import clear_no
from services.library.documents import document
from services.library.root import CONTENT

type Consent = Literal["yes", "no"]

LONGEST: Final = 120  # characters


def consent(text: str) -> Consent | None:
    """What a message that is nothing but an answer says, or a clear no in a longer one.

    None for a question, a doubt, or a yes and a no at once.
    """
    if "?" in text:
        return None
    if (said := _only(text)) is not None:
        return said
    return "no" if clear_no(text) else None


def _only(text: str) -> Consent | None:
    """The same of a message that holds nothing but the answer."""
    said = folded(text)
    if len(text) > LONGEST or doubted(text):
        return None
    kinds, rest = set(), said
    phrase, rest = cut(rest, _kinds())
    while phrase is not None:
        kinds.add(_kinds()[phrase])
        phrase, rest = cut(rest, _kinds())
    return kinds.pop() if len(kinds) == 1 and set(rest.split()) <= _fillers() else None


def begins_with_yes(text: str) -> bool:
    """Whether a longer answer begins with a plain yes, holds no word of refusal and asks nothing."""
    said = folded(text)
    plain = [phrase for phrase, kind in _kinds().items() if kind == "yes" and phrase not in _table()["weak"]]
    begun = any(said.startswith(f" {phrase} ") for phrase in plain)
    refused = any(f" {phrase} " in said for phrase, kind in _kinds().items() if kind == "no")
    return begun and not refused and not doubted(text) and "?" not in text


def doubted(text: str) -> bool:
    """Whether a word of doubt or a condition stands in a message."""
    said = folded(text)
    return any(f" {word} " in said for word in _table()["doubt"])


@cache
def _kinds() -> dict[str, Consent]:
    return {phrase: kind for kind in ("yes", "no") for phrase in _table()[kind]}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = document(CONTENT / "language" / "referring.yml")["consent"]
    return table
