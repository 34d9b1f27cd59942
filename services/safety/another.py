"""Hears another danger that is told while one stands: somebody's wish to die, or the fear of the own hand."""

from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, left, matches, phrases, whole


def tells_of_dying(text: str, content: Path = CONTENT) -> bool:
    """Whether a message tells that somebody speaks, or spoke, of dying, also as a question what to do then."""
    return _heard("wish", text, content)


def only_sounds_of_dying(text: str, content: Path = CONTENT) -> bool:
    """Whether a message fears or is threatened with death, or will not live with somebody, and tells of no wish."""
    folded = fold(text)
    sounds = _any(folded, _read("wish", "except", content)) or whole(folded, _read("wish", "whole", content))
    return bool(sounds) and not tells_of_dying(text, content)


def fears_own_hand(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that who writes is the one to fear; to be asked where others were taken for it."""
    return _heard("own_hand", text, content)


def fears_to_repeat(text: str, content: Path = CONTENT) -> bool:
    """Whether a message fears to do it again; to be asked where what was done is known."""
    return left(fold(text), _read("own_hand", "again", content), _read("own_hand", "again_except", content))


def tells_of_thoughts(text: str, content: Path = CONTENT) -> bool:
    """Whether a message tells of thoughts or pictures that come unwished; to be asked where a small child is known."""
    return _heard("thoughts", text, content)


def speaks_of_oneself(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that it is about who writes; to be asked where somebody else's wish to die was heard."""
    only_that = whole(fold(text).replace(". ", ""), _read("oneself", "whole", content))
    return only_that is not None or _heard("oneself", text, content)


def denies_others(text: str, content: Path = CONTENT) -> bool:
    """Whether a message of the own hand says as well that it is nobody else."""
    return _any(fold(text), _read("own_hand", "denies", content))


def dying_line(language: str, content: Path = CONTENT) -> str:
    """What is said of a wish to die beside the words for another danger."""
    return _said(_page(content)["wish"]["line"], language)


def pictures_line(language: str, content: Path = CONTENT) -> str:
    """What is said of the pictures behind the words for a wish to die."""
    return _said(_page(content)["pictures_line"], language)


def _heard(kind: str, text: str, content: Path) -> bool:
    """Whether a message says it in words that no exception covers."""
    folded = fold(text)
    return left(folded, _read(kind, "said", content), _read(kind, "except", content))


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


def _said(pair: dict[str, str], language: str) -> str:
    return pair.get(language, pair["en"])


@cache
def _read(kind: str, key: str, content: Path) -> Phrases:
    words = {
        **document(content / "safety" / "topics.yml")["words"],
        **document(content / "safety" / "crisis.yml")["words"],
    }
    return phrases({str(number): each for number, each in enumerate(_page(content)[kind][key])}, words)


@cache
def _page(content: Path) -> dict[str, Any]:
    return document(content / "safety" / "another.yml")
