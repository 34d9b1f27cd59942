"""The age that a child's grade or school stands for, where none was told: no early help is for who is at school."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded, within
from services.library.documents import document
from services.library.root import CONTENT

A_YEAR: Final = 12
FIRST_GRADE: Final = 6.5  # years in its middle


def grade_told(text: str) -> float | None:
    """Months that stand for the grade of a child that a message tells of; None for none, or for what is long ago."""
    said = folded(text)
    found = next((months for months, pattern in _patterns() if pattern.search(said)), None)
    return None if found is None or within(_table()["long_ago"]).search(said) else found


@cache
def _patterns() -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((months, within(pattern)) for months, pattern in _months())


def _months() -> Iterator[tuple[float, str]]:
    table = _table()
    for number, names in table["nth"].items():
        yield (FIRST_GRADE + int(number) - 1) * A_YEAR, table["of_grade"].replace("{nth}", names)
    yield from ((float(months), pattern) for months, pattern in table["levels"].items())


@cache
def _table() -> Mapping[str, Any]:
    return dict(document(CONTENT / "language" / "children.yml")["grades"])
