"""Hears that a family asks after the person who was called ("is that person gonna write me or what")."""

from typing import Final

from services.casework.care_words import says
from services.casework.phrases import folded

LONGEST: Final = 140  # characters


def asks_after_person(text: str, *, called: bool) -> bool:
    """Whether a message asks when the person comes; who waits for one that was `called` may say so more briefly."""
    said = folded(text)
    waits = called and says(said, "awaited_when_called") and not says(said, "contact")  # "I called, nobody answers"
    return len(text) <= LONGEST and (says(said, "awaited") or waits)
