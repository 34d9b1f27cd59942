"""Hears the question inside a fact: what somebody told the family, and whether that is true."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded
from services.casework.referring import program_named
from services.library.documents import document
from services.library.root import CONTENT


def asked_inside(text: str) -> tuple[str, ...]:
    """What was told, put as a question of its own; of a program that only its teller names, with that name first."""
    said = folded(text).strip()
    told = _told().match(said)
    if told is None:
        return ()
    rest = _asked().sub("", said[told.end() :])
    put = "?" in text or rest != said[told.end() :]
    if not put or not rest.strip():
        return ()
    core, program = f"{rest.strip()}?", program_named(told.group().strip())
    of_it = (f"{program.replace('_', ' ')}: {core}",) if program and program_named(rest) is None else ()
    return (*of_it, core)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?:{_table()['told']}) ")


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf" (?:{_table()['asked']})$")


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "hearsay.yml")
