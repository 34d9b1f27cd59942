"""The lessons of the search's encoder: what a question is to be held against, and how much of each is wanted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.tuning.judged import Asked, Record, Told
from understanding.sentences import PASSAGE, QUESTION

NEVER = -1e4  # of a likeness: it is held against nothing
BESIDE = 5  # records that do not help, of those read for a question, in each lesson


@dataclass(frozen=True)
class Lesson:
    """`wanted` (asked, said) sums to one in each row; `apart` is added to likenesses that are not to be compared."""

    asked: Sequence[str]
    said: Sequence[str]
    wanted: np.ndarray
    apart: np.ndarray


def as_asked(text: str) -> str:
    """Return a question as the encoder reads it."""
    return QUESTION + text.lower()


def as_said(text: str) -> str:
    """Return what a service says as the encoder reads it."""
    return PASSAGE + text.lower()


def of_records(
    some: Sequence[Asked], texts: Sequence[Sequence[str]], known: Mapping[str, Record], chance: np.random.Generator
) -> Lesson:
    """Return a lesson of graded questions, each in all of its `texts`; records of one stand against the others as well.

    But not where they give what an answer of it gives: nobody has read those for it.
    """
    kept = [_kept(each, chance) for each in some]
    every = list(dict.fromkeys(key for grades in kept for key in grades))
    wanted, apart = (np.zeros((len(some), len(every)), np.float32) for _ in range(2))
    for row, grades in enumerate(kept):
        good = {thing for key, grade in grades.items() if grade for thing in known[key].things}
        gains = {key: 2.0**grade - 1 for key, grade in grades.items()}
        for column, key in enumerate(every):
            wanted[row, column] = gains.get(key, 0.0) / sum(gains.values())
            apart[row, column] = NEVER if key not in grades and good & known[key].things else 0.0
    times = [len(each) for each in texts]
    asked = [as_asked(text) for each in texts for text in each]
    said = [as_said(known[key].said) for key in every]
    return Lesson(asked, said, wanted.repeat(times, axis=0), apart.repeat(times, axis=0))


def _kept(asked: Asked, chance: np.random.Generator) -> dict[str, float]:
    """The grades of all records that help, and of some that do not."""
    grades = dict(zip(asked.records, map(float, asked.grades)))  # noqa: B905 - as long as one another
    none = [key for key, grade in grades.items() if not grade]
    some = {str(key) for key in chance.permutation(none)[:BESIDE]}
    return {key: grade for key, grade in grades.items() if grade or key in some}


def of_things(some: Sequence[Told], names: Mapping[str, str]) -> Lesson:
    """Return a lesson of ways of telling, each to be likest the names of its thing."""
    apart = np.array([[NEVER if _are_kin(one, other) else 0.0 for other in some] for one in some], np.float32)
    wanted = np.eye(len(some), dtype=np.float32)
    asked, said = [as_asked(each.text) for each in some], [as_said(names[each.thing]) for each in some]
    return Lesson(asked, said, wanted, apart * (1 - wanted))


def _are_kin(one: Told, other: Told) -> bool:
    return one.thing in other.kin or other.thing in one.kin


def batches(asked: Sequence[Asked], size: int, chance: np.random.Generator) -> Iterator[list[int]]:
    """Yield the numbers of all questions, those that share records together: so fewer records are read."""
    by: dict[str, list[int]] = {}
    for number, each in enumerate(asked):
        for key in each.records:
            by.setdefault(key, []).append(number)
    left = dict.fromkeys(int(number) for number in chance.permutation(len(asked)))
    found: list[list[int]] = []
    while left:
        batch = [next(iter(left))]
        del left[batch[0]]
        while len(batch) < size and left:
            shared = [n for key in asked[batch[-1]].records for n in by[key] if n in left]
            nearest = max(set(shared), key=shared.count) if shared else next(iter(left))
            batch.append(nearest)
            del left[nearest]
        found.append(batch)
    yield from (found[int(number)] for number in chance.permutation(len(found)))
