"""Finds which of the doors that were named a family's words mean, or which two they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.casework.known_by import by_name, called, score
from services.casework.naming import Named
from services.casework.pointing import kinds, not_owned
from services.directory.things import vocabulary

MOST_LIKELY = 2  # doors that are asked about where it is not clear which
LEAST = 0.5  # less than this and it is not meant at all
CLEAR, APART = 0.62, 0.6  # a second one that comes so near to the best, by share and by sum, leaves it in doubt


@dataclass(frozen=True, slots=True)
class Likely:
    """A door that words may mean, and whether they call it by its own name."""

    key: str
    surely: bool


def which(said: str, doors: Sequence[Named], language: str) -> list[Likely]:
    """The doors that some folded words may mean, the likeliest first: one alone is meant, two leave it in doubt."""
    said = not_owned(said)
    named = {door.key: called(said, door, doors, language) for door in doors}
    scores = {door.key: score(said, door, doors, named[door.key], language) for door in doors}
    best = max(scores.values(), default=0.0)
    if best < LEAST:
        return []
    near = [key for key in scores if scores[key] >= max(CLEAR * best, best - APART)]
    near.sort(key=lambda key: -scores[key])
    by_key = {door.key: door for door in doors}
    return [Likely(key, by_name(said, by_key[key], doors, language)) for key in near[:MOST_LIKELY]]


def by_own_name(said: str, doors: Sequence[Named], language: str) -> list[Likely]:
    """The doors that a longer folded text calls by what is their own, whatever else it tells."""
    return [Likely(door.key, surely=True) for door in doors if by_name(said, door, doors, language)]


def which_of(said: str, numbered: str | None, doors: Sequence[Named], language: str) -> list[Likely]:
    """The same where a number stands beside the words ("the first one, the lawyer"): `numbered` is the door of it.

    Both agree, or the words call another by its own name, else it is in doubt. None where the words mean none.
    """
    likely = which(said, doors, language)
    if numbered is None or not likely:
        return likely
    if numbered in [each.key for each in likely]:
        return [Likely(numbered, surely=True)]
    return likely if len(likely) == 1 and likely[0].surely else [Likely(numbered, surely=True), likely[0]]


def kinds_said(said: str, language: str) -> list[str]:
    """The needs of the things that some folded words name, which are nobody's own."""
    things = kinds(not_owned(said), language)
    return list(dict.fromkeys(vocabulary().things[key].need for key in things))
