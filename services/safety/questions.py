"""What a message tells, without what it asks: "do they do an x-ray there?" is no news of one."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases

_CLAUSE: Final = re.compile(r"[^.!?,;\n]+[.!?,;\n]*")


def without_questions(text: str, content: Path = CONTENT) -> str:
    """Return the folded words of a message that tell: each clause up to where it begins to ask.

    A clause with a question mark that begins nowhere to ask in such words asks as a whole ("le van a hacer placa?").
    """
    return fold(" ".join(_told(clause, content) for clause in _CLAUSE.findall(text)))


def asked(text: str, content: Path = CONTENT) -> str:
    """Return the folded words of a message that ask: each clause from where it begins to."""
    return fold(" ".join(_asks(clause, content) for clause in _CLAUSE.findall(text)))


def _told(clause: str, content: Path) -> str:
    start = _start(clause, content)
    return clause if start is None else f"{fold(clause)[:start]}. "


def _asks(clause: str, content: Path) -> str:
    start = _start(clause, content)
    return "" if start is None else f"{fold(clause)[start:]}. "


def _start(clause: str, content: Path) -> int | None:
    """Where a clause begins to ask: 0 for one that has a question mark and begins nowhere else; None where it tells."""
    folded, marked = fold(clause), "?" in clause
    kinds = ("asks", "asks_marked") if marked else ("asks",)
    starts = [start for kind in kinds for _, start, _ in matches(folded, _read(kind, content))]
    return min(starts, default=0 if marked else None)


@cache
def _read(kind: str, content: Path) -> Phrases:
    page = document(content / "safety" / "replies.yml")
    return phrases({str(number): each for number, each in enumerate(page[kind])}, page["words"])
