"""Hears that a message asks about a program itself: its limit of income, or whether it may fit the family."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final, Literal

from services.casework.phrases import folded, within
from services.casework.referring import program_named
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 160  # characters
OTHER: Final = "other"
type Asked = Literal["limit", "fits"]


def program_asked(text: str) -> Asked | None:
    """What is asked of a program; the limit before whether it fits. None where neither is."""
    said = folded(text)
    if len(text) > LONGEST:
        return None
    if _holds(said, "limit") and not within(_table()["not_limit"]).search(said):
        return "limit"
    return "fits" if _holds(said, "fits") else None


def program_meant(text: str) -> str | None:
    """The program that a question names, by its name or what families call it; OTHER where it asks for none of them."""
    said = folded(text)
    if (named := program_named(said.strip())) is not None:
        return named
    called = (id for id, words in _table()["called"].items() if within(words).search(said))
    return next(called, OTHER if within(_table()["other_one"]).search(said) else None)


def asked_of_program(text: str, writes_as: str | None, doors: Collection[str] = ()) -> str | None:
    """The id of the answer (content/answers) to what is asked of a program that is named; None where none is known.

    `doors` are the keys of those that were named in the talk, of which some questions can only be.
    """
    said = folded(text)
    if len(text) > LONGEST:
        return None
    known: Mapping[str, Mapping[str, str]] = _table()["answers"]
    fits = (
        id
        for id, each in known.items()
        if each.get("writes_as") in (None, writes_as) and (not each.get("of") or f"program:{each['of']}" in doors)
    )
    return next((id for id in fits if _is_asked(id, said)), None)


def asked_once_more(text: str) -> str | None:
    """What a message says was asked before, where it says no more than that; None for anything else."""
    found = (pattern.fullmatch(folded(text).strip()) for pattern in _once_more())
    return next((match["what"] for match in found if match), None)


def _holds(said: str, name: str) -> bool:
    return any(pattern.search(said) for pattern in _patterns(name))


@cache
def _once_more() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _table()["once_more"]))


def _is_asked(id: str, said: str) -> bool:
    none = _table()["answers"][id].get("none")
    return all(each.search(said) for each in _needed(id)) and not (none and within(none).search(said))


@cache
def _needed(id: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()["answers"][id]["all"]))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()[name]))


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "programs_asked.yml")
