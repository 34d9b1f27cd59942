"""Says of a message that it is an ordinary need, though a network may hear a danger in it; phrases still ring."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases


def is_ordinary(text: str, content: Path = CONTENT) -> bool:
    """Whether a message tells of something that only sounds of danger, and of nothing that would be one."""
    return of_folded(fold(text), content)


def of_folded(folded: str, content: Path = CONTENT) -> bool:
    """The same of a folded message."""
    return any(_all(folded, wanted) and not _any(folded, unless) for wanted, unless in _kinds(content))


def _all(folded: str, wanted: Sequence[Phrases]) -> bool:
    return all(_any(folded, each) for each in wanted)


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@cache
def _kinds(content: Path) -> tuple[tuple[tuple[Phrases, ...], Phrases], ...]:
    page, words = document(content / "safety" / "ordinary.yml"), document(content / "safety" / "crisis.yml")["words"]

    def read(patterns: Sequence[str]) -> Phrases:
        return phrases({str(number): each for number, each in enumerate(patterns)}, words)

    never = page["never"]
    return tuple((tuple(map(read, each["all"])), read([*never, *each.get("unless", ())])) for each in page["kinds"])
