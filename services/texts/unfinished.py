"""Tells a text whose writer has not finished, by how it ends (content/texts/unfinished.yml)."""

import re
from functools import cache
from pathlib import Path

from services.library.documents import document
from services.library.root import CONTENT

_LAST_WORD = re.compile(r"[^\W\d_]+$")


def unfinished(text: str, content: Path = CONTENT) -> bool:
    """Whether more words must follow: "my son is 3 and", "necesito comida para". A lone word is never unfinished."""
    words, signs = _ends(content)
    said = text.rstrip()
    if " " not in said:
        return False
    if said.endswith(signs):
        return True
    last = _LAST_WORD.search(said)
    return last is not None and last[0].casefold() in words


@cache
def _ends(content: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    page = document(content / "texts" / "unfinished.yml")
    words = frozenset(str(word) for listed in page["words"].values() for word in listed)
    return words, tuple(page["signs"])
