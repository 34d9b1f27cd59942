"""Questions in the middle of a talk whose answer is known and the same for everybody (content/answers)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded
from services.library.documents import document
from services.library.root import CONTENT


def known_answer(text: str) -> str | None:
    """The id of the answer to a message's question; None where none is known, or the message tells more."""
    if len(text) > _page()["longest"]:
        return None
    said = folded(text)
    return next((id for id, patterns in _patterns().items() if any(each.search(said) for each in patterns)), None)


def answer_words(id: str, language: str) -> str:
    """The answer in the family's language. Raises KeyError for an unknown id."""
    words = next(each["answer"] for each in _page()["answers"] if each["id"] == id)
    return str(words["es" if language == "es" else "en"])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {
        each["id"]: tuple(re.compile(rf"(?<= )(?:{pattern})(?= )") for pattern in each["when"])
        for each in _page()["answers"]
    }


@cache
def _page() -> Mapping[str, Any]:
    return document(CONTENT / "answers" / "known.yml")
