"""Brings a message to the plain form in which patterns are compared."""

import re
import unicodedata
from typing import Final

from services.safety.same_word import same_words

# Characters that may stand inside a word and mean nothing: accents, zero-width and soft characters, all apostrophes.
_DROPPED: Final = dict.fromkeys(
    [*range(0x0300, 0x0370), *range(0x200B, 0x2010), 0x2060, 0x00AD, 0xFEFF, *map(ord, "'’‘ʼʹ′`´")]
)
_LEET: Final = str.maketrans("013457@$", "oieastas")
_LEET_IN_WORD: Final = re.compile(r"(?<=[a-z])[013457@$](?=[a-z])")
_CENSORED: Final = re.compile(r"(?<=[a-z])\*+(?=[a-z])")
_SPELLED_OUT: Final = re.compile(r"(?<![^\s.])[a-z](?:[ .\-_][a-z]){3,}(?![^\s.])")
_LONG_RUN: Final = re.compile(r"([a-z])\1{2,}")
_SENTENCE_END: Final = re.compile(r"[.!?;\n]+")
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9.]+")


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII words, each followed by one space; the end of a sentence is the word "."."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFD", same_words(text)).translate(_DROPPED)
    text = _LEET_IN_WORD.sub(lambda found: found[0].translate(_LEET), text)
    text = _CENSORED.sub("", text)
    text = _SPELLED_OUT.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), text)
    text = _LONG_RUN.sub(r"\1", text)
    text = _NOT_PLAIN.sub(" ", _SENTENCE_END.sub(" . ", text)).strip(" .")
    return f"{text} " if text else ""
