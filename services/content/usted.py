"""Checks that Spanish speaks to families as usted, by the tell-tale words of content/usted.yml."""

import re
from collections.abc import Iterable
from typing import Final

from services.content.exempt import names_in
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
    names = names_in(project)  # "Ayúdame a Crecer" is what a program is called
    found = []
    for sentence in sentences(project):
        if sentence.language == "es":
            said = names.sub("…", sentence.text)
            if hits := [*anywhere.findall(said), *commands.findall(said)]:
                problem = f"{sentence.key} says tú in Spanish: {', '.join(hits)}"
                found.append(Fault(sentence.path, problem, "Say usted."))
    return found


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
