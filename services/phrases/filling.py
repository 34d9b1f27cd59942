"""Fills the places of a phrase. What stays open is shown as it is, and a reply with it is not sent."""

import re
from collections.abc import Mapping
from typing import Final

# What a phrase may hold: who writes and to whom, which help, when. Everything else in braces is just words.
VARIABLES: Final = (
    "family_name",
    "child_name",
    "my_name",
    "program",
    "phone",
    "town",
    "need",
    "date",
    "time",
)
_PLACE: Final = re.compile(rf"(\s*)\{{({'|'.join(VARIABLES)})(\?)?\}}")


def fill(phrase: str, known: Mapping[str, str]) -> str:
    """The phrase with what is known. `{name?}` goes, with the space before it, when it is not."""

    def put(place: re.Match[str]) -> str:
        space, name, optional = place.groups()
        if value := known.get(name):
            return f"{space}{value}"
        return "" if optional else f"{space}{{{name}}}"

    return _tidy(_PLACE.sub(put, phrase))


def unfilled(text: str) -> tuple[str, ...]:
    """The variables that still stand open in a text, each once, in their order."""
    return tuple(dict.fromkeys(place[2] for place in _PLACE.finditer(text)))


def _tidy(text: str) -> str:
    """A name that is left out takes its comma along: "today, ?" is "today?"."""
    return re.sub(r",(?=[?!.])", "", text).strip()
