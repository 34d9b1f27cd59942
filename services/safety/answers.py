"""The sentences that answer danger, doubt and keywords, as content/ holds them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases

# What is said beside the answers themselves, by its key in content/safety/answers.yml.
type Sentence = Literal["safe_choice", "safe", "after", "questions_wait"]
type Doubt = Literal["ask", "yes_choice", "no_choice", "silence"]


def topic(crisis: str, text: str, content: Path = CONTENT) -> str:
    """Return the name of the answer that fits what `text` tells of a danger; the label itself when none is closer."""
    folded = fold(text)
    for name, when, unless in _topics(content):
        if _answers(content)[name]["crisis"] == crisis and _any(folded, when) and not _any(folded, unless):
            return name
    return crisis


def answer(named: str, language: str, told: int = 0, content: Path = CONTENT) -> str | None:
    """Return what to do and who to reach, by topic or crisis label, after `told` earlier answers; None after the last.

    Never twice the same words: first, repeat, still, and from then on a person reads. Raises KeyError for no answer.
    """
    variants = _answers(content)[named]
    if told < 2:
        return _said(variants["repeat" if told else "first"], language)
    return _said(_page(content)["still"][variants["crisis"]], language) if told == 2 else None


def say(sentence: Sentence, language: str, content: Path = CONTENT) -> str:
    """Return one of the sentences around a danger."""
    return _said(_page(content)[sentence], language)


def doubt(sentence: Doubt, language: str, content: Path = CONTENT) -> str:
    """Return the kind question that a doubt is asked with, one of its two choices, or what follows silence."""
    return _said(_page(content)["doubt"][sentence], language)


def keyword_answer(keyword: str, language: str, content: Path = CONTENT) -> str:
    """Return the reply to STOP, START or HELP. Raises KeyError for any other keyword."""
    return _said(_read(content / "messages" / "keywords.yml")[keyword], language)


def _said(pair: Mapping[str, str], language: str) -> str:
    """The sentence in `language`; in English where we do not have it."""
    return pair.get(language, pair["en"])


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@cache
def _topics(content: Path) -> tuple[tuple[str, Phrases, Phrases], ...]:
    words = document(content / "safety" / "crisis.yml")["words"]
    return tuple(
        (name, phrases(dict(_numbered(each["when"])), words), phrases(dict(_numbered(each.get("unless", ()))), words))
        for name, each in _answers(content).items()
        if "when" in each
    )


def _numbered(patterns: list[str]) -> Iterator[tuple[str, str]]:
    return ((str(number), pattern) for number, pattern in enumerate(patterns, start=1))


def _answers(content: Path) -> Mapping[str, Any]:
    answers: Mapping[str, Any] = _page(content)["answers"]
    return answers


def _page(content: Path) -> Mapping[str, Any]:
    return _read(content / "safety" / "answers.yml")


@cache
def _read(path: Path) -> Mapping[str, Any]:
    return document(path)
