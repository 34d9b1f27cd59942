"""Hears whether a family says that it is safe, or that it is not, where the message says nothing else."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.afterwards import news
from services.safety.fold import fold
from services.safety.phrases import Phrases, left, matches, phrases, whole
from services.safety.questions import without_questions

# "better": good news that does not say that all are safe; the danger stands.
type Safety = Literal["safe", "not_safe", "better"]

FIRST_SENTENCES: Final = 3  # among which "im fine" stands ("what? im fine, i only asked")
ON: Final = 4  # words that say what was wanted; "im fine, just tired" says nothing more
_SENTENCES: Final = re.compile(r"[.!?,;\n]+")


@dataclass(frozen=True, slots=True)
class _Replies:
    laughter: Phrases
    goes_on: re.Pattern[str]
    safe: Phrases
    asked_safe: Phrases
    asked_not_safe: Phrases
    evasive: Phrases
    unsure: Phrases
    unsure_not: Phrases
    beginning: Phrases
    not_after_all: Phrases
    after_all_not: Phrases
    own_words: tuple[str, ...]
    thanks: Phrases
    seen: Phrases
    seen_surely: Phrases
    seen_before: Phrases
    not_seen: Phrases
    helpers_came: Phrases
    helpers_not: Phrases
    helpers_looked: Phrases


def safety_told(text: str, asked: bool, content: Path = CONTENT, *, of_body: bool = False) -> Safety | None:
    """Return what `text` says about being safe; a plain yes or no counts only when we `asked`.

    Of a body in danger (`of_body`), who sleeps, or is not alone, is not safe yet.
    """
    replies = _replies(content)
    text = _sober(text, replies)
    folded = fold(text).replace(". ", "")
    if whole(folded, replies.safe) or (asked and whole(folded, replies.asked_safe)):
        return "safe"
    if asked and whole(folded, replies.asked_not_safe):
        return "not_safe"
    if _in_our_word(text, replies) or _to_begin_with(text, replies, asked):
        return "safe"
    return news(text, content, of_body=of_body)


def beside_safe(text: str, content: Path = CONTENT) -> str:
    """Return what a message says beside being safe, and thanks: a town, a need; empty where it says no more."""
    replies = _replies(content)
    text = _sober(text, replies)
    parts = [part.strip() for part in _SENTENCES.split(text) if part.strip()]
    left = [part for part in parts if not _says_safe(fold(part), replies)]
    if len(left) == len(parts) and (seam := replies.goes_on.search(text)):
        left = [text[seam.start() :].strip()]  # "im safe i just need diapers"
    return ". ".join(left)


def _sober(text: str, replies: _Replies) -> str:
    """The same without laughter; a sentence that ends with it still ends there."""
    words = text.split(" ")
    kept = [word[len(word.rstrip(".!?,")) :] if whole(fold(word), replies.laughter) else word for word in words]
    return " ".join(kept) if kept != words else text


def seen(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that a doctor, an ambulance or Poison Control has heard or seen what is wrong.

    What it asks says nothing of the kind.
    """
    replies, folded = _replies(content), without_questions(text, content)
    if helpers_came(text, content):
        return True
    if any(matches(folded, replies.seen_before)):
        return False
    barred = any(matches(folded, replies.not_seen))
    return any(matches(folded, replies.seen_surely)) or (any(matches(folded, replies.seen)) and not barred)


def helpers_came(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that an ambulance is there, or takes somebody along: help has come."""
    replies, folded = _replies(content), without_questions(text, content)
    return any(matches(folded, replies.helpers_came)) and not any(matches(folded, replies.helpers_not))


def _says_safe(folded: str, replies: _Replies) -> bool:
    """Whether a sentence says that all are safe, or thanks, and nothing else."""
    among = (replies.safe, replies.asked_safe, replies.beginning, replies.thanks)
    return folded.strip() in replies.own_words or any(whole(folded, each) for each in among) or not folded


def has_looked(text: str, content: Path = CONTENT) -> bool:
    """Whether who came has looked already: then what to watch for is said, not what to take along."""
    return any(matches(fold(text), _replies(content).helpers_looked))


def _in_our_word(text: str, replies: _Replies) -> bool:
    """Whether a longer message holds our own word as a sentence of its own, and nothing takes it back."""
    parts = _sentences(text)
    capitals = [fold(part) for part in _SENTENCES.split(text) if part.strip().isupper()]  # "shes at the er. SAFE. and"
    own = any(part.strip() in replies.own_words for part in (*parts, *capitals))
    unsure = left(fold(text), replies.unsure, replies.unsure_not)
    return own and not unsure and not any(whole(part, replies.asked_not_safe) for part in parts)


def _to_begin_with(text: str, replies: _Replies, asked: bool) -> bool:
    """Whether a message begins with "im safe", or after our question "im fine", and the rest takes none of it back."""
    parts, seams = _sentences(text), [seam.start() for seam in replies.goes_on.finditer(text)]
    if len(parts) < 2 and not seams:
        return False
    first = [*parts[:1], *(fold(text[:seam]) for seam in seams)]
    begun = [part for part in first if whole(part, replies.safe)]
    if asked and not begun:
        begun = [part for part in (*first, *parts[1:FIRST_SENTENCES]) if whole(part, replies.beginning)]
    if not begun:
        return False
    folded = fold(text)
    goes_on = len(folded.split()) - len(begun[0].split()) >= ON
    # A "no" before it ("what? no, all good") is a no to the danger.
    last = max((place for place, part in enumerate(parts) if part.strip() in begun[0]), default=-1)
    taken_back = any(whole(part, replies.asked_not_safe) for part in parts[last + 1 :])
    # "i dont want to die im fine" says it, and only the rest may take it back.
    rest = folded.replace(begun[0], "", 1) if whole(begun[0], replies.asked_safe) else folded
    return goes_on and not taken_back and not left(rest, replies.not_after_all, replies.after_all_not)


def _sentences(text: str) -> list[str]:
    return [said for part in _SENTENCES.split(text) if (said := fold(part)).strip()]


def evades(text: str, content: Path = CONTENT) -> bool:
    """Whether a reply to our question says neither yes nor no and nothing else: "ok", "1", "I don't want to talk"."""
    folded = fold(text).replace(". ", "")
    return not folded or whole(folded, _replies(content).evasive) is not None


@cache
def _replies(content: Path) -> _Replies:
    page: dict[str, Any] = document(content / "safety" / "replies.yml")

    def read(patterns: list[str]) -> Phrases:
        return phrases({str(number): pattern for number, pattern in enumerate(patterns)}, page["words"])

    asked = page["asked"]
    safe, not_safe, evasive = (read(asked[kind]) for kind in ("safe", "not_safe", "evasive"))
    unsure, beginning, not_after_all = (read(page[kind]) for kind in ("unsure", "beginning", "not_after_all"))
    return _Replies(
        read(page["laughter"]),
        re.compile(rf"\b(?:{page['goes_on']})\b", re.IGNORECASE),
        read(page["safe"]),
        safe,
        not_safe,
        evasive,
        unsure,
        read(page["unsure_not"]),
        beginning,
        not_after_all,
        read(page["after_all_not"]),
        tuple(page["own_words"]),
        read(page["thanks"]),
        read(page["seen"]),
        read(page["seen_surely"]),
        read(page["seen_before"]),
        read(page["not_seen"]),
        read(page["helpers_came"]),
        read(page["helpers_not"]),
        read(page["helpers_looked"]),
    )
