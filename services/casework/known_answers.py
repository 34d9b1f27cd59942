"""Questions in the middle of a talk whose answer is known and the same for everybody (content/answers)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 140  # characters: who writes more tells a story, and is heard as one


def known_answer(text: str) -> str | None:
    """The id of the answer to a message's question; None where none is known, or the message tells more."""
    if len(text) > LONGEST:
        return None
    said = folded(text)
    return next((id for id, patterns in _patterns().items() if any(each.search(said) for each in patterns)), None)


def answer_words(id: str, language: str) -> str:
    """The answer in the family's language. Raises KeyError for an unknown id."""
    return str(_answers()[id]["answer"]["es" if language == "es" else "en"])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {id: tuple(map(within, each["when"])) for id, each in _answers().items()}


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    """Every answer by its id, file by file."""
    pages = (document(path) for path in sorted((CONTENT / "answers").glob("*.yml")))
    return {each["id"]: each for page in pages for each in page["answers"]}
