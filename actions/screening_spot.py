"""Where a conversation listens for the next answer of a screening: a slot, and the form that waits."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet

FORM = "screening_form"
ANSWER = "screening_answer"


def listen(spot: dict[str, Any] | None, help_wanted: list[str] | None = None) -> list[dict[str, Any]]:
    """Listen for the answer at a spot, or stop listening."""
    if spot is None:
        kept = {"help": help_wanted} if help_wanted else None
        return [SlotSet("screening", kept), SlotSet("requested_slot", None)]
    return [SlotSet("screening", spot), SlotSet("requested_slot", ANSWER)]


def waits(tracker: Tracker) -> bool:
    """Whether a question of a screening is open in this conversation."""
    return bool((tracker.active_loop or {}).get("name") == FORM and tracker.get_slot("screening"))


def go_on(tracker: Tracker) -> list[dict[str, Any]]:
    """The events that put the open question again."""
    return [SlotSet("screening", {**tracker.get_slot("screening"), "again": True}), FollowupAction(FORM)]
