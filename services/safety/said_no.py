"""Hears a wish to die behind a "no" that a comma sets apart: "no, me quiero morir" denies nothing."""

import re
from pathlib import Path
from typing import Final

from services.library.root import CONTENT
from services.safety.reading import Reading, read

WISH: Final = "crisis_self_harm"
_NO: Final = re.compile(r"^\s*no+\s*[,.;:!]+\s*(.+)$", re.IGNORECASE | re.DOTALL)  # the same word in both languages


def wish_behind(text: str, content: Path = CONTENT) -> Reading | None:
    """Return how the words behind such a "no" are read, where a phrase in them says a wish to die."""
    found = _NO.match(text)
    reading = read(found[1], content=content) if found else None
    return reading if reading is not None and reading.crisis == WISH else None
