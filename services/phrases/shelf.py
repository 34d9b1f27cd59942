"""Loads content/phrases."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from services.library.documents import documents
from services.library.root import CONTENT
from services.library.text import Text, text


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: `group` and `title` are for staff, `text` is for the family, its places still open."""

    id: str
    group: Text
    title: Text
    text: Text


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Every phrase, in the order of the files and within them."""
    return tuple(_phrases())


def _phrases() -> Iterator[Phrase]:
    for page in documents(CONTENT / "phrases"):
        for entry in page["phrases"]:
            yield Phrase(entry["id"], text(page["title"]), text(entry["title"]), text(entry["text"]))
