"""Checks that families can read what we write: sixth grade at most, in both languages."""

import re
from typing import Final

import textstat

from services.content.exempt import names_in
from services.content.fault import Fault
from services.content.project import Project
from services.content.sentences import Sentence, sentences
from services.library.reading import english_grade

SHORTEST: Final = 15  # words; the formulas say nothing true of shorter texts
GRADE: Final = 6.0  # Flesch-Kincaid grade, at most
EASE: Final = 70.0  # Fernández Huerta, at least: 70 to 80 is "fairly easy", sixth grade
_NUMBER: Final = re.compile(r"\{\w*\}|\S+\.(?:com|org|gov)\S*|[\d-]*\d[\d-]*")
_WORD: Final = re.compile(r"[^\W\d_]+")


def faults(project: Project) -> list[Fault]:
    """Sentences that are too hard, with their measure."""
    exempt = names_in(project)
    found = []
    for sentence in sentences(project):
        if not sentence.official and (measured := _too_hard(sentence, exempt)):
            problem = f"{sentence.key} is hard to read in {sentence.language} ({measured})"
            found.append(Fault(sentence.path, problem, "Use shorter sentences and everyday words."))
    return found


def _too_hard(sentence: Sentence, exempt: re.Pattern[str]) -> str | None:
    """The measure of a text that asks too much, None for one that is short or easy enough."""
    english = sentence.language == "en"
    short = "it" if english else "eso"  # stands where a name or number was, so that sentences keep their length
    plain = _NUMBER.sub(short, exempt.sub(short, sentence.text))
    if len(_WORD.findall(plain)) < SHORTEST:
        return None
    if english:
        grade = english_grade(plain)
        return f"grade {grade:.1f}, {GRADE:.0f} at most" if grade > GRADE else None
    textstat.set_lang("es")
    ease = float(textstat.fernandez_huerta(plain))
    return f"ease {ease:.0f}, {EASE:.0f} at least" if ease < EASE else None
