"""Hears that a family asks what is kept of it, whom we told, or who else may see it ("does the landlord see it")."""

from dataclasses import dataclass
from typing import Final

from services.casework.care_words import listed, says, words
from services.casework.phrases import folded

LONGEST: Final = 160  # characters


@dataclass(frozen=True, slots=True)
class KeptAsked:
    """What is asked for by name ("address"), and whether another is meant who might see it: beside, or `only` that."""

    of: tuple[str, ...]
    others: bool
    only: bool = False


def kept_asked(text: str) -> KeptAsked | None:
    """What a message asks of what is kept; None where it asks nothing of the kind."""
    said = folded(text)
    kept, seen = says(said, "kept"), says(said, "seen_by")
    erase = any(f" {word} " in said for word in words("erase"))
    spoken = set(said.split())
    theirs = bool(spoken & words("theirs")) and not spoken & words("ours")
    if len(text) > LONGEST or erase or theirs or not (kept or seen):
        return None
    of = tuple(name for name, names in listed("asked_of").items() if spoken & set(names))
    return KeptAsked(of if kept else (), seen or bool(spoken & words("whom")), only=not kept)
