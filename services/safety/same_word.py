"""Puts the word that is listened for in the place of one that a family's country has for the same thing."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from services.library.documents import document
from services.library.root import CONTENT

_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")

type Meant = tuple[str, tuple[str, ...]]  # the word that is meant, and beginnings beside which it is not


def same_words(text: str) -> str:
    """Return `text` with such words as they are listened for; any other text as it stands."""
    known = _known()
    said = {word: meant for word in _WORD.findall(text) if (meant := known.get(_plain(word)))}
    if not said:
        return text
    beside = [_plain(word) for word in _WORD.findall(text)]
    means = {
        word: meant for word, (meant, unless) in said.items() if not any(each.startswith(unless) for each in beside)
    }
    return _WORD.sub(lambda found: means.get(found[0], found[0]), text)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _known() -> dict[str, Meant]:
    return dict(_forms())


def _forms() -> Iterator[tuple[str, Meant]]:
    for verb in document(CONTENT / "safety" / "same_word.yml")["verbs"]:
        unless = tuple(verb.get("not_with", ()))
        for stem in verb["stems"]:
            yield from ((stem + ending, (meant, unless)) for ending, meant in verb["endings"].items())
