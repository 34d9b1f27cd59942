"""Which number a text picks something by: a choice that was put last, and not the age or the sum that we asked for."""

from collections.abc import Sequence
from typing import Final

from bot.turn.named import OPEN, REPORT, Meaning, Talk, meaning
from casebook.records import Pending
from services.casework.children import how_many
from services.texts.choices import number_meant

ASKS_AGE: Final = ("child_age_months", "which_child")
SKIP: Final = "dont_know_or_skip"
LATELY: Final = 3  # messages before, one of which told how many
DETAILS_FORM: Final = "details_form"


def number_in(pending: Pending) -> int | None:
    """The number that a message picks something by; an age or a sum that we asked for is none."""
    number = number_meant(pending.text)
    if number is not None and _puts_choices(pending, number):
        return number
    return None if _asked_for_number(pending) or (not pending.offered and _late_answer(pending)) else number


def counts_children(talk: Talk, asked: str | None, earlier: Sequence[str] = ()) -> Meaning | None:
    """That an answer, or a text by the way, tells how many children there are, and no age: "son 3", in Spanish."""
    of_a_son = talk.language != "es" and talk.text.casefold().strip().startswith("son ")
    by_the_way = asked is None and talk.loop in OPEN and talk.begun and bool(talk.needs)
    wanted = asked in ASKS_AGE or (by_the_way and not talk.slots.get("children"))
    counted = wanted and not of_a_son and how_many(talk.text) is not None
    if counted and any(how_many(text) is not None for text in earlier[-LATELY:]):
        return meaning(SKIP)  # told once more: no age will come, and we go on without
    return meaning("nlu_fallback", named=talk.text) if counted else None


def _puts_choices(pending: Pending, number: int) -> bool:
    """Whether the last text put this number as a choice of its own, whatever question waits since before.

    Choices under the question itself, such as to skip it, are no other ones.
    """
    choices = [offer["choice"] or {} for offer in pending.offered]
    of_the_question = any(choice.get("intent") == SKIP for choice in choices)
    form = ((pending.conversation.state or {}).get("loop") or {}).get("name")
    return number <= len(choices) and not of_the_question and form == DETAILS_FORM


def _late_answer(pending: Pending) -> bool:
    """Whether a bare number may still be the age that we asked for, whatever came in between."""
    slots = (pending.conversation.state or {}).get("slots") or {}
    asked = "child_age_months" in (slots.get("asked") or ()) and slots.get("child_age_months") is None
    return asked and pending.text.strip(" .!").isdigit()


def _asked_for_number(pending: Pending) -> bool:
    """Whether the talk waits for a number: then "2" is an age, not the second choice."""
    if any((offer["choice"] or {}).get("intent") == REPORT for offer in pending.offered):
        return False  # "which of these?" was put later
    state = pending.conversation.state or {}
    loop, slots = state.get("loop") or {}, state.get("slots") or {}
    if loop.get("name") == "screening_form":
        return bool((slots.get("screening") or {}).get("number"))
    return loop.get("requested_slot") in ("child_age_months", "household_size", "income")
