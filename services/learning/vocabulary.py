"""The words that may be learned: those of our own training examples, which hold no family's."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.learning.scrub import Names, Scrubber, plain
from services.library.documents import document
from services.library.root import CONTENT, ROOT

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST_PLACE = 4  # letters; shorter aliases of towns are words


@cache
def scrubber(examples: Path = ROOT / "data" / "nlu") -> Scrubber:
    """The scrubber by our content; made once, it reads every training example."""
    names = Names.of(document(CONTENT / "privacy" / "names.yml"))
    places = _places(document(CONTENT / "places" / "connecticut.yml"))
    told = [text for file in sorted(examples.rglob("*.yml")) for text in _texts(document(file))]
    return Scrubber(_words(told, names), names, places)


def _words(told: list[str], names: Names) -> frozenset[str]:
    """Each word that stands small somewhere, but not where our examples themselves put a name."""
    found = ((text[: word.start()], word[0]) for text in told for word in _WORD.finditer(text))
    small = {plain(word) for before, word in found if word.islower() and not names.cues.search(plain(before))}
    return frozenset(small - names.people)


def _places(page: Mapping[str, Any]) -> re.Pattern[str]:
    """Towns, villages and their short forms, as families spell them."""
    named = {name for town in page["towns"] for name in (town["name"], *town["villages"], *town["aliases"])}
    long = sorted((name for name in named if len(name) >= SHORTEST_PLACE), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, long))})\b", re.IGNORECASE)


def _texts(page: Mapping[str, Any]) -> Iterator[str]:
    """The examples of a page of Rasa's training data, in either of its forms."""
    for block in page.get("nlu", ()):
        told = block.get("examples", "")
        lines = told if isinstance(told, str) else "\n".join(str(example["text"]) for example in told)
        yield from (line.strip().removeprefix("- ") for line in lines.splitlines() if line.strip())
