"""Hears which programs a family has, so that nobody is told to apply for what comes to the house already."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from services.casework.programs_aside import programs_had
from services.directory.slugs import service_keys
from services.library.documents import document
from services.library.root import CONTENT

HAD: Final = "had:"  # before the id of a program, among what a family told of doors


def had_already(text: str) -> frozenset[str]:
    """The keys of the doors to programs that a message says the family has, and asks nothing else of."""
    return doors_had(f"{HAD}{id}" for id in programs_had(text))


def doors_had(reported: Iterable[str]) -> frozenset[str]:
    """The keys of the doors to the programs that a family told before that it has."""
    ids = {each.removeprefix(HAD) for each in reported if each.startswith(HAD)}
    return frozenset(door for id in ids for door in _keys(id))


@cache
def _keys(program: str) -> frozenset[str]:
    """A program by its id, and its services of the starter directory by their slugs."""
    slugs = document(CONTENT / "language" / "programs_aside.yml")["doors"].get(program, ())
    return service_keys(slugs) | {f"program:{program}"}
