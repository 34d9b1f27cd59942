"""Checks what is heard in the hour of a danger: patterns can be read, hints come after answers, names are their own."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.project import Project
from services.safety.phrases import phrases

HOUR: Final = "content/safety/hour"
DANGERS: Final = "content/safety/crisis.yml"
ANSWERS: Final = "content/safety/answers.yml"
TOPICS: Final = "content/safety/topics.yml"
AFTERWARDS: Final = "content/safety/afterwards.yml"
WORDS: Final = (DANGERS, TOPICS, AFTERWARDS)  # whose lists of words hold here too


def _of_hours(project: Project) -> Iterator[tuple[str, str, str]]:
    for path, page in project.under(HOUR):
        for kind in ("asks", "waits", "set_aside", "unless_need"):
            yield from ((path, kind, pattern) for pattern in page.get(kind, ()))
        for each in page.get("hints", ()):
            patterns = (*each["when"], *each.get("unless", ()), *each.get("told", ()), *each.get("aside", ()))
            yield from ((path, each["id"], pattern) for pattern in patterns)


def faults(project: Project) -> Iterator[Fault]:
    """Patterns that cannot be read, hints after no answer, and two hints of one name."""
    answers = project.page(ANSWERS).get("answers", {})
    words = {name: each for page in WORDS for name, each in project.page(page).get("words", {}).items()}
    for path, name, pattern in _of_hours(project):
        yield from _unreadable(path, name, pattern, words)
    pages = [(path, page) for path, page in project.under(HOUR)]
    for path, page in pages if answers else ():
        hints = page.get("hints", ())
        for topic in {*page.get("after", ()), *(name for each in hints for name in _names_of(each))} - {*answers}:
            yield Fault(path, f"{topic} is no answer of {ANSWERS}", "Correct the name.")
    for name, times in Counter(each["id"] for _, page in pages for each in page.get("hints", ())).items():
        if times > 1:
            yield Fault(HOUR, f"{times} hints are called {name}", "Give each its own id: each counts as said once.")


def _names_of(hint: Mapping[str, Any]) -> tuple[str, ...]:
    return (*hint.get("also", ()), *hint.get("only", ()))


def _unreadable(path: str, group: str, pattern: str, words: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        phrases({group: pattern}, words)
    except ValueError as error:
        yield Fault(path, f"{group}: {error}", "services/safety/patterns.py describes the pattern language.")
