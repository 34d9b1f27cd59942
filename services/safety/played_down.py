"""Hears that somebody's wish to die is played down ("he is just being dramatic"): it stays a danger all the same."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases


def heard(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that such words are not meant; to be asked where somebody else's wish is known."""
    folded = fold(text)
    return _any(folded, _read("said", content)) and not _any(folded, _read("unless", content))


def beside(text: str, content: Path = CONTENT) -> str:
    """Return the words of a message that say something else than that."""
    rest = list(folded := fold(text))
    for _, start, end in matches(folded, _read("said", content)):
        rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split())


def answer(topics: Sequence[str], content: Path = CONTENT) -> str | None:
    """Return the answer to it after one of these answers, the first that has one; None where the wish is one's own."""
    answers = _page(content)["answers"]
    return next((str(answers[topic]) for topic in topics if topic in answers), None)


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@cache
def _read(key: str, content: Path) -> Phrases:
    return phrases({str(number): each for number, each in enumerate(_page(content)[key])}, {})


@cache
def _page(content: Path) -> dict[str, Any]:
    return document(content / "safety" / "played_down.yml")
