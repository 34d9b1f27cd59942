"""The judged questions of tests/cases/search, and how well a list of answers does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2
from pathlib import Path
from typing import Any, Literal

from services.directory.elsewhere import anywhere
from services.directory.question import Question
from services.directory.slugs import service_id
from services.library.documents import document

CASES = Path(__file__).parents[2] / "tests" / "cases" / "search"
NOON = datetime(2026, 11, 24, 12)  # a Tuesday
DEPTH = 3
RIGHT = 3  # the grade of a right answer
Part = Literal["tuned", "fresh", "held out"]
"""Words and weights are chosen on "tuned" and, since they were first asked, on "fresh"; nobody tunes on "held out"."""
FRESH = ("fresh4", "fresh5", "fresh6")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question in one language; `grades` are 0 to 3 by service id, what is not there is 0."""

    directory: str
    language: str
    part: Part
    question: Question
    grades: Mapping[str, int]


def judged(directory: str) -> list[Judged]:
    """All questions over a directory ("starter" or "baltimore"), each in both languages, but for the held-out ones."""
    questions = [*document(CASES / f"{directory}.yml")["questions"], *_of(directory, "more")]
    return [one for each in questions for one in _read(directory, each, "tuned")]


def fresh(directory: str) -> list[Judged]:
    """The questions over a directory that were judged by pooling, of which 2 is the best grade."""
    return [one for page in FRESH for each in _of(directory, page) for one in _read(directory, each, "fresh")]


def held_out(directory: str) -> list[Judged]:
    """The questions over a directory that nobody tunes on, each in both languages."""
    return [one for each in _of(directory, "held_out") for one in _read(directory, each, "held out")]


def _of(directory: str, page: str) -> list[Mapping[str, Any]]:
    return [each for each in document(CASES / f"{page}.yml")["questions"] if each["directory"] == directory]


def _read(directory: str, entry: Mapping[str, Any], part: Part) -> Iterator[Judged]:
    judgments = {**entry["right"], **entry.get("added", {}), **entry.get("pooled", {})}
    grades = {_id(directory, key): grade for key, grade in judgments.items()}
    for language in ("en", "es"):
        place = anywhere(entry["zip"])
        facts = {"place": place, "age_months": entry.get("age_months"), "language": language, "limit": DEPTH}
        question = Question(entry.get("need"), NOON, text=entry[language], **facts)
        yield Judged(directory, language, part, question, grades)


def _id(directory: str, key: object) -> str:
    """The starter directory makes its ids from slugs (content/directory/README.md)."""
    return service_id(str(key)) if directory == "starter" else str(key)


def ndcg(answers: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalized discounted cumulative gain of the first answers, 0 to 1; the gain of a grade is 2^grade - 1."""
    best = sorted(grades.values(), reverse=True)[:depth]
    got = [grades.get(answer, 0) for answer in answers[:depth]]
    return _gain(got) / _gain(best)


def first_is_right(answers: Sequence[str], grades: Mapping[str, int]) -> bool:
    """Whether the first answer is what a good worker at the desk would name first, or the best that was judged."""
    return bool(answers) and grades.get(answers[0], 0) >= min(RIGHT, max(grades.values()))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))
