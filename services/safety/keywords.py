"""Tells the words that stop, start and explain our messages, where they are the whole message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.phrases import Phrases, phrases, whole

type Keyword = Literal["stop", "start", "help"]

_KEYWORDS: Final[tuple[Keyword, ...]] = ("stop", "start", "help")


@dataclass(frozen=True, slots=True)
class Entry:
    """One keyword; `carrier` holds the words that the provider answers itself."""

    keyword: Keyword
    said_by: Phrases
    carrier: frozenset[str]
    only_if_stopped: bool


def find(text: str, folded: str, stopped: bool, content: Path = CONTENT) -> tuple[Keyword, bool] | None:
    """Return the keyword that a message is, and whether the provider answers it; None for any other message."""
    for entry in entries(content):
        if (stopped or not entry.only_if_stopped) and whole(folded, entry.said_by):
            return entry.keyword, text.strip().casefold() in entry.carrier
    return None


@cache
def entries(content: Path) -> tuple[Entry, ...]:
    """Load the keywords. Raises ValueError for a pattern that cannot be read."""
    page = document(content / "safety" / "keywords.yml")
    always = [_entry(word, page[word]["patterns"], page[word]["carrier"], page["words"]) for word in _KEYWORDS]
    start = page["start"]
    return (
        *always,
        _entry("start", start["if_stopped"], start["carrier_if_stopped"], page["words"], only_if_stopped=True),
    )


def _entry(
    keyword: Keyword,
    patterns: Sequence[str],
    carrier: Sequence[str],
    words: Mapping[str, Any],
    only_if_stopped: bool = False,
) -> Entry:
    by_id = {f"{keyword}/{number}": pattern for number, pattern in enumerate(patterns, start=1)}
    return Entry(keyword, phrases(by_id, words), frozenset(carrier), only_if_stopped)
