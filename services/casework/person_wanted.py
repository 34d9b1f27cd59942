"""Hears that a family asks for a person, whatever else a message says ("ok pues persona. ella tiene husky")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, signed, unsigned
from services.library.documents import document
from services.library.root import CONTENT

_AT: Final = {"spoken_of": (" ", " "), "not_wished": ("(?<= )", " $"), "anew": ("", "(?= )")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The wish for a person, and what the message says besides; "" where that is nothing."""

    rest: str


def person_wanted(text: str) -> Wanted | None:
    """The wish for a person that a message holds; None where it holds none."""
    pieces = signed(text)
    wishes = [_left(piece, text) for piece in pieces]
    if all(left is None for left in wishes):
        return None
    kept = [piece if left is None else left for piece, left in zip(pieces, wishes, strict=True)]
    rest = " ".join(filter(None, (each.strip(" ") for each in kept if each.strip()))).strip()  # lines stay lines
    return Wanted("" if set(folded(rest).split()) <= _words("small") | _words("beside") else rest)


def speaks_of_a_person(text: str) -> bool:
    """Whether it only names one to ask how many or which ("por persona?"), or denies that anybody wants one."""
    if person_wanted(text) is not None:
        return False
    said = [folded(piece) for piece in signed(text)]
    return _is_spoken_of(folded(text)) or any(pattern.search(each) for each in said for pattern in _patterns("denied"))


def _left(piece: str, text: str) -> str | None:
    """What a part says beside the wish for a person; None where it holds no such wish."""
    said = folded(piece)
    if _is_named_alone(said):
        return ""
    if _shouted(piece, text):
        return unsigned(_own().sub(" ", piece))
    wish = _wish(said)
    return f"{said[: wish.start()]}{said[wish.end() :]}" if wish else None


def _is_named_alone(said: str) -> bool:
    """Whether a part is the name of a person beside small words, and does not only speak of one."""
    return _names_only(said) and not _is_spoken_of(said)


def _names_only(said: str) -> bool:
    names = set(said.split()) - _words("small")
    return bool(names) and names <= _words("who")


def _is_spoken_of(said: str) -> bool:
    return _names_only(said) and any(each.fullmatch(said) for each in _patterns("spoken_of"))


def _wish(said: str) -> re.Match[str] | None:
    """The first wish in a part that is neither denied nor another's: what stands elsewhere in it takes none back."""
    found = [match for pattern in _patterns("wishes") for match in pattern.finditer(said)]
    others = [match for match in found if _is_not_wished(match, said[: match.start()])]
    return next((match for match in found if not any(_overlap(match, each) for each in others)), None)


def _is_not_wished(match: re.Match[str], before: str) -> bool:
    if any(pattern.match(f"{match.group()} ") for pattern in _patterns("anew")):
        return False
    return any(pattern.search(before) for pattern in _patterns("not_wished"))


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _shouted(piece: str, text: str) -> bool:
    """Whether it holds our own word in capitals, in a message that is not all written so."""
    return _own().search(piece) is not None and any(sign.islower() for sign in text)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['own'])})\b")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Those of a key; what is not wished is looked for at the end of what stands before."""
    start, end = _AT.get(name, ("(?<= )", "(?= )"))
    return tuple(re.compile(rf"{start}(?:{each}){end}") for each in _table()[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "person_wanted.yml")
