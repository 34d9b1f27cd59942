"""The sentences that answer danger and keywords, as content/ holds them."""

from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def answer(crisis: str, language: str, repeated: bool = False, content: Path = CONTENT) -> str:
    """Return what to do and who to reach in a crisis, in other words when `repeated`. Raises KeyError for no label."""
    variants = _page(content / "safety" / "answers.yml")["answers"][crisis]
    return _said(variants["repeat" if repeated else "first"], language)


def after(language: str, content: Path = CONTENT) -> str:
    """Return the sentence that says ordinary help goes on whenever the family wants it."""
    return _said(_page(content / "safety" / "answers.yml")["after"], language)


def keyword_answer(keyword: str, language: str, content: Path = CONTENT) -> str:
    """Return the reply to STOP, START or HELP. Raises KeyError for any other keyword."""
    return _said(_page(content / "messages" / "keywords.yml")[keyword], language)


def _said(pair: dict[str, str], language: str) -> str:
    """The sentence in `language`; in English where we do not have it."""
    return pair.get(language, pair["en"])


@cache
def _page(path: Path) -> dict[str, Any]:
    return document(path)
