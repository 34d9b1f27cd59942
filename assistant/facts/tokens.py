"""A message as spaCy tokens whose letters are folded and whose places in the message are kept."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc, Span

from assistant.spelling import fold

TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’`´][^\W\d_]+)*|[^\w\s]")


@cache
def vocabulary() -> Any:
    """Return the vocabulary of a blank pipeline: both languages share it, nothing is downloaded."""
    return spacy.blank("xx").vocab


@cache
def words() -> dict[str, Any]:
    """Return words.yml."""
    return dict(yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8")))


def read(text: str) -> Doc:
    """Return `text` as tokens: "18-month-old" -> 18 - month - old, "He's 3½" -> hes 3 1 / 2."""
    found = list(TOKEN.finditer(text))
    doc = Doc(vocabulary(), words=[_spell(match.group()) for match in found])
    doc.user_data["places"] = [match.span() for match in found]
    doc.user_data["written"] = [match.group() for match in found]
    return doc


def place(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return where the tokens from `start` up to `end` stand in the message."""
    places = doc.user_data["places"]
    return places[start][0], places[end - 1][1]


def phrases(texts: list[str]) -> list[Doc]:
    """Return phrases to look for, folded as messages are."""
    return [read(text) for text in texts]


def clause_before(doc: Doc, start: int, reach: int) -> list[str]:
    """Return up to `reach` words before token `start`, back to the end of the sentence before."""
    before: list[str] = []
    for token in reversed(doc[max(0, start - reach) : start]):
        if token.text in ".!?;":
            break
        before.append(token.text)
    return before[::-1]


def longest(spans: list[Span]) -> list[Span]:
    """Return spans that do not overlap, the longest first chosen, in the order of the message."""
    return spacy.util.filter_spans(spans)


def _spell(word: str) -> str:
    return "/" if word in "⁄∕" else re.sub(r"['’`´]", "", fold(word)) or word
