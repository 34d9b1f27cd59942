"""Hears by the way that a family has HUSKY: content/language/insured.yml."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from services.casework.in_words import Found, Spoken
from services.casework.phrases import folded, parts, within
from services.casework.put_as_question import begins_to_ask
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

HUSKY: Final = "husky"  # which part of it stays open
NOT_HUSKY: Final = "not_husky"


def insurance_told(text: str) -> str | None:
    """The insurance that a message says the family has; None where it tells of none, or of one that was lost."""
    said = folded(text)
    if _says("other", said) and not _says("other_unless", said):
        return NOT_HUSKY
    return HUSKY if _says("husky", said) and not _says("unless", said) else None


def is_husky_alone(text: str) -> bool:
    """Whether a message is nothing but its name ("husky", "si medicaid")."""
    alone = str(document(CONTENT / "language" / "insured.yml")["alone"])
    return re.fullmatch(alone, folded(text).strip()) is not None


def only_tells_insurance(text: str) -> bool:
    """Whether a message tells an insurance and no more ("she has husky too"); a question tells none."""
    page, said = document(CONTENT / "language" / "insured.yml"), folded(text)
    if "?" in text or insurance_told(text) != HUSKY or set(said.split()) & set(page["only_if"]):
        return False
    return set(without_insurance(said).split()) <= set(page["small"])


def is_of_insurance(answer: str) -> bool:
    """Whether a known answer only tells what the insurance is, or how one applies for it."""
    return answer in document(CONTENT / "language" / "insured.yml")["answers"]


def insurance_beside(text: str) -> str | None:
    """A message without the words that tell that they have HUSKY; None where nothing tells it, or nothing else."""
    if insurance_told(text) != HUSKY or only_tells_insurance(text):
        return None
    spoken = Spoken.of(text)
    every = (found for pattern in _patterns("husky") for found in spoken.find(pattern))
    cut = next((found.without() for found in every if _tells(found)), None)
    asks = cut is not None and ("?" in cut or any(begins_to_ask(part, surely=True) for part in parts(cut)))
    return cut if cut and (asks or vocabulary().asked(cut).things) else None


def _tells(found: Found) -> bool:
    """Whether it tells that they have it; asked, as a condition, or where it goes on, it does not tell that alone."""
    page = document(CONTENT / "language" / "insured.yml")
    first = found.match.group().split()[0]
    asked = {first, *found.before[-1:]} & set(page["asks_before"])
    goes_on = within(page["goes_on"]).search(f" {found.behind} ")
    return not (found.ends_as_question or asked or goes_on or first in page["by_the_way"])


def without_insurance(said: str) -> str:
    """A folded text without the words that tell it."""
    if _says("unless", said):
        return said
    for pattern in _patterns("husky"):
        said = pattern.sub(" ", said)
    return said


def _says(which: str, said: str) -> bool:
    return any(each.search(said) for each in _patterns(which))


@cache
def _patterns(which: str) -> Sequence[re.Pattern[str]]:
    page: Mapping[str, Sequence[str]] = document(CONTENT / "language" / "insured.yml")
    return tuple(map(within, page[which]))
