"""How a question is put, whatever it asks: by its first words ("can they"), by its last ("is there one there")."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT


def begins_to_ask(text: str, *, surely: bool) -> bool:
    """Whether a piece of a message begins as questions do ("can they", "y cuánto").

    `surely` says that it is heard to ask something: then also as a question may begin ("cuando").
    """
    rest, table = folded(text), _table()
    while (word := next((each for each in table["begins_after"] if rest.startswith(f" {each} ")), None)) is not None:
        rest = rest[len(word) + 1 :]
    begins = [*table["begins"], *(table["begins_perhaps"] if surely else ())]
    return any(rest.startswith(f" {each} ") for each in begins)


def is_of_there(text: str) -> bool:
    """Whether a question ends with the place that was just told ("is there one there", "hay alla?")."""
    words = folded(text).split()
    return bool(words) and words[-1] in _table()["of_there"]


def is_of_those(text: str) -> bool:
    """Whether a question begins as one about those who were named ("can they", "would that place")."""
    return any(each.match(folded(text)[1:]) for each in _of_those())


def is_of_it(text: str) -> bool:
    """Whether some words speak of what was asked for without its name ("can I water it down")."""
    return _of_it().search(folded(text)) is not None


@cache
def _of_it() -> re.Pattern[str]:
    return within(str(_table()["of_it"]))


@cache
def _of_those() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:{pattern})(?= )") for pattern in _table()["of_those"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "asking.yml")
