"""Hears a question with a known answer by its words (content/language/asked_plainly.yml), before the network does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases

LONGEST: Final = 300  # characters: who writes more tells a story


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words that ask for one answer, and those beside which they do not."""

    id: str
    when: Phrases
    unless: Phrases


def asked_plainly(text: str) -> str | None:
    """The id of the answer that a message asks for in plain words; None for anything else."""
    if len(text) > LONGEST:
        return None
    folded = fold(text)
    heard = (each.id for each in _asked() if any(matches(folded, each.when)) and not any(matches(folded, each.unless)))
    return next(heard, None)


@cache
def _asked() -> tuple[_Asked, ...]:
    page: Mapping[str, Any] = document(CONTENT / "language" / "asked_plainly.yml")
    words = document(CONTENT / "safety" / "crisis.yml")["words"] | page["words"]

    def read(patterns: list[str]) -> Phrases:
        return phrases({str(number): each for number, each in enumerate(patterns)}, words)

    return tuple(_Asked(each["id"], read(each["when"]), read(each["unless"])) for each in page["asked"])
