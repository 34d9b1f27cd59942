"""Spoils a message as fingers and phones do, so that the network learns to read through it."""

import re
import unicodedata
from random import Random

ACCENTS, PUNCTUATION, TYPOS = 0.3, 0.2, 0.35  # how often each is done to a message
LETTERS_A_TYPO = 40
NEAR = "aeioustnrl"


def spoil(text: str, chance: Random) -> str:
    """Return `text`, perhaps without accents or punctuation, perhaps with letters lost, doubled, swapped or wrong."""
    if chance.random() < ACCENTS:
        letters = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if chance.random() < PUNCTUATION:
        text = re.sub(r"[^\w\s]", "", text)
    if chance.random() < TYPOS and len(text) > 8:
        for _ in range(max(1, len(text) // LETTERS_A_TYPO)):
            text = _typo(text, chance)
    return text


def _typo(text: str, chance: Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    wrong = ("", letter * 2, after[:1] + letter, chance.choice(NEAR))[kind := chance.randrange(4)]
    return before + wrong + (after[1:] if kind == 2 else after)
