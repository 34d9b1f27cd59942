"""The word lists that the fact rules go by: words/*.yml read once, and what kind of thing each single word is."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words"


@cache
def words() -> dict[str, Any]:
    """Return every list of words/*.yml by its name; a name stands in one file only."""
    files = sorted(WORDS.glob("*.yml"))
    return {name: held for file in files for name, held in yaml.safe_load(file.read_text(encoding="utf-8")).items()}


@cache
def among(*names: str) -> frozenset[str]:
    """Return the words of these lists as one set."""
    return frozenset(str(word) for name in names for word in words()[name])


@cache
def kinds() -> dict[str, str]:
    """Return the kind of each word that a pattern may ask for: number, tens, one, unit, old."""
    found: dict[str, str] = {}
    for kind, names in KINDS.items():
        found.update(dict.fromkeys(among(*names), kind))
    return found


KINDS = {"old": ("old", "fulfilled"), "one": ("one",), "unit": ("units",), "tens": ("tens",), "number": ("numbers",)}
