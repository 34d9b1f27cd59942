"""Hears what sounds like a refusal and is none: hearsay, a fear, its denial, a condition ("no without id")."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, sentences, signed, within
from services.casework.put_as_question import begins_to_ask
from services.library.documents import document
from services.library.root import CONTENT

# As what is told of a door is named between the turn and its answer.
NOT_SO: Final = "not_so"
NOT_THIS: Final = "not_this"
FIRST: Final = "first_"  # before what a place asks for first, or THEN
THEN: Final = "then"
LONGEST: Final = 240  # characters
LEAST: Final = 2  # words of what is told besides


@dataclass(frozen=True, slots=True)
class Denied:
    """That a place did not refuse: the words that say so, and the rest of the message."""

    said: str
    rest: str


def denied(text: str, *, noted: bool) -> Denied | None:
    """That nobody refused; `noted` says that a refusal was noted, which "I never called them" takes back as well."""
    if len(text) > LONGEST:
        return None
    names = ("denied", "denied_when_noted") if noted else ("denied",)
    pieces = _pieces(text)
    said = [piece for piece in pieces if any(_holds(folded(piece), name) for name in names)]
    rest = [piece for piece in pieces if piece not in said and len(piece.split()) >= LEAST]
    return Denied(" ".join(said), " ".join(rest)) if said else None


def is_hearsay(said: str) -> bool:
    """Whether folded words tell what others say of a place."""
    return _holds(said, "hearsay")


def told_and_put(said: str) -> tuple[str, str]:
    """Folded words up to where a refusal is only asked after, feared or thought of, and those from there on.

    All of them are told where they speak of what a place did ("i asked if they could take him and they say no").
    """
    told = within(str(_table()["reason"])).sub(" ", said)
    starts = [found.start() for each in _patterns("only_put") if (found := each.search(said))]
    if not starts or within(str(_table()["happened"])).search(told):
        return said, ""
    return said[: min(starts)], said[min(starts) :]


def told_of(said: str) -> str:
    """What folded words tell of a place, without what they only ask, fear or think of it."""
    return told_and_put(said)[0]


def condition(text: str) -> str | None:
    """What a place asks for first ("referral", "id"), or that it helps at a time (THEN), by what it is told to say."""
    told = (piece for piece in _pieces(text) if not _asks(piece) and not is_hearsay(folded(piece)))
    said = folded(" ".join(told))
    if len(text) > LONGEST or not _is_by_them(said):
        return None
    kind = next((kind for kind in _table()["conditions"] if _holds(said, "conditions", kind)), None)
    return kind or (THEN if within(str(_table()["only_then"])).search(said) else None)


def asks_where_one_lives(text: str) -> bool:
    """Whether what a place asks for is to show where the family lives."""
    return within(str(_table()["where_one_lives"])).search(folded(text)) is not None


def before_condition(text: str) -> str:
    """The folded words before what is asked for first: behind it stands who gives it, and no door."""
    said = folded(text)
    table = _table()["conditions"]
    found = [match.start() for kind in table for each in _patterns("conditions", kind) if (match := each.search(said))]
    return f"{said[: min(found)]} " if found else said


def is_none(text: str) -> bool:
    """Whether what sounds like a refusal is a condition, or its denial."""
    return condition(text) is not None or denied(text, noted=False) is not None


def who_gives(kind: str, words: Iterable[str]) -> str | None:
    """The sentence of a door's own words that tells who gives what is missing; None where none does."""
    said = [each for text in words for each in sentences(text)]
    for pattern in _patterns("tells", kind):
        found = [each for each in said if pattern.search(folded(each))]
        if found:
            return next((each for each in found if not any(map(str.isdigit, each))), found[0])
    return None


def _is_by_them(said: str) -> bool:
    """Whether a place is told to say it; what the family wants itself, or a doctor says, is no rule of a place."""
    for pattern in _patterns("not_by_them"):
        said = pattern.sub(" ", said)
    return _holds(said, "by_them")


def _asks(piece: str) -> bool:
    return piece.endswith("?") or begins_to_ask(piece, surely=False)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in signed(text) if piece.strip()]


def _holds(said: str, *path: str) -> bool:
    return any(pattern.search(said) for pattern in _patterns(*path))


@cache
def _patterns(*path: str) -> tuple[re.Pattern[str], ...]:
    found: Any = _table()
    for name in path:
        found = found[name]
    return tuple(map(within, found))


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "no_refusal.yml")
