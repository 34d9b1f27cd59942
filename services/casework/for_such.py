"""Hears that a place which "is for kids with delays" is for this family: then it refused nobody."""

from collections.abc import Collection, Iterable

from services.casework.became_of import FOR_OTHERS, NO
from services.casework.care_words import matches, says, words
from services.casework.phrases import folded


def is_for_them(text: str, needs: Iterable[str], doors: Collection[str]) -> bool:
    """Whether a place only said for whom it is, and such a family writes; `doors` are those that may be meant."""
    said = folded(text)
    found = next(matches(said, "refused", FOR_OTHERS), None)
    if found is None or says(said, "refused", NO):
        return False
    told = says(said, "such_a_family", "has_it") or says(said[found.end() :], "such_a_family", "has_one")
    return told or _by_need(said, needs) or not words("such_a_family", "always").isdisjoint(doors)


def _by_need(said: str, needs: Iterable[str]) -> bool:
    """Whether such a need was told, and the place is not said to be for those only."""
    told = not words("such_a_family", "needs").isdisjoint(needs)
    return told and words("such_a_family", "only").isdisjoint(said.split())
