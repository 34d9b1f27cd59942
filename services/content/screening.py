"""Checks the words that steer a talk of questions: each does one thing, and none ends or begins a phone's texts."""

from collections.abc import Iterator, Mapping
from typing import Final

from services.content.fault import Fault
from services.content.project import Project
from services.directory.places import fold
from services.safety import keywords
from services.safety.fold import fold as fold_for_safety

COMMANDS: Final = "content/messages/screening_commands.yml"
KEYWORDS: Final = "content/safety/keywords.yml"


def faults(project: Project) -> list[Fault]:
    """Words with two meanings, and words that the carriers and the law have taken."""
    return [*_twice(project), *_keywords(project)]


def steering(project: Project) -> dict[str, str]:
    """What each word does, by the word without accents and capitals; the first meaning where it has two."""
    does: dict[str, str] = {}
    for command, phrase in _phrases(project):
        does.setdefault(fold(phrase), command)
    return does


def _phrases(project: Project) -> Iterator[tuple[str, str]]:
    commands: Mapping[str, Mapping[str, list[str]]] = project.page(COMMANDS).get("commands", {})
    for command, said in commands.items():
        yield from ((command, phrase) for phrases in said.values() for phrase in phrases)


def _twice(project: Project) -> Iterator[Fault]:
    does = steering(project)
    for command, phrase in _phrases(project):
        if does[fold(phrase)] != command:
            problem = f"{phrase!r} means {does[fold(phrase)]} and {command}"
            yield Fault(COMMANDS, problem, "Keep it where it belongs.")


def _keywords(project: Project) -> Iterator[Fault]:
    if not project.page(KEYWORDS):
        return
    content = project.root / "content"
    for command, phrase in _phrases(project):
        taken = keywords.find(phrase, fold_for_safety(phrase), stopped=False, content=content)
        if taken is not None:
            problem = f"{phrase!r} under {command} is a keyword of texting, so it would never arrive here"
            yield Fault(COMMANDS, problem, f"Use another word: {KEYWORDS} holds those.")
