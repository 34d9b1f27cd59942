"""The sentences that answer danger, doubt and keywords, as content/ holds them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety import ordinary
from services.safety import told as told_before
from services.safety.crisis import dangers
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases

# What is said beside the answers themselves, by its key in content/safety/answers.yml.
type Sentence = Literal["safe_choice", "safe_reply", "lone_number", "after", "again", "questions_wait"]
type Doubt = Literal["yes_choice", "no_choice", "yes_reply", "no_reply", "silence"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which answer a danger `of` some labels (any, where none is named) gets by what is told of it."""

    topic: str
    of: frozenset[str]
    when: Phrases
    also: Phrases | None
    unless: Phrases

    def fits(self, crisis: str, folded: str) -> bool:
        """Whether a message tells of all that the rule wants, of such a danger."""
        if self.of and crisis not in self.of:
            return False
        wanted = [each for each in (self.when, self.also) if each is not None]
        return all(_any(folded, each) for each in wanted) and not _any(folded, self.unless)


def topic(crisis: str, text: str, content: Path = CONTENT) -> str:
    """Return the name of the answer that fits what `text` tells of a danger; the label itself when none is closer."""
    return told_of(crisis, text, content) or crisis


def told_of(crisis: str, text: str, content: Path = CONTENT) -> str | None:
    """Return the answer that something told in `text` leads to; None where it tells no more than the danger."""
    folded = _without_negated(fold(text), content)
    return next((rule.topic for rule in _rules(content) if rule.fits(crisis, folded)), None)


def keeps(named: str, label: str, content: Path = CONTENT) -> bool:
    """Whether an answer also serves what is said next: a danger's label alone, or another answer that fits less."""
    return label in _answers(content)[named].get("keeps", ())


def of_danger(named: str, content: Path = CONTENT) -> str | None:
    """Return the danger's label that an answer, by its name, belongs to."""
    found = _answers(content).get(named)
    return None if found is None else str(found["crisis"])


def answer(named: str, language: str, told: int = 0, content: Path = CONTENT) -> str | None:
    """Return what to do and who to reach, by topic or crisis label, after `told` earlier answers; None after the last.

    Never twice the same words: first, repeat, still, and from then on a person reads. Raises KeyError for no answer.
    """
    variants = _answers(content)[named]
    if told < 2:
        return _said(variants["repeat" if told else "first"], language)
    still = _page(content)["still"]
    return _said(still.get(named, still[variants["crisis"]]), language) if told == 2 else None


def say(sentence: Sentence, language: str, content: Path = CONTENT) -> str:
    """Return one of the sentences around a danger."""
    return _said(_page(content)[sentence], language)


def doubt(sentence: Doubt, language: str, content: Path = CONTENT) -> str:
    """Return one of the two choices under a doubt's question, or what follows silence."""
    return _said(_page(content)["doubt"][sentence], language)


def doubt_asked(
    label: str, reason: str, text: str, language: str, about: str | None = None, content: Path = CONTENT
) -> str:
    """Return the kind question that a doubt is asked with: by phrases that `text` fits, else by its label.

    `about` is the answer that the danger would get, were it one: who it is about may want another question.
    """
    page = _page(content)["doubt"]
    hints = {each.id.partition("/")[0] for each, _, _ in matches(fold(text), dangers(content).hinted_by)}
    by = {label, about, fever_asked(label, text, content)} | hints
    named = (name for name in page["asks"] if name in by or f"pattern {name}/" in reason)
    return _said(page["asks"].get(next(named, ""), page["ask"]), language)


def fever_asked(label: str, text: str, content: Path = CONTENT) -> str | None:
    """Return the name of the question about a fever, where a doubt of the body is of one; None for any other."""
    of_fever = label == "crisis_medical" and "fever" in told_before.who(text, content=content)
    return ordinary.asked_first(text, label, content) or ("fever_asked" if of_fever else None)


def keyword_answer(keyword: str, language: str, content: Path = CONTENT) -> str:
    """Return the reply to STOP, START or HELP. Raises KeyError for any other keyword."""
    return _said(_read(content / "messages" / "keywords.yml")[keyword], language)


def _said(pair: Mapping[str, str], language: str) -> str:
    """The sentence in `language`; in English where we do not have it."""
    return pair.get(language, pair["en"])


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@cache
def _rules(content: Path) -> tuple[_Rule, ...]:
    page = document(content / "safety" / "topics.yml")
    words = document(content / "safety" / "crisis.yml")["words"] | page["words"]

    def read(patterns: list[str]) -> Phrases:
        return phrases(dict(_numbered(patterns)), words)

    return tuple(
        _Rule(
            each["topic"],
            frozenset(each.get("of", ())),
            read(each["when"]),
            read(each["also"]) if "also" in each else None,
            read(each.get("unless", [])),
        )
        for each in page["rules"]
    )


def _without_negated(folded: str, content: Path) -> str:
    """The same without what is said not to be so: "she is not pregnant" tells of no birth."""
    rest = list(folded)
    for _, start, end in matches(folded, _negated(content)):
        rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split()) + " " if folded else ""


@cache
def _negated(content: Path) -> Phrases:
    page = document(content / "safety" / "topics.yml")
    return phrases(
        dict(_numbered(page["negated"])), document(content / "safety" / "crisis.yml")["words"] | page["words"]
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
