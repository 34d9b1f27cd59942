"""What a family's words mean where one of them mostly means something else: content/search/senses.yml."""

import re
from functools import cache, lru_cache

from services.directory.places import fold
from services.library.documents import document
from services.library.root import CONTENT

_APOSTROPHES = str.maketrans("", "", "'’‘`´")


@lru_cache(maxsize=4096)
def in_its_sense(text: str) -> str:
    """A text to search with: as it is, or folded where a word in it means something else than it mostly does."""
    said = folded = fold(text.translate(_APOSTROPHES))
    for pattern, instead in _senses():
        said = pattern.sub(instead, said)
    return text if said == folded else " ".join(said.split())


@cache
def _senses() -> tuple[tuple[re.Pattern[str], str], ...]:
    page = document(CONTENT / "search" / "senses.yml")
    return tuple((re.compile(each["when"]), str(each["instead"])) for each in page["senses"])
