"""Finds phrases in a short message; what is left of it tells whether there was more in it than that."""

import re
from collections.abc import Iterable

from services.directory.places import fold

# Where one part of a message ends: a sign, or a word that joins.
SEAM = re.compile(r"[.,;!?\n]+|\b(?:and|but|y|pero|e)\b", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def folded(text: str) -> str:
    """A text without accents, case, punctuation and apostrophes ("don't" is "dont"), a space at each end."""
    return f" {fold(text.translate(_APOSTROPHES))} "


def cut(said: str, phrases: Iterable[str]) -> tuple[str | None, str]:
    """The longest of some folded phrases that a folded text holds, and the text without it; None when it has none."""
    for phrase in sorted(phrases, key=len, reverse=True):
        if f" {phrase} " in said:
            return phrase, said.replace(f" {phrase} ", " ", 1)
    return None, said


def only(said: str, fillers: Iterable[str]) -> bool:
    """Whether nothing is left of a folded text but small words."""
    return set(said.split()) <= set(fillers)


def within(pattern: str) -> re.Pattern[str]:
    """A regular expression of content, read within a folded text: where it begins and ends, words begin and end."""
    return re.compile(rf"(?<= )(?:{pattern})(?= )")


def parts(text: str) -> list[str]:
    """The parts of a message, as they stand in it, without the signs and words that join them."""
    return [part.strip() for part in SEAM.split(text) if part.strip()]
