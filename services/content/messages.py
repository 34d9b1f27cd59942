"""Checks the sentences that are sent without Rasa, and that every word we tell families to write is understood."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.pairs import pairs, placeholders
from services.content.project import Project
from services.content.sentences import sentences
from services.directory.places import fold
from services.safety import keywords
from services.safety.fold import fold as fold_for_safety
from services.safety.replies import safety_told

COMMANDS: Final = "content/messages/commands.yml"
AT_A_QUESTION: Final = "content/messages/screening_commands.yml"
KEYWORDS: Final = "content/safety/keywords.yml"
REPLIES: Final = "content/safety/replies.yml"
# "Write PERSON", "escriba SALTAR", "…, STOP to end": the word has to work, unless it goes to another number.
_TOLD: Final = re.compile(
    r"\b(?i:write|text|reply|escriba|escribir|responda)\s+([A-ZÁÉÍÓÚÑ]{3,})\b(?! (?:to|al) [\d{])"
    r"|(?:,|\bor|\bo)\s+([A-ZÁÉÍÓÚÑ]{3,})(?= (?:to|if|para|si)\b)"
)


def faults(project: Project) -> list[Fault]:
    """Uneven placeholders, commands that lead nowhere or to two things, promised words that nobody understands."""
    return [*_uneven(project), *_commands(project), *_told(project)]


def _uneven(project: Project) -> Iterator[Fault]:
    for path, page in project.under("content"):
        for key, pair in pairs(page):
            if placeholders(pair["en"]) != placeholders(pair["es"]):
                yield Fault(path, f"{key} has other placeholders in English than in Spanish", "Use the same in both.")


def _commands(project: Project) -> Iterator[Fault]:
    first: dict[str, str] = {}
    known = project.page("domain.yml").get("intents", ())
    for intent, phrases in project.page(COMMANDS).get("commands", {}).items():
        if intent not in known:
            yield Fault(COMMANDS, f"{intent} is no intent of domain.yml", "Correct the name, or add it there.")
        for phrase in phrases:
            if first.setdefault(fold(phrase), intent) != intent:
                problem = f"{phrase!r} stands under {intent} and under {first[fold(phrase)]}"
                yield Fault(COMMANDS, problem, "Keep it where it belongs.")


def _told(project: Project) -> Iterator[Fault]:
    """Words that a sentence tells families to write, and that neither commands nor keywords hold."""
    if not all(map(project.whole, (COMMANDS, AT_A_QUESTION, KEYWORDS))):
        return
    page = project.page(COMMANDS)
    commands = {fold(phrase) for phrases in page.get("commands", {}).values() for phrase in phrases}
    commands |= set(map(fold, (*page.get("details", ()), *page.get("refer", ()))))
    steering = project.page(AT_A_QUESTION).get("commands", {}).values()
    commands |= {fold(phrase) for said in steering for phrases in said.values() for phrase in phrases}
    for sentence in sentences(project):
        for word in (first or second for first, second in _TOLD.findall(sentence.text)):
            if fold(word) not in commands and not _is_keyword(word, project) and not _is_reply(word, project):
                problem = f"{sentence.key} tells families to write {word}, which means nothing to us"
                yield Fault(sentence.path, problem, f"Add it to {COMMANDS}, or name another word.")


def _is_reply(word: str, project: Project) -> bool:
    """Whether it answers the question of being safe, which is asked and ended by words."""
    return bool(project.page(REPLIES)) and safety_told(word, asked=True, content=project.root / "content") is not None


def _is_keyword(word: str, project: Project) -> bool:
    page: Mapping[str, Any] = project.page(KEYWORDS)
    if not page:
        return False
    return keywords.find(word, fold_for_safety(word), stopped=False, content=project.root / "content") is not None
