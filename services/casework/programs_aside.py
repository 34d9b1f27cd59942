"""Leaves out of a message the programs that it puts aside, or that the family has: what stands beside is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from services.casework.in_words import Found, Spoken
from services.casework.referring import program_names
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 200  # characters: who writes more tells a story
HAD: Final = "had"
NEAR: Final = 3  # words before, in which a lack may be told
KINDS: Final = (HAD, "aside", "aside_with_instead")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is left of a message, "" where that is nothing; and the ids of the programs that it says the family has."""

    rest: str
    had: tuple[str, ...] = ()


def programs_aside(text: str) -> Beside | None:
    """The message without them; None where none is put aside, or had."""
    return _beside(text) if len(text) <= LONGEST else None


def programs_had(text: str) -> tuple[str, ...]:
    """The ids of the programs that a message, however long, says the family has."""
    found = _beside(text)
    return found.had if found else ()


@lru_cache(maxsize=64)  # a turn asks several times
def _beside(text: str) -> Beside | None:
    rest, had = text, list[str]()
    while (found := _first(rest, text)) is not None:  # what was cut may have hidden another
        kind, cut = found
        had += _had_in(cut) if kind == HAD else []
        if kind == HAD and _holds("read_whole", cut.behind):
            return Beside(text, tuple(dict.fromkeys(had)))  # "i have snap and husky", "tengo wic y no me alcanza"
        rest = cut.without()
    return Beside(rest.strip(" ,"), tuple(dict.fromkeys(had))) if rest != text else None


def _first(text: str, whole: str) -> tuple[str, Found] | None:
    spoken = Spoken.of(text)
    every = ((kind, found) for kind, pattern in _patterns() for found in spoken.find(pattern))
    return next(((kind, found) for kind, found in every if _JUDGES[kind](found, whole)), None)


def _is_had(found: Found, _whole: str) -> bool:
    """Whether it is told of what comes to the house, and asked for nowhere ("i have snap, can i get snap for her")."""
    if not _tells_had(found):
        return False
    every = (other for kind, pattern in _patterns() if kind == HAD for other in found.spoken.find(pattern))
    left = found.spoken.without_all([found, *filter(_tells_had, every)])
    return not any(f" {name} " in left for name, id in _names_had().items() if id in _had_in(found))


def _tells_had(found: Found) -> bool:
    before = found.before
    asks = found.asks or bool({*before} & _words("asks_before") or {*before[-1:]} & _words("denied"))
    near = " ".join([*before[-NEAR:], "|", *found.behind.split()])
    whose = " ".join([*before[-NEAR:], "|", found.match.group()])
    return bool(_had_in(found)) and not (asks or _holds("unless", near) or _holds("anothers", whose))


def _is_aside(found: Found, _whole: str) -> bool:
    """Whether it is put aside; what goes on behind it ("i dont want snap to end") or lacks it is no such thing."""
    lack = bool(set(found.before[-NEAR:]) & _words("lacks"))
    next_word = found.behind.split()[:1]
    return not (lack or found.ends_as_question or set(next_word) & _words("goes_on"))


def _is_instead(found: Found, whole: str) -> bool:
    return _is_aside(found, whole) and _holds("instead", Spoken.of(whole).said)


_JUDGES: Final = {HAD: _is_had, "aside": _is_aside, "aside_with_instead": _is_instead}


def _had_in(found: Found) -> list[str]:
    said = f" {found.match.group()} "
    return [id for name, id in _names_had().items() if f" {name} " in said]


def _holds(name: str, said: str) -> bool:
    return re.search(rf" (?:{_table()[name]}) ", f" {said} ") is not None


@cache
def _names_had() -> Mapping[str, str]:
    """The ids of programs that come to a house, by each name by which having them is told."""
    named = {name: id for name, id in program_names().items() if id in _table()["of"]}
    kept = {name: id for name, id in named.items() if name not in _words("things")}
    return kept | {name: id for id, names in _table()["also_called"].items() for name in names}


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    return tuple((kind, _pattern(kind, each)) for kind in KINDS for each in _table()[kind])


def _pattern(kind: str, words: str) -> re.Pattern[str]:
    names = sorted(_names_had() if kind == HAD else program_names(), key=len, reverse=True)
    one = "|".join(map(re.escape, names))
    several = rf"(?:{one})(?:(?: \|)?(?: (?:and|y|e))? (?:{one}))*"
    around = (_table()["before"], _table()["behind"]) if kind == HAD else ("", "")
    return re.compile(rf"(?<= ){around[0]}(?:{words.replace('PROGRAM', several)}){around[1]}(?= )")


def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "programs_aside.yml")
