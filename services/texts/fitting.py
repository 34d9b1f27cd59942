"""Cuts what is to be said into texts that cost no more than they may: between lines, then between sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.texts.segments import segments

# A sentence ends at its sign when a new one begins; "2-1-1." and "e.g. one" do not end there.
_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡0-9\"'])")
_NAME: Final = re.compile(r"((?:\d+\. )?[^:.?!]{3,70}): ")
_WORDS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay together, and what joins them to those before: a space, or the end of a line."""

    text: str
    joint: str
    of: str = ""  # the place or program that a line is about, which its later sentences do not name


def pieces(lines: Sequence[str]) -> list[Piece]:
    """The sentences of some lines."""
    found = []
    for line in lines:
        named = _NAME.match(line)
        of = named.group(1) if named else ""
        for place, sentence in enumerate(_ENDS.split(line)):
            found.append(Piece(sentence, " " if place else "\n", of))
    return found


def fill(waiting: Sequence[Piece], parts: int, after: str = "") -> tuple[str, list[Piece]]:
    """The longest beginning that takes so many parts with `after` behind it, and what is left.

    A single sentence that is too long for a text by itself is cut between words.
    """
    text = ""
    for place, piece in enumerate(waiting):
        longer = f"{text}{piece.joint if text else ''}{piece.text}"
        if segments(longer + after).parts > parts:
            if not text:
                return _between_words(piece, waiting[place + 1 :], parts, after)
            return text, list(waiting[place:])
        text = longer
    return text, []


def joined(waiting: Sequence[Piece]) -> str:
    """The pieces as one text; where it begins within a line, with the name that stood there ("WIC: bring your ID")."""
    begun = next((f"{piece.of}: " for piece in waiting[:1] if piece.of and piece.joint == " "), "")
    return begun + "".join(f"{piece.joint if place else ''}{piece.text}" for place, piece in enumerate(waiting))


def _between_words(piece: Piece, rest: Sequence[Piece], parts: int, after: str) -> tuple[str, list[Piece]]:
    words = _WORDS.split(piece.text)
    held = 1
    while held < len(words) and segments(" ".join(words[: held + 1]) + after).parts <= parts:
        held += 1
    left = " ".join(words[held:])
    return " ".join(words[:held]), [*([Piece(left, " ", piece.of)] if left else []), *rest]
