"""Cuts a message into its clauses and puts some of them together again as they stood in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from services.casework.phrases import SEAM

_SEAM: Final = re.compile(f"({SEAM.pattern})", SEAM.flags)
_ENDS: Final = re.compile(r"[.!?;\n]")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one, the signs and joining words behind it, and which sentence it stands in."""

    said: str
    seam: str
    sentence: int


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, none of them empty."""
    found: list[Clause] = []
    sentence = 0
    split = _SEAM.split(text)
    for said, seam in zip(split[::2], [*split[1::2], ""], strict=True):
        if said.strip():
            found.append(Clause(said.strip(), seam, sentence))
        elif found:  # ", but" is one seam
            found[-1] = Clause(found[-1].said, f"{found[-1].seam} {seam}", found[-1].sentence)
        sentence += bool(_ENDS.search(seam))
    return found


def runs(some: Sequence[Clause], sides: Sequence[bool]) -> list[tuple[bool, list[Clause]]]:
    """The clauses that stand beside each other in a sentence on the same side, each with its side."""
    pairs = groupby(zip(some, sides, strict=True), key=lambda pair: (pair[0].sentence, pair[1]))
    return [(side, [clause for clause, _ in found]) for (_, side), found in pairs]


def joined(some: Iterable[Clause]) -> str:
    """Clauses of one sentence as they stood in it; a question keeps its mark."""
    *before, last = some
    mark = "?" if "?" in last.seam else ""
    return _spaced("".join(f"{each.said}{_spaced_seam(each.seam)}" for each in before) + f"{last.said}{mark}")


def sentences_of(some: Iterable[str]) -> str:
    """Several of these, one behind the other as sentences."""
    return ". ".join(some).replace("?. ", "? ")


def _spaced_seam(seam: str) -> str:
    return f"{'' if seam[:1] in ',;' else ' '}{seam} "


def _spaced(text: str) -> str:
    return " ".join(text.split())
