"""A family whom 2-1-1 does not answer: it is remembered, and nothing that is said sends them there again."""

from typing import Any

from rasa_sdk import Tracker

from actions import reading
from services.casework.lines import DOWN

MOST_KEPT = 20
# What is said, in its wording without 2-1-1.
WITHOUT = {
    "utter_no_more": "utter_no_more_without_line",
    "utter_complaint": "utter_complaint_without_line",
    "utter_person_coming": "utter_person_coming_without_line",
}


def line_down(tracker: Tracker) -> bool:
    """Whether they told us so."""
    return DOWN in reading.reported(tracker)


def note_line_down(tracker: Tracker) -> list[dict[str, Any]]:
    """Remember it, in this turn too."""
    kept = [*(each for each in tracker.get_slot("reported") or [] if each != DOWN), DOWN][-MOST_KEPT:]
    tracker.slots["reported"] = kept
    return reading.set_slots(reported=kept)


def not_by_the_line(tracker: Tracker, response: str) -> str:
    """A response, in its wording without 2-1-1 where that does not answer them."""
    return WITHOUT.get(response, response) if line_down(tracker) else response
