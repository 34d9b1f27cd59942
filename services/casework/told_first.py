"""What is told first for a few things that families say, whatever else is found: content/search/told_first.yml."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from services.casework.offer import Offer, is_beside
from services.casework.phrases import folded
from services.directory.slugs import service_id
from services.library.documents import document
from services.library.root import CONTENT


@dataclass(frozen=True, slots=True)
class _Rule:
    """`first` are choices, of each of which only the first door that is there goes ahead; `last` go behind."""

    need: str
    when: re.Pattern[str]
    months: frozenset[int]
    first: tuple[tuple[str, ...], ...]
    last: frozenset[str]


def told_first(need: str, words: str | None, on: date, doors: Sequence[Offer]) -> list[Offer]:
    """The doors of a need in the order of the first rule that a family's words meet; as they were where none does.

    What is for one thing alone (`else_last`, `alone_for`) goes behind the others where no rule, or no word, names it.
    """
    rule = _rule_for(need, words, on)
    ahead = list(_ahead(rule, doors)) if rule else []
    behind = (rule.last if rule else frozenset()) | (_else_last() if words else frozenset())
    rest = _waiting(_alone(words), [door for door in doors if door not in ahead])
    return [*ahead, *sorted(rest, key=lambda door: (door.last_resort, _name(door) in behind))]


def _waiting(alone: frozenset[str], doors: Sequence[Offer]) -> list[Offer]:
    """The doors with those that are `alone` behind the last that is to the point; the others as they were."""
    fit = [
        at for at, door in enumerate(doors) if _name(door) not in alone and not (is_beside(door) or door.last_resort)
    ]
    behind = fit[-1] + 1 if fit else 0
    before = doors[:behind]
    waiting = [door for door in before if _name(door) in alone]
    return [*(door for door in before if door not in waiting), *waiting, *doors[behind:]]


def is_for_one_alone(door: Offer) -> bool:
    """Whether a door is for one thing alone, so that it stands for another only where nothing else does."""
    return _name(door) in _else_last()


def named_by_rule(need: str, words: str | None, on: date) -> frozenset[str]:
    """The ids that the rule for a family's words names first: they are meant for this need, whatever else is told."""
    rule = _rule_for(need, words, on)
    return frozenset(name for choice in rule.first for name in choice) if rule else frozenset()


def _rule_for(need: str, words: str | None, on: date) -> _Rule | None:
    said = folded(words or "")
    here = (each for each in _rules() if each.need == need and on.month in each.months)
    return next((each for each in here if each.when.search(said)), None)


def _ahead(rule: _Rule, doors: Sequence[Offer]) -> Iterator[Offer]:
    there = {_name(door): door for door in doors}
    for choice in rule.first:
        if name := next((each for each in choice if each in there), None):
            yield there[name]


def _name(door: Offer) -> str:
    return door.key.partition(":")[2]


def _alone(words: str | None) -> frozenset[str]:
    """What is for one thing alone of which a family's words do not tell; nothing where we know no words."""
    if not words:
        return frozenset()
    said = folded(words)
    return frozenset().union(*(doors for doors, told in _alone_for() if not told.search(said)))


@cache
def _alone_for() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    entries = document(CONTENT / "search" / "told_first.yml")["alone_for"]
    return tuple(
        (frozenset(name for each in entry["doors"] for name in _names(each)), re.compile(entry["told"]))
        for entry in entries
    )


@cache
def _else_last() -> frozenset[str]:
    return frozenset(
        name for each in document(CONTENT / "search" / "told_first.yml")["else_last"] for name in _names(each)
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(map(_rule, document(CONTENT / "search" / "told_first.yml")["told_first"]))


def _rule(entry: dict[str, Any]) -> _Rule:
    first = [[each] if isinstance(each, str) else each for each in entry.get("first", ())]
    return _Rule(
        entry["need"],
        re.compile(entry["when"]),
        frozenset(entry.get("months", range(1, 13))),
        tuple(tuple(name for each in choice for name in _names(each)) for choice in first),
        frozenset(name for each in entry.get("last", ()) for name in _names(each)),
    )


def _names(slug: str) -> tuple[str, str]:
    """A program by its id, or a service of the starter directory by its slug."""
    return slug, service_id(slug)
