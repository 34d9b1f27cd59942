"""Checks what the phone lives by: rules for opt-outs that can be read, and texts of our own that give nobody away."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import LANGUAGES, pairs
from services.content.project import Project
from services.safety.opt_out import read_rules
from services.safety.phrases import phrases
from services.texts.private import pattern

OPT_OUT: Final = "content/texts/opt_out.yml"
ROBOTS: Final = "content/texts/robots.yml"
PRIVATE: Final = "content/texts/private_words.yml"
NEEDED: Final = (
    OPT_OUT,
    ROBOTS,
    PRIVATE,
    "content/texts/budget.yml",
    "content/texts/choices.yml",
    "content/texts/errors.yml",
)
HOW: Final = "services/safety/patterns.py describes the pattern language."


def faults(project: Project) -> list[Fault]:
    """Missing files, patterns that cannot be read, private words in texts that we start."""
    missing = [path for path in NEEDED if path not in project.pages and path not in project.broken]
    found = [Fault(path, "the file is missing, and the phone cannot do without it", "Put it back.") for path in missing]
    return [*found, *_rules(project), *_private(project)]


def _rules(project: Project) -> Iterator[Fault]:
    if page := project.page(OPT_OUT):
        try:
            known = read_rules(page)
        except ValueError as error:
            yield Fault(OPT_OUT, str(error), HOW)
        else:
            ids = {phrase.id for filed in (known.asks, known.beside) for each in filed.values() for phrase in each}
            for name in sorted(known.anywhere - ids):
                yield Fault(OPT_OUT, f"`anywhere` names {name}, which is no rule", "Correct the name.")
    for number, begins in enumerate(project.page(ROBOTS).get("begins", ()), start=1):
        try:
            phrases({str(number): begins}, {})
        except ValueError as error:
            yield Fault(ROBOTS, str(error), HOW)


def _private(project: Project) -> Iterator[Fault]:
    page = project.page(PRIVATE)
    if not page:
        return
    found = {language: pattern(page, language) for language in LANGUAGES}
    for path, key, pair in _started(project, page["started"]):
        for language in LANGUAGES:
            if words := found[language].findall(_said(pair[language])):
                problem = f"{key} says {', '.join(map(repr, words))} in {language}, and we start this text ourselves"
                yield Fault(
                    path, problem, "Say it so that whoever sees the phone learns nothing; tell more in an answer."
                )


def _started(project: Project, listed: list[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The language pairs of the files (or of the part behind `#`) that hold texts which we start."""
    for entry in listed:
        start, _, within = entry.partition("#")
        for path, found in project.pages.items():
            if path.startswith(start):
                yield from ((path, key, pair) for key, pair in pairs(found) if key.startswith(within))


def _said(text: Any) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)
