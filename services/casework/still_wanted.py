"""Leaves out doors for what a family put aside, and words for what is past: "before the shut-off" when it was cut."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from services.casework.care_words import listed, says
from services.casework.kinds_aside import refused_kinds
from services.casework.naming import Services, named
from services.casework.offer import Offer
from services.casework.phrases import folded
from services.casework.pointing import kinds

GIVES: Final = 0.8  # of a thing that a door is known for


def wanted(
    doors: list[Offer], reported: Iterable[str], words: str | None, language: str, services: Services
) -> list[Offer]:
    """The doors without those that give a kind that was put aside, and nothing that the family's `words` name."""
    aside = refused_kinds(reported)
    if not aside:
        return doors
    meant = set(kinds(folded(words or ""), language)) - aside
    gives = {
        each.key: {thing for thing, fit in each.things.items() if fit >= GIVES}
        for each in named((door.key for door in doors), services)
    }
    return [door for door in doors if not (gives.get(door.key, set()) & aside) or gives[door.key] & meant]


def past(doors: list[Offer], *told: str | None) -> list[Offer]:
    """The doors without what is to be done before a cut, where the family told that it was made."""
    if not any(says(folded(text), "cut_already") for text in told if text):
        return doors
    return [replace(door, next_step=_without(door.next_step), summary=_without(door.summary)) for door in doors]


def _without(words: str) -> str:
    for phrase in listed("before"):
        words = words.replace(phrase, "")
    return words
