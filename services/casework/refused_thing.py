"""Hears that a line does not do one thing ("the 9889 number, they said they dont do pumps"): not given for it again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.casework.offer import digits, numbers_in
from services.casework.phrases import folded, sentences, within
from services.directory.words import is_small, stem
from services.library.documents import document
from services.library.root import CONTENT

NOT_FOR: Final = "not_for:"  # before a number and a thing, among what a family reported
LONGEST: Final = 200  # characters
MOST: Final = 10  # figures of a number as it is dialled
_SIGNS: Final = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Refused:
    """The figures of the line, as they were told, and the words for the thing as the family wrote them."""

    figures: str
    thing: str

    @property
    def noted(self) -> str:
        """As it is kept."""
        said = folded(self.thing).split()
        words = [word for word in said if not is_small(word)] or said
        return f"{NOT_FOR}{self.figures}:{' '.join(map(stem, words))}"


def thing_refused(text: str) -> Refused | None:
    """What a line that is named by its figures does not do; None where a message tells nothing of the kind."""
    said = folded(text)
    if len(text) > LONGEST or "?" in text or not set(said.split()) & set(_table()["called"]):
        return None
    told = next(iter(numbers_in(text)), None) or _figures(said)
    found = next(filter(None, (pattern.search(said) for pattern in _patterns("not_this"))), None)
    thing = _as_written(_thing(found["thing"]), text) if found else ""
    return Refused(told[-MOST:], thing) if thing and told else None


def without_refused(answer: str, reported: Iterable[str]) -> str | None:
    """An answer without the sentences that send to a line which does not do what it is about; None if none is left."""
    said, noted = {stem(word) for word in folded(answer).split()}, list(_noted(reported))
    kept = [
        each
        for each in sentences(answer)
        if not any(
            _holds(number, figures) and things <= said for number in numbers_in(each) for figures, things in noted
        )
    ]
    return " ".join(kept) or None


def is_refused_for(phone: str | None, words: str, reported: Iterable[str]) -> bool:
    """Whether a line does not do what some words of the family are about."""
    said = {stem(word) for word in folded(words).split()}
    return any(_holds(digits(phone), figures) and things <= said for figures, things in _noted(reported))


def refuses_for(words: str, reported: Iterable[str]) -> bool:
    """Whether any line does not do what some words of the family are about."""
    said = {stem(word) for word in folded(words).split()}
    return any(things <= said for _, things in _noted(reported))


def _noted(reported: Iterable[str]) -> Iterable[tuple[str, set[str]]]:
    for each in reported:
        if each.startswith(NOT_FOR):
            figures, _, things = each.removeprefix(NOT_FOR).partition(":")
            yield figures, set(things.split())


def _holds(number: str, figures: str) -> bool:
    """Whether a number has these figures where one of its groups begins."""
    return any(part and part.startswith(figures) for part in (number, number[3:], number[6:]))


def _figures(said: str) -> str:
    """The figures that stand where a line is named by them; a ZIP, a wage and a year name none."""
    found = next(filter(None, (pattern.search(said) for pattern in _patterns("by_figures"))), None)
    return "".join(filter(str.isdigit, found["figures"])) if found else ""


def _as_written(words: Iterable[str], text: str) -> str:
    """Folded words in the letters of the message: nobody who asked for "pañales" reads of "panales"."""
    written = {folded(word).strip(): _SIGNS.sub("", word) for word in text.split()}
    return " ".join(written.get(word, word) for word in words)


def _thing(said: str) -> list[str]:
    words = said.split()
    end = next((at for at, word in enumerate(words) if word in _table()["no_thing"]), len(words))
    return words[:end]


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()[name]))


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "no_refusal.yml")
