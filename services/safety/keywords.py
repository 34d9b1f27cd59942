"""Tells the words that start and explain our messages, where they are the whole message, and every wish to end them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.casework.commands import command
from services.library.documents import document
from services.library.root import CONTENT
from services.safety import scores
from services.safety.opt_out import asks_to_stop, speaks_of_others, wants_more
from services.safety.phrases import Phrases, phrases, whole
from services.texts.robots import automatic_reply

type Keyword = Literal["stop", "start", "help"]

FEWEST_WORDS: Final = 3  # of a message, for the network to be believed
_KEYWORDS: Final[tuple[Keyword, ...]] = ("start", "help")


@dataclass(frozen=True, slots=True)
class Found:
    """The keyword that a message is, by which rule, and whether the provider answers it itself."""

    keyword: Keyword
    rule: str
    by_carrier: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One keyword with its patterns."""

    keyword: Keyword
    said_by: Phrases
    only_if_stopped: bool


def find(
    text: str,
    folded: str,
    stopped: bool,
    provider: str = "twilio",
    content: Path = CONTENT,
    scored: Mapping[str, float] | None = None,
) -> Found | None:
    """Return what a message means for our texts, None for any other; `stopped` says that this number ended them.

    A wish to end them is heard by rule, or where the network (`scored`, as in `safety.read`) is sure of it.
    """
    rule = asks_to_stop(text, content) or _by_network(text, scored or {}, content)
    if rule:
        return Found("stop", rule, carrier_word(text, provider, content) == "stop")
    for entry in entries(content):
        if (stopped or not entry.only_if_stopped) and (phrase := whole(folded, entry.said_by)):
            return Found(entry.keyword, phrase.id, carrier_word(text, provider, content) == entry.keyword)
    return None


def _by_network(text: str, scored: Mapping[str, float], content: Path) -> str | None:
    """The network's word for a wish to end texts; a word or two are a command or an answer, and rules know those."""
    if len(text.split()) < FEWEST_WORDS or command(text) or automatic_reply(text) or wants_more(text, content):
        return None
    return scores.wish_to_stop(scored, speaks_of_others(text, content), content)


def carrier_word(text: str, provider: str, content: Path = CONTENT) -> Keyword | None:
    """Return the keyword for which a provider answers this word by itself; None where it does not."""
    said = " ".join(text.split()).casefold()
    answered: Mapping[Keyword, list[str]] = _page(content)["answered_by"].get(provider, {})
    return next((keyword for keyword, words in answered.items() if said in words), None)


@cache
def entries(content: Path) -> tuple[Entry, ...]:
    """Load the keywords. Raises ValueError for a pattern that cannot be read."""
    page = _page(content)
    always = [_entry(word, page[word]["patterns"], page["words"]) for word in _KEYWORDS]
    return (*always, _entry("start", page["start"]["if_stopped"], page["words"], only_if_stopped=True))


@cache
def _page(content: Path) -> Mapping[str, Any]:
    return document(content / "safety" / "keywords.yml")


def _entry(keyword: Keyword, patterns: Sequence[str], words: Mapping[str, Any], only_if_stopped: bool = False) -> Entry:
    name = f"{keyword}_if_stopped" if only_if_stopped else keyword
    by_id = {f"{name}/{number}": pattern for number, pattern in enumerate(patterns, start=1)}
    return Entry(keyword, phrases(by_id, words), only_if_stopped)
