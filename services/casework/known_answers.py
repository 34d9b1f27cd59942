"""Questions in the middle of a talk whose answer is known and the same for everybody (content/answers)."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 140  # characters: who writes more tells a story, and is heard as one
SHARE = 0.35  # of a message's words: a question among much else is heard with all of it, which may be a danger


def known_answer(text: str) -> str | None:
    """The id of the answer to a message's question; None where none is known, or the message tells more."""
    if len(text) > LONGEST:
        return None
    said = folded(text)
    asked = (id for id, patterns in _patterns().items() if any(_asks(each, said) for each in patterns))
    return next((id for id in asked if not _not(id, said)), None)


def answer_words(id: str, language: str) -> str:
    """The answer in the family's language. Raises KeyError for an unknown id."""
    return str(_answers()[id]["answer"]["es" if language == "es" else "en"])


def need_told(id: str, language: str) -> tuple[str, str] | None:
    """The need that asking this tells of ("my snap stopped"), and the words to look for help with; None for none."""
    answer = _answers()[id]
    if "need" not in answer:
        return None
    return str(answer["need"]), str(answer["words"]["es" if language == "es" else "en"])


def _asks(pattern: re.Pattern[str], said: str) -> bool:
    """Whether the question is the most of what is said."""
    found = pattern.search(said)
    return found is not None and len(found[0].split()) >= SHARE * len(said.split())


def _not(id: str, said: str) -> bool:
    """Whether it is a question about somebody else ("will the hospital report me")."""
    return any(re.search(each, said) for each in _answers()[id].get("unless", ()))


def fits_talk(id: str, needs: Iterable[str]) -> bool:
    """Whether an answer is one to a talk about these needs: the same words mean something else in another."""
    only = _answers()[id].get("needs")
    return only is None or not set(only).isdisjoint(needs)


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {id: tuple(map(within, each["when"])) for id, each in _answers().items()}


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    """Every answer by its id, file by file."""
    pages = (document(path) for path in sorted((CONTENT / "answers").glob("*.yml")))
    return {each["id"]: each for page in pages for each in page["answers"]}
