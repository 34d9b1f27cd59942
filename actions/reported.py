"""What a family told us is wrong is remembered; whom 2-1-1 does not answer is not sent there again."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker

from actions import reading
from services.casework.reported import kept
from services.casework.silent_lines import LINE_211

# What is said, in its wording without 2-1-1.
WITHOUT = {
    "utter_no_more": "utter_no_more_without_line",
    "utter_complaint": "utter_complaint_without_line",
    "utter_person_coming": "utter_person_coming_without_line",
}


def line_down(tracker: Tracker) -> bool:
    """Whether they told us so."""
    return LINE_211 in reading.reported(tracker)


def note_reported(tracker: Tracker, wrong: Sequence[str]) -> list[dict[str, Any]]:
    """Keep doors that are wrong and lines that do not answer; in the tracker too, for what this turn looks for."""
    now = kept(reading.in_order(reading.reported(tracker), wrong))
    tracker.slots["reported"] = now
    return reading.set_slots(reported=now)


def not_by_the_line(tracker: Tracker, response: str) -> str:
    """A response, in its wording without 2-1-1 where that does not answer them."""
    return WITHOUT.get(response, response) if line_down(tracker) else response
