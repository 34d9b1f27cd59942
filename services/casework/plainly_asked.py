"""Hears by expressions what a family plainly asks or tells, and which answer it has."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 220  # characters: who has two puffs left tells that among other things
BRIEF: Final = 13  # words
TOLD: Final = "told:"  # before the id of an answer that was given, among what is kept of a family


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer by its id: each of `all` is found, `none` is not.

    `about` are needs, and `after` answers given before, of the talk that it is asked in: one of either is enough.
    `told` is found in the words in which the family told what it needs, `first` stands first in the last list.
    `at_length` says that it may stand in a longer message too, where it hangs on the talk.
    """

    id: str
    all: tuple[re.Pattern[str], ...]
    none: re.Pattern[str] | None
    about: frozenset[str]
    after: frozenset[str]
    told: re.Pattern[str] | None
    first: str | None
    at_length: bool


def plainly_asked(
    text: str,
    needs: Collection[str] = (),
    kept: Collection[str] = (),
    words: str | None = None,
    listed: Sequence[str] = (),
) -> str | None:
    """The id of the answer (content/answers) to what a message plainly asks or tells; None where it is none of these.

    `needs` are what the talk is about, `words` how that was told, `kept` what was noted of the family (`told_of`),
    `listed` the keys of the doors that were named last.
    """
    if len(text) > LONGEST:
        return None
    said, before = folded(text), folded(words or "")
    if _never().search(said):
        return None
    given = {each.removeprefix(TOLD) for each in kept if each.startswith(TOLD)}
    at_first = next(iter(listed), None)
    fitting = (each for each in _asked() if _fits(each, needs, given) and _was_told(each, before))
    fitting = (each for each in fitting if each.first in (None, at_first))
    return next((each.id for each in fitting if _is_said(each, said)), None)


def is_plainly_asked(id: str) -> bool:
    """Whether an answer is one that is heard so."""
    return any(each.id == id for each in _asked())


def told_of(id: str) -> list[str]:
    """What is kept of an answer that was given, where another question hangs on it; [] for all others."""
    return [f"{TOLD}{id}"] if any(id in each.after for each in _asked()) else []


def _fits(asked: Asked, needs: Collection[str], given: Collection[str]) -> bool:
    anywhere = not asked.about and not asked.after
    return anywhere or not asked.about.isdisjoint(needs) or not asked.after.isdisjoint(given)


def _was_told(asked: Asked, before: str) -> bool:
    return asked.told is None or asked.told.search(before) is not None


def _is_said(asked: Asked, said: str) -> bool:
    """Whether all of it is found; what hangs on the talk is asked in few words, and a story is heard as one."""
    hangs_on_it = asked.about or asked.after or asked.first
    if hangs_on_it and not asked.at_length and len(said.split()) > BRIEF:
        return False
    return all(each.search(said) for each in asked.all) and not (asked.none and asked.none.search(said))


@cache
def _never() -> re.Pattern[str]:
    """What asks nothing plainly, whatever stands beside it: that life is not worth it."""
    return within(_page()["never"].format_map({}))


def _page() -> Any:
    return document(CONTENT / "language" / "plainly_asked.yml")


@cache
def _asked() -> tuple[Asked, ...]:
    page = _page()
    words = {name: f"(?:{pattern})" for name, pattern in page["words"].items()}
    return tuple(
        Asked(
            id=each["id"],
            all=tuple(within(pattern.format_map(words)) for pattern in each["all"]),
            none=within(each["none"].format_map(words)) if "none" in each else None,
            about=frozenset(each.get("about", ())),
            after=frozenset(each.get("after", ())),
            told=within(each["told"].format_map(words)) if "told" in each else None,
            first=each.get("first"),
            at_length=each.get("at_length", False),
        )
        for each in page["asked"]
    )
