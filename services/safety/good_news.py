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


def good_news(text: str, content: Path = CONTENT) -> bool:
    """Whether a message tells, and does not ask, that a danger grew less, and of nothing that would be one."""
    folded, said = fold(text), _read("said", content)
    if not any(matches(without_questions(text, content), said)) or any(matches(folded, _read("unless", content))):
        return False
    return crisis.find(without(folded, said), content) is None


@cache
def _read(key: str, content: Path) -> Phrases:
    page: dict[str, Any] = document(content / "safety" / "good_news.yml")
    words = document(content / "safety" / "crisis.yml")["words"] | page["words"]
    return phrases({str(number): each for number, each in enumerate(page[key])}, words)
