"""Hears which door a family means that was answered for another ("no, i mean the infoline", "digo el de 860 837")."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from services.casework.asked_of import is_shaped
from services.casework.naming import Named
from services.casework.phrases import folded, within
from services.casework.pointing import points
from services.casework.referring import program_named
from services.casework.which import which
from services.library.documents import document
from services.library.root import CONTENT

_ENDS = re.compile(r"[.;!?\n]+|,(?= )")


def meant_instead(text: str, doors: Callable[[], Sequence[Named]], language: str) -> str | None:
    """The key of the one door that a message says it means; None where it says so of none, or of what it may be."""
    found = (_named(said, doors, language) for said in _said(text))
    return next(filter(None, found), None)


def _said(text: str) -> Iterator[str]:
    """What stands behind "I mean", to the end of its part of the message."""
    parts = (folded(part) for part in _ENDS.split(text) if part.strip())
    found = ((part, within(_table()["behind"]).search(part)) for part in parts)
    return (part[match.end() :] for part, match in found if match)


def _named(said: str, doors: Callable[[], Sequence[Named]], language: str) -> str | None:
    brief = " ".join(within(_table()["ends"]).split(said)[0].split()[: _table()["most_words"]])
    likely = which(f" {brief} ", doors(), language) if brief else []
    if len(likely) == 1 and (likely[0].surely or is_shaped(f" {brief} ") or points(f" {brief} ")):
        return likely[0].key
    program = None if likely or not brief else program_named(brief)
    return f"program:{program}" if program else None


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = document(CONTENT / "language" / "rather.yml")["meant"]
    return table
