"""Hears whether a family says that it is safe, or that it is not, where the message says nothing else."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.afterwards import news
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases, whole

# "better": good news that does not say that all are safe; the danger stands.
type Safety = Literal["safe", "not_safe", "better"]

_SENTENCES = re.compile(r"[.!,;\n]+")


@dataclass(frozen=True, slots=True)
class _Replies:
    safe: Phrases
    asked_safe: Phrases
    asked_not_safe: Phrases
    evasive: Phrases
    unsure: Phrases
    own_words: tuple[str, ...]


def safety_told(text: str, asked: bool, content: Path = CONTENT) -> Safety | None:
    """Return what `text` says about being safe; a plain yes or no counts only when we `asked`."""
    replies, folded = _replies(content), fold(text).replace(". ", "")
    if whole(folded, replies.safe) or (asked and whole(folded, replies.asked_safe)):
        return "safe"
    if asked and whole(folded, replies.asked_not_safe):
        return "not_safe"
    return "safe" if _in_our_word(text, replies) else news(text, content)


def _in_our_word(text: str, replies: _Replies) -> bool:
    """Whether a longer message begins or ends with our own word as a sentence of its own, and nothing takes it back."""
    parts = [said for part in _SENTENCES.split(text) if (said := fold(part)).strip()]
    own = any(part.strip() in replies.own_words for part in (*parts[:1], *parts[-1:]))
    unsure = any(matches(fold(text), replies.unsure)) or any(whole(part, replies.asked_not_safe) for part in parts)
    return own and not unsure


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
    return _Replies(read(page["safe"]), safe, not_safe, evasive, read(page["unsure"]), tuple(page["own_words"]))
