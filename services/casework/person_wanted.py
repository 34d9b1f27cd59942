"""Hears that a family asks for a person, whatever else a message says ("ok pues persona. ella tiene husky")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

_SIGNS: Final = re.compile(r"[.!?;,:\n]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The wish for a person, and what the message says besides; "" where that is nothing."""

    rest: str


def person_wanted(text: str) -> Wanted | None:
    """The wish for a person that a message holds; None where it holds none."""
    pieces = list(_pieces(text))
    wishes = [_left(piece, text) for piece in pieces]
    if all(left is None for left in wishes):
        return None
    kept = [piece if left is None else left for piece, left in zip(pieces, wishes, strict=True)]
    rest = " ".join(
        each for each in (one.strip(" ") for one in kept) if each.strip()
    ).strip()  # a line of its own stays one
    return Wanted("" if set(folded(rest).split()) <= _words("small") | _words("beside") else rest)


def _pieces(text: str) -> Iterator[str]:
    """The parts of a message, each with the sign behind it."""
    start = 0
    for sign in _SIGNS.finditer(text):
        yield text[start : sign.end()]
        start = sign.end()
    yield text[start:]


def _left(piece: str, text: str) -> str | None:
    """What a part says beside the wish for a person; None where it holds no such wish."""
    said = folded(piece)
    names = set(said.split()) - _words("small")
    if names and names <= _words("who") and not any(pattern.search(said) for pattern in _patterns("not_wished")):
        return ""
    if _shouted(piece, text):
        return _SIGNS.sub(" ", _own().sub(" ", piece))
    found = next(filter(None, (pattern.search(said) for pattern in _patterns("wishes"))), None)
    if found is None or any(pattern.search(said[: found.end() + 1]) for pattern in _patterns("not_wished")):
        return None
    return f"{said[: found.start()]}{said[found.end() :]}"


def _shouted(piece: str, text: str) -> bool:
    """Whether it holds our own word in capitals, in a message that is not all written so."""
    return _own().search(piece) is not None and any(sign.islower() for sign in text)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['own'])})\b")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()[name]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "person_wanted.yml")
