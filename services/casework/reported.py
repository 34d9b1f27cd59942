"""What a family told of doors and lines is kept in one list, the newest last, each once and not without end."""

from collections.abc import Iterable
from typing import Final

MOST_KEPT: Final = 20


def kept_with(before: Iterable[str], fresh: Iterable[str]) -> list[str]:
    """What was kept, with what is told now; of too much the oldest is left out."""
    return list(dict.fromkeys([*before, *fresh]))[-MOST_KEPT:]
