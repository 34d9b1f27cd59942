"""How many parts our texts may take, by content/texts/budget.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def answer_parts(language: str, content: Path = CONTENT) -> int:
    """The most parts that one text of an answer may take."""
    return int(_page(content)["answer"]["es" if language == "es" else "en"])


@cache
def _page(content: Path) -> Mapping[str, Any]:
    return document(content / "texts" / "budget.yml")
