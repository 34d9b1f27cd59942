"""Sets the own childhood, long past, aside in a message that tells of now: no danger of today is read in it."""

from functools import cache
from pathlib import Path
from typing import Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases

FEWEST: Final = 3  # words of now, else the past is what is told


def without(text: str, content: Path = CONTENT) -> str | None:
    """Return what a message says of now, where it tells of the own childhood too; None where it tells of no such."""
    folded = fold(text)
    told = list(matches(folded, _read("said", content)))
    if not told or next(matches(folded, _read("unless", content)), None) is not None:
        return None
    rest = list(folded)
    for _, start, end in told:
        rest[start:end] = " " * (end - start)
    left = " ".join("".join(rest).split())
    return left if len(left.split()) >= FEWEST else None


@cache
def _read(key: str, content: Path) -> Phrases:
    page = document(content / "safety" / "long_past.yml")
    words = document(content / "safety" / "crisis.yml")["words"]
    return phrases({str(number): each for number, each in enumerate(page[key])}, {**words, **page["words"]})
