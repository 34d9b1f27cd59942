"""The milestone questions of content/milestones: which list fits an age, and what is said around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.library.documents import document, documents
from services.library.root import CONTENT
from services.library.text import Text, text
from services.screening.instrument import Choice, Item

FOLDER = CONTENT / "milestones"
MEANINGS: Mapping[str, Any] = {"met": "no_need", "not_yet": "need", "unsure": "unsure"}
WEEKS_A_MONTH = 365.25 / 12 / 7
OLDEST = 72  # months; the list of five years is for children who are five


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions for one age in months, and things to play today."""

    age_months: int
    items: tuple[Item, ...]
    play: tuple[Text, ...]


def corrected(age_months: float, weeks_early: float | None) -> float:
    """The age counted from the due date, while that counts."""
    rule = common()["corrected_age"]
    counts = weeks_early is not None and age_months < rule["until_months"] and weeks_early > rule["more_than_weeks"]
    return max(0.0, age_months - (weeks_early or 0) / WEEKS_A_MONTH) if counts else age_months


def checklist_for(corrected_months: float) -> Checklist | None:
    """The list of the nearest age that is not above; None before the first list and after the last."""
    fitting = [each for each in checklists() if each.age_months <= corrected_months < OLDEST]
    return fitting[-1] if fitting else None


@cache
def common() -> dict[str, Any]:
    """What is said around every list."""
    return document(FOLDER / "common.yml")


@cache
def checklists() -> tuple[Checklist, ...]:
    """All lists, the youngest first."""
    pages = (page for page in documents(FOLDER) if "age_months" in page)
    return tuple(sorted(map(_checklist, pages), key=lambda each: each.age_months))


@cache
def answers() -> tuple[Choice, ...]:
    """Yes, not yet, not sure."""
    return tuple(
        Choice(
            each["code"],
            text(each["title"]),
            MEANINGS[each["meaning"]],
            tuple(word for said in each["words"].values() for word in said),
        )
        for each in common()["choices"]
    )


def _checklist(page: Mapping[str, Any]) -> Checklist:
    why = text(common()["about"])
    items = tuple(
        Item(each["id"], text(each["ask"]), choices=answers(), why=why, domain=each["area"]) for each in page["items"]
    )
    return Checklist(page["age_months"], items, tuple(map(text, page["play"])))
