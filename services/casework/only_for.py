"""Leaves out the doors that are for somebody else than this family: content/search/only_for.yml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.of_whom import without_denied
from services.casework.offer import Offer
from services.casework.phrases import folded
from services.directory.slugs import service_keys
from services.library.documents import document
from services.library.root import CONTENT


@dataclass(frozen=True, slots=True)
class _Only:
    needs: frozenset[str]
    keys: frozenset[str]
    told: re.Pattern[str]
    pregnant: bool
    under: int


def for_this_family(
    need: str, words: str | None, doors: Sequence[Offer], *, ages: Sequence[float], pregnant: bool
) -> list[Offer]:
    """The doors without those for somebody else, by the words and by what was told: ages in months, a pregnancy.

    Where no words are known only what needs a name is left out.
    """
    said = without_denied(folded(words)) if words else None
    out = set(_by_name()) | _denied(said or "")
    for each in _page_doors():
        open_to = (each.pregnant and pregnant) or any(age < each.under for age in ages)
        if need in each.needs and said is not None and not (open_to or each.told.search(said)):
            out |= each.keys
    return [door for door in doors if door.key not in out]


def needs_a_name(door: Offer) -> bool:
    """Whether a door is named only where its thing is wished for by name, so that it stands for no other."""
    return door.key in _by_name()


def _denied(said: str) -> set[str]:
    """The keys of those that the family has just said are not for it ("immigration? we are American")."""
    struck = (keys for when, unless, keys in _page_denied() if when.search(said) and not unless.search(said))
    return set().union(*struck)


@cache
def _page_denied() -> tuple[tuple[re.Pattern[str], re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (re.compile(each["when"]), re.compile(each["unless"]), service_keys(each["doors"]))
        for each in _page()["denied"]
    )


@cache
def _by_name() -> frozenset[str]:
    return service_keys(_page()["by_name"])


@cache
def _page_doors() -> tuple[_Only, ...]:
    return tuple(
        _Only(
            frozenset(each["needs"]),
            service_keys(each["doors"]),
            re.compile(each["told"]),
            each["pregnant"],
            each["under"],
        )
        for each in _page()["doors"]
    )


def _page() -> Mapping[str, Any]:
    return document(CONTENT / "search" / "only_for.yml")
