"""Finds words that give a family away in a text that we start, by content/texts/private_words.yml."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT


def private_words(text: str, language: str, content: Path = CONTENT) -> list[str]:
    """The words of `text` that tell of violence, a diagnosis or an authority; [] where anybody may see it."""
    return [found[0] for found in _pattern(language, content).finditer(text)]


@cache
def _pattern(language: str, content: Path) -> re.Pattern[str]:
    return pattern(document(content / "texts" / "private_words.yml"), language)


def pattern(page: Mapping[str, Any], language: str) -> re.Pattern[str]:
    """What finds the words of a page in one language, whatever their case."""
    words = [word for group in page["words"].values() for word in group["es" if language == "es" else "en"]]
    each = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{each})\b", re.IGNORECASE)
