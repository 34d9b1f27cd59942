"""Hears who writes, where it is not a parent (content/language/writers.yml): a young person, kin, somebody's helper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

Role = Literal["young", "kin", "helper", "alone"]
# A sister of fifteen who writes for her brother is kin first; who is young and helps a neighbour is young.
BY_WEIGHT: tuple[Role, ...] = ("kin", "young", "helper", "alone")
READ_AT_MOST = 600  # characters: who somebody is stands at the beginning


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and the age in years that a young person told."""

    role: Role
    years: int | None = None


def writer(text: str) -> Writer | None:
    """Who a message says that it is from; None where it says nothing of it, as most do.

    Who has a child is a parent before anything else, but for the young and for whom a grandchild is.
    """
    said = folded(text[:READ_AT_MOST])
    for role in BY_WEIGHT:
        found = next((match for each in _patterns()[role] if (match := each.search(said))), None)
        if found is not None and not (role in ("helper", "alone") and has_child(text)):
            return Writer(role, _years(found))
    return None


def has_child(text: str) -> bool:
    """Whether a message speaks of a child of the writer's own."""
    return _own_child().search(folded(text[:READ_AT_MOST])) is not None


def only_for_adults(*texts: str) -> bool:
    """Whether what is said of a place is for grown people and nobody younger."""
    said, words = folded(" ".join(texts)), document(CONTENT / "language" / "writers.yml")
    for_adults, for_children = (
        any(f" {word} " in said for word in words[kind]) for kind in ("for_adults", "for_children")
    )
    return for_adults and not for_children


def speaks_to_parents(*texts: str) -> bool:
    """Whether what is said of a place is said to parents, so that it is none for a young person alone."""
    said = folded(" ".join(texts))
    return any(f" {word} " in said for word in document(CONTENT / "language" / "writers.yml")["for_parents"])


def _years(found: re.Match[str]) -> int | None:
    told = found.groupdict().get("age")
    return int(told) if told else None


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    page = document(CONTENT / "language" / "writers.yml")
    return {role: tuple(map(within, page[role])) for role in get_args(Role)}


@cache
def _own_child() -> re.Pattern[str]:
    return within(str(document(CONTENT / "language" / "writers.yml")["own_child"]))
