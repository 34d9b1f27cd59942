"""Hears by the way that a family has HUSKY: content/language/insured.yml."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from services.casework.phrases import folded, within
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
