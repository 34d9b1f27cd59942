"""Finds phrases in a short message; what is left of it tells whether there was more in it than that."""

import re
from collections.abc import Iterable
from itertools import pairwise

from services.directory.places import fold

# Where one part of a message ends: a sign, or a word that joins; "las 3 y media" stays one.
SEAM = re.compile(r"[.,;!?\n]+|\b(?:and|but|y(?! (?:medi[oa]|cuarto)\b)|pero|e)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[.!?;,:\n]+")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
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


def signed(text: str) -> list[str]:
    """The parts of a message between its signs, each as it stands, with the sign behind it."""
    ends = [0, *(sign.end() for sign in _SIGNS.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def unsigned(text: str) -> str:
    """A text with spaces for its signs."""
    return _SIGNS.sub(" ", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its sign."""
    return [each.strip() for each in _SENTENCES.split(text) if each.strip()]


def shortened(text: str, most: int) -> str:
    """A text of `most` characters at the most, cut between two words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
