"""Hears a yes that is taken back, a no inside a longer sentence, and whether a family must wait for who was asked."""

import re
from typing import Final

from services.casework.care_words import patterns, says, words
from services.casework.phrases import folded

LONGEST: Final = 200  # characters
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s*")


def takes_back(text: str) -> bool:
    """Whether a family wants that nobody is told of it any more, whom we told with its yes."""
    said = folded(text)
    return len(text) <= LONGEST and "?" not in text and says(said, "taken_back") and not says(said, "not_taken_back")


def clear_no(text: str) -> bool:
    """Whether an answer to "is that OK" is plainly a no, however long, and holds no yes."""
    said = folded(text)
    if len(text) > LONGEST or not says(said, "no_in_consent"):
        return False
    without = said
    for pattern in patterns("not_yes_beside"):
        without = pattern.sub(" ", without)
    return not says(without, "yes_beside")


def cancels_that(text: str) -> bool:
    """Whether a message cancels what was just spoken of, and not our texts."""
    said = folded(text)
    return says(said, "cancels") and not set(said.split()) & words("of_texts")


def no_and_more(text: str) -> tuple[str, str] | None:
    """A clear no, and the question that is asked behind it; None where there is no question, or no clear no."""
    sentences = [each.strip() for each in _SENTENCES.split(text) if each.strip()]
    asked = next((at for at, each in enumerate(sentences) if "?" in each), None)
    if not asked or not clear_no(" ".join(sentences[:asked])):
        return None
    return " ".join(sentences[:asked]), " ".join(sentences[asked:])


def must_wait(text: str) -> bool:
    """Whether a message asks if it must wait for who was asked."""
    return len(text) <= LONGEST and says(folded(text), "must_wait")


def is_pressing(text: str) -> bool:
    """Whether a message tells of a paper with a date: an eviction, a court, a shut-off."""
    return says(folded(text), "pressing")
