"""Hears what a family tells of an application ("they said I make too much"), which its own program answers."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 160  # characters: who writes more tells a story, and is heard as one
ANY: Final = "any"
OTHER: Final = "other"  # a program that has no answer of its own
_PROGRAM: Final = "program:"


def after_applying(text: str, program: str | None, named: Iterable[str]) -> str | None:
    """The id of the answer of the program that a message names, else that the talk is about; None where none is.

    `program` is the one that the talk spoke of last, `named` are the doors of the talk: the only program among them
    counts. Of several, or of another program, the answer is one for any.
    """
    if len(text) > LONGEST:
        return None
    said = folded(text)
    told = next((each for each in _told() if any(pattern.search(said) for pattern in each[0])), None)
    if told is None:
        return None
    answers = told[1]
    programs = {key.removeprefix(_PROGRAM) for key in named if key.startswith(_PROGRAM)}
    known = programs & {*answers}
    spoken = _named(said) or (program if program in answers else None)
    if spoken is None and not programs:
        return None
    if spoken is not None and spoken != OTHER:
        return answers.get(spoken)
    return answers.get(next(iter(known)) if spoken is None and len(known) == 1 else ANY)


def names_program(text: str) -> bool:
    """Whether a message names one of the programs that answer so."""
    return _named(folded(text)) is not None


def program_of(answer: str) -> str | None:
    """The id of the program that an answer heard so speaks of; None for any other answer."""
    programs = (program for _, answers in _told() for program, id in answers.items() if id == answer)
    return next((program for program in programs if program != ANY), None)


def _named(said: str) -> str | None:
    programs: Mapping[str, list[str]] = _table()["programs"]
    return next((id for id, words in programs.items() if any(f" {word} " in said for word in words)), None)


@cache
def _told() -> tuple[tuple[tuple[re.Pattern[str], ...], Mapping[str, str]], ...]:
    return tuple((tuple(map(within, each["when"])), each["answers"]) for each in _table()["told"].values())


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "after_applying.yml")
