"""The words we tell families to write: as a whole message they need no model to be understood."""

import re
import unicodedata
from functools import cache
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT


def command(text: str) -> str | None:
    """The intent of a message that is one of our own words ("PERSON", "saltar"), or None.

    In a hurry it is sent twice, and both come as one message: that means the same.
    """
    said = _fold(text).split()
    for length in range(1, _most_words() + 1):
        once = said[:length]
        if said and once * (len(said) // length) == said:
            return _commands().get(" ".join(once))
    return None


def door_asked(text: str, what: Literal["details", "refer"] = "details") -> int | None:
    """The number of the door that a message wants to know all about ("details 2"), or None; 1 when it names none.

    `what` is the list of words: "refer 2" wants to be put forward to the second door.
    """
    said = _fold(text[:60])
    words, _, number = said.rpartition(" ") if said[-1:].isdigit() else (said, "", "1")
    return int(number) if words in _words(what) and len(number) < 3 else None


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(map(_fold, _table()[what]))


@cache
def _commands() -> dict[str, str]:
    return {_fold(words): intent for intent, phrases in _table()["commands"].items() for words in phrases}


@cache
def _most_words() -> int:
    return max(len(words.split()) for words in _commands())


@cache
def _table() -> dict[str, Any]:
    return document(CONTENT / "messages" / "commands.yml")


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip()
