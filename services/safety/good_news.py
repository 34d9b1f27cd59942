"""Hears good news of a danger that stands, from somebody beside it: no new alarm, and no end."""

from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.safety import crisis
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases, without
from services.safety.questions import without_questions


def good_news(text: str, content: Path = CONTENT, *, before: str = "") -> bool:
    """Whether a message tells, and does not ask, that a danger grew less, and of nothing that would be one.

    `before` is what was told of the danger: who was named there may be the one in danger, and holds nothing safe.
    """
    folded, told = fold(text), without_questions(text, content)
    if any(matches(without(folded, _read("aside", content)), _read("unless", content))):
        return False
    heard = [kind for kind in ("said", "by_another") if any(matches(told, _read(kind, content)))]
    if heard == ["by_another"] and _was_named(told, fold(before), content):
        heard = []
    rest = folded
    for kind in heard:
        rest = without(rest, _read(kind, content))
    return bool(heard) and crisis.find(rest, content) is None


def _was_named(told: str, before: str, content: Path) -> bool:
    """Whether somebody near whom a message names was named before."""
    near = _read("kin", content)
    said = {before[start:end] for _, start, end in matches(before, near)}
    return any(told[start:end] in said for _, start, end in matches(told, near))


@cache
def _read(key: str, content: Path) -> Phrases:
    page: dict[str, Any] = document(content / "safety" / "good_news.yml")
    words = document(content / "safety" / "crisis.yml")["words"] | page["words"]
    patterns = ["<kin>", "<pariente>"] if key == "kin" else page[key]
    return phrases({str(number): each for number, each in enumerate(patterns)}, words)
