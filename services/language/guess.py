"""Reads the language of one message from its everyday words; the model is asked only when words do not tell."""

import re
from dataclasses import dataclass
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from services.directory.places import connecticut
from services.language.folding import fold
from services.library.documents import document
from services.library.root import CONTENT

WORD = re.compile(r"[a-z]+")
SPANISH_ONLY = re.compile(r"[ñ¿¡]", re.IGNORECASE)
SWITCH_MARGIN = 2
PLAIN_MARGIN = 4  # everyday words of one language more than of the other, and
PLAIN_SHARE = 4  # at least so many times as many: then a message is plainly in one language
DETECTED = {Language.ENGLISH: "en", Language.SPANISH: "es"}


@dataclass(frozen=True, slots=True)
class Guess:
    """`language` is None when the message does not tell; `sure` when it may change a conversation's language.

    `plain` when it is so long and so wholly in one language that it counts more than a wish of before.
    """

    language: str | None
    sure: bool = False
    plain: bool = False


def guess(text: str) -> Guess:
    """The language of one message: "en", "es", "pt" or None."""
    text = _names().sub(" ", text[:500].lower())
    words = WORD.findall(fold(text))
    hits = {language: sum(word in known for word in words) for language, known in _words().items()}
    hits["es"] += 2 * bool(SPANISH_ONLY.search(text))
    if hits["pt"] > max(hits["en"], hits["es"]) + 1:
        return Guess("pt", sure=True)
    margin = hits["en"] - hits["es"]
    if margin:
        most, least = max(hits["en"], hits["es"]), min(hits["en"], hits["es"])
        plain = abs(margin) >= PLAIN_MARGIN and most >= PLAIN_SHARE * least
        return Guess("en" if margin > 0 else "es", sure=abs(margin) >= SWITCH_MARGIN, plain=plain)
    if not words or " ".join(words) in _towns():  # the name of a town is the same in every language
        return Guess(None)
    found = _detector().detect_language_of(text)
    return Guess(DETECTED[found] if found else None)


def choose(message: Guess, current: str, *, chosen: bool, first: bool) -> str:
    """The language to answer in: a stated wish beats a guess, a doubtful guess counts only in a first message.

    A message plainly in the other language is answered in it also after a wish: who writes so can read so.
    """
    if message.language not in ("en", "es") or (chosen and not message.plain):
        return current
    return message.language if message.sure or first else current


@cache
def _words() -> dict[str, frozenset[str]]:
    table = document(CONTENT / "language" / "words.yml")
    return {language: frozenset(table[language].split()) for language in ("en", "es", "pt")}


@cache
def _names() -> re.Pattern[str]:
    names = document(CONTENT / "language" / "words.yml")["names"]
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def _towns() -> frozenset[str]:
    return frozenset(fold(str(town)) for town in connecticut().towns)


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*DETECTED).build()
