"""Checks the phrases of coordinators: each place is one that can be filled, the same in both languages, no id twice."""

import re
from collections.abc import Iterator
from typing import Final

from services.content.fault import Fault
from services.content.project import Project
from services.phrases.filling import VARIABLES

FOLDER: Final = "content/phrases"
_PLACE: Final = re.compile(r"\{([^{}]*)\}")


def faults(project: Project) -> list[Fault]:
    """Places that nothing fills, uneven ones, and phrases with the name of another."""
    return [*_places(project), *_twice(project)]


def _places(project: Project) -> Iterator[Fault]:
    for path, page in project.under(FOLDER):
        for phrase in page["phrases"]:
            held = {language: set(_PLACE.findall(said)) for language, said in phrase["text"].items()}
            for name in sorted({each.removesuffix("?") for each in held["en"] | held["es"]} - {*VARIABLES}):
                problem = f"{phrase['id']} has {{{name}}}, which nothing fills"
                yield Fault(path, problem, f"Use one of {', '.join(VARIABLES)}.")
            if held["en"] != held["es"]:
                problem = f"{phrase['id']} has other places in English than in Spanish"
                yield Fault(path, problem, "Use the same in both.")


def _twice(project: Project) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, page in project.under(FOLDER):
        for phrase in page["phrases"]:
            if phrase["id"] in seen:
                yield Fault(path, f"{phrase['id']} is the name of two phrases", "Give one another name.")
            seen.add(phrase["id"])
