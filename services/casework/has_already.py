"""Hears which programs a family has, so that nobody is told to apply for what comes to the house already."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from services.casework.phrases import folded, within
from services.directory.slugs import service_keys
from services.library.documents import document
from services.library.root import CONTENT

HAD: Final = "had:"  # before the id of a program, among what a family told of doors


@dataclass(frozen=True, slots=True)
class _Had:
    program: str
    doors: frozenset[str]
    called: re.Pattern[str]


def had_already(text: str) -> frozenset[str]:
    """The keys of the doors to programs that a message says the family has, and asks nothing else of."""
    said = folded(text)
    return frozenset(door for had in _programs() if _is_had(had, said) for door in had.doors)


def doors_had(reported: Iterable[str]) -> frozenset[str]:
    """The keys of the doors to the programs that a family told before that it has."""
    ids = {each.removeprefix(HAD) for each in reported if each.startswith(HAD)}
    services = (door for had in _programs() if had.program in ids for door in had.doors)
    return frozenset({*services, *(f"program:{id}" for id in ids)})


def _is_had(had: _Had, said: str) -> bool:
    """Whether it is told to be had, and is named nowhere else ("i have snap, can i get snap for her")."""
    called = had.called.pattern
    left, times = re.subn(rf"(?<= )(?:{_words('has')})(?: (?:{_words('of')}))? (?:{called})(?= )", " ", said)
    return times > 0 and not within(_words("unless")).search(said) and not within(called).search(left)


def _words(name: str) -> str:
    return str(document(CONTENT / "language" / "insured.yml")["programs"][name])


@cache
def _programs() -> Sequence[_Had]:
    entries = document(CONTENT / "language" / "insured.yml")["programs"]["had"]
    return tuple(_Had(each["doors"][0], _keys(each["doors"]), re.compile(each["called"])) for each in entries)


def _keys(slugs: Sequence[str]) -> frozenset[str]:
    """A program by its id, and a service of the starter directory by its slug."""
    return service_keys(slugs) | {f"program:{slug}" for slug in slugs}
