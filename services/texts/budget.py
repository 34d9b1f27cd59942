"""How many parts our texts may take, and what stays out first, by content/texts/budget.yml."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def answer_parts(language: str, content: Path = CONTENT) -> int:
    """The most parts that one text of an answer may take."""
    return int(_page(content)["answer"]["es" if language == "es" else "en"])


def may_stay_out(sentence: str, language: str, content: Path = CONTENT) -> bool:
    """Whether a sentence only says how to go on."""
    pattern = _page(content)["may_stay_out"]["es" if language == "es" else "en"]
    return re.fullmatch(str(pattern), sentence) is not None


@cache
def _page(content: Path) -> Mapping[str, Any]:
    return document(content / "texts" / "budget.yml")
