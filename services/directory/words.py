"""Folds, stems and compares words, for questions and for services alike, in English and in Spanish."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from services.directory.places import fold
from services.library.documents import document
from services.library.root import CONTENT

_ALIKE = 84  # of 100: "diapres" is diapers (86), "formla" is formula (92), "manage" is no "age"
_SHORTEST = 5  # letters: shorter words are too easily another word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One form for one and many: diaper and diapers, pañal and pañales, pantry and pantries."""
    if len(word) < 4 or word in _whole():
        return word
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    word = word[:-1] if word.endswith("e") and len(word) > 4 else word
    return word[:-1] + "i" if word.endswith("y") else word


def stems(text: str) -> list[str]:
    """Every word of a text, folded and stemmed, in order."""
    return [stem(word) for word in fold(text).split()]


def is_small(word: str, language: str | None = None) -> bool:
    """Whether a folded word says nothing of what is needed: in one language, else in any."""
    return word in _small(language)


def close_to(word: str, known: Iterable[str]) -> list[str]:
    """Known words that a longer word is a misspelling of, closest first; its first letter is taken to be right."""
    if len(word) < _SHORTEST:
        return []
    alike = [each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) <= 2]
    return [str(near) for near, _, _ in process.extract(word, alike, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4)]


def holds(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text has one of some phrases in it, as whole words."""
    said = f" {fold(text)} "
    return any(f" {fold(phrase)} " in said for phrase in phrases)


def listed(name: str) -> list[str]:
    """A list of content/search/words.yml; both languages of one that has them."""
    found: Any = table()[name]
    return [*found["en"], *found["es"]] if isinstance(found, Mapping) else list(found)


@cache
def table() -> Mapping[str, Any]:
    """content/search/words.yml."""
    return document(CONTENT / "search" / "words.yml")


@cache
def _whole() -> frozenset[str]:
    return frozenset(listed("whole"))


@cache
def _small(language: str | None) -> frozenset[str]:
    words = table()["small"].get(language, ()) if language else listed("small")
    return frozenset(fold(word) for word in words)
