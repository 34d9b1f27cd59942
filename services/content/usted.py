"""Checks that Spanish speaks to families as usted, by the tell-tale words of content/usted.yml."""

import re
from collections.abc import Iterable
from typing import Final

from services.content.fault import Fault
from services.content.project import Project
from services.content.sentences import sentences

LIST: Final = "content/usted.yml"


def faults(project: Project) -> list[Fault]:
    """Spanish sentences with a tú-form in them."""
    telling = project.page(LIST)
    if not telling:
        return [Fault(LIST, "the list of tú-forms is missing", "Put it back: without it nothing is checked.")]
    anywhere = re.compile(rf"\b(?:{_any(telling['anywhere'])})\b", re.IGNORECASE)
    commands = re.compile(rf"(?:^|[.!?:;¡¿]\s*)({_any(telling['commands'])})\b", re.IGNORECASE)
    found = []
    for sentence in sentences(project):
        if sentence.language == "es":
            hits = [*anywhere.findall(sentence.text), *commands.findall(sentence.text)]
            if hits:
                problem = f"{sentence.key} says tú in Spanish: {', '.join(hits)}"
                found.append(Fault(sentence.path, problem, "Say usted."))
    return found


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
