"""Reads the language of one message from its everyday words; the model is asked only when words do not tell."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from services.directory.places import connecticut
from services.library.documents import document
from services.library.root import CONTENT

WORD = re.compile(r"[a-z]+")
SPANISH_ONLY = re.compile(r"[ñ¿¡]", re.IGNORECASE)
SWITCH_MARGIN = 2
DETECTED = {Language.ENGLISH: "en", Language.SPANISH: "es"}


@dataclass(frozen=True, slots=True)
class Guess:
    """`language` is None when the message does not tell; `sure` when it may change a conversation's language."""

    language: str | None
    sure: bool = False


def guess(text: str) -> Guess:
    """The language of one message: "en", "es", "pt" or None."""
    words = WORD.findall(_fold(text[:500]))
    hits = {language: sum(word in known for word in words) for language, known in _words().items()}
    hits["es"] += 2 * bool(SPANISH_ONLY.search(text))
    if hits["pt"] > max(hits["en"], hits["es"]) + 1:
        return Guess("pt", sure=True)
    margin = hits["en"] - hits["es"]
    if margin:
        return Guess("en" if margin > 0 else "es", sure=abs(margin) >= SWITCH_MARGIN)
    if not words or " ".join(words) in _towns():  # the name of a town is the same in every language
        return Guess(None)
    found = _detector().detect_language_of(text[:500].lower())
    return Guess(DETECTED[found] if found else None)


def choose(message: Guess, current: str, *, chosen: bool, first: bool) -> str:
    """The language to answer in: a stated wish beats a guess, a doubtful guess counts only in a first message."""
    if chosen or message.language not in ("en", "es"):
        return current
    return message.language if message.sure or first else current


def named(text: str) -> str | None:
    """The language that a message asks for by name ("other" for one we do not speak), or None."""
    words = set(WORD.findall(_fold(text[:500])))
    return next((language for language, names in _names().items() if words & names), None)


@cache
def _names() -> dict[str, frozenset[str]]:
    table = document(CONTENT / "language" / "names.yml")["names"]
    return {language: frozenset(names.split()) for language, names in table.items()}


@cache
def _words() -> dict[str, frozenset[str]]:
    table = document(CONTENT / "language" / "words.yml")
    return {language: frozenset(table[language].split()) for language in ("en", "es", "pt")}


@cache
def _towns() -> frozenset[str]:
    return frozenset(_fold(str(town)) for town in connecticut().towns)


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*DETECTED).build()


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).replace("'", "").replace("’", "")
