"""Finds which of several choices a text means: by number, by its words, or none, where it says something else."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 6  # words: a longer text says something of its own
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Table:
    """The words of content/texts/choices.yml."""

    numbers: Mapping[str, int]
    fillers: frozenset[str]
    empty: frozenset[str]


def number_meant(text: str, content: Path = CONTENT) -> int | None:
    """The number that a text is, in digits or words, from 1 to 9; None for anything else ("2 kids", "06106")."""
    table, said = _table(content), _words(text)
    if not said or len(said) > LONGEST:
        return None
    if len(said) == 1:
        return table.numbers.get(said[0])
    # "one" is a number by itself and a filler in "the second one".
    named = [word for word in said if word in table.numbers and word not in table.fillers]
    rest = [word for word in said if word not in table.numbers and word not in table.fillers]
    return table.numbers[named[0]] if len(named) == 1 and not rest else None


def title_meant(text: str, titles: Sequence[str], content: Path = CONTENT) -> int | None:
    """The place of the one title whose words a text repeats, all or some that no other title has; None otherwise."""
    table, said = _table(content), _words(text)
    if not said or len(said) > LONGEST:
        return None
    known = [_words(title) for title in titles]
    plain = [word for word in said if word not in table.fillers] or said
    for words in (said, plain):
        if words in known:
            return known.index(words)
    telling = {word for word in plain if word not in table.empty}
    fitting = [place for place, title in enumerate(known) if telling and telling <= set(title)]
    return fitting[0] if len(fitting) == 1 else None


def _words(text: str) -> list[str]:
    """Lower-case words without accents; a number in an emoji's frame is that number."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("'", "").replace("’", ""))
    return _WORD.findall("".join(sign for sign in plain if unicodedata.category(sign)[0] not in "MS"))


@cache
def _table(content: Path) -> Table:
    page = document(content / "texts" / "choices.yml")
    numbers = {str(word): int(number) for number, words in page["numbers"].items() for word in words}
    return Table(numbers, frozenset(map(str, page["fillers"])), frozenset(map(str, page["empty"])))
